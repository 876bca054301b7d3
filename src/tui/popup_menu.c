/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The menu: every command that the screen below takes, by group, with its key. */
#include <config.h>

#include "tui/view.h"

#include <stdlib.h>

struct menu_state {
	bool usable[APP_CMD_COUNT];
	const char *keys[APP_CMD_COUNT];
	enum app_command_group group;
	size_t cursor;
};

static void *menu_open(struct tui *tui, void *argument)
{
	struct menu_state *state = calloc(1, sizeof(*state));
	enum app_keymap chain[TUI_CHAIN];
	size_t maps = tui_keymaps(tui, chain);

	(void)argument;
	for (size_t i = 0; state && i < APP_CMD_COUNT; i++) {
		state->usable[i] = tui_can(tui, (enum app_command)i);
		state->keys[i] = app_command_key(chain, maps, (enum app_command)i);
	}
	return state;
}

static void menu_close(struct tui *tui, void *data)
{
	(void)tui;
	free(data);
}

/* The commands of the group shown; returns how many. */
static size_t rows_of(const struct menu_state *state, enum app_command rows[APP_CMD_COUNT])
{
	size_t count = 0;

	for (size_t i = 0; i < APP_CMD_COUNT; i++)
		if (app_command((enum app_command)i)->group == state->group)
			rows[count++] = (enum app_command)i;
	return count;
}

static struct str menu_title(struct tui *tui, void *data, struct arena *arena)
{
	(void)tui, (void)data, (void)arena;
	return str_from(_("Menu"));
}

static void menu_size(struct tui *tui, void *data, size_t *width, size_t *height)
{
	(void)data;
	*width = (size_t)tui->columns > 84 ? 76 : (size_t)tui->columns - 8;
	*height = 17;
}

static void present_groups(struct menu_state *state, struct tui_pane *out)
{
	struct app_line *line = app_page_line(&out->page);

	for (size_t i = 0; i < APP_GROUP_COUNT; i++) {
		app_line_add(&out->page, line, APP_ROLE_NORMAL, STR(" "));
		app_line_printf(&out->page, line,
				i == state->group ? APP_ROLE_SELECTED : APP_ROLE_HEADING, " %s ",
				_(app_command_group_label((enum app_command_group)i)));
	}
	app_page_line(&out->page);
}

static void menu_present(struct tui *tui, void *data, unsigned pane, struct tui_pane *out)
{
	struct menu_state *state = data;
	enum app_command rows[APP_CMD_COUNT];
	size_t count = rows_of(state, rows);

	(void)tui, (void)pane;
	present_groups(state, out);
	for (size_t i = 0; i < count; i++) {
		const struct app_command_row *row = app_command(rows[i]);
		struct app_line *line = app_page_line(&out->page);
		bool selected = i == state->cursor, usable = state->usable[rows[i]];
		enum app_role role = usable ? APP_ROLE_NORMAL : APP_ROLE_FAINT;

		if (!line)
			return;
		if (selected) {
			role = line->fill = APP_ROLE_SELECTED;
			app_page_cursor_here(&out->page, 1);
		}
		app_line_add(&out->page, line, role, STR(" "));
		app_line_add_fit(&out->page, line, role, str_from(_(row->label)), 16);
		app_line_add_fit(&out->page, line, role,
				 str_from(state->keys[rows[i]] ? state->keys[rows[i]] : ""), 10);
		app_line_add(&out->page, line, selected ? role : APP_ROLE_FAINT,
			     arena_printf(&out->page.arena, ":%s", row->name));
		app_line_pad(&out->page, line, 46);
		if (!usable)
			app_line_add(&out->page, line, role, str_from(_("not on this screen")));
	}
}

static void menu_explain(struct tui *tui, void *data, struct app_page *page, struct app_line *line)
{
	struct menu_state *state = data;
	enum app_command rows[APP_CMD_COUNT];

	(void)tui;
	if (state->cursor < rows_of(state, rows))
		app_line_add(page, line, APP_ROLE_EXPLAIN,
			     str_from(_(app_command(rows[state->cursor])->help)));
}

static int menu_take(struct tui *tui, void *data, struct str argument)
{
	struct menu_state *state = data;
	enum app_command rows[APP_CMD_COUNT];
	size_t count = rows_of(state, rows);
	enum app_command command;

	if (state->cursor >= count || !state->usable[rows[state->cursor]])
		return APP_REDRAW;
	command = rows[state->cursor];
	return tui_close(tui) | tui_do(tui, command, argument);
}

static int turn(struct menu_state *state, size_t by)
{
	state->group = (enum app_command_group)((state->group + by) % APP_GROUP_COUNT);
	state->cursor = 0;
	return APP_REDRAW;
}

static int menu_left(struct tui *tui, void *data, struct str argument)
{
	(void)tui, (void)argument;
	return turn(data, APP_GROUP_COUNT - 1);
}

static int menu_right(struct tui *tui, void *data, struct str argument)
{
	(void)tui, (void)argument;
	return turn(data, 1);
}

static int menu_move(struct tui *tui, void *data, enum app_command command)
{
	struct menu_state *state = data;
	enum app_command rows[APP_CMD_COUNT];

	tui_move(command, &state->cursor, rows_of(state, rows), tui_pane(tui, 0)->height);
	return APP_REDRAW;
}

static int menu_click(struct tui *tui, void *data, unsigned pane, size_t line)
{
	struct menu_state *state = data;
	enum app_command rows[APP_CMD_COUNT];
	size_t first = tui_pane(tui, pane)->page.cursor_line - state->cursor;

	if (line < first || line - first >= rows_of(state, rows))
		return APP_REDRAW;
	state->cursor = line - first;
	return menu_take(tui, data, STR(""));
}

static int menu_again(struct tui *tui, void *data, struct str argument)
{
	(void)data, (void)argument;
	return tui_close(tui);
}

static const struct tui_handler_row handlers[] = {
	{ APP_CMD_LEFT, menu_left },   { APP_CMD_RIGHT, menu_right },
	{ APP_CMD_PREVIOUS, menu_left }, { APP_CMD_NEXT, menu_right },
	{ APP_CMD_OPEN, menu_take },   { APP_CMD_MENU, menu_again },
};

const struct tui_view tui_view_menu = {
	.keymap = APP_KEYMAP_MENU,
	.panes = 1,
	.popup = true,
	.open = menu_open,
	.close = menu_close,
	.title = menu_title,
	.present = menu_present,
	.explain = menu_explain,
	.size = menu_size,
	.move = menu_move,
	.click = menu_click,
	TUI_HANDLERS(handlers),
};
