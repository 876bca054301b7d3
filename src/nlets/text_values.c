/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What departs from the rule inside a text body: odd bytes, values that hide a
 * field, texts where fields should stand (message-structure.md section 1.4). */
#include <config.h>

#include "nlets/text_parse.h"

#include "base/utf8.h"
#include "nlets/words.h"

static bool is_line_end(char c)
{
	return c == '\r' || c == '\n' || c == 0x7f;
}

/* Line ends and DEL are looked at by value; of the other controls each run of
 * one kind is one finding. */
static size_t report_control(struct nlets__reading *r, size_t at)
{
	struct str raw = r->message->raw;
	size_t end = at + 1;

	while (end < raw.len && raw.ptr[end] == raw.ptr[at])
		end++;
	nlets__report(r, NLETS_F_VALUE_CONTROL, (struct span){ at, end - at })->args[0] =
		str_sub(raw, at, 1);
	return end;
}

static size_t report_high(struct nlets__reading *r, size_t at)
{
	struct str raw = r->message->raw;
	size_t end = at, bad;

	while (end < raw.len && (unsigned char)raw.ptr[end] >= 0x80)
		end++;
	bad = at + utf8_first_invalid(str_sub(raw, at, end - at));
	if (bad > at)
		nlets__report(r, NLETS_F_NOT_ASCII, (struct span){ at, bad - at });
	if (bad < end)
		nlets__report(r, NLETS_F_NOT_UTF8, (struct span){ bad, end - bad });
	return end;
}

static void check_bytes(struct nlets__reading *r)
{
	struct str raw = r->message->raw;
	size_t at = words_find(raw, 0, WORDS_ODD);

	while (at < raw.len) {
		at = char_is_control(raw.ptr[at]) ? report_control(r, at) : report_high(r, at);
		at = words_find(raw, at, WORDS_ODD);
	}
}

/* Whether the three letters before the slash at at, inside value, look like a
 * field that lost its period, or has a blank behind it. */
static void check_slash(struct nlets__reading *r, const struct nlets_field *field, size_t at)
{
	const char *p = field->value.ptr;
	size_t before = at - 4;
	enum nlets_finding_id id;

	if (!char_is_upper(p[at - 1]) || !char_is_upper(p[at - 2]) || !char_is_upper(p[at - 3]))
		return;
	if (is_line_end(p[before])) {
		id = NLETS_F_PERIOD_MISSING;
	} else {
		if (p[before] != ' ')
			return;
		while (before > 0 && p[before] == ' ')
			before--;
		if (p[before] != '.')
			return;
		id = NLETS_F_FIELD_AFTER_BLANK;
	}
	nlets__report(r, id, (struct span){ field->value_span.off + at - 3, 4 })->field = field->code;
}

static void check_inside(struct nlets__reading *r, const struct nlets_field *field, bool strict)
{
	struct str value = field->value;
	bool broken = false;

	for (size_t at = 0; at < value.len; at++) {
		at = words_find(value, at, WORDS_SPECIAL);
		if (at >= value.len)
			return;
		if (is_line_end(value.ptr[at]) && !broken) {
			broken = true;
			nlets__report(r, NLETS_F_VALUE_BREAK,
				      (struct span){ field->value_span.off + at, 1 })
				->field = field->code;
		} else if (strict && value.ptr[at] == '/' && at >= 4) {
			check_slash(r, field, at);
		}
	}
}

/* The rule was read for requests; an answer is only warned about. */
static void report_empty(struct nlets__reading *r, const struct nlets_field *field, bool strict)
{
	struct nlets_finding *finding = nlets__report(r, NLETS_F_FIELD_EMPTY, field->span);

	finding->field = field->code;
	if (!strict)
		finding->severity = NLETS_WARNING;
}

static void check_field(struct nlets__reading *r, const struct nlets_field *field, bool strict)
{
	size_t end = span_end(field->value_span), blanks = end;
	struct str raw = r->message->raw;

	if (field->value.len == 0)
		report_empty(r, field, strict);
	check_inside(r, field, strict);
	while (strict && blanks < raw.len && raw.ptr[blanks] == ' ')
		blanks++;
	if (blanks > end)
		nlets__report(r, NLETS_F_VALUE_PADDED, (struct span){ end, blanks - end })->field =
			field->code;
}

/* A period behind the last field, at the very end. */
static void check_end(struct nlets__reading *r)
{
	const struct nlets_message *m = r->message;
	const struct nlets_field *last = &m->fields.items[m->fields.count - 1];
	size_t at = m->raw.len;

	while (at > span_end(last->span) && (m->raw.ptr[at - 1] == ' ' || is_line_end(m->raw.ptr[at - 1])))
		at--;
	if (at > span_end(last->span) && m->raw.ptr[at - 1] == '.' &&
	    (m->text.count == 0 || span_end(m->text.items[m->text.count - 1]) < at))
		nlets__report(r, NLETS_F_TRAILING_PERIOD, (struct span){ at - 1, 1 });
}

void nlets__check_body(struct nlets__reading *r, bool strict)
{
	const struct nlets_message *m = r->message;

	check_bytes(r);
	for (size_t i = 0; i < m->fields.count && !r->failed; i++)
		if (!m->fields.items[i].labelled && !m->fields.items[i].guessed)
			check_field(r, &m->fields.items[i], strict);
	if (m->layout == NLETS_BODY_FIELDS && m->fields.count)
		check_end(r);
	for (size_t i = 0; strict && i < m->text.count; i++)
		nlets__report(r, NLETS_F_TEXT_UNREAD, m->text.items[i]);
}
