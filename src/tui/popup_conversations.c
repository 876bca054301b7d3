/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of all conversations of this run, to go back to an older one. */
#include <config.h>

#include "app/conversation_tree.h"
#include "tui/compose_view.h"

#include <stdlib.h>

static int conversation_chosen(struct tui *tui, void *context, size_t row, struct str value)
{
	struct arena arena = { 0 };
	app_tree_rows rows = { 0 };
	int bits = APP_REDRAW;

	(void)context, (void)value;
	if (app_conversation_tree(tui->session, &arena, &rows) == 0 && row < rows.count)
		bits = tui_show_conversation(tui, rows.items[row].conversation);
	arena_free(&arena);
	return bits;
}

int tui_popup_conversations(struct tui *tui, const struct sim_conversation *shown)
{
	struct arena arena = { 0 };
	app_tree_rows rows = { 0 };
	struct tui_choice *choices;
	size_t preset = 0;
	int bits = APP_REDRAW;

	if (!tui->session->conversations.count) {
		tui_say(tui, APP_ROLE_INFO, "%s", _("Nothing was sent in this run so far."));
		return bits;
	}
	choices = app_conversation_tree(tui->session, &arena, &rows) < 0 ?
			  NULL : arena_alloc_array(&arena, rows.count, sizeof(*choices));
	for (size_t i = 0; choices && i < rows.count; i++) {
		const struct app_tree_row *row = &rows.items[i];

		choices[i] = (struct tui_choice){
			row->id,
			arena_printf(&arena, "%*s%s%.*s", (int)(row->depth ? 2 * row->depth - 2 : 0), "",
				     row->depth ? "└ " : "", STR_ARGS(row->words)),
			row->cause };
		if (row->conversation == shown)
			preset = i;
	}
	if (choices)
		bits = tui_popup_choose(tui, &(struct tui_question){
						     .title = str_from(_("Conversations of this run")),
						     .choices = choices,
						     .count = rows.count,
						     .preset = preset,
						     .chosen = conversation_chosen });
	arena_free(&arena);
	return bits;
}
