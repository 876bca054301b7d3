/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line at the foot of a screen: what the focused thing is, and its source. */
#ifndef APP_EXPLAIN_LINE_H
#define APP_EXPLAIN_LINE_H

#include "app/page.h"

/* Fills the line up to width columns. `names` are ways to name the same sources, the
 * longest first; the first that leaves the words whole is taken, else the shortest,
 * and the words are cut at a blank. The mark ("[unconfirmed]" or "") stands between. */
void app_explain_sourced(struct app_page *page, struct app_line *line, struct str words,
			 const char *mark, const struct str *names, size_t count, size_t width);
/* "VR-L +3": the first of the ids and how many more there are; in arena. */
struct str app_first_source(const struct str *ids, size_t count, struct arena *arena);
/* "VR-L, VR-G", in arena. */
struct str app_joined_sources(const struct str *ids, size_t count, struct arena *arena);

#endif
