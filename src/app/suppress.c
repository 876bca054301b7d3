/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/suppress.h"

#include "base/alloc.h"
#include "nlets/error.h"

struct tables {
	struct app_cell *cells;
	size_t count;
	const struct app_sum *sums;
	size_t sum_count;
	uint64_t threshold;
};

/* The sums as equations of the hidden cells, reckoned modulo a prime: exact for the
 * coefficients 1 and -1, which no chain of sums here makes large. */
static const uint64_t prime = 2147483647;

struct equations {
	uint32_t *values; /* rows of `columns` */
	size_t rows, columns;
	size_t *column_of; /* by cell, SIZE_MAX: open */
	size_t *cell_of;
};

static bool is_small(const struct tables *tables, size_t cell)
{
	return tables->cells[cell].count > 0 && tables->cells[cell].count < tables->threshold;
}

static bool is_rather_hidden(const struct app_cell *cell, const struct app_cell *other)
{
	return cell->wanted != other->wanted ? other->wanted : cell->count < other->count;
}

/* The smallest open part that is not 0, else the total; SIZE_MAX: none is open. */
static size_t next_to_hide(const struct tables *tables, const struct app_sum *sum)
{
	size_t best = SIZE_MAX;

	for (size_t i = 0; i < sum->parts.count; i++) {
		size_t part = sum->parts.items[i];
		const struct app_cell *cell = &tables->cells[part];

		if (!cell->hidden && cell->count &&
		    (best == SIZE_MAX || is_rather_hidden(cell, &tables->cells[best])))
			best = part;
	}
	if (best == SIZE_MAX && !tables->cells[sum->total].hidden && tables->cells[sum->total].count)
		best = sum->total;
	return best;
}

/* Whether what is hidden in the sum can be seen from the rest of it. */
static bool gives_away(const struct tables *tables, const struct app_sum *sum)
{
	bool total = tables->cells[sum->total].hidden;
	size_t hidden = total;
	uint64_t together = 0;

	for (size_t i = 0; i < sum->parts.count; i++)
		if (tables->cells[sum->parts.items[i]].hidden) {
			hidden++;
			together += tables->cells[sum->parts.items[i]].count;
		}
	return hidden == 1 || (hidden > 1 && !total && together < tables->threshold);
}

static bool hide_one(struct tables *tables, const struct app_sum *sum)
{
	size_t cell = next_to_hide(tables, sum);

	if (cell == SIZE_MAX)
		return false;
	tables->cells[cell].hidden = true;
	return true;
}

static void settle_sums(struct tables *tables)
{
	for (bool changed = true; changed;) {
		changed = false;
		for (size_t i = 0; i < tables->sum_count; i++)
			while (gives_away(tables, &tables->sums[i]) && hide_one(tables, &tables->sums[i]))
				changed = true;
	}
}

static uint64_t inverse(uint64_t value)
{
	uint64_t result = 1, power = value;

	for (uint64_t exponent = prime - 2; exponent; exponent >>= 1) {
		if (exponent & 1)
			result = result * power % prime;
		power = power * power % prime;
	}
	return result;
}

static void scale(uint32_t *row, size_t columns, uint64_t factor)
{
	for (size_t i = 0; i < columns; i++)
		row[i] = (uint32_t)(row[i] * factor % prime);
}

static void subtract(uint32_t *row, const uint32_t *pivot, size_t columns, uint64_t factor)
{
	for (size_t i = 0; i < columns; i++)
		if (pivot[i])
			row[i] = (uint32_t)((row[i] + (prime - factor) * pivot[i]) % prime);
}

static void swap_rows(uint32_t *a, uint32_t *b, size_t columns)
{
	for (size_t i = 0; i < columns; i++) {
		uint32_t value = a[i];

		a[i] = b[i];
		b[i] = value;
	}
}

/* Gauss and Jordan; returns the rank. */
static size_t reduce(struct equations *e)
{
	size_t rank = 0;

	for (size_t column = 0; column < e->columns && rank < e->rows; column++) {
		size_t row = rank;
		uint32_t *pivot = e->values + rank * e->columns;

		while (row < e->rows && !e->values[row * e->columns + column])
			row++;
		if (row == e->rows)
			continue;
		if (row != rank)
			swap_rows(pivot, e->values + row * e->columns, e->columns);
		scale(pivot, e->columns, inverse(pivot[column]));
		for (row = 0; row < e->rows; row++)
			if (row != rank && e->values[row * e->columns + column])
				subtract(e->values + row * e->columns, pivot, e->columns,
					 e->values[row * e->columns + column]);
		rank++;
	}
	return rank;
}

static int number_hidden(const struct tables *tables, struct equations *e)
{
	e->column_of = base_realloc(NULL, (tables->count + 1) * sizeof(*e->column_of));
	e->cell_of = base_realloc(NULL, (tables->count + 1) * sizeof(*e->cell_of));
	if (!e->column_of || !e->cell_of)
		return NLETS_E_MEMORY;
	for (size_t i = 0; i < tables->count; i++) {
		e->column_of[i] = tables->cells[i].hidden ? e->columns : SIZE_MAX;
		if (tables->cells[i].hidden)
			e->cell_of[e->columns++] = i;
	}
	return 0;
}

static int set_up(const struct tables *tables, struct equations *e)
{
	size_t size;

	if (number_hidden(tables, e) < 0)
		return NLETS_E_MEMORY;
	size = (tables->sum_count * e->columns + 1) * sizeof(*e->values);
	e->rows = tables->sum_count;
	e->values = base_realloc(NULL, size);
	if (!e->values)
		return NLETS_E_MEMORY;
	memset(e->values, 0, size);
	for (size_t i = 0; i < e->rows; i++) {
		const struct app_sum *sum = &tables->sums[i];
		uint32_t *row = e->values + i * e->columns;

		if (e->column_of[sum->total] != SIZE_MAX)
			row[e->column_of[sum->total]] = (uint32_t)(prime - 1);
		for (size_t part = 0; part < sum->parts.count; part++)
			if (e->column_of[sum->parts.items[part]] != SIZE_MAX)
				row[e->column_of[sum->parts.items[part]]] = 1;
	}
	return 0;
}

static void free_equations(struct equations *e)
{
	base_free(e->values);
	base_free(e->column_of);
	base_free(e->cell_of);
}

/* A hidden cell that stands alone in a reduced equation, so that it can be worked out. */
static size_t worked_out(const struct equations *e, size_t rank)
{
	for (size_t row = 0; row < rank; row++) {
		size_t set = 0, last = 0;

		for (size_t i = 0; i < e->columns && set < 2; i++)
			if (e->values[row * e->columns + i]) {
				set++;
				last = i;
			}
		if (set == 1)
			return e->cell_of[last];
	}
	return SIZE_MAX;
}

static bool is_in(const struct app_sum *sum, size_t cell)
{
	if (sum->total == cell)
		return true;
	for (size_t i = 0; i < sum->parts.count; i++)
		if (sum->parts.items[i] == cell)
			return true;
	return false;
}

/* Hides one more cell beside that one, or anywhere beside a hidden one. */
static bool hide_beside(struct tables *tables, size_t cell)
{
	for (size_t i = 0; i < tables->sum_count; i++)
		if (is_in(&tables->sums[i], cell) && hide_one(tables, &tables->sums[i]))
			return true;
	for (size_t i = 0; i < tables->sum_count; i++)
		if (hide_one(tables, &tables->sums[i]))
			return true;
	return false;
}

/* 1 when a cell had to be hidden more, 0 when nothing can be worked out. */
static int settle_equations(struct tables *tables)
{
	struct equations e = { 0 };
	int result = set_up(tables, &e);
	size_t cell = result < 0 ? SIZE_MAX : worked_out(&e, reduce(&e));

	free_equations(&e);
	if (result < 0)
		return result;
	return cell != SIZE_MAX && hide_beside(tables, cell);
}

int app_suppress(struct app_cell *cells, size_t count, const struct app_sum *sums, size_t sum_count,
		 uint64_t threshold)
{
	struct tables tables = { cells, count, sums, sum_count, threshold };
	int more = 1;

	for (size_t i = 0; i < count; i++)
		cells[i].hidden = cells[i].hidden || is_small(&tables, i);
	while (more > 0) {
		settle_sums(&tables);
		more = settle_equations(&tables);
	}
	return more;
}
