/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pieces that the text and JSON reports share. */
#ifndef APP_REPORT_PARTS_H
#define APP_REPORT_PARTS_H

#include "base/buf.h"

#include <jansson.h>

/* Text, then blanks up to a column, at least one. */
void app_add_column(struct buf *out, struct str text, size_t columns);
/* A title on its own line, bold where there is colour. */
void app_add_section(struct buf *out, const char *title, bool colour);
/* "  label    text", nothing when the text is empty. */
void app_add_entry(struct buf *out, const char *label, struct str text);
/* Words divided by blanks. */
void app_add_list(struct buf *out, const struct str *items, size_t count, const char *between);
/* An array of strings. */
json_t *app_json_list(const struct str *items, size_t count);
/* Text folded at `width` columns with an indent on each line. */
void app_add_paragraph(struct buf *out, struct str text, size_t indent, size_t width);

#endif
