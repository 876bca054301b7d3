/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "tests/support/golden.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void add_line(struct buf *out, const struct app_line *line)
{
	struct buf text = { 0 };

	for (size_t i = 0; i < line->runs.count; i++) {
		const struct app_run *run = &line->runs.items[i];

		buf_add_text(&text, run->role == APP_ROLE_LIT ? "[" : "");
		buf_add(&text, run->text);
		buf_add_text(&text, run->role == APP_ROLE_LIT ? "]" : "");
	}
	buf_add(out, str_trim_end(buf_str(&text)));
	buf_add_char(out, '\n');
	buf_free(&text);
}

void golden_add(struct buf *out, const char *title, const struct app_page *page)
{
	buf_printf(out, "== %s\n", title);
	for (size_t i = 0; i < page->lines.count; i++) {
		buf_add_text(out, page->has_cursor && page->cursor_line == i ? ">" : " ");
		add_line(out, &page->lines.items[i]);
	}
}

static void write_file(const char *path, const struct buf *text)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(text->ptr, 1, text->len, file), text->len);
	assert_int_equal(fclose(file), 0);
}

static void read_file(const char *path, struct buf *out)
{
	FILE *file = fopen(path, "rb");
	char part[4096];
	size_t got;

	if (!file)
		fail_msg("%s is not there; GENERATE=1 writes it", path);
	while ((got = fread(part, 1, sizeof(part), file)))
		buf_add(out, (struct str){ part, got });
	fclose(file);
}

void golden_check(const char *name, const struct buf *text)
{
	struct buf path = { 0 }, wanted = { 0 };
	const char *top = getenv("top_srcdir");

	buf_printf(&path, "%s/tests/golden/present/%s.txt", top ? top : ".", name);
	if (getenv("GENERATE")) {
		write_file(buf_text(&path), text);
	} else {
		read_file(buf_text(&path), &wanted);
		if (!str_eq(buf_str(text), buf_str(&wanted)))
			fail_msg("%s differs; it is now:\n%.*s", path.ptr, STR_ARGS(buf_str(text)));
	}
	buf_free(&path);
	buf_free(&wanted);
}
