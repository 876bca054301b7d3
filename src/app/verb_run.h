/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs of the shell, from within the screens: each runs in a process of its own
 * with the session's settings, so that it does exactly what it does in a shell. */
#ifndef APP_VERB_RUN_H
#define APP_VERB_RUN_H

#include "app/session.h"
#include "base/buf.h"

enum { APP_VERB_OUTPUT_LIMIT = 256 * 1024 }; /* bytes */

struct app_verb_run {
	bool (*cancel)(void *context); /* may be NULL; asked about ten times a second */
	void *context;

	struct buf output; /* both what it wrote and what it said; the caller's to free */
	int status;        /* of the shell */
	bool cut;          /* it wrote more than APP_VERB_OUTPUT_LIMIT */
	bool cancelled;
};

typedef VEC(char *) app_word_list;

/* Splits a line at blanks; between quotes, "..." or '...', blanks are text and the
 * quotes are left out. Nothing else is special. Words end in NUL, in arena. Returns
 * 0, NLETS_E_ARGUMENT (a quote is not closed) or NLETS_E_MEMORY. */
int app_words(struct arena *arena, struct str line, app_word_list *words);

/* Runs a line such as "codes LIT PC". Returns 0, what app_words() returns, or
 * NLETS_E_UNREADABLE (errno: it could not be run). */
int app_verb_run(const struct app_session *session, struct str line, struct app_verb_run *run);

#endif
