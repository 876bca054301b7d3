/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/report_parts.h"

#include "app/json.h"
#include "app/output.h"
#include "app/page.h"

enum { LABEL_COLUMN = 14 };

void app_add_column(struct buf *out, struct str text, size_t columns)
{
	size_t used = app_text_columns(text);

	buf_add(out, text);
	buf_add_repeat(out, ' ', used < columns ? columns - used : 1);
}

void app_add_section(struct buf *out, const char *title, bool colour)
{
	buf_printf(out, "%s%s%s\n", app_style(colour, APP_STYLE_BOLD), title,
		   app_style(colour, APP_STYLE_END));
}

void app_add_entry(struct buf *out, const char *label, struct str text)
{
	if (text.len == 0)
		return;
	buf_add_text(out, "  ");
	app_add_column(out, str_from(label), LABEL_COLUMN);
	buf_add(out, text);
	buf_add_char(out, '\n');
}

void app_add_list(struct buf *out, const struct str *items, size_t count, const char *between)
{
	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_add_text(out, between);
		buf_add(out, items[i]);
	}
}

json_t *app_json_list(const struct str *items, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, app_json_bytes(items[i]));
	return list;
}

void app_add_paragraph(struct buf *out, struct str text, size_t indent, size_t width)
{
	size_t column = 0;
	struct str word;

	while (str_split(&text, ' ', &word)) {
		size_t columns = app_text_columns(word);

		if (columns == 0)
			continue;
		if (column && column + 1 + columns > width) {
			buf_add_char(out, '\n');
			column = 0;
		}
		if (column == 0) {
			buf_add_repeat(out, ' ', indent);
			column = indent;
		} else {
			buf_add_char(out, ' ');
			column++;
		}
		buf_add(out, word);
		column += columns;
	}
	if (column)
		buf_add_char(out, '\n');
}
