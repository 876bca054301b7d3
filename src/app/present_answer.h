/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panes of the Answer screen. */
#ifndef APP_PRESENT_ANSWER_H
#define APP_PRESENT_ANSWER_H

#include "app/answer.h"
#include "app/page.h"

/* One line a row, the cursor on its line: code, label, value, mark. */
void app_present_answer_fields(struct app_page *page, const struct app_answer *answer, size_t width);
/* What the agency sees: the same rows line by line; or, when the query is refused,
 * one page that says so: who, by which rule, since when, and what is still open. */
void app_present_answer_agency(struct app_page *page, const struct app_answer *answer, size_t width);
/* The page on a refusal with no line left blank, for a pane that is too low for it. */
void app_present_refusal_dense(struct app_page *page, const struct app_answer *answer, size_t width);
/* Why: the rules on the focused row and on the query, with their sources; where
 * there is none, what is not public. */
void app_present_answer_why(struct app_page *page, const struct app_answer *answer, size_t width);
/* The message's bytes, as text or (answer->hex) in hexadecimal, those of the focused
 * row lit. Of a very long message only the beginning. */
void app_present_answer_wire(struct app_page *page, const struct app_answer *answer, size_t width);
/* The focused row in one line of that many columns, with its sources. */
void app_explain_answer(struct app_page *page, struct app_line *line, const struct app_answer *answer,
			size_t width);

/* Titles and notes for the frames of the panes, in arena. */
struct str app_answer_fields_title(const struct app_answer *answer, size_t width,
				   struct arena *arena);
struct str app_answer_agency_title(const struct app_answer *answer, struct arena *arena);
struct str app_answer_wire_title(const struct app_answer *answer);
/* "214 bytes · 100 % understood", without the bytes where there is little room. */
struct str app_answer_wire_note(const struct app_answer *answer, size_t width, struct arena *arena);
/* What is to be said of a notice in place of what an agency sees. */
struct str app_answer_notice_words(void);

#endif
