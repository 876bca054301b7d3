/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of labels with their values in the same columns below, as rap sheets have
 * them (criminal-history-and-immigration.md section 1.8: columns 0, 24 and 48), and
 * tables with a record a line. */
#include <config.h>

#include "nlets/labels_lines.h"

enum { COLUMNS = 16, RECORDS_BELOW = 10000, LINES_BELOW = 4 };

struct column {
	size_t at;          /* column where its label begins */
	size_t label;       /* offset of the label in the text */
	struct str code;    /* "" for an unknown label */
};

struct row {
	struct column columns[COLUMNS];
	size_t count;
	size_t first_label; /* offset, until a field has taken the row of labels */
	bool taken;
};

bool nlets__row_begins(const struct nlets__label_reader *r)
{
	size_t empty = 0, signs = 0;

	for (size_t i = 0; i < r->pairs.count; i++) {
		empty += r->pairs.items[i].value.len == 0;
		signs += r->pairs.items[i].label.separator == NLETS__SEPARATOR_SIGN;
	}
	return empty == r->pairs.count || (empty && !signs);
}

static void add_column(struct row *row, const struct nlets__line *line, size_t at, struct str code)
{
	if (row->count < COLUMNS)
		row->columns[row->count++] = (struct column){ at - line->start, at, code };
}

/* Known labels, and unknown ones: the pieces of the line between them. */
static void find_columns(const struct nlets__label_reader *r, const struct nlets__line *line,
			 struct row *row)
{
	size_t at = line->from, next = 0;

	while (at < line->end && row->count < COLUMNS) {
		const struct nlets__pair *pair = &r->pairs.items[next];
		size_t limit = next < r->pairs.count ? pair->label.words.off : line->end;
		size_t end;

		if (limit == at) {
			add_column(row, line, at, pair->label.item->code);
			at = pair->label.behind;
			next++;
			continue;
		}
		end = nlets__piece_end(r->text, at, limit);
		if (end < limit || limit == line->end)
			add_column(row, line, at, STR(""));
		at = end;
		while (at < limit && (nlets__is_gap(r->text, at, limit) || r->text.ptr[at] == ' '))
			at++;
	}
}

static struct span trimmed(struct str text, size_t from, size_t to)
{
	while (from < to && (text.ptr[from] == ' ' || text.ptr[from] == '\t' || text.ptr[from] == '|'))
		from++;
	while (to > from && (text.ptr[to - 1] == ' ' || text.ptr[to - 1] == '\t' ||
			     text.ptr[to - 1] == '|'))
		to--;
	return (struct span){ from, to - from };
}

/* The values by the columns of the labels; false when one reaches into the next
 * column. */
static bool by_columns(struct str text, const struct row *row, const struct nlets__line *line,
		       struct span *values)
{
	for (size_t i = 0; i < row->count; i++) {
		size_t from = i == 0 ? line->from : line->start + row->columns[i].at;
		size_t to = i + 1 == row->count ? line->end : line->start + row->columns[i + 1].at;

		from = from < line->end ? from : line->end;
		from = from > line->from ? from : line->from;
		to = to < line->end ? to : line->end;
		to = to > from ? to : from;
		if (i > 0 && from > line->from && from < line->end && text.ptr[from - 1] != ' ' &&
		    text.ptr[from - 1] != '\t')
			return false;
		values[i] = trimmed(text, from, to);
	}
	return true;
}

/* The values one after the other, for columns that are not aligned with the labels;
 * false when there are more or fewer than labels. */
static bool by_order(struct str text, const struct row *row, const struct nlets__line *line,
		     struct span *values)
{
	size_t at = line->from, count = 0;

	while (at < line->end) {
		size_t end = nlets__piece_end(text, at, line->end);

		if (count == row->count)
			return false;
		values[count++] = trimmed(text, at, end);
		at = end;
		while (at < line->end && (nlets__is_gap(text, at, line->end) || text.ptr[at] == ' '))
			at++;
	}
	return count == row->count;
}

static size_t filled(const struct row *row, const struct span *values)
{
	size_t count = 0;

	for (size_t i = 0; i < row->count; i++)
		count += values[i].len > 0;
	return count;
}

/* The first field of the first record takes the row of labels into its span. */
static void take_record(struct nlets__label_reader *r, struct row *row, const struct span *values)
{
	for (size_t i = 0; i < row->count && !r->failed; i++) {
		size_t from = values[i].off;

		if (values[i].len == 0 || row->columns[i].code.len == 0)
			continue;
		if (!row->taken && i == 0)
			from = row->columns[0].label;
		row->taken = true;
		nlets__label_add(r, row->columns[i].code, from, values[i]);
	}
}

static bool is_rule(struct str text, const struct nlets__line *line)
{
	for (size_t i = line->from; i < line->end; i++)
		if (!memchr("-=_* |+", text.ptr[i], 7))
			return false;
	return line->from < line->end;
}

static size_t take_records(struct nlets__label_reader *r, struct row *row, size_t at)
{
	size_t behind = 0;
	struct nlets__line line;

	for (unsigned i = 0; i < RECORDS_BELOW && nlets__line_next(r->text, r->within, at, &line); i++) {
		struct span values[COLUMNS];

		at = line.next;
		if (i == 0 && is_rule(r->text, &line))
			continue;
		if (!nlets__line_is_plain(r, &line) ||
		    (!by_columns(r->text, row, &line, values) && !by_order(r->text, row, &line, values)))
			break;
		if (behind && (filled(row, values) < 2 || values[0].len == 0))
			break;
		take_record(r, row, values);
		behind = line.next;
	}
	return behind;
}

/* One label with its value below: the lines that begin no further left than it. */
static size_t take_block(struct nlets__label_reader *r, const struct row *row, size_t at)
{
	struct nlets__label_hit *hit = NULL;
	size_t behind = 0;
	struct nlets__line line;

	for (unsigned i = 0; i < LINES_BELOW && nlets__line_next(r->text, r->within, at, &line); i++) {
		at = line.next;
		if (line.from - line.start + 1 < row->columns[0].at || !nlets__line_is_plain(r, &line) ||
		    nlets__piece_end(r->text, line.from, line.end) != line.end)
			break;
		if (!hit)
			hit = nlets__label_add(r, row->columns[0].code, row->columns[0].label,
					       (struct span){ line.from, line.end - line.from });
		if (!hit)
			break;
		hit->value.len = line.end - hit->value.off;
		hit->span.len = line.end - hit->span.off;
		behind = line.next;
	}
	return behind;
}

size_t nlets__row_take(struct nlets__label_reader *r, const struct nlets__line *line)
{
	struct row row = { .count = 0 };

	find_columns(r, line, &row);
	if (row.count == 1)
		return take_block(r, &row, line->next);
	return take_records(r, &row, line->next);
}
