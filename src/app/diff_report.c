/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/diff_report.h"

#include "app/json.h"
#include "app/output.h"
#include "base/utf8.h"

enum { WHAT_COLUMN = 9 };

static void add_part(struct buf *out, const char *open, struct str value, size_t prefix,
		     size_t suffix, const char *close)
{
	struct str middle = str_sub(value, prefix, value.len - prefix - suffix);

	if (middle.len == 0)
		return;
	buf_add_text(out, open);
	utf8_add_visible(out, middle, false);
	buf_add_text(out, close);
}

/* The common ends once, what differs twice. */
static void add_changed(const struct nlets_difference *row, bool colour, struct buf *out)
{
	const char *end = app_style(colour, APP_STYLE_END);

	utf8_add_visible(out, str_sub(row->a, 0, row->prefix), false);
	buf_add_text(out, app_style(colour, APP_STYLE_RED));
	add_part(out, "[-", row->a, row->prefix, row->suffix, "-]");
	buf_printf(out, "%s%s", end, app_style(colour, APP_STYLE_GREEN));
	add_part(out, "{+", row->b, row->prefix, row->suffix, "+}");
	buf_add_text(out, end);
	utf8_add_visible(out, str_sub(row->a, row->a.len - row->suffix, row->suffix), false);
}

static void add_row(const struct nlets_difference *row, bool colour, struct buf *out)
{
	static const char signs[] = {
		[NLETS_SAME] = ' ', [NLETS_ADDED] = '+', [NLETS_REMOVED] = '-', [NLETS_CHANGED] = '~'
	};
	size_t used = row->what.len;

	buf_printf(out, "%c ", signs[row->change]);
	utf8_add_visible(out, row->what, false);
	buf_add_repeat(out, ' ', used < WHAT_COLUMN ? WHAT_COLUMN - used : 1);
	if (row->change == NLETS_CHANGED) {
		add_changed(row, colour, out);
	} else {
		if (row->change == NLETS_ADDED)
			buf_add_text(out, app_style(colour, APP_STYLE_GREEN));
		else if (row->change == NLETS_REMOVED)
			buf_add_text(out, app_style(colour, APP_STYLE_RED));
		utf8_add_visible(out, row->change == NLETS_ADDED ? row->b : row->a, false);
		if (row->change != NLETS_SAME)
			buf_add_text(out, app_style(colour, APP_STYLE_END));
	}
	buf_add_char(out, '\n');
}

void app_diff_text(const struct nlets_diff *diff, bool all, bool colour, struct buf *out)
{
	for (size_t i = 0; i < diff->rows.count; i++)
		if (all || diff->rows.items[i].change != NLETS_SAME)
			add_row(&diff->rows.items[i], colour, out);
}

static void set_side(json_t *object, const char *name, const char *offset, const char *length,
		     struct str value, struct span span)
{
	bool there = value.ptr != NULL;

	json_object_set_new(object, name, app_json_bytes_or_null(value));
	json_object_set_new(object, offset, there ? json_integer((json_int_t)span.off) : json_null());
	json_object_set_new(object, length, there ? json_integer((json_int_t)span.len) : json_null());
}

void app_diff_json(const struct nlets_diff *diff, struct buf *out)
{
	static const char *const words[] = { [NLETS_SAME] = "same", [NLETS_ADDED] = "added",
					     [NLETS_REMOVED] = "removed", [NLETS_CHANGED] = "changed" };
	json_t *rows = json_array();

	for (size_t i = 0; i < diff->rows.count; i++) {
		const struct nlets_difference *row = &diff->rows.items[i];
		json_t *object = json_object();

		json_object_set_new(object, "change", json_string(words[row->change]));
		json_object_set_new(object, "what", app_json_bytes(row->what));
		set_side(object, "a", "a_offset", "a_length", row->a, row->a_span);
		set_side(object, "b", "b_offset", "b_length", row->b, row->b_span);
		json_object_set_new(object, "prefix", json_integer((json_int_t)row->prefix));
		json_object_set_new(object, "suffix", json_integer((json_int_t)row->suffix));
		json_array_append_new(rows, object);
	}
	app_json_add(out, json_pack("{s:i, s:I, s:o}", "schema", APP_JSON_SCHEMA, "changes",
				    (json_int_t)diff->changes, "rows", rows), true);
	buf_add_char(out, '\n');
}
