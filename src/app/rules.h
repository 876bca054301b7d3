/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scripted answers of the server: a file of rules (forms/schema/rules.rng) of which the
 * first that fits a message answers it in place of the switch. What is answered so is
 * held in memory only and not in the journal. */
#ifndef APP_RULES_H
#define APP_RULES_H

#include "app/session.h"
#include "net/net.h"
#include "sim/sim.h"

struct app_rules; /* opaque */

/* Reads the file. Returns 0, NLETS_E_MEMORY, NLETS_E_UNREADABLE or NLETS_E_DEFINITION, with
 * FILE:LINE: reason in *why (in the session's arena). */
int app_rules_read(struct app_session *session, const char *file, struct app_rules **rules,
		   struct str *why);
void app_rules_free(struct app_rules **rules);

/* A message answered by a rule. */
struct app_scripted {
	struct sim_conversation conversation; /* the query, then the answers by time */
	struct str idempotency, bytes;
	int64_t sent_ms;
	size_t told; /* hops that were told as events */
};

/* Answers the message when a rule fits: 0, or 1 when the idempotency key ("" none) was
 * known; NLETS_E_NOT_FOUND when no rule fits, NLETS_E_ARGUMENT when the key was used for
 * another message, NLETS_E_LIMIT when no more are held, or NLETS_E_MEMORY. */
int app_rules_answer(struct app_rules *rules, const struct nlets_message *message,
		     struct str idempotency, int64_t now_ms, const struct app_scripted **scripted);
const struct app_scripted *app_rules_find(const struct app_rules *rules, struct str id);
/* Tells what happens until that time, as sim_run() does; and when the next thing does
 * (INT64_MAX: nothing). */
void app_rules_run(struct app_rules *rules, int64_t until_ms, sim_happened *happened, void *context);
int64_t app_rules_next_due(const struct app_rules *rules);

#endif
