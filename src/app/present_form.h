/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A definition for people: what a message key asks, its fields, the ways to fill
 * it, its conditions, and where each of these is written. */
#ifndef APP_PRESENT_FORM_H
#define APP_PRESENT_FORM_H

#include "app/page.h"
#include "nlets/definitions.h"

void app_present_form(struct app_page *page, struct nlets_definitions *definitions,
		      const struct nlets_form *form, size_t width);
/* Adds each source with its title, date and address. */
void app_present_sources(struct app_page *page, struct nlets_definitions *definitions,
			 const struct str *ids, size_t count, size_t width);
/* "[unconfirmed]", "[assumed]", "[invented]" or "". Translated. */
const char *app_backing_mark(enum nlets_backing backing);
/* "Nlets, title of the page; another": the sources of a rule in one line, in arena. */
struct str app_sources_line(struct nlets_definitions *definitions, const struct nlets_marks *marks,
			    struct arena *arena);
/* "1 to 10 letters and digits" and the like: what an item may hold, in arena. */
struct str app_item_size(const struct nlets_item *item, struct arena *arena);

#endif
