/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "tui/layout.h"

const struct tui_layout *tui_layout_choose(const struct tui_layout *layouts, size_t count,
					   size_t columns, size_t lines)
{
	for (size_t i = 0; i < count; i++)
		if (columns >= layouts[i].columns && lines >= layouts[i].lines)
			return &layouts[i];
	return &layouts[count - 1];
}

static bool names(const struct tui_layout *layout, unsigned pane)
{
	for (size_t i = 0; i < layout->count; i++)
		if (layout->cells[i].pane == pane)
			return true;
	return false;
}

bool tui_layout_switches(const struct tui_layout *layout)
{
	return names(layout, TUI_SWITCHED);
}

unsigned tui_layout_pane(const struct tui_layout *layout, const struct tui_cell *cell, size_t panes,
			 unsigned switched)
{
	unsigned others[TUI_PANES], count = 0;

	if (cell->pane != TUI_SWITCHED)
		return cell->pane;
	for (unsigned pane = 0; pane < panes; pane++)
		if (!names(layout, pane))
			others[count++] = pane;
	return count ? others[switched % count] : 0;
}

static void mark(struct tui_lines *map, size_t line, size_t column, unsigned char sides)
{
	if (map && line < map->lines && column < map->columns)
		map->cells[line * map->columns + column] |= sides;
}

void tui_layout_frame(struct tui_box *box, struct tui_lines *map)
{
	size_t bottom = box->line + box->height - 1, right = box->column + box->width - 1;

	for (size_t x = box->column; x <= right; x++) {
		unsigned char sides = 0;

		if (x > box->column)
			sides |= TUI_LINE_LEFT;
		if (x < right)
			sides |= TUI_LINE_RIGHT;
		mark(map, box->line, x, sides);
		mark(map, bottom, x, sides);
	}
	for (size_t y = box->line; y <= bottom; y++) {
		unsigned char sides = 0;

		if (y > box->line)
			sides |= TUI_LINE_UP;
		if (y < bottom)
			sides |= TUI_LINE_DOWN;
		mark(map, y, box->column, sides);
		mark(map, y, right, sides);
	}
	box->line++;
	box->column++;
	box->height -= box->height < 2 ? box->height : 2;
	box->width -= box->width < 2 ? box->width : 2;
}

struct tui_box tui_layout_place(const struct tui_cell *cell, size_t columns, size_t lines,
				size_t first, struct tui_lines *map)
{
	/* Places beside each other have their own side lines; those above each other
	 * share one line, hence lines - 1. */
	size_t left = columns * cell->left / 100, right = columns * cell->right / 100;
	size_t top = (lines - 1) * cell->top / 100, bottom = (lines - 1) * cell->bottom / 100;
	struct tui_box box = { first + top, left, bottom - top + 1, right - left };

	tui_layout_frame(&box, map);
	return box;
}

struct str tui_layout_line(unsigned char sides, bool utf8)
{
	static const char *const drawn[16] = {
		"", "│", "│", "│", "─", "╯", "╮", "┤", "─", "╰", "╭", "├", "─", "┴", "┬", "┼",
	};
	static const char *const plain[16] = {
		"", "|", "|", "|", "-", "+", "+", "+", "-", "+", "+", "+", "-", "+", "+", "+",
	};

	return str_from((utf8 ? drawn : plain)[sides & 15]);
}
