/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/draft_model.h"

#include <stdint.h>
#include <stdlib.h>

static struct app_draft_row *add_row(struct app_draft *draft, enum app_draft_row_kind kind)
{
	struct app_draft_row *row = vec_add(&draft->arena, &draft->rows);

	if (row)
		*row = (struct app_draft_row){ .kind = kind, .alternative = SIZE_MAX };
	return row;
}

static bool contains(const struct str *codes, size_t count, struct str code)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(codes[i], code))
			return true;
	return false;
}

static bool in_alternative(const struct nlets_alternative *alternative, struct str code)
{
	return contains(alternative->required.items, alternative->required.count, code) ||
	       contains(alternative->optional.items, alternative->optional.count, code);
}

/* The alternatives that name the item; *first is the first that requires it, or
 * else the first. */
static size_t alternatives_of(const struct nlets_form *form, struct str code, size_t *first)
{
	size_t count = 0, required = SIZE_MAX;

	*first = SIZE_MAX;
	for (size_t i = 0; i < form->alternatives.count; i++) {
		const struct nlets_alternative *alternative = &form->alternatives.items[i];

		if (!in_alternative(alternative, code))
			continue;
		if (*first == SIZE_MAX)
			*first = i;
		if (required == SIZE_MAX &&
		    contains(alternative->required.items, alternative->required.count, code))
			required = i;
		count++;
	}
	if (required != SIZE_MAX)
		*first = required;
	return count;
}

/* The group an item is shown in: what every alternative takes, or none names,
 * stands above the groups. */
static size_t group_of(const struct nlets_form *form, struct str code)
{
	size_t first, count = alternatives_of(form, code, &first);

	return count == 0 || (count > 1 && count == form->alternatives.count) ? SIZE_MAX : first;
}

static void add_items(struct app_draft *draft, size_t alternative)
{
	for (size_t i = 0; i < draft->form->items.count; i++) {
		const struct nlets_item *item = &draft->form->items.items[i];
		struct app_draft_row *row;

		if (group_of(draft->form, item->code) != alternative)
			continue;
		row = add_row(draft, APP_ROW_ITEM);
		if (row) {
			row->item = item;
			row->alternative = alternative;
		}
	}
}

static void add_rows(struct app_draft *draft)
{
	add_row(draft, APP_ROW_FROM);
	add_row(draft, APP_ROW_TO);
	add_row(draft, APP_ROW_CONTROL);
	add_items(draft, SIZE_MAX);
	for (size_t i = 0; i < draft->form->alternatives.count; i++) {
		struct app_draft_row *row = add_row(draft, APP_ROW_GROUP);

		if (row)
			row->alternative = i;
		add_items(draft, i);
	}
	if (draft->form->free)
		add_row(draft, APP_ROW_TEXT);
}

static void set_value(struct app_draft *draft, size_t row, struct str text)
{
	buf_clear(&draft->rows.items[row].value);
	buf_add(&draft->rows.items[row].value, text);
}

/* The user's setting, or the training desk. */
static struct str default_sender(const struct app_session *session)
{
	int setting = app_setting_by_name(STR("from"));

	return setting < 0 ? STR("AZSIM0001")
			   : app_settings_text(&session->settings, (enum app_setting)setting);
}

struct app_draft *app_draft_new(struct app_session *session, struct str key)
{
	const struct nlets_form *form = nlets_form(session->definitions, key);
	struct app_draft *draft = form ? calloc(1, sizeof(*draft)) : NULL;

	if (!draft)
		return NULL;
	draft->session = session;
	draft->form = form;
	add_rows(draft);
	if (draft->rows.count < 3) {
		app_draft_free(&draft);
		return NULL;
	}
	set_value(draft, 0, default_sender(session));
	draft->focus = 1;
	if (form->to.max == 1 && form->to.codes.count == 1 && !form->to.state && !form->to.region &&
	    !form->to.ori && !form->to.province && !form->to.help) {
		set_value(draft, 1, form->to.codes.items[0]);
		draft->focus = 2;
	}
	app_draft_update(draft);
	return draft;
}

void app_draft_free(struct app_draft **draft)
{
	struct app_draft *old = *draft;

	*draft = NULL;
	if (!old)
		return;
	for (size_t i = 0; i < old->rows.count; i++)
		buf_free(&old->rows.items[i].value);
	nlets_message_free(&old->message);
	buf_free(&old->bytes);
	arena_free(&old->lost_arena);
	arena_free(&old->arena);
	free(old);
}

struct str app_draft_value(const struct app_draft *draft, size_t row)
{
	return buf_str(&draft->rows.items[row].value);
}

void app_draft_set(struct app_draft *draft, size_t row, struct str text)
{
	if (str_eq(app_draft_value(draft, row), text))
		return;
	set_value(draft, row, text);
	draft->changed = draft->unwritten = true;
	app_draft_update(draft);
}

void app_draft_clear(struct app_draft *draft)
{
	for (size_t i = 0; i < draft->rows.count; i++)
		if (draft->rows.items[i].kind != APP_ROW_FROM)
			buf_clear(&draft->rows.items[i].value);
	draft->changed = false;
	app_draft_update(draft);
}

void app_draft_set_wire(struct app_draft *draft, enum nlets_wire wire)
{
	draft->wire = wire;
	app_draft_update(draft);
}

size_t app_draft_row_of(const struct app_draft *draft, enum app_draft_row_kind kind, struct str code)
{
	for (size_t i = 0; i < draft->rows.count; i++) {
		const struct app_draft_row *row = &draft->rows.items[i];

		if (row->kind == kind && (kind != APP_ROW_ITEM || str_eq(row->item->code, code)))
			return i;
	}
	return SIZE_MAX;
}

static int add_destinations(struct nlets_message *message, struct str text)
{
	struct str part;
	int error = 0;

	while (error == 0 && text.len && str_split(&text, ' ', &part))
		if (part.len)
			error = nlets_message_add_destination(message, part);
	return error;
}

/* Fields in the order of the form, whatever groups they are shown in. */
static int add_fields(const struct app_draft *draft, struct nlets_message *message)
{
	int error = 0;

	for (size_t i = 0; error == 0 && i < draft->form->items.count; i++) {
		struct str code = draft->form->items.items[i].code, value;
		size_t row = app_draft_row_of(draft, APP_ROW_ITEM, code);

		value = row == SIZE_MAX ? STR("") : str_trim(app_draft_value(draft, row));
		if (value.len)
			error = nlets_message_add_field(message, code, value);
	}
	return error;
}

static struct nlets_message *build(const struct app_draft *draft)
{
	struct nlets_message *message = nlets_message_new(draft->wire);
	size_t text = app_draft_row_of(draft, APP_ROW_TEXT, STR(""));
	struct str control = str_trim(app_draft_value(draft, 2));
	int error;

	if (!message)
		return NULL;
	error = nlets_message_set_key(message, draft->form->key);
	if (error == 0)
		error = nlets_message_set_sender(message, str_trim(app_draft_value(draft, 0)));
	if (error == 0)
		error = add_destinations(message, str_trim(app_draft_value(draft, 1)));
	if (error == 0 && control.len)
		error = nlets_message_set_control(message, control);
	if (error == 0)
		error = add_fields(draft, message);
	if (error == 0 && text != SIZE_MAX && str_trim(app_draft_value(draft, text)).len)
		error = nlets_message_set_text(message, str_trim_end(app_draft_value(draft, text)));
	if (error < 0)
		nlets_message_free(&message);
	return message;
}

void app_draft_update(struct app_draft *draft)
{
	struct nlets_message *built = build(draft);

	buf_clear(&draft->bytes);
	arena_reset(&draft->lost_arena);
	draft->lost = (struct nlets_findings){ 0 };
	nlets_message_free(&draft->message);
	if (!built)
		return;
	nlets_render(draft->session->definitions, built, draft->wire, &draft->bytes,
		     &draft->lost_arena, &draft->lost);
	if (nlets_parse(draft->session->definitions, buf_str(&draft->bytes), NULL, &draft->message) == 0)
		app_session_check(draft->session, draft->message, false);
	/* findings of rendering borrow from the message that was rendered */
	for (size_t i = 0; i < draft->lost.count; i++) {
		struct nlets_finding *finding = &draft->lost.items[i];

		finding->field = arena_copy(&draft->lost_arena, finding->field);
		for (size_t k = 0; k < NLETS_FINDING_ARGS; k++)
			finding->args[k] = arena_copy(&draft->lost_arena, finding->args[k]);
	}
	nlets_message_free(&built);
}

size_t app_draft_finding_count(const struct app_draft *draft)
{
	return draft->lost.count + (draft->message ? draft->message->findings.count : 0);
}

const struct nlets_finding *app_draft_finding(const struct app_draft *draft, size_t at)
{
	return at < draft->lost.count ? &draft->lost.items[at]
				      : &draft->message->findings.items[at - draft->lost.count];
}

bool app_draft_has_errors(const struct app_draft *draft)
{
	for (size_t i = 0; i < app_draft_finding_count(draft); i++)
		if (app_draft_finding(draft, i)->severity == NLETS_ERROR)
			return true;
	return false;
}

static bool touches(struct span a, struct span b)
{
	return b.len && a.off <= span_end(b) && b.off <= span_end(a);
}

size_t app_draft_finding_row(const struct app_draft *draft, const struct nlets_finding *finding)
{
	const struct nlets_message *message = draft->message;

	if (finding->field.len) {
		size_t row = app_draft_row_of(draft, APP_ROW_ITEM, finding->field);

		if (row != SIZE_MAX)
			return row;
	}
	if (!message)
		return SIZE_MAX;
	for (size_t i = 0; i < message->to.count; i++)
		if (touches(finding->span, message->to.items[i].span))
			return app_draft_row_of(draft, APP_ROW_TO, STR(""));
	if (touches(finding->span, message->sender.span))
		return app_draft_row_of(draft, message->to.count ? APP_ROW_FROM : APP_ROW_TO, STR(""));
	if (touches(finding->span, message->control.span))
		return app_draft_row_of(draft, APP_ROW_CONTROL, STR(""));
	return SIZE_MAX;
}

static struct span destinations_span(const struct nlets_message *message)
{
	size_t start, end;

	if (!message->to.count)
		return (struct span){ 0, 0 };
	start = message->to.items[0].span.off;
	end = span_end(message->to.items[message->to.count - 1].span);
	return (struct span){ start, end > start ? end - start : 0 };
}

struct span app_draft_span(const struct app_draft *draft, size_t at)
{
	const struct app_draft_row *row = &draft->rows.items[at];
	const struct nlets_message *message = draft->message;
	const struct nlets_field *field;

	if (!message)
		return (struct span){ 0, 0 };
	switch (row->kind) {
	case APP_ROW_FROM:
		return message->sender.span;
	case APP_ROW_TO:
		return destinations_span(message);
	case APP_ROW_CONTROL:
		return message->control.span;
	case APP_ROW_ITEM:
		field = nlets_message_field(message, row->item->code);
		return field ? field->value_span : (struct span){ 0, 0 };
	case APP_ROW_TEXT:
		return message->text.count ? message->text.items[0] : (struct span){ 0, 0 };
	case APP_ROW_GROUP:
		break;
	}
	return (struct span){ 0, 0 };
}

void app_draft_move(struct app_draft *draft, bool down)
{
	size_t at = draft->focus;

	do {
		if (down ? at + 1 >= draft->rows.count : at == 0)
			return;
		at = down ? at + 1 : at - 1;
	} while (draft->rows.items[at].kind == APP_ROW_GROUP);
	draft->focus = at;
}

enum nlets_alternative_state app_draft_group_state(const struct app_draft *draft, size_t alternative)
{
	return draft->message ? nlets_alternative_state(draft->form, alternative, draft->message)
			      : NLETS_ALTERNATIVE_EMPTY;
}

enum nlets_presence app_draft_presence(const struct app_draft *draft, size_t at)
{
	const struct app_draft_row *row = &draft->rows.items[at];

	if (row->kind == APP_ROW_FROM)
		return NLETS_REQUIRED;
	if (row->kind == APP_ROW_TO)
		return draft->form->to.min ? NLETS_REQUIRED : NLETS_OPTIONAL;
	if (row->kind == APP_ROW_ITEM && draft->message)
		return nlets_item_presence(draft->form, row->item->code, draft->message);
	return NLETS_OPTIONAL;
}
