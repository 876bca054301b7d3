/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/present_compose.h"

#include "app/explain_line.h"
#include "app/i18n.h"
#include "app/present_form.h"
#include "app/present_wire.h"
#include "base/utf8.h"

#include <stdint.h>

enum { LABEL_WIDTH = 15, CODE_WIDTH = 5, VALUE_COLUMN = 3 + LABEL_WIDTH + CODE_WIDTH, NOTE_WIDTH = 10 };

static struct str row_label(const struct app_draft_row *row)
{
	switch (row->kind) {
	case APP_ROW_FROM:
		return str_from(_("From"));
	case APP_ROW_TO:
		return str_from(_("To"));
	case APP_ROW_CONTROL:
		return str_from(_("Control"));
	case APP_ROW_TEXT:
		return str_from(_("Text"));
	case APP_ROW_ITEM:
		return app_tr(row->item->label);
	case APP_ROW_GROUP:
		break;
	}
	return STR("");
}

/* Columns for the value: as many as it may have characters, as far as there is room. */
static size_t value_columns(const struct app_draft_row *row, size_t width)
{
	size_t room = width > VALUE_COLUMN + NOTE_WIDTH + 10 ? width - VALUE_COLUMN - NOTE_WIDTH : 10;
	size_t wanted = row->kind == APP_ROW_ITEM && row->item->max ? row->item->max : 30;

	if (row->kind == APP_ROW_FROM)
		wanted = 9;
	if (wanted < 4)
		wanted = 4;
	/* one more, for the cursor behind a full field */
	return wanted + 1 < room ? wanted + 1 : room;
}

/* The stretch of text that a field of that many columns shows with the cursor in
 * it; *cut is how many columns are left out in front. */
static struct str visible_part(struct str text, size_t cursor, size_t columns, size_t *cut)
{
	size_t start = cursor >= columns ? app_text_fit(text, cursor - columns + 1).len : 0;

	*cut = app_text_columns(str_sub(text, 0, start));
	return app_text_fit(str_sub(text, start, text.len - start), columns);
}

/* Draws a value in its field, the rest of the field as blanks to fill. */
static void add_field(struct app_page *page, struct app_line *line, struct str text, size_t columns,
		      bool focused)
{
	enum app_role role = focused ? APP_ROLE_FOCUS : APP_ROLE_VALUE;
	size_t used;

	app_line_add_visible(page, line, role, text);
	used = app_text_columns(text);
	for (; (focused || !text.len) && used + 1 < columns; used++)
		app_line_add(page, line, focused ? APP_ROLE_FOCUS : APP_ROLE_BLANK,
			     focused ? STR(" ") : STR("▁"));
}

/* What the value means: a code's label, a date in words, who an ORI is. */
static struct str value_meaning(const struct app_draft *draft, const struct app_draft_row *row,
				struct arena *arena)
{
	struct str value = str_trim(buf_str(&row->value));

	if (!value.len)
		return STR_NONE;
	if (row->kind == APP_ROW_ITEM)
		return app_tr(nlets_meaning(draft->session->definitions, row->item, value, arena));
	if (row->kind == APP_ROW_FROM && draft->session->policies) {
		const struct nlets_agency *agency =
			nlets_agency_by_ori(draft->session->policies, value);

		for (size_t i = 0; agency && i < agency->oris.count; i++)
			if (str_eq(agency->oris.items[i].ori, value))
				return app_tr(agency->oris.items[i].label);
	}
	if (row->kind == APP_ROW_TO && draft->message)
		return arena_printf(arena, _("%zu of at most %u"), draft->message->to.count,
				    draft->form->to.max);
	return STR_NONE;
}

/* "10 of 10"; too long or too short is marked. */
static void add_length(struct app_page *page, struct app_line *line, const struct app_draft_row *row,
		       size_t width)
{
	size_t length = utf8_count(str_trim(buf_str(&row->value)));
	bool wrong = length > row->item->max || (length && length < row->item->min);
	struct str text = arena_printf(&page->arena, _("%zu of %u"), length, row->item->max);
	size_t columns = app_text_columns(text);

	if (app_line_columns(line) + columns + 2 > width)
		return;
	app_line_pad(page, line, width - columns - 1);
	app_line_add(page, line, wrong ? APP_ROLE_WARNING : APP_ROLE_FAINT, text);
}

static bool length_matters(const struct app_draft_row *row, bool focused)
{
	size_t length = utf8_count(str_trim(buf_str(&row->value)));

	if (row->kind != APP_ROW_ITEM || !row->item->max)
		return false;
	return focused || length > row->item->max || (length && length < row->item->min);
}

static void add_value(struct app_page *page, struct app_line *line, const struct app_draft *draft,
		      size_t at, size_t column, size_t width)
{
	const struct app_draft_row *row = &draft->rows.items[at];
	bool focused = at == draft->focus;
	size_t columns = value_columns(row, width), cut = 0, meaning_room;
	struct str value = buf_str(&row->value), meaning = value_meaning(draft, row, &page->arena);
	struct str shown = visible_part(value, focused ? column : 0, columns, &cut);

	if (focused)
		app_page_cursor_here(page, VALUE_COLUMN + column - cut);
	add_field(page, line, shown, columns, focused);
	meaning_room = app_line_columns(line) + 2 < width ? width - app_line_columns(line) - 2 : 0;
	if (length_matters(row, focused))
		meaning_room -= meaning_room > NOTE_WIDTH ? NOTE_WIDTH : meaning_room;
	if (meaning.len && meaning_room > 4) {
		app_line_add(page, line, APP_ROLE_NORMAL, STR("  "));
		app_line_add_fit(page, line, APP_ROLE_INFO, meaning,
				 app_text_columns(meaning) < meaning_room ? app_text_columns(meaning)
									  : meaning_room);
	}
	if (length_matters(row, focused))
		add_length(page, line, row, width);
}

/* The worst finding about the row, as its letter. */
static void add_mark(struct app_page *page, struct app_line *line, const struct app_draft *draft,
		     size_t at)
{
	static const enum app_role roles[] = { APP_ROLE_INFO, APP_ROLE_WARNING, APP_ROLE_ERROR };
	int worst = -1;

	for (size_t i = 0; i < app_draft_finding_count(draft); i++) {
		const struct nlets_finding *finding = app_draft_finding(draft, i);

		if ((int)finding->severity > worst && app_draft_finding_row(draft, finding) == at)
			worst = (int)finding->severity;
	}
	if (worst >= (int)NLETS_WARNING && draft->rows.items[at].value.len)
		app_line_add(page, line, roles[worst], worst == NLETS_ERROR ? STR("E") : STR("W"));
	else if (app_draft_presence(draft, at) == NLETS_REQUIRED)
		app_line_add(page, line, APP_ROLE_REQUIRED, STR("*"));
	else if (app_draft_presence(draft, at) == NLETS_FORBIDDEN && draft->rows.items[at].value.len)
		app_line_add(page, line, APP_ROLE_WITHHELD, STR("✗"));
	else
		app_line_add(page, line, APP_ROLE_NORMAL, STR(" "));
}

static void add_group(struct app_page *page, const struct app_draft *draft,
		      const struct app_draft_row *row, size_t width)
{
	static const struct {
		const char *sign, *word;
		enum app_role role;
	} states[] = {
		[NLETS_ALTERNATIVE_EMPTY] = { "○", "", APP_ROLE_NORMAL },
		[NLETS_ALTERNATIVE_STARTED] = { "◐", N_("begun"), APP_ROLE_WARNING },
		[NLETS_ALTERNATIVE_COMPLETE] = { "●", N_("complete"), APP_ROLE_SEEN },
		[NLETS_ALTERNATIVE_BLOCKED] = { "✗", N_("closed by another field"), APP_ROLE_FAINT },
	};
	const struct nlets_alternative *alternative = &draft->form->alternatives.items[row->alternative];
	enum nlets_alternative_state state = app_draft_group_state(draft, row->alternative);
	struct str word = str_from(*states[state].word ? _(states[state].word) : "");
	struct app_line *line;

	app_page_line(page);
	line = app_page_line(page);
	app_line_add(page, line, APP_ROLE_NORMAL, STR(" "));
	app_line_add(page, line, states[state].role, str_from(states[state].sign));
	app_line_add(page, line, APP_ROLE_NORMAL, STR(" "));
	app_line_add(page, line, APP_ROLE_HEADING, app_tr(alternative->label));
	if (word.len && app_line_columns(line) + app_text_columns(word) + 2 < width) {
		app_line_pad(page, line, width - app_text_columns(word) - 1);
		app_line_add(page, line, states[state].role, word);
	}
}

/* Items of the alternative that stand in another group. */
static void add_elsewhere(struct app_page *page, const struct app_draft *draft, size_t alternative)
{
	const struct nlets_alternative *way = &draft->form->alternatives.items[alternative];
	struct app_line *line = NULL;

	for (size_t i = 0; i < way->required.count; i++) {
		size_t row = app_draft_row_of(draft, APP_ROW_ITEM, way->required.items[i]);

		if (row == SIZE_MAX || draft->rows.items[row].alternative == alternative)
			continue;
		if (!line) {
			line = app_page_line(page);
			app_line_add(page, line, APP_ROLE_FAINT, str_from(_("   also needs")));
		}
		app_line_add(page, line, APP_ROLE_NORMAL, STR(" "));
		app_line_add(page, line, APP_ROLE_CODE, way->required.items[i]);
	}
}

/* The free text, all its lines. */
static void add_text(struct app_page *page, const struct app_draft *draft, size_t at, size_t cursor_line,
		     size_t column)
{
	struct str rest = app_draft_value(draft, at), part;
	bool focused = at == draft->focus;
	size_t row = 0;

	do {
		struct app_line *line = app_page_line(page);

		part = STR("");
		str_split(&rest, '\n', &part);
		app_line_add(page, line, APP_ROLE_FRAME, STR("  │ "));
		app_line_add_visible(page, line, focused ? APP_ROLE_FOCUS : APP_ROLE_VALUE, part);
		if (focused && row == cursor_line)
			app_page_cursor_here(page, 4 + column);
		row++;
	} while (rest.len || (focused && row <= cursor_line));
}

static enum app_role label_role(const struct app_draft *draft, size_t at)
{
	if (at == draft->focus)
		return APP_ROLE_TITLE;
	return app_draft_presence(draft, at) == NLETS_FORBIDDEN ? APP_ROLE_FAINT : APP_ROLE_NORMAL;
}

void app_present_draft(struct app_page *page, const struct app_draft *draft, size_t cursor_line,
		       size_t column, size_t width)
{
	for (size_t i = 0; i < draft->rows.count; i++) {
		const struct app_draft_row *row = &draft->rows.items[i];
		struct app_line *line;

		if (row->kind == APP_ROW_GROUP) {
			add_group(page, draft, row, width);
			add_elsewhere(page, draft, row->alternative);
			continue;
		}
		line = app_page_line(page);
		app_line_add(page, line, APP_ROLE_NORMAL, STR(" "));
		add_mark(page, line, draft, i);
		app_line_add(page, line, APP_ROLE_NORMAL, STR(" "));
		app_line_add_fit(page, line, label_role(draft, i), row_label(row), LABEL_WIDTH - 1);
		app_line_add(page, line, APP_ROLE_NORMAL, STR(" "));
		app_line_add_fit(page, line, APP_ROLE_CODE,
				 row->kind == APP_ROW_ITEM ? row->item->code : STR(""), CODE_WIDTH);
		if (row->kind == APP_ROW_TEXT)
			add_text(page, draft, i, cursor_line, column);
		else
			add_value(page, line, draft, i, column, width);
	}
}

void app_present_draft_wire(struct app_page *page, const struct app_draft *draft, size_t width)
{
	struct arena arena = { 0 };
	VEC(struct app_wire_mark) marks = { 0 };
	struct app_wire_mark *mark;

	for (size_t i = 0; draft->message && i < draft->message->fields.count; i++) {
		const struct nlets_field *field = &draft->message->fields.items[i];

		mark = draft->wire == NLETS_WIRE_TEXT ? vec_add(&arena, &marks) : NULL;
		if (mark)
			*mark = (struct app_wire_mark){ { field->span.off, field->code.len },
							APP_ROLE_CODE };
	}
	mark = vec_add(&arena, &marks);
	if (mark)
		*mark = (struct app_wire_mark){ app_draft_span(draft, draft->focus), APP_ROLE_LIT };
	app_present_wire(page, buf_str(&draft->bytes), marks.items, marks.count, width);
	arena_free(&arena);
}

/* A text, the mark of how sure it is, and its source: by title where there is room. */
static void explain(struct app_page *page, struct app_line *line, const struct app_draft *draft,
		    struct str text, const struct nlets_marks *marks, enum nlets_backing backing,
		    size_t width)
{
	const struct str *ids = marks->sources.items;
	size_t count = marks->sources.count;
	const struct str names[] = { app_sources_line(draft->session->definitions, marks, &page->arena),
				     app_joined_sources(ids, count, &page->arena),
				     app_first_source(ids, count, &page->arena) };

	app_explain_sourced(page, line, text, app_backing_mark(backing), names, 3, width);
}

static const char *row_help(enum app_draft_row_kind kind)
{
	static const char *const help[] = {
		[APP_ROW_FROM] = N_("The training ORI that asks: nine characters, SIM as the third to fifth. F4 lists them."),
		[APP_ROW_TO] = N_("Who is asked: codes with blanks between them. F4 lists them."),
		[APP_ROW_CONTROL] = N_("Your own reference, at most ten characters; it comes back with the answer."),
		[APP_ROW_TEXT] = N_("The text of the message. Enter begins a new line, Tab leaves it."),
		[APP_ROW_GROUP] = "",
		[APP_ROW_ITEM] = "",
	};

	return *help[kind] ? _(help[kind]) : "";
}

void app_explain_draft(struct app_page *page, struct app_line *line, const struct app_draft *draft,
		       size_t width)
{
	const struct app_draft_row *row = &draft->rows.items[draft->focus];

	if (row->kind == APP_ROW_ITEM)
		explain(page, line, draft, app_tr(row->item->help), &row->item->marks,
			row->item->size_unconfirmed ? NLETS_UNCONFIRMED : row->item->marks.backing, width);
	else if (row->kind == APP_ROW_TO && draft->form->to.explain.len)
		explain(page, line, draft, app_tr(draft->form->to.explain), &draft->form->to.marks,
			draft->form->to.marks.backing, width);
	else
		app_line_add(page, line, APP_ROLE_EXPLAIN, str_from(row_help(row->kind)));
}

static void item_help(struct app_page *page, const struct app_draft *draft,
		      const struct nlets_item *item, size_t width)
{
	struct app_line *line;

	app_page_wrap(page, NULL, APP_ROLE_NORMAL, app_tr(item->help), width, 0);
	line = app_page_wrap(page, NULL, APP_ROLE_FAINT, app_item_size(item, &page->arena), width, 0);
	if (item->size_unconfirmed)
		app_line_printf(page, line, APP_ROLE_ASSUMED, " %s",
				app_backing_mark(NLETS_UNCONFIRMED));
	if (item->example.len)
		app_page_wrap(page, NULL, APP_ROLE_FAINT,
			      arena_printf(&page->arena, _("Example: %.*s"), STR_ARGS(item->example)),
			      width, 0);
	if (item->table.len)
		app_page_wrap(page, NULL, APP_ROLE_FAINT,
			      arena_printf(&page->arena, _("F4 lists the codes of table %.*s."),
					   STR_ARGS(item->table)),
			      width, 0);
	app_page_wrap(page, NULL, APP_ROLE_FAINT,
		      arena_printf(&page->arena, _("Kind of data: %s"),
				   _(nlets_data_class_label(item->data_class))),
		      width, 0);
	if (item->marks.note.len)
		app_page_wrap(page, NULL, APP_ROLE_ASSUMED, app_tr(item->marks.note), width, 0);
	app_present_sources(page, draft->session->definitions, item->marks.sources.items,
			    item->marks.sources.count, width);
}

void app_present_row_help(struct app_page *page, const struct app_draft *draft, size_t width)
{
	const struct app_draft_row *row = &draft->rows.items[draft->focus];
	struct app_line *line = app_page_line(page);

	app_line_add(page, line, APP_ROLE_HEADING, row_label(row));
	if (row->kind == APP_ROW_ITEM) {
		app_line_add(page, line, APP_ROLE_CODE,
			     arena_printf(&page->arena, "  %.*s", STR_ARGS(row->item->code)));
		item_help(page, draft, row->item, width);
	} else {
		app_page_wrap(page, NULL, APP_ROLE_NORMAL, str_from(row_help(row->kind)), width, 0);
		if (row->kind == APP_ROW_TO && draft->form->to.explain.len)
			app_page_wrap(page, NULL, APP_ROLE_NORMAL, app_tr(draft->form->to.explain),
				      width, 0);
	}
	app_page_line(page);
}
