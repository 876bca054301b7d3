/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text to read over the present screen. */
#include <config.h>

#include "tui/view.h"

#include <stdlib.h>

struct text_state {
	struct app_page page;
	struct str title;
};

struct text_argument {
	struct str title;
	const struct app_page *page;
};

static void *text_open(struct tui *tui, void *argument)
{
	const struct text_argument *given = argument;
	struct text_state *state = calloc(1, sizeof(*state));

	(void)tui;
	if (!state)
		return NULL;
	state->title = arena_copy(&state->page.arena, given->title);
	for (size_t i = 0; i < given->page->lines.count; i++) {
		const struct app_line *from = &given->page->lines.items[i];
		struct app_line *line = app_page_line(&state->page);

		for (size_t k = 0; line && k < from->runs.count; k++)
			app_line_add(&state->page, line, from->runs.items[k].role,
				     from->runs.items[k].text);
	}
	return state;
}

static void text_close(struct tui *tui, void *data)
{
	struct text_state *state = data;

	(void)tui;
	app_page_free(&state->page);
	free(state);
}

static struct str text_title(struct tui *tui, void *data, struct arena *arena)
{
	struct text_state *state = data;

	(void)tui, (void)arena;
	return state->title;
}

static void text_size(struct tui *tui, void *data, size_t *width, size_t *height)
{
	struct text_state *state = data;

	(void)tui;
	*width = app_text_columns(state->title) + 4;
	for (size_t i = 0; i < state->page.lines.count; i++)
		if (app_line_columns(&state->page.lines.items[i]) > *width)
			*width = app_line_columns(&state->page.lines.items[i]);
	*width += 2;
	*height = state->page.lines.count;
}

static void text_present(struct tui *tui, void *data, unsigned pane, struct tui_pane *out)
{
	struct text_state *state = data;

	(void)tui, (void)pane;
	for (size_t i = 0; i < state->page.lines.count; i++) {
		struct app_line *line = app_page_line(&out->page);

		if (line)
			*line = state->page.lines.items[i];
	}
}

static void text_explain(struct tui *tui, void *data, struct app_page *page, struct app_line *line)
{
	(void)tui, (void)data;
	app_line_add(page, line, APP_ROLE_EXPLAIN, str_from(_("Esc closes this.")));
}

static int text_done(struct tui *tui, void *data, struct str argument)
{
	(void)data, (void)argument;
	return tui_close(tui);
}

static int text_move(struct tui *tui, void *data, enum app_command command)
{
	(void)data;
	return tui_scroll(tui, 0, command);
}

static const struct tui_handler_row handlers[] = {
	{ APP_CMD_OPEN, text_done },
};

const struct tui_view tui_view_text = {
	.keymap = APP_KEYMAP_LIST,
	.panes = 1,
	.padded = 1,
	.popup = true,
	.open = text_open,
	.close = text_close,
	.title = text_title,
	.present = text_present,
	.explain = text_explain,
	.size = text_size,
	.move = text_move,
	TUI_HANDLERS(handlers),
};

int tui_popup_text(struct tui *tui, struct str title, const struct app_page *text)
{
	return tui_open(tui, &tui_view_text, &(struct text_argument){ title, text });
}

int tui_popup_message(struct tui *tui, struct str title, struct str text)
{
	struct app_page page = { 0 };
	int bits;

	app_page_wrap(&page, NULL, APP_ROLE_NORMAL, text, tui->columns < 70 ? 36 : 64, 0);
	bits = tui_popup_text(tui, title, &page);
	app_page_free(&page);
	return bits;
}
