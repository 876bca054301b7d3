/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "sim/log_search.h"

#include "nlets/dates.h"

static bool is_word(char c)
{
	return char_is_upper_alnum(char_to_upper(c));
}

struct str sim_log_body(struct str bytes)
{
	size_t at = str_find(bytes, STR("TXT\r\n"));

	return at < bytes.len && bytes.ptr[0] != '<'
		       ? str_sub(bytes, at + 5, bytes.len - at - 5)
		       : bytes;
}

struct str sim_log_sender(struct str bytes)
{
	struct str mark = bytes.len && bytes.ptr[0] == '<' ? STR("OriginatingORIID>") : STR(".");
	size_t at = str_find(bytes, mark) + mark.len;

	return at + 9 <= bytes.len ? str_sub(bytes, at, 9) : STR("");
}

static bool starts_here(struct str text, size_t at, struct str wanted)
{
	for (size_t i = 0; i < wanted.len; i++) {
		if (!is_word(wanted.ptr[i]))
			continue;
		while (at < text.len && !is_word(text.ptr[at]))
			at++;
		if (at == text.len || char_to_upper(text.ptr[at++]) != char_to_upper(wanted.ptr[i]))
			return false;
	}
	return true;
}

static bool contains(struct str text, struct str wanted)
{
	for (size_t at = 0; at < text.len; at++)
		if (is_word(text.ptr[at]) && starts_here(text, at, wanted))
			return true;
	return false;
}

/* The next run of letters and digits, and stars where they are taken. */
static bool next_word(struct str *rest, bool stars, struct str *word)
{
	size_t from = 0, to;

	while (from < rest->len && !is_word(rest->ptr[from]) && !(stars && rest->ptr[from] == '*'))
		from++;
	to = from;
	while (to < rest->len && (is_word(rest->ptr[to]) || (stars && rest->ptr[to] == '*')))
		to++;
	*word = str_sub(*rest, from, to - from);
	*rest = str_sub(*rest, to, rest->len - to);
	return word->len > 0;
}

static bool word_fits(struct str part, struct str word)
{
	size_t star = SIZE_MAX, resume = 0, p = 0, w = 0;

	while (w < word.len) {
		if (p < part.len && part.ptr[p] == '*') {
			star = p++;
			resume = w;
		} else if (p < part.len && char_to_upper(part.ptr[p]) == char_to_upper(word.ptr[w])) {
			p++;
			w++;
		} else if (star != SIZE_MAX) {
			p = star + 1;
			w = ++resume;
		} else {
			return false;
		}
	}
	while (p < part.len && part.ptr[p] == '*')
		p++;
	return p == part.len;
}

static bool has_part(struct str text, struct str part)
{
	struct str word;

	while (next_word(&text, false, &word))
		if (word_fits(part, word))
			return true;
	return false;
}

static bool has_name(struct str text, struct str name)
{
	struct str part;

	while (next_word(&name, true, &part))
		if (part.ptr[0] == '*' || !has_part(text, part))
			return false;
	return true;
}

static bool is_end(struct str wanted, struct str code)
{
	return !wanted.len || str_eq(wanted, code) ||
	       (wanted.len == 2 && str_starts(code, wanted));
}

bool sim_log_fits(const struct sim_criteria *criteria, const struct sim_logged *logged)
{
	struct str body = sim_log_body(logged->bytes);

	if (!is_end(criteria->source, logged->from) || !is_end(criteria->destination, logged->to))
		return false;
	if (criteria->name.len && !has_name(body, criteria->name))
		return false;
	if (criteria->either.len && contains(body, criteria->either))
		return true;
	return (!criteria->find.len || contains(body, criteria->find)) &&
	       (!criteria->also.len || contains(body, criteria->also));
}

/* Days since 1970, in years that begin in March. */
static int64_t days_of(const struct nlets_date *date)
{
	int64_t year = (int64_t)date->year - (date->month <= 2), era = year / 400;
	int64_t month = date->month > 2 ? date->month - 3 : date->month + 9;
	int64_t of_era = year - era * 400, of_year = (153 * month + 2) / 5 + date->day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

bool sim_log_time(struct str text, bool end, int64_t *time_ms)
{
	struct str day = str_sub(text, 0, 8);
	unsigned clock = 0;
	struct nlets_date date;
	int64_t minutes;
	bool whole = text.len == 8;

	if (text.len != 8 && (text.len != 13 || text.ptr[8] != '@' ||
			      !str_to_uint(str_sub(text, 9, 4), &clock)))
		return false;
	if (nlets_date_read(day, &date) != NLETS_DATE_GOOD || clock / 100 > 23 || clock % 100 > 59)
		return false;
	minutes = days_of(&date) * 1440 + clock / 100 * 60 + clock % 100;
	if (end)
		minutes += whole ? 1440 : 1;
	*time_ms = (minutes * 60 - SIM_LOG_ZONE_S) * 1000 - end;
	return true;
}
