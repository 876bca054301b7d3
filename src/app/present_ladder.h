/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ladder on a page of styled lines: the header with the parties stays, the rungs
 * scroll below it, and the columns behind the switch's scroll sideways. */
#ifndef APP_PRESENT_LADDER_H
#define APP_PRESENT_LADDER_H

#include "app/ladder.h"
#include "app/page.h"

/* Which part of a ladder is shown. */
struct app_ladder_window {
	size_t width;  /* columns */
	size_t side;   /* how many of the columns behind the switch's are left out at the left */
	size_t cursor; /* the hop under the cursor, SIZE_MAX: none */
	size_t marked; /* a marked hop, SIZE_MAX: none */
};

/* How many parties fit beside each other in that many columns. */
size_t app_ladder_fits(size_t width);
/* The width at which that many parties stand beside each other with room for words. */
size_t app_ladder_width(size_t parties);
/* Lines of the header; the rung numbered n stands on line header + n. */
size_t app_ladder_header(const struct app_ladder *ladder);
/* Moves the window sideways so that both ends of the rung under the cursor are seen. */
void app_ladder_follow(const struct app_ladder *ladder, struct app_ladder_window *window);
/* How far the window can go sideways. */
size_t app_ladder_most_side(const struct app_ladder *ladder, size_t width);

void app_present_ladder(struct app_page *page, const struct app_ladder *ladder,
			const struct app_ladder_window *window);

#endif
