/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help for the screen below, made from its own help function and the tables of
 * keys; F1 again shows all keys. */
#include <config.h>

#include "app/present_help.h"
#include "tui/view.h"

#include <stdlib.h>

struct help_state {
	bool usable[APP_CMD_COUNT];
	enum app_keymap chain[TUI_CHAIN];
	size_t maps;
	const struct tui_open_view *asked; /* the screen that is explained */
	bool all;
};

static void *help_open(struct tui *tui, void *argument)
{
	struct help_state *state = calloc(1, sizeof(*state));

	(void)argument;
	if (!state)
		return NULL;
	state->asked = tui_top(tui);
	state->maps = tui_keymaps(tui, state->chain);
	for (size_t i = 0; i < APP_CMD_COUNT; i++)
		state->usable[i] = tui_can(tui, (enum app_command)i);
	return state;
}

static void help_close(struct tui *tui, void *data)
{
	(void)tui;
	free(data);
}

static struct str help_title(struct tui *tui, void *data, struct arena *arena)
{
	(void)tui, (void)arena;
	return str_from(((struct help_state *)data)->all ? _("All keys") : _("Help"));
}

static void help_present(struct tui *tui, void *data, unsigned pane, struct tui_pane *out)
{
	struct help_state *state = data;

	(void)pane;
	if (state->all) {
		app_present_all_keys(&out->page, out->width);
		return;
	}
	if (state->asked->view->help)
		state->asked->view->help(tui, state->asked->state, &out->page, out->width);
	app_present_keys(&out->page, state->chain, state->maps, state->usable, out->width);
	app_present_signs(&out->page, out->width);
}

static void help_explain(struct tui *tui, void *data, struct app_page *page, struct app_line *line)
{
	(void)tui, (void)data;
	app_line_add(page, line, APP_ROLE_EXPLAIN,
		     str_from(_("F1 again shows all keys of all screens. Esc goes back.")));
}

static int help_more(struct tui *tui, void *data, struct str argument)
{
	struct help_state *state = data;

	(void)argument;
	state->all = !state->all;
	tui_pane(tui, 0)->top = 0;
	return APP_REDRAW;
}

static int help_move(struct tui *tui, void *data, enum app_command command)
{
	(void)data;
	return tui_scroll(tui, 0, command);
}

static const struct tui_handler_row handlers[] = {
	{ APP_CMD_HELP, help_more },
};

static const struct tui_cell whole[] = { { 0, 0, 100, 0, 100 } };
static const struct tui_layout layouts[] = { TUI_LAYOUT(0, 0, whole) };

const struct tui_view tui_view_help = {
	.keymap = APP_KEYMAP_HELP,
	TUI_LAYOUTS(layouts),
	.panes = 1,
	.padded = 1,
	.open = help_open,
	.close = help_close,
	.title = help_title,
	.present = help_present,
	.explain = help_explain,
	.move = help_move,
	TUI_HANDLERS(handlers),
};
