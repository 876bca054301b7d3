/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/page.h"

#include "base/utf8.h"

#include <wchar.h>

void app_page_free(struct app_page *page)
{
	arena_free(&page->arena);
	*page = (struct app_page){ 0 };
}

void app_page_clear(struct app_page *page)
{
	struct arena arena = page->arena;

	arena_reset(&arena);
	*page = (struct app_page){ .arena = arena };
}

struct app_line *app_page_line(struct app_page *page)
{
	return vec_add(&page->arena, &page->lines);
}

void app_line_add_span(struct app_page *page, struct app_line *line, enum app_role role,
		       struct str text, struct span src)
{
	struct app_run *run = line && text.len ? vec_add(&page->arena, &line->runs) : NULL;

	if (!run)
		return;
	*run = (struct app_run){ arena_copy(&page->arena, text), role, src };
	if (!run->text.ptr)
		line->runs.count--;
}

void app_line_add(struct app_page *page, struct app_line *line, enum app_role role, struct str text)
{
	app_line_add_span(page, line, role, text, (struct span){ 0, 0 });
}

static size_t columns_of(uint32_t code)
{
	int width = code == UTF8_INVALID ? 1 : wcwidth((wchar_t)code);

	return width < 0 ? 0 : (size_t)width;
}

size_t app_text_columns(struct str text)
{
	size_t columns = 0;
	uint32_t code;

	for (size_t at = 0; at < text.len;) {
		at += utf8_decode(str_sub(text, at, text.len - at), &code);
		columns += columns_of(code);
	}
	return columns;
}

struct str app_text_fit(struct str text, size_t columns)
{
	size_t at = 0, used = 0;

	while (at < text.len) {
		uint32_t code;
		size_t len = utf8_decode(str_sub(text, at, text.len - at), &code);

		if (used + columns_of(code) > columns)
			break;
		used += columns_of(code);
		at += len;
	}
	return str_sub(text, 0, at);
}

void app_line_pad(struct app_page *page, struct app_line *line, size_t column)
{
	size_t columns = 0;

	if (!line)
		return;
	for (size_t i = 0; i < line->runs.count; i++)
		columns += app_text_columns(line->runs.items[i].text);
	while (columns < column) {
		app_line_add(page, line, APP_ROLE_NORMAL, STR(" "));
		columns++;
	}
}
