/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nothing that is hidden can be worked out: for small tables every table that fits what
 * is published is tried, which is another way than the elimination that hides. */
#include <config.h>

#include "app/suppress.h"
#include "base/rand.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

enum { ROWS = 3, COLUMNS = 3, INNER = ROWS * COLUMNS, CELLS = INNER + ROWS + COLUMNS + 1, MOST = 6 };

struct table {
	struct arena arena;
	struct app_cell cells[CELLS];
	struct app_sum sums[ROWS + COLUMNS + 2];
};

static void part(struct table *table, size_t sum, size_t cell)
{
	*vec_add(&table->arena, &table->sums[sum].parts) = cell;
}

/* Rows, columns, and both kinds of totals up to the grand total. */
static void lay_out(struct table *table)
{
	for (size_t r = 0; r < ROWS; r++) {
		table->sums[r].total = INNER + r;
		part(table, ROWS + COLUMNS, INNER + r);
		for (size_t c = 0; c < COLUMNS; c++)
			part(table, r, r * COLUMNS + c);
	}
	for (size_t c = 0; c < COLUMNS; c++) {
		table->sums[ROWS + c].total = INNER + ROWS + c;
		part(table, ROWS + COLUMNS + 1, INNER + ROWS + c);
		for (size_t r = 0; r < ROWS; r++)
			part(table, ROWS + c, r * COLUMNS + c);
	}
	table->sums[ROWS + COLUMNS].total = table->sums[ROWS + COLUMNS + 1].total = CELLS - 1;
}

static void add_up(struct app_cell *cells)
{
	for (size_t i = INNER; i < CELLS; i++)
		cells[i].count = 0;
	for (size_t i = 0; i < INNER; i++) {
		cells[INNER + i / COLUMNS].count += cells[i].count;
		cells[INNER + ROWS + i % COLUMNS].count += cells[i].count;
		cells[CELLS - 1].count += cells[i].count;
	}
}

/* Whether the totals agree wherever they are published. */
static bool fits(const struct table *table, const struct app_cell *other)
{
	for (size_t i = INNER; i < CELLS; i++)
		if (!table->cells[i].hidden && table->cells[i].count != other[i].count)
			return false;
	return true;
}

/* Marks the cells that differ in some table that fits: all values from 0 to TOP. */
static void vary(const struct table *table, struct app_cell *other, size_t at, bool *varies)
{
	enum { TOP = 9 };

	while (at < INNER && !table->cells[at].hidden) {
		other[at].count = table->cells[at].count;
		at++;
	}
	if (at == INNER) {
		add_up(other);
		for (size_t i = 0; fits(table, other) && i < CELLS; i++)
			varies[i] = varies[i] || other[i].count != table->cells[i].count;
		return;
	}
	for (other[at].count = 0; other[at].count <= TOP; other[at].count++) {
		uint64_t left = 0;

		/* a row that is complete and does not add up ends the trying */
		if (at % COLUMNS == COLUMNS - 1 && !table->cells[INNER + at / COLUMNS].hidden) {
			for (size_t i = at - (COLUMNS - 1); i <= at; i++)
				left += other[i].count;
			if (left != table->cells[INNER + at / COLUMNS].count)
				continue;
		}
		vary(table, other, at + 1, varies);
	}
}

static void is_safe(struct table *table, uint64_t threshold)
{
	bool varies[CELLS] = { false };
	struct app_cell other[CELLS] = { 0 };
	size_t hidden = 0;

	for (size_t i = 0; i < CELLS; i++) {
		if (table->cells[i].count && table->cells[i].count < threshold)
			assert_true(table->cells[i].hidden);
		if (!table->cells[i].count)
			assert_false(table->cells[i].hidden);
		hidden += i < INNER && table->cells[i].hidden;
	}
	if (hidden > 6)
		return; /* too many tables to try */
	vary(table, other, 0, varies);
	for (size_t i = 0; i < CELLS; i++)
		if (table->cells[i].hidden)
			assert_true(varies[i]);
}

static void small_tables_give_nothing_away(void **state)
{
	struct rand_state rand = rand_seed(20260115);

	(void)state;
	for (int round = 0; round < 400; round++) {
		struct table table = { 0 };

		lay_out(&table);
		for (size_t i = 0; i < INNER; i++)
			table.cells[i].count = rand_below(&rand, MOST + 1);
		add_up(table.cells);
		assert_int_equal(app_suppress(table.cells, CELLS, table.sums, ROWS + COLUMNS + 2, 3), 0);
		is_safe(&table, 3);
		arena_free(&table.arena);
	}
}

/* Two pairs in two rows and two columns each, joined by one cell: no sum gives the joint away,
 * all of them together do. */
static void finds_what_no_single_sum_gives_away(void **state)
{
	enum { SIDE = 4, ALL = SIDE * SIDE + 2 * SIDE };
	static const unsigned hidden[] = { 0, 1, 4, 5, 6, 10, 11, 14, 15 };
	struct app_cell cells[ALL] = { 0 };
	struct app_sum sums[2 * SIDE] = { 0 };
	struct arena arena = { 0 };
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < SIDE * SIDE; i++) {
		cells[i].count = 50 + i;
		cells[SIDE * SIDE + i / SIDE].count += 50 + i;
		cells[SIDE * SIDE + SIDE + i % SIDE].count += 50 + i;
		*vec_add(&arena, &sums[i / SIDE].parts) = i;
		*vec_add(&arena, &sums[SIDE + i % SIDE].parts) = i;
	}
	for (size_t i = 0; i < 2 * SIDE; i++)
		sums[i].total = SIDE * SIDE + i;
	for (size_t i = 0; i < sizeof(hidden) / sizeof(*hidden); i++)
		cells[hidden[i]].hidden = true;
	assert_int_equal(app_suppress(cells, ALL, sums, 2 * SIDE, 3), 0);
	for (size_t i = 0; i < ALL; i++)
		count += cells[i].hidden;
	assert_true(count > sizeof(hidden) / sizeof(*hidden));
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(small_tables_give_nothing_away),
		cmocka_unit_test(finds_what_no_single_sum_gives_away),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
