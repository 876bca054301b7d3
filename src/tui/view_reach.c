/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Still reachable: by which ways a datum still comes to an agency, and what would close
 * them. Opened with a struct nlets_reach_request. */
#include <config.h>

#include "tui/view_reach.h"

#include "app/present_reach.h"
#include "tui/choose_party.h"

#include <stdlib.h>

enum { PANE_PATHS, PANE_WHY, PANE_MEASURES, PANES };

struct reach_state {
	struct app_reach_list list;
	bool measures;  /* they have the cursor, not the paths */
	size_t heights[PANES];
};

static void *reach_open(struct tui *tui, void *argument)
{
	struct reach_state *state = calloc(1, sizeof(*state));

	if (state && app_reach_list_start(&state->list, tui->session, argument) == 0)
		return state;
	free(state);
	tui_say(tui, APP_ROLE_ERROR, "%s", _("There is not enough memory for it."));
	return NULL;
}

static void reach_close(struct tui *tui, void *data)
{
	struct reach_state *state = data;

	(void)tui;
	app_reach_list_end(&state->list);
	free(state);
}

static struct str reach_title(struct tui *tui, void *data, struct arena *arena)
{
	(void)tui, (void)data, (void)arena;
	return str_from(_("Still reachable"));
}

/* The day or the assumption may have been changed while another screen was on top. */
static void follow_settings(struct tui *tui, struct reach_state *state)
{
	const struct nlets_reach_request *request = &state->list.reach.request;
	unsigned date = app_session_date(tui->session);

	if (request->date != date || request->assume != tui_assume(tui))
		app_reach_list_set_rules(&state->list, date, tui_assume(tui));
}

static void reach_present(struct tui *tui, void *data, unsigned pane, struct tui_pane *out)
{
	struct reach_state *state = data;
	const struct nlets_reach *reach = &state->list.reach.reach;

	follow_settings(tui, state);
	state->heights[pane] = out->height;
	switch (pane) {
	case PANE_PATHS:
		out->title = app_reach_title(&state->list, &out->page.arena);
		out->note = arena_printf(&out->page.arena, "✓ %zu  ? %zu  ✗ %zu", reach->open,
					 reach->unsure, reach->closed);
		app_present_reach(&out->page, &state->list, !state->measures, out->width);
		return;
	case PANE_MEASURES:
		out->title = str_from(_("Measures"));
		out->note = arena_printf(&out->page.arena, _("smallest set: %zu !  %zu *"),
					 reach->certain.measures.count,
					 reach->all.measures.count);
		app_present_measures(&out->page, &state->list, state->measures, out->width);
		return;
	default:
		out->title = str_from(_("Why"));
		app_present_reach_why(&out->page, &state->list, state->measures, out->width);
	}
}

static void reach_explain(struct tui *tui, void *data, struct app_page *page, struct app_line *line)
{
	struct reach_state *state = data;

	app_explain_reach(page, line, &state->list, state->measures, tui->explain_columns);
}

static unsigned reach_focus(struct tui *tui, void *data)
{
	(void)tui;
	return ((struct reach_state *)data)->measures ? PANE_MEASURES : PANE_PATHS;
}

static void reach_help(struct tui *tui, void *data, struct app_page *page, size_t width)
{
	struct reach_state *state = data;

	(void)tui;
	app_present_reach_why(page, &state->list, state->measures, width);
	app_page_line(page);
}

static int agency_chosen(struct tui *tui, void *context, size_t row, struct str value)
{
	struct reach_state *state = context;
	int error = app_reach_list_set_agency(&state->list, value);

	(void)row;
	if (!error)
		tui_keep_agency(tui, value);
	return tui_party_done(tui, error);
}

static int reach_agency(struct tui *tui, void *data, struct str argument)
{
	struct reach_state *state = data;

	if (argument.len)
		return agency_chosen(tui, state, 0, argument);
	return tui_choose_agency(tui, state->list.reach.request.agency, agency_chosen, state);
}

static int holder_chosen(struct tui *tui, void *context, size_t row, struct str value)
{
	struct reach_state *state = context;

	(void)row;
	return tui_party_done(tui, app_reach_list_set_holder(&state->list, value));
}

static int reach_holder(struct tui *tui, void *data, struct str argument)
{
	struct reach_state *state = data;

	if (argument.len)
		return holder_chosen(tui, state, 0, argument);
	return tui_choose_holder(tui, str_from(_("The same datum in the records of that holder.")),
				 state->list.reach.request.holder, holder_chosen, state);
}

static int reach_assume(struct tui *tui, void *data, struct str argument)
{
	(void)data;
	return tui_choose_assume(tui, argument);
}

/* All of what the cursor is on, for screens where the pane beside is small. */
static int show_why(struct tui *tui, struct reach_state *state)
{
	size_t width = tui->columns > 84 ? 76 : (size_t)tui->columns - 8;
	struct app_page page = { 0 };
	int bits;

	app_present_reach_why(&page, &state->list, state->measures, width);
	bits = tui_popup_text(tui, str_from(_("Why")), &page);
	app_page_free(&page);
	return bits;
}

static int reach_take(struct tui *tui, void *data, struct str argument)
{
	struct reach_state *state = data;

	(void)argument;
	if (state->measures || app_reach_list_step(&state->list))
		return show_why(tui, state);
	return tui_party_done(tui, app_reach_list_open(&state->list));
}

/* Left closes an opened path, right opens a closed one. */
static int fold(struct tui *tui, struct reach_state *state, bool open)
{
	const struct app_reach_row *row = app_reach_list_row(&state->list);

	if (state->measures || !row || app_reach_list_is_open(&state->list, row->path) == open)
		return tui_scroll(tui, PANE_WHY, open ? APP_CMD_PAGE_DOWN : APP_CMD_PAGE_UP);
	return tui_party_done(tui, app_reach_list_open(&state->list));
}

static int reach_left(struct tui *tui, void *data, struct str argument)
{
	(void)argument;
	return fold(tui, data, false);
}

static int reach_right(struct tui *tui, void *data, struct str argument)
{
	(void)argument;
	return fold(tui, data, true);
}

/* Where the two share a place, the measures come forth with the cursor. */
static int reach_next(struct tui *tui, void *data, struct str argument)
{
	struct reach_state *state = data;

	(void)argument;
	state->measures = !state->measures;
	tui_top(tui)->switched = state->measures ? PANE_MEASURES - 1 : PANE_WHY - 1;
	tui_pane(tui, PANE_WHY)->top = 0;
	return APP_RELAYOUT;
}

static int reach_mark(struct tui *tui, void *data, struct str argument)
{
	struct reach_state *state = data;

	if (!state->measures)
		return reach_next(tui, data, argument);
	return tui_party_done(tui, app_reach_list_drill(&state->list));
}

static int reach_move(struct tui *tui, void *data, enum app_command command)
{
	struct reach_state *state = data;
	struct app_reach_list *list = &state->list;

	if (state->measures)
		tui_move(command, &list->measure_cursor, list->measures.count,
			 state->heights[PANE_MEASURES]);
	else
		tui_move(command, &list->cursor, list->rows.count, state->heights[PANE_PATHS]);
	tui_pane(tui, PANE_WHY)->top = 0;
	return APP_REDRAW;
}

static unsigned reach_searched(struct tui *tui, void *data)
{
	(void)tui, (void)data;
	return 1u << PANE_PATHS | 1u << PANE_MEASURES;
}

static void reach_go(struct tui *tui, void *data, unsigned pane, size_t line)
{
	struct reach_state *state = data;

	(void)tui;
	if (pane == PANE_PATHS && line < state->list.rows.count)
		state->list.cursor = line;
	else if (pane == PANE_MEASURES && line < state->list.measures.count)
		state->list.measure_cursor = line;
}

static const struct tui_handler_row handlers[] = {
	{ APP_CMD_OPEN, reach_take },     { APP_CMD_MARK, reach_mark },
	{ APP_CMD_NEXT, reach_next },     { APP_CMD_PREVIOUS, reach_next },
	{ APP_CMD_LEFT, reach_left },     { APP_CMD_RIGHT, reach_right },
	{ APP_CMD_AGENCY, reach_agency }, { APP_CMD_HOLDER, reach_holder },
	{ APP_CMD_ASSUME, reach_assume },
};

static const struct tui_cell wide[] = {
	{ PANE_PATHS, 0, 62, 0, 60 },
	{ PANE_MEASURES, 0, 62, 60, 100 },
	{ PANE_WHY, 62, 100, 0, 100 },
};
static const struct tui_cell narrow[] = {
	{ PANE_PATHS, 0, 100, 0, 55 },
	{ TUI_SWITCHED, 0, 100, 55, 100 },
};
static const struct tui_layout layouts[] = { TUI_LAYOUT(110, 20, wide), TUI_LAYOUT(0, 0, narrow) };

const struct tui_view tui_view_reach = {
	.keymap = APP_KEYMAP_REACH,
	TUI_LAYOUTS(layouts),
	.panes = PANES,
	.padded = 1u << PANE_WHY,
	.open = reach_open,
	.close = reach_close,
	.title = reach_title,
	.move = reach_move,
	.present = reach_present,
	.explain = reach_explain,
	.focus = reach_focus,
	.help = reach_help,
	.searched = reach_searched,
	.go = reach_go,
	TUI_HANDLERS(handlers),
};

int tui_show_paths(struct tui *tui, struct nlets_reach_request *request)
{
	request->date = app_session_date(tui->session);
	request->assume = tui_assume(tui);
	if (request->holder.len && request->agency.len && request->data_class != NLETS_DATA_NONE)
		return tui_open(tui, &tui_view_reach, request);
	tui_say(tui, APP_ROLE_INFO, "%s",
		request->holder.len ? _("Ways are known of personal data only: go to such a field.")
				    : _("Nobody is known who holds it; H chooses a holder."));
	return APP_REDRAW;
}
