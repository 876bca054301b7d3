/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_PRESENT_CATALOGUE_H
#define APP_PRESENT_CATALOGUE_H

#include "app/catalogue.h"
#include "app/page.h"

/* The list, with the cursor on its row. */
void app_present_catalogue(struct app_page *page, const struct app_catalogue *catalogue, size_t width);
/* What is known of the row under the cursor: the section's and the key's words,
 * the form with its sources, or that no public format was found. */
void app_present_catalogue_row(struct app_page *page, struct nlets_definitions *definitions,
			       const struct app_catalogue_row *row, size_t width);
/* One line on it. */
void app_explain_catalogue_row(struct app_page *page, struct app_line *line,
			       const struct app_catalogue_row *row);
/* Whether the key's form can be filled in and sent. */
bool app_catalogue_composes(const struct nlets_catalogue_key *key);

#endif
