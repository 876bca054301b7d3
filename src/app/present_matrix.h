/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panes of the Matrix screen. */
#ifndef APP_PRESENT_MATRIX_H
#define APP_PRESENT_MATRIX_H

#include "app/matrix.h"
#include "app/page.h"

enum { APP_MATRIX_HEAD = 2 }; /* lines of column heads, which stay while the rest scrolls */

/* Rows by agencies. The first and the last column stay; of the agencies as many as
 * there is room for, always with that under the cursor. */
void app_present_matrix(struct app_page *page, const struct app_matrix *matrix, size_t width);
/* The rules behind the cell under the cursor, or what is not public. */
void app_present_matrix_why(struct app_page *page, const struct app_matrix *matrix, size_t width);
void app_explain_matrix(struct app_page *page, struct app_line *line,
			const struct app_matrix *matrix, size_t width);
struct str app_matrix_title(const struct app_matrix *matrix, struct arena *arena);

#endif
