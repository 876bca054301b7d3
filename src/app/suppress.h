/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small counts kept back in tables with totals, and with them as many others as it takes that
 * nobody can work them out (conventions: "Counts below the set threshold are suppressed together with
 * the cells that would give them away"). */
#ifndef APP_SUPPRESS_H
#define APP_SUPPRESS_H

#include "base/arena.h"
#include "base/vec.h"

#include <stdint.h>

struct app_cell {
	uint64_t count;
	bool hidden; /* on entry: hidden for some other reason */
	bool wanted; /* of two that would do, the other is hidden */
};

/* A published sum: one cell is the total of the others. */
struct app_sum {
	size_t total;
	VEC(size_t) parts;
};

/* Hides every count from 1 to threshold - 1, then further ones until
 *   - no sum has one hidden cell alone, or hidden parts that add up to less than the
 *     threshold beside an open total;
 *   - no hidden cell follows from the open ones by any addition or subtraction of the sums.
 * A count of 0 stays open. Returns 0 or NLETS_E_MEMORY. */
int app_suppress(struct app_cell *cells, size_t count, const struct app_sum *sums, size_t sum_count,
		 uint64_t threshold);

#endif
