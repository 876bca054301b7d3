/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a sent message set off, hop by hop. Opened with the struct sim_conversation
 * that the session keeps. */
#include <config.h>

#include "app/present_conversation.h"
#include "app/present_transcript.h"
#include "tui/compose_view.h"
#include "tui/view.h"
#include "tui/view_answer.h"

#include <stdint.h>
#include <stdlib.h>

enum { PANE_HOPS, PANE_HOP, PANES };

struct conversation_state {
	struct app_conversation conversation;
	size_t height;
};

static void *conversation_open(struct tui *tui, void *argument)
{
	struct conversation_state *state = calloc(1, sizeof(*state));

	if (state && app_conversation_start(&state->conversation, tui->session->definitions,
					    tui->session->policies, argument) == 0)
		return state;
	free(state);
	tui_say(tui, APP_ROLE_ERROR, "%s", _("There is not enough memory for it."));
	return NULL;
}

int tui_show_conversation(struct tui *tui, const struct sim_conversation *conversation)
{
	return tui_open(tui, &tui_view_conversation, (void *)(uintptr_t)conversation);
}

static void conversation_close(struct tui *tui, void *data)
{
	struct conversation_state *state = data;

	(void)tui;
	app_conversation_end(&state->conversation);
	free(state);
}

static struct str conversation_title(struct tui *tui, void *data, struct arena *arena)
{
	(void)tui;
	return app_conversation_title(&((struct conversation_state *)data)->conversation, arena);
}

static void conversation_present(struct tui *tui, void *data, unsigned pane, struct tui_pane *out)
{
	struct conversation_state *state = data;

	(void)tui;
	if (pane == PANE_HOP) {
		out->title = str_from(_("Message"));
		app_present_hop(&out->page, &state->conversation, out->width);
		return;
	}
	state->height = out->height;
	out->note = app_conversation_summary(&state->conversation, &out->page.arena);
	if (state->conversation.transcript) {
		out->title = str_from(_("Transcript"));
		app_present_transcript(&out->page, state->conversation.hops, out->width);
	} else {
		out->title = str_from(_("Ladder"));
		app_present_conversation(&out->page, &state->conversation, out->width);
		out->head = app_ladder_header(&state->conversation.ladder);
	}
}

static void conversation_explain(struct tui *tui, void *data, struct app_page *page,
				 struct app_line *line)
{
	app_explain_hop(page, line, &((struct conversation_state *)data)->conversation,
			tui->explain_columns);
}

static int conversation_take(struct tui *tui, void *data, struct str argument)
{
	struct conversation_state *state = data;
	struct tui_answer_argument answer = { 0 };
	struct arena arena = { 0 };
	int bits = APP_REDRAW;

	(void)argument;
	if (!state->conversation.transcript && app_conversation_rung(&state->conversation) &&
	    app_conversation_rung(&state->conversation)->hops > 1) {
		state->conversation.unfolded = true;
		return APP_REDRAW;
	}
	if (app_conversation_origin(&state->conversation, &arena, &answer.origin, &answer.bytes))
		bits = tui_open(tui, &tui_view_answer, &answer);
	else
		tui_say(tui, APP_ROLE_INFO, "%s", _("Nothing came here, so there is nothing to open."));
	arena_free(&arena);
	return bits;
}

static int conversation_transcript(struct tui *tui, void *data, struct str argument)
{
	struct conversation_state *state = data;

	(void)argument;
	state->conversation.transcript = !state->conversation.transcript;
	tui_pane(tui, PANE_HOPS)->top = 0;
	return APP_REDRAW;
}

static int conversation_mark(struct tui *tui, void *data, struct str argument)
{
	(void)tui, (void)argument;
	app_conversation_mark(&((struct conversation_state *)data)->conversation);
	return APP_REDRAW;
}

static int conversation_compare(struct tui *tui, void *data, struct str argument)
{
	struct conversation_state *state = data;
	struct app_page page = { 0 };
	struct buf text = { 0 };
	int bits = APP_REDRAW;

	(void)argument;
	if (app_conversation_compare(&state->conversation, &text) < 0) {
		tui_say(tui, APP_ROLE_INFO, "%s", _("Space marks a message; go to another one to compare."));
		buf_free(&text);
		return bits;
	}
	app_page_add_text(&page, text.len ? buf_str(&text) : str_from(_("Both say the same.")),
			  (size_t)tui->columns - 8);
	bits = tui_popup_text(tui, str_from(_("Differences")), &page);
	app_page_free(&page);
	buf_free(&text);
	return bits;
}

static int conversation_sources(struct tui *tui, void *data, struct str argument)
{
	(void)data, (void)argument;
	return tui_open(tui, &tui_view_sources, NULL);
}

static int conversation_agency(struct tui *tui, void *data, struct str argument)
{
	int bits = conversation_take(tui, data, STR(""));

	return bits | tui_do(tui, APP_CMD_AGENCY, argument);
}

static int conversation_move(struct tui *tui, void *data, enum app_command command)
{
	struct conversation_state *state = data;
	size_t count, at;

	if (state->conversation.transcript)
		return tui_scroll(tui, PANE_HOPS, command);
	count = state->conversation.ladder.rungs.count;
	at = app_ladder_rung_of(&state->conversation.ladder, state->conversation.cursor);
	tui_move(command, &at, count, state->height);
	app_conversation_go(&state->conversation, app_ladder_hop(&state->conversation.ladder, at,
								 command == APP_CMD_UP));
	tui_pane(tui, PANE_HOP)->top = 0;
	return APP_REDRAW;
}

/* Sideways through the columns; where there are no more, the message is scrolled. */
static int sideways(struct tui *tui, struct conversation_state *state, bool right)
{
	if (state->conversation.transcript || !app_conversation_sideways(&state->conversation, right))
		return tui_scroll(tui, PANE_HOP, right ? APP_CMD_PAGE_DOWN : APP_CMD_PAGE_UP);
	return APP_REDRAW;
}

static int conversation_left(struct tui *tui, void *data, struct str argument)
{
	(void)argument;
	return sideways(tui, data, false);
}

static int conversation_right(struct tui *tui, void *data, struct str argument)
{
	(void)argument;
	return sideways(tui, data, true);
}

/* The message beside the list follows its cursor; a search steps through the list. */
static unsigned conversation_searched(struct tui *tui, void *data)
{
	(void)tui, (void)data;
	return 1u << PANE_HOPS;
}

static size_t hop_at(const struct app_conversation *conversation, size_t line)
{
	size_t head = app_ladder_header(&conversation->ladder);

	return app_ladder_hop(&conversation->ladder, line > head ? line - head : 0, false);
}

static void conversation_go(struct tui *tui, void *data, unsigned pane, size_t line)
{
	struct conversation_state *state = data;

	(void)tui;
	if (pane == PANE_HOPS && !state->conversation.transcript)
		app_conversation_go(&state->conversation, hop_at(&state->conversation, line));
}

static const struct tui_handler_row handlers[] = {
	{ APP_CMD_LEFT, conversation_left },
	{ APP_CMD_RIGHT, conversation_right },
	{ APP_CMD_OPEN, conversation_take },
	{ APP_CMD_AGENCY, conversation_agency },
	{ APP_CMD_TRANSCRIPT, conversation_transcript },
	{ APP_CMD_MARK, conversation_mark },
	{ APP_CMD_COMPARE, conversation_compare },
	{ APP_CMD_SOURCES, conversation_sources },
};

static const struct tui_cell wide[] = {
	{ PANE_HOPS, 0, 64, 0, 100 },
	{ PANE_HOP, 64, 100, 0, 100 },
};
static const struct tui_cell narrow[] = {
	{ PANE_HOPS, 0, 100, 0, 60 },
	{ PANE_HOP, 0, 100, 60, 100 },
};
static const struct tui_layout layouts[] = { TUI_LAYOUT(140, 10, wide), TUI_LAYOUT(0, 0, narrow) };

const struct tui_view tui_view_conversation = {
	.keymap = APP_KEYMAP_CONVERSATION,
	TUI_LAYOUTS(layouts),
	.panes = PANES,
	.open = conversation_open,
	.close = conversation_close,
	.title = conversation_title,
	.move = conversation_move,
	.present = conversation_present,
	.explain = conversation_explain,
	.go = conversation_go,
	.searched = conversation_searched,
	TUI_HANDLERS(handlers),
};
