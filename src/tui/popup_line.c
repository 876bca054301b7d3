/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line to type: the command line with completion, or the answer to a question. */
#include <config.h>

#include "tui/completion.h"
#include "tui/editor.h"
#include "tui/view.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN_COMMANDS = 8 };

struct line_argument {
	struct str title, text, preset;
	tui_chosen *chosen; /* NULL: a command */
	void *context;
};

struct line_state {
	struct arena arena;
	struct line_argument question;
	struct tui_editor *typed;
	int completed;              /* the last name that Tab gave */
	size_t value;               /* how many values Tab gave for its argument */
	struct buf start;           /* what was typed before the first Tab */
};

static void line_close(struct tui *tui, void *data)
{
	struct line_state *state = data;

	(void)tui;
	tui_editor_free(&state->typed);
	buf_free(&state->start);
	arena_free(&state->arena);
	free(state);
}

static void *line_open(struct tui *tui, void *argument)
{
	static const struct line_argument none;
	const struct line_argument *given = argument ? argument : &none;
	struct line_state *state = calloc(1, sizeof(*state));

	if (!state)
		return NULL;
	state->question = *given;
	state->question.title = given->chosen ? arena_copy(&state->arena, given->title)
					      : str_from(_("Command"));
	state->question.text = arena_copy(&state->arena, given->text);
	state->completed = TUI_NO_NAME;
	state->typed = tui_editor_new(1, 256, given->preset);
	if (!state->typed) {
		line_close(tui, state);
		return NULL;
	}
	return state;
}

static struct str line_title(struct tui *tui, void *data, struct arena *arena)
{
	(void)tui, (void)arena;
	return ((struct line_state *)data)->question.title;
}

static void line_size(struct tui *tui, void *data, size_t *width, size_t *height)
{
	struct line_state *state = data;

	*width = (size_t)tui->columns - 8 > 72 ? 72 : (size_t)tui->columns - 8;
	*height = state->question.chosen
			  ? 2 + app_text_columns(state->question.text) / *width
			  : 1 + SHOWN_COMMANDS;
}

/* The part of the text that fits, moved so that the cursor is in it. */
static void present_typed(struct line_state *state, struct tui_pane *out, const char *prompt)
{
	struct app_line *line = app_page_line(&out->page);
	struct str text = tui_editor_text(state->typed);
	size_t column = tui_editor_column(state->typed), room = out->width - 3, cut = 0;

	if (column >= room)
		cut = app_text_fit(text, column - room + 1).len;
	app_line_add(&out->page, line, APP_ROLE_KEY, str_from(prompt));
	app_page_cursor_here(&out->page, app_line_columns(line) + column -
						 app_text_columns(str_sub(text, 0, cut)));
	app_line_add(&out->page, line, APP_ROLE_FOCUS, str_sub(text, cut, text.len - cut));
}

static void present_names(struct tui *tui, struct line_state *state, struct tui_pane *out)
{
	struct str name = tui_editor_text(state->typed);
	int at = TUI_NO_NAME;

	if (state->completed != TUI_NO_NAME)
		name = buf_str(&state->start);
	name.len = str_find_char(name, ' ');
	for (int i = 0; i < SHOWN_COMMANDS; i++) {
		struct tui_name shown;
		struct app_line *line;

		at = tui_name_complete(tui, name, at);
		if (at == TUI_NO_NAME)
			return;
		shown = tui_name_at(tui, at);
		line = app_page_line(&out->page);
		app_line_printf(&out->page, line, at == state->completed ? APP_ROLE_SELECTED : APP_ROLE_CODE,
				"  %s %s", shown.name, shown.argument);
		app_line_add(&out->page, line, APP_ROLE_NORMAL, STR(" "));
		app_line_pad(&out->page, line, 24);
		app_line_add_words(&out->page, line, APP_ROLE_FAINT, str_from(shown.help),
				   out->width - app_line_columns(line));
	}
}

/* Leaves the last lines of those behind the first. */
static void drop_lines(struct app_page *page, size_t left)
{
	struct app_line *lines = page->lines.items;
	size_t extra = page->lines.count > left + 1 ? page->lines.count - left - 1 : 0;

	if (extra)
		memmove(lines + 1, lines + 1 + extra, left * sizeof(*lines));
	page->lines.count -= extra;
}

/* The words that Tab goes through, with the one that it gave. */
static void present_words(struct tui *tui, struct line_state *state, struct tui_pane *out)
{
	struct app_line *line = app_page_line(&out->page);
	struct str *words;
	size_t cut, count = tui_complete_words(tui, buf_str(&state->start), &out->page.arena, &cut, &words);

	for (size_t i = 0; line && i < count; i++) {
		size_t columns = app_text_columns(words[i]) + 2;

		if (app_line_columns(line) + columns > out->width) {
			if (out->page.lines.count > SHOWN_COMMANDS && i > (state->value - 1) % count)
				return;
			line = app_page_line(&out->page);
		}
		app_line_add(&out->page, line, APP_ROLE_NORMAL, STR("  "));
		app_line_add(&out->page, line,
			     i == (state->value - 1) % count ? APP_ROLE_SELECTED : APP_ROLE_CODE, words[i]);
	}
	drop_lines(&out->page, SHOWN_COMMANDS);
}

static void line_present(struct tui *tui, void *data, unsigned pane, struct tui_pane *out)
{
	struct line_state *state = data;

	(void)pane;
	if (state->question.chosen) {
		app_page_wrap(&out->page, NULL, APP_ROLE_FAINT, state->question.text, out->width, 0);
		present_typed(state, out, " › ");
		return;
	}
	present_typed(state, out, " : ");
	if (state->value)
		present_words(tui, state, out);
	else
		present_names(tui, state, out);
}

static void line_explain(struct tui *tui, void *data, struct app_page *page, struct app_line *line)
{
	struct line_state *state = data;

	(void)tui;
	app_line_add(page, line, APP_ROLE_EXPLAIN,
		     str_from(state->question.chosen ? _("Enter takes it, Esc leaves it.")
						     : _("Tab completes, Enter runs, Esc leaves.")));
}

static bool line_editing(struct tui *tui, void *data)
{
	(void)tui, (void)data;
	return true;
}

static int line_text(struct tui *tui, void *data, struct str key)
{
	struct line_state *state = data;

	(void)tui;
	tui_editor_key(state->typed, key);
	state->completed = TUI_NO_NAME;
	state->value = 0;
	return APP_REDRAW;
}

/* Whether what was completed can be gone on with: then no blank follows it. */
static bool goes_on(struct str word)
{
	return str_ends(word, STR("=")) || str_ends(word, STR("/"));
}

/* Replaces the last word by the next one that may stand there and begins as was typed.
 * Behind the only one a blank follows, and Tab goes on to the word behind it. */
static int complete_value(struct tui *tui, struct line_state *state, struct str text)
{
	struct arena arena = { 0 };
	struct str *words;
	size_t cut, count;

	if (!state->value) {
		buf_clear(&state->start);
		buf_add(&state->start, text);
	}
	count = tui_complete_words(tui, buf_str(&state->start), &arena, &cut, &words);
	if (count) {
		struct str word = words[state->value++ % count];
		struct str before = str_sub(buf_str(&state->start), 0, cut);
		bool whole = count == 1 && tui_is_verb(tui, str_sub(before, 0, str_find_char(before, ' ')));

		tui_editor_set(state->typed,
			       arena_printf(&arena, "%.*s%.*s%s", STR_ARGS(before), STR_ARGS(word),
					    whole && !goes_on(word) ? " " : ""));
		if (count == 1)
			state->value = 0;
	}
	arena_free(&arena);
	return APP_REDRAW;
}

/* Whether nothing else begins as was typed: then Tab goes on to its argument. */
static bool is_only_one(const struct tui *tui, const struct line_state *state)
{
	struct str start = buf_str(&state->start);
	int first = tui_name_complete(tui, start, TUI_NO_NAME);

	return first == state->completed && tui_name_complete(tui, start, first) == TUI_NO_NAME;
}

/* What is typed, with the blanks before the cursor that the editor takes for none. */
static struct str typed_text(struct line_state *state)
{
	struct str text = tui_editor_text(state->typed);
	size_t columns = app_text_columns(text), cursor = tui_editor_column(state->typed);

	if (cursor <= columns)
		return text;
	return arena_printf(&state->arena, "%.*s%*s", STR_ARGS(text), (int)(cursor - columns), "");
}

/* Replaces the command's name by the next one that begins as what was typed. */
static int line_complete(struct tui *tui, void *data, struct str argument)
{
	struct line_state *state = data;
	struct str text = typed_text(state);

	(void)argument;
	if (state->question.chosen)
		return APP_REDRAW;
	if (state->completed != TUI_NO_NAME && is_only_one(tui, state)) {
		state->completed = TUI_NO_NAME;
		text = typed_text(state);
	}
	if (state->completed == TUI_NO_NAME) {
		if (str_find_char(text, ' ') < text.len)
			return complete_value(tui, state, text);
		buf_clear(&state->start);
		buf_add(&state->start, text);
	}
	state->completed = tui_name_complete(tui, buf_str(&state->start), state->completed);
	if (state->completed == TUI_NO_NAME)
		state->completed = tui_name_complete(tui, buf_str(&state->start), TUI_NO_NAME);
	if (state->completed != TUI_NO_NAME) {
		struct tui_name name = tui_name_at(tui, state->completed);

		tui_editor_set(state->typed, arena_printf(&state->arena, "%s%s", name.name,
							  *name.argument ? " " : ""));
	}
	return APP_REDRAW;
}

static int line_take(struct tui *tui, void *data, struct str argument)
{
	struct line_state *state = data;
	struct line_argument question = state->question;
	struct arena keep = { 0 };
	struct str value = arena_copy(&keep, tui_editor_text(state->typed));
	int bits;

	(void)argument;
	bits = tui_close(tui);
	bits |= question.chosen ? question.chosen(tui, question.context, 0, value)
				: tui_do_line(tui, value);
	arena_free(&keep);
	return bits;
}

static const struct tui_handler_row handlers[] = {
	{ APP_CMD_OPEN, line_take },
	{ APP_CMD_NEXT, line_complete },
};

const struct tui_view tui_view_line = {
	.keymap = APP_KEYMAP_LINE,
	.panes = 1,
	.popup = true,
	.open = line_open,
	.close = line_close,
	.title = line_title,
	.present = line_present,
	.explain = line_explain,
	.editing = line_editing,
	.text = line_text,
	.size = line_size,
	TUI_HANDLERS(handlers),
};

int tui_popup_ask(struct tui *tui, struct str title, struct str text, struct str preset,
		  tui_chosen *chosen, void *context)
{
	return tui_open(tui, &tui_view_line,
			&(struct line_argument){ title, text, preset, chosen, context });
}
