/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may follow an answer: the steps, and below them what the one under the cursor
 * would tell whom. Enter fills a form in; nothing is sent. */
#include <config.h>

#include "tui/compose_view.h"

#include "app/explain_line.h"
#include "app/present_compose.h"
#include "app/present_form.h"

#include <stdlib.h>

struct steps_state {
	struct app_steps steps; /* owned */
	size_t cursor, height;
};

static void *steps_open(struct tui *tui, void *argument)
{
	struct steps_state *state = calloc(1, sizeof(*state));
	struct app_steps *given = argument;

	(void)tui;
	if (!state)
		return NULL;
	state->steps = *given;
	*given = (struct app_steps){ 0 };
	return state;
}

static void steps_close(struct tui *tui, void *data)
{
	struct steps_state *state = data;

	(void)tui;
	app_steps_free(&state->steps);
	free(state);
}

static struct str steps_title(struct tui *tui, void *data, struct arena *arena)
{
	(void)tui, (void)data, (void)arena;
	return str_from(_("What may follow; nothing is sent unasked"));
}

static const struct app_step *focused(const struct steps_state *state)
{
	return &state->steps.items.items[state->cursor];
}

static void present_row(struct tui_pane *out, const struct app_step *step, bool selected)
{
	struct app_page *page = &out->page;
	struct app_line *line = app_page_line(page);
	enum app_role role = selected ? APP_ROLE_SELECTED : APP_ROLE_NORMAL;

	if (!line)
		return;
	if (selected) {
		app_page_cursor_here(page, 1);
		line->fill = APP_ROLE_SELECTED;
	}
	app_line_printf(page, line, selected ? role : APP_ROLE_CODE, " %.*s → %.*s %.*s",
			STR_ARGS(step->answer_key), STR_ARGS(step->step.chain->then),
			STR_ARGS(step->step.to));
	app_line_pad(page, line, 15);
	app_line_add(page, line, role, STR(" "));
	if (step->step.candidates > 1)
		app_line_printf(page, line, role, "%zu/%zu ", step->step.candidate + 1,
				step->step.candidates);
	app_line_add(page, line, role, app_tr(step->step.chain->label));
	app_line_add(page, line, role, STR("  "));
	app_line_add_visible(page, line, selected ? role : APP_ROLE_VALUE, app_step_candidate(step));
	if (step->step.chain->marks.backing == NLETS_ASSUMED)
		app_line_add(page, line, selected ? role : APP_ROLE_ASSUMED, STR("  a"));
}

static void present_preview(struct tui *tui, const struct app_step *step, struct tui_pane *out)
{
	struct app_draft *draft = app_step_draft(tui->session, step);
	struct app_page *page = &out->page;
	struct str missing = app_step_missing(step, &page->arena);

	app_page_line(page);
	app_page_wrap(page, NULL, APP_ROLE_NORMAL, app_tr(step->step.chain->help), out->width, 0);
	if (step->cause.conversation.len)
		app_page_wrap(page, NULL, APP_ROLE_FAINT, app_cause_words(&step->cause, &page->arena),
			      out->width, 0);
	if (missing.len)
		app_page_wrap(page, NULL, APP_ROLE_WARNING, missing, out->width, 0);
	if (draft)
		app_present_before_send(page, draft, out->width);
	app_draft_free(&draft);
}

/* Half of the popup at most is the list, so that the preview has room. */
static void steps_present(struct tui *tui, void *data, unsigned pane, struct tui_pane *out)
{
	struct steps_state *state = data;
	size_t count = state->steps.items.count, room = out->height / 2 ? out->height / 2 : 1;
	size_t top = state->cursor >= room ? state->cursor - room + 1 : 0;

	(void)pane;
	state->height = room;
	for (size_t i = top; i < count && i < top + room; i++)
		present_row(out, &state->steps.items.items[i], i == state->cursor);
	if (count > room)
		out->note = arena_printf(&out->page.arena, "%zu/%zu", state->cursor + 1, count);
	present_preview(tui, focused(state), out);
}

/* How far the chain is backed, and by what. */
static void steps_explain(struct tui *tui, void *data, struct app_page *page, struct app_line *line)
{
	const struct nlets_marks *marks = &focused(data)->step.chain->marks;
	const struct str *ids = marks->sources.items;
	size_t count = marks->sources.count;
	const struct str names[] = { app_sources_line(tui->session->definitions, marks, &page->arena),
				     app_joined_sources(ids, count, &page->arena),
				     app_first_source(ids, count, &page->arena) };

	app_explain_sourced(page, line, app_tr(marks->note), app_backing_mark(marks->backing), names, 3,
			    tui->explain_columns);
}

static void steps_size(struct tui *tui, void *data, size_t *width, size_t *height)
{
	(void)data;
	*width = (size_t)tui->columns - 6 < 90 ? (size_t)tui->columns - 6 : 90;
	*height = (size_t)tui->lines - 6; /* the explanation may take two lines */
}

static int steps_move(struct tui *tui, void *data, enum app_command command)
{
	struct steps_state *state = data;

	(void)tui;
	tui_move(command, &state->cursor, state->steps.items.count, state->height);
	return APP_REDRAW;
}

/* Closes the list and opens the form. */
static int go_on(struct tui *tui, struct steps_state *state)
{
	const struct app_step *step = focused(state);
	struct app_draft *draft = app_step_draft(tui->session, step);
	struct arena arena = { 0 };
	struct app_cause cause = { arena_copy(&arena, step->cause.conversation), step->cause.hop,
				   arena_copy(&arena, step->cause.codes) };
	int bits = APP_REDRAW;

	if (draft) {
		bits = tui_close(tui);
		bits |= tui_compose_draft(tui, draft, &cause);
	}
	arena_free(&arena);
	return bits;
}

static int replace_chosen(struct tui *tui, void *context, size_t row, struct str value)
{
	(void)value;
	return row == 0 ? go_on(tui, context) : APP_REDRAW;
}

static bool has_draft(struct tui *tui, struct str key)
{
	struct arena arena = { 0 };
	struct str *keys;
	size_t count = app_draft_list(tui->session, &arena, &keys);
	bool found = false;

	for (size_t i = 0; i < count; i++)
		found = found || str_eq(keys[i], key);
	arena_free(&arena);
	return found;
}

/* A draft of that key is the user's work: it does not go unasked. */
static int steps_take(struct tui *tui, void *data, struct str argument)
{
	struct steps_state *state = data;
	const struct tui_choice choices[] = {
		{ str_from(_("Replace it")), STR_NONE, STR_NONE },
		{ str_from(_("Leave it as it is")), STR_NONE, STR_NONE },
	};

	(void)argument;
	if (!has_draft(tui, focused(state)->step.chain->then))
		return go_on(tui, state);
	return tui_popup_choose(tui, &(struct tui_question){
					     .title = str_from(_("A draft of this form is kept")),
					     .choices = choices,
					     .count = 2,
					     .preset = 1,
					     .chosen = replace_chosen,
					     .context = state });
}

static const struct tui_handler_row handlers[] = {
	{ APP_CMD_OPEN, steps_take },
};

const struct tui_view tui_view_steps = {
	.keymap = APP_KEYMAP_STEPS,
	.panes = 1,
	.padded = 1,
	.popup = true,
	.open = steps_open,
	.close = steps_close,
	.title = steps_title,
	.present = steps_present,
	.explain = steps_explain,
	.size = steps_size,
	.move = steps_move,
	TUI_HANDLERS(handlers),
};

int tui_popup_steps(struct tui *tui, struct app_steps *steps)
{
	int bits = APP_REDRAW;

	if (steps->items.count)
		bits = tui_open(tui, &tui_view_steps, steps);
	else
		tui_say(tui, APP_ROLE_INFO, "%s", _("Nothing in it leads to a further query."));
	app_steps_free(steps);
	return bits;
}
