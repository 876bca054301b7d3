/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All transactions, by section; where everything starts. */
#include <config.h>

#include "app/draft_store.h"
#include "app/present_catalogue.h"
#include "app/search.h"
#include "tui/editor.h"
#include "tui/search.h"
#include "tui/view.h"

#include <stdlib.h>

enum { PANE_LIST, PANE_DEFINITION, PANES };

struct catalogue_state {
	struct app_catalogue list;
	struct tui_editor *filter; /* NULL: not being typed */
	size_t height;
};

static void *catalogue_open(struct tui *tui, void *argument)
{
	struct catalogue_state *state = calloc(1, sizeof(*state));

	(void)argument;
	if (!state)
		return NULL;
	app_catalogue_start(&state->list, tui->session->definitions);
	app_catalogue_go(&state->list, STR("RQ"));
	return state;
}

static void catalogue_close(struct tui *tui, void *data)
{
	struct catalogue_state *state = data;

	(void)tui;
	tui_editor_free(&state->filter);
	app_catalogue_end(&state->list);
	free(state);
}

static struct str catalogue_title(struct tui *tui, void *data, struct arena *arena)
{
	(void)tui, (void)data, (void)arena;
	return str_from(_("Catalogue"));
}

static void present_list(struct catalogue_state *state, struct tui_pane *out)
{
	struct str words = buf_str(&state->list.words);

	state->height = out->height;
	out->title = str_from(_("Transactions"));
	if (words.len || state->filter)
		out->title = arena_printf(&out->page.arena, _("Transactions with: %.*s%s"),
					  STR_ARGS(words), state->filter ? "▁" : "");
	out->note = arena_printf(&out->page.arena, _("%zu of %zu keys"), state->list.keys,
				 state->list.all_keys);
	app_present_catalogue(&out->page, &state->list, out->width);
}

static void light_words(struct catalogue_state *state, struct app_page *page)
{
	app_match_list matches = { 0 };

	app_page_find_each(page, buf_str(&state->list.words), &page->arena, &matches);
	app_page_light(page, &matches, APP_NO_MATCH);
}

static void catalogue_present(struct tui *tui, void *data, unsigned pane, struct tui_pane *out)
{
	struct catalogue_state *state = data;

	if (pane == PANE_LIST) {
		present_list(state, out);
	} else {
		out->title = str_from(_("Definition"));
		app_present_catalogue_row(&out->page, tui->session->definitions,
					  app_catalogue_row(&state->list), out->width);
	}
	light_words(state, &out->page);
}

static void catalogue_explain(struct tui *tui, void *data, struct app_page *page,
			      struct app_line *line)
{
	struct catalogue_state *state = data;

	(void)tui;
	if (state->filter)
		app_line_add(page, line, APP_ROLE_EXPLAIN,
			     str_from(_("Any words: keys, titles, fields. Enter opens, Esc shows all again.")));
	else
		app_explain_catalogue_row(page, line, app_catalogue_row(&state->list));
}

static bool catalogue_editing(struct tui *tui, void *data)
{
	(void)tui;
	return ((struct catalogue_state *)data)->filter != NULL;
}

static int catalogue_text(struct tui *tui, void *data, struct str key)
{
	struct catalogue_state *state = data;

	if (tui_editor_key(state->filter, key)) {
		app_catalogue_narrow(&state->list, tui_editor_text(state->filter));
		tui_pane(tui, PANE_DEFINITION)->top = 0;
	}
	return APP_REDRAW;
}

static int catalogue_search(struct tui *tui, void *data, struct str argument)
{
	struct catalogue_state *state = data;

	(void)tui;
	if (argument.len) {
		app_catalogue_narrow(&state->list, argument);
	} else {
		tui_editor_free(&state->filter);
		state->filter = tui_editor_new(1, 128, buf_str(&state->list.words));
	}
	return APP_REDRAW;
}

/* Opens the form of a key, when it has one that can be filled in. */
static int open_key(struct tui *tui, const struct nlets_catalogue_key *key)
{
	if (!app_catalogue_composes(key)) {
		tui_say(tui, APP_ROLE_WARNING,
			key->file.len ? _("%.*s is an answer: it comes from others and cannot be composed.")
				      : _("There is no form for %.*s."),
			STR_ARGS(key->key));
		return APP_REDRAW;
	}
	return tui_open(tui, &tui_view_compose, &(struct str){ key->key.ptr, key->key.len });
}

static int catalogue_take(struct tui *tui, void *data, struct str argument)
{
	struct catalogue_state *state = data;
	const struct app_catalogue_row *row = app_catalogue_row(&state->list);
	const struct nlets_catalogue_key *key = row ? row->key : NULL;

	if (argument.len) {
		key = nlets_catalogue_find(tui->session->definitions, argument, NULL);
		if (!key)
			tui_say(tui, APP_ROLE_WARNING, _("There is no message key \"%.*s\"."),
				STR_ARGS(argument));
	}
	tui_editor_free(&state->filter);
	return key ? open_key(tui, key) : APP_REDRAW;
}

static int catalogue_back(struct tui *tui, void *data, struct str argument)
{
	struct catalogue_state *state = data;

	if (!state->filter && !state->list.words.len)
		return tui_do_frame(tui, APP_CMD_BACK, argument);
	tui_editor_free(&state->filter);
	app_catalogue_narrow(&state->list, STR(""));
	return APP_REDRAW;
}

static int catalogue_move(struct tui *tui, void *data, enum app_command command)
{
	struct catalogue_state *state = data;

	tui_move(command, &state->list.cursor, state->list.rows.count, state->height);
	tui_pane(tui, PANE_DEFINITION)->top = 0;
	return APP_REDRAW;
}


/* The list has the cursor; the definition beside it is scrolled by these. */
static int catalogue_left(struct tui *tui, void *data, struct str argument)
{
	(void)data, (void)argument;
	return tui_scroll(tui, PANE_DEFINITION, APP_CMD_PAGE_UP);
}

static int catalogue_right(struct tui *tui, void *data, struct str argument)
{
	(void)data, (void)argument;
	return tui_scroll(tui, PANE_DEFINITION, APP_CMD_PAGE_DOWN);
}

/* The next section, or the one before. */
static int next_section(struct catalogue_state *state, bool forward)
{
	size_t count = state->list.rows.count, at = state->list.cursor;

	while (count && (forward ? at + 1 < count : at > 0)) {
		at = forward ? at + 1 : at - 1;
		if (!state->list.rows.items[at].key)
			break;
	}
	state->list.cursor = at;
	return APP_REDRAW;
}

static int catalogue_next(struct tui *tui, void *data, struct str argument)
{
	(void)tui, (void)argument;
	return next_section(data, true);
}

static int catalogue_previous(struct tui *tui, void *data, struct str argument)
{
	(void)tui, (void)argument;
	return next_section(data, false);
}

/* The next message key, round the ends. */
static int next_key(struct tui *tui, struct catalogue_state *state, bool forward)
{
	size_t number = 0, count = state->list.rows.count, at = state->list.cursor;

	for (size_t i = 0; i < count; i++) {
		at = (forward ? at + 1 : at + count - 1) % count;
		if (state->list.rows.items[at].key)
			break;
	}
	state->list.cursor = at;
	for (size_t i = 0; i < count && i <= at; i++)
		number += state->list.rows.items[i].key != NULL;
	return tui_search_say(tui, number, state->list.keys);
}

static int catalogue_next_match(struct tui *tui, void *data, struct str argument)
{
	(void)argument;
	return next_key(tui, data, true);
}

static int catalogue_previous_match(struct tui *tui, void *data, struct str argument)
{
	(void)argument;
	return next_key(tui, data, false);
}

static int catalogue_click(struct tui *tui, void *data, unsigned pane, size_t line)
{
	struct catalogue_state *state = data;

	if (pane != PANE_LIST || line >= state->list.rows.count)
		return APP_REDRAW;
	if (state->list.cursor == line)
		return tui_do(tui, APP_CMD_OPEN, STR(""));
	state->list.cursor = line;
	return APP_REDRAW;
}

static int draft_chosen(struct tui *tui, void *context, size_t row, struct str value)
{
	(void)context, (void)row;
	return tui_do(tui, APP_CMD_OPEN, value);
}

static int catalogue_drafts(struct tui *tui, void *data, struct str argument)
{
	struct arena arena = { 0 };
	struct str *keys;
	size_t count = app_draft_list(tui->session, &arena, &keys);
	struct tui_choice *choices = arena_alloc_array(&arena, count + 1, sizeof(*choices));
	int bits = APP_REDRAW;

	(void)data, (void)argument;
	for (size_t i = 0; choices && i < count; i++) {
		const struct nlets_catalogue_key *key =
			nlets_catalogue_find(tui->session->definitions, keys[i], NULL);

		choices[i] = (struct tui_choice){ keys[i], key ? app_tr(key->title) : STR_NONE,
						  STR_NONE };
	}
	if (count && choices)
		bits = tui_popup_choose(tui, &(struct tui_question){
						     .title = str_from(_("Messages that were not sent")),
						     .text = str_from(_("Enter takes one up again; Esc leaves them for later.")),
						     .choices = choices,
						     .count = count,
						     .chosen = draft_chosen,
					     });
	else
		tui_say(tui, APP_ROLE_INFO, "%s", _("No draft is kept."));
	arena_free(&arena);
	return bits;
}

static int catalogue_copy(struct tui *tui, void *data, struct str argument)
{
	const struct app_catalogue_row *row = app_catalogue_row(&((struct catalogue_state *)data)->list);

	(void)argument;
	if (!row)
		return tui_copy(tui, STR(""));
	return tui_copy(tui, row->key ? row->key->key : row->section->title);
}

static const struct tui_handler_row handlers[] = {
	{ APP_CMD_LEFT, catalogue_left },
	{ APP_CMD_RIGHT, catalogue_right },
	{ APP_CMD_NEXT, catalogue_next },
	{ APP_CMD_PREVIOUS, catalogue_previous },
	{ APP_CMD_OPEN, catalogue_take },
	{ APP_CMD_SEARCH, catalogue_search },
	{ APP_CMD_NEXT_MATCH, catalogue_next_match },
	{ APP_CMD_PREVIOUS_MATCH, catalogue_previous_match },
	{ APP_CMD_DRAFTS, catalogue_drafts },
	{ APP_CMD_COPY, catalogue_copy },
	{ APP_CMD_BACK, catalogue_back },
	{ APP_CMD_CANCEL, catalogue_back },
};

static const struct tui_cell wide[] = {
	{ PANE_LIST, 0, 50, 0, 100 },
	{ PANE_DEFINITION, 50, 100, 0, 100 },
};
static const struct tui_cell narrow[] = { { TUI_SWITCHED, 0, 100, 0, 100 } };
static const struct tui_layout layouts[] = { TUI_LAYOUT(100, 10, wide), TUI_LAYOUT(0, 0, narrow) };

const struct tui_view tui_view_catalogue = {
	.keymap = APP_KEYMAP_CATALOGUE,
	TUI_LAYOUTS(layouts),
	.panes = PANES,
	.padded = 1u << PANE_DEFINITION,
	.open = catalogue_open,
	.close = catalogue_close,
	.title = catalogue_title,
	.present = catalogue_present,
	.explain = catalogue_explain,
	.editing = catalogue_editing,
	.text = catalogue_text,
	.click = catalogue_click,
	.move = catalogue_move,
	TUI_HANDLERS(handlers),
};
