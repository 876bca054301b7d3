/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Free text inside an XML body (n2:ResponseText and its like), read as a legacy
 * body is: CODE/value, then labelled values. Reading works on the decoded text;
 * every span is carried back to the bytes of raw. */
#include <config.h>

#include "nlets/xml_body.h"

#include "nlets/body_plan.h"
#include "nlets/labels.h"
#include "nlets/scan.h"
#include "nlets/xml_text.h"

struct free_text {
	struct nlets_message *message;
	const struct nlets_parse_options *options;
	struct nlets__xml_text text;
};

static struct span raw_span(const struct free_text *t, struct span at)
{
	return nlets__xml_raw_span(&t->text, at);
}

static int add_text(struct free_text *t, size_t from, size_t to)
{
	struct span at = nlets__xml_trim(t->text.text, (struct span){ from, to > from ? to - from : 0 });
	struct span *added;

	if (at.len == 0)
		return 0;
	added = vec_add(&t->message->arena, &t->message->text);
	if (!added)
		return NLETS_E_MEMORY;
	*added = raw_span(t, at);
	return 0;
}

static struct nlets_field *add_field(struct free_text *t, struct str code, struct span whole,
				     struct span value)
{
	struct nlets_field *field = vec_add(&t->message->arena, &t->message->fields);

	if (!field)
		return NULL;
	*field = (struct nlets_field){ .code = code,
				       .span = raw_span(t, whole),
				       .value_span = raw_span(t, value),
				       .value = str_at(t->text.text, value) };
	if (value.len == 0) /* it could stand on either side of mark-up that follows */
		field->value_span.off = span_end(field->span);
	return nlets__xml_keep_written(t->message, field) < 0 ? NULL : field;
}

int nlets__xml_report_full(const struct nlets_parse_options *options, struct span at,
			   struct nlets_message *message)
{
	struct nlets_findings *findings = &message->findings;
	struct nlets_finding *finding;

	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i].id == NLETS_F_LIMIT_FIELDS)
			return 0;
	finding = nlets_findings_add(&message->arena, findings, NLETS_F_LIMIT_FIELDS, at);
	if (!finding)
		return findings->dropped ? 0 : NLETS_E_MEMORY;
	finding->args[0] = arena_printf(&message->arena, "%zu", options->limits->fields);
	return finding->args[0].ptr ? 0 : NLETS_E_MEMORY;
}

static bool has_room(const struct free_text *t)
{
	return t->message->fields.count < t->options->limits->fields;
}

/* Labelled values between two CODE/value fields; the rest is text. */
static int read_labels(struct free_text *t, const struct nlets__labels *labels, size_t from, size_t to)
{
	struct nlets__label_hits hits = { 0 };
	size_t at = from;
	int error = labels ? nlets__labels_read(&t->message->arena, labels, t->text.text,
						(struct span){ from, to - from }, &hits) :
			     0;

	for (size_t i = 0; error == 0 && i < hits.count && has_room(t); i++) {
		const struct nlets__label_hit *hit = &hits.items[i];
		struct nlets_field *field;

		error = add_text(t, at, hit->span.off);
		field = add_field(t, hit->code, hit->span, hit->value);
		if (!field)
			return NLETS_E_MEMORY;
		field->labelled = true;
		at = span_end(hit->span);
	}
	return error < 0 ? error : add_text(t, at, to);
}

static int read_fields(struct free_text *t, const struct nlets__body_plan *plan,
		       const struct nlets__labels *labels, bool guessed)
{
	struct str text = t->text.text;
	size_t at = 0, read = 0;
	struct nlets_scan_field found;
	int error = 0;

	while (error == 0 && (plan->fields || guessed) && has_room(t) &&
	       nlets_scan_field(text, &at, plan->code_max, &found)) {
		struct str code = str_at(text, found.code);
		struct span whole = { found.code.off, span_end(found.value) - found.code.off };
		struct nlets_field *field;

		if (!nlets__takes_field(plan, str_at(text, found.value), &code))
			continue;
		error = read_labels(t, labels, read, whole.off);
		if (error < 0)
			break;
		field = add_field(t, code, whole, found.value);
		if (!field)
			return NLETS_E_MEMORY;
		field->guessed = guessed;
		read = span_end(whole);
		read += read < text.len && text.ptr[read] == '.';
	}
	return error < 0 ? error : read_labels(t, labels, read, text.len);
}

int nlets__xml_free_text(struct nlets_definitions *definitions,
			 const struct nlets_parse_options *options, struct span content,
			 struct nlets_message *message)
{
	struct free_text t = { .message = message, .options = options };
	struct nlets__body_plan plan;
	const struct nlets__labels *labels = NULL;
	int error = nlets__xml_decode(&message->arena, message->raw, content, &t.text);

	if (error < 0)
		return error;
	plan = nlets__body_plan(definitions, message->key.text, t.text.text);
	if (plan.labels && plan.form) {
		labels = nlets__labels_of(message, plan.form);
		if (!labels)
			return NLETS_E_MEMORY;
	}
	error = read_fields(&t, &plan, labels,
			    !plan.fields && !plan.labels && options->guess);
	return error < 0 || has_room(&t) ? error : nlets__xml_report_full(options, content, message);
}

int nlets__xml_rest(struct nlets_message *message, size_t from)
{
	struct span rest = nlets__xml_trim(message->raw, (struct span){ from, message->raw.len - from });
	struct span *added;

	if (rest.len == 0)
		return 0;
	added = vec_add(&message->arena, &message->text);
	if (!added)
		return NLETS_E_MEMORY;
	*added = rest;
	return 0;
}
