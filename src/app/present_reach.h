/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panes of the screen Still reachable. */
#ifndef APP_PRESENT_REACH_H
#define APP_PRESENT_REACH_H

#include "app/page.h"
#include "app/reach_list.h"

/* One line a path, with the steps of those that are opened. */
void app_present_reach(struct app_page *page, const struct app_reach_list *list, bool focused,
		       size_t width);
/* The measures: whether in force for the drill, what each closes now, whether the
 * smallest set has it; before them what that set leaves. */
void app_present_measures(struct app_page *page, const struct app_reach_list *list, bool focused,
			  size_t width);
/* All of the path, step or (measures) measure under the cursor. */
void app_present_reach_why(struct app_page *page, const struct app_reach_list *list, bool measures,
			   size_t width);
void app_explain_reach(struct app_page *page, struct app_line *line,
		       const struct app_reach_list *list, bool measures, size_t width);

/* "address of Illinois → ICE ERO", in arena. */
struct str app_reach_title(const struct app_reach_list *list, struct arena *arena);

#endif
