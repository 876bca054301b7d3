/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Completion scripts, made from the tables of verbs and options. */
#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H

#include "cli/cli.h"

/* Each appends a whole script. Descriptions are English, so that an installed
 * script is the same everywhere. */
void cli_completion_bash(struct buf *out);
void cli_completion_zsh(struct buf *out);
void cli_completion_fish(struct buf *out);

/* What completes an option's or operand's value: the words themselves, divided by
 * blanks, or for "@kind" the command that prints them. "" when nothing does. */
void cli_completion_words(const char *values, struct buf *out);

#endif
