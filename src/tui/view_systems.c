/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The systems around the network; Enter plays the one under the cursor. Opened with
 * a struct str, the id of the first to show, or NULL. */
#include <config.h>

#include "app/present_systems.h"
#include "tui/compose_view.h"
#include "tui/view.h"

#include <stdlib.h>

enum { PANE_LIST, PANE_SYSTEM, PANES };

struct systems_state {
	const struct nlets_systems *systems;
	size_t cursor, height;
};

static const struct nlets_system *focused(const struct systems_state *state)
{
	return state->cursor < state->systems->items.count
		       ? &state->systems->items.items[state->cursor]
		       : NULL;
}

static void *systems_open(struct tui *tui, void *argument)
{
	struct systems_state *state = calloc(1, sizeof(*state));
	const struct str *id = argument;

	if (!state)
		return NULL;
	state->systems = app_systems(tui->session);
	if (!state->systems) {
		free(state);
		return NULL;
	}
	for (size_t i = 0; id && i < state->systems->items.count; i++)
		if (str_eq(state->systems->items.items[i].id, *id))
			state->cursor = i;
	return state;
}

static void systems_close(struct tui *tui, void *data)
{
	(void)tui;
	free(data);
}

static struct str systems_title(struct tui *tui, void *data, struct arena *arena)
{
	(void)tui, (void)data, (void)arena;
	return str_from(_("Systems"));
}

static void systems_present(struct tui *tui, void *data, unsigned pane, struct tui_pane *out)
{
	struct systems_state *state = data;

	if (pane == PANE_SYSTEM) {
		out->title = str_from(_("What is known of it"));
		app_present_system(&out->page, tui->session, focused(state), out->width);
		return;
	}
	state->height = out->height;
	out->title = str_from(_("Systems"));
	out->note = arena_printf(&out->page.arena, "%zu", state->systems->items.count);
	app_present_systems(&out->page, state->systems, state->cursor, out->width);
}

static void systems_explain(struct tui *tui, void *data, struct app_page *page,
			    struct app_line *line)
{
	(void)tui;
	app_explain_system(page, line, focused(data));
}

static int play(struct tui *tui, const struct nlets_system *system, struct str case_id)
{
	struct sim_conversation *conversation = NULL;
	struct tui_progress progress;
	struct str why = STR_NONE;
	int bits, result;

	bits = tui_progress_start(&progress, tui, str_from(_("Making the invented population")));
	result = app_system_run(tui->session, system, case_id, tui_progress_step, &progress,
				&conversation, &why);
	bits |= tui_progress_end(&progress);
	if (result >= 0)
		return bits | tui_show_conversation(tui, conversation);
	if (progress.cancelled)
		tui_say(tui, APP_ROLE_WARNING, "%s", _("Cancelled; nothing was sent."));
	else if (result == NLETS_E_NOT_FOUND)
		tui_say(tui, APP_ROLE_INFO, "%s",
			_("It has no conversation on that day or of its key."));
	else
		tui_say(tui, APP_ROLE_ERROR, "%.*s",
			STR_ARGS(why.len ? why : str_from(_(nlets_error_text(result)))));
	return bits;
}

static int case_chosen(struct tui *tui, void *context, size_t row, struct str value)
{
	(void)row;
	return play(tui, focused(context), value);
}

/* More than one way in which it went: which, with that of the day under the cursor. */
static int ask_case(struct tui *tui, struct systems_state *state, const struct nlets_system *system)
{
	const struct nlets_flow *flow = &system->flow;
	const struct nlets_flow_case *today = app_system_case(tui->session, system, STR(""));
	struct tui_choice *choices = calloc(flow->cases.count, sizeof(*choices));
	size_t preset = 0;
	int bits;

	if (!choices)
		return APP_REDRAW;
	for (size_t i = 0; i < flow->cases.count; i++) {
		choices[i].value = flow->cases.items[i].id;
		choices[i].label = app_tr(flow->cases.items[i].words);
		choices[i].note = STR("");
		if (&flow->cases.items[i] == today)
			preset = i;
	}
	bits = tui_popup_choose(tui, &(struct tui_question){
					     .title = app_tr(flow->title),
					     .text = str_from(_("As it went, or goes, in which case?")),
					     .choices = choices,
					     .count = flow->cases.count,
					     .preset = preset,
					     .chosen = case_chosen,
					     .context = state,
				     });
	free(choices);
	return bits;
}

static int systems_take(struct tui *tui, void *data, struct str argument)
{
	struct systems_state *state = data;
	const struct nlets_system *system = focused(state);

	(void)argument;
	if (!system)
		return APP_REDRAW;
	if (!app_system_runs(system)) {
		tui_say(tui, APP_ROLE_INFO, "%s.", app_system_status_words(system));
		return APP_REDRAW;
	}
	return system->has_flow && system->flow.cases.count > 1
		       ? ask_case(tui, state, system)
		       : play(tui, system, STR(""));
}

static int systems_jump(struct tui *tui, void *data, struct str argument)
{
	struct systems_state *state = data;

	for (size_t i = 0; i < state->systems->items.count; i++)
		if (str_eq(state->systems->items.items[i].id, argument))
			state->cursor = i;
	tui_pane(tui, PANE_SYSTEM)->top = 0;
	return APP_REDRAW;
}

static int systems_move(struct tui *tui, void *data, enum app_command command)
{
	struct systems_state *state = data;

	tui_move(command, &state->cursor, state->systems->items.count, state->height);
	tui_pane(tui, PANE_SYSTEM)->top = 0;
	return APP_REDRAW;
}

/* The list has the cursor; what is beside it is scrolled by these. */
static int systems_left(struct tui *tui, void *data, struct str argument)
{
	(void)data, (void)argument;
	return tui_scroll(tui, PANE_SYSTEM, APP_CMD_PAGE_UP);
}

static int systems_right(struct tui *tui, void *data, struct str argument)
{
	(void)data, (void)argument;
	return tui_scroll(tui, PANE_SYSTEM, APP_CMD_PAGE_DOWN);
}

static unsigned systems_searched(struct tui *tui, void *data)
{
	(void)tui, (void)data;
	return 1u << PANE_LIST;
}

static void systems_go(struct tui *tui, void *data, unsigned pane, size_t line)
{
	struct systems_state *state = data;

	(void)tui;
	if (pane == PANE_LIST && line < state->systems->items.count)
		state->cursor = line;
}

static const struct tui_handler_row handlers[] = {
	{ APP_CMD_OPEN, systems_take },
	{ APP_CMD_SYSTEMS, systems_jump },
	{ APP_CMD_LEFT, systems_left },
	{ APP_CMD_RIGHT, systems_right },
};

static const struct tui_cell wide[] = {
	{ PANE_LIST, 0, 48, 0, 100 },
	{ PANE_SYSTEM, 48, 100, 0, 100 },
};
static const struct tui_cell narrow[] = {
	{ PANE_LIST, 0, 100, 0, 40 },
	{ PANE_SYSTEM, 0, 100, 40, 100 },
};
static const struct tui_layout layouts[] = { TUI_LAYOUT(110, 10, wide), TUI_LAYOUT(0, 0, narrow) };

const struct tui_view tui_view_systems = {
	.keymap = APP_KEYMAP_SYSTEMS,
	TUI_LAYOUTS(layouts),
	.panes = PANES,
	.padded = 1u << PANE_SYSTEM,
	.open = systems_open,
	.close = systems_close,
	.title = systems_title,
	.present = systems_present,
	.explain = systems_explain,
	.move = systems_move,
	.searched = systems_searched,
	.go = systems_go,
	TUI_HANDLERS(handlers),
};
