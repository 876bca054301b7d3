/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/doctor_report.h"

#include "app/json.h"
#include "app/output.h"
#include "app/report_parts.h"
#include "base/utf8.h"

enum { NAME_COLUMN = 30 };

bool app_doctor_text(const app_doctor_rows *rows, bool colour, struct buf *out)
{
	const char *section = NULL;
	bool fault = false;

	for (size_t i = 0; i < rows->count; i++) {
		const struct app_doctor_row *row = &rows->items[i];
		struct buf name = { 0 };

		if (row->section != section)
			app_add_section(out, row->section, colour);
		section = row->section;
		utf8_add_visible(&name, row->name, false);
		buf_printf(out, "%s%s%s ", app_style(colour, row->fault ? APP_STYLE_RED : APP_STYLE_END),
			   row->fault ? "!" : " ", app_style(colour, APP_STYLE_END));
		app_add_column(out, buf_str(&name), NAME_COLUMN);
		utf8_add_visible(out, row->value, false);
		while (out->len && out->ptr[out->len - 1] == ' ')
			out->len--;
		buf_add_char(out, '\n');
		fault = fault || row->fault;
		buf_free(&name);
	}
	return fault;
}

bool app_doctor_json(const app_doctor_rows *rows, struct buf *out)
{
	json_t *list = json_array();
	bool fault = false;

	for (size_t i = 0; i < rows->count; i++) {
		const struct app_doctor_row *row = &rows->items[i];

		json_array_append_new(list, json_pack("{s:s, s:o, s:o, s:b}", "section", row->section,
						      "name", app_json_bytes(row->name), "value",
						      app_json_bytes(row->value), "fault",
						      (int)row->fault));
		fault = fault || row->fault;
	}
	app_json_add(out, json_pack("{s:i, s:o}", "schema", APP_JSON_SCHEMA, "rows", list), true);
	buf_add_char(out, '\n');
	return fault;
}
