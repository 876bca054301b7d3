/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The body of a legacy text message. How it is read depends on the form of its
 * key: fields, labelled lines or free text (message-structure.md section 1.4,
 * vehicle-and-driver.md section 15). */
#include <config.h>

#include "nlets/text_parse.h"

#include "nlets/body_plan.h"

#include <stdlib.h>

static bool is_gap(char c)
{
	return c == ' ' || c == '\r' || c == '\n' || c == 0x7f;
}

static struct nlets_field *add_field(struct nlets__reading *r, const struct nlets_scan_field *found)
{
	struct nlets_message *m = r->message;
	struct nlets_field *field = vec_add(&m->arena, &m->fields);

	if (!field) {
		r->failed = true;
		return NULL;
	}
	field->span = (struct span){ found->code.off, span_end(found->value) - found->code.off };
	field->value_span = found->value;
	field->value = str_at(m->raw, found->value);
	return field;
}

static void read_fields(struct nlets__reading *r, const struct nlets__body_plan *plan, bool guessed)
{
	size_t at = r->message->body.off;
	struct nlets_scan_field found;

	while (nlets_scan_field(r->message->raw, &at, plan->code_max, &found)) {
		struct str code = str_at(r->message->raw, found.code);
		struct nlets_field *field;

		if (!nlets__takes_field(plan, str_at(r->message->raw, found.value), &code))
			continue;
		if (r->message->fields.count >= r->options->limits->fields) {
			nlets__report(r, NLETS_F_LIMIT_FIELDS, found.code)->args[0] =
				nlets__number(r, r->options->limits->fields);
			return;
		}
		field = add_field(r, &found);
		if (!field)
			return;
		field->code = code;
		field->guessed = guessed;
		if (guessed)
			nlets__report(r, NLETS_F_GUESSED, field->span)->field = field->code;
	}
}

static void add_text(struct nlets__reading *r, size_t from, size_t to)
{
	const char *raw = r->message->raw.ptr;
	struct span *text;

	while (from < to && is_gap(raw[from]))
		from++;
	while (to > from && is_gap(raw[to - 1]))
		to--;
	if (from == to)
		return;
	text = vec_add(&r->message->arena, &r->message->text);
	if (text)
		*text = (struct span){ from, to - from };
	else
		r->failed = true;
}

/* The end of the separator of a field that ends at at: blanks and line ends, and
 * one period. */
static size_t separator_end(const struct nlets_message *m, size_t at, size_t end)
{
	while (at < end && is_gap(m->raw.ptr[at]))
		at++;
	return at < end && m->raw.ptr[at] == '.' ? at + 1 : at;
}

/* Where the text before a field ends: a period that parts them belongs to
 * neither. In an answer it must stand right before the field, for a line of text
 * may end in a period of its own. */
static size_t text_end(const struct nlets_message *m, size_t from, size_t to, bool strict)
{
	size_t at = to;

	while (strict && at > from && is_gap(m->raw.ptr[at - 1]))
		at--;
	return at > from && m->raw.ptr[at - 1] == '.' ? at - 1 : to;
}

/* The texts are what lies between the fields, without their separators. */
static void find_texts(struct nlets__reading *r, bool strict)
{
	struct nlets_message *m = r->message;
	size_t at = m->body.off;

	m->text.count = 0;
	for (size_t i = 0; i < m->fields.count && !r->failed; i++) {
		struct span span = m->fields.items[i].span;

		add_text(r, at, text_end(m, at, span.off, strict));
		at = separator_end(m, span_end(span), span_end(m->body));
	}
	add_text(r, at, span_end(m->body));
}

static int compare_fields(const void *a, const void *b)
{
	const struct nlets_field *x = a, *y = b;

	return x->span.off < y->span.off ? -1 : x->span.off > y->span.off;
}

static void read_labels(struct nlets__reading *r, const struct nlets_form *form)
{
	struct nlets_message *m = r->message;
	size_t before = m->fields.count;

	if (nlets__labels_parse(r->definitions, form, m) < 0)
		r->failed = true;
	if (r->failed || m->fields.count == before)
		return;
	if (before == 0)
		m->layout = NLETS_BODY_LABELS;
	qsort(m->fields.items, m->fields.count, sizeof(*m->fields.items), compare_fields);
	find_texts(r, false);
}

void nlets__read_body(struct nlets__reading *r)
{
	struct nlets_message *m = r->message;
	struct nlets__body_plan plan =
		nlets__body_plan(r->definitions, m->key.text, str_at(m->raw, m->body));

	if (plan.fields)
		read_fields(r, &plan, false);
	m->layout = plan.strict || m->fields.count ? NLETS_BODY_FIELDS :
								       NLETS_BODY_FREE;
	if (!plan.fields && !plan.labels && r->options->guess)
		read_fields(r, &plan, true);
	find_texts(r, plan.strict);
	if (plan.labels && plan.form)
		read_labels(r, plan.form);
	if (!r->failed)
		nlets__check_body(r, plan.strict);
}
