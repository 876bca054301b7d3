/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/whole_body.h"

#include "nlets/wire.h"
#include "nlets/xml_body.h"
#include "nlets/xml_text.h"
#include "nlets/xml_write.h"

struct whole {
	const struct nlets_form *form;
	const struct nlets_message *message;
	struct arena *arena;
	struct buf out;
	bool after_field; /* the last thing written was CODE/value */
	bool failed;
};

int nlets__free_spans(const struct nlets_message *message, struct arena *arena, nlets__spans *spans)
{
	const struct nlets__xml_limits limits = { SIZE_MAX, SIZE_MAX, SIZE_MAX };
	struct nlets__xml_tree tree;
	int error;

	*spans = (nlets__spans){ 0 };
	if (message->wire != NLETS_WIRE_XML || message->raw.len == 0)
		return 0;
	error = nlets__xml_tree_read(arena, message->raw, &limits, &tree);
	for (size_t i = 0; error == 0 && i < tree.count; i++) {
		const struct nlets__xml_element *element = &tree.items[i];
		struct span *span;

		if (element->content.off < message->body.off || !element->closed ||
		    span_end(element->content) > span_end(message->body) ||
		    !nlets__xml_is_free_text(element))
			continue;
		span = vec_add(arena, spans);
		if (!span)
			return NLETS_E_MEMORY;
		*span = element->content;
	}
	return error;
}

bool nlets__within(const nlets__spans *spans, struct span at)
{
	size_t low = 0, high = spans->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (span_end(spans->items[middle]) >= span_end(at))
			high = middle;
		else
			low = middle + 1;
	}
	return low < spans->count && spans->items[low].off <= at.off;
}

struct str nlets__value_for_text(const struct nlets_form *form, const struct nlets_field *field,
				 struct arena *arena)
{
	const struct nlets_item *item = form ? nlets_form_item(form, field->code) : NULL;
	struct str date = STR_NONE;

	if (item && item->kind == NLETS_ITEM_DATE && !field->labelled)
		date = nlets__date_to_text(arena, field->value);
	return date.ptr ? date : field->value;
}

static void add_field(struct whole *w, const struct nlets_field *field)
{
	if (w->out.len)
		buf_add_text(&w->out, w->after_field ? "." : "\r\n");
	buf_add(&w->out, field->code);
	buf_add_char(&w->out, '/');
	buf_add(&w->out, nlets__value_for_text(w->form, field, w->arena));
	w->after_field = true;
}

static void add_text(struct whole *w, struct str text)
{
	if (w->out.len)
		buf_add_text(&w->out, "\r\n");
	buf_add(&w->out, text);
	w->after_field = false;
}

/* Bytes of the message with the values edited within them replaced; *next is the
 * first field to look at. offset translates from raw into the bytes. */
static void add_edited(struct whole *w, struct str bytes, struct span at, size_t *next,
		       const struct nlets__xml_text *decoded)
{
	const struct nlets_message *m = w->message;
	size_t done = 0;

	for (; *next < m->fields.count && m->fields.items[*next].span.off < span_end(at); (*next)++) {
		const struct nlets_field *field = &m->fields.items[*next];
		size_t from = field->value_span.off - at.off, to = span_end(field->value_span) - at.off;

		if (!field->edited || field->value_span.off < at.off)
			continue;
		if (decoded) {
			from = nlets__xml_text_offset(decoded, field->value_span.off);
			to = nlets__xml_text_offset(decoded, span_end(field->value_span));
		}
		buf_add(&w->out, str_sub(bytes, done, from - done));
		buf_add(&w->out, field->value);
		done = to;
	}
	buf_add(&w->out, str_sub(bytes, done, bytes.len - done));
}

static void add_free_text(struct whole *w, struct span at, size_t *next)
{
	struct nlets__xml_text text;

	if (nlets__xml_decode(w->arena, w->message->raw, at, &text) < 0) {
		w->failed = true;
		return;
	}
	if (w->out.len)
		buf_add_text(&w->out, "\r\n");
	add_edited(w, text.text, at, next, &text);
	w->after_field = false;
}

static void write_xml_body(struct whole *w)
{
	const struct nlets_message *m = w->message;
	nlets__spans spans;
	size_t next = 0;

	w->failed = nlets__free_spans(m, w->arena, &spans) < 0;
	for (size_t i = 0; i < spans.count && !w->failed; i++) {
		while (next < m->fields.count && m->fields.items[next].span.off < spans.items[i].off)
			add_field(w, &m->fields.items[next++]);
		add_free_text(w, spans.items[i], &next);
	}
	while (next < m->fields.count)
		add_field(w, &m->fields.items[next++]);
}

/* A message whose parts were added or removed: texts and fields as they stand. */
static void write_parts(struct whole *w)
{
	const struct nlets_message *m = w->message;
	size_t text = 0;

	if (m->new_text.ptr)
		add_text(w, m->new_text);
	for (size_t i = 0; i < m->fields.count; i++) {
		const struct nlets_field *field = &m->fields.items[i];

		while (!m->new_text.ptr && field->span.len && text < m->text.count &&
		       m->text.items[text].off < field->span.off)
			add_text(w, str_at(nlets__bytes(m), m->text.items[text++]));
		add_field(w, field);
	}
	while (!m->new_text.ptr && text < m->text.count)
		add_text(w, str_at(nlets__bytes(m), m->text.items[text++]));
}

int nlets__whole_body(const struct nlets_form *form, const struct nlets_message *message,
		      struct arena *arena, struct str *text)
{
	struct whole w = { .form = form, .message = message, .arena = arena };
	bool kept = message->raw.len && !message->restructured;
	size_t next = 0;

	if (kept && message->wire == NLETS_WIRE_TEXT)
		add_edited(&w, str_at(nlets__bytes(message), message->body), message->body, &next, NULL);
	else if (kept)
		write_xml_body(&w);
	else
		write_parts(&w);
	*text = w.failed || w.out.failed ? STR_NONE : arena_copy(arena, buf_str(&w.out));
	buf_free(&w.out);
	return text->ptr ? 0 : NLETS_E_MEMORY;
}
