/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of an answer by agencies, or the states by agencies for one field. Opened
 * with the struct app_answer of the screen below. */
#include <config.h>

#include "app/present_matrix.h"
#include "tui/choose_party.h"
#include "tui/view_reach.h"

#include <stdlib.h>

enum { PANE_MATRIX, PANE_WHY, PANES };

struct matrix_state {
	struct app_matrix matrix;
	size_t height;
};

static void *matrix_open(struct tui *tui, void *argument)
{
	struct matrix_state *state = calloc(1, sizeof(*state));
	int error = state ? app_matrix_start(&state->matrix, tui->session, argument) :
			    NLETS_E_MEMORY;

	if (!error)
		return state;
	free(state);
	tui_say(tui, APP_ROLE_INFO, "%s",
		error == NLETS_E_NOT_FOUND ? _("There is no field in it that an answer discloses.") :
					     _("There is not enough memory for it."));
	return NULL;
}

static void matrix_close(struct tui *tui, void *data)
{
	struct matrix_state *state = data;

	(void)tui;
	app_matrix_end(&state->matrix);
	free(state);
}

static struct str matrix_title(struct tui *tui, void *data, struct arena *arena)
{
	(void)tui, (void)data, (void)arena;
	return str_from(_("Matrix"));
}

/* The day or the assumption may have been changed while another screen was on top. */
static void follow_settings(struct tui *tui, struct app_matrix *matrix)
{
	unsigned date = app_session_date(tui->session);

	if (matrix->request.date != date || matrix->request.assume != tui_assume(tui))
		app_matrix_set_rules(matrix, date, tui_assume(tui));
}

static void matrix_present(struct tui *tui, void *data, unsigned pane, struct tui_pane *out)
{
	struct matrix_state *state = data;

	follow_settings(tui, &state->matrix);
	if (pane == PANE_WHY) {
		out->title = str_from(_("Why"));
		app_present_matrix_why(&out->page, &state->matrix, out->width);
		return;
	}
	state->height = out->height > APP_MATRIX_HEAD ? out->height - APP_MATRIX_HEAD : 1;
	out->head = APP_MATRIX_HEAD;
	out->title = app_matrix_title(&state->matrix, &out->page.arena);
	out->note = arena_printf(&out->page.arena, "%zu / %zu", state->matrix.column + 1,
				 state->matrix.agency_count);
	app_present_matrix(&out->page, &state->matrix, out->width);
}

static void matrix_explain(struct tui *tui, void *data, struct app_page *page, struct app_line *line)
{
	app_explain_matrix(page, line, &((struct matrix_state *)data)->matrix, tui->explain_columns);
}

static void matrix_help(struct tui *tui, void *data, struct app_page *page, size_t width)
{
	(void)tui;
	app_page_wrap(page, NULL, APP_ROLE_NORMAL,
		      str_from(_("✓ seen  ✗ withheld or refused  ~ arrives, said not to be stored  ? nothing public known  a assumed  L the law bars what the network does not. The last column counts the other ways to one agency, certain and not certain.")),
		      width, 0);
	app_present_matrix_why(page, &((struct matrix_state *)data)->matrix, width);
	app_page_line(page);
}

static int to_chosen(struct tui *tui, void *context, size_t row, struct str value)
{
	(void)row;
	return tui_party_done(tui, app_matrix_set_to(context, value));
}

static int matrix_agency(struct tui *tui, void *data, struct str argument)
{
	struct app_matrix *matrix = &((struct matrix_state *)data)->matrix;

	if (argument.len)
		return to_chosen(tui, matrix, 0, argument);
	return tui_choose_agency(tui, matrix->to, to_chosen, matrix);
}

static int holder_chosen(struct tui *tui, void *context, size_t row, struct str value)
{
	(void)row;
	return tui_party_done(tui, app_matrix_set_holder(context, value));
}

static int matrix_holder(struct tui *tui, void *data, struct str argument)
{
	struct app_matrix *matrix = &((struct matrix_state *)data)->matrix;

	if (argument.len)
		return holder_chosen(tui, matrix, 0, argument);
	return tui_choose_holder(tui, str_from(_("The same answer, as if it came from there.")),
				 matrix->request.holder, holder_chosen, matrix);
}

static int matrix_assume(struct tui *tui, void *data, struct str argument)
{
	(void)data;
	return tui_choose_assume(tui, argument);
}

static int matrix_turn(struct tui *tui, void *data, struct str argument)
{
	(void)argument;
	return tui_party_done(tui, app_matrix_turn(&((struct matrix_state *)data)->matrix));
}

static int matrix_paths(struct tui *tui, void *data, struct str argument)
{
	struct app_matrix *matrix = &((struct matrix_state *)data)->matrix;
	const struct app_matrix_row *row = app_matrix_row(matrix);
	struct nlets_reach_request request = { .agency = matrix->to };

	(void)argument;
	request.holder = row ? row->holder : STR("");
	request.data_class = row ? row->data_class : NLETS_DATA_NONE;
	request.code = row && !matrix->states ? row->code : STR("");
	return tui_show_paths(tui, &request);
}

static int matrix_why(struct tui *tui, void *data, struct str argument)
{
	size_t width = tui->columns > 84 ? 76 : (size_t)tui->columns - 8;
	struct app_page page = { 0 };
	int bits;

	(void)argument;
	app_present_matrix_why(&page, &((struct matrix_state *)data)->matrix, width);
	bits = tui_popup_text(tui, str_from(_("Why")), &page);
	app_page_free(&page);
	return bits;
}

static int matrix_left(struct tui *tui, void *data, struct str argument)
{
	struct app_matrix *matrix = &((struct matrix_state *)data)->matrix;

	(void)argument;
	matrix->column -= matrix->column > 0;
	tui_pane(tui, PANE_WHY)->top = 0;
	return APP_REDRAW;
}

static int matrix_right(struct tui *tui, void *data, struct str argument)
{
	struct app_matrix *matrix = &((struct matrix_state *)data)->matrix;

	(void)argument;
	matrix->column += matrix->column + 1 < matrix->agency_count;
	tui_pane(tui, PANE_WHY)->top = 0;
	return APP_REDRAW;
}

static int matrix_move(struct tui *tui, void *data, enum app_command command)
{
	struct matrix_state *state = data;

	tui_move(command, &state->matrix.row, state->matrix.rows.count, state->height);
	tui_pane(tui, PANE_WHY)->top = 0;
	return APP_REDRAW;
}

static unsigned matrix_searched(struct tui *tui, void *data)
{
	(void)tui, (void)data;
	return 1u << PANE_MATRIX;
}

static void matrix_go(struct tui *tui, void *data, unsigned pane, size_t line)
{
	struct matrix_state *state = data;

	(void)tui;
	if (pane == PANE_MATRIX && line >= APP_MATRIX_HEAD &&
	    line - APP_MATRIX_HEAD < state->matrix.rows.count)
		state->matrix.row = line - APP_MATRIX_HEAD;
}

static const struct tui_handler_row handlers[] = {
	{ APP_CMD_OPEN, matrix_why },     { APP_CMD_STATES, matrix_turn },
	{ APP_CMD_LEFT, matrix_left },    { APP_CMD_RIGHT, matrix_right },
	{ APP_CMD_NEXT, matrix_right },   { APP_CMD_PREVIOUS, matrix_left },
	{ APP_CMD_AGENCY, matrix_agency }, { APP_CMD_HOLDER, matrix_holder },
	{ APP_CMD_ASSUME, matrix_assume }, { APP_CMD_PATHS, matrix_paths },
};

static const struct tui_cell stacked[] = {
	{ PANE_MATRIX, 0, 100, 0, 68 },
	{ PANE_WHY, 0, 100, 68, 100 },
};
static const struct tui_layout layouts[] = { TUI_LAYOUT(0, 0, stacked) };

const struct tui_view tui_view_matrix = {
	.keymap = APP_KEYMAP_MATRIX,
	TUI_LAYOUTS(layouts),
	.panes = PANES,
	.padded = 1u << PANE_WHY,
	.open = matrix_open,
	.close = matrix_close,
	.title = matrix_title,
	.move = matrix_move,
	.present = matrix_present,
	.explain = matrix_explain,
	.help = matrix_help,
	.searched = matrix_searched,
	.go = matrix_go,
	TUI_HANDLERS(handlers),
};
