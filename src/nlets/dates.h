/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as fields write them: mmddyy and ccyymmdd in text (sources MS, DL-L,
 * IA-L), yyyy-mm-dd in XML (DL-N). Calendar only; no clock. */
#ifndef NLETS_DATES_H
#define NLETS_DATES_H

#include "base/str.h"

enum nlets_date_result {
	NLETS_DATE_GOOD,
	NLETS_DATE_SHAPE,      /* none of the three notations */
	NLETS_DATE_INCOMPLETE, /* a part is all zeros */
	NLETS_DATE_IMPOSSIBLE, /* no such month, or no such day in it */
};

struct nlets_date {
	unsigned year; /* 0 to 99 when the notation has no century */
	unsigned month, day;
	bool century;
};

/* Reads the value without controls and blanks. *date is filled as far as the
 * result allows; it is all zero for NLETS_DATE_SHAPE. */
enum nlets_date_result nlets_date_read(struct str value, struct nlets_date *date);
/* ccyymmdd; 0 when the notation has no century. */
unsigned nlets_date_number(const struct nlets_date *date);
/* Whether both may be the same day: without a century only the last two digits
 * of the years are compared. */
bool nlets_date_same(const struct nlets_date *a, const struct nlets_date *b);

#endif
