/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/page.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
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
	int width;

	if (code >= 0x20 && code < 0x7f)
		return 1;
	width = code == UTF8_INVALID ? 1 : wcwidth((wchar_t)code);
	return width < 0 ? 1 : (size_t)width;
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

size_t app_line_columns(const struct app_line *line)
{
	size_t columns = 0;

	for (size_t i = 0; line && i < line->runs.count; i++)
		columns += app_text_columns(line->runs.items[i].text);
	return columns;
}

void app_line_pad(struct app_page *page, struct app_line *line, size_t column)
{
	size_t columns = app_line_columns(line);

	if (line && columns < column) {
		struct str blanks = arena_printf(&page->arena, "%*s", (int)(column - columns), "");

		app_line_add(page, line, APP_ROLE_NORMAL, blanks);
	}
}

void app_line_printf(struct app_page *page, struct app_line *line, enum app_role role,
		     const char *format, ...)
{
	char text[512];
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (len > 0) {
		struct str all = { text, (size_t)len < sizeof(text) ? (size_t)len : sizeof(text) - 1 };

		app_line_add(page, line, role, str_sub(all, 0, utf8_first_invalid(all)));
	}
}

void app_line_add_visible(struct app_page *page, struct app_line *line, enum app_role role,
			  struct str text)
{
	struct buf visible = { 0 };

	utf8_add_visible(&visible, text, false);
	app_line_add(page, line, role, buf_str(&visible));
	buf_free(&visible);
}

void app_line_add_fit(struct app_page *page, struct app_line *line, enum app_role role,
		      struct str text, size_t columns)
{
	size_t start = app_line_columns(line);

	if (app_text_columns(text) <= columns) {
		app_line_add(page, line, role, text);
	} else if (columns) {
		app_line_add(page, line, role, app_text_fit(text, columns - 1));
		app_line_add(page, line, role, STR("…"));
	}
	app_line_pad(page, line, start + columns);
}

void app_line_add_words(struct app_page *page, struct app_line *line, enum app_role role,
			struct str text, size_t columns)
{
	struct str fit;
	size_t end;

	if (app_text_columns(text) <= columns) {
		app_line_add(page, line, role, text);
		return;
	}
	if (line)
		line->cut = true;
	if (!columns)
		return;
	fit = app_text_fit(text, columns - 1);
	end = fit.len;
	if (fit.len < text.len && text.ptr[fit.len] != ' ')
		while (end && fit.ptr[end - 1] != ' ')
			end--;
	while (end && (fit.ptr[end - 1] == ' ' || fit.ptr[end - 1] == ',' || fit.ptr[end - 1] == ';'))
		end--;
	app_line_add(page, line, role, str_trim_end(str_sub(fit, 0, end ? end : fit.len)));
	app_line_add(page, line, role, STR("…"));
}

/* The part of text that goes on one line of that many columns; *next is where the
 * following line starts. */
static struct str break_line(struct str text, size_t columns, size_t *next)
{
	struct str rest = str_sub(text, 0, str_find_char(text, '\n'));
	struct str fit = app_text_fit(rest, columns);
	size_t end = fit.len;

	if (fit.len == rest.len) {
		*next = rest.len < text.len ? rest.len + 1 : rest.len;
		return str_trim_end(rest);
	}
	while (end && rest.ptr[end] != ' ')
		end--;
	if (!end)
		end = fit.len ? fit.len : 1;
	*next = end;
	while (*next < rest.len && rest.ptr[*next] == ' ')
		++*next;
	return str_sub(rest, 0, end);
}

/* Whether the text's first word would be cut on a line of that many columns. */
static bool cuts_word(struct str text, size_t columns)
{
	struct str blanks = text, word;

	while (blanks.len && blanks.ptr[0] == ' ')
		blanks = str_sub(blanks, 1, blanks.len - 1);
	word = str_sub(blanks, 0, str_find_char(blanks, ' '));
	word.len = str_find_char(word, '\n');
	return app_text_columns(word) + (text.len - blanks.len) > columns;
}

struct app_line *app_page_wrap(struct app_page *page, struct app_line *line, enum app_role role,
			       struct str text, size_t width, size_t hang)
{
	size_t used = app_line_columns(line), next = 0;

	if (hang >= width)
		hang = 0;
	if (line && used > hang && cuts_word(text, width > used ? width - used : 0)) {
		line = app_page_line(page);
		app_line_pad(page, line, hang);
		used = hang;
		while (text.len && text.ptr[0] == ' ')
			text = str_sub(text, 1, text.len - 1);
	}
	for (size_t at = 0; at < text.len || !line; at += next) {
		if (!line || at) {
			line = app_page_line(page);
			used = at ? hang : 0;
			app_line_pad(page, line, used);
		}
		if (!line || !text.len)
			break;
		app_line_add(page, line, role,
			     break_line(str_sub(text, at, text.len - at), width > used ? width - used : 1,
					&next));
	}
	return line;
}

void app_page_cursor_here(struct app_page *page, size_t column)
{
	page->has_cursor = true;
	page->cursor_line = page->lines.count ? page->lines.count - 1 : 0;
	page->cursor_column = column;
}

void app_page_add_text(struct app_page *page, struct str text, size_t width)
{
	struct str line;

	while (text.len && str_split(&text, '\n', &line)) {
		struct buf visible = { 0 };

		utf8_add_visible(&visible, str_trim_end(line), false);
		app_page_wrap(page, NULL, APP_ROLE_NORMAL, str_from(buf_text(&visible)), width, 0);
		buf_free(&visible);
	}
}
