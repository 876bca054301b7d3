/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer side by side: its bytes, its fields, what an agency sees, and why. One
 * cursor runs through all of them. */
#include <config.h>

#include "tui/view_answer.h"

#include "app/present_answer.h"
#include "tui/choose_party.h"
#include "tui/compose_view.h"
#include "tui/view_reach.h"

#include <stdlib.h>

enum { PANE_FIELDS, PANE_AGENCY, PANE_WIRE, PANE_WHY, PANES };

struct answer_state {
	struct app_answer answer;
	unsigned focus;
	size_t height; /* of the fields pane */
	bool refused;  /* the agency's pane is the page on a refusal */
};

static void *answer_open(struct tui *tui, void *argument)
{
	const struct tui_answer_argument *given = argument;
	struct app_answer_origin origin = given->origin;
	struct answer_state *state = calloc(1, sizeof(*state));

	origin.date = app_session_date(tui->session);
	origin.assume = tui_assume(tui);
	origin.agency = app_settings_text(&tui->session->settings, APP_SETTING_agency);
	if (state && app_answer_start(&state->answer, tui->session->definitions,
				      tui->session->policies, given->bytes, &origin) == 0)
		return state;
	free(state);
	tui_say(tui, APP_ROLE_ERROR, "%s", _("There is not enough memory for it."));
	return NULL;
}

static void answer_close(struct tui *tui, void *data)
{
	struct answer_state *state = data;

	(void)tui;
	app_answer_end(&state->answer);
	free(state);
}

static struct str answer_title(struct tui *tui, void *data, struct arena *arena)
{
	struct answer_state *state = data;

	(void)tui;
	if (state->answer.origin.title.len)
		return state->answer.origin.title;
	return arena_printf(arena, "%.*s", STR_ARGS(state->answer.shown->key.text));
}

/* The day or the assumption may have been changed while another screen was on top. */
static void follow_settings(struct tui *tui, struct answer_state *state)
{
	unsigned date = app_session_date(tui->session);
	enum nlets_assume assume = tui_assume(tui);

	if (state->answer.request.date != date || state->answer.request.assume != assume)
		app_answer_set_rules(&state->answer, date, assume);
}

static void present_wire(const struct app_answer *answer, struct tui_pane *out)
{
	out->title = app_answer_wire_title(answer);
	out->note = app_answer_wire_note(answer, out->width, &out->page.arena);
	app_present_answer_wire(&out->page, answer, out->width);
}

static void present_agency(struct answer_state *state, struct tui_pane *out)
{
	const struct app_answer *answer = &state->answer;
	bool refused = app_answer_refused(answer);

	if (refused && !state->refused)
		out->top = 0;
	state->refused = refused;
	app_present_answer_agency(&out->page, answer, out->width);
	if (refused && out->page.lines.count > out->height) {
		app_page_clear(&out->page);
		app_present_refusal_dense(&out->page, answer, out->width);
	}
	out->title = app_answer_agency_title(answer, &out->page.arena);
}

static void answer_present(struct tui *tui, void *data, unsigned pane, struct tui_pane *out)
{
	struct answer_state *state = data;
	struct app_answer *answer = &state->answer;

	follow_settings(tui, state);
	switch (pane) {
	case PANE_FIELDS:
		state->height = out->height;
		out->title = app_answer_fields_title(answer, out->width, &out->page.arena);
		app_present_answer_fields(&out->page, answer, out->width);
		return;
	case PANE_AGENCY:
		present_agency(state, out);
		return;
	case PANE_WIRE:
		present_wire(answer, out);
		return;
	default:
		out->title = str_from(_("Why"));
		app_present_answer_why(&out->page, answer, out->width);
	}
}

static void answer_explain(struct tui *tui, void *data, struct app_page *page, struct app_line *line)
{
	app_explain_answer(page, line, &((struct answer_state *)data)->answer,
			   tui->explain_columns);
}

static unsigned answer_focus(struct tui *tui, void *data)
{
	(void)tui;
	return ((struct answer_state *)data)->focus;
}

static void answer_help(struct tui *tui, void *data, struct app_page *page, size_t width)
{
	(void)tui;
	app_present_answer_why(page, &((struct answer_state *)data)->answer, width);
	app_page_line(page);
}

static int agency_chosen(struct tui *tui, void *context, size_t row, struct str value)
{
	struct answer_state *state = context;
	int error = app_answer_set_agency(&state->answer, value);

	(void)row;
	if (!error)
		tui_keep_agency(tui, value);
	return tui_party_done(tui, error);
}

static int answer_agency(struct tui *tui, void *data, struct str argument)
{
	struct answer_state *state = data;

	if (argument.len)
		return agency_chosen(tui, state, 0, argument);
	return tui_choose_agency(tui, state->answer.request.agency, agency_chosen, state);
}

static int holder_chosen(struct tui *tui, void *context, size_t row, struct str value)
{
	struct answer_state *state = context;

	(void)row;
	return tui_party_done(tui, app_answer_set_holder(&state->answer, value));
}

static int answer_holder(struct tui *tui, void *data, struct str argument)
{
	struct answer_state *state = data;

	if (argument.len)
		return holder_chosen(tui, state, 0, argument);
	return tui_choose_holder(tui, str_from(_("The same answer, as if it came from there.")),
				 state->answer.request.holder, holder_chosen, state);
}

static int answer_assume(struct tui *tui, void *data, struct str argument)
{
	(void)data;
	return tui_choose_assume(tui, argument);
}

static int answer_matrix(struct tui *tui, void *data, struct str argument)
{
	(void)argument;
	return tui_open(tui, &tui_view_matrix, &((struct answer_state *)data)->answer);
}

/* The ways by which the focused datum still comes to the agency. */
static int answer_paths(struct tui *tui, void *data, struct str argument)
{
	struct answer_state *state = data;
	const struct app_answer_row *row = app_answer_row(&state->answer);
	struct nlets_reach_request request = {
		.holder = state->answer.request.holder,
		.agency = state->answer.request.agency,
		.code = row ? row->code : STR(""),
		.data_class = row ? row->data_class : NLETS_DATA_NONE,
	};

	(void)argument;
	return tui_show_paths(tui, &request);
}

static int answer_hex(struct tui *tui, void *data, struct str argument)
{
	struct answer_state *state = data;

	(void)tui, (void)argument;
	state->answer.hex = !state->answer.hex;
	return APP_REDRAW;
}

static int answer_wire(struct tui *tui, void *data, struct str argument)
{
	struct answer_state *state = data;

	if (argument.len && str_eq(argument, state->answer.shown->wire == NLETS_WIRE_XML ? STR("xml") :
											   STR("text")))
		return APP_REDRAW;
	return tui_party_done(tui, app_answer_other_wire(&state->answer));
}

static int answer_sources(struct tui *tui, void *data, struct str argument)
{
	(void)argument;
	return tui_open(tui, &tui_view_sources, &((struct answer_state *)data)->answer);
}

/* The focused row with all that is known of it, for screens without the pane. */
static int answer_details(struct tui *tui, void *data, struct str argument)
{
	struct answer_state *state = data;
	const struct app_answer_row *row = app_answer_row(&state->answer);
	size_t width = tui->columns > 84 ? 76 : (size_t)tui->columns - 8;
	struct app_page page = { 0 };
	int bits;

	(void)argument;
	if (row && row->value.len)
		app_page_wrap(&page, NULL, APP_ROLE_VALUE, row->value, width, 0);
	app_present_answer_why(&page, &state->answer, width);
	bits = tui_popup_text(tui, str_from(_("Why")), &page);
	app_page_free(&page);
	return bits;
}

static int answer_next(struct tui *tui, void *data, struct str argument)
{
	struct answer_state *state = data;

	(void)tui, (void)argument;
	state->focus = (state->focus + 1) % PANES;
	return APP_REDRAW;
}

static int answer_previous(struct tui *tui, void *data, struct str argument)
{
	struct answer_state *state = data;

	(void)tui, (void)argument;
	state->focus = (state->focus + PANES - 1) % PANES;
	return APP_REDRAW;
}

/* The cursor is linked: it moves in every pane, but for those that are text. */
static int answer_move(struct tui *tui, void *data, enum app_command command)
{
	struct answer_state *state = data;
	size_t row = state->answer.cursor;

	if (state->focus == PANE_WHY ||
	    (state->focus == PANE_AGENCY && app_answer_refused(&state->answer)))
		return tui_scroll(tui, state->focus, command);
	tui_move(command, &row, state->answer.rows.count, state->height);
	app_answer_go(&state->answer, row);
	tui_pane(tui, PANE_WHY)->top = 0;
	return APP_REDRAW;
}

/* Why follows the cursor, so a search that stepped through it would change it. */
static unsigned answer_searched(struct tui *tui, void *data)
{
	unsigned why = 1u << PANE_WHY;

	(void)tui;
	return ((struct answer_state *)data)->focus == PANE_WHY ? why : ~why;
}

static void answer_go(struct tui *tui, void *data, unsigned pane, size_t line)
{
	struct answer_state *state = data;

	(void)tui;
	if (line < state->answer.rows.count &&
	    (pane == PANE_FIELDS || (pane == PANE_AGENCY && !app_answer_refused(&state->answer))))
		app_answer_go(&state->answer, line);
}

static int answer_steps(struct tui *tui, void *data, struct str argument)
{
	const struct app_answer *shown = &((struct answer_state *)data)->answer;
	const struct app_step_answer answer = { shown->original->raw, shown->origin.holder,
						shown->origin.conversation, shown->origin.hop };
	struct app_steps steps = { 0 };

	(void)argument;
	if (app_steps_add(tui->session, &answer, &steps) < 0)
		tui_say(tui, APP_ROLE_ERROR, "%s", _("There is not enough memory for it."));
	return tui_popup_steps(tui, &steps);
}

static int answer_conversations(struct tui *tui, void *data, struct str argument)
{
	(void)data, (void)argument;
	return tui_popup_conversations(tui, NULL);
}

static const struct tui_handler_row handlers[] = {
	{ APP_CMD_STEPS, answer_steps },
	{ APP_CMD_CONVERSATIONS, answer_conversations },
	{ APP_CMD_NEXT, answer_next },
	{ APP_CMD_PREVIOUS, answer_previous },
	{ APP_CMD_AGENCY, answer_agency },
	{ APP_CMD_HOLDER, answer_holder },
	{ APP_CMD_ASSUME, answer_assume },
	{ APP_CMD_HEX, answer_hex },
	{ APP_CMD_WIRE, answer_wire },
	{ APP_CMD_SOURCES, answer_sources },
	{ APP_CMD_MATRIX, answer_matrix },
	{ APP_CMD_PATHS, answer_paths },
	{ APP_CMD_OPEN, answer_details },
};

static const struct tui_cell huge[] = {
	{ PANE_WIRE, 0, 34, 0, 100 },
	{ PANE_FIELDS, 34, 67, 0, 60 },
	{ PANE_AGENCY, 67, 100, 0, 60 },
	{ PANE_WHY, 34, 100, 60, 100 },
};
static const struct tui_cell wide_tall[] = {
	{ PANE_WIRE, 0, 34, 0, 65 },
	{ PANE_FIELDS, 34, 68, 0, 65 },
	{ PANE_AGENCY, 68, 100, 0, 65 },
	{ PANE_WHY, 0, 100, 65, 100 },
};
static const struct tui_cell wide[] = {
	{ TUI_SWITCHED, 0, 34, 0, 100 },
	{ PANE_FIELDS, 34, 68, 0, 100 },
	{ PANE_AGENCY, 68, 100, 0, 100 },
};
static const struct tui_cell narrow[] = {
	{ PANE_FIELDS, 0, 53, 0, 70 },
	{ PANE_AGENCY, 53, 100, 0, 70 },
	{ TUI_SWITCHED, 0, 100, 70, 100 },
};
static const struct tui_layout layouts[] = { TUI_LAYOUT(160, 40, huge), TUI_LAYOUT(110, 34, wide_tall),
					     TUI_LAYOUT(110, 10, wide), TUI_LAYOUT(0, 0, narrow) };

const struct tui_view tui_view_answer = {
	.keymap = APP_KEYMAP_ANSWER,
	TUI_LAYOUTS(layouts),
	.panes = PANES,
	.open = answer_open,
	.close = answer_close,
	.title = answer_title,
	.move = answer_move,
	.present = answer_present,
	.explain = answer_explain,
	.focus = answer_focus,
	.help = answer_help,
	.go = answer_go,
	.searched = answer_searched,
	TUI_HANDLERS(handlers),
};
