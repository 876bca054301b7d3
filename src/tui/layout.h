/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where panes stand, and the lines between them. Pure geometry. */
#ifndef TUI_LAYOUT_H
#define TUI_LAYOUT_H

#include "tui/view.h"

/* The inside of a pane, in cells of the screen. */
struct tui_box {
	size_t line, column, height, width;
};

/* Which sides of a cell a frame line leaves it by. */
enum {
	TUI_LINE_UP = 1,
	TUI_LINE_DOWN = 2,
	TUI_LINE_LEFT = 4,
	TUI_LINE_RIGHT = 8,
};

/* A map of frame lines over the screen. */
struct tui_lines {
	unsigned char *cells; /* lines * columns */
	size_t lines, columns;
};

/* The first layout that fits the size; never NULL for count > 0. */
const struct tui_layout *tui_layout_choose(const struct tui_layout *layouts, size_t count,
					   size_t columns, size_t lines);
/* The pane in a place: for TUI_SWITCHED the `switched`-th of those the layout does
 * not name, of `panes` in all. */
unsigned tui_layout_pane(const struct tui_layout *layout, const struct tui_cell *cell, size_t panes,
			 unsigned switched);
/* Whether some panes have no place of their own. */
bool tui_layout_switches(const struct tui_layout *layout);
/* The inside of a place when the area has this size and begins at line `first`,
 * with its frame drawn into map (may be NULL). */
struct tui_box tui_layout_place(const struct tui_cell *cell, size_t columns, size_t lines,
				size_t first, struct tui_lines *map);
/* A frame round the box, which is made the inside of it. */
void tui_layout_frame(struct tui_box *box, struct tui_lines *map);
/* The character for a cell of the map; 0 for none. */
struct str tui_layout_line(unsigned char sides, bool utf8);

#endif
