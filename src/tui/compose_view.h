/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the Compose screen share. */
#ifndef TUI_COMPOSE_VIEW_H
#define TUI_COMPOSE_VIEW_H

#include "app/draft_store.h"
#include "app/steps.h"
#include "tui/editor.h"
#include "tui/view.h"

struct compose_state {
	struct app_draft *draft;
	struct tui_editor *editor; /* of the focused row */
	size_t finding;            /* the one F6 went to; SIZE_MAX: none */
	size_t height;             /* of the form pane */
	struct arena arena;
	struct app_cause cause;    /* what led to the message; conversation "": nothing known */
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

/* Opens the form of a draft, which goes over to it, with what led to it (copied). */
int tui_compose_draft(struct tui *tui, struct app_draft *draft, const struct app_cause *cause);
/* Shows the steps, which go over to it, or says that there are none. */
int tui_popup_steps(struct tui *tui, struct app_steps *steps);
/* Lists what was sent in this run; the cursor is on `shown` (or NULL). */
int tui_popup_conversations(struct tui *tui, const struct sim_conversation *shown);

/* Opens what shows a conversation, which stays the session's. */
int tui_show_conversation(struct tui *tui, const struct sim_conversation *conversation);

#endif
