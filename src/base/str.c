/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "base/str.h"

bool str_eq_nocase(struct str a, struct str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (char_to_upper(a.ptr[i]) != char_to_upper(b.ptr[i]))
			return false;
	return true;
}

int str_cmp(struct str a, struct str b)
{
	size_t common = a.len < b.len ? a.len : b.len;
	int order = common ? memcmp(a.ptr, b.ptr, common) : 0;

	if (order != 0)
		return order;
	return a.len < b.len ? -1 : a.len > b.len;
}

bool str_starts(struct str s, struct str prefix)
{
	return s.len >= prefix.len && str_eq(str_sub(s, 0, prefix.len), prefix);
}

bool str_ends(struct str s, struct str suffix)
{
	return s.len >= suffix.len &&
	       str_eq(str_sub(s, s.len - suffix.len, suffix.len), suffix);
}

size_t str_find_char(struct str s, char c)
{
	const char *hit = s.len ? memchr(s.ptr, c, s.len) : NULL;

	return hit ? (size_t)(hit - s.ptr) : s.len;
}

size_t str_find(struct str s, struct str needle)
{
	if (needle.len == 0)
		return 0;
	for (size_t i = 0; i + needle.len <= s.len; i++) {
		i += str_find_char(str_sub(s, i, s.len - i), needle.ptr[0]);
		if (i + needle.len > s.len)
			break;
		if (memcmp(s.ptr + i, needle.ptr, needle.len) == 0)
			return i;
	}
	return s.len;
}

size_t str_find_nocase(struct str s, struct str needle)
{
	for (size_t i = 0; i + needle.len <= s.len; i++)
		if (str_eq_nocase(str_sub(s, i, needle.len), needle))
			return i;
	return s.len;
}

static bool is_trimmed(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0x7f;
}

struct str str_trim_end(struct str s)
{
	while (s.len && is_trimmed(s.ptr[s.len - 1]))
		s.len--;
	return s;
}

struct str str_trim(struct str s)
{
	s = str_trim_end(s);
	while (s.len && is_trimmed(s.ptr[0])) {
		s.ptr++;
		s.len--;
	}
	return s;
}

bool str_split(struct str *rest, char separator, struct str *part)
{
	size_t at;

	if (rest->ptr == NULL)
		return false;
	at = str_find_char(*rest, separator);
	*part = str_sub(*rest, 0, at);
	if (at == rest->len)
		*rest = STR_NONE;
	else
		*rest = str_sub(*rest, at + 1, rest->len - at - 1);
	return true;
}

bool str_to_uint(struct str s, unsigned *value)
{
	unsigned sum = 0;

	if (s.len == 0 || s.len > 9)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (!char_is_digit(s.ptr[i]))
			return false;
		sum = sum * 10 + (unsigned)(s.ptr[i] - '0');
	}
	*value = sum;
	return true;
}
