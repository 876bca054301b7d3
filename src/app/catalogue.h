/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the catalogue screen: sections with their message keys, narrowed by
 * words. */
#ifndef APP_CATALOGUE_H
#define APP_CATALOGUE_H

#include "base/buf.h"
#include "nlets/definitions.h"

struct app_catalogue_row {
	const struct nlets_section *section;
	const struct nlets_catalogue_key *key; /* NULL: the section's own row */
};

struct app_catalogue {
	struct arena arena;
	struct nlets_definitions *definitions;
	VEC(struct app_catalogue_row) rows; /* those that match */
	size_t cursor;
	size_t keys, all_keys; /* how many message keys match, and there are */
	struct buf words;      /* what narrows the rows; empty: nothing does */
};

/* All rows. The definitions must outlive the catalogue. */
void app_catalogue_start(struct app_catalogue *catalogue, struct nlets_definitions *definitions);
void app_catalogue_end(struct app_catalogue *catalogue);
/* Keeps what has every word in its key, title, section, or the code, label or help
 * of a field; letters match without case. Forms are read for the first words. The
 * cursor stays on its row, or goes to the first message key that matches. */
void app_catalogue_narrow(struct app_catalogue *catalogue, struct str words);
/* The row under the cursor, or NULL when nothing matches. */
const struct app_catalogue_row *app_catalogue_row(const struct app_catalogue *catalogue);
/* Puts the cursor on the row of that message key; false when it is not shown. */
bool app_catalogue_go(struct app_catalogue *catalogue, struct str key);

#endif
