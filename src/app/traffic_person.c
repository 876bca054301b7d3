/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/traffic_person.h"

/* The columns as sim/people.c fills them, without the number of the person. */
static const struct {
	const char *name;
	const char *columns[APP_PERSON_COLUMNS];
} tables[APP_PERSON_TABLES] = {
	[SIM_TABLE_PERSON] = { "person",
			       { "", "STA", "NAM", "SUR", "GIV", "DOB", "SEX", "RAC", "HGT", "WGT", "EYE",
				 "HAI", "SKN", "POB", "SOC", "ADR", "CTY", "PHN" } },
	[SIM_TABLE_LICENCE] = { "licence",
				{ "", "STA", "OLN", "OLT", "CLS", "STS", "ISS", "EXP", "RES", "END" } },
	[SIM_TABLE_VEHICLE] = { "vehicle",
				{ "", "STA", "LIC", "LIY", "LIT", "VIN", "VYR", "VMA", "VMO", "VST",
				  "VCO", "EXP", "TTL" } },
	[SIM_TABLE_DRIVING] = { "driving", { "" } },
	[SIM_TABLE_SHEET] = { "sheet", { "", "STA", "SID", "FBI", "MNU" } },
};

static int take_row(void *context, enum sim_table table, const struct str *values, size_t count)
{
	struct app_person *person = context;

	if ((size_t)table >= APP_PERSON_TABLES || person->values[table][0].ptr)
		return 0;
	for (size_t i = 0; i < count && i < APP_PERSON_COLUMNS; i++)
		person->values[table][i] = values[i];
	return 0;
}

int app_person_make(struct app_person *person, uint64_t seed, unsigned number, struct str state)
{
	struct sim_making making = { seed, &person->arena, take_row, person };
	unsigned sheets = number;

	arena_reset(&person->arena);
	memset(person->values, 0, sizeof(person->values));
	person->state = state;
	return sim_make_person(&making, number, state, 0, &sheets);
}

void app_person_free(struct app_person *person)
{
	arena_free(&person->arena);
}

static struct str column_of(const struct app_person *person, size_t table, struct str column)
{
	for (size_t i = 1; i < APP_PERSON_COLUMNS && tables[table].columns[i]; i++)
		if (str_eq(str_from(tables[table].columns[i]), column))
			return person->values[table][i];
	return STR_NONE;
}

struct str app_person_value(const struct app_person *person, struct str of, struct str column)
{
	struct str value = STR("");

	for (size_t i = 0; i < APP_PERSON_TABLES; i++)
		if (str_eq(of, str_from(tables[i].name)))
			value = column_of(person, i, column);
	for (size_t i = 0; i < APP_PERSON_TABLES && !value.len; i++)
		value = column_of(person, i, column);
	return value.ptr ? value : STR("");
}
