/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "base/utf8.h"

/* How many bytes a lead byte announces and the least code that needs them. */
static size_t announced(unsigned char lead, uint32_t *bits, uint32_t *least)
{
	if (lead >= 0xc2 && lead <= 0xdf) {
		*bits = lead & 0x1fu;
		*least = 0x80;
		return 2;
	}
	if ((lead & 0xf0) == 0xe0) {
		*bits = lead & 0x0fu;
		*least = 0x800;
		return 3;
	}
	if (lead >= 0xf0 && lead <= 0xf4) {
		*bits = lead & 0x07u;
		*least = 0x10000;
		return 4;
	}
	return 0;
}

size_t utf8_decode(struct str s, uint32_t *code)
{
	unsigned char lead = (unsigned char)s.ptr[0];
	uint32_t value = 0, least = 0;
	size_t len;

	if (lead < 0x80) {
		*code = lead;
		return 1;
	}
	*code = UTF8_INVALID;
	len = announced(lead, &value, &least);
	if (len == 0 || len > s.len)
		return 1;
	for (size_t i = 1; i < len; i++) {
		unsigned char next = (unsigned char)s.ptr[i];

		if ((next & 0xc0) != 0x80)
			return 1;
		value = value << 6 | (next & 0x3fu);
	}
	if (value < least || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
		return 1;
	*code = value;
	return len;
}

void utf8_encode(struct buf *out, uint32_t code)
{
	if (code < 0x80) {
		buf_add_char(out, (char)code);
		return;
	}
	if (code < 0x800) {
		buf_add_char(out, (char)(0xc0 | code >> 6));
	} else {
		if (code < 0x10000) {
			buf_add_char(out, (char)(0xe0 | code >> 12));
		} else {
			buf_add_char(out, (char)(0xf0 | code >> 18));
			buf_add_char(out, (char)(0x80 | (code >> 12 & 0x3f)));
		}
		buf_add_char(out, (char)(0x80 | (code >> 6 & 0x3f)));
	}
	buf_add_char(out, (char)(0x80 | (code & 0x3f)));
}

size_t utf8_first_invalid(struct str s)
{
	size_t at = 0;

	while (at < s.len) {
		uint32_t code;
		size_t len = utf8_decode(str_sub(s, at, s.len - at), &code);

		if (code == UTF8_INVALID)
			return at;
		at += len;
	}
	return at;
}

size_t utf8_count(struct str s)
{
	size_t count = 0;
	uint32_t code;

	for (size_t at = 0; at < s.len; count++)
		at += (unsigned char)s.ptr[at] < 0x80 ?
			      1 :
			      utf8_decode(str_sub(s, at, s.len - at), &code);
	return count;
}

static bool is_shown(uint32_t code)
{
	return code != UTF8_INVALID && code >= 0x20 && !(code >= 0x7f && code <= 0x9f);
}

void utf8_add_visible(struct buf *out, struct str s, bool reversible)
{
	size_t at = 0;

	while (at < s.len) {
		uint32_t code;
		size_t len = utf8_decode(str_sub(s, at, s.len - at), &code);

		if (reversible && code == '\\')
			buf_add(out, STR("\\\\"));
		else if (is_shown(code))
			buf_add(out, str_sub(s, at, len));
		else
			for (size_t i = 0; i < len; i++)
				buf_printf(out, "\\x%02x", (unsigned char)s.ptr[at + i]);
		at += len;
	}
}
