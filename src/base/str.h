/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Borrowed strings and byte ranges.
 *
 * A str never owns its bytes and need not end in NUL; a span is a range of byte
 * offsets into some buffer named by context (most often a message's raw bytes).
 * Lengths and offsets are bytes throughout; nothing here knows a locale. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char *ptr;
	size_t len;
};

struct span {
	size_t off;
	size_t len;
};

/* A literal as a str; the argument must be a string literal. */
#define STR(lit) ((struct str){ (lit), sizeof(lit) - 1 })
#define STR_NONE ((struct str){ NULL, 0 })
/* For printf("%.*s"): only for text that is known to be printable. */
#define STR_ARGS(s) (int)(s).len, (s).ptr

static inline struct str str_from(const char *text)
{
	return (struct str){ text, text ? strlen(text) : 0 };
}

static inline struct str str_sub(struct str s, size_t off, size_t len)
{
	/* NULL + 0 is undefined in C11; this compiles to the plain addition */
	return (struct str){ off ? s.ptr + off : s.ptr, len };
}

static inline struct str str_at(struct str s, struct span at)
{
	return str_sub(s, at.off, at.len);
}

static inline size_t span_end(struct span s)
{
	return s.off + s.len;
}

static inline bool str_eq(struct str a, struct str b)
{
	if (a.len != b.len)
		return false;
	return a.len == 0 || (a.ptr[0] == b.ptr[0] && memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* ASCII letters compare without case; other bytes exactly. */
bool str_eq_nocase(struct str a, struct str b);
/* <0, 0, >0 like memcmp over the common length, then by length. */
int str_cmp(struct str a, struct str b);
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
/* Offset of the first byte of needle in s, or s.len when it is not there. */
size_t str_find(struct str s, struct str needle);
size_t str_find_nocase(struct str s, struct str needle);
size_t str_find_char(struct str s, char c);
/* Without blanks, tabs, CR, LF and DEL at both ends / at the end. */
struct str str_trim(struct str s);
struct str str_trim_end(struct str s);
/* The part of *rest up to the separator, which is dropped; *rest moves behind
 * it. Returns false when *rest is exhausted. A last part without a separator is
 * returned too. */
bool str_split(struct str *rest, char separator, struct str *part);
/* A decimal number of at most nine digits and nothing else; false otherwise. */
bool str_to_uint(struct str s, unsigned *value);

/* ASCII classes, independent of the locale. */
static inline bool char_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool char_is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool char_is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static inline bool char_is_upper_alnum(char c)
{
	return char_is_upper(c) || char_is_digit(c);
}

/* C0 controls and DEL. */
static inline bool char_is_control(char c)
{
	return (unsigned char)c < 0x20 || c == 0x7f;
}

static inline char char_to_upper(char c)
{
	return char_is_lower(c) ? (char)(c - 'a' + 'A') : c;
}

#endif
