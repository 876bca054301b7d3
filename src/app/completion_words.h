/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words that may stand in a place of a command line, for the shells' completion
 * and for Tab on the screens' command line. */
#ifndef APP_COMPLETION_WORDS_H
#define APP_COMPLETION_WORDS_H

#include "app/session.h"

typedef VEC(struct str) app_completions;

/* Adds the words of a kind: key, agency, ori, state, destination, table, system, file;
 * fields ("LIC=" for each of the form `of`); code (of the table `of`). For a file `of`
 * is what was typed so far. Texts lie in arena or live as long as the session.
 * Returns 0, NLETS_E_NOT_FOUND for another kind, or NLETS_E_MEMORY. */
int app_completion_words(struct app_session *session, struct str kind, struct str of,
			 struct arena *arena, app_completions *out);
/* "LIT=PC" for each code that the form's field may have; nothing without a table. */
int app_completion_values(struct app_session *session, struct str key, struct str code,
			  struct arena *arena, app_completions *out);

#endif
