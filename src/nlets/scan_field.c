/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CODE/value fields of a text body.
 *
 * In a query a field begins at the start of the body or behind a period, with
 * line ends between, and reaches to the next such place: a value may hold
 * periods and slashes. In an answer a line end closes a field too and a line may
 * begin with one.
 *
 * Slashes are rarer than periods and line ends and every field has one, so the
 * search goes from slash to slash and looks back from there. The bytes looked
 * back at are a code and the run of blanks and controls before it, which belong
 * to one slash only: the whole stays linear. */
#include <config.h>

#include "nlets/scan.h"

#include "nlets/words.h"

enum { ANSWER_CODE_MIN = 2 };

static bool is_line_end(char c)
{
	return c == '\r' || c == '\n';
}

static inline bool is_gap(char c)
{
	return c == ' ' || char_is_control(c);
}

static inline bool is_code3(const char *p)
{
	return char_is_upper(p[0]) && char_is_upper(p[1]) && char_is_upper(p[2]);
}

/* Length of the code at at that a slash follows, or 0. */
static inline size_t code_at(struct str s, size_t at, size_t code_max)
{
	const char *p = s.ptr + at;
	size_t n = 0, most = s.len - at < code_max ? s.len - at : code_max;

	if (s.len - at > 3 && p[3] == '/' && is_code3(p))
		return 3;
	if (code_max == NLETS_SCAN_QUERY)
		return 0;
	while (n < most && char_is_upper(p[n]))
		n++;
	return n >= ANSWER_CODE_MIN && n < s.len - at && p[n] == '/' ? n : 0;
}

/* Start of the letters before the slash, not before low; the slash itself when
 * there are not as many as a code has. */
static inline size_t letters_before(struct str s, size_t low, size_t slash, size_t code_max)
{
	size_t start = slash;

	while (start > low && slash - start <= code_max && char_is_upper(s.ptr[start - 1]))
		start--;
	if (code_max == NLETS_SCAN_QUERY ? slash - start != 3 :
					   slash - start < ANSWER_CODE_MIN || slash - start > code_max)
		return slash;
	return start;
}

/* Whether a field may begin at start: in *end what came before it ends, without
 * its separator. The first byte that is looked at is low. */
static inline bool is_start(struct str s, size_t low, size_t start, bool answer, size_t *end)
{
	size_t before = start;
	bool blank = false, line_end = false;

	while (before > low && is_gap(s.ptr[before - 1])) {
		before--;
		blank = blank || s.ptr[before] == ' ';
		line_end = line_end || is_line_end(s.ptr[before]);
	}
	*end = before;
	if (before > low && s.ptr[before - 1] == '.' && (!blank || (answer && line_end))) {
		*end = before - 1;
		return true;
	}
	return answer && line_end;
}

static size_t trim_end(struct str s, size_t from, size_t to)
{
	while (to > from &&
	       (s.ptr[to - 1] == ' ' || is_line_end(s.ptr[to - 1]) || s.ptr[to - 1] == 0x7f))
		to--;
	return to;
}

/* Without the period that ends a body against the rule. */
static size_t trim_period(struct str s, size_t from, size_t to)
{
	size_t end = to;

	while (end > from && is_gap(s.ptr[end - 1]))
		end--;
	return end > from && s.ptr[end - 1] == '.' ? end - 1 : to;
}

/* The end of the value that starts at from; *next is where reading goes on. */
static inline size_t value_end(struct str s, size_t from, size_t code_max, size_t *next)
{
	bool answer = code_max > NLETS_SCAN_QUERY;
	size_t at = from, end;

	for (;; at++) {
		at = words_find(s, at, answer ? WORDS_STOP : WORDS_SLASH);
		if (at >= s.len) {
			*next = s.len;
			return trim_period(s, from, s.len);
		}
		if (s.ptr[at] != '/') {
			*next = at;
			return trim_period(s, from, at);
		}
		/* By far the most: a period and a code of three letters. */
		if (at - from >= 4 && s.ptr[at - 4] == '.' && is_code3(s.ptr + at - 3)) {
			*next = at - 3;
			return at - 4;
		}
		*next = letters_before(s, from, at, code_max);
		if (*next != at && is_start(s, from, *next, answer, &end))
			return end;
	}
}

/* From a place where no field begins to the next one, or the end. */
static size_t next_start(struct str s, size_t low, size_t code_max)
{
	for (size_t at = low, start, end;; at++) {
		at = words_find(s, at, WORDS_SLASH);
		if (at >= s.len)
			return s.len;
		start = letters_before(s, low, at, code_max);
		if (start != at && is_start(s, low, start, code_max > NLETS_SCAN_QUERY, &end))
			return start;
	}
}

static inline bool scan_field(struct str bytes, size_t *at, size_t code_max,
			      struct nlets_scan_field *field)
{
	size_t start = *at, n, from, end;

	while (start < bytes.len && is_gap(bytes.ptr[start]))
		start++;
	n = code_at(bytes, start, code_max);
	if (n == 0) {
		start = next_start(bytes, *at, code_max);
		*at = bytes.len;
		if (start >= bytes.len)
			return false;
		n = code_at(bytes, start, code_max);
	}
	from = start + n + 1;
	end = value_end(bytes, from, code_max, at);
	field->code = (struct span){ start, n };
	field->value = (struct span){ from, trim_end(bytes, from, end) - from };
	return true;
}

bool nlets_scan_field(struct str bytes, size_t *at, size_t code_max, struct nlets_scan_field *field)
{
	/* Two copies, each with the one kind of code known when it is compiled. */
	return code_max == NLETS_SCAN_QUERY ?
		       scan_field(bytes, at, NLETS_SCAN_QUERY, field) :
		       scan_field(bytes, at, NLETS_SCAN_ANSWER, field);
}
