/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A conversation with the simulated network, for the shell. */
#ifndef APP_CONVERSATION_REPORT_H
#define APP_CONVERSATION_REPORT_H

#include "app/output.h"
#include "app/session.h"
#include "sim/sim.h"

/* Each message that was delivered to the asker. Piped: its bytes, ETX and a line
 * feed, as logs are framed. On a terminal: a line that names it, then its bytes
 * made visible. Returns how many there were. */
size_t app_conversation_answers(const struct sim_conversation *conversation, struct app_output *out);
/* All hops, one a line. */
void app_conversation_transcript(const struct sim_conversation *conversation, struct buf *out);
/* {"sent","date","hops":[...]}, compact. */
void app_conversation_json(const struct app_session *session,
			   const struct sim_conversation *conversation, struct buf *out);
/* A word for an enum sim_fault, translated; "" for none. */
const char *app_fault_label(int fault);
/* The kind, outcome and fault of a word in that JSON; false when there is no such word. */
bool app_hop_kind_by_word(struct str word, enum sim_hop_kind *kind);
bool app_outcome_by_word(struct str word, enum sim_outcome *outcome);
bool app_fault_by_word(struct str word, enum sim_fault *fault);
/* Whether the switch rejected the message (ER). */
bool app_conversation_rejected(const struct sim_conversation *conversation);

/* A line on what led to it, where that is known. */
void app_conversation_cause(const struct app_session *session,
			    const struct sim_conversation *conversation, struct buf *out);

#endif
