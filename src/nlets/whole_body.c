/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/whole_body.h"

#include "nlets/wire.h"
#include "nlets/xml_body.h"
#include "nlets/xml_text.h"
#include "nlets/xml_write.h"

#include <stdlib.h>

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
	if (message->free_text_known) {
		*spans = message->free_text;
		return 0;
	}
	error = nlets__xml_tree_read(arena, message->raw, &limits, &tree);
	return error < 0 ? error : nlets__xml_free_spans(arena, &tree, message->body, spans);
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

struct placed {
	size_t item, at; /* where in the form, and in the message */
};

static int compare_placed(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;

	if (x->item != y->item)
		return x->item < y->item ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

static bool is_request(const struct nlets_form *form)
{
	return form && form->form_class == NLETS_FORM_REQUEST;
}

const size_t *nlets__text_order(const struct nlets_form *form, const struct nlets_message *message,
				struct arena *arena)
{
	size_t count = message->fields.count;
	struct placed *placed = arena_alloc_array(arena, count + 1, sizeof(*placed));
	size_t *order = arena_alloc_array(arena, count + 1, sizeof(*order));

	if (!placed || !order)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		const struct nlets_item *item =
			is_request(form) ? nlets_form_item(form, message->fields.items[i].code) : NULL;

		placed[i].item = item ? (size_t)(item - form->items.items) : SIZE_MAX;
		placed[i].at = i;
	}
	qsort(placed, count, sizeof(*placed), compare_placed);
	for (size_t i = 0; i < count; i++)
		order[i] = placed[i].at;
	return order;
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

/* A query begins with its fields, wherever their elements stand. */
static void write_xml_query(struct whole *w, const nlets__spans *spans)
{
	const struct nlets_message *m = w->message;
	const size_t *order = nlets__text_order(w->form, m, w->arena);
	size_t next = 0;

	w->failed = !order;
	for (size_t i = 0; i < m->fields.count && !w->failed; i++)
		if (!nlets__within(spans, m->fields.items[order[i]].span))
			add_field(w, &m->fields.items[order[i]]);
	for (size_t i = 0; i < spans->count && !w->failed; i++) {
		while (next < m->fields.count && m->fields.items[next].span.off < spans->items[i].off)
			next++;
		add_free_text(w, spans->items[i], &next);
	}
}

static void write_xml_answer(struct whole *w, const nlets__spans *spans)
{
	const struct nlets_message *m = w->message;
	size_t next = 0;

	for (size_t i = 0; i < spans->count && !w->failed; i++) {
		while (next < m->fields.count && m->fields.items[next].span.off < spans->items[i].off)
			add_field(w, &m->fields.items[next++]);
		add_free_text(w, spans->items[i], &next);
	}
	while (next < m->fields.count)
		add_field(w, &m->fields.items[next++]);
}

static void write_xml_body(struct whole *w)
{
	nlets__spans spans;

	if (nlets__free_spans(w->message, w->arena, &spans) < 0)
		w->failed = true;
	else if (is_request(w->form))
		write_xml_query(w, &spans);
	else
		write_xml_answer(w, &spans);
}

/* A message whose parts were added or removed: texts and fields as they stand, new
 * text before the fields of an answer and behind those of a query. */
static void write_parts(struct whole *w)
{
	const struct nlets_message *m = w->message;
	bool behind = m->direction == NLETS_INPUT;
	size_t text = 0;

	if (m->new_text.ptr && !behind)
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
	if (m->new_text.ptr && behind)
		add_text(w, m->new_text);
}

static void add_loose(struct buf *out, struct str text)
{
	if (out->len)
		buf_add_text(out, "\r\n");
	buf_add(out, text);
}

/* The texts inside one free-text element; *next is the first text to look at. */
static int add_loose_of(const struct nlets_message *m, struct span element, size_t *next,
			struct arena *arena, struct buf *out)
{
	struct nlets__xml_text text;
	int error = nlets__xml_decode(arena, nlets__bytes(m), element, &text);

	if (error < 0)
		return error;
	for (; *next < m->text.count && m->text.items[*next].off < span_end(element); (*next)++) {
		size_t from = nlets__xml_text_offset(&text, m->text.items[*next].off);
		size_t to = nlets__xml_text_offset(&text, span_end(m->text.items[*next]));

		if (m->text.items[*next].off >= element.off)
			add_loose(out, str_sub(text.text, from, to - from));
	}
	return 0;
}

int nlets__loose_text(const struct nlets_message *message, const nlets__spans *free,
		      struct arena *arena, struct str *text)
{
	struct buf out = { 0 };
	size_t next = 0;
	int error = 0;

	*text = message->new_text;
	if (text->ptr)
		return 0;
	for (size_t i = 0; message->wire == NLETS_WIRE_TEXT && i < message->text.count; i++)
		add_loose(&out, str_at(nlets__bytes(message), message->text.items[i]));
	for (size_t i = 0; error == 0 && i < free->count; i++)
		error = add_loose_of(message, free->items[i], &next, arena, &out);
	if (error == 0 && out.len)
		*text = out.failed ? STR_NONE : arena_copy(arena, buf_str(&out));
	if (out.failed || (out.len && !text->ptr))
		error = NLETS_E_MEMORY;
	buf_free(&out);
	return error;
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
