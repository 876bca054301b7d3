/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One text being edited, by libform on a window that is never shown: libform knows
 * how to insert, delete and move; the screen's own page draws the text. */
#ifndef TUI_EDITOR_H
#define TUI_EDITOR_H

#include "app/page.h"
#include "base/buf.h"

struct tui_editor;

/* An editor for at most `rows` lines of `columns` columns; what does not fit is
 * refused as it is typed, never dropped. NULL when memory is out. */
struct tui_editor *tui_editor_new(size_t rows, size_t columns, struct str text);
void tui_editor_free(struct tui_editor **editor);
/* Replaces the text and puts the cursor behind it. */
void tui_editor_set(struct tui_editor *editor, struct str text);
/* The text as UTF-8, without the blanks libform fills up with; rows end in line
 * feeds. Valid until the next call. */
struct str tui_editor_text(struct tui_editor *editor);
/* A character or the name of an editing key. True when the editor knew it. */
bool tui_editor_key(struct tui_editor *editor, struct str key);
/* Where the cursor stands, in columns and rows. */
size_t tui_editor_column(const struct tui_editor *editor);
size_t tui_editor_row(const struct tui_editor *editor);
/* Puts the cursor there, as far as there is text. */
void tui_editor_place(struct tui_editor *editor, size_t row, size_t column);

#endif
