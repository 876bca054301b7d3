/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/buf.h"

#include <stdint.h>

/* Decodes the character at the start of s, which must not be empty. Returns its
 * length in bytes and sets *code; a byte that starts no valid character gives 1
 * and *code = UTF8_INVALID. */
#define UTF8_INVALID UINT32_MAX
size_t utf8_decode(struct str s, uint32_t *code);
void utf8_encode(struct buf *out, uint32_t code);
/* Offset of the first byte that is not valid UTF-8, or s.len. */
size_t utf8_first_invalid(struct str s);
/* Number of characters; each invalid byte counts as one. */
size_t utf8_count(struct str s);

/* Appends s so that it is safe on any terminal and in any UTF-8 text: C0, DEL,
 * C1 and bytes that are not UTF-8 become \xNN, and a backslash becomes \\ when
 * reversible is set (then the bytes can be restored). */
void utf8_add_visible(struct buf *out, struct str s, bool reversible);

#endif
