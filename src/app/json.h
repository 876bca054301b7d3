/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON as the design page fixes it: one UTF-8 object with "schema", bytes written
 * reversibly. Made with jansson, whose objects keep the order of insertion. */
#ifndef APP_JSON_H
#define APP_JSON_H

#include "base/buf.h"

#include <jansson.h>

enum { APP_JSON_SCHEMA = 1 };

/* A string in which every control byte and every byte that is not UTF-8 stands as
 * \xNN and a backslash as \\, so that the bytes can be restored. */
json_t *app_json_bytes(struct str bytes);
/* The same, or null when the str is absent (ptr NULL). */
json_t *app_json_bytes_or_null(struct str bytes);
/* Our own text, which is UTF-8; null when it is empty. */
json_t *app_json_text(struct str text);
/* Sets "offset" and "length" of an object. */
void app_json_set_span(json_t *object, struct span span, size_t base);

/* Appends the value, compact (one line) or indented, and releases it. Sets
 * out->failed when value is NULL or memory is out. */
void app_json_add(struct buf *out, json_t *value, bool indented);

#endif
