/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways in which layouts write one and the same value. */
#ifndef SIM_VALUE_FORMAT_H
#define SIM_VALUE_FORMAT_H

#include "base/buf.h"
#include "nlets/definitions.h"

/* Appends value as the format says:
 *   ""        as held: LAST,FIRST MIDDLE; ccyymmdd; 504; 000001234
 *   comma     LAST, FIRST MIDDLE
 *   natural   FIRST MIDDLE LAST
 *   sur, given, middle   one part of the name
 *   mdy       05/12/1980      mdy2   05/12/80       dash   05-12-1980
 *   mmddyy    051280          iso    1980-05-12     long   MAY 12, 1980
 *   yyyy      1980
 *   feet      5'04"           inches 64
 *   ssn       000-00-1234
 *   upper     in capitals
 *   word      the label of the code in the table of that name (code "SEX": FEMALE)
 * A value that does not fit the format is written as held, an unknown format
 * likewise (the lint of layouts names those). */
void sim_value_format(struct nlets_definitions *definitions, struct str code, struct str format,
		      struct str value, struct buf *out);
/* Whether the format is one of those above. */
bool sim_value_format_known(struct str format);

#endif
