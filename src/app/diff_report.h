/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The differences of two messages for the shell. */
#ifndef APP_DIFF_REPORT_H
#define APP_DIFF_REPORT_H

#include "base/buf.h"
#include "nlets/diff.h"

/* One row a line, "+", "-" or "~" before it; inside a changed value what was is
 * marked [-so-] and what is {+so+}, as wdiff does. With `all` the same rows too. */
void app_diff_text(const struct nlets_diff *diff, bool all, bool colour, struct buf *out);
/* {"schema":1,"changes":N,"rows":[{"change","what","a","b","a_offset",...}]} */
void app_diff_json(const struct nlets_diff *diff, struct buf *out);

#endif
