/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every rule and fact behind the answer below, with its citation. Opened with that
 * struct app_answer, which stays open below it, or NULL for the whole record. */
#include <config.h>

#include "app/present_citations.h"
#include "tui/view.h"

#include <stdlib.h>

struct sources_state {
	const struct app_answer *answer;
	struct buf words; /* only entries with all of them */
};

static void *sources_open(struct tui *tui, void *argument)
{
	struct sources_state *state = calloc(1, sizeof(*state));

	(void)tui;
	if (state)
		state->answer = argument;
	return state;
}

static void sources_close(struct tui *tui, void *data)
{
	struct sources_state *state = data;

	(void)tui;
	buf_free(&state->words);
	free(state);
}

static struct str sources_title(struct tui *tui, void *data, struct arena *arena)
{
	(void)tui, (void)data, (void)arena;
	return str_from(_("Sources"));
}

static void sources_present(struct tui *tui, void *data, unsigned pane, struct tui_pane *out)
{
	struct sources_state *state = data;
	struct str words = buf_str(&state->words);

	(void)pane;
	out->title = str_from(state->answer ? _("Rules and facts on this answer")
					    : _("All rules and facts"));
	if (words.len)
		out->note = arena_printf(&out->page.arena, _("with: %.*s"), STR_ARGS(words));
	if (state->answer)
		app_present_citations(&out->page, state->answer, words, out->width);
	else
		app_present_all_citations(&out->page, tui->session->policies, words, out->width);
}

static void sources_explain(struct tui *tui, void *data, struct app_page *page, struct app_line *line)
{
	(void)tui, (void)data;
	app_line_add(page, line, APP_ROLE_EXPLAIN,
		     str_from(_("Grade A: law, court, agency; B: press, NGO, academic; C: needs a second one.")));
}

static int words_given(struct tui *tui, void *context, size_t row, struct str value)
{
	struct sources_state *state = context;

	(void)row;
	buf_clear(&state->words);
	buf_add(&state->words, value);
	tui_pane(tui, 0)->top = 0;
	return APP_REDRAW;
}

static int sources_filter(struct tui *tui, void *data, struct str argument)
{
	struct sources_state *state = data;

	if (argument.len)
		return words_given(tui, state, 0, argument);
	return tui_popup_ask(tui, str_from(_("Show only entries with")),
			     str_from(_("All the words, in any order; none shows everything again.")),
			     buf_str(&state->words), words_given, state);
}

static int sources_move(struct tui *tui, void *data, enum app_command command)
{
	(void)data;
	return tui_scroll(tui, 0, command);
}

static const struct tui_handler_row handlers[] = {
	{ APP_CMD_FILTER, sources_filter },
};

static const struct tui_cell whole[] = { { 0, 0, 100, 0, 100 } };
static const struct tui_layout layouts[] = { TUI_LAYOUT(0, 0, whole) };

const struct tui_view tui_view_sources = {
	.keymap = APP_KEYMAP_SOURCES,
	TUI_LAYOUTS(layouts),
	.panes = 1,
	.open = sources_open,
	.close = sources_close,
	.title = sources_title,
	.present = sources_present,
	.explain = sources_explain,
	.move = sources_move,
	TUI_HANDLERS(handlers),
};
