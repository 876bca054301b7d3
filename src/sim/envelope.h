/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing letters as they go over the wire. */
#ifndef SIM_ENVELOPE_H
#define SIM_ENVELOPE_H

#include "sim/network.h"

/* The clock lines of a delivered message. */
struct sim_stamps {
	int64_t received, sent; /* seconds since 1970 */
	unsigned input, output; /* counts */
};

/* Appends the letter; with stamps as delivered by the switch (message-structure.md
 * section 2), with NULL as a member sends it (section 1). */
void sim_letter_write(const struct sim_letter *letter, const struct sim_stamps *stamps,
		      struct buf *out);

/* Appends time and date as a clock line has them: hh:mm mm/dd/yyyy. */
void sim_write_clock(struct buf *out, int64_t seconds);

/* The day of those seconds since 1970 in UTC, ccyymmdd. */
unsigned sim_day(int64_t seconds);

#endif
