/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The totals of an audit as data: JSON and CSV, a row a count. */
#include <config.h>

#include "app/audit.h"

#include "app/audit_cells.h"
#include "app/csv.h"
#include "app/json.h"

/* The words of a cell; ptr NULL where it is of all. */
struct words {
	struct str row[APP_AUDIT_DIMENSIONS];
	struct str rule, data_class, hint;
};

static struct words words_of(const struct app_audit_counts *counts, const struct app_audit_cell *cell,
			     struct arena *arena)
{
	struct words words = { 0 };

	for (int i = 0; i < APP_AUDIT_DIMENSIONS; i++)
		if (cell->row[i] != APP_AUDIT_ALL)
			words.row[i] = app_audit_row_word(counts, (enum app_audit_dimension)i,
							  (size_t)cell->row[i], arena);
	if (cell->rule != APP_AUDIT_ALL)
		words.rule = (size_t)cell->rule < counts->rule_count ? counts->rules[cell->rule].id :
								       STR("none-known");
	if (cell->data_class != APP_AUDIT_ALL)
		words.data_class =
			str_from(nlets_data_class_word((enum nlets_data_class)cell->data_class));
	if (cell->hint != APP_AUDIT_ALL)
		words.hint = str_from(app_audit_hint_word((enum app_audit_hint)cell->hint));
	return words;
}

static void set_word(json_t *object, const char *name, struct str word)
{
	if (word.ptr)
		json_object_set_new(object, name, app_json_text(word));
}

/* A count of 0 says nothing that its absence does not, but for the totals. */
static bool is_told(const struct app_audit_cells *cells, size_t at)
{
	return cells->cells[at].count || cells->about[at].row[APP_AUDIT_BY_AGENCY] == APP_AUDIT_ALL;
}

static json_t *counts_json(const struct app_audit_counts *counts, const struct app_audit_cells *cells,
			   struct arena *arena)
{
	json_t *list = json_array();

	for (size_t i = 0; i < cells->count; i++) {
		struct words words = words_of(counts, &cells->about[i], arena);
		json_t *object;

		if (!is_told(cells, i))
			continue;
		object = json_object();
		json_object_set_new(object, "measure",
				    json_string(app_audit_measure_word(cells->about[i].measure)));
		for (int d = 0; d < APP_AUDIT_DIMENSIONS; d++)
			set_word(object, app_audit_dimension_word((enum app_audit_dimension)d), words.row[d]);
		set_word(object, "rule", words.rule);
		set_word(object, "class", words.data_class);
		set_word(object, "hint", words.hint);
		json_object_set_new(object, "count",
				    cells->cells[i].hidden ? json_null() :
							     json_integer((json_int_t)cells->cells[i].count));
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *reading_json(const struct app_audit_reading *reading)
{
	const struct {
		const char *name;
		uint64_t value;
	} rows[] = {
		{ "files", reading->files },
		{ "bytes", reading->bytes },
		{ "messages", reading->messages },
		{ "too_long_bytes", reading->too_long },
		{ "cut_off_bytes", reading->cut },
		{ "unreadable_bytes", reading->unreadable },
		{ "unmatched", reading->unmatched },
		{ "aside", reading->aside },
	};
	json_t *object = json_object();

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		json_object_set_new(object, rows[i].name, json_integer((json_int_t)rows[i].value));
	return object;
}

int app_audit_json(const struct app_audit *audit, uint64_t threshold, struct buf *out)
{
	struct arena arena = { 0 };
	struct app_audit_cells cells;
	int result = app_audit_cells(app_audit_counts(audit), threshold, &arena, &cells);
	json_t *object;

	if (result == 0) {
		object = json_object();
		json_object_set_new(object, "schema", json_integer(APP_JSON_SCHEMA));
		json_object_set_new(object, "log", reading_json(app_audit_reading(audit)));
		json_object_set_new(object, "threshold", json_integer((json_int_t)threshold));
		json_object_set_new(object, "suppressed", json_integer((json_int_t)cells.hidden));
		json_object_set_new(object, "counts",
				    counts_json(app_audit_counts(audit), &cells, &arena));
		app_json_add(out, object, true);
	}
	arena_free(&arena);
	return out->failed ? NLETS_E_MEMORY : result;
}

int app_audit_truth_json(const struct app_audit_counts *counts, uint64_t seed, uint64_t messages,
			 struct buf *out)
{
	struct arena arena = { 0 };
	struct app_audit_cells cells;
	int result = app_audit_cells(counts, 0, &arena, &cells);
	json_t *object;

	if (result == 0) {
		object = json_object();
		json_object_set_new(object, "schema", json_integer(APP_JSON_SCHEMA));
		json_object_set_new(object, "simulated", json_true());
		json_object_set_new(object, "seed", json_integer((json_int_t)seed));
		json_object_set_new(object, "messages", json_integer((json_int_t)messages));
		json_object_set_new(object, "counts", counts_json(counts, &cells, &arena));
		app_json_add(out, object, true);
	}
	arena_free(&arena);
	return out->failed ? NLETS_E_MEMORY : result;
}

static void add_csv_row(const struct words *words, const char *measure, struct str count,
			struct buf *out)
{
	app_csv_cell(out, true, str_from(measure), false);
	for (int i = 0; i < APP_AUDIT_DIMENSIONS; i++)
		app_csv_cell(out, false, words->row[i], false);
	app_csv_cell(out, false, words->rule, false);
	app_csv_cell(out, false, words->data_class, false);
	app_csv_cell(out, false, words->hint, false);
	app_csv_cell(out, false, count, false);
	app_csv_end(out);
}

int app_audit_csv(const struct app_audit *audit, uint64_t threshold, struct buf *out)
{
	static const char *const head[] = { "measure", "agency", "month", "key", "outcome",
					    "rule",    "class",  "hint",  "count", NULL };
	struct arena arena = { 0 };
	struct app_audit_cells cells;
	int result = app_audit_cells(app_audit_counts(audit), threshold, &arena, &cells);

	app_csv_row(out, head);
	for (size_t i = 0; result == 0 && i < cells.count; i++) {
		struct words words = words_of(app_audit_counts(audit), &cells.about[i], &arena);
		struct str count = cells.cells[i].hidden ?
					   STR("suppressed") :
					   arena_printf(&arena, "%llu",
							(unsigned long long)cells.cells[i].count);

		if (is_told(&cells, i))
			add_csv_row(&words, app_audit_measure_word(cells.about[i].measure), count, out);
	}
	arena_free(&arena);
	return out->failed ? NLETS_E_MEMORY : result;
}
