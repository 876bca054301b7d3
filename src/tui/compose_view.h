/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the Compose screen share. */
#ifndef TUI_COMPOSE_VIEW_H
#define TUI_COMPOSE_VIEW_H

#include "app/draft_store.h"
#include "tui/editor.h"
#include "tui/view.h"

struct compose_state {
	struct app_draft *draft;
	struct tui_editor *editor; /* of the focused row */
	size_t finding;            /* the one F6 went to; SIZE_MAX: none */
	size_t height;             /* of the form pane */
};

/* Moves the focus, giving the row a new editor with the cursor behind its text. */
void compose_focus(struct compose_state *state, size_t row);
/* Puts a text into a row as if it had been typed. */
void compose_put(struct compose_state *state, size_t row, struct str text);

tui_handler compose_pick; /* F4: the values that the focused row can have */
tui_handler compose_send; /* F2 */
tui_handler compose_save;
tui_handler compose_discard;
/* As tui_view.leave: asks when something was typed and neither kept nor sent. */
bool compose_leave(struct tui *tui, void *data);

/* Opens what shows a conversation, which stays the session's. */
int tui_show_conversation(struct tui *tui, const struct sim_conversation *conversation);

#endif
