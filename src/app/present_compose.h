/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panes of the Compose screen. */
#ifndef APP_PRESENT_COMPOSE_H
#define APP_PRESENT_COMPOSE_H

#include "app/draft_model.h"
#include "app/page.h"

/* The form, each row with what was typed, what it means and how long it is.
 * The focused row has the cursor at `column` columns (and `line` lines, for free
 * text) into its value. */
void app_present_draft(struct app_page *page, const struct app_draft *draft, size_t line,
		       size_t column, size_t width);
/* The bytes, with those of the focused row lit. */
void app_present_draft_wire(struct app_page *page, const struct app_draft *draft, size_t width);
/* All findings; the one at `chosen` (SIZE_MAX: none) is marked and kept in view. */
void app_present_draft_findings(struct app_page *page, const struct app_draft *draft, size_t chosen,
				size_t width);
/* What the answer could hold by each destination's rules, and what the question
 * itself tells. */
void app_present_before_send(struct app_page *page, const struct app_draft *draft, size_t width);
/* One line on the focused row, with its source. */
void app_explain_draft(struct app_page *page, struct app_line *line, const struct app_draft *draft,
		       size_t width);
/* All there is to say about the focused row. */
void app_present_row_help(struct app_page *page, const struct app_draft *draft, size_t width);

#endif
