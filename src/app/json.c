/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/json.h"

#include "base/utf8.h"

json_t *app_json_bytes(struct str bytes)
{
	struct buf text = { 0 };
	json_t *value;

	utf8_add_visible(&text, bytes, true);
	value = text.failed ? NULL : json_stringn(text.len ? text.ptr : "", text.len);
	buf_free(&text);
	return value;
}

json_t *app_json_bytes_or_null(struct str bytes)
{
	return bytes.ptr ? app_json_bytes(bytes) : json_null();
}

json_t *app_json_text(struct str text)
{
	return text.len ? json_stringn(text.ptr, text.len) : json_null();
}

void app_json_set_span(json_t *object, struct span span, size_t base)
{
	json_object_set_new(object, "offset", json_integer((json_int_t)(base + span.off)));
	json_object_set_new(object, "length", json_integer((json_int_t)span.len));
}

static int add_chunk(const char *chunk, size_t len, void *out)
{
	buf_add(out, (struct str){ chunk, len });
	return ((struct buf *)out)->failed ? -1 : 0;
}

void app_json_add(struct buf *out, json_t *value, bool indented)
{
	size_t flags = JSON_REAL_PRECISION(6) | JSON_ENCODE_ANY | (indented ? JSON_INDENT(2) : JSON_COMPACT);

	if (!value || json_dump_callback(value, add_chunk, out, flags) < 0)
		out->failed = true;
	json_decref(value);
}
