/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The collections for people: what there is of each, and its rows as CSV. */
#include <config.h>

#include "sim/network.h"

static const char *const base_names[] = { "people",  "vehicles",    "rap_sheets",
					  "arrests", "immigration", "rows" };

/* About so many: counting a million rows of each would take too long. */
int sim_collections_summary(struct sim_network *network, struct str state, struct buf *text)
{
	const struct sim_collections *collections = network->collections;
	struct arena arena = { 0 };
	struct sim_source source = sim_network_source(
		network, sim_holder(network->holders, state), &arena);
	size_t counts[SIM_BASE_ROWS] = { 0 };
	int error = 0;

	for (unsigned base = 0; !error && base < SIM_BASE_ROWS; base++)
		error = sim_base_count(&source, (enum sim_base)base, &counts[base]);
	buf_add_text(text, "\ncollection            kept of      one in    about\n");
	for (size_t i = 0; !error && collections && i < collections->items.count; i++) {
		const struct sim_collection *one = &collections->items.items[i];
		size_t about = one->base == SIM_BASE_ROWS ? one->rows
							  : counts[one->base] / one->one_in;

		buf_printf(text, "%-20.*s  %-11s  %6u  %7zu\n", STR_ARGS(one->name),
			   base_names[one->base], one->one_in, about);
	}
	arena_free(&arena);
	return error ? error : text->failed ? NLETS_E_MEMORY : 0;
}

static void add_head(const struct sim_collection *collection, struct buf *csv)
{
	buf_add_text(csv, "row");
	for (size_t i = 0; i < collection->kept.count; i++)
		buf_printf(csv, ",%.*s", STR_ARGS(collection->kept.items[i]));
	for (size_t i = 0; i < collection->fields.count; i++)
		buf_printf(csv, ",%.*s", STR_ARGS(collection->fields.items[i].code));
	if (collection->given.count)
		for (size_t i = 0; i < collection->given.items[0].values.count; i++)
			buf_printf(csv, ",%.*s",
				   STR_ARGS(collection->given.items[0].values.items[i].code));
	for (size_t i = 0; i < collection->repeats.count; i++)
		buf_printf(csv, ",%.*s", STR_ARGS(collection->repeats.items[i].name));
	buf_add_text(csv, "\r\n");
}

static void add_value(const struct sim_record *row, struct str code, struct buf *csv)
{
	buf_add_char(csv, ',');
	sim_csv_add_cell(csv, sim_record_get(row, code));
}

static void add_row(const struct sim_collection *collection, const struct sim_record *row,
		    struct buf *csv)
{
	buf_add(csv, sim_record_get(row, STR("ID")));
	for (size_t i = 0; i < collection->kept.count; i++)
		add_value(row, collection->kept.items[i], csv);
	for (size_t i = 0; i < collection->fields.count; i++)
		add_value(row, collection->fields.items[i].code, csv);
	if (collection->given.count)
		for (size_t i = 0; i < collection->given.items[0].values.count; i++)
			add_value(row, collection->given.items[0].values.items[i].code, csv);
	for (size_t i = 0; i < collection->repeats.count; i++)
		buf_printf(csv, ",%zu", sim_record_count(row, collection->repeats.items[i].name));
	buf_add_text(csv, "\r\n");
}

int sim_collection_csv(struct sim_network *network, struct str name, struct str state, size_t count,
		       struct buf *csv)
{
	const struct sim_collection *collection =
		network->collections ? sim_collection(network->collections, name) : NULL;
	struct arena arena = { 0 };
	struct sim_source source = sim_network_source(
		network, sim_holder(network->holders, state), &arena);
	sim_rows rows = { 0 };
	int error;

	if (!collection)
		return NLETS_E_NOT_FOUND;
	error = sim_collection_list(&source, collection, 0, count, &rows);
	if (!error)
		add_head(collection, csv);
	for (size_t i = 0; !error && i < rows.count; i++)
		add_row(collection, &rows.items[i], csv);
	arena_free(&arena);
	return error ? error : csv->failed ? NLETS_E_MEMORY : 0;
}
