/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching bytes eight at a time, without reading past the end. */
#ifndef NLETS_WORDS_H
#define NLETS_WORDS_H

#include "base/str.h"

#include <stdint.h>

#define WORDS_ONES UINT64_C(0x0101010101010101)
#define WORDS_HIGHS UINT64_C(0x8080808080808080)

/* The eight bytes at p, in the machine's own order. */
static inline uint64_t words_load(const char *p)
{
	uint64_t word;

	memcpy(&word, p, sizeof(word));
	return word;
}

/* Not 0 when one of the word's bytes is c. */
static inline uint64_t words_has(uint64_t word, char c)
{
	word ^= WORDS_ONES * (unsigned char)c;
	return (word - WORDS_ONES) & ~word & WORDS_HIGHS;
}

/* Not 0 when one of the word's bytes is a C0 control, DEL or outside ASCII. */
static inline uint64_t words_has_special(uint64_t word)
{
	return ((word - WORDS_ONES * 0x20) | (word + WORDS_ONES) | word) & WORDS_HIGHS;
}

/* The first such byte from at on, or s.len. */
static inline size_t words_next_special(struct str s, size_t at)
{
	while (at + 8 <= s.len && !words_has_special(words_load(s.ptr + at)))
		at += 8;
	while (at < s.len && !char_is_control(s.ptr[at]) && (unsigned char)s.ptr[at] < 0x80)
		at++;
	return at;
}

/* The first such byte or c. */
static inline size_t words_next_special_or(struct str s, size_t at, char c)
{
	for (; at + 8 <= s.len; at += 8) {
		uint64_t word = words_load(s.ptr + at);

		if (words_has_special(word) | words_has(word, c))
			break;
	}
	while (at < s.len && s.ptr[at] != c && !char_is_control(s.ptr[at]) &&
	       (unsigned char)s.ptr[at] < 0x80)
		at++;
	return at;
}

#endif
