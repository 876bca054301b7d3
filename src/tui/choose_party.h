/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The choices that the screens on disclosure share. */
#ifndef TUI_CHOOSE_PARTY_H
#define TUI_CHOOSE_PARTY_H

#include "nlets/error.h"
#include "tui/view.h"

/* Asks through which agency's eyes to look, with `current` under the cursor. */
int tui_choose_agency(struct tui *tui, struct str current, tui_chosen *chosen, void *context);
/* Asks who holds the record; text explains it. */
int tui_choose_holder(struct tui *tui, struct str text, struct str current, tui_chosen *chosen,
		      void *context);
/* Asks what a drill assumes where nothing public is known; with an argument sets it. */
int tui_choose_assume(struct tui *tui, struct str argument);
enum nlets_assume tui_assume(const struct tui *tui);

/* Makes the agency the one that other screens begin with. */
void tui_keep_agency(struct tui *tui, struct str id);
/* Says what a change failed at; the screen stays as it was. */
int tui_party_done(struct tui *tui, int error);

#endif
