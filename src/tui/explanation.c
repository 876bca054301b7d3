/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "tui/explanation.h"

enum {
	MOST_LINES = 2,
	ENOUGH_LINES = 20, /* of the screen, for a second one */
	STEP = 4,          /* columns given up when the end of a word does not fit */
};

/* The words on one line of that many columns; whether all of them are there. */
static bool say_in(struct tui *tui, struct app_page *page, size_t columns)
{
	struct tui_open_view *open = tui_top(tui);
	struct app_line *line;

	app_page_clear(page);
	line = app_page_line(page);
	if (!line)
		return true;
	tui->explain_columns = columns;
	app_line_add(page, line, APP_ROLE_NORMAL, STR(" "));
	if (tui->said.len)
		app_line_add(page, line, tui->said_role, buf_str(&tui->said));
	else if (open->view->explain)
		open->view->explain(tui, open->state, page, line);
	return !line->cut && app_line_columns(line) <= columns;
}

/* Adds a run behind what the line has, or, when a short one has no room, on a line of
 * its own. */
static struct app_line *add_run(struct app_page *out, struct app_line *line,
				const struct app_run *run, size_t columns)
{
	struct str text = run->text;

	if (app_line_columns(line) + app_text_columns(text) > columns) {
		if (app_text_columns(text) > columns / 4)
			return app_page_wrap(out, line, run->role, text, columns, 1);
		line = app_page_line(out);
		app_line_pad(out, line, 1);
		while (text.len && text.ptr[0] == ' ')
			text = str_sub(text, 1, text.len - 1);
	}
	app_line_add(out, line, run->role, text);
	return line;
}

/* Breaks the page's one line into lines of that many columns. */
static size_t break_up(const struct app_page *page, size_t columns, struct app_page *out)
{
	const struct app_line *from = page->lines.items;
	struct app_line *line = app_page_line(out);

	for (size_t i = 0; line && page->lines.count && i < from->runs.count; i++)
		line = add_run(out, line, &from->runs.items[i], columns);
	return out->lines.count;
}

void tui_explanation(struct tui *tui, struct app_page *page)
{
	size_t columns = (size_t)tui->columns - 1;
	struct app_page whole = { 0 };

	if (say_in(tui, page, columns) || tui->lines < ENOUGH_LINES)
		return;
	for (size_t room = MOST_LINES * columns; room > columns; room -= STEP) {
		say_in(tui, &whole, room);
		app_page_clear(page);
		if (break_up(&whole, columns, page) <= MOST_LINES)
			break;
	}
	if (page->lines.count > MOST_LINES)
		page->lines.count = MOST_LINES;
	app_page_free(&whole);
}
