/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Completion scripts, made from the tables of verbs and options. */
#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H

#include "app/completion_words.h"
#include "cli/cli.h"

/* Each appends a whole script. Descriptions are English, so that an installed
 * script is the same everywhere. */
void cli_completion_bash(struct buf *out);
void cli_completion_zsh(struct buf *out);
void cli_completion_fish(struct buf *out);

/* What completes an option's or operand's value: the words themselves, divided by
 * blanks, or for "@kind" the command that prints them. "" when nothing does. */
void cli_completion_words(const char *values, struct buf *out);

/* Adds what may stand next on a line such as "compose RQ LIC=": `words` are those before
 * it, the verb first, `start` what is typed of it (for files; else nothing is left out by
 * it). Returns 0 or NLETS_E_MEMORY. */
int cli_complete(struct app_session *session, const struct str *words, size_t count,
		 struct str start, struct arena *arena, app_completions *out);

#endif
