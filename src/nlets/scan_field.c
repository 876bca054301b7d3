/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CODE/value fields of a text body.
 *
 * In a query a field begins at the start of the body or behind a period, with
 * line ends between, and reaches to the next such place: a value may hold
 * periods and slashes. In an answer a line end closes a field too and a line may
 * begin with one. */
#include <config.h>

#include "nlets/scan.h"

#include "nlets/words.h"

enum { ANSWER_CODE_MIN = 2 };

static bool is_line_end(char c)
{
	return c == '\r' || c == '\n';
}

/* The next period from at on; in an answer the next line end counts too. */
static size_t next_stop(struct str s, size_t at, bool answer)
{
	for (; at + 8 <= s.len; at += 8) {
		uint64_t v = words_load(s.ptr + at);
		uint64_t hit = words_has(v, '.');

		if (answer)
			hit |= words_has(v, '\r') | words_has(v, '\n');
		if (hit)
			break;
	}
	while (at < s.len && s.ptr[at] != '.' && !(answer && is_line_end(s.ptr[at])))
		at++;
	return at;
}

static size_t skip_controls(struct str s, size_t at)
{
	while (at < s.len && char_is_control(s.ptr[at]))
		at++;
	return at;
}

static size_t skip_gap(struct str s, size_t at)
{
	while (at < s.len && (s.ptr[at] == ' ' || char_is_control(s.ptr[at])))
		at++;
	return at;
}

/* Length of the code at at that a slash follows, or 0. */
static inline size_t code_at(struct str s, size_t at, size_t code_max)
{
	const char *p = s.ptr + at;
	size_t n = 0;

	if (code_max == NLETS_SCAN_QUERY)
		return at + 4 <= s.len && p[3] == '/' && char_is_upper(p[0]) &&
				       char_is_upper(p[1]) && char_is_upper(p[2]) ?
			       3 :
			       0;
	while (n < code_max && at + n < s.len && char_is_upper(p[n]))
		n++;
	return n >= ANSWER_CODE_MIN && at + n < s.len && p[n] == '/' ? n : 0;
}

/* The end of the value that starts at from; *next is where reading goes on. */
static size_t value_end(struct str s, size_t from, size_t code_max, size_t *next)
{
	bool answer = code_max > NLETS_SCAN_QUERY;
	size_t at = from;

	for (;;) {
		at = next_stop(s, at, answer);
		if (at >= s.len) {
			*next = s.len;
			return s.len;
		}
		if (s.ptr[at] != '.') {
			*next = at;
			return at;
		}
		*next = skip_controls(s, at + 1);
		if (*next >= s.len || code_at(s, *next, code_max) ||
		    (answer && is_line_end(s.ptr[at + 1])))
			return at;
		at = *next;
	}
}

static size_t trim_end(struct str s, size_t from, size_t to)
{
	while (to > from && (s.ptr[to - 1] == ' ' || is_line_end(s.ptr[to - 1]) || s.ptr[to - 1] == 0x7f))
		to--;
	return to;
}

/* Steps over text to the next place where a field may begin. */
static size_t next_start(struct str s, size_t at, bool answer)
{
	at = next_stop(s, at, answer);
	if (at >= s.len)
		return s.len;
	return s.ptr[at] == '.' ? skip_controls(s, at + 1) : skip_gap(s, at);
}

bool nlets_scan_field(struct str bytes, size_t *at, size_t code_max, struct nlets_scan_field *field)
{
	size_t start = skip_gap(bytes, *at), n, from, end;

	while ((n = code_at(bytes, start, code_max)) == 0) {
		if (start >= bytes.len) {
			*at = bytes.len;
			return false;
		}
		start = next_start(bytes, start, code_max > NLETS_SCAN_QUERY);
	}
	from = start + n + 1;
	end = value_end(bytes, from, code_max, at);
	field->code = (struct span){ start, n };
	field->value = (struct span){ from, trim_end(bytes, from, end) - from };
	return true;
}
