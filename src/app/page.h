/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Styled text: what presenters make and only tui/paint.c puts on a terminal.
 *
 * A presenter is a pure function of state and size: it fills a page with lines
 * of runs. Texts are valid UTF-8 without control characters (message bytes go
 * through utf8_add_visible first). Each run may carry the span of message bytes
 * that it shows, so that one cursor lights the same bytes in every pane. */
#ifndef APP_PAGE_H
#define APP_PAGE_H

#include "base/vec.h"

/* What a text is, not what colour it has: roles.def has one row a role, with its
 * attributes in the coloured and the monochrome scheme. */
enum app_role {
#define APP_ROLE(name, word, what, colour, bold, underline, reverse) APP_ROLE_##name,
#include "app/roles.def"
#undef APP_ROLE
	APP_ROLE_COUNT
};

struct app_run {
	struct str text;
	enum app_role role;
	struct span src;    /* bytes of the shown message; len 0: none */
};

struct app_line {
	VEC(struct app_run) runs;
	enum app_role fill; /* paints the rest of the line too; APP_ROLE_NORMAL: nothing */
	bool cut;           /* words were left out of it: app_line_add_words */
};

struct app_page {
	struct arena arena; /* owns all texts and lines */
	VEC(struct app_line) lines;
	size_t cursor_line, cursor_column; /* columns; where the hardware cursor belongs */
	bool has_cursor;
	size_t show_line; /* a line to be kept in view where there is no cursor */
	bool has_show;
};

void app_page_free(struct app_page *page);
void app_page_clear(struct app_page *page);
struct app_line *app_page_line(struct app_page *page);
/* Copies the text. */
void app_line_add(struct app_page *page, struct app_line *line, enum app_role role, struct str text);
void app_line_add_span(struct app_page *page, struct app_line *line, enum app_role role,
		       struct str text, struct span src);
void app_line_printf(struct app_page *page, struct app_line *line, enum app_role role,
		     const char *format, ...) __attribute__((format(printf, 4, 5)));
/* Adds the text made safe for a terminal: for anything out of a message. */
void app_line_add_visible(struct app_page *page, struct app_line *line, enum app_role role,
			  struct str text);
/* Cuts or pads to exactly that many columns; a cut text ends in an ellipsis. */
void app_line_add_fit(struct app_page *page, struct app_line *line, enum app_role role,
		      struct str text, size_t columns);
/* Adds the text whole if it takes no more than that many columns, else its beginning
 * up to the end of a word, and an ellipsis. */
void app_line_add_words(struct app_page *page, struct app_line *line, enum app_role role,
			struct str text, size_t columns);
/* Adds lines of at most width columns, broken at blanks where there are any; line
 * ends in the text are kept. Continuation lines start at column `hang`. The first
 * line is continued when `line` is not NULL. Returns the last line. */
struct app_line *app_page_wrap(struct app_page *page, struct app_line *line, enum app_role role,
			       struct str text, size_t width, size_t hang);
/* Adds a text line by line, wrapped to width, with its bytes made visible. */
void app_page_add_text(struct app_page *page, struct str text, size_t width);
/* Puts the cursor at the end of what the last line holds so far. */
void app_page_cursor_here(struct app_page *page, size_t column);
/* Columns that the line's runs take so far. */
size_t app_line_columns(const struct app_line *line);

/* Pads the line with blanks up to a column. */
void app_line_pad(struct app_page *page, struct app_line *line, size_t column);

/* Width in terminal columns, by wcwidth; a character that the locale cannot draw
 * counts one, for paint.c shows a replacement. */
size_t app_text_columns(struct str text);
/* The longest start of text that fits in columns and cuts no character. */
struct str app_text_fit(struct str text, size_t columns);

#endif
