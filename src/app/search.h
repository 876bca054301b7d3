/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words looked for in a page: where they stand in it, and how they are lit. */
#ifndef APP_SEARCH_H
#define APP_SEARCH_H

#include "app/page.h"

struct app_match {
	size_t line;
	size_t nth;     /* which match of its line, from 0 */
	struct span at; /* bytes of the line's text: its runs joined */
};

typedef VEC(struct app_match) app_match_list;

enum { APP_NO_MATCH = -1 };

/* Appends every place where the words stand, in reading order, none over another.
 * Letters match without case, by the locale; a text that is broken over two lines is
 * not found. No words: nothing is added. */
void app_page_find(const struct app_page *page, struct str words, struct arena *arena,
		   app_match_list *matches);
/* The same, for each of the words by itself. */
void app_page_find_each(const struct app_page *page, struct str words, struct arena *arena,
			app_match_list *matches);
/* Gives those bytes the role MATCH, and those of the one numbered `current`
 * (APP_NO_MATCH: none) the role FOUND. Matches are in any order; what was lit
 * already is left. */
void app_page_light(struct app_page *page, const app_match_list *matches, int current);
/* The column at which the match begins. */
size_t app_match_column(const struct app_page *page, const struct app_match *match);

#endif
