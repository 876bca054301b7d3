/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screens above each other, and who gets a key or a command. */
#include <config.h>

#include "tui/frame.h"

#include "tui/search.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int tui_open(struct tui *tui, const struct tui_view *view, void *argument)
{
	struct tui_open_view *open = &tui->stack[tui->depth];
	void *state;

	if (tui->depth == TUI_DEPTH) {
		tui_say(tui, APP_ROLE_WARNING, "%s", _("Too many screens are open; go back first."));
		return APP_REDRAW;
	}
	state = view->open(tui, argument);
	if (state) {
		*open = (struct tui_open_view){ .view = view, .state = state };
		tui->depth++;
	}
	return APP_RELAYOUT;
}

static void end_top(struct tui *tui)
{
	struct tui_open_view *open = tui_top(tui);

	open->view->close(tui, open->state);
	for (size_t i = 0; i < TUI_PANES; i++)
		app_page_free(&open->panes[i].page);
	buf_free(&open->search.words);
	*open = (struct tui_open_view){ 0 };
	tui->depth--;
}

int tui_close(struct tui *tui)
{
	struct tui_open_view *below;

	end_top(tui);
	if (!tui->depth)
		return APP_QUIT;
	below = tui_top(tui);
	if (below->view->returned)
		below->view->returned(tui, below->state);
	return APP_RELAYOUT;
}

int tui_close_to(struct tui *tui, size_t depth)
{
	int bits = APP_RELAYOUT;

	while (tui->depth > depth && tui->depth)
		bits |= tui_close(tui);
	return bits;
}

void tui_frame_end(struct tui *tui)
{
	while (tui->depth)
		end_top(tui);
}

void tui_say(struct tui *tui, enum app_role role, const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	if (vsnprintf(text, sizeof(text), format, args) < 0)
		text[0] = '\0';
	va_end(args);
	buf_clear(&tui->said);
	buf_add_text(&tui->said, text);
	tui->said_role = role;
}

static bool is_editing(struct tui *tui)
{
	struct tui_open_view *open = tui_top(tui);

	return open->view->editing && open->view->editing(tui, open->state);
}

size_t tui_keymaps(struct tui *tui, enum app_keymap chain[TUI_CHAIN])
{
	const struct tui_view *view = tui_top(tui)->view;
	bool filtering = is_editing(tui) && view->keymap == APP_KEYMAP_CATALOGUE;

	chain[0] = filtering ? APP_KEYMAP_FILTER : view->keymap;
	chain[1] = is_editing(tui) ? APP_KEYMAP_FIELD : APP_KEYMAP_LIST;
	chain[2] = APP_KEYMAP_GENERIC;
	return TUI_CHAIN;
}

static tui_handler *find_handler(const struct tui_handler_row *rows, size_t count,
				 enum app_command command)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].command == command)
			return rows[i].handler;
	return NULL;
}

static tui_handler *handler_of(struct tui *tui, enum app_command command)
{
	const struct tui_view *view = tui_top(tui)->view;
	tui_handler *handler = find_handler(view->handlers, view->handler_count, command);

	return handler ? handler
		       : find_handler(tui_frame_handlers, tui_frame_handler_count, command);
}

/* Whether the screen takes the command by its move function. */
static bool moves(const struct tui_view *view, enum app_command command)
{
	return view->move && tui_is_move(command) &&
	       !find_handler(view->handlers, view->handler_count, command);
}

bool tui_can(struct tui *tui, enum app_command command)
{
	if (command == APP_CMD_PANE && tui_top(tui)->view->panes < 2)
		return false;
	return handler_of(tui, command) || moves(tui_top(tui)->view, command);
}

int tui_do(struct tui *tui, enum app_command command, struct str argument)
{
	tui_handler *handler = command == APP_CMD_NONE ? NULL : handler_of(tui, command);
	struct tui_open_view *open = tui_top(tui);

	if (moves(open->view, command))
		return open->view->move(tui, open->state, command);
	if (!handler) {
		if (command != APP_CMD_NONE)
			tui_say(tui, APP_ROLE_WARNING, _("\"%s\" does nothing on this screen."),
				app_command(command)->name);
		return APP_REDRAW;
	}
	return handler(tui, open->state, argument);
}

int tui_do_frame(struct tui *tui, enum app_command command, struct str argument)
{
	tui_handler *handler = find_handler(tui_frame_handlers, tui_frame_handler_count, command);

	return handler ? handler(tui, tui_top(tui)->state, argument) : APP_REDRAW;
}

int tui_do_line(struct tui *tui, struct str line)
{
	struct str rest = str_trim(line), name = STR_NONE;
	enum app_command command;

	str_split(&rest, ' ', &name);
	rest = rest.ptr ? str_trim(rest) : STR("");
	command = app_command_by_name(name);
	/* "check" is the screen's, "check FILE" the shell's */
	if (tui_is_verb(tui, name) &&
	    (command == APP_CMD_NONE || (rest.len && !*app_command(command)->argument)))
		return tui_run_verb(tui, str_trim(line));
	if (command == APP_CMD_NONE) {
		if (name.len)
			tui_say(tui, APP_ROLE_WARNING, _("There is no command \"%.*s\"; F10 shows all."),
				STR_ARGS(name));
		return APP_REDRAW;
	}
	return tui_do(tui, command, rest);
}

int tui_key(struct tui *tui, struct str key)
{
	struct tui_open_view *open = tui_top(tui);
	enum app_keymap chain[TUI_CHAIN];
	size_t maps = tui_keymaps(tui, chain);
	enum app_command command = app_key_command(chain, maps, key);

	buf_clear(&tui->said);
	open->search.hold = false;
	if (command == APP_CMD_BACK && (str_eq(key, STR("Esc")) || str_eq(key, STR("F12"))) &&
	    tui_search_end(tui))
		return APP_REDRAW;
	if (command != APP_CMD_NONE)
		return tui_do(tui, command, STR(""));
	if (is_editing(tui) && open->view->text)
		return open->view->text(tui, open->state, str_eq(key, STR("Space")) ? STR(" ") : key);
	tui_say(tui, APP_ROLE_INFO, _("%.*s does nothing here; F1 shows the keys."), STR_ARGS(key));
	return APP_REDRAW;
}

/* The pane at a place of the screen; TUI_PANES for none. */
static unsigned pane_at(const struct tui_open_view *open, size_t line, size_t column)
{
	for (unsigned i = 0; i < open->view->panes; i++) {
		const struct tui_pane *pane = &open->panes[i];

		if (pane->shown && line >= pane->line && line < pane->line + pane->height &&
		    column >= pane->column && column < pane->column + pane->width)
			return i;
	}
	return TUI_PANES;
}

enum { WHEEL_LINES = 3 };

/* A text scrolls where the wheel is turned; elsewhere the cursor moves. */
static int wheel_at(struct tui *tui, unsigned pane, bool down)
{
	enum app_command command = down ? APP_CMD_DOWN : APP_CMD_UP;

	if (pane == TUI_PANES || tui_pane(tui, pane)->page.has_cursor)
		return tui_can(tui, command) ? tui_do(tui, command, STR("")) : APP_REDRAW;
	for (int i = 0; i < WHEEL_LINES; i++)
		tui_scroll(tui, pane, command);
	return APP_REDRAW;
}

int tui_mouse(struct tui *tui, size_t line, size_t column, int wheel)
{
	struct tui_open_view *open = tui_top(tui);
	unsigned at = pane_at(open, line, column);
	const struct tui_pane *pane = tui_pane(tui, at < TUI_PANES ? at : 0);

	buf_clear(&tui->said);
	if (wheel)
		return wheel_at(tui, at, wheel > 0);
	if (at == TUI_PANES)
		return APP_REDRAW;
	line -= pane->line;
	if (line >= pane->head)
		line += pane->top;
	if (open->view->click)
		return open->view->click(tui, open->state, at, line);
	if (open->view->go && line < pane->page.lines.count)
		open->view->go(tui, open->state, at, line);
	return APP_REDRAW;
}

bool tui_is_move(enum app_command command)
{
	size_t nowhere = 0;

	return tui_move(command, &nowhere, 0, 0);
}

bool tui_move(enum app_command command, size_t *cursor, size_t count, size_t page)
{
	size_t last = count ? count - 1 : 0, step = page > 1 ? page - 1 : 1;

	if (command == APP_CMD_UP)
		*cursor -= *cursor ? 1 : 0;
	else if (command == APP_CMD_DOWN)
		*cursor += *cursor < last ? 1 : 0;
	else if (command == APP_CMD_PAGE_UP)
		*cursor -= *cursor > step ? step : *cursor;
	else if (command == APP_CMD_PAGE_DOWN)
		*cursor = *cursor + step < last ? *cursor + step : last;
	else if (command == APP_CMD_FIRST)
		*cursor = 0;
	else if (command == APP_CMD_LAST)
		*cursor = last;
	else
		return false;
	return true;
}

int tui_scroll(struct tui *tui, unsigned pane, enum app_command command)
{
	struct tui_pane *at = tui_pane(tui, pane);
	size_t count = at->page.lines.count;

	tui_move(command, &at->top, count > at->height ? count - at->height + 1 : 1, at->height);
	return APP_REDRAW;
}
