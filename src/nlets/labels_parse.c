/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labelled values, line by line. A line is one of
 * - pairs: "LABEL: value", "LABEL = value", "LABEL    value", several to a line;
 *   lines below that begin in the last value's column go on with it;
 * - a row of labels, with their values in the same columns of the lines below
 *   (labels_rows.c);
 * - anything else, which stays text. */
#include <config.h>

#include "nlets/labels_lines.h"

#include "nlets/wire.h"

bool nlets__line_next(struct str text, struct span within, size_t at, struct nlets__line *line)
{
	size_t end = span_end(within);

	if (at >= end)
		return false;
	line->from = line->start = line->end = at;
	while (line->start > 0 && text.ptr[line->start - 1] != '\n' &&
	       text.ptr[line->start - 1] != '\r' && at - line->start < NLETS__COLUMNS_MAX)
		line->start--;
	while (line->end < end && text.ptr[line->end] != '\n' && text.ptr[line->end] != '\r')
		line->end++;
	line->next = line->end;
	if (line->next < end && text.ptr[line->next] == '\r')
		line->next++;
	if (line->next < end && text.ptr[line->next] == '\n')
		line->next++;
	while (line->next < end && text.ptr[line->next] == 0x7f)
		line->next++;
	while (line->end > at && (text.ptr[line->end - 1] == ' ' || text.ptr[line->end - 1] == '\t'))
		line->end--;
	while (line->from < line->end && (text.ptr[line->from] == ' ' || text.ptr[line->from] == '\t'))
		line->from++;
	return true;
}

static bool is_word(char c)
{
	return char_is_upper_alnum(c) || char_is_lower(c) || (unsigned char)c >= 0x80 || c == '#';
}

/* Behind what may stand before the first label: "(1)", "2.", "*", "-". */
static size_t skip_bullet(struct str text, size_t at, size_t end)
{
	size_t digits = at;

	while (digits < end && !is_word(text.ptr[digits]))
		digits++;
	at = digits;
	while (digits < end && char_is_digit(text.ptr[digits]))
		digits++;
	if (digits == at || digits - at > 3 || digits + 1 >= end ||
	    (text.ptr[digits] != ')' && text.ptr[digits] != '.') || text.ptr[digits + 1] != ' ')
		return at;
	while (digits < end && !is_word(text.ptr[digits]))
		digits++;
	return digits;
}

static void add_pair(struct nlets__label_reader *r, const struct nlets__label *label)
{
	struct nlets__pair *pair = vec_add(r->arena, &r->pairs);

	if (pair)
		*pair = (struct nlets__pair){ *label, { label->behind, 0 } };
	else
		r->failed = true;
}

/* A label must begin a piece of the line. Inside a piece that began with one a
 * further label counts when a sign follows it ("SEX: M RACE: W"); a known word at
 * the end of an unknown label ("MOTHER NAME: X") does not. */
static void find_labels(struct nlets__label_reader *r, const struct nlets__line *line)
{
	size_t at = skip_bullet(r->text, line->from, line->end), end = line->end;
	bool begins = true, goes_on = false, after_blank = true;

	r->pairs.count = 0;
	while (at < end && !r->failed) {
		struct nlets__label label = { .item = NULL };

		if (nlets__is_gap(r->text, at, end)) {
			begins = true;
			goes_on = false;
		}
		if (!is_word(r->text.ptr[at])) {
			after_blank = true;
			at++;
			continue;
		}
		if (begins || (goes_on && after_blank))
			label = nlets__label_at(r->labels, r->text, at, end);
		if (label.item && (begins || label.separator == NLETS__SEPARATOR_SIGN)) {
			add_pair(r, &label);
			at = label.behind;
			goes_on = after_blank = true;
			begins = label.separator == NLETS__SEPARATOR_GAP;
			continue;
		}
		begins = after_blank = false;
		while (at < end && is_word(r->text.ptr[at]))
			at++;
	}
}

/* Without a label that no form knows, one word and a sign, at the end of a value. */
static struct span cut_unknown(struct str text, struct span value)
{
	for (size_t i = value.off + 1; i < span_end(value); i++) {
		size_t word = i;

		if (text.ptr[i] != ':' && text.ptr[i] != '=')
			continue;
		if (i + 1 < span_end(value) && text.ptr[i + 1] != ' ')
			continue;
		while (word > value.off && text.ptr[word - 1] == ' ')
			word--;
		while (word > value.off && text.ptr[word - 1] != ' ')
			word--;
		if (word > value.off)
			value.len = word - value.off;
		return value;
	}
	return value;
}

static void find_values(struct nlets__label_reader *r, const struct nlets__line *line)
{
	for (size_t i = 0; i < r->pairs.count; i++) {
		struct nlets__pair *pair = &r->pairs.items[i];
		bool last = i + 1 == r->pairs.count;
		size_t next = last ? line->end : pair[1].label.words.off;
		size_t from = pair->label.behind < next ? pair->label.behind : next;
		struct span value = { from, nlets__piece_end(r->text, from, next) - from };

		value = cut_unknown(r->text, value);
		while (value.len && (r->text.ptr[span_end(value) - 1] == ' ' ||
				     (!last && (r->text.ptr[span_end(value) - 1] == ',' ||
						r->text.ptr[span_end(value) - 1] == ';'))))
			value.len--;
		pair->value = value;
	}
}

void nlets__line_scan(struct nlets__label_reader *r, const struct nlets__line *line)
{
	find_labels(r, line);
	find_values(r, line);
}

bool nlets__line_is_plain(struct nlets__label_reader *r, const struct nlets__line *line)
{
	nlets__line_scan(r, line);
	return r->pairs.count == 0 && line->from < line->end;
}

struct nlets__label_hit *nlets__label_add(struct nlets__label_reader *r, struct str code, size_t from,
					  struct span value)
{
	struct nlets__label_hit *hit = vec_add(r->arena, r->hits);

	if (!hit) {
		r->failed = true;
		return NULL;
	}
	*hit = (struct nlets__label_hit){ code, { from, span_end(value) - from }, value };
	return hit;
}

enum { WRAPPED_LINES = 4 };

/* Lines that begin in the column of the value go on with it. Returns where reading
 * goes on. */
static size_t join_wrapped(struct nlets__label_reader *r, const struct nlets__line *line,
			   struct nlets__label_hit *hit)
{
	size_t column = hit->value.off - line->start, next = line->next;
	struct nlets__line below;

	for (unsigned i = 0; i < WRAPPED_LINES; i++) {
		size_t indent;

		if (!nlets__line_next(r->text, r->within, next, &below))
			break;
		indent = below.from - below.start;
		if (indent + 1 < column || indent > column + 1 || !nlets__line_is_plain(r, &below) ||
		    nlets__piece_end(r->text, below.from, below.end) != below.end)
			break;
		hit->value.len = below.end - hit->value.off;
		hit->span.len = below.end - hit->span.off;
		next = below.next;
	}
	return next;
}

static size_t take_pairs(struct nlets__label_reader *r, const struct nlets__line *line)
{
	struct nlets__label_hit *hit = NULL;
	bool wraps = false;

	for (size_t i = 0; i < r->pairs.count && !r->failed; i++) {
		const struct nlets__pair *pair = &r->pairs.items[i];

		if (pair->value.len == 0)
			continue;
		hit = nlets__label_add(r, pair->label.item->code, pair->label.words.off, pair->value);
		wraps = i + 1 == r->pairs.count && span_end(pair->value) == line->end;
	}
	return hit && wraps ? join_wrapped(r, line, hit) : line->next;
}

int nlets__labels_read(struct arena *arena, const struct nlets__labels *labels, struct str text,
		       struct span within, struct nlets__label_hits *hits)
{
	struct nlets__label_reader r = { .arena = arena, .labels = labels, .text = text,
					 .within = within, .hits = hits };
	struct nlets__line line;
	size_t at = within.off;

	while (!r.failed && nlets__line_next(text, within, at, &line)) {
		size_t behind;

		at = line.next;
		nlets__line_scan(&r, &line);
		if (r.pairs.count == 0)
			continue;
		behind = nlets__row_take(&r, &line);
		if (behind == 0) {
			nlets__line_scan(&r, &line);
			behind = take_pairs(&r, &line);
		}
		at = behind;
	}
	return r.failed ? NLETS_E_MEMORY : 0;
}

int nlets__labels_parse(struct nlets_definitions *definitions, const struct nlets_form *form,
			struct nlets_message *message)
{
	struct nlets__label_hits hits = { 0 };
	struct nlets__labels labels;
	int error = nlets__labels_index(&message->arena, form, &labels);

	(void)definitions;
	for (size_t i = 0; error == 0 && i < message->text.count; i++)
		error = nlets__labels_read(&message->arena, &labels, message->raw,
					   message->text.items[i], &hits);
	for (size_t i = 0; error == 0 && i < hits.count; i++) {
		struct nlets_field *field = vec_add(&message->arena, &message->fields);

		if (!field)
			return NLETS_E_MEMORY;
		*field = (struct nlets_field){ .code = hits.items[i].code,
					       .span = hits.items[i].span,
					       .value_span = hits.items[i].value,
					       .value = str_at(message->raw, hits.items[i].value),
					       .labelled = true };
	}
	return error;
}
