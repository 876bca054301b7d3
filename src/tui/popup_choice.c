/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of choices; what is typed narrows it. */
#include <config.h>

#include "tui/editor.h"
#include "tui/view.h"

#include <stdlib.h>

enum { FEW = 5 }; /* so many need no search line */

struct choice_state {
	struct arena arena;
	struct tui_question question; /* texts copied into arena */
	size_t *shown;                /* rows that match what was typed */
	size_t shown_count, cursor, top;
	size_t above; /* lines above the first row */
	struct tui_editor *typed;
	size_t value_columns;
};

static void copy_choices(struct choice_state *state, const struct tui_question *given)
{
	struct tui_choice *copy = arena_alloc_array(&state->arena, given->count + 1, sizeof(*copy));

	state->question = *given;
	state->question.title = arena_copy(&state->arena, given->title);
	state->question.text = arena_copy(&state->arena, given->text);
	state->question.choices = copy;
	state->shown = arena_alloc_array(&state->arena, given->count + 1, sizeof(*state->shown));
	for (size_t i = 0; i < given->count; i++) {
		const struct tui_choice *from = &given->choices[i];

		copy[i] = (struct tui_choice){ arena_copy(&state->arena, from->value),
					       arena_copy(&state->arena, from->label),
					       arena_copy(&state->arena, from->note) };
		if (app_text_columns(from->value) > state->value_columns)
			state->value_columns = app_text_columns(from->value);
	}
}

static bool matches(const struct tui_choice *choice, struct str words)
{
	struct str word;

	while (str_split(&words, ' ', &word))
		if (str_find_nocase(choice->value, word) == choice->value.len && word.len &&
		    str_find_nocase(choice->label, word) == choice->label.len)
			return false;
	return true;
}

/* Rows whose value begins with what was typed come first. */
static void narrow(struct choice_state *state)
{
	struct str words = tui_editor_text(state->typed);
	const struct tui_question *question = &state->question;

	state->shown_count = 0;
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < question->count; i++) {
			struct str value = question->choices[i].value;
			bool start = words.len <= value.len &&
				     str_eq_nocase(str_sub(value, 0, words.len), words);

			if (start == (pass == 0) && matches(&question->choices[i], words))
				state->shown[state->shown_count++] = i;
		}
	state->cursor = state->top = 0;
}

static void choice_close(struct tui *tui, void *data)
{
	struct choice_state *state = data;

	(void)tui;
	tui_editor_free(&state->typed);
	arena_free(&state->arena);
	free(state);
}

static void *choice_open(struct tui *tui, void *argument)
{
	const struct tui_question *given = argument;
	struct choice_state *state = calloc(1, sizeof(*state));

	if (!state)
		return NULL;
	copy_choices(state, given);
	state->typed = tui_editor_new(1, 128, STR(""));
	if (!state->typed || !state->shown) {
		choice_close(tui, state);
		return NULL;
	}
	narrow(state);
	for (size_t i = 0; i < state->shown_count; i++)
		if (state->shown[i] == given->preset)
			state->cursor = i;
	return state;
}

static struct str choice_title(struct tui *tui, void *data, struct arena *arena)
{
	(void)tui, (void)arena;
	return ((struct choice_state *)data)->question.title;
}

static size_t row_columns(const struct choice_state *state, const struct tui_choice *choice)
{
	size_t columns = state->value_columns + 2;

	if (choice->label.len)
		columns += 2 + app_text_columns(choice->label);
	if (choice->note.len)
		columns += 2 + app_text_columns(choice->note);
	return columns;
}

static void choice_size(struct tui *tui, void *data, size_t *width, size_t *height)
{
	struct choice_state *state = data;

	*width = app_text_columns(state->question.title) + 4;
	if (*width < 36)
		*width = 36;
	for (size_t i = 0; i < state->question.count; i++) {
		size_t columns = row_columns(state, &state->question.choices[i]);

		if (columns > *width)
			*width = columns;
	}
	if (*width > (size_t)tui->columns - 6)
		*width = (size_t)tui->columns - 6;
	*height = state->question.count + 1 + (state->question.count > FEW) + app_text_columns(state->question.text) / *width +
		  (state->question.text.len ? 1 : 0);
	if (*height > (size_t)tui->lines - 4)
		*height = (size_t)tui->lines - 4;
}

static void present_row(struct choice_state *state, struct tui_pane *out, size_t at)
{
	const struct tui_choice *choice = &state->question.choices[state->shown[at]];
	struct app_line *line = app_page_line(&out->page);
	bool selected = at == state->cursor;
	enum app_role role = selected ? APP_ROLE_SELECTED : APP_ROLE_NORMAL;

	if (!line)
		return;
	if (selected) {
		app_page_cursor_here(&out->page, 1);
		line->fill = APP_ROLE_SELECTED;
	}
	app_line_add(&out->page, line, role, STR(" "));
	app_line_add(&out->page, line, selected ? role : APP_ROLE_CODE, choice->value);
	if (choice->label.len) {
		size_t gap = state->value_columns - app_text_columns(choice->value) + 2;

		app_line_add(&out->page, line, role,
			     arena_printf(&out->page.arena, "%*s", (int)gap, ""));
		app_line_add(&out->page, line, role, choice->label);
	}
	if (choice->note.len) {
		app_line_add(&out->page, line, role, STR("  "));
		app_line_add(&out->page, line, selected ? role : APP_ROLE_FAINT, choice->note);
	}
}

/* Only the rows that fit, so that what was typed stays above them. */
static void present_rows(struct choice_state *state, struct tui_pane *out)
{
	size_t room = out->height > out->page.lines.count ? out->height - out->page.lines.count : 1;

	state->above = out->page.lines.count;
	if (state->cursor < state->top)
		state->top = state->cursor;
	if (state->cursor >= state->top + room)
		state->top = state->cursor - room + 1;
	for (size_t i = state->top; i < state->shown_count && i < state->top + room; i++)
		present_row(state, out, i);
	if (state->shown_count > room)
		out->note = arena_printf(&out->page.arena, "%zu-%zu/%zu", state->top + 1,
					 state->top + room < state->shown_count ? state->top + room
									       : state->shown_count,
					 state->shown_count);
}

static void choice_present(struct tui *tui, void *data, unsigned pane, struct tui_pane *out)
{
	struct choice_state *state = data;
	struct str words = tui_editor_text(state->typed);
	struct app_line *line = NULL;

	(void)tui, (void)pane;
	if (state->question.text.len)
		app_page_wrap(&out->page, NULL, APP_ROLE_FAINT, state->question.text, out->width, 0);
	if (words.len || state->question.count > FEW) {
		line = app_page_line(&out->page);
		app_line_add(&out->page, line, APP_ROLE_KEY, STR(" › "));
	}
	if (words.len)
		app_line_add(&out->page, line, APP_ROLE_FOCUS, words);
	else if (line)
		app_line_add(&out->page, line, APP_ROLE_FAINT, str_from(_("type to search")));
	if (!state->shown_count)
		app_page_cursor_here(&out->page, app_line_columns(line));
	present_rows(state, out);
	if (!state->shown_count)
		app_line_add(&out->page, app_page_line(&out->page), APP_ROLE_FAINT,
			     str_from(state->question.free
					      ? _(" Nothing in the list; Enter takes what was typed.")
					      : _(" Nothing in the list matches.")));
}

static void choice_explain(struct tui *tui, void *data, struct app_page *page, struct app_line *line)
{
	struct choice_state *state = data;

	(void)tui;
	app_line_printf(page, line, APP_ROLE_EXPLAIN, _("%zu of %zu. Enter takes it, Esc leaves it."),
			state->shown_count, state->question.count);
}

static bool choice_editing(struct tui *tui, void *data)
{
	(void)tui, (void)data;
	return true;
}

static int choice_text(struct tui *tui, void *data, struct str key)
{
	struct choice_state *state = data;

	(void)tui;
	if (tui_editor_key(state->typed, key))
		narrow(state);
	return APP_REDRAW;
}

static int choice_take(struct tui *tui, void *data, struct str argument)
{
	struct choice_state *state = data;
	tui_chosen *chosen = state->question.chosen;
	void *context = state->question.context;
	struct arena keep = { 0 };
	struct str value;
	size_t row = state->question.count;
	int bits;

	(void)argument;
	if (!state->shown_count && !state->question.free)
		return APP_REDRAW;
	if (state->shown_count)
		row = state->shown[state->cursor];
	value = arena_copy(&keep, state->shown_count ? state->question.choices[row].value
						     : tui_editor_text(state->typed));
	bits = tui_close(tui);
	bits |= chosen(tui, context, row, value);
	arena_free(&keep);
	return bits;
}

static int choice_click(struct tui *tui, void *data, unsigned pane, size_t line)
{
	struct choice_state *state = data;
	size_t row = line + state->top - state->above;

	(void)pane;
	if (line < state->above || row >= state->shown_count)
		return APP_REDRAW;
	state->cursor = row;
	return choice_take(tui, data, STR(""));
}

static int choice_move(struct tui *tui, void *data, enum app_command command)
{
	struct choice_state *state = data;

	tui_move(command, &state->cursor, state->shown_count, tui_pane(tui, 0)->height);
	return APP_REDRAW;
}

static const struct tui_handler_row handlers[] = {
	{ APP_CMD_OPEN, choice_take },
};

const struct tui_view tui_view_choice = {
	.keymap = APP_KEYMAP_CHOICE,
	.panes = 1,
	.popup = true,
	.open = choice_open,
	.close = choice_close,
	.title = choice_title,
	.present = choice_present,
	.explain = choice_explain,
	.editing = choice_editing,
	.text = choice_text,
	.click = choice_click,
	.size = choice_size,
	.move = choice_move,
	TUI_HANDLERS(handlers),
};

int tui_popup_choose(struct tui *tui, const struct tui_question *question)
{
	struct tui_question copy = *question;

	return tui_open(tui, &tui_view_choice, &copy);
}
