/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Tab can put on the command line behind a command's or verb's name. */
#ifndef TUI_COMPLETION_H
#define TUI_COMPLETION_H

#include "tui/view.h"

/* The words that may stand in place of the line's last one, from *cut on, and begin as
 * it does (letters match without case), in arena; at most TUI_COMPLETIONS. */
enum { TUI_COMPLETIONS = 1024 };
size_t tui_complete_words(struct tui *tui, struct str line, struct arena *arena, size_t *cut,
			  struct str **words);

#endif
