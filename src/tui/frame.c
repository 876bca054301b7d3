/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "tui/frame.h"

#include "base/utf8.h"
#include "tui/explanation.h"
#include "tui/paint.h"
#include "tui/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct tui_open_view *tui_top(struct tui *tui)
{
	return &tui->stack[tui->depth - 1];
}

struct tui_pane *tui_pane(struct tui *tui, unsigned pane)
{
	return &tui_top(tui)->panes[pane];
}

static unsigned focus_of(struct tui *tui, const struct tui_open_view *open)
{
	return open->view->focus ? open->view->focus(tui, open->state) : 0;
}

/* The top's place inside the pane so that the cursor, or the line to show, is in view. */
static void keep_in_view(struct tui_pane *pane)
{
	size_t count = pane->page.lines.count, line = pane->top;

	if (pane->page.has_cursor)
		line = pane->page.cursor_line;
	else if (pane->page.has_show)
		line = pane->page.show_line;
	if (line < pane->top + pane->head)
		pane->top = line > pane->head ? line - pane->head : 0;
	if (pane->height && line >= pane->top + pane->height)
		pane->top = line - pane->height + 1;
	if (pane->top + pane->height > count)
		pane->top = count > pane->height ? count - pane->height : 0;
	/* the heading above the first row is worth a line */
	if (pane->page.has_cursor && pane->top == 1 && line < pane->height)
		pane->top = 0;
}

static void present(struct tui *tui, struct tui_open_view *open, unsigned index,
		    const struct tui_box *box)
{
	struct tui_pane *pane = &open->panes[index];

	app_page_clear(&pane->page);
	pane->title = pane->note = STR_NONE;
	pane->head = 0;
	pane->width = box->width;
	pane->height = box->height;
	pane->line = box->line;
	pane->column = box->column;
	pane->shown = true;
	if (open->view->padded & 1u << index && pane->width > 2)
		pane->width -= 2;
	open->view->present(tui, open->state, index, pane);
	tui_search_light(open, index);
	keep_in_view(pane);
}

/* Arrows in the right border where there is more above or below. */
static void paint_scroll(const struct tui_pane *pane, const struct tui_box *box)
{
	size_t edge = box->column + box->width;

	if (pane->top && box->height)
		tui_paint_text(box->line, edge, 1, APP_ROLE_KEY, STR("↑"));
	if (pane->top + pane->height < pane->page.lines.count && box->height)
		tui_paint_text(box->line + box->height - 1, edge, 1, APP_ROLE_KEY, STR("↓"));
}

static void paint_pane(const struct tui_pane *pane, const struct tui_box *box, bool focused)
{
	size_t room = box->width > 2 ? box->width - 2 : 0, used = 0;
	struct tui_box inside = *box;

	if (pane->title.len) {
		tui_paint_text(box->line - 1, box->column, 1, APP_ROLE_FRAME, STR(" "));
		used = tui_paint_text(box->line - 1, box->column + 1, room,
				      focused ? APP_ROLE_TITLE : APP_ROLE_NORMAL, pane->title);
		tui_paint_text(box->line - 1, box->column + 1 + used, 1, APP_ROLE_FRAME, STR(" "));
	}
	if (pane->note.len && app_text_columns(pane->note) + used + 4 < room) {
		size_t at = box->column + room - app_text_columns(pane->note);

		tui_paint_text(box->line - 1, at - 1, 1, APP_ROLE_FRAME, STR(" "));
		tui_paint_text(box->line - 1, at, room, APP_ROLE_FAINT, pane->note);
		tui_paint_text(box->line - 1, box->column + room, 1, APP_ROLE_FRAME, STR(" "));
	}
	inside.column += (box->width - pane->width) / 2;
	inside.width = pane->width;
	if (pane->head < inside.height) {
		struct tui_box head = { inside.line, inside.column, pane->head, inside.width };

		tui_paint_page(&pane->page, 0, &head);
		inside.line += pane->head;
		inside.height -= pane->head;
	}
	tui_paint_page(&pane->page, pane->top + pane->head, &inside);
	paint_scroll(pane, box);
}

static void place_cursor(const struct tui_pane *pane, const struct tui_box *box)
{
	size_t line = pane->page.has_cursor ? pane->page.cursor_line : pane->top;
	size_t column = (pane->page.has_cursor ? pane->page.cursor_column : 0) +
			(box->width - pane->width) / 2;

	if (column >= box->width)
		column = box->width ? box->width - 1 : 0;
	tui_paint_cursor(box->line + (line >= pane->top ? line - pane->top : 0), box->column + column);
}

static const struct tui_layout zoomed = { 0, 0, (const struct tui_cell[]){ { 0, 0, 100, 0, 100 } }, 1 };

static const struct tui_layout *layout_of(struct tui *tui, const struct tui_open_view *open)
{
	if (open->zoomed)
		return &zoomed;
	return tui_layout_choose(open->view->layouts, open->view->layout_count,
				 (size_t)tui->columns, (size_t)tui->lines);
}

static unsigned pane_in(struct tui *tui, const struct tui_open_view *open,
			const struct tui_layout *layout, const struct tui_cell *cell)
{
	if (open->zoomed)
		return focus_of(tui, open);
	return tui_layout_pane(layout, cell, open->view->panes, open->switched);
}

static void paint_view(struct tui *tui, struct tui_open_view *open, struct tui_box *focused,
		       struct tui_pane **with_cursor, struct tui_lines *map)
{
	const struct tui_layout *layout = layout_of(tui, open);
	size_t columns = (size_t)tui->columns, lines = (size_t)tui->lines - 2 - tui->explained;
	unsigned focus = focus_of(tui, open);
	bool found = false;
	struct tui_box boxes[TUI_PANES];

	for (size_t i = 0; i < TUI_PANES; i++)
		open->panes[i].shown = false;
	for (size_t i = 0; i < layout->count; i++)
		boxes[i] = tui_layout_place(&layout->cells[i], columns, lines, 1, map);
	tui_paint_lines(map, tui->utf8);
	for (size_t i = 0; i < layout->count; i++) {
		unsigned pane = pane_in(tui, open, layout, &layout->cells[i]);

		present(tui, open, pane, &boxes[i]);
		paint_pane(&open->panes[pane], &boxes[i], pane == focus);
		if (!found) {
			*focused = boxes[i];
			*with_cursor = &open->panes[pane];
		}
		found = found || pane == focus;
	}
}

static void paint_popup(struct tui *tui, struct tui_open_view *open, struct tui_box *focused)
{
	size_t width = 60, height = 12, columns = (size_t)tui->columns, lines = (size_t)tui->lines;
	struct tui_lines map = { calloc(lines, columns), lines, columns };
	struct tui_box box, clear;
	static const struct app_page nothing;

	if (open->view->size)
		open->view->size(tui, open->state, &width, &height);
	width = width + 2 > columns ? columns : width + 2;
	height = height + 2 > lines - 3 ? lines - 3 : height + 2;
	box = (struct tui_box){ 1 + (lines - 3 - height) / 2, (columns - width) / 2, height, width };
	clear = box;
	tui_paint_page(&nothing, 0, &clear);
	if (map.cells)
		tui_layout_frame(&box, &map);
	tui_paint_lines(&map, tui->utf8);
	free(map.cells);
	present(tui, open, 0, &box);
	if (open->view->title)
		open->panes[0].title = open->view->title(tui, open->state, &open->panes[0].page.arena);
	paint_pane(&open->panes[0], &box, true);
	*focused = box;
}

/* The screen below all popups. */
static size_t base_of(const struct tui *tui)
{
	size_t at = tui->depth - 1;

	while (at && tui->stack[at].view->popup)
		at--;
	return at;
}

/* The path down to the present screen; its first steps give way where there is no
 * room for all. */
static void add_path(struct tui *tui, struct app_page *page, struct app_line *line, size_t room)
{
	struct str titles[TUI_DEPTH];
	size_t count = 0, first = 0, columns = app_text_columns(STR(" nletscope"));

	for (size_t i = 0; i < tui->depth; i++) {
		const struct tui_open_view *open = &tui->stack[i];

		if (open->view->popup || !open->view->title)
			continue;
		titles[count] = open->view->title(tui, open->state, &page->arena);
		columns += app_text_columns(titles[count++]) + 3;
	}
	for (; first + 1 < count && columns > room; first++)
		columns -= app_text_columns(titles[first]) + 3;
	app_line_add(page, line, APP_ROLE_HEAD, STR(" nletscope"));
	for (size_t i = first; i < count; i++) {
		app_line_add(page, line, APP_ROLE_FRAME, STR(" › "));
		app_line_add(page, line, APP_ROLE_HEAD, titles[i]);
	}
}

static void paint_head(struct tui *tui, struct app_page *page)
{
	unsigned date = app_session_date(tui->session);
	struct tui_box row = { 0, 0, 1, (size_t)tui->columns }, right = row;
	struct app_line *line = app_page_line(page);
	size_t width;

	if (!line)
		return;
	app_line_add(page, line, APP_ROLE_SIMULATED, str_from(_(" SIMULATED")));
	app_line_add(page, line, APP_ROLE_HEAD,
		     tui->columns >= 100 ? str_from(_(" · rules of")) : STR(" ·"));
	app_line_printf(page, line, APP_ROLE_HEAD, " %04u-%02u-%02u ", date / 10000, date / 100 % 100,
			date % 100);
	width = app_line_columns(line);
	right.column = row.width > width ? row.width - width : 0;
	right.width -= right.column;
	tui_paint_line(line, &right);
	line->runs.count = 0;
	row.width = right.column;
	add_path(tui, page, line, row.width);
	tui_paint_line(line, &row);
}

static void paint_explanation(struct tui *tui, const struct app_page *page)
{
	struct tui_box box = { (size_t)tui->lines - 1 - tui->explained, 0, tui->explained,
			       (size_t)tui->columns };

	tui_paint_page(page, 0, &box);
}

/* Whether the bar already names the command. */
static bool in_bar(const enum app_command *shown, size_t count, enum app_command command)
{
	for (size_t i = 0; i < count; i++)
		if (shown[i] == command)
			return true;
	return false;
}

/* What the key bar has so far. */
struct key_bar {
	struct app_page *page;
	struct app_line *line;
	size_t width;
	enum app_command shown[APP_CMD_COUNT];
	size_t count;
};

static size_t bar_columns(const struct key_bar *bar, const struct app_binding *binding)
{
	return app_text_columns(str_from(_(app_command(binding->command)->label))) +
	       strlen(binding->key) + (bar->width >= 100 ? 3 : 2);
}

/* Adds it unless too little is left beside the columns that are kept for others. */
static void add_to_bar(struct key_bar *bar, const struct app_binding *binding, size_t kept)
{
	if (in_bar(bar->shown, bar->count, binding->command) ||
	    app_line_columns(bar->line) + bar_columns(bar, binding) + kept > bar->width)
		return;
	bar->shown[bar->count++] = binding->command;
	app_line_printf(bar->page, bar->line, APP_ROLE_KEY, " %s", binding->key);
	app_line_printf(bar->page, bar->line, APP_ROLE_NORMAL, bar->width >= 100 ? " %s " : " %s",
			_(app_command(binding->command)->label));
}

/* Help, the menu of all commands and the way back have their place on every screen. */
static bool has_place(const struct app_binding *binding)
{
	return binding->keymap == APP_KEYMAP_GENERIC && binding->command != APP_CMD_PANE;
}

/* Whether the round shows the binding, which stands in this keymap. */
static bool is_shown(struct tui *tui, const struct app_binding *binding, int round,
		     const enum app_keymap chain[TUI_CHAIN], size_t maps, size_t map)
{
	return binding->bar == round && binding->keymap == chain[map] &&
	       tui_can(tui, binding->command) &&
	       app_key_command(chain, maps, str_from(binding->key)) == binding->command;
}

static void paint_keys(struct tui *tui, struct app_page *page)
{
	struct tui_box row = { (size_t)tui->lines - 1, 0, 1, (size_t)tui->columns };
	struct key_bar bar = { page, app_page_line(page), row.width, { 0 }, 0 };
	enum app_keymap chain[TUI_CHAIN];
	size_t maps = tui_keymaps(tui, chain), bindings, kept = 0;
	const struct app_binding *all = app_bindings(&bindings);

	for (size_t i = 0; i < bindings; i++)
		if (has_place(&all[i]) && is_shown(tui, &all[i], 1, chain, maps, maps - 1))
			kept += bar_columns(&bar, &all[i]);
	/* those that are shown only where there is room come in a second round */
	for (int round = 1; round <= 2; round++)
		for (size_t map = 0; map < maps; map++)
			for (size_t i = 0; i < bindings; i++)
				if (is_shown(tui, &all[i], round, chain, maps, map)) {
					if (round == 1 && has_place(&all[i]))
						kept -= bar_columns(&bar, &all[i]);
					add_to_bar(&bar, &all[i], kept);
				}
	if (bar.line)
		tui_paint_line(bar.line, &row);
}

static void paint_too_small(struct tui *tui)
{
	struct tui_box box = { 0, 0, (size_t)tui->lines, (size_t)tui->columns };
	struct app_page page = { 0 };
	char text[80];

	snprintf(text, sizeof(text), _("nletscope needs %d by %d; this terminal has %d by %d."),
		 TUI_NARROWEST, TUI_LOWEST, tui->columns, tui->lines);
	app_page_wrap(&page, NULL, APP_ROLE_NORMAL, str_from(text), box.width, 0);
	tui_paint_page(&page, 0, &box);
	tui_paint_cursor(0, 0);
	tui_paint_flush();
	app_page_free(&page);
}

/* The panes of the lowest screen. False without memory. */
static bool paint_base(struct tui *tui, struct tui_open_view *open, struct tui_box *focused,
		       struct tui_pane **with_cursor)
{
	struct tui_lines map = { NULL, (size_t)tui->lines, (size_t)tui->columns };

	map.cells = calloc(map.lines, map.columns);
	if (!map.cells)
		return false;
	paint_view(tui, open, focused, with_cursor, &map);
	free(map.cells);
	return true;
}

void tui_frame_paint(struct tui *tui)
{
	struct tui_box focused = { 0 };
	struct tui_pane *with_cursor = NULL;
	struct app_page page = { 0 }, words = { 0 };
	size_t base = base_of(tui);

	tui_paint_clear(tui->clear);
	tui->clear = false;
	if (tui->columns < TUI_NARROWEST || tui->lines < TUI_LOWEST) {
		paint_too_small(tui);
		return;
	}
	if (!tui->explained)
		tui->explained = 1;
	if (!paint_base(tui, &tui->stack[base], &focused, &with_cursor))
		return;
	tui_explanation(tui, &words);
	if (words.lines.count && words.lines.count != tui->explained) {
		tui->explained = words.lines.count;
		tui_paint_clear(false);
		paint_base(tui, &tui->stack[base], &focused, &with_cursor);
	}
	paint_head(tui, &page);
	paint_explanation(tui, &words);
	paint_keys(tui, &page);
	for (size_t i = base + 1; i < tui->depth; i++) {
		paint_popup(tui, &tui->stack[i], &focused);
		with_cursor = &tui->stack[i].panes[0];
	}
	place_cursor(with_cursor, &focused);
	app_page_free(&words);
	app_page_free(&page);
	tui_paint_flush();
}
