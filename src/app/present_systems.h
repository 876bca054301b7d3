/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panes of the Systems screen. */
#ifndef APP_PRESENT_SYSTEMS_H
#define APP_PRESENT_SYSTEMS_H

#include "app/page.h"
#include "app/systems.h"

/* One line a system: its name, whether it is simulated, whether it goes over Nlets. */
void app_present_systems(struct app_page *page, const struct nlets_systems *systems, size_t cursor,
			 size_t width);
/* What it is, what goes in and comes out, who keeps what, its facts, its conversation as
 * it went by the session's day, its sources. */
void app_present_system(struct app_page *page, struct app_session *session,
			const struct nlets_system *system, size_t width);
/* What Enter does here. */
void app_explain_system(struct app_page *page, struct app_line *line,
			const struct nlets_system *system);

#endif
