/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one place that writes to curses windows. */
#ifndef TUI_PAINT_H
#define TUI_PAINT_H

#include "tui/layout.h"

/* Sets up colours for the roles; with colour false only attributes are used. */
void tui_paint_start(bool colour, bool utf8);
void tui_paint_clear(bool everything);
/* Text at a place, cut at columns. Characters that the terminal's character set
 * lacks appear as their nearest ASCII. Returns the columns used. */
size_t tui_paint_text(size_t line, size_t column, size_t columns, enum app_role role,
		      struct str text);
/* The lines of a page from `top` on into the box, the rest of the box blank. */
void tui_paint_page(const struct app_page *page, size_t top, const struct tui_box *box);
void tui_paint_line(const struct app_line *line, const struct tui_box *box);
void tui_paint_lines(const struct tui_lines *map, bool utf8);
void tui_paint_cursor(size_t line, size_t column);
/* Sends what changed to the terminal. */
void tui_paint_flush(void);
/* The text of a screen line as it stands, without blanks at its end. */
void tui_paint_read(size_t line, struct buf *out);

#endif
