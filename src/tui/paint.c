/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "tui/paint.h"

#include "base/utf8.h"

#include <stdint.h>
#include <wchar.h>

#include <curses.h>

static struct {
	bool colour, utf8;
} look;

static const struct {
	short colour;
	attr_t attributes;
} roles[] = {
#define APP_ROLE(name, word, what, colour, bold, underline, reverse) \
	{ colour, (bold ? A_BOLD : 0) | (underline ? A_UNDERLINE : 0) | (reverse ? A_REVERSE : 0) },
#include "app/roles.def"
#undef APP_ROLE
};

void tui_paint_start(bool colour, bool utf8)
{
	look.colour = colour;
	look.utf8 = utf8;
	for (short i = 0; colour && i < APP_ROLE_COUNT; i++)
		init_pair((short)(i + 1), roles[i].colour, -1);
}

void tui_paint_clear(bool everything)
{
	if (everything)
		clear();
	else
		erase();
}

static void set_role(enum app_role role)
{
	short pair = look.colour && roles[role].colour >= 0 ? (short)(role + 1) : 0;

	attr_set(roles[role].attributes, pair, NULL);
}

/* The nearest ASCII character to one that cannot be drawn. */
static wchar_t plain_character(uint32_t code)
{
	static const wchar_t from[] = L"›·●○◐✓✗▸▔▁…─│▶◀╭╮╰╯├┤┬┴┼–—“”‘’↑↓←→█▏×•═";
	static const char to[] = ">.@o%+x>^_~-|><+++++++++--\"\"''^v<>#|x*=";
	static const char latin[] = "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYPsaaaaaaaceeeeiiiidnooooo/ouuuuypy";

	for (size_t i = 0; from[i]; i++)
		if (from[i] == (wchar_t)code)
			return (wchar_t)to[i];
	return code >= 0xc0 && code <= 0xff ? (wchar_t)latin[code - 0xc0] : L'?';
}

static wchar_t drawable(uint32_t code)
{
	if (code >= 0x20 && code < 0x7f)
		return (wchar_t)code;
	if (!look.utf8)
		return plain_character(code);
	return code == UTF8_INVALID || wcwidth((wchar_t)code) < 0 ? L'?' : (wchar_t)code;
}

size_t tui_paint_text(size_t line, size_t column, size_t columns, enum app_role role,
		      struct str text)
{
	struct str fit = app_text_fit(text, columns);
	size_t used = 0;

	set_role(role);
	move((int)line, (int)column);
	for (size_t at = 0; at < fit.len;) {
		wchar_t out[64];
		int count = 0;
		uint32_t code;

		while (at < fit.len && count < 64) {
			at += utf8_decode(str_sub(fit, at, fit.len - at), &code);
			out[count++] = drawable(code);
		}
		addnwstr(out, count);
	}
	used = app_text_columns(fit);
	attr_set(A_NORMAL, 0, NULL);
	return used;
}

void tui_paint_line(const struct app_line *line, const struct tui_box *box)
{
	size_t used = 0;

	for (size_t i = 0; i < line->runs.count && used < box->width; i++) {
		const struct app_run *run = &line->runs.items[i];

		used += tui_paint_text(box->line, box->column + used, box->width - used, run->role,
				       run->text);
	}
	set_role(line->fill);
	for (; used < box->width; used++)
		mvaddch((int)box->line, (int)(box->column + used), ' ');
	attr_set(A_NORMAL, 0, NULL);
}

void tui_paint_page(const struct app_page *page, size_t top, const struct tui_box *box)
{
	static const struct app_line blank;

	for (size_t i = 0; i < box->height; i++) {
		struct tui_box row = { box->line + i, box->column, 1, box->width };
		bool there = top + i < page->lines.count;

		tui_paint_line(there ? &page->lines.items[top + i] : &blank, &row);
	}
}

void tui_paint_lines(const struct tui_lines *map, bool utf8)
{
	for (size_t i = 0; i < map->lines * map->columns; i++)
		if (map->cells[i])
			tui_paint_text(i / map->columns, i % map->columns, 1, APP_ROLE_FRAME,
				       tui_layout_line(map->cells[i], utf8));
}

void tui_paint_cursor(size_t line, size_t column)
{
	move((int)line, (int)column);
}

void tui_paint_flush(void)
{
	refresh();
}

void tui_paint_read(size_t line, struct buf *out)
{
	int columns = getmaxx(stdscr), end = 0, was_line, was_column;
	size_t start = out->len;

	getyx(stdscr, was_line, was_column);
	for (int x = 0; x < columns; x += end) {
		cchar_t cell;
		wchar_t text[CCHARW_MAX + 1] = { 0 };
		attr_t attributes;
		short pair;

		end = 1;
		if (mvin_wch((int)line, x, &cell) == ERR ||
		    getcchar(&cell, text, &attributes, &pair, NULL) == ERR)
			continue;
		for (int i = 0; text[i]; i++)
			utf8_encode(out, (uint32_t)text[i]);
		if (wcwidth(text[0]) > 1)
			end = wcwidth(text[0]);
	}
	while (out->len > start && out->ptr[out->len - 1] == ' ')
		out->len--;
	move(was_line, was_column);
}
