/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A growing byte buffer.
 *
 * Once memory is out, the buffer is marked failed, keeps what it holds and
 * ignores further appends, so a writer checks once, at the end. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

struct buf {
	char *ptr;
	size_t len;
	size_t size;
	bool failed;
};

/* A buf of all zero bytes is empty and ready for use. */
void buf_free(struct buf *buf);
/* Empties without giving the memory back; clears the failed mark. */
void buf_clear(struct buf *buf);
void buf_add(struct buf *buf, struct str s);
void buf_add_text(struct buf *buf, const char *text);
void buf_add_char(struct buf *buf, char c);
void buf_add_repeat(struct buf *buf, char c, size_t count);
void buf_printf(struct buf *buf, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Ends the content with a NUL that is not counted in len. Never NULL: an empty
 * or failed buffer gives what it has, or "". */
const char *buf_text(struct buf *buf);
/* What it holds, borrowed until the next append. */
static inline struct str buf_str(const struct buf *buf)
{
	return (struct str){ buf->ptr, buf->len };
}

#endif
