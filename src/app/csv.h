/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV as RFC 4180 has it. */
#ifndef APP_CSV_H
#define APP_CSV_H

#include "base/buf.h"

/* Adds a cell, with a comma before it unless it is the row's `first`. Bytes that
 * are not UTF-8 and controls become \xNN. Unless `raw`, a text that a spreadsheet
 * would take for a formula (it begins with = + - @, a tab or a CR) gets a quote
 * mark before it. */
void app_csv_cell(struct buf *out, bool first, struct str text, bool raw);
void app_csv_end(struct buf *out);
/* A whole row of constant texts, ended by NULL. */
void app_csv_row(struct buf *out, const char *const *cells);

#endif
