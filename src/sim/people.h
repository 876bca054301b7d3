/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making the invented people. Each person is made from the seed and a number
 * alone, so the first thousand of a large population are the same as those of a
 * small one. Names, descriptions, birth places and arrests are drawn apart from
 * each other, so that nothing can be read out of one about another; only those
 * born abroad have immigration records. */
#ifndef SIM_PEOPLE_H
#define SIM_PEOPLE_H

#include "base/arena.h"

#include <stdint.h>

/* The tables a person has rows in. Columns: population_store.c. */
enum sim_table {
	SIM_TABLE_PERSON,
	SIM_TABLE_LICENCE,
	SIM_TABLE_VEHICLE,
	SIM_TABLE_DRIVING,
	SIM_TABLE_SHEET,
	SIM_TABLE_ARREST,
	SIM_TABLE_ALIEN,
	SIM_TABLE_COUNT
};

/* Takes one row, its values in the order of the columns. Returns 0 or an error. */
typedef int sim_take_row(void *context, enum sim_table table, const struct str *values,
			 size_t count);

struct sim_making {
	uint64_t seed;
	struct arena *arena; /* for the row's texts; may be reset after the call */
	sim_take_row *take;
	void *context;
};

/* Makes person `number` (from 1) of the member `state`; the `nth` of that state
 * (from 0): the first of each member has a record of every kind. `sheets` counts the
 * rap sheets of that state so far and is raised with each. Returns 0, an error of
 * take, or NLETS_E_MEMORY. */
int sim_make_person(const struct sim_making *making, unsigned number, struct str state,
		    unsigned nth, unsigned *sheets);

/* Largest population: the invented number ranges hold no more. */
enum { SIM_MOST_PEOPLE = 1000000 };

#endif
