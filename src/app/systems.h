/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The systems of the network for verbs and screens: read once, shown, played. */
#ifndef APP_SYSTEMS_H
#define APP_SYSTEMS_H

#include "app/session.h"
#include "nlets/systems.h"

/* Read at the first call and kept by the session; never NULL but when memory is out.
 * A broken file gives an empty list with faults. */
const struct nlets_systems *app_systems(struct app_session *session);
/* The same with the faults that lint finds. */
const struct nlets_systems *app_systems_lint(struct app_session *session);

/* Whether app_system_run() has something to play: a flow, or a sample of its key. */
bool app_system_runs(const struct nlets_system *system);
/* The case that is played: of that id, or for "" by the session's day; NULL: none. */
const struct nlets_flow_case *app_system_case(struct app_session *session,
					      const struct nlets_system *system, struct str id);
/* Plays the system's conversation: its flow in that case ("": by the day), or a sample
 * query of its first key. The session keeps the conversation. Returns 0,
 * NLETS_E_NOT_FOUND when there is nothing to play or no such case, or what
 * app_session_send() returns, with a sentence in *why (may be NULL). */
int app_system_run(struct app_session *session, const struct nlets_system *system,
		   struct str case_id, app_progress *progress, void *context,
		   struct sim_conversation **conversation, struct str *why);

/* Sentences for people, translated. */
const char *app_system_status_words(const struct nlets_system *system);
const char *app_system_nlets_words(const struct nlets_system *system);

/* Formats: "text", "json". */
void app_systems_list(struct app_session *session, const char *format, struct buf *out);
void app_system_text(struct app_session *session, const struct nlets_system *system, bool colour,
		     struct buf *out);
void app_system_json(const struct nlets_system *system, struct buf *out);

#endif
