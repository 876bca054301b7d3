/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching bytes many at a time, without reading past the end: sixteen where the
 * compiler has SSE2 (every 64-bit PC), eight otherwise or with WORDS_PORTABLE. */
#ifndef NLETS_WORDS_H
#define NLETS_WORDS_H

#include "base/str.h"

#include <stdint.h>

/* What to look for. */
enum words_set {
	WORDS_SLASH,   /* a slash */
	WORDS_STOP,    /* a slash, CR or LF */
	WORDS_SPECIAL, /* a slash, C0 control, DEL or byte outside ASCII */
	WORDS_ODD,     /* a C0 control but CR and LF, or a byte outside ASCII */
};

static inline bool words_is(enum words_set set, char c)
{
	unsigned char byte = (unsigned char)c;

	switch (set) {
	case WORDS_SLASH:
		return c == '/';
	case WORDS_STOP:
		return c == '/' || c == '\r' || c == '\n';
	case WORDS_SPECIAL:
		return c == '/' || byte < 0x20 || byte >= 0x7f;
	case WORDS_ODD:
		return (byte < 0x20 && c != '\r' && c != '\n') || byte >= 0x80;
	}
	return false;
}

#if defined(__SSE2__) && !defined(WORDS_PORTABLE)
#include <emmintrin.h>

enum { WORDS_STEP = 16 };

/* One bit a byte of the set, the lowest for the first. */
static inline unsigned words_mask(const char *p, enum words_set set)
{
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i slash = _mm_cmpeq_epi8(v, _mm_set1_epi8('/'));
	__m128i line_end = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('\r')),
					_mm_cmpeq_epi8(v, _mm_set1_epi8('\n')));
	/* Signed: bytes from 0x80 on count as less than blank, as C0 does. */
	__m128i low = _mm_cmplt_epi8(v, _mm_set1_epi8(' '));

	switch (set) {
	case WORDS_SLASH:
		return (unsigned)_mm_movemask_epi8(slash);
	case WORDS_STOP:
		return (unsigned)_mm_movemask_epi8(_mm_or_si128(slash, line_end));
	case WORDS_SPECIAL:
		return (unsigned)_mm_movemask_epi8(_mm_or_si128(
			_mm_or_si128(slash, low), _mm_cmpeq_epi8(v, _mm_set1_epi8(0x7f))));
	case WORDS_ODD:
		return (unsigned)_mm_movemask_epi8(_mm_andnot_si128(line_end, low));
	}
	return 0;
}

static inline size_t words_first(unsigned mask)
{
	return (size_t)__builtin_ctz(mask);
}

#else

enum { WORDS_STEP = 8 };

#define WORDS_ONES UINT64_C(0x0101010101010101)
#define WORDS_HIGHS UINT64_C(0x8080808080808080)

/* Not 0 when one of the word's bytes is c. */
static inline uint64_t words_has(uint64_t word, char c)
{
	word ^= WORDS_ONES * (unsigned char)c;
	return (word - WORDS_ONES) & ~word & WORDS_HIGHS;
}

/* Not 0 when a byte of the set may be among the eight. */
static inline uint64_t words_hit(const char *p, enum words_set set)
{
	uint64_t word, low;

	memcpy(&word, p, sizeof(word));
	low = ((word - WORDS_ONES * 0x20) | word) & WORDS_HIGHS;
	switch (set) {
	case WORDS_SLASH:
		return words_has(word, '/');
	case WORDS_STOP:
		return words_has(word, '/') | words_has(word, '\r') | words_has(word, '\n');
	case WORDS_SPECIAL:
		return words_has(word, '/') | low | ((word + WORDS_ONES) & WORDS_HIGHS);
	case WORDS_ODD:
		return low;
	}
	return 0;
}

/* As with SSE2: one bit a byte. Only made when there is a hit. */
static inline unsigned words_mask(const char *p, enum words_set set)
{
	unsigned mask = 0;

	if (words_hit(p, set))
		for (unsigned i = 0; i < WORDS_STEP; i++)
			mask |= (unsigned)words_is(set, p[i]) << i;
	return mask;
}

static inline size_t words_first(unsigned mask)
{
	size_t at = 0;

	while (!(mask >> at & 1))
		at++;
	return at;
}
#endif

/* Offset of the first byte of the set from at on, or s.len. */
static inline size_t words_find(struct str s, size_t at, enum words_set set)
{
	unsigned mask;

	for (; at + WORDS_STEP <= s.len; at += WORDS_STEP) {
		mask = words_mask(s.ptr + at, set);
		if (mask)
			return at + words_first(mask);
	}
	if (at >= s.len)
		return s.len;
	if (s.len >= WORDS_STEP) { /* the last step overlaps what was seen already */
		mask = words_mask(s.ptr + s.len - WORDS_STEP, set) >> (WORDS_STEP - (s.len - at));
		return mask ? at + words_first(mask) : s.len;
	}
	while (at < s.len && !words_is(set, s.ptr[at]))
		at++;
	return at;
}

#endif
