/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/xml_body.h"

#include "nlets/xml_text.h"

struct body {
	struct nlets_definitions *definitions;
	const struct nlets_parse_options *options;
	const struct nlets__xml_tree *tree;
	size_t top; /* the body element */
	struct nlets_message *message;
	const struct nlets__xml_index *index;
	bool full; /* no further field is taken */
};

int nlets__xml_value(struct nlets_message *message, const struct nlets__xml_element *element,
		     struct str *value, struct span *at)
{
	struct nlets__xml_text text;
	struct span trimmed;
	int error = nlets__xml_decode(&message->arena, message->raw, element->content, &text);

	if (error < 0)
		return error;
	trimmed = nlets__xml_trim(text.text, (struct span){ 0, text.text.len });
	*value = str_at(text.text, trimmed);
	*at = nlets__xml_raw_span(&text, trimmed);
	if (at->len != trimmed.len || trimmed.len == 0) /* not in one verbatim piece */
		*at = nlets__xml_trim(message->raw, element->content);
	return 0;
}

/* We escape these two, though a sender may leave them as they are. */
static bool holds_escaped(struct str raw)
{
	return str_find_char(raw, '\r') < raw.len || str_find_char(raw, '>') < raw.len;
}

int nlets__xml_keep_written(struct nlets_message *message, struct nlets_field *field)
{
	struct str raw = str_at(message->raw, field->value_span);

	if (str_eq(raw, field->value) && !holds_escaped(raw))
		return 0;
	field->written = arena_copy(&message->arena, raw);
	field->meant = str_eq(raw, field->value) ? field->written : field->value;
	return field->written.ptr ? 0 : NLETS_E_MEMORY;
}

static int add_text(struct body *b, struct span at)
{
	struct span *added = vec_add(&b->message->arena, &b->message->text);

	if (!added)
		return NLETS_E_MEMORY;
	*added = at;
	return 0;
}

/* What of the raw bytes from `from` to `to` is character data becomes one text. */
static int add_loose(struct body *b, size_t from, size_t to)
{
	struct nlets__xml_text text;
	struct span trimmed;
	int error;

	if (to <= from)
		return 0;
	error = nlets__xml_decode(&b->message->arena, b->message->raw,
				  (struct span){ from, to - from }, &text);
	if (error < 0)
		return error;
	trimmed = nlets__xml_trim(text.text, (struct span){ 0, text.text.len });
	return trimmed.len ? add_text(b, nlets__xml_raw_span(&text, trimmed)) : 0;
}

static struct nlets_field *add_field(struct body *b, struct str code, struct span span)
{
	struct nlets_field *field = vec_add(&b->message->arena, &b->message->fields);

	if (field)
		*field = (struct nlets_field){ .code = code, .span = span };
	return field;
}

/* The only leaf with characters below an element (itself when it is a leaf), or
 * NLETS__XML_NONE when there are none or several. */
static size_t only_leaf(const struct body *b, size_t at)
{
	const struct nlets__xml_element *items = b->tree->items;
	size_t found = NLETS__XML_NONE;

	for (size_t i = at; i < items[at].next; i++) {
		if (!items[i].leaf || items[i].content.len == 0)
			continue;
		if (found != NLETS__XML_NONE)
			return NLETS__XML_NONE;
		found = i;
	}
	return found;
}

/* 1 when the element is a field of the form, 0 when not. */
static int read_item(struct body *b, size_t at)
{
	const struct nlets__xml_element *element = &b->tree->items[at];
	const struct nlets_item *item = nlets__xml_match(b->index, b->tree, b->top, at);
	struct nlets_field *field;
	size_t leaf = item ? only_leaf(b, at) : NLETS__XML_NONE;
	int error;

	if (leaf == NLETS__XML_NONE)
		return 0;
	field = add_field(b, item->code, element->span);
	if (!field)
		return NLETS_E_MEMORY;
	error = nlets__xml_value(b->message, &b->tree->items[leaf], &field->value, &field->value_span);
	if (error == 0)
		error = nlets__xml_keep_written(b->message, field);
	return error < 0 ? error : 1;
}

/* The parts of a personal name, in the order of NAM: SUR,GIVEN MIDDLE SUFFIX. */
static const struct str name_parts[] = {
	{ "PersonSurName", 13 },
	{ "PersonGivenName", 15 },
	{ "PersonMiddleName", 16 },
	{ "PersonNameSuffixText", 20 },
};

enum { NAME_PARTS = sizeof(name_parts) / sizeof(name_parts[0]) };

static int join_name(struct body *b, size_t at, struct nlets_field *field)
{
	const struct nlets__xml_element *items = b->tree->items;
	struct str parts[NAME_PARTS] = { { NULL, 0 } }, value;
	struct span span;
	struct str comma = STR(""), given = STR(""), middle = STR("");

	for (size_t i = at + 1; i < items[at].next; i++) {
		if (str_eq(items[i].name, STR("PersonFullName")))
			return nlets__xml_value(b->message, &items[i], &field->value, &span);
		for (size_t k = 0; k < NAME_PARTS; k++) {
			if (!str_eq(items[i].name, name_parts[k]) || parts[k].ptr)
				continue;
			if (nlets__xml_value(b->message, &items[i], &value, &span) < 0)
				return NLETS_E_MEMORY;
			parts[k] = value;
		}
	}
	if (parts[0].len && (parts[1].len || parts[2].len))
		comma = STR(",");
	if (parts[1].len && parts[2].len)
		given = STR(" ");
	if (parts[3].len)
		middle = STR(" ");
	field->value = arena_printf(&b->message->arena, "%.*s%.*s%.*s%.*s%.*s%.*s%.*s",
				    STR_ARGS(parts[0]), STR_ARGS(comma), STR_ARGS(parts[1]),
				    STR_ARGS(given), STR_ARGS(parts[2]), STR_ARGS(middle),
				    STR_ARGS(parts[3]));
	return field->value.ptr ? 0 : NLETS_E_MEMORY;
}

/* A nc:PersonName with parts is one field: its span is the whole element, its value
 * the parts put together as NAM is written in text (a full name beside them is taken
 * as it is), and value_span all between its tags. With a full name alone the field is
 * the nc:PersonFullName, like any other element. */
static int read_name(struct body *b, size_t at)
{
	const struct nlets__xml_element *element = &b->tree->items[at];
	const struct nlets_item *item = nlets__xml_match_name(b->index, b->tree, b->top, at);
	struct nlets_field *field;
	bool parts = false;
	int error;

	for (size_t i = at + 1; item && i < element->next; i++)
		for (size_t k = 0; k < NAME_PARTS; k++)
			parts = parts || str_eq(b->tree->items[i].name, name_parts[k]);
	if (!parts)
		return 0;
	field = add_field(b, item->code, element->span);
	if (!field)
		return NLETS_E_MEMORY;
	field->value_span = nlets__xml_trim(b->message->raw, element->content);
	error = join_name(b, at, field);
	if (error == 0)
		error = nlets__xml_keep_written(b->message, field);
	return error < 0 ? error : 1;
}

bool nlets__xml_is_free_text(const struct nlets__xml_element *element)
{
	static const struct str names[] = {
		{ "ResponseText", 12 },	     { "MailMessageText", 15 },
		{ "StatusMessageText", 17 }, { "InquiryDescriptionText", 22 },
		{ "InquiryText", 11 },
	};

	for (size_t i = 0; element->leaf && i < sizeof(names) / sizeof(names[0]); i++)
		if (str_eq(element->name, names[i]))
			return true;
	return false;
}

int nlets__xml_free_spans(struct arena *arena, const struct nlets__xml_tree *tree, struct span body,
			  nlets__spans *spans)
{
	for (size_t i = 0; i < tree->count; i++) {
		const struct nlets__xml_element *element = &tree->items[i];
		struct span *span;

		if (element->content.off < body.off || !element->closed ||
		    span_end(element->content) > span_end(body) ||
		    !nlets__xml_is_free_text(element))
			continue;
		span = vec_add(arena, spans);
		if (!span)
			return NLETS_E_MEMORY;
		*span = element->content;
	}
	return 0;
}

/* 1 when the whole element is dealt with, 0 when its children are to be looked at. */
static int read_element(struct body *b, size_t at)
{
	const struct nlets__xml_element *element = &b->tree->items[at];
	int done = 0;

	if (!element->closed)
		return 0;
	b->full = b->message->fields.count >= b->options->limits->fields;
	if (!b->full) {
		done = read_item(b, at);
		if (done == 0 && !element->leaf)
			done = read_name(b, at);
	}
	if (done != 0 || !element->leaf)
		return done;
	if (b->full && element->content.len &&
	    nlets__xml_report_full(b->options, element->span, b->message) < 0)
		return NLETS_E_MEMORY;
	done = nlets__xml_is_free_text(element) && !b->full ?
		       nlets__xml_free_text(b->definitions, b->options, element->content, b->message) :
		       add_loose(b, element->content.off, span_end(element->content));
	return done < 0 ? done : 1;
}

int nlets__xml_body(struct nlets_definitions *definitions,
		    const struct nlets_parse_options *options, const struct nlets_form *form,
		    const struct nlets__xml_tree *tree, size_t body, struct nlets_message *message)
{
	struct body b = { .definitions = definitions, .options = options, .tree = tree, .top = body,
			  .message = message,
			  .index = nlets__xml_index_of(message, form) };
	const struct nlets__xml_element *top = &tree->items[body];
	size_t at = top->content.off, end = span_end(top->content);
	int error = b.index ? 0 : NLETS_E_MEMORY;

	for (size_t i = body + 1; error == 0 && i < top->next;) {
		const struct nlets__xml_element *element = &tree->items[i];
		int done;

		error = add_loose(&b, at, element->span.off);
		done = error == 0 ? read_element(&b, i) : error;
		if (done < 0)
			return done;
		at = done ? span_end(element->span) : element->content.off;
		i = done ? element->next : i + 1;
	}
	if (error == 0)
		error = add_loose(&b, at, top->closed ? end : tree->end);
	if (error == 0 && !top->closed)
		error = nlets__xml_rest(message, tree->end);
	return error;
}
