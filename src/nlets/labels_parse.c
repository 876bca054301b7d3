/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labelled values, line by line. A line is one of
 * - pairs: "LABEL: value", "LABEL = value", "LABEL    value", several to a line, or
 *   "LABEL value" where labels and single words take turns to the end; lines below
 *   that begin in the last value's column go on with it;
 * - a row of labels, with their values in the same columns of the lines below
 *   (labels_rows.c);
 * - anything else, which stays text. */
#include <config.h>

#include "nlets/labels_lines.h"

#include "nlets/wire.h"
#include "nlets/words.h"

bool nlets__line_next(struct str text, struct span within, size_t at, struct nlets__line *line)
{
	size_t end = span_end(within);

	if (at >= end)
		return false;
	line->from = line->start = line->end = at;
	while (line->start > 0 && text.ptr[line->start - 1] != '\n' &&
	       text.ptr[line->start - 1] != '\r' && at - line->start < NLETS__COLUMNS_MAX)
		line->start--;
	line->end = words_find((struct str){ text.ptr, end }, at, WORDS_STOP);
	while (line->end < end && text.ptr[line->end] == '/')
		line->end = words_find((struct str){ text.ptr, end }, line->end + 1, WORDS_STOP);
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
	return nlets__is_word(c) || c == '#';
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

/* Nothing but labels from this one to the end of the line: the head of a table. False,
 * with nothing added, when anything else stands there. */
static bool take_head(struct nlets__label_reader *r, struct nlets__label label, size_t end)
{
	size_t before = r->pairs.count, at = label.words.off;

	while (label.item && label.separator != NLETS__SEPARATOR_SIGN && !r->failed) {
		add_pair(r, &label);
		at = label.behind;
		label = nlets__label_at(r->labels, r->text, at, end);
	}
	if (at >= end && r->pairs.count - before > 2)
		return true;
	r->pairs.count = before;
	return false;
}

/* "DOB 010166 SEX M": labels and single words in turn to the end of the piece. One
 * such pair alone counts when its word holds a digit. */
static bool take_turns(struct nlets__label_reader *r, size_t at, size_t end)
{
	size_t before = r->pairs.count;
	bool digit = false;

	while (at < end && !r->failed) {
		struct nlets__label label = nlets__label_at(r->labels, r->text, at, end);

		if (!label.item || label.separator != NLETS__SEPARATOR_BLANK)
			break;
		add_pair(r, &label);
		for (at = label.behind; at < end && r->text.ptr[at] != ' '; at++)
			digit = digit || char_is_digit(r->text.ptr[at]);
		while (at < end && r->text.ptr[at] == ' ')
			at++;
	}
	if (at >= end && r->pairs.count - before > (digit ? 0 : 1))
		return true;
	r->pairs.count = before;
	return false;
}

/* Where reading goes on behind the label at `at`, which is taken into the pairs, or
 * `at` when there is none. A label must begin a piece of the line. Inside a piece
 * that began with one a further label counts when a sign follows it ("SEX: M RACE: W");
 * a known word at the end of an unknown label ("MOTHER NAME: X") does not. */
static size_t take_label(struct nlets__label_reader *r, const struct nlets__line *line, size_t at,
			 bool begins, enum nlets__separator *separator)
{
	struct nlets__label label = nlets__label_at(r->labels, r->text, at, line->end);
	size_t end;

	*separator = label.separator;
	if (!label.item)
		return at;
	if (at == line->from && take_head(r, label, line->end))
		return line->end;
	if (begins && label.separator == NLETS__SEPARATOR_BLANK) {
		end = nlets__piece_end(r->text, at, line->end);
		return take_turns(r, at, end) ? end : at;
	}
	if (label.separator != NLETS__SEPARATOR_SIGN &&
	    (!begins || label.separator == NLETS__SEPARATOR_BLANK))
		return at;
	add_pair(r, &label);
	return label.behind;
}

static void find_labels(struct nlets__label_reader *r, const struct nlets__line *line)
{
	size_t at = skip_bullet(r->text, line->from, line->end), end = line->end;
	bool begins = true, goes_on = false, after_blank = true;

	r->pairs.count = 0;
	while (at < end && !r->failed) {
		enum nlets__separator separator;
		size_t behind = at;

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
			behind = take_label(r, line, at, begins, &separator);
		if (behind > at) {
			at = behind;
			goes_on = after_blank = true;
			begins = separator == NLETS__SEPARATOR_GAP;
			continue;
		}
		begins = after_blank = false;
		while (at < end && (goes_on ? is_word(r->text.ptr[at]) :
					      !nlets__is_gap(r->text, at, end)))
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

/* Where only a gap parts label and value, the value must be the last piece of the
 * line or stand before the next label: otherwise it may be a heading of its own. */
static bool is_doubtful(const struct nlets__label_reader *r, size_t i, const struct nlets__line *line)
{
	const struct nlets__pair *pair = &r->pairs.items[i];
	size_t at = span_end(pair->value);

	if (pair->label.separator != NLETS__SEPARATOR_GAP || pair->value.len == 0)
		return false;
	while (at < line->end && (r->text.ptr[at] == ' ' || r->text.ptr[at] == '\t' ||
				  r->text.ptr[at] == '|'))
		at++;
	return at < line->end &&
	       !(i + 1 < r->pairs.count && r->pairs.items[i + 1].label.words.off == at);
}

/* In a line that ends in a label without a value, doubtful ones may be the head of a
 * table together with that. */
static void drop_doubtful(struct nlets__label_reader *r, const struct nlets__line *line)
{
	size_t kept = 0;
	bool head = r->pairs.count && r->pairs.items[r->pairs.count - 1].value.len == 0;

	for (size_t i = 0; i < r->pairs.count; i++) {
		struct nlets__pair pair = r->pairs.items[i];

		if (is_doubtful(r, i, line)) {
			if (!head)
				continue;
			pair.value.len = 0;
		}
		r->pairs.items[kept++] = pair;
	}
	r->pairs.count = kept;
}

void nlets__line_scan(struct nlets__label_reader *r, const struct nlets__line *line)
{
	find_labels(r, line);
	find_values(r, line);
	drop_doubtful(r, line);
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
		behind = 0;
		if (nlets__row_begins(&r)) {
			behind = nlets__row_take(&r, &line);
			if (behind == 0)
				nlets__line_scan(&r, &line);
		}
		at = behind ? behind : take_pairs(&r, &line);
	}
	return r.failed ? NLETS_E_MEMORY : 0;
}

int nlets__labels_parse(struct nlets_definitions *definitions, const struct nlets_form *form,
			struct nlets_message *message)
{
	struct nlets__label_hits hits = { 0 };
	const struct nlets__labels *labels =
		message->text.count ? nlets__labels_of(message, form) : NULL;
	int error = message->text.count && !labels ? NLETS_E_MEMORY : 0;

	(void)definitions;
	for (size_t i = 0; error == 0 && i < message->text.count; i++)
		error = nlets__labels_read(&message->arena, labels, message->raw,
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
