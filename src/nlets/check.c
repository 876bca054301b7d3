/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checker's run over one message.
 *
 * Its own findings are those of the last part of findings.def; they are dropped
 * and made anew by each run. What the text parser says of the envelope is the
 * parser's; of a message that was composed, edited or read from XML the run says
 * the same things itself (check_envelope.c). */
#include <config.h>

#include "nlets/checking.h"

#include "base/alloc.h"
#include "base/utf8.h"

/* ---- what the parts share ---- */

struct nlets_finding *nlets__check_add(struct nlets__checking *checking, enum nlets_finding_id id,
				       struct span span, struct str field)
{
	struct nlets_findings *findings = &checking->message->findings;
	size_t dropped = findings->dropped;
	struct nlets_finding *finding =
		nlets_findings_add(&checking->message->arena, findings, id, span);

	if (finding)
		finding->field = field;
	else if (findings->dropped == dropped)
		checking->result = NLETS_E_MEMORY;
	return finding;
}

void nlets__lower(struct nlets_finding *finding, enum nlets_severity severity)
{
	if (finding && finding->severity > severity)
		finding->severity = severity;
}

void nlets__weigh(struct nlets_finding *finding, const struct nlets_marks *marks)
{
	if (!finding)
		return;
	if (marks->backing != NLETS_SOURCED)
		nlets__lower(finding, NLETS_WARNING);
	if (marks->sources.count)
		finding->source = marks->sources.items[0];
}

bool nlets__check_said(const struct nlets_message *message, enum nlets_finding_id id)
{
	for (size_t i = 0; i < message->findings.count; i++)
		if (message->findings.items[i].id == id)
			return true;
	return false;
}

struct str nlets__check_number(struct nlets__checking *checking, size_t number)
{
	return arena_number(&checking->message->arena, number);
}

struct str nlets__check_join(struct nlets__checking *checking, const struct str *items,
			     size_t count)
{
	struct str all = STR("");

	for (size_t i = 0; i < count && all.ptr; i++)
		all = arena_printf(&checking->message->arena, "%.*s%s%.*s", STR_ARGS(all),
				   i ? ", " : "", STR_ARGS(items[i]));
	return all.ptr ? all : STR("");
}

struct str nlets__check_clean(struct nlets__checking *checking, struct str value)
{
	size_t len = 0, at = 0;
	char *out;

	value = str_trim(value);
	while (at < value.len && !char_is_control(value.ptr[at]))
		at++;
	if (at == value.len)
		return value;
	out = arena_alloc(&checking->message->arena, value.len + 1);
	if (!out) {
		checking->result = NLETS_E_MEMORY;
		return STR("");
	}
	for (size_t i = 0; i < value.len; i++)
		if (!char_is_control(value.ptr[i]))
			out[len++] = value.ptr[i];
	return str_trim((struct str){ out, len });
}

struct str nlets__check_upper(struct nlets__checking *checking, struct str text)
{
	size_t at = 0;
	char *upper;

	while (at < text.len && !char_is_lower(text.ptr[at]))
		at++;
	if (at == text.len)
		return text;
	upper = arena_alloc(&checking->message->arena, text.len + 1);
	if (!upper) {
		checking->result = NLETS_E_MEMORY;
		return text;
	}
	for (size_t i = 0; i < text.len; i++)
		upper[i] = char_to_upper(text.ptr[i]);
	return (struct str){ upper, text.len };
}

/* ---- dropping the last run's findings ---- */

static bool any_edited(const struct nlets_message *message)
{
	if (message->raw.len == 0 || message->restructured || message->key.edited ||
	    message->sender.edited || message->control.edited)
		return true;
	for (size_t i = 0; i < message->to.count; i++)
		if (message->to.items[i].edited)
			return true;
	for (size_t i = 0; i < message->fields.count; i++)
		if (message->fields.items[i].edited)
			return true;
	return false;
}

static bool owns_envelope(const struct nlets_message *message)
{
	return message->wire == NLETS_WIRE_XML || any_edited(message);
}

/* The text parser's findings that the checker makes in its place. */
static bool is_shared(enum nlets_finding_id id)
{
	static const enum nlets_finding_id shared[] = {
		NLETS_F_KEY_MISSING,
		NLETS_F_KEY_SHAPE,
		NLETS_F_SENDER_MISSING,
		NLETS_F_SENDER_SHAPE,
		NLETS_F_DESTINATION_MISSING,
		NLETS_F_DESTINATION_SHAPE,
		NLETS_F_LOWER_CASE,
		NLETS_F_CONTROL_LONG,
		NLETS_F_CONTROL_HOLDS_PERIOD,
		NLETS_F_ER_SENDER,
		NLETS_F_ER_INPUT,
		NLETS_F_FIELD_EMPTY,
	};

	for (size_t i = 0; i < sizeof(shared) / sizeof(*shared); i++)
		if (shared[i] == id)
			return true;
	return false;
}

static void drop_own(struct nlets__checking *checking)
{
	struct nlets_findings *findings = &checking->message->findings;
	size_t kept = 0;

	for (size_t i = 0; i < findings->count; i++) {
		enum nlets_finding_id id = findings->items[i].id;

		if ((id >= NLETS_F_KEY_UNKNOWN && id <= NLETS_F_TEXT_MISSING) ||
		    (checking->owns_envelope && is_shared(id)))
			continue;
		findings->items[kept++] = findings->items[i];
	}
	findings->count = kept;
}

/* ---- the run ---- */

/* The form of the key, also when it is written in small letters. */
static const struct nlets_form *find_form(struct nlets_definitions *definitions, struct str key)
{
	char upper[8];

	if (!definitions || key.len == 0 || key.len > sizeof(upper))
		return NULL;
	for (size_t i = 0; i < key.len; i++)
		upper[i] = char_to_upper(key.ptr[i]);
	return nlets_form(definitions, (struct str){ upper, key.len });
}

static void note_given(struct nlets__checking *checking)
{
	struct nlets__view *view = &checking->view;
	const struct nlets_message *message = view->message;

	for (size_t i = 0; i < message->fields.count; i++) {
		const struct nlets_field *field = &message->fields.items[i];
		const struct nlets_item *item = checking->items[i];
		struct nlets__given *given;

		if (!item)
			continue;
		given = &view->given[item - view->form->items.items];
		if (str_trim(field->value).len == 0)
			given->empty = given->empty ? given->empty : field;
		else
			given->field = given->field ? given->field : field;
	}
}

static void check_values(struct nlets__checking *checking)
{
	const struct nlets_message *message = checking->message;

	for (size_t i = 0; i < message->fields.count; i++) {
		const struct nlets_field *field = &message->fields.items[i];
		const struct nlets_item *item = checking->items[i];

		if (item && !field->guessed && str_trim(field->value).len)
			nlets__check_value(checking, item, field);
	}
}

static void check_by_form(struct nlets__checking *checking)
{
	struct nlets__view *view = &checking->view;
	size_t given_size = (view->form->items.count + 1) * sizeof(*view->given);
	size_t fields = view->message->fields.count;
	char *room = base_realloc(NULL, given_size + fields * sizeof(*checking->items));

	if (!room) {
		checking->result = NLETS_E_MEMORY;
		return;
	}
	view->given = (struct nlets__given *)(void *)room;
	checking->items = (const struct nlets_item **)(void *)(room + given_size);
	for (size_t i = 0; i < fields; i++)
		checking->items[i] =
			nlets_form_item(view->form, view->message->fields.items[i].code);
	nlets__check_destinations(checking);
	if (view->form->form_class != NLETS_FORM_RESPONSE) {
		memset(view->given, 0, given_size);
		note_given(checking);
		nlets__check_rules(checking);
	}
	check_values(checking);
	base_free(room);
	view->given = NULL;
	checking->items = NULL;
}

int nlets_check(struct nlets_definitions *definitions, const struct nlets_check_context *context,
		struct nlets_message *message)
{
	struct nlets__checking checking = {
		.view = { definitions, find_form(definitions, message->key.text), message, NULL },
		.context = context,
		.message = message,
	};

	checking.owns_envelope = owns_envelope(message);
	drop_own(&checking);
	checking.swallowed = nlets__check_said(message, NLETS_F_PERIOD_MISSING) ||
			     nlets__check_said(message, NLETS_F_FIELD_AFTER_BLANK);
	nlets__check_envelope(&checking);
	if (checking.view.form)
		check_by_form(&checking);
	else
		nlets__check_destinations(&checking);
	nlets_findings_sort(&message->findings);
	return checking.result;
}
