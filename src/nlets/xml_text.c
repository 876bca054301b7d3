/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/xml_text.h"

#include "base/utf8.h"
#include "nlets/error.h"

/* Longest reference that can mean something: "&#x0010FFFF;" with zeros to spare. */
enum { REFERENCE_MAX = 16 };

struct decoder {
	struct arena *arena;
	struct str raw;
	size_t end;
	struct nlets__xml_text *out;
	size_t text_len;
	bool failed;
};

static void add_run(struct decoder *d, struct span raw, size_t text_len, bool reference)
{
	struct nlets__xml_run *run;

	if (raw.len == 0 || d->failed)
		return;
	run = vec_add(d->arena, &d->out->runs);
	d->failed = !run;
	if (d->failed)
		return;
	run->text = (struct span){ d->text_len, text_len };
	run->raw = raw;
	run->reference = reference;
	d->text_len += text_len;
}

static bool number_of(struct str digits, uint32_t *code)
{
	uint32_t base = 10;

	*code = 0;
	if (digits.len > 1 && digits.ptr[0] == 'x') {
		base = 16;
		digits = str_sub(digits, 1, digits.len - 1);
	}
	for (size_t i = 0; i < digits.len; i++) {
		char c = char_to_upper(digits.ptr[i]);
		uint32_t value = char_is_digit(c)                     ? (uint32_t)(c - '0') :
				 base == 16 && c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10) :
								       99;

		if (value >= base || *code > 0x10ffff)
			return false;
		*code = *code * base + value;
	}
	return digits.len > 0 && *code > 0 && *code <= 0x10ffff &&
	       !(*code >= 0xd800 && *code < 0xe000);
}

static bool named(struct str name, uint32_t *code)
{
	static const struct {
		struct str name;
		char c;
	} known[] = {
		{ { "lt", 2 }, '<' },	 { { "gt", 2 }, '>' },	  { { "amp", 3 }, '&' },
		{ { "quot", 4 }, '"' }, { { "apos", 4 }, '\'' },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (str_eq(known[i].name, name)) {
			*code = (uint32_t)known[i].c;
			return true;
		}
	}
	return false;
}

/* The character a reference at `at` stands for; its length in raw, or 0. */
static size_t reference_at(const struct decoder *d, size_t at, uint32_t *code)
{
	size_t room = d->end - at < REFERENCE_MAX ? d->end - at : REFERENCE_MAX;
	struct str s = str_sub(d->raw, at, room);
	size_t semicolon = str_find_char(s, ';');
	bool known;

	if (semicolon == s.len || semicolon < 2)
		return 0;
	if (s.ptr[1] == '#')
		known = number_of(str_sub(s, 2, semicolon - 2), code);
	else
		known = named(str_sub(s, 1, semicolon - 1), code);
	return known ? semicolon + 1 : 0;
}

static size_t utf8_len(uint32_t code)
{
	return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/* Offset behind the given end mark, or the end of the content. */
static size_t behind(const struct decoder *d, size_t from, struct str mark)
{
	size_t at = from + str_find(str_sub(d->raw, from, d->end - from), mark);

	return at >= d->end ? d->end : at + mark.len;
}

/* Steps over the markup at `at` (a '<'); a CDATA section gives a run. */
static size_t step_markup(struct decoder *d, size_t at)
{
	struct str rest = str_sub(d->raw, at, d->end - at);
	size_t end, inner;

	if (str_starts(rest, STR("<!--")))
		return behind(d, at + 4, STR("-->"));
	if (str_starts(rest, STR("<?")))
		return behind(d, at + 2, STR("?>"));
	if (!str_starts(rest, STR("<![CDATA[")))
		return behind(d, at, STR(">"));
	inner = at + 9;
	end = inner + str_find(str_sub(d->raw, inner, d->end - inner), STR("]]>"));
	add_run(d, (struct span){ inner, end - inner }, end - inner, false);
	return end >= d->end ? d->end : end + 3;
}

static void find_runs(struct decoder *d, size_t at)
{
	size_t start = at;

	while (at < d->end && !d->failed) {
		char c = d->raw.ptr[at];
		uint32_t code = 0;
		size_t len = c == '&' ? reference_at(d, at, &code) : 0;

		if (c != '<' && len == 0) {
			at++;
			continue;
		}
		add_run(d, (struct span){ start, at - start }, at - start, false);
		if (c == '<') {
			at = step_markup(d, at);
		} else {
			add_run(d, (struct span){ at, len }, utf8_len(code), true);
			at += len;
		}
		start = at;
	}
	add_run(d, (struct span){ start, d->end - start }, d->end - start, false);
}

static int join(struct decoder *d)
{
	struct buf character = { 0 };
	char *to = arena_alloc(d->arena, d->text_len + 1);

	if (!to)
		return NLETS_E_MEMORY;
	d->out->text = (struct str){ to, d->text_len };
	for (size_t i = 0; i < d->out->runs.count && !character.failed; i++) {
		const struct nlets__xml_run *run = &d->out->runs.items[i];
		struct str from = str_at(d->raw, run->raw);
		uint32_t code = 0;

		if (run->reference) {
			reference_at(d, run->raw.off, &code);
			buf_clear(&character);
			utf8_encode(&character, code);
			from = buf_str(&character);
		}
		if (from.len == run->text.len && from.len > 0)
			memcpy(to + run->text.off, from.ptr, from.len);
	}
	d->failed = character.failed;
	buf_free(&character);
	return d->failed ? NLETS_E_MEMORY : 0;
}

int nlets__xml_decode(struct arena *arena, struct str raw, struct span at,
		      struct nlets__xml_text *decoded)
{
	struct decoder d = { .arena = arena, .raw = raw, .end = span_end(at), .out = decoded };

	*decoded = (struct nlets__xml_text){ 0 };
	find_runs(&d, at.off);
	if (d.failed)
		return NLETS_E_MEMORY;
	if (decoded->runs.count == 0) {
		decoded->text = str_sub(raw, at.off, 0);
		return 0;
	}
	if (decoded->runs.count == 1 && !decoded->runs.items[0].reference) {
		decoded->text = str_at(raw, decoded->runs.items[0].raw);
		return 0;
	}
	return join(&d);
}

/* The run that holds the decoded offset; the last one for offsets behind all. */
static const struct nlets__xml_run *run_at(const struct nlets__xml_text *decoded, size_t off)
{
	size_t low = 0, high = decoded->runs.count - 1;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (span_end(decoded->runs.items[middle].text) > off)
			high = middle;
		else
			low = middle + 1;
	}
	return &decoded->runs.items[low];
}

struct span nlets__xml_raw_span(const struct nlets__xml_text *decoded, struct span text)
{
	const struct nlets__xml_run *first, *last;
	size_t start, end;

	if (decoded->runs.count == 0)
		return (struct span){ 0, 0 };
	first = run_at(decoded, text.off);
	start = first->reference ? first->raw.off : first->raw.off + (text.off - first->text.off);
	if (text.len == 0)
		return (struct span){ start, 0 };
	last = run_at(decoded, span_end(text) - 1);
	end = last->reference ? span_end(last->raw) :
				last->raw.off + (span_end(text) - last->text.off);
	return (struct span){ start, end - start };
}

size_t nlets__xml_text_offset(const struct nlets__xml_text *decoded, size_t raw)
{
	size_t low = 0, high = decoded->runs.count;
	const struct nlets__xml_run *run;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (span_end(decoded->runs.items[middle].raw) > raw)
			high = middle;
		else
			low = middle + 1;
	}
	if (low == decoded->runs.count)
		return decoded->text.len;
	run = &decoded->runs.items[low];
	return run->reference || raw <= run->raw.off ? run->text.off :
						       run->text.off + (raw - run->raw.off);
}

struct span nlets__xml_trim(struct str text, struct span at)
{
	struct str whole = str_at(text, at), trimmed = str_trim(whole);

	if (trimmed.len == 0)
		return (struct span){ at.off, 0 };
	return (struct span){ at.off + (size_t)(trimmed.ptr - whole.ptr), trimmed.len };
}
