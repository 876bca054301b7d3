/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes legacy text, and patches edited parts into a message's own bytes for
 * both wire formats. */
#include <config.h>

#include "nlets/body_plan.h"
#include "nlets/scan.h"
#include "nlets/wire.h"

#include <stdlib.h>

bool nlets__keeps_bytes(const struct nlets_message *message, enum nlets_wire wire)
{
	return message->wire == wire && message->raw.ptr && !message->restructured &&
	       message->to.count == message->parsed_to;
}

/* One replaced piece. */
struct patch {
	struct span span;
	struct str text;
};

static int compare_patches(const void *a, const void *b)
{
	const struct patch *x = a, *y = b;

	return x->span.off < y->span.off ? -1 : x->span.off > y->span.off;
}

static size_t add_part(struct patch *patches, size_t count, const struct nlets_part *part)
{
	if (part->edited)
		patches[count++] = (struct patch){ part->span, part->text };
	return count;
}

static size_t collect(const struct nlets_message *m, struct patch *patches)
{
	size_t count = 0;

	count = add_part(patches, count, &m->key);
	count = add_part(patches, count, &m->sender);
	count = add_part(patches, count, &m->control);
	for (size_t i = 0; i < m->to.count; i++)
		count = add_part(patches, count, &m->to.items[i]);
	for (size_t i = 0; i < m->fields.count; i++)
		if (m->fields.items[i].edited)
			patches[count++] = (struct patch){ m->fields.items[i].value_span,
							   m->fields.items[i].value };
	qsort(patches, count, sizeof(*patches), compare_patches);
	return count;
}

int nlets__patch(const struct nlets_message *message, struct arena *arena, struct buf *out,
		 void (*write)(struct buf *out, struct str text))
{
	struct str bytes = nlets__bytes(message);
	struct patch *patches = arena_alloc_array(
		arena, 3 + message->to.count + message->fields.count, sizeof(*patches));
	size_t count, at = 0;

	if (!patches)
		return NLETS_E_MEMORY;
	count = collect(message, patches);
	for (size_t i = 0; i < count; i++) {
		buf_add(out, str_sub(bytes, at, patches[i].span.off - at));
		write(out, patches[i].text);
		at = span_end(patches[i].span);
	}
	buf_add(out, str_sub(bytes, at, bytes.len - at));
	return out->failed ? NLETS_E_MEMORY : 0;
}

static void write_stamp(struct buf *out, const struct nlets_stamp *stamp)
{
	buf_add(out, stamp->time);
	buf_add_char(out, ' ');
	buf_add(out, stamp->date);
	buf_add_char(out, ' ');
	buf_add(out, stamp->sequence);
}

static void write_control(const struct nlets_message *m, struct buf *out)
{
	if (!m->control.text.ptr)
		return;
	buf_add_char(out, '*');
	buf_add(out, m->control.text);
	buf_add_char(out, '.');
}

static void write_input_header(const struct nlets_message *m, struct buf *out)
{
	buf_add(out, m->key.text);
	buf_add_char(out, '.');
	buf_add(out, m->sender.text);
	buf_add_char(out, '.');
	for (size_t i = 0; i < m->to.count; i++) {
		buf_add(out, m->to.items[i].text);
		buf_add_char(out, '.');
	}
	write_control(m, out);
}

static void write_output_header(const struct nlets_message *m, struct buf *out)
{
	buf_add(out, m->key.text);
	buf_add_char(out, '.');
	buf_add(out, m->sender.text);
	buf_add(out, STR("\r\n"));
	if (m->received.present) {
		write_stamp(out, &m->received);
		buf_add(out, STR("\r\n"));
	}
	if (m->sent.present) {
		write_stamp(out, &m->sent);
		for (size_t i = 0; i < m->to.count; i++) {
			buf_add_char(out, ' ');
			buf_add(out, m->to.items[i].text);
		}
		buf_add(out, STR("\r\n"));
	}
	write_control(m, out);
	if (m->control.text.ptr)
		buf_add(out, STR("\r\n"));
}

/* The body's texts in byte order: those before offset limit. */
static size_t write_texts(const struct nlets_message *m, struct buf *out, size_t next, size_t limit)
{
	while (next < m->text.count && m->text.items[next].off < limit) {
		buf_add(out, str_at(nlets__bytes(m), m->text.items[next++]));
		buf_add(out, STR("\r\n"));
	}
	return next;
}

static void write_field(const struct nlets_message *m, struct buf *out, const struct nlets_field *f)
{
	if (f->labelled && f->span.len)
		buf_add(out, str_sub(nlets__bytes(m), f->span.off, f->value_span.off - f->span.off));
	else {
		buf_add(out, f->code);
		buf_add_char(out, '/');
	}
	buf_add(out, f->value);
}

/* New text stands before the fields of an answer and behind those of a query, where
 * PUR and ATN come first. */
static void write_body(const struct nlets_message *m, struct buf *out)
{
	bool before = m->direction == NLETS_OUTPUT;
	size_t next = 0;

	if (before)
		buf_add(out, m->new_text);
	if (before && m->new_text.len && m->fields.count)
		buf_add(out, STR("\r\n"));
	for (size_t i = 0; i < m->fields.count; i++) {
		const struct nlets_field *field = &m->fields.items[i];
		bool last = i + 1 == m->fields.count;

		if (!m->new_text.ptr && field->span.len)
			next = write_texts(m, out, next, field->span.off);
		write_field(m, out, field);
		if (!last)
			buf_add(out, field->labelled ? STR("\r\n") : STR("."));
		else if (!m->new_text.ptr && next < m->text.count)
			buf_add(out, STR("\r\n"));
	}
	if (!m->new_text.ptr)
		write_texts(m, out, next, SIZE_MAX);
	if (!before && m->new_text.len && m->fields.count)
		buf_add(out, STR("\r\n"));
	if (!before)
		buf_add(out, m->new_text);
}

struct diagnosis {
	const struct nlets_message *message;
	struct arena *arena;
	struct nlets_findings *findings;
	size_t code_max; /* as the body was read back */
	bool found, failed;
};

static struct nlets_finding *diagnose(struct diagnosis *d, enum nlets_finding_id id,
				      struct span span)
{
	size_t dropped = d->findings->dropped;
	struct nlets_finding *finding = nlets_findings_add(d->arena, d->findings, id, span);

	d->found = true;
	if (!finding && d->findings->dropped == dropped)
		d->failed = true;
	return finding;
}

static void diagnose_part(struct diagnosis *d, const struct nlets_part *part, bool control)
{
	struct nlets_finding *finding;
	bool fits = part->text.len > 0;

	for (size_t i = 0; i < part->text.len; i++) {
		char c = part->text.ptr[i];

		fits = fits && (control ? c != '.' && !char_is_control(c) : char_is_upper_alnum(c));
	}
	if (fits)
		return;
	finding = diagnose(d, NLETS_F_PART_UNWRITABLE, part->span);
	if (finding)
		finding->args[0] = part->text;
}

/* The value read back as a field of its own is not what it was. */
static void diagnose_field(struct diagnosis *d, const struct nlets_field *field, size_t code_max)
{
	struct str written = arena_printf(d->arena, "%.*s/%.*s", STR_ARGS(field->code),
					  STR_ARGS(field->value));
	struct nlets_scan_field read, second;
	struct nlets_finding *finding;
	size_t at = 0;

	if (!written.ptr) {
		d->failed = true;
		return;
	}
	if (!nlets_scan_field(written, &at, code_max, &read) ||
	    str_eq(str_at(written, read.value), field->value))
		return;
	finding = diagnose(d, nlets_scan_field(written, &at, code_max, &second) ?
				      NLETS_F_VALUE_SPLITS : NLETS_F_VALUE_EDGE, field->span);
	if (finding)
		finding->field = field->code;
}

static int unrenderable(struct diagnosis *d)
{
	const struct nlets_message *m = d->message;

	diagnose_part(d, &m->key, false);
	diagnose_part(d, &m->sender, false);
	for (size_t i = 0; i < m->to.count; i++)
		diagnose_part(d, &m->to.items[i], false);
	if (m->control.text.ptr)
		diagnose_part(d, &m->control, true);
	for (size_t i = 0; i < m->fields.count; i++)
		diagnose_field(d, &m->fields.items[i], d->code_max);
	if (!d->found)
		diagnose(d, NLETS_F_UNRENDERABLE, m->body);
	return d->failed ? NLETS_E_MEMORY : NLETS_E_UNRENDERABLE;
}

/* The last word on whether what was written says the same. */
static int read_back(struct nlets_definitions *definitions, struct diagnosis *d, struct str written)
{
	struct nlets_limits limits = { SIZE_MAX, nlets_default_limits.fields, 1, 1 };
	struct nlets_parse_options options = { &limits, false };
	const struct nlets_message *m = d->message;
	struct nlets_message *again;
	int error;

	if (m->fields.count > limits.fields)
		limits.fields = m->fields.count;
	for (size_t i = 0; i < m->fields.count; i++)
		options.guess = options.guess || m->fields.items[i].guessed;
	error = nlets_parse(definitions, written, &options, &again);
	if (error < 0)
		return error;
	if (!nlets_message_same(m, again)) {
		d->code_max = nlets__body_plan(definitions, m->key.text, STR("")).code_max;
		error = unrenderable(d);
	}
	nlets_message_free(&again);
	return error;
}

static void write_new(const struct nlets_message *message, struct buf *out)
{
	if (message->direction == NLETS_OUTPUT)
		write_output_header(message, out);
	else
		write_input_header(message, out);
	buf_add(out, STR("TXT\r\n"));
	write_body(message, out);
}

int nlets__text_render(struct nlets_definitions *definitions, const struct nlets_message *message,
		       struct buf *out, struct arena *arena, struct nlets_findings *findings)
{
	struct diagnosis diagnosis = { .message = message, .arena = arena, .findings = findings };
	size_t start = out->len;

	if (nlets__keeps_bytes(message, NLETS_WIRE_TEXT)) {
		int error = nlets__patch(message, arena, out, buf_add);

		if (error < 0 || !message->origin)
			return error;
	} else {
		write_new(message, out);
	}
	if (out->failed)
		return NLETS_E_MEMORY;
	return read_back(definitions, &diagnosis,
			 str_sub(buf_str(out), start, out->len - start));
}
