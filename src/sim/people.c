/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "sim/people.h"

#include "base/rand.h"
#include "nlets/error.h"
#include "sim/names.h"

/* Ages and expiries are counted from this year, so that a population does not
 * depend on the day on which it is made. */
enum { THIS_YEAR = 2026 };

struct person {
	const struct sim_making *making;
	struct rand_state rand;
	unsigned number;
	struct str id; /* number as text */
	struct str state;
	bool complete; /* has a record of every kind */
	struct str name, dob;
	unsigned born;                   /* year */
	const struct sim_past_event *country; /* of birth; NULL: born in the state */
};

static unsigned draw(struct person *person, size_t bound)
{
	return rand_below(&person->rand, (uint32_t)bound);
}

static bool chance(struct person *person, unsigned percent)
{
	return draw(person, 100) < percent;
}

static const char *pick(struct person *person, const char *const *list)
{
	return list[draw(person, sim_count(list))];
}

static const struct sim_past_event *pick_event(struct person *person, const struct sim_past_event *list)
{
	return &list[draw(person, sim_count_events(list))];
}

/* A number below `bound` that no other person has: multiplying by a prime that
 * does not divide the bound only changes the order. */
static unsigned own_number(const struct person *person, unsigned factor, unsigned bound)
{
	return (unsigned)((uint64_t)person->number * factor % bound);
}

static struct str year_text(struct person *person, unsigned year)
{
	return arena_printf(person->making->arena, "%u", year);
}

static struct str date(struct person *person, unsigned year)
{
	unsigned month = 1 + draw(person, 12);
	unsigned day = 1 + draw(person, 28);

	return arena_printf(person->making->arena, "%04u%02u%02u", year, month, day);
}

/* A row is filled value by value: each drawn value has a statement of its own,
 * because C leaves the order within one expression open. */
enum { MOST_COLUMNS = 20 };

struct row {
	struct str values[MOST_COLUMNS];
	size_t count;
};

static void add(struct row *row, struct str value)
{
	if (row->count < MOST_COLUMNS)
		row->values[row->count++] = value;
}

static void add_text(struct row *row, const char *text)
{
	add(row, str_from(text));
}

static struct row start_row(const struct person *person)
{
	struct row row = { .count = 0 };

	add(&row, person->id);
	add(&row, person->state);
	return row;
}

static int take(const struct person *person, enum sim_table table, const struct row *row)
{
	return person->making->take(person->making->context, table, row->values, row->count);
}

static const char *const races[] = { "A", "B", "I", "U", "W", NULL };
static const char *const eyes[] = { "BLK", "BLU", "BRO", "GRN", "GRY", "HAZ", NULL };
static const char *const hairs[] = { "BLK", "BLN", "BRO", "GRY", "RED", "SDY", "WHI", NULL };
static const char *const skins[] = { "DRK", "FAR", "LGT", "MBR", "MED", "OLV", NULL };
static const char *const colours[] = { "BLK", "BLU", "BRO", "GLD", "GRN", "GRY",
				       "MAR", "RED", "SIL", "TAN", "WHI", NULL };

/* 99 groups and 9999 serials in each of the two areas that are never issued. */
static struct str ssn(const struct person *person)
{
	unsigned n = own_number(person, 104729, 2 * 99 * 9999);

	return arena_printf(person->making->arena, "%s%02u%04u", n % 2 ? "666" : "000",
			    n / 2 % 99 + 1, n / 2 / 99 + 1);
}

static void add_name(struct person *person, struct row *row, bool woman)
{
	const char *last = pick(person, sim_last_names);
	const char *given = pick(person, woman ? sim_women_names : sim_men_names);
	const char *suffix = chance(person, 2) ? " JR" : "";

	add(row, arena_printf(person->making->arena, "%s,%s SIM%s", last, given, suffix));
	add_text(row, last);
	add_text(row, given);
}

static void add_description(struct person *person, struct row *row, bool woman)
{
	unsigned inches = (woman ? 58 : 62) + draw(person, 15);

	add_text(row, pick(person, races));
	add(row, arena_printf(person->making->arena, "%u%02u", inches / 12, inches % 12));
	add(row, arena_printf(person->making->arena, "%03u", 105 + draw(person, 150)));
	add_text(row, pick(person, eyes));
	add_text(row, pick(person, hairs));
	add_text(row, pick(person, skins));
}

static int make_person_row(struct person *person)
{
	struct arena *arena = person->making->arena;
	struct row row = start_row(person);
	bool woman = chance(person, 50);
	bool other = !person->complete && draw(person, 200) == 0;
	unsigned house;

	add_name(person, &row, woman);
	person->born = THIS_YEAR - 17 - draw(person, 72);
	add(&row, date(person, person->born));
	add_text(&row, other ? "X" : woman ? "F" : "M");
	add_description(person, &row, woman);
	if (chance(person, 14) || person->complete)
		person->country = pick_event(person, sim_countries);
	add(&row, person->country ? str_from(person->country->code) : person->state);
	add(&row, ssn(person));
	house = 1 + draw(person, 998);
	add(&row, arena_printf(arena, "%u %s", house, pick(person, sim_streets)));
	add_text(&row, pick(person, sim_towns));
	add(&row, arena_printf(arena, "000-555-01%02u", draw(person, 100)));
	return take(person, SIM_TABLE_PERSON, &row);
}

static int make_licence(struct person *person)
{
	static const char *const statuses[] = { "VALID", "VALID",   "VALID",     "VALID", "VALID",
						"VALID", "EXPIRED", "SUSPENDED", NULL };
	static const char *const restrictions[] = { "NONE", "NONE", "B CORRECTIVE LENSES",
						    "G DAYLIGHT ONLY", NULL };
	struct row row = start_row(person);
	bool commercial = chance(person, 8);
	bool motorcycle = chance(person, 12);
	const char *status = pick(person, statuses);
	unsigned expires = THIS_YEAR + 1 + draw(person, 6);

	if (strcmp(status, "EXPIRED") == 0)
		expires = THIS_YEAR - 1;
	add(&row, arena_printf(person->making->arena, "SIM%08u",
			       own_number(person, 15485863, 100000000)));
	add_text(&row, commercial ? "COMMERCIAL" : motorcycle ? "MOTORCYCLE" : "OPERATOR");
	add_text(&row, commercial ? "A" : motorcycle ? "M" : "D");
	add_text(&row, status);
	add(&row, date(person, expires - 8));
	add(&row, date(person, expires));
	add_text(&row, pick(person, restrictions));
	add_text(&row, commercial ? "T DOUBLE TRIPLE" : "NONE");
	return take(person, SIM_TABLE_LICENCE, &row);
}

/* SIM, three letters, three digits: 17,576,000 plates, four for each person. */
static struct str plate(const struct person *person, unsigned nth)
{
	unsigned n = (unsigned)(((uint64_t)person->number * 4 + nth) * 7368787 % 17576000);
	unsigned letters = n / 1000;

	return arena_printf(person->making->arena, "SIM%c%c%c%03u", (char)('A' + letters / 676),
			    (char)('A' + letters / 26 % 26), (char)('A' + letters % 26), n % 1000);
}

static const struct sim_model *pick_model(struct person *person)
{
	size_t models = 0;

	while (sim_models[models].make)
		models++;
	return &sim_models[draw(person, models)];
}

static int make_vehicle(struct person *person, unsigned nth)
{
	struct arena *arena = person->making->arena;
	struct row row = start_row(person);
	const struct sim_model *model = pick_model(person);
	unsigned made = THIS_YEAR - draw(person, 22);
	unsigned expires = THIS_YEAR + draw(person, 2);

	add(&row, plate(person, nth));
	add(&row, year_text(person, expires));
	add_text(&row, model->plate_type);
	add(&row, arena_printf(arena, "SIMQO%02u%09u%u", made % 100, person->number, nth));
	add(&row, year_text(person, made));
	add_text(&row, model->make);
	add_text(&row, model->model);
	add_text(&row, model->style);
	add_text(&row, pick(person, colours));
	add(&row, date(person, expires));
	add(&row, arena_printf(arena, "SIMT%07u%u", person->number, nth));
	return take(person, SIM_TABLE_VEHICLE, &row);
}

static int make_vehicles(struct person *person)
{
	unsigned count = 1 + draw(person, 3);
	int error = 0;

	if (!person->complete && !chance(person, 75))
		return 0;
	for (unsigned i = 0; !error && i < count; i++)
		error = make_vehicle(person, i);
	return error;
}

static int make_driving(struct person *person, const char *kind, const struct sim_past_event *what)
{
	struct row row = start_row(person);
	unsigned year = THIS_YEAR - 1 - draw(person, 8);

	add_text(&row, kind);
	add(&row, date(person, year));
	add_text(&row, what->code);
	add_text(&row, what->words);
	add(&row, arena_printf(person->making->arena, "SIM%s%06u", kind, draw(person, 1000000)));
	add_text(&row, pick(person, sim_towns));
	add(&row, *kind == 'W' ? date(person, year + 1) : STR_NONE);
	return take(person, SIM_TABLE_DRIVING, &row);
}

static int make_driving_history(struct person *person)
{
	static const struct sim_past_event crash = { "", "PROPERTY DAMAGE ONLY" };
	unsigned convictions = chance(person, 30) ? 1 + draw(person, 3) : 0;
	int error = 0;

	if (person->complete)
		convictions = 2;
	for (unsigned i = 0; !error && i < convictions; i++)
		error = make_driving(person, "C", pick_event(person, sim_convictions));
	if (!error && (chance(person, 6) || person->complete))
		error = make_driving(person, "W", pick_event(person, sim_withdrawals));
	if (!error && (chance(person, 7) || person->complete))
		error = make_driving(person, "A", &crash);
	return error;
}

static int make_arrest(struct person *person, struct str sid, unsigned cycle, unsigned year)
{
	struct arena *arena = person->making->arena;
	struct row row = { .count = 0 };
	const struct sim_past_event *charge = pick_event(person, sim_charges);
	const struct sim_past_event *end = pick_event(person, sim_dispositions);

	add(&row, sid);
	add(&row, arena_printf(arena, "%u", cycle));
	add(&row, date(person, year));
	add(&row, arena_printf(arena, "%.2sSIM0001", person->state.ptr));
	add(&row, arena_printf(arena, "%s POLICE", pick(person, sim_towns)));
	add(&row, arena_printf(arena, "SIM%06u", draw(person, 1000000)));
	add_text(&row, charge->code);
	add_text(&row, charge->words);
	add_text(&row, chance(person, 30) ? "FELONY" : "MISDEMEANOR");
	add_text(&row, end->code);
	add(&row, date(person, year + 1));
	add_text(&row, end->words);
	return take(person, SIM_TABLE_ARREST, &row);
}

static int make_sheet(struct person *person, unsigned *sheets)
{
	static const char *const prefixes[] = { "OA", "PI", "AF", "NS", "PS", NULL };
	struct arena *arena = person->making->arena;
	struct row row = start_row(person);
	unsigned oldest = person->born + 18 < THIS_YEAR - 15 ? THIS_YEAR - 15 : person->born + 18;
	unsigned arrests = 1 + draw(person, 4);
	struct str sid;
	int error;

	if (!chance(person, 14) && !person->complete)
		return 0;
	if (oldest > THIS_YEAR - 2)
		oldest = THIS_YEAR - 2;
	sid = arena_printf(arena, "%.2sSIM%05u", person->state.ptr, ++*sheets % 100000);
	add(&row, sid);
	add(&row, arena_printf(arena, "SIM%06u", own_number(person, 104729, 1000000)));
	add(&row, arena_printf(arena, "%s-SIM%06u", pick(person, prefixes),
			       person->number % SIM_MOST_PEOPLE));
	error = take(person, SIM_TABLE_SHEET, &row);
	for (unsigned i = 0; !error && i < arrests; i++)
		error = make_arrest(person, sid, i + 1,
				    oldest + i * (THIS_YEAR - 1 - oldest) / arrests);
	return error;
}

static int make_alien(struct person *person)
{
	static const char *const offices[] = { "SIA", "SIB", "SIC", "SID", NULL };
	struct arena *arena = person->making->arena;
	struct row row = start_row(person);
	const struct sim_past_event *status = pick_event(person, sim_admissions);
	bool citizen = strcmp(status->code, "USC") == 0;

	if (!person->country || (!chance(person, 50) && !person->complete))
		return 0;
	add(&row, arena_printf(arena, "000%06u", own_number(person, 611953, 1000000)));
	add_text(&row, status->code);
	add_text(&row, person->country->words);
	add_text(&row, status->words);
	add(&row, date(person, THIS_YEAR - 2 - draw(person, 20)));
	add_text(&row, pick(person, sim_towns));
	add_text(&row, pick(person, offices));
	add(&row, arena_printf(arena, "000%07u", own_number(person, 15485863, 10000000)));
	add(&row, citizen ? arena_printf(arena, "SIMN%06u", person->number) : STR_NONE);
	add(&row, citizen ? date(person, THIS_YEAR - 1) : STR_NONE);
	return take(person, SIM_TABLE_ALIEN, &row);
}

static struct rand_state person_seed(uint64_t seed, unsigned number)
{
	struct rand_state mix = rand_seed(seed ^ (uint64_t)number << 32);

	return rand_seed(rand_next(&mix));
}

int sim_make_person(const struct sim_making *making, unsigned number, struct str state,
		    unsigned nth, unsigned *sheets)
{
	struct person person = {
		.making = making,
		.rand = person_seed(making->seed, number),
		.number = number,
		.id = arena_printf(making->arena, "%u", number),
		.state = state,
		.complete = nth == 0,
	};
	int error = make_person_row(&person);

	if (!error && (person.complete || chance(&person, 86)))
		error = make_licence(&person);
	if (!error)
		error = make_vehicles(&person);
	if (!error)
		error = make_driving_history(&person);
	if (!error)
		error = make_sheet(&person, sheets);
	if (!error)
		error = make_alien(&person);
	return error;
}
