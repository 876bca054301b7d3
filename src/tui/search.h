/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One search for all screens: its words are looked for in the pages that the screen
 * shows, so that no screen has a search of its own. */
#ifndef TUI_SEARCH_H
#define TUI_SEARCH_H

#include "tui/view.h"

/* Lights the matches in a pane that was just presented, and keeps the one that was
 * gone to in view. */
void tui_search_light(struct tui_open_view *open, unsigned pane);
/* Ends the search of the top screen; false when there was none. */
bool tui_search_end(struct tui *tui);
/* "3 of 17" in place of the explanation. */
int tui_search_say(struct tui *tui, size_t at, size_t count);

/* The commands search, next-match and previous-match. */
int tui_search(struct tui *tui, void *state, struct str words);
int tui_search_next(struct tui *tui, void *state, struct str argument);
int tui_search_previous(struct tui *tui, void *state, struct str argument);

#endif
