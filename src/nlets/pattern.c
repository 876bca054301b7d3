/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Item patterns, matched as a small automaton: every place of the form is one bit
 * of a set, so the time is linear in the value whatever the pattern is. */
#include <config.h>

#include "nlets/definitions.h"

#include <stdint.h>

enum { MAX_PLACES = 63 };

/* A form with its repetitions written out. */
struct places {
	char kind[MAX_PLACES]; /* '#', '@', '&', '?', or '\\' for the literal beside */
	char literal[MAX_PLACES];
	uint64_t may_skip; /* places that may be left out */
	uint64_t may_stay; /* places that may be taken again */
	unsigned count;
};

static bool add_place(struct places *places, char kind, char literal, bool skip, bool stay)
{
	if (places->count == MAX_PLACES)
		return false;
	places->kind[places->count] = kind;
	places->literal[places->count] = literal;
	places->may_skip |= (uint64_t)skip << places->count;
	places->may_stay |= (uint64_t)stay << places->count;
	places->count++;
	return true;
}

/* "{2}" or "{8,19}" at the start of form: gives the numbers and moves behind it. */
static bool read_repetition(struct str *form, unsigned *min, unsigned *max)
{
	size_t end = str_find_char(*form, '}');
	struct str inside, low;

	if (end == form->len)
		return false;
	inside = str_sub(*form, 1, end - 1);
	*form = str_sub(*form, end + 1, form->len - end - 1);
	if (!str_split(&inside, ',', &low) || !str_to_uint(low, min))
		return false;
	*max = *min;
	return (!inside.ptr || str_to_uint(inside, max)) && *min <= *max && *max > 0;
}

static bool read_place(struct str *form, struct places *places)
{
	char c = form->ptr[0], kind = '\\';
	unsigned min = 1, max = 1;

	*form = str_sub(*form, 1, form->len - 1);
	if (c == '*')
		return add_place(places, '?', 0, true, true);
	if (c == '\\') {
		if (!form->len)
			return false;
		c = form->ptr[0];
		*form = str_sub(*form, 1, form->len - 1);
	} else if (c == '#' || c == '@' || c == '&' || c == '?') {
		kind = c;
	}
	if (form->len && form->ptr[0] == '{' && !read_repetition(form, &min, &max))
		return false;
	for (unsigned i = 0; i < max; i++)
		if (!add_place(places, kind, c, i >= min, false))
			return false;
	return true;
}

static bool read_form(struct str form, struct places *places)
{
	*places = (struct places){ 0 };
	while (form.len)
		if (!read_place(&form, places))
			return false;
	return true;
}

/* The next form of the list; an escaped bar does not end it. */
static bool next_form(struct str *pattern, struct str *form)
{
	size_t end = 0;

	if (!pattern->ptr)
		return false;
	while (end < pattern->len && pattern->ptr[end] != '|')
		end += pattern->ptr[end] == '\\' && end + 1 < pattern->len ? 2 : 1;
	*form = str_sub(*pattern, 0, end);
	*pattern =
		end == pattern->len ? STR_NONE : str_sub(*pattern, end + 1, pattern->len - end - 1);
	return true;
}

static bool fits(const struct places *places, unsigned at, char c)
{
	switch (places->kind[at]) {
	case '#':
		return char_is_digit(c);
	case '@':
		return char_is_upper(c);
	case '&':
		return char_is_upper_alnum(c);
	case '?':
		return true;
	default:
		return places->literal[at] == c;
	}
}

/* The set with every place added that is reached by leaving places out. */
static uint64_t skip_on(const struct places *places, uint64_t set)
{
	for (unsigned at = 0; at < places->count; at++)
		if (set >> at & places->may_skip >> at & 1)
			set |= (uint64_t)2 << at;
	return set;
}

static bool form_matches(const struct places *places, struct str value)
{
	uint64_t set = skip_on(places, 1);

	for (size_t i = 0; i < value.len && set; i++) {
		uint64_t next = 0;

		for (unsigned at = 0; at < places->count; at++) {
			if (!(set >> at & 1) || !fits(places, at, value.ptr[i]))
				continue;
			next |= (places->may_stay >> at & 1 ? (uint64_t)1 : (uint64_t)2) << at;
		}
		set = skip_on(places, next);
	}
	return set >> places->count & 1;
}

bool nlets_pattern_matches(struct str pattern, struct str value)
{
	struct places places;
	struct str form;

	if (!pattern.len)
		return true;
	while (next_form(&pattern, &form))
		if (read_form(form, &places) && form_matches(&places, value))
			return true;
	return false;
}

bool nlets_pattern_is_sound(struct str pattern)
{
	struct places places;
	struct str form;

	while (next_form(&pattern, &form))
		if (!read_form(form, &places))
			return false;
	return true;
}
