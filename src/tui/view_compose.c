/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form being filled in, beside the bytes it becomes. Every key goes through the
 * draft: the editor holds only the focused row's text. */
#include <config.h>

#include "tui/compose_view.h"

#include "app/present_compose.h"

#include <stdint.h>
#include <stdlib.h>

enum { PANE_FORM, PANE_WIRE, PANE_FINDINGS, PANE_BEFORE, PANES };
enum { TEXT_ROWS = 60, TEXT_COLUMNS = 72 };

/* How much a row's editor takes: more than is allowed, so that too much can be
 * typed, seen and mended. */
static size_t capacity(const struct app_draft_row *row)
{
	if (row->kind == APP_ROW_ITEM && row->item->max > 40)
		return (size_t)row->item->max * 2;
	return 80;
}

void compose_focus(struct compose_state *state, size_t at)
{
	const struct app_draft_row *row = &state->draft->rows.items[at];
	bool text = row->kind == APP_ROW_TEXT;
	size_t columns = text ? TEXT_COLUMNS : capacity(row);

	if (!text && row->value.len > columns)
		columns = row->value.len + 20;
	state->draft->focus = at;
	tui_editor_free(&state->editor);
	state->editor = tui_editor_new(text ? TEXT_ROWS : 1, columns, buf_str(&row->value));
}

void compose_put(struct compose_state *state, size_t row, struct str text)
{
	app_draft_set(state->draft, row, text);
	compose_focus(state, row);
}

static void compose_close(struct tui *tui, void *data)
{
	struct compose_state *state = data;

	(void)tui;
	if (state->draft && state->draft->unwritten)
		app_draft_save(state->draft);
	tui_editor_free(&state->editor);
	app_draft_free(&state->draft);
	arena_free(&state->arena);
	free(state);
}

static void *compose_open(struct tui *tui, void *argument)
{
	const struct str *key = argument;
	struct compose_state *state = calloc(1, sizeof(*state));

	if (!state)
		return NULL;
	state->finding = SIZE_MAX;
	state->draft = app_draft_new(tui->session, *key);
	if (state->draft && app_draft_load(state->draft))
		tui_say(tui, APP_ROLE_INFO, "%s",
			_("This is the draft that was kept. Ctrl-X empties the form."));
	if (state->draft)
		compose_focus(state, state->draft->focus);
	if (!state->draft || !state->editor) {
		tui_say(tui, APP_ROLE_WARNING, _("There is no form for %.*s."), STR_ARGS(*key));
		compose_close(tui, state);
		return NULL;
	}
	return state;
}

static struct str compose_title(struct tui *tui, void *data, struct arena *arena)
{
	const struct nlets_form *form = ((struct compose_state *)data)->draft->form;
	if (tui->columns < 60)
		return form->key;
	if (tui->columns < 100)
		return arena_printf(arena, _("Compose › %.*s"), STR_ARGS(form->key));
	return arena_printf(arena, _("Compose › %.*s  %.*s"), STR_ARGS(form->key),
			    STR_ARGS(app_tr(form->title)));
}

static void present_wire(struct compose_state *state, struct tui_pane *out)
{
	struct app_draft *draft = state->draft;

	out->title = str_from(draft->wire == NLETS_WIRE_XML ? _("Wire · XML") : _("Wire · legacy text"));
	out->note = arena_printf(&out->page.arena, _("%zu bytes"), draft->bytes.len);
	app_present_draft_wire(&out->page, draft, out->width);
}

static void present_findings(struct compose_state *state, struct tui_pane *out)
{
	size_t count = app_draft_finding_count(state->draft);

	out->title = str_from(_("Findings"));
	if (count)
		out->note = arena_printf(&out->page.arena, "%zu", count);
	app_present_draft_findings(&out->page, state->draft, state->finding, out->width);
}

static void compose_present(struct tui *tui, void *data, unsigned pane, struct tui_pane *out)
{
	struct compose_state *state = data;

	(void)tui;
	switch (pane) {
	case PANE_FORM:
		state->height = out->height;
		out->title = str_from(_("Form"));
		out->note = state->draft->changed ? str_from(_("not sent")) : STR("");
		app_present_draft(&out->page, state->draft, tui_editor_row(state->editor),
				  tui_editor_column(state->editor), out->width);
		break;
	case PANE_WIRE:
		present_wire(state, out);
		break;
	case PANE_FINDINGS:
		present_findings(state, out);
		break;
	default:
		out->title = str_from(_("Before you send"));
		app_present_before_send(&out->page, state->draft, out->width);
	}
}

static void compose_explain(struct tui *tui, void *data, struct app_page *page, struct app_line *line)
{
	app_explain_draft(page, line, ((struct compose_state *)data)->draft, tui->explain_columns);
}

static void compose_help(struct tui *tui, void *data, struct app_page *page, size_t width)
{
	(void)tui;
	app_present_row_help(page, ((struct compose_state *)data)->draft, width);
}

static bool compose_editing(struct tui *tui, void *data)
{
	(void)tui, (void)data;
	return true;
}

static bool on_text(const struct compose_state *state)
{
	return state->draft->rows.items[state->draft->focus].kind == APP_ROW_TEXT;
}

/* Wire messages are written in capitals; free text stays as typed. */
static struct str as_capitals(struct compose_state *state, struct str key, char capital[1])
{
	if (key.len == 1 && char_is_lower(key.ptr[0]) && !on_text(state)) {
		capital[0] = char_to_upper(key.ptr[0]);
		return (struct str){ capital, 1 };
	}
	return key;
}

static int compose_text(struct tui *tui, void *data, struct str key)
{
	struct compose_state *state = data;
	char capital[1];

	if (!tui_editor_key(state->editor, as_capitals(state, key, capital)))
		tui_say(tui, APP_ROLE_INFO, _("%.*s does nothing here; F1 shows the keys."), STR_ARGS(key));
	app_draft_set(state->draft, state->draft->focus, tui_editor_text(state->editor));
	state->finding = SIZE_MAX;
	return APP_REDRAW;
}

static int step(struct compose_state *state, bool down)
{
	size_t before = state->draft->focus;

	app_draft_move(state->draft, down);
	if (state->draft->focus != before)
		compose_focus(state, state->draft->focus);
	return APP_REDRAW;
}

/* In free text the arrows first move among its lines. */
static int compose_up(struct tui *tui, void *data, struct str argument)
{
	struct compose_state *state = data;

	(void)tui, (void)argument;
	if (on_text(state) && tui_editor_row(state->editor) > 0) {
		tui_editor_key(state->editor, STR("Up"));
		return APP_REDRAW;
	}
	return step(state, false);
}

static int compose_down(struct tui *tui, void *data, struct str argument)
{
	struct compose_state *state = data;

	(void)tui, (void)argument;
	if (on_text(state)) {
		tui_editor_key(state->editor, STR("Down"));
		return APP_REDRAW;
	}
	return step(state, true);
}

static int compose_next(struct tui *tui, void *data, struct str argument)
{
	struct compose_state *state = data;
	size_t before = state->draft->focus;

	(void)tui, (void)argument;
	step(state, true);
	if (state->draft->focus == before)
		compose_focus(state, 0);
	return APP_REDRAW;
}

static int compose_previous(struct tui *tui, void *data, struct str argument)
{
	struct compose_state *state = data;
	size_t before = state->draft->focus;

	(void)tui, (void)argument;
	step(state, false);
	if (state->draft->focus == before)
		compose_focus(state, state->draft->rows.count - 1);
	return APP_REDRAW;
}

static int compose_enter(struct tui *tui, void *data, struct str argument)
{
	struct compose_state *state = data;

	if (argument.len) {
		tui_say(tui, APP_ROLE_WARNING, "%s", _("Go back to the catalogue to open another form."));
		return APP_REDRAW;
	}
	if (!on_text(state))
		return compose_next(tui, data, argument);
	tui_editor_key(state->editor, STR("Enter"));
	app_draft_set(state->draft, state->draft->focus, tui_editor_text(state->editor));
	return APP_REDRAW;
}

static int leap(struct compose_state *state, bool down)
{
	for (size_t i = 1; i < state->height; i++)
		app_draft_move(state->draft, down);
	compose_focus(state, state->draft->focus);
	return APP_REDRAW;
}

static int compose_page_up(struct tui *tui, void *data, struct str argument)
{
	(void)tui, (void)argument;
	return leap(data, false);
}

static int compose_page_down(struct tui *tui, void *data, struct str argument)
{
	(void)tui, (void)argument;
	return leap(data, true);
}

/* To the row that has its cursor on that line; the page alone knows where rows stand. */
static int compose_click(struct tui *tui, void *data, unsigned pane, size_t line)
{
	struct compose_state *state = data;
	struct app_draft *draft = state->draft;
	size_t before = draft->focus, found = before;
	struct app_page page = { 0 };

	for (size_t i = 0; pane == PANE_FORM && i < draft->rows.count; i++) {
		draft->focus = i;
		app_page_clear(&page);
		app_present_draft(&page, draft, 0, 0, tui_pane(tui, PANE_FORM)->width);
		if (page.has_cursor && page.cursor_line == line)
			found = i;
	}
	app_page_free(&page);
	draft->focus = before;
	if (found != before)
		compose_focus(state, found);
	return APP_REDRAW;
}

/* Goes to finding `at` and to the row it is about. */
static int show_finding(struct tui *tui, struct compose_state *state, size_t at)
{
	size_t row = app_draft_finding_row(state->draft, app_draft_finding(state->draft, at));

	state->finding = at;
	if (row != SIZE_MAX)
		compose_focus(state, row);
	if (!tui_pane(tui, PANE_FINDINGS)->shown)
		tui_top(tui)->switched = PANE_FINDINGS - PANE_WIRE;
	return APP_RELAYOUT;
}

static int turn_finding(struct tui *tui, struct compose_state *state, bool forward)
{
	size_t count = app_draft_finding_count(state->draft), at = state->finding;

	if (!count) {
		tui_say(tui, APP_ROLE_SEEN, "%s", _("There is no finding. F2 sends."));
		return APP_REDRAW;
	}
	if (forward)
		at = at == SIZE_MAX || at + 1 >= count ? 0 : at + 1;
	else
		at = at == SIZE_MAX || at == 0 || at > count ? count - 1 : at - 1;
	return show_finding(tui, state, at);
}

static int compose_next_finding(struct tui *tui, void *data, struct str argument)
{
	(void)argument;
	return turn_finding(tui, data, true);
}

static int compose_previous_finding(struct tui *tui, void *data, struct str argument)
{
	(void)argument;
	return turn_finding(tui, data, false);
}

static int compose_check(struct tui *tui, void *data, struct str argument)
{
	struct compose_state *state = data;
	size_t counts[3] = { 0 };

	(void)argument;
	app_draft_update(state->draft);
	for (size_t i = 0; i < app_draft_finding_count(state->draft); i++)
		counts[app_draft_finding(state->draft, i)->severity]++;
	tui_say(tui, counts[NLETS_ERROR] ? APP_ROLE_ERROR : APP_ROLE_SEEN,
		_("Errors: %zu. Warnings: %zu. Remarks: %zu."), counts[NLETS_ERROR],
		counts[NLETS_WARNING], counts[NLETS_INFO]);
	if (!tui_pane(tui, PANE_FINDINGS)->shown)
		tui_top(tui)->switched = PANE_FINDINGS - PANE_WIRE;
	return APP_RELAYOUT;
}

static int compose_wire(struct tui *tui, void *data, struct str argument)
{
	struct compose_state *state = data;
	enum nlets_wire wire = state->draft->wire == NLETS_WIRE_TEXT ? NLETS_WIRE_XML : NLETS_WIRE_TEXT;

	if (str_eq(argument, STR("xml")))
		wire = NLETS_WIRE_XML;
	else if (argument.len)
		wire = NLETS_WIRE_TEXT;
	app_draft_set_wire(state->draft, wire);
	state->finding = SIZE_MAX;
	tui_pane(tui, PANE_WIRE)->top = 0;
	if (!tui_pane(tui, PANE_WIRE)->shown)
		tui_top(tui)->switched = 0;
	return APP_RELAYOUT;
}

static int compose_sender(struct tui *tui, void *data, struct str argument)
{
	struct compose_state *state = data;
	size_t row = app_draft_row_of(state->draft, APP_ROW_FROM, STR(""));

	compose_focus(state, row);
	if (!argument.len)
		return compose_pick(tui, data, argument);
	compose_put(state, row, argument);
	return APP_REDRAW;
}

static int compose_copy(struct tui *tui, void *data, struct str argument)
{
	struct compose_state *state = data;

	(void)argument;
	return tui_copy(tui, str_trim(app_draft_value(state->draft, state->draft->focus)));
}

/* What was typed is on disk before the program sleeps: a crash loses nothing. */
static void compose_idle(struct tui *tui, void *data)
{
	struct compose_state *state = data;

	(void)tui;
	if (state->draft->unwritten)
		app_draft_save(state->draft);
	state->draft->unwritten = false;
}

static void compose_returned(struct tui *tui, void *data)
{
	(void)tui;
	app_draft_update(((struct compose_state *)data)->draft);
}

static const struct tui_handler_row handlers[] = {
	{ APP_CMD_UP, compose_up },
	{ APP_CMD_DOWN, compose_down },
	{ APP_CMD_NEXT, compose_next },
	{ APP_CMD_PREVIOUS, compose_previous },
	{ APP_CMD_PAGE_UP, compose_page_up },
	{ APP_CMD_PAGE_DOWN, compose_page_down },
	{ APP_CMD_OPEN, compose_enter },
	{ APP_CMD_SEND, compose_send },
	{ APP_CMD_PICK, compose_pick },
	{ APP_CMD_CHECK, compose_check },
	{ APP_CMD_NEXT_FINDING, compose_next_finding },
	{ APP_CMD_PREVIOUS_FINDING, compose_previous_finding },
	{ APP_CMD_WIRE, compose_wire },
	{ APP_CMD_SAVE, compose_save },
	{ APP_CMD_DISCARD, compose_discard },
	{ APP_CMD_SENDER, compose_sender },
	{ APP_CMD_COPY, compose_copy },
};

static const struct tui_cell widest[] = {
	{ PANE_FORM, 0, 38, 0, 100 },
	{ PANE_WIRE, 38, 70, 0, 50 },
	{ PANE_FINDINGS, 38, 70, 50, 100 },
	{ PANE_BEFORE, 70, 100, 0, 100 },
};
static const struct tui_cell wide[] = {
	{ PANE_FORM, 0, 50, 0, 100 },
	{ PANE_WIRE, 50, 100, 0, 34 },
	{ PANE_FINDINGS, 50, 100, 34, 64 },
	{ PANE_BEFORE, 50, 100, 64, 100 },
};
static const struct tui_cell narrow[] = {
	{ PANE_FORM, 0, 100, 0, 72 },
	{ TUI_SWITCHED, 0, 100, 72, 100 },
};
static const struct tui_layout layouts[] = {
	TUI_LAYOUT(170, 20, widest),
	TUI_LAYOUT(110, 20, wide),
	TUI_LAYOUT(0, 0, narrow),
};

const struct tui_view tui_view_compose = {
	.keymap = APP_KEYMAP_COMPOSE,
	TUI_LAYOUTS(layouts),
	.panes = PANES,
	.padded = 1u << PANE_WIRE | 1u << PANE_FINDINGS | 1u << PANE_BEFORE,
	.open = compose_open,
	.close = compose_close,
	.title = compose_title,
	.present = compose_present,
	.explain = compose_explain,
	.help = compose_help,
	.editing = compose_editing,
	.text = compose_text,
	.click = compose_click,
	.leave = compose_leave,
	.returned = compose_returned,
	.idle = compose_idle,
	TUI_HANDLERS(handlers),
};
