/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The population for people: as CSV, as a summary, and as queries that hit. */
#include <config.h>

#include "sim/network.h"

/* Column heads and the slots they show. */
static const struct {
	const char *head, *code;
} columns[] = {
	{ "state", "STA" },       { "name", "NAM" },  { "birth_date", "DOB" },
	{ "sex", "SEX" },         { "race", "RAC" },  { "height", "HGT" },
	{ "weight", "WGT" },      { "eyes", "EYE" },  { "hair", "HAI" },
	{ "birth_place", "POB" }, { "ssn", "SOC" },   { "street", "ADR" },
	{ "town", "CTY" },        { "zip", "ZIP" },   { "phone", "PHN" },
	{ "licence", "OLN" },     { "class", "CLS" }, { "status", "STS" },
	{ "plates", "LIC" },      { "vin", "VIN" },   { "sid", "SID" },
	{ "fbi", "FBI" },         { "mnu", "MNU" },   { "a_number", "ARN" },
};

enum { COLUMNS = sizeof(columns) / sizeof(*columns), PAGE = 500 };

void sim_csv_add_cell(struct buf *csv, struct str value)
{
	bool quote = str_find_char(value, ',') < value.len || str_find_char(value, '"') < value.len;

	if (quote)
		buf_add_char(csv, '"');
	for (size_t i = 0; i < value.len; i++) {
		if (value.ptr[i] == '"')
			buf_add_char(csv, '"');
		buf_add_char(csv, value.ptr[i]);
	}
	if (quote)
		buf_add_char(csv, '"');
}

static void add_person(struct buf *csv, const struct sim_record *person)
{
	for (size_t i = 0; i < COLUMNS; i++) {
		buf_add_text(csv, i ? "," : "");
		sim_csv_add_cell(csv, sim_record_get(person, str_from(columns[i].code)));
	}
	buf_add_text(csv, "\r\n");
}

/* Adds up to PAGE people from that place on; *added says how many. */
static int add_page(struct sim_network *network, struct str state, size_t offset, size_t count,
		    struct buf *csv, size_t *added)
{
	struct arena arena = { 0 };
	struct str args[] = { state, arena_printf(&arena, "%zu", offset),
			      arena_printf(&arena, "%zu", count < PAGE ? count : PAGE) };
	sim_rows rows = { 0 };
	int error = args[1].ptr && args[2].ptr ? sim_store_find(network->store, SIM_PEOPLE_LIST,
								args, 3, &arena, &rows)
					       : NLETS_E_MEMORY;

	for (size_t i = 0; !error && i < rows.count; i++)
		add_person(csv, &rows.items[i]);
	*added = rows.count;
	arena_free(&arena);
	return error;
}

int sim_population_list(struct sim_network *network, const struct sim_population_query *query,
			struct buf *csv)
{
	size_t done = 0, added = PAGE;
	int error = 0;

	for (size_t i = 0; i < COLUMNS; i++)
		buf_printf(csv, "%s%s", i ? "," : "", columns[i].head);
	buf_add_text(csv, "\r\n");
	while (!error && done < query->count && added == PAGE) {
		error = add_page(network, query->state, query->offset + done, query->count - done,
				 csv, &added);
		done += added;
	}
	return error ? error : csv->failed ? NLETS_E_MEMORY : 0;
}

int sim_population_summary(struct sim_network *network, struct buf *text)
{
	static const char *const codes[] = { "PEOPLE", "LICENCES", "VEHICLES", "SHEETS", "ALIENS" };
	struct arena arena = { 0 };
	unsigned totals[5] = { 0 };
	sim_rows rows = { 0 };
	int error = sim_store_find(network->store, SIM_SUMMARY, NULL, 0, &arena, &rows);

	buf_add_text(text, "state  people  licences  vehicles  rap_sheets  immigration\n");
	for (size_t i = 0; !error && i < rows.count; i++) {
		unsigned row[5] = { 0 };

		for (size_t c = 0; c < 5; c++) {
			str_to_uint(sim_record_get(&rows.items[i], str_from(codes[c])), &row[c]);
			totals[c] += row[c];
		}
		buf_printf(text, "%-5.*s  %6u  %8u  %8u  %10u  %11u\n",
			   STR_ARGS(sim_record_get(&rows.items[i], STR("STA"))), row[0], row[1],
			   row[2], row[3], row[4]);
	}
	buf_printf(text, "all    %6u  %8u  %8u  %10u  %11u\n", totals[0], totals[1], totals[2],
		   totals[3], totals[4]);
	arena_free(&arena);
	return error ? error : sim_collections_summary(network, STR(""), text);
}

/* Where a sample's subject comes from, and its body with slots. */
static const struct {
	const char *key;
	enum sim_lookup lookup;
	const char *body;
} samples[] = {
	{ "RQ", SIM_SAMPLE_VEHICLE, "LIC/{LIC}.LIY/{LIY}.LIT/{LIT}" },
	{ "RQG", SIM_SAMPLE_VEHICLE, "LIC/{LIC}.LIY/{LIY}.LIT/{LIT}" },
	{ "RPQ", SIM_SAMPLE_VEHICLE, "LIC/{LIC}.LIY/{LIY}.LIT/{LIT}" },
	{ "RNQ", SIM_SAMPLE_VEHICLE, "NAM/{NAM}.DOB/{DOB}" },
	{ "DQ", SIM_SAMPLE_PERSON, "NAM/{NAM}.DOB/{DOB}.SEX/{SEX}" },
	{ "DQG", SIM_SAMPLE_PERSON, "NAM/{NAM}.DOB/{DOB}.SEX/{SEX}" },
	{ "DNQ", SIM_SAMPLE_PERSON, "NAM/{NAM}" },
	{ "KQ", SIM_SAMPLE_PERSON, "OLN/{OLN}.PUR/C.ATN/TRAINEE" },
	{ "IQ", SIM_SAMPLE_SHEET, "PUR/C.ATN/TRAINEE.NAM/{NAM}.DOB/{DOB}.SEX/{SEX}" },
	{ "FQ", SIM_SAMPLE_SHEET, "PUR/C.ATN/TRAINEE.SID/{SID}" },
	{ "AQ", SIM_SAMPLE_SHEET, "PUR/C.ATN/TRAINEE.SID/{SID}" },
	{ "IAQ", SIM_SAMPLE_ALIEN,
	  "PUR/C.ATN/TRAINEE.PHN/0005550123.NAM/{NAM}.DOB/{DOB}.SEX/{SEX}."
	  "POB/{POB}.CUS/Y.OFF/0399.ARN/{ARN}" },
};

/* Whose record a sample asks for: a region's or NL's sample comes from a member. */
static struct str sample_member(struct sim_network *network, struct str holder, uint64_t seed)
{
	const struct sim_region *region = sim_directory_region(network->directory, holder);
	const struct sim_holder *member = sim_holder(network->holders, holder);

	if (member && sim_is_member(member))
		return holder;
	if (region && region->members.count)
		return region->members.items[seed % region->members.count];
	return network->holders->items.items[seed % network->holders->members].code;
}

static void begin_query(struct str key, struct str to, uint64_t seed, struct buf *out)
{
	buf_printf(out, "%.*s.AZSIM0001.%.*s.*T%08u.TXT\r\n", STR_ARGS(key), STR_ARGS(to),
		   (unsigned)(seed % 100000000));
}

/* The sample of that key and destination, or the first of that key. */
static const struct sim_sample *sample_of(const struct sim_collection *collection, struct str key,
					  struct str to)
{
	const struct sim_sample *first = NULL;

	for (size_t i = 0; i < collection->samples.count; i++) {
		const struct sim_sample *sample = &collection->samples.items[i];

		if (!str_eq(sample->key, key))
			continue;
		if (str_eq(sample->to, to))
			return sample;
		if (!first || (first->to.len && !sample->to.len))
			first = sample;
	}
	return first;
}

/* Groups' own numbers stand with the row's, so that a sample can ask for one. */
static bool lift_first_groups(struct arena *arena, struct sim_record *row)
{
	size_t count = row->groups.count;

	for (size_t i = 0; i < count; i++)
		for (size_t v = 0; v < row->groups.items[i].record.values.count; v++) {
			const struct sim_value *value = &row->groups.items[i].record.values.items[v];

			if (!sim_record_get(row, value->code).len &&
			    !sim_record_set(arena, row, value->code, value->value))
				return false;
		}
	return true;
}

/* A row of the collection: one at a place that follows from the seed, else the first. */
static int sample_row(struct sim_network *network, const struct sim_collection *collection,
		      const struct sim_holder *holder, uint64_t seed, struct arena *arena,
		      sim_rows *rows)
{
	struct sim_source source = sim_network_source(network, holder, arena);
	size_t bound = collection->base == SIM_BASE_ROWS ? collection->rows
							 : network->settings.people;
	uint64_t from = 1 + seed * 7919 % (bound ? bound : 1);
	int error = sim_collection_list(&source, collection, from, 1, rows);

	if (!error && !rows->count)
		error = sim_collection_list(&source, collection, 0, 1, rows);
	if (error)
		return error;
	if (!rows->count)
		return NLETS_E_NOT_FOUND;
	return lift_first_groups(arena, &rows->items[0]) ? 0 : NLETS_E_MEMORY;
}

/* A query whose answer comes from a collection. */
static int sample_collection(struct sim_network *network, struct str key, struct str wanted,
			     uint64_t seed, struct arena *arena, struct buf *out)
{
	const struct sim_holder *holder = sim_holder_for(network, key, wanted);
	const struct sim_service *service = holder ? sim_holder_service(holder, key) : NULL;
	const struct sim_collection *collection =
		service && network->collections && service->collections.count
			? sim_collection(network->collections, service->collections.items[0])
			: NULL;
	const struct sim_sample *sample = collection ? sample_of(collection, key, wanted) : NULL;
	sim_rows rows = { 0 };
	int error;

	if (!sample)
		return NLETS_E_NOT_FOUND;
	error = sample_row(network, collection, holder, seed, arena, &rows);
	if (error)
		return error;
	begin_query(key, sample->to.len ? sample->to : holder->code, seed, out);
	sim_fill_slots(sample->body, &rows.items[0], out);
	return 0;
}

/* A member, or what stands for several of them; "" for any. */
static bool stands_for_member(const struct sim_network *network, struct str holder)
{
	return !holder.len || str_eq(holder, SIM_SWITCH_LINE) ||
	       sim_holder(network->holders, holder) ||
	       sim_directory_region(network->directory, holder);
}

static int sample_population(struct sim_network *network, size_t i, struct str holder,
			     uint64_t seed, struct arena *arena, struct buf *out)
{
	struct str number = arena_printf(arena, "%u", (unsigned)(seed % 1000000));
	bool lesc = samples[i].lookup == SIM_SAMPLE_ALIEN;
	struct str args[] = { lesc ? number : sample_member(network, holder, seed), number };
	sim_rows rows = { 0 };
	int error = lesc || stands_for_member(network, holder)
			    ? sim_store_find(network->store, samples[i].lookup, args, lesc ? 1 : 2,
					     arena, &rows)
			    : NLETS_E_NOT_FOUND;

	if (error)
		return error;
	if (!rows.count)
		return NLETS_E_NOT_FOUND;
	begin_query(str_from(samples[i].key), lesc ? STR("AX") : holder, seed, out);
	sim_fill_slots(str_from(samples[i].body), &rows.items[0], out);
	return 0;
}

int sim_sample_query(struct sim_network *network, struct str key, struct str holder, uint64_t seed,
		     struct buf *out)
{
	const struct sim_holder *asked = sim_holder(network->holders, holder);
	struct arena arena = { 0 };
	size_t i = 0;
	int error;

	while (i < sizeof(samples) / sizeof(*samples) && !str_eq(key, str_from(samples[i].key)))
		i++;
	if (i < sizeof(samples) / sizeof(*samples) &&
	    (!asked || sim_is_member(asked) || !sim_holder_service(asked, key)))
		error = sample_population(network, i, holder, seed, &arena, out);
	else
		error = sample_collection(network, key, holder, seed, &arena, out);
	if (error == NLETS_E_NOT_FOUND)
		error = sim_sample_own(network, key, holder, seed, &arena, out);
	arena_free(&arena);
	return error ? error : out->failed ? NLETS_E_MEMORY : 0;
}
