/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "tests/property/invariants.h"

static bool inside(const struct nlets_message *m, struct span span)
{
	return span.off <= m->raw.len && span.len <= m->raw.len - span.off;
}

static bool part_fits(const struct nlets_message *m, const struct nlets_part *part)
{
	return inside(m, part->span);
}

static const char *broken_header(const struct nlets_message *m)
{
	size_t at = 0;

	if (!part_fits(m, &m->key) || !part_fits(m, &m->sender) || !part_fits(m, &m->control) ||
	    !part_fits(m, &m->txt) || !inside(m, m->received.span) || !inside(m, m->sent.span))
		return "a header part lies outside";
	for (size_t i = 0; i < m->to.count; i++) {
		if (!part_fits(m, &m->to.items[i]) || m->to.items[i].span.off < at)
			return "a destination lies outside or out of order";
		at = span_end(m->to.items[i].span);
	}
	if (m->wire == NLETS_WIRE_TEXT && span_end(m->key.span) > m->body.off)
		return "the key reaches into the body";
	return NULL;
}

static const char *broken_field(const struct nlets_message *m, const struct nlets_field *field)
{
	struct span outer = field->span, inner = field->value_span;

	if (!inside(m, outer) || !inside(m, inner))
		return "a field lies outside";
	if (inner.off < outer.off || span_end(inner) > span_end(outer))
		return "a value lies outside its field";
	if (m->wire != NLETS_WIRE_TEXT)
		return NULL;
	if (span_end(inner) != span_end(outer))
		return "a field does not end with its value";
	if (!str_eq(field->value, str_at(m->raw, inner)))
		return "a value is not the bytes at its span";
	return NULL;
}

static bool is_separator(char c)
{
	return c == '.' || c == ' ' || c == '\r' || c == '\n' || c == 0x7f;
}

/* Walks the body: each byte is in the next field, in the next text or separates. */
static const char *broken_body(const struct nlets_message *m)
{
	size_t at = m->body.off, field = 0, text = 0;

	while (at < span_end(m->body)) {
		if (field < m->fields.count && m->fields.items[field].span.off == at)
			at = span_end(m->fields.items[field++].span);
		else if (text < m->text.count && m->text.items[text].off == at)
			at = span_end(m->text.items[text++]);
		else if (!is_separator(m->raw.ptr[at++]))
			return "a body byte is no field, no text and no separator";
	}
	if (at != span_end(m->body) || field != m->fields.count || text != m->text.count)
		return "fields and texts overlap or lie outside the body";
	return NULL;
}

const char *broken_invariant(const struct nlets_message *m)
{
	const char *broken = broken_header(m);

	if (!broken && !inside(m, m->body))
		broken = "the body lies outside";
	for (size_t i = 0; !broken && i < m->fields.count; i++) {
		broken = broken_field(m, &m->fields.items[i]);
		if (!broken && i && m->fields.items[i].span.off <
					    span_end(m->fields.items[i - 1].span))
			broken = "fields are out of order";
	}
	for (size_t i = 0; !broken && i < m->text.count; i++)
		if (!inside(m, m->text.items[i]) || m->text.items[i].len == 0)
			broken = "a text lies outside or is empty";
	for (size_t i = 0; !broken && i < m->findings.count; i++)
		if (!inside(m, m->findings.items[i].span))
			broken = "a finding points outside";
	if (!broken && m->wire == NLETS_WIRE_TEXT)
		broken = broken_body(m);
	return broken;
}

bool renders_to(struct nlets_definitions *definitions, const struct nlets_message *message,
		struct str bytes)
{
	struct arena arena = { 0 };
	struct buf out = { 0 };
	bool same = nlets_render(definitions, message, message->wire, &out, &arena, NULL) == 0 &&
		    str_eq(buf_str(&out), bytes);

	buf_free(&out);
	arena_free(&arena);
	return same;
}

static bool set_destinations(struct nlets_message *m)
{
	size_t count = m->to.count;

	nlets_message_clear_destinations(m);
	for (size_t i = 0; i < count; i++)
		if (nlets_message_add_destination(m, m->to.items[i].text) < 0)
			return false;
	return true;
}

bool set_all_to_own(struct nlets_message *m)
{
	bool done = set_destinations(m);

	if (m->key.text.ptr)
		done = done && nlets_message_set_key(m, m->key.text) == 0;
	if (m->sender.text.ptr)
		done = done && nlets_message_set_sender(m, m->sender.text) == 0;
	if (m->control.text.ptr)
		done = done && nlets_message_set_control(m, m->control.text) == 0;
	if (m->direction == NLETS_OUTPUT) {
		const struct nlets_stamp received = m->received, sent = m->sent;

		done = done && nlets_message_set_stamps(m, &received, &sent) == 0;
	}
	for (size_t i = 0; i < m->fields.count; i++)
		done = done && nlets_message_set_value(m, i, m->fields.items[i].value) == 0;
	/* Without any part to set, nothing was edited and raw is what is written.
	 * raw is the message's own memory; only the constness of str hides that. */
	if (m->origin)
		memset((char *)(uintptr_t)(const void *)m->raw.ptr, '#', m->raw.len);
	return done;
}
