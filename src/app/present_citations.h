/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Sources screen: every rule and fact behind an answer, with its citation. */
#ifndef APP_PRESENT_CITATIONS_H
#define APP_PRESENT_CITATIONS_H

#include "app/answer.h"
#include "app/page.h"

/* The rules on the rows and on the query, what is open, the chosen agency and the
 * holder with all facts, the form's sources. With words only the entries that
 * contain all of them (any case, in the English text). */
void app_present_citations(struct app_page *page, const struct app_answer *answer, struct str words,
			   size_t width);
/* The whole record without an answer: all rules, holders and agencies. */
void app_present_all_citations(struct app_page *page, struct nlets_policies *policies,
			       struct str words, size_t width);

#endif
