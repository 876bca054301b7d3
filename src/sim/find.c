/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a query's fields ask for, as lookups in the store. */
#include <config.h>

#include "sim/network.h"

struct question {
	struct str state; /* member code, "" for LESC */
	struct str last, given;
	const struct nlets_message *query;
};

static struct str value(const struct question *question, const char *code)
{
	return str_trim(nlets_message_value(question->query, str_from(code)));
}

/* LAST,FIRST MIDDLE SUFFIX: middle name and suffix are not compared. */
static void split_name(struct question *question)
{
	struct str name = value(question, "NAM");
	size_t comma = str_find_char(name, ',');
	struct str fore;

	question->last = str_trim((struct str){ name.ptr, comma });
	if (comma >= name.len)
		return;
	fore = str_trim(str_sub(name, comma + 1, name.len - comma - 1));
	question->given = (struct str){ fore.ptr, str_find_char(fore, ' ') };
}

struct step {
	enum sim_lookup lookup;
	struct str args[SIM_LOOKUP_ARGS];
	size_t count;
};

static struct step by_person(const struct question *question, enum sim_lookup lookup)
{
	return (struct step){ lookup,
			      { question->state, question->last, question->given,
				value(question, "DOB"), value(question, "SEX") },
			      5 };
}

static struct step by_value(const struct question *question, enum sim_lookup lookup,
			    const char *code)
{
	return (struct step){ lookup, { question->state, value(question, code) }, 2 };
}

static bool has(const struct question *question, const char *code)
{
	return value(question, code).len > 0;
}

static struct step vehicle_step(const struct question *question)
{
	if (has(question, "VIN"))
		return by_value(question, SIM_VEHICLE_BY_VIN, "VIN");
	return (struct step){ SIM_VEHICLE_BY_PLATE,
			      { question->state, value(question, "LIC"), value(question, "LIY"),
				value(question, "LIT") },
			      4 };
}

static struct step owner_step(const struct question *question)
{
	return (struct step){ SIM_VEHICLE_BY_OWNER,
			      { question->state, question->last, question->given,
				value(question, "DOB") },
			      4 };
}

static struct step part_step(const struct question *question)
{
	return by_value(question, SIM_VEHICLE_BY_PART, "LIC");
}

static struct step licence_step(const struct question *question)
{
	if (has(question, "OLN"))
		return by_value(question, SIM_LICENCE_BY_NUMBER, "OLN");
	return by_person(question, SIM_LICENCE_BY_PERSON);
}

static struct step name_step(const struct question *question)
{
	return (struct step){ SIM_LICENCE_BY_NAME,
			      { question->state, question->last, question->given },
			      3 };
}

/* The first index that the query carries; a responder says which one it searched
 * (criminal-history 1.2). */
static struct step sheet_step(const struct question *question)
{
	if (has(question, "SID"))
		return by_value(question, SIM_SHEET_BY_SID, "SID");
	if (has(question, "SOC"))
		return by_value(question, SIM_SHEET_BY_SSN, "SOC");
	if (has(question, "MNU"))
		return by_value(question, SIM_SHEET_BY_MNU, "MNU");
	return by_person(question, SIM_SHEET_BY_PERSON);
}

static struct step alien_step(const struct question *question)
{
	struct str number = value(question, "ARN");

	if (str_starts(number, STR("A")))
		number = str_sub(number, 1, number.len - 1);
	if (number.len)
		return (struct step){ SIM_ALIEN_BY_NUMBER, { number }, 1 };
	return (struct step){ SIM_ALIEN_BY_PERSON,
			      { question->last, question->given, value(question, "DOB"),
				value(question, "SEX") },
			      4 };
}

static const struct {
	const char *key;
	struct step (*step)(const struct question *);
} steps[] = {
	{ "RQ", vehicle_step }, { "RNQ", owner_step }, { "RPQ", part_step }, { "DQ", licence_step },
	{ "KQ", licence_step }, { "DNQ", name_step },  { "IQ", sheet_step }, { "FQ", sheet_step },
	{ "AQ", sheet_step },   { "IAQ", alien_step },
};

/* The row of that person, added when there is none yet: what several collections hold
 * of a person stands side by side, each as a group of its name. */
static struct sim_record *row_of(struct arena *arena, sim_rows *rows, const struct sim_record *found)
{
	struct str person = sim_record_get(found, STR("PID"));
	struct sim_record *added;

	for (size_t i = 0; person.len && i < rows->count; i++)
		if (str_eq(sim_record_get(&rows->items[i], STR("PID")), person))
			return &rows->items[i];
	added = vec_add(arena, rows);
	if (added)
		*added = (struct sim_record){ 0 };
	return added;
}

static int add_side_by_side(struct arena *arena, const struct sim_collection *collection,
			    const sim_rows *found, sim_rows *rows)
{
	for (size_t i = 0; i < found->count; i++) {
		struct sim_record *row = row_of(arena, rows, &found->items[i]), *group;
		bool done = row != NULL;

		for (size_t k = 0; done && k < collection->kept.count; k++)
			done = sim_record_set(arena, row, collection->kept.items[k],
					      sim_record_get(&found->items[i],
							     collection->kept.items[k]));
		done = done &&
		       sim_record_set(arena, row, STR("PID"),
				      sim_record_get(&found->items[i], STR("PID"))) &&
		       sim_record_set(arena, row, STR("IDX"),
				      sim_record_get(&found->items[i], STR("IDX")));
		group = done ? sim_record_add_group(arena, row, collection->name) : NULL;
		if (!group)
			return NLETS_E_MEMORY;
		*group = found->items[i];
	}
	return 0;
}

static int find_in_collections(struct sim_exchange *exchange, const struct sim_holder *holder,
			       const struct sim_service *service, sim_rows *rows)
{
	const struct sim_network *network = exchange->network;
	struct sim_source source = sim_network_source(network, holder, exchange->arena);
	int error = 0;

	for (size_t i = 0; !error && i < service->collections.count; i++) {
		const struct sim_collection *collection =
			network->collections ? sim_collection(network->collections,
							      service->collections.items[i])
					     : NULL;
		sim_rows found = { 0 };

		if (!collection)
			return NLETS_E_DEFINITION;
		if (service->collections.count == 1)
			return sim_collection_find(&source, collection, exchange->query, rows);
		error = sim_collection_find(&source, collection, exchange->query, &found);
		if (!error)
			error = add_side_by_side(exchange->arena, collection, &found, rows);
	}
	return error;
}

int sim_find(struct sim_exchange *exchange, const struct sim_holder *holder,
	     const struct sim_service *service, sim_rows *rows)
{
	struct question question = { .state = holder ? holder->code : STR_NONE,
				     .query = exchange->query };

	if (service && service->collections.count)
		return find_in_collections(exchange, holder, service, rows);
	split_name(&question);
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		if (str_eq(exchange->key, str_from(steps[i].key))) {
			struct step step = steps[i].step(&question);

			return sim_store_find(exchange->network->store, step.lookup, step.args,
					      step.count, exchange->arena, rows);
		}
	return 0;
}

static int add_groups(struct sim_exchange *exchange, struct sim_record *record,
		      enum sim_lookup lookup, struct str arg, struct str group)
{
	sim_rows rows = { 0 };
	int error =
		sim_store_find(exchange->network->store, lookup, &arg, 1, exchange->arena, &rows);

	for (size_t i = 0; !error && i < rows.count; i++) {
		struct sim_record *added = sim_record_add_group(exchange->arena, record, group);

		if (!added)
			return NLETS_E_MEMORY;
		*added = rows.items[i];
	}
	return error;
}

static int add_history(struct sim_exchange *exchange, struct sim_record *record)
{
	static const struct {
		enum sim_lookup lookup;
		const char *group, *total;
	} parts[] = {
		{ SIM_CONVICTIONS, "conviction", "CVN" },
		{ SIM_WITHDRAWALS, "withdrawal", "WDN" },
		{ SIM_ACCIDENTS, "accident", "ACN" },
	};
	struct str person = sim_record_get(record, STR("PID"));
	int error = 0;

	for (size_t i = 0; !error && i < sizeof(parts) / sizeof(*parts); i++) {
		struct str group = str_from(parts[i].group), total;

		error = add_groups(exchange, record, parts[i].lookup, person, group);
		total = arena_printf(exchange->arena, "%zu", sim_record_count(record, group));
		if (!error &&
		    !sim_record_set(exchange->arena, record, str_from(parts[i].total), total))
			error = NLETS_E_MEMORY;
	}
	return error;
}

int sim_find_more(struct sim_exchange *exchange, struct sim_record *record)
{
	struct str sid = sim_record_get(record, STR("SID"));

	if (str_eq(exchange->key, STR("KQ")))
		return add_history(exchange, record);
	if (str_eq(exchange->key, STR("FQ")) || str_eq(exchange->key, STR("AQ")))
		return add_groups(exchange, record, SIM_ARRESTS, sid, STR("arrest"));
	return 0;
}
