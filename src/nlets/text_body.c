/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The body of a legacy text message. How it is read depends on the form of its
 * key: fields, labelled lines or free text (message-structure.md section 1.4,
 * vehicle-and-driver.md section 15). */
#include <config.h>

#include "nlets/text_parse.h"

#include <stdlib.h>

struct plan {
	const struct nlets_form *form; /* NULL when the key is not known */
	bool fields, labels;
	bool strict;     /* a query: what is no field is a fault */
	size_t code_max;
};

static bool is_gap(char c)
{
	return c == ' ' || c == '\r' || c == '\n' || c == 0x7f;
}

static bool begins_with_field(struct str body, size_t code_max)
{
	struct nlets_scan_field field;
	size_t at = 0, start = 0;

	while (start < body.len && (body.ptr[start] == ' ' || char_is_control(body.ptr[start])))
		start++;
	if (start + 8 < body.len)
		body.len = start + 8;
	return nlets_scan_field(body, &at, code_max, &field) && field.code.off == start;
}

/* Without a form the last letter of the key tells queries from answers
 * (message-structure.md section 3.1). */
static void plan_unknown(struct str key, struct str body, struct plan *plan)
{
	bool answer = str_ends(key, STR("R"));

	plan->code_max = answer ? NLETS_SCAN_ANSWER : NLETS_SCAN_QUERY;
	plan->fields = !str_eq(key, STR("ER")) && begins_with_field(body, plan->code_max);
	plan->strict = plan->fields && !answer;
}

static struct plan make_plan(const struct nlets__reading *r)
{
	const struct nlets_message *m = r->message;
	struct str body = str_at(m->raw, m->body);
	struct plan plan = { 0 };

	if (r->definitions && m->key.text.len)
		plan.form = nlets_form(r->definitions, m->key.text);
	if (!plan.form || !(plan.form->fields || plan.form->labels || plan.form->free)) {
		plan_unknown(m->key.text, body, &plan);
		return plan;
	}
	plan.code_max = plan.form->form_class == NLETS_FORM_RESPONSE ? NLETS_SCAN_ANSWER : NLETS_SCAN_QUERY;
	plan.fields = plan.form->fields;
	plan.labels = plan.form->labels;
	if (plan.form->form_class != NLETS_FORM_RESPONSE) {
		if (plan.form->free)
			plan.fields = plan.fields && begins_with_field(body, plan.code_max);
		plan.strict = plan.fields;
	}
	return plan;
}

static struct nlets_field *add_field(struct nlets__reading *r, const struct nlets_scan_field *found)
{
	struct nlets_message *m = r->message;
	struct nlets_field *field = vec_add(&m->arena, &m->fields);

	if (!field) {
		r->failed = true;
		return NULL;
	}
	field->code = str_at(m->raw, found->code);
	field->span = (struct span){ found->code.off, span_end(found->value) - found->code.off };
	field->value_span = found->value;
	field->value = str_at(m->raw, found->value);
	return field;
}

static void read_fields(struct nlets__reading *r, size_t code_max, bool guessed)
{
	size_t at = r->message->body.off;
	struct nlets_scan_field found;

	while (nlets_scan_field(r->message->raw, &at, code_max, &found)) {
		struct nlets_field *field;

		if (r->message->fields.count >= r->options->limits->fields) {
			nlets__report(r, NLETS_F_LIMIT_FIELDS, found.code)->args[0] =
				nlets__number(r, r->options->limits->fields);
			return;
		}
		field = add_field(r, &found);
		if (!field)
			return;
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
	struct plan plan = make_plan(r);

	if (plan.fields)
		read_fields(r, plan.code_max, false);
	r->message->layout = plan.strict || r->message->fields.count ? NLETS_BODY_FIELDS :
								       NLETS_BODY_FREE;
	if (!plan.fields && !plan.labels && r->options->guess)
		read_fields(r, plan.code_max, true);
	find_texts(r, plan.strict);
	if (plan.labels && plan.form)
		read_labels(r, plan.form);
	nlets__check_body(r, plan.strict);
}
