/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields by agencies. */
#include <config.h>

#include "app/reveal.h"

#include "app/csv.h"
#include "app/i18n.h"
#include "app/json.h"
#include "app/page.h"
#include "app/show.h"
#include "app/time_text.h"
#include "base/utf8.h"

enum { FIELD_COLUMN = 24, AGENCY_COLUMN = 15 };

struct matrix {
	const struct nlets_agency *agencies;
	size_t columns, rows;
	struct nlets_ruling *cells; /* row by row */
};

static int fill(struct app_session *session, struct app_reveal *reveal, struct matrix *matrix)
{
	matrix->agencies = nlets_agencies(session->policies, &matrix->columns);
	matrix->rows = reveal->answer->fields.count;
	matrix->cells = arena_alloc_array(&reveal->arena, matrix->columns * matrix->rows + 1,
					  sizeof(*matrix->cells));
	if (!matrix->cells)
		return NLETS_E_MEMORY;
	for (size_t column = 0; column < matrix->columns; column++) {
		int result = app_reveal_again(session, &matrix->agencies[column], reveal);

		if (result < 0)
			return result;
		for (size_t i = 0; i < reveal->disclosure.fields.count; i++) {
			const struct nlets_disclosed_field *field = &reveal->disclosure.fields.items[i];

			if (field->field < matrix->rows)
				matrix->cells[field->field * matrix->columns + column] = field->network;
		}
	}
	return 0;
}

static void add_column(struct buf *out, struct str text, size_t columns)
{
	struct str fit = app_text_fit(text, columns - 1);

	buf_add(out, fit);
	buf_add_repeat(out, ' ', columns - app_text_columns(fit));
}

static void end_row(struct buf *out)
{
	while (out->len && out->ptr[out->len - 1] == ' ')
		out->len--;
	buf_add_char(out, '\n');
}

static void add_text_row(struct app_session *session, const struct app_reveal *reveal,
			 const struct matrix *matrix, size_t row, struct buf *out)
{
	struct str code = reveal->answer->fields.items[row].code;
	const struct nlets_item *item = app_field_item(session, reveal->answer, code);
	struct buf name = { 0 };

	utf8_add_visible(&name, code, false);
	if (item)
		buf_printf(&name, "  %.*s", STR_ARGS(app_tr(item->label)));
	add_column(out, buf_str(&name), FIELD_COLUMN);
	buf_free(&name);
	for (size_t column = 0; column < matrix->columns; column++) {
		const struct nlets_ruling *cell = &matrix->cells[row * matrix->columns + column];
		struct buf sign = { 0 };

		buf_printf(&sign, "%s%s", app_verdict_sign(cell->verdict, app_i18n_utf8()),
			   cell->assumed ? "a" : "");
		add_column(out, buf_str(&sign), AGENCY_COLUMN);
		buf_free(&sign);
	}
	end_row(out);
}

static void matrix_text(struct app_session *session, const struct app_reveal *reveal,
			const struct matrix *matrix, struct buf *out)
{
	bool utf8 = app_i18n_utf8();
	struct arena arena = { 0 };

	buf_printf(out, _("%.*s from %.*s in answer to %.*s. SIMULATED, rules of %.*s"),
		   STR_ARGS(reveal->answer_key),
		   STR_ARGS(reveal->holder ? app_tr(reveal->holder->name) : reveal->request.holder),
		   STR_ARGS(reveal->request.key),
		   STR_ARGS(app_date_text(reveal->request.date, &arena)));
	buf_add_text(out, "\n\n");
	add_column(out, str_from(_("Field")), FIELD_COLUMN);
	for (size_t column = 0; column < matrix->columns; column++)
		add_column(out, app_tr(matrix->agencies[column].short_name), AGENCY_COLUMN);
	end_row(out);
	for (size_t row = 0; row < matrix->rows; row++)
		add_text_row(session, reveal, matrix, row, out);
	buf_printf(out, "\n%s ", app_verdict_sign(NLETS_SEEN, utf8));
	buf_printf(out, _("seen  %s withheld or refused  %s received but said not to be stored  %s nothing public known"),
		   app_verdict_sign(NLETS_REFUSED, utf8), app_verdict_sign(NLETS_DISCARDED, utf8),
		   app_verdict_sign(NLETS_UNKNOWN, utf8));
	buf_printf(out, "\n");
	arena_free(&arena);
}

static void matrix_csv(const struct app_reveal *reveal, const struct matrix *matrix, struct buf *out)
{
	app_csv_cell(out, true, STR("code"), false);
	for (size_t column = 0; column < matrix->columns; column++)
		app_csv_cell(out, false, matrix->agencies[column].id, false);
	app_csv_end(out);
	for (size_t row = 0; row < matrix->rows; row++) {
		app_csv_cell(out, true, reveal->answer->fields.items[row].code, false);
		for (size_t column = 0; column < matrix->columns; column++)
			app_csv_cell(out, false,
				     str_from(nlets_verdict_word(
					     matrix->cells[row * matrix->columns + column].verdict)),
				     false);
		app_csv_end(out);
	}
}

static void matrix_json(const struct app_reveal *reveal, const struct matrix *matrix, struct buf *out)
{
	struct arena arena = { 0 };
	json_t *rows = json_array();

	for (size_t row = 0; row < matrix->rows; row++) {
		json_t *object = json_object(), *verdicts = json_object();

		for (size_t column = 0; column < matrix->columns; column++)
			json_object_set_new(verdicts,
					    arena_strdup(&arena, matrix->agencies[column].id.ptr),
					    json_string(nlets_verdict_word(
						    matrix->cells[row * matrix->columns + column].verdict)));
		json_object_set_new(object, "code",
				    app_json_bytes(reveal->answer->fields.items[row].code));
		json_object_set_new(object, "verdicts", verdicts);
		json_array_append_new(rows, object);
	}
	app_json_add(out,
		     json_pack("{s:b, s:o, s:o, s:o, s:o}", "simulated", 1, "key",
			       app_json_text(reveal->answer_key), "holder",
			       app_json_text(reveal->request.holder), "date",
			       app_json_text(app_date_text(reveal->request.date, &arena)), "fields", rows),
		     false);
	arena_free(&arena);
}

int app_reveal_matrix(struct app_session *session, struct app_reveal *reveal, const char *format,
		      struct buf *out)
{
	struct matrix matrix = { 0 };
	int result = fill(session, reveal, &matrix);

	if (result < 0)
		return result;
	if (strcmp(format, "csv") == 0)
		matrix_csv(reveal, &matrix, out);
	else if (strcmp(format, "text") == 0)
		matrix_text(session, reveal, &matrix, out);
	else
		matrix_json(reveal, &matrix, out);
	return 0;
}
