/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The invented people of a message log, made one at a time (sim/people.h). */
#ifndef APP_TRAFFIC_PERSON_H
#define APP_TRAFFIC_PERSON_H

#include "sim/people.h"

enum { APP_PERSON_TABLES = SIM_TABLE_SHEET + 1, APP_PERSON_COLUMNS = 20 };

struct app_person {
	struct arena arena;
	struct str state;
	struct str values[APP_PERSON_TABLES][APP_PERSON_COLUMNS]; /* of the first row of each table */
};

/* Makes person `number` (from 1) of the member in place of the one before, with a
 * record of every kind. Returns 0 or NLETS_E_MEMORY. */
int app_person_make(struct app_person *person, uint64_t seed, unsigned number, struct str state);
void app_person_free(struct app_person *person);

/* The value in that column of the table `of` ("vehicle"), else of the person, licence,
 * vehicle or sheet; "" when there is none. */
struct str app_person_value(const struct app_person *person, struct str of, struct str column);

#endif
