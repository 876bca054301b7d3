/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/forms_report.h"

#include "app/csv.h"
#include "app/i18n.h"
#include "app/json.h"
#include "app/report_parts.h"

#include <stdlib.h>

enum { VALUE_COLUMN = 12 };

struct name_list {
	struct str *items;
	size_t count, size;
};

static void add_names(struct app_session *session, bool own, struct name_list *list)
{
	struct str *names;
	size_t count;

	if (session->list(session->read_context, own, "forms/tables", &session->arena, &names, &count) < 0)
		return;
	for (size_t i = 0; i < count; i++) {
		struct str *item = vec_add(&session->arena, list);

		if (item)
			*item = str_sub(names[i], 0, names[i].len - strlen(".xml"));
	}
}

static int compare(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

struct str *app_table_names(struct app_session *session, size_t *count)
{
	struct name_list list = { 0 };

	add_names(session, false, &list);
	add_names(session, true, &list);
	if (list.count)
		qsort(list.items, list.count, sizeof(*list.items), compare);
	*count = 0;
	for (size_t i = 0; i < list.count; i++)
		if (*count == 0 || !str_eq(list.items[*count - 1], list.items[i]))
			list.items[(*count)++] = list.items[i];
	return list.items;
}

static void table_row(const struct nlets_table *table, struct buf *out)
{
	buf_add_text(out, "  ");
	app_add_column(out, table->name, VALUE_COLUMN);
	buf_printf(out, "%6zu  %.*s", table->codes.count, STR_ARGS(app_tr(table->title)));
	if (!table->complete)
		buf_printf(out, " (%s)", _("not complete"));
	buf_add_char(out, '\n');
}

void app_tables_list(struct app_session *session, const char *format, struct buf *out)
{
	size_t count;
	struct str *names = app_table_names(session, &count);
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++) {
		const struct nlets_table *table = nlets_table(session->definitions, names[i]);

		if (!table)
			continue;
		if (strcmp(format, "text") == 0)
			table_row(table, out);
		else
			json_array_append_new(
				list, json_pack("{s:o, s:o, s:I, s:b, s:o, s:o}", "name",
						app_json_text(table->name), "title",
						app_json_text(app_tr(table->title)), "count",
						(json_int_t)table->codes.count, "complete",
						(int)table->complete, "as_of",
						app_json_text(table->as_of), "file",
						app_json_text(table->file)));
	}
	if (strcmp(format, "text") != 0) {
		app_json_add(out, json_pack("{s:i, s:O}", "schema", APP_JSON_SCHEMA, "tables", list), true);
		buf_add_char(out, '\n');
	}
	json_decref(list);
}

static void code_row(const struct nlets_code *code, struct buf *out)
{
	buf_add_text(out, "  ");
	app_add_column(out, code->value, VALUE_COLUMN);
	buf_add(out, app_tr(code->label));
	if (code->kind.len)
		buf_printf(out, "  (%.*s)", STR_ARGS(code->kind));
	if (code->alias.len)
		buf_printf(out, "  = %.*s", STR_ARGS(code->alias));
	if (code->backing != NLETS_SOURCED)
		buf_printf(out, "  [%s]", app_backing_word(code->backing));
	buf_add_char(out, '\n');
}

void app_table_text(struct app_session *session, const struct nlets_table *table,
		    const struct nlets_code *only, bool colour, struct buf *out)
{
	struct buf title = { 0 };

	if (only) {
		code_row(only, out);
		return;
	}
	buf_printf(&title, "%.*s  %.*s", STR_ARGS(table->name), STR_ARGS(app_tr(table->title)));
	app_add_section(out, buf_text(&title), colour);
	buf_free(&title);
	for (size_t i = 0; i < table->codes.count; i++)
		code_row(&table->codes.items[i], out);
	app_add_entry(out, _("As of"), table->as_of);
	app_add_entry(out, _("File"), table->file);
	app_add_section(out, _("Sources"), colour);
	app_sources_text(session, table->sources.items, table->sources.count, out);
}

static json_t *code_json(const struct nlets_code *code)
{
	return json_pack("{s:o, s:o, s:o, s:o, s:s}", "value", app_json_bytes(code->value), "label",
			 app_json_text(app_tr(code->label)), "kind", app_json_text(code->kind), "alias",
			 app_json_text(code->alias), "backing", app_backing_word(code->backing));
}

void app_table_json(const struct nlets_table *table, const struct nlets_code *only, struct buf *out)
{
	json_t *codes = json_array();

	for (size_t i = 0; i < table->codes.count; i++)
		if (!only || only == &table->codes.items[i])
			json_array_append_new(codes, code_json(&table->codes.items[i]));
	app_json_add(out, json_pack("{s:i, s:o, s:o, s:b, s:o, s:o, s:o, s:o}", "schema",
				    APP_JSON_SCHEMA, "name", app_json_text(table->name), "title",
				    app_json_text(app_tr(table->title)), "complete",
				    (int)table->complete, "as_of", app_json_text(table->as_of), "file",
				    app_json_text(table->file), "sources",
				    app_json_list(table->sources.items, table->sources.count), "codes",
				    codes),
		     true);
	buf_add_char(out, '\n');
}

void app_table_csv(const struct nlets_table *table, const struct nlets_code *only, struct buf *out)
{
	static const char *const head[] = { "value", "label", "kind", "alias", "backing", NULL };

	app_csv_row(out, head);
	for (size_t i = 0; i < table->codes.count; i++) {
		const struct nlets_code *code = &table->codes.items[i];

		if (only && only != code)
			continue;
		app_csv_cell(out, true, code->value, false);
		app_csv_cell(out, false, app_tr(code->label), false);
		app_csv_cell(out, false, code->kind, false);
		app_csv_cell(out, false, code->alias, false);
		app_csv_cell(out, false, str_from(app_backing_word(code->backing)), false);
		app_csv_end(out);
	}
}
