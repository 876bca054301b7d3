/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "base/buf.h"

#include "base/alloc.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

void buf_free(struct buf *buf)
{
	base_free(buf->ptr);
	*buf = (struct buf){ 0 };
}

void buf_clear(struct buf *buf)
{
	buf->len = 0;
	buf->failed = false;
}

/* Room for more bytes and a NUL. */
static bool reserve(struct buf *buf, size_t more)
{
	size_t size = buf->size ? buf->size : 64;
	char *grown;

	if (buf->failed || more >= SIZE_MAX / 2 - buf->len) {
		buf->failed = true;
		return false;
	}
	while (size < buf->len + more + 1)
		size *= 2;
	if (size == buf->size)
		return true;
	grown = base_realloc(buf->ptr, size);
	if (!grown) {
		buf->failed = true;
		return false;
	}
	buf->ptr = grown;
	buf->size = size;
	return true;
}

void buf_add(struct buf *buf, struct str s)
{
	if (s.len == 0 || !reserve(buf, s.len))
		return;
	memcpy(buf->ptr + buf->len, s.ptr, s.len);
	buf->len += s.len;
}

void buf_add_text(struct buf *buf, const char *text)
{
	buf_add(buf, str_from(text));
}

void buf_add_char(struct buf *buf, char c)
{
	buf_add(buf, (struct str){ &c, 1 });
}

void buf_add_repeat(struct buf *buf, char c, size_t count)
{
	if (count == 0 || !reserve(buf, count))
		return;
	memset(buf->ptr + buf->len, c, count);
	buf->len += count;
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	va_list args, again;
	int len;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	if (len > 0 && reserve(buf, (size_t)len)) {
		vsnprintf(buf->ptr + buf->len, (size_t)len + 1, format, again);
		buf->len += (size_t)len;
	}
	va_end(again);
	va_end(args);
}

const char *buf_text(struct buf *buf)
{
	if (!buf->ptr && !reserve(buf, 0))
		return "";
	buf->ptr[buf->len] = '\0';
	return buf->ptr;
}
