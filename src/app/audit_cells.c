/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/audit_cells.h"

struct building {
	const struct app_audit_counts *counts;
	struct arena *arena;
	VEC(struct app_audit_cell) about;
	VEC(struct app_cell) cells;
	VEC(struct app_sum) sums;
	/* places of the cells already made, SIZE_MAX: none */
	size_t *one[APP_AUDIT_DIMENSIONS];
	size_t total;
	bool failed;
};

const char *app_audit_measure_word(enum app_audit_measure measure)
{
	static const char *const words[] = { "replies",   "refused", "sent", "delivered",
					     "disclosed", "against", "hint", "notice" };

	return words[measure];
}

static struct app_audit_cell about(enum app_audit_measure measure)
{
	return (struct app_audit_cell){ measure,
					{ APP_AUDIT_ALL, APP_AUDIT_ALL, APP_AUDIT_ALL, APP_AUDIT_ALL },
					APP_AUDIT_ALL, APP_AUDIT_ALL, APP_AUDIT_ALL };
}

static struct app_audit_cell of_agency(enum app_audit_measure measure, size_t agency)
{
	struct app_audit_cell cell = about(measure);

	cell.row[APP_AUDIT_BY_AGENCY] = (int)agency;
	return cell;
}

static size_t add(struct building *building, const struct app_audit_cell *what, uint64_t count)
{
	struct app_audit_cell *cell = vec_add(building->arena, &building->about);
	struct app_cell *value = vec_add(building->arena, &building->cells);

	if (!cell || !value) {
		building->failed = true;
		return SIZE_MAX;
	}
	*cell = *what;
	value->count = count;
	value->wanted = what->row[APP_AUDIT_BY_OUTCOME] == APP_AUDIT_ANSWERED;
	return building->cells.count - 1;
}

/* A new sum with that total; parts are added to the last one. */
static void begin_sum(struct building *building, size_t total)
{
	struct app_sum *sum = vec_add(building->arena, &building->sums);

	if (sum)
		sum->total = total;
	building->failed = building->failed || !sum;
}

static void add_part(struct building *building, size_t part)
{
	size_t *place = building->failed ? NULL :
					   vec_add(building->arena,
						   &building->sums.items[building->sums.count - 1].parts);

	if (place)
		*place = part;
	building->failed = building->failed || !place;
}

static void add_ones(struct building *building, size_t dimension)
{
	const struct app_audit_counts *counts = building->counts;

	building->one[dimension] =
		arena_alloc_array(building->arena, counts->rows[dimension], sizeof(size_t));
	if (!building->one[dimension]) {
		building->failed = true;
		return;
	}
	begin_sum(building, building->total);
	for (size_t row = 0; row < counts->rows[dimension]; row++) {
		struct app_audit_cell what = about(APP_AUDIT_REPLIES);

		building->one[dimension][row] = SIZE_MAX;
		if (!counts->one[dimension][row])
			continue;
		what.row[dimension] = (int)row;
		building->one[dimension][row] = add(building, &what, counts->one[dimension][row]);
		add_part(building, building->one[dimension][row]);
	}
}

/* The cells of two dimensions, then their sums along both. */
static void add_twos(struct building *building, size_t a, size_t b)
{
	const struct app_audit_counts *counts = building->counts;
	size_t first = building->cells.count, made = 0, columns = 0;

	for (size_t row = 0; row < counts->rows[a]; row++) {
		if (building->one[a][row] == SIZE_MAX)
			continue;
		begin_sum(building, building->one[a][row]);
		columns = 0;
		for (size_t column = 0; column < counts->rows[b]; column++) {
			struct app_audit_cell what = about(APP_AUDIT_REPLIES);

			if (building->one[b][column] == SIZE_MAX)
				continue;
			what.row[a] = (int)row;
			what.row[b] = (int)column;
			add_part(building, add(building, &what,
					       counts->two[a][b][row * counts->rows[b] + column]));
			columns++;
		}
		made++;
	}
	for (size_t column = 0, at = 0; column < counts->rows[b]; column++) {
		if (building->one[b][column] == SIZE_MAX)
			continue;
		begin_sum(building, building->one[b][column]);
		for (size_t row = 0; row < made; row++)
			add_part(building, first + row * columns + at);
		at++;
	}
}

/* The cell of replies to an agency with that outcome, SIZE_MAX: none. */
static size_t outcome_of(const struct building *building, size_t agency, int outcome)
{
	for (size_t i = 0; i < building->about.count; i++) {
		const struct app_audit_cell *cell = &building->about.items[i];

		if (cell->measure == APP_AUDIT_REPLIES && cell->row[APP_AUDIT_BY_AGENCY] == (int)agency &&
		    cell->row[APP_AUDIT_BY_OUTCOME] == outcome)
			return i;
	}
	return SIZE_MAX;
}

/* The rules that refused something: their totals, which add up to all refusals. */
static void add_refusing_rules(struct building *building, size_t *place)
{
	const struct app_audit_counts *counts = building->counts;

	begin_sum(building, building->one[APP_AUDIT_BY_OUTCOME][APP_AUDIT_REFUSED]);
	for (size_t rule = 0; rule <= counts->rule_count; rule++) {
		struct app_audit_cell what = about(APP_AUDIT_REFUSALS);
		uint64_t all = 0;

		place[rule] = SIZE_MAX;
		for (size_t i = 0; i < counts->rows[APP_AUDIT_BY_AGENCY]; i++)
			all += counts->refused[i * (counts->rule_count + 1) + rule];
		if (!all)
			continue;
		what.rule = (int)rule;
		place[rule] = add(building, &what, all);
		add_part(building, place[rule]);
	}
}

/* Refusals of each agency by rule, in the sums of the agency and of the rule. */
static void add_refusals(struct building *building)
{
	const struct app_audit_counts *counts = building->counts;
	size_t rules = counts->rule_count + 1;
	size_t *place = arena_alloc_array(building->arena, rules, sizeof(*place));
	size_t first;

	if (!place || building->one[APP_AUDIT_BY_OUTCOME][APP_AUDIT_REFUSED] == SIZE_MAX) {
		building->failed = building->failed || !place;
		return;
	}
	add_refusing_rules(building, place);
	first = building->cells.count;
	for (size_t agency = 0; agency < counts->rows[APP_AUDIT_BY_AGENCY]; agency++) {
		size_t total = outcome_of(building, agency, APP_AUDIT_REFUSED);

		if (total == SIZE_MAX)
			continue;
		begin_sum(building, total);
		for (size_t rule = 0; rule < rules; rule++) {
			struct app_audit_cell what = of_agency(APP_AUDIT_REFUSALS, agency);

			what.rule = (int)rule;
			if (place[rule] != SIZE_MAX)
				add_part(building, add(building, &what, counts->refused[agency * rules + rule]));
		}
	}
	for (size_t rule = 0; rule < rules; rule++) {
		size_t end = building->cells.count;

		if (place[rule] == SIZE_MAX)
			continue;
		begin_sum(building, place[rule]);
		for (size_t i = first; i < end; i++)
			if (building->about.items[i].rule == (int)rule)
				add_part(building, i);
	}
}

static void add_by_agency(struct building *building, enum app_audit_measure measure,
			  const uint64_t *values)
{
	struct app_audit_cell what = about(measure);
	uint64_t all = 0;

	for (size_t i = 0; i < building->counts->rows[APP_AUDIT_BY_AGENCY]; i++)
		all += values[i];
	begin_sum(building, add(building, &what, all));
	for (size_t i = 0; i < building->counts->rows[APP_AUDIT_BY_AGENCY]; i++) {
		what = of_agency(measure, i);
		if (values[i])
			add_part(building, add(building, &what, values[i]));
	}
}

/* Counts that stand in no sum: an answer holds data of several classes. */
static void add_loose(struct building *building)
{
	const struct app_audit_counts *counts = building->counts;

	for (size_t agency = 0; agency < counts->rows[APP_AUDIT_BY_AGENCY]; agency++) {
		for (int i = 0; i < NLETS_DATA_CLASS_COUNT; i++) {
			struct app_audit_cell what = of_agency(APP_AUDIT_DISCLOSED, agency);
			size_t at = agency * NLETS_DATA_CLASS_COUNT + (size_t)i;

			what.data_class = i;
			if (counts->disclosed[at])
				add(building, &what, counts->disclosed[at]);
			what.measure = APP_AUDIT_AGAINST;
			if (counts->against[at])
				add(building, &what, counts->against[at]);
		}
		for (int i = 0; i < APP_AUDIT_HINTS; i++) {
			struct app_audit_cell what = of_agency(APP_AUDIT_ASKING, agency);

			what.hint = i;
			if (counts->hints[agency * APP_AUDIT_HINTS + (size_t)i])
				add(building, &what, counts->hints[agency * APP_AUDIT_HINTS + (size_t)i]);
		}
	}
	for (size_t rule = 0; rule < counts->rule_count; rule++) {
		struct app_audit_cell what = about(APP_AUDIT_NOTICES);

		what.rule = (int)rule;
		if (counts->notices[rule])
			add(building, &what, counts->notices[rule]);
	}
}

/* Whether a count that is in no sum of its own is about as large as a hidden one. */
static bool leans_on_hidden(const struct building *building, const struct app_audit_cell *cell)
{
	int agency = cell->row[APP_AUDIT_BY_AGENCY];
	size_t at;

	if (cell->measure == APP_AUDIT_NOTICES) {
		for (size_t i = 0; i < building->about.count; i++)
			if (building->about.items[i].measure == APP_AUDIT_REFUSALS &&
			    building->about.items[i].rule == cell->rule && building->cells.items[i].hidden)
				return true;
		return false;
	}
	if (cell->measure < APP_AUDIT_SENT || agency == APP_AUDIT_ALL)
		return false;
	at = building->one[APP_AUDIT_BY_AGENCY][agency];
	if (at != SIZE_MAX && building->cells.items[at].hidden)
		return true;
	if (cell->measure != APP_AUDIT_DISCLOSED && cell->measure != APP_AUDIT_AGAINST)
		return false;
	at = outcome_of(building, (size_t)agency, APP_AUDIT_ANSWERED);
	return at != SIZE_MAX && building->cells.items[at].hidden;
}

static bool hide_leaning(struct building *building)
{
	bool changed = false;

	for (size_t i = 0; i < building->cells.count; i++)
		if (!building->cells.items[i].hidden &&
		    leans_on_hidden(building, &building->about.items[i])) {
			building->cells.items[i].hidden = true;
			changed = true;
		}
	return changed;
}

static int suppress(struct building *building, uint64_t threshold)
{
	int result;

	do
		result = app_suppress(building->cells.items, building->cells.count, building->sums.items,
				      building->sums.count, threshold);
	while (result == 0 && hide_leaning(building));
	return result;
}

int app_audit_cells(const struct app_audit_counts *counts, uint64_t threshold, struct arena *arena,
		    struct app_audit_cells *cells)
{
	struct building building = { .counts = counts, .arena = arena };
	struct app_audit_cell all = about(APP_AUDIT_REPLIES);
	int result = 0;

	building.total = add(&building, &all, counts->replies);
	for (size_t a = 0; a < APP_AUDIT_DIMENSIONS && !building.failed; a++)
		add_ones(&building, a);
	for (size_t a = 0; a < APP_AUDIT_DIMENSIONS && !building.failed; a++)
		for (size_t b = a + 1; b < APP_AUDIT_DIMENSIONS && !building.failed; b++)
			add_twos(&building, a, b);
	if (!building.failed)
		add_refusals(&building);
	if (!building.failed)
		add_by_agency(&building, APP_AUDIT_SENT, counts->sent);
	if (!building.failed)
		add_by_agency(&building, APP_AUDIT_DELIVERED, counts->delivered);
	if (!building.failed)
		add_loose(&building);
	if (building.failed)
		return NLETS_E_MEMORY;
	if (threshold > 1)
		result = suppress(&building, threshold);
	*cells = (struct app_audit_cells){ building.cells.count, building.about.items,
					   building.cells.items, 0 };
	for (size_t i = 0; i < cells->count; i++)
		cells->hidden += cells->cells[i].hidden;
	return result;
}
