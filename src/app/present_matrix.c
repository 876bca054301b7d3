/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/present_matrix.h"

#include "app/explain_line.h"
#include "app/i18n.h"
#include "app/verdict_text.h"

enum { NAME_COLUMNS = 22, CELL_COLUMNS = 9, WAYS_COLUMNS = 12 };

/* The agencies that have room. */
struct columns {
	size_t first, count;
};

static struct columns columns_shown(const struct app_matrix *matrix, size_t width)
{
	size_t fixed = NAME_COLUMNS + WAYS_COLUMNS;
	struct columns shown = { 0, width > fixed + CELL_COLUMNS ? (width - fixed) / CELL_COLUMNS : 1 };

	if (shown.count > matrix->agency_count)
		shown.count = matrix->agency_count;
	if (matrix->column >= shown.count)
		shown.first = matrix->column + 1 - shown.count;
	return shown;
}

/* Line 0 or 1 of a column's head: its words up to the middle, then the rest. */
static struct str head_line(struct str name, size_t line, size_t columns)
{
	size_t at = 0;

	if (app_text_columns(name) < columns)
		return line ? name : STR("");
	at = str_find_char(name, ' ');
	if (at >= name.len)
		return line ? name : STR("");
	return line ? str_sub(name, at + 1, name.len - at - 1) : str_sub(name, 0, at);
}

static void add_head(struct app_page *page, const struct app_matrix *matrix, struct columns shown,
		     size_t line_number)
{
	struct app_line *line = app_page_line(page);
	const struct nlets_agency *to = nlets_agency(matrix->session->policies, matrix->to);
	const char *name = matrix->states ? _("State") : _("Field");

	app_line_add_fit(page, line, APP_ROLE_HEADING, line_number ? str_from(name) : STR(""),
			 NAME_COLUMNS);
	for (size_t i = shown.first; i < shown.first + shown.count; i++) {
		enum app_role role = i == matrix->column ? APP_ROLE_TITLE : APP_ROLE_FAINT;

		app_line_add_fit(page, line, role,
				 head_line(app_tr(matrix->agencies[i].short_name), line_number,
					   CELL_COLUMNS),
				 CELL_COLUMNS - 1);
		app_line_add(page, line, APP_ROLE_NORMAL, STR(" "));
	}
	app_line_add_fit(page, line, APP_ROLE_HEADING,
			 line_number ? str_from(_("other ways")) :
				       arena_printf(&page->arena, "→ %.*s",
						    STR_ARGS(to ? app_tr(to->short_name) : matrix->to)),
			 WAYS_COLUMNS);
}

static bool is_barred(enum nlets_verdict verdict)
{
	return verdict == NLETS_REFUSED || verdict == NLETS_WITHHELD || verdict == NLETS_NO_PART;
}

/* The sign, "a" where it is assumed, "L" where the law bars what the network does not. */
static void add_cell(struct app_page *page, struct app_line *line,
		     const struct app_matrix_cell *cell, bool selected)
{
	const struct nlets_ruling *network = &cell->network;
	bool law = is_barred(cell->law.verdict) && !is_barred(network->verdict);
	struct str text = arena_printf(&page->arena, " %s%s%s",
				       app_verdict_sign(network->verdict, true),
				       network->assumed ? "a" : "", law ? "L" : "");

	app_line_add_fit(page, line,
			 selected ? APP_ROLE_SELECTED : app_verdict_role(network->verdict), text,
			 CELL_COLUMNS - 1);
	app_line_add(page, line, APP_ROLE_NORMAL, STR(" "));
}

static void add_ways(struct app_page *page, struct app_line *line, const struct app_matrix_row *row)
{
	if (row->open)
		app_line_printf(page, line, APP_ROLE_SEEN, "✓ %zu  ", row->open);
	if (row->unsure)
		app_line_printf(page, line, APP_ROLE_UNKNOWN, "? %zu", row->unsure);
	if (!row->open && !row->unsure)
		app_line_add(page, line, APP_ROLE_FAINT, STR("·"));
}

static void add_row(struct app_page *page, const struct app_matrix *matrix, size_t index,
		    struct columns shown)
{
	const struct app_matrix_row *row = &matrix->rows.items[index];
	struct app_line *line = app_page_line(page);
	bool focused = index == matrix->row;
	size_t code = matrix->states ? 3 : 5;

	if (focused)
		app_page_cursor_here(page, NAME_COLUMNS +
						   (matrix->column - shown.first) * CELL_COLUMNS);
	app_line_add(page, line, APP_ROLE_NORMAL, focused ? STR("▸") : STR(" "));
	app_line_add_fit(page, line, APP_ROLE_CODE, row->code, code);
	app_line_add_fit(page, line, focused ? APP_ROLE_TITLE : APP_ROLE_NORMAL, row->label,
			 NAME_COLUMNS - code - 2);
	app_line_add(page, line, APP_ROLE_NORMAL, STR(" "));
	for (size_t i = shown.first; i < shown.first + shown.count; i++)
		add_cell(page, line, &row->cells[i], focused && i == matrix->column);
	add_ways(page, line, row);
}

void app_present_matrix(struct app_page *page, const struct app_matrix *matrix, size_t width)
{
	struct columns shown = columns_shown(matrix, width);

	for (size_t i = 0; i < APP_MATRIX_HEAD; i++)
		add_head(page, matrix, shown, i);
	for (size_t i = 0; i < matrix->rows.count; i++)
		add_row(page, matrix, i, shown);
}

static const struct nlets_open_question *open_question(const struct app_matrix *matrix)
{
	const struct app_matrix_row *row = app_matrix_row(matrix);
	struct nlets_request request = matrix->request;

	request.agency = app_matrix_agency(matrix)->id;
	request.holder = row->holder;
	return nlets_disclose_open(matrix->session->policies, &request, row->data_class);
}

static struct str cell_words(const struct app_matrix *matrix, struct arena *arena)
{
	const struct app_matrix_cell *cell = app_matrix_cell(matrix);
	const struct app_matrix_row *row = app_matrix_row(matrix);
	struct str words = arena_printf(arena, "%.*s, %.*s: %.*s", STR_ARGS(row->label),
					STR_ARGS(app_tr(app_matrix_agency(matrix)->short_name)),
					STR_ARGS(app_ruling_words(&cell->network, arena)));

	if (cell->law.rule)
		words = arena_printf(arena, _("%.*s; law: %.*s"), STR_ARGS(words),
				     STR_ARGS(app_ruling_words(&cell->law, arena)));
	return words;
}

void app_present_matrix_why(struct app_page *page, const struct app_matrix *matrix, size_t width)
{
	const struct app_matrix_cell *cell = app_matrix_cell(matrix);
	struct nlets_policies *policies = matrix->session->policies;
	const struct nlets_open_question *open;

	if (!cell)
		return;
	app_page_wrap(page, NULL, APP_ROLE_HEADING, cell_words(matrix, &page->arena), width, 2);
	if (cell->network.rule)
		app_page_rule(page, policies, cell->network.rule, width);
	if (cell->law.rule && cell->law.rule != cell->network.rule)
		app_page_rule(page, policies, cell->law.rule, width);
	if (cell->network.rule)
		return;
	open = open_question(matrix);
	if (!open)
		return;
	app_page_wrap(page, NULL, APP_ROLE_UNKNOWN, app_tr(open->words), width, 2);
	app_page_policy_sources(page, policies, open->sources.items, open->sources.count, width);
}

void app_explain_matrix(struct app_page *page, struct app_line *line,
			const struct app_matrix *matrix, size_t width)
{
	const struct app_matrix_cell *cell = app_matrix_cell(matrix);
	const struct nlets_rule *rule = cell ? cell->network.rule : NULL;
	struct str names[2] = { STR(""), STR("") };

	if (!cell)
		return;
	if (rule) {
		names[0] = app_joined_sources(rule->marks.sources.items, rule->marks.sources.count,
					      &page->arena);
		names[1] = app_first_source(rule->marks.sources.items, rule->marks.sources.count,
					    &page->arena);
	}
	app_explain_sourced(page, line, cell_words(matrix, &page->arena), "", names, rule ? 2 : 1,
			    width);
}

struct str app_matrix_title(const struct app_matrix *matrix, struct arena *arena)
{
	const struct nlets_holder *holder =
		nlets_holder(matrix->session->policies, matrix->request.holder);
	const struct app_matrix_row *row = app_matrix_row(matrix);

	if (matrix->states && row)
		return arena_printf(arena, _("%s of each state, by agency"),
				    _(nlets_data_class_label(row->data_class)));
	return arena_printf(arena, _("%.*s in answer to %.*s, fields by agency"),
			    STR_ARGS(holder ? app_tr(holder->name) : str_from(_("unknown holder"))),
			    STR_ARGS(matrix->request.key));
}
