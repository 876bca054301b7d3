/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What led to a message: the fields of an answer that it was made from. Written
 * "K7Q2M9XA.4:OLN,DOB": conversation, full stop and number of the hop, codes. */
#ifndef APP_CAUSE_H
#define APP_CAUSE_H

#include "base/buf.h"
#include "base/arena.h"

struct app_session;
struct sim_conversation;

struct app_cause {
	struct str conversation; /* id; "": no cause is known */
	unsigned hop;            /* its number, from 1; 0: not told */
	struct str codes;        /* with commas between, or "" */
};

struct app_caused {
	const struct sim_conversation *conversation;
	struct app_cause cause;
};

/* Reads what app_cause_write() writes, borrowing from the text. */
bool app_cause_read(struct str text, struct app_cause *cause);
void app_cause_write(const struct app_cause *cause, struct buf *out);
/* Keeps the cause of one of the session's conversations. */
void app_cause_set(struct app_session *session, const struct sim_conversation *conversation,
		   const struct app_cause *cause);
/* That cause, or NULL. */
const struct app_cause *app_cause_of(const struct app_session *session,
				     const struct sim_conversation *conversation);
/* "from OLN of K7Q2M9XA.4", translated, in arena; "" for none. */
struct str app_cause_words(const struct app_cause *cause, struct arena *arena);

#endif
