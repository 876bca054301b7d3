/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/csv.h"

#include "base/utf8.h"

static bool looks_like_formula(struct str text)
{
	return text.len && memchr("=+-@\t\r", text.ptr[0], 6);
}

void app_csv_cell(struct buf *out, bool first, struct str text, bool raw)
{
	struct buf shown = { 0 };

	if (!first)
		buf_add_char(out, ',');
	if (!raw && looks_like_formula(text))
		buf_add_char(&shown, '\'');
	utf8_add_visible(&shown, text, false);
	if (str_find_char(buf_str(&shown), ',') == shown.len &&
	    str_find_char(buf_str(&shown), '"') == shown.len) {
		buf_add(out, buf_str(&shown));
	} else {
		buf_add_char(out, '"');
		for (size_t i = 0; i < shown.len; i++) {
			if (shown.ptr[i] == '"')
				buf_add_char(out, '"');
			buf_add_char(out, shown.ptr[i]);
		}
		buf_add_char(out, '"');
	}
	buf_free(&shown);
}

void app_csv_end(struct buf *out)
{
	buf_add_text(out, "\r\n");
}

void app_csv_row(struct buf *out, const char *const *cells)
{
	for (size_t i = 0; cells[i]; i++)
		app_csv_cell(out, i == 0, str_from(cells[i]), false);
	app_csv_end(out);
}
