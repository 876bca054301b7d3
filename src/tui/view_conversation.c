/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a sent message set off, hop by hop. Opened with the struct sim_conversation
 * that the session keeps. */
#include <config.h>

#include "app/ladder_export.h"
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
	struct arena arena;
	struct str file; /* the ladder is written to */
	size_t height;
};

static void *conversation_open(struct tui *tui, void *argument)
{
	struct conversation_state *state = calloc(1, sizeof(*state));

	if (state && app_conversation_start(&state->conversation, tui->session->definitions,
					    tui->session->policies, argument) == 0) {
		state->conversation.cause =
			app_cause_words(app_cause_of(tui->session, argument), &state->arena);
		return state;
	}
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
	arena_free(&state->arena);
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
		if (state->conversation.cause.len)
			app_page_wrap(&out->page, NULL, APP_ROLE_HEADING, state->conversation.cause,
				      out->width, 0);
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

static int conversation_steps(struct tui *tui, void *data, struct str argument)
{
	struct conversation_state *state = data;
	struct app_steps steps = { 0 };

	(void)argument;
	if (app_steps_of(tui->session, state->conversation.hops, &steps) < 0)
		tui_say(tui, APP_ROLE_ERROR, "%s", _("There is not enough memory for it."));
	return tui_popup_steps(tui, &steps);
}

static int conversation_list(struct tui *tui, void *data, struct str argument)
{
	(void)argument;
	return tui_popup_conversations(tui, ((struct conversation_state *)data)->conversation.hops);
}

static int conversation_agency(struct tui *tui, void *data, struct str argument)
{
	int bits = conversation_take(tui, data, STR(""));

	return bits | tui_do(tui, APP_CMD_AGENCY, argument);
}

static void tell_written(struct tui *tui, struct str name, int result)
{
	if (result < 0)
		tui_say(tui, APP_ROLE_ERROR, _("%.*s could not be written."), STR_ARGS(name));
	else
		tui_say(tui, APP_ROLE_SEEN, _("%.*s is written."), STR_ARGS(name));
}

static int overwrite_chosen(struct tui *tui, void *context, size_t row, struct str value)
{
	struct conversation_state *state = context;

	(void)value;
	if (row == 0)
		tell_written(tui, state->file,
			     app_ladder_write(state->conversation.hops, state->file, true,
					      state->conversation.unfolded));
	return APP_REDRAW;
}

/* What is there already goes only when that was asked for. */
static int file_chosen(struct tui *tui, void *context, size_t row, struct str value)
{
	struct conversation_state *state = context;
	const struct tui_choice choices[] = {
		{ str_from(_("Overwrite it")), STR_NONE, STR_NONE },
		{ str_from(_("Leave it as it is")), STR_NONE, STR_NONE },
	};
	struct str name = str_trim(value);
	int result;

	(void)row;
	if (!name.len)
		return APP_REDRAW;
	state->file = arena_copy(&state->arena, name);
	result = app_ladder_write(state->conversation.hops, name, false, state->conversation.unfolded);
	if (result != NLETS_E_REFUSED) {
		tell_written(tui, name, result);
		return APP_REDRAW;
	}
	return tui_popup_choose(tui, &(struct tui_question){
					     .title = str_from(_("The file is there already")),
					     .text = name,
					     .choices = choices,
					     .count = 2,
					     .preset = 1,
					     .chosen = overwrite_chosen,
					     .context = state });
}

static int conversation_write(struct tui *tui, void *data, struct str argument)
{
	struct conversation_state *state = data;
	struct str id = app_conversation_id(&state->conversation);

	if (argument.len)
		return file_chosen(tui, state, 0, argument);
	return tui_popup_ask(tui, str_from(_("Write the ladder to which file?")),
			     str_from(_("A name that ends in .svg makes a drawing, its holders folded as on the screen; any other a text.")),
			     arena_printf(&state->arena, "ladder-%.*s.svg", STR_ARGS(id)), file_chosen,
			     state);
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
	{ APP_CMD_STEPS, conversation_steps },
	{ APP_CMD_CONVERSATIONS, conversation_list },
	{ APP_CMD_WRITE, conversation_write },
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
