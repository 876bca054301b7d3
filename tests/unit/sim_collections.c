/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Collections: every look-up of every shipped collection finds its rows, and the same
 * ones every time; a broken file is told with its line. */
#include <config.h>

#include "sim/network.h"
#include "tests/support/data.h"
#include "tests/support/sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct test_network net;

static int open_network(void **state)
{
	(void)state;
	test_network_open(&net, false);
	return 0;
}

static int close_network(void **state)
{
	(void)state;
	test_network_close(&net);
	return 0;
}

static struct sim_source source_of(struct arena *arena, const char *holder)
{
	return sim_network_source(net.network, sim_holder(net.network->holders, str_from(holder)),
				  arena);
}

/* The value of a row or, in the first of its groups that has it, of a group. */
static struct str value_in(const struct sim_record *row, struct str code, const char *group)
{
	struct str value = sim_record_get(row, code);

	for (size_t i = 0; !value.len && i < row->groups.count; i++)
		if (!*group || str_eq(row->groups.items[i].name, str_from(group)))
			value = sim_record_get(&row->groups.items[i].record, code);
	return value;
}

/* The query of that look-up for that row; NULL when the row lacks a value. */
static struct nlets_message *query_for(const struct sim_look_up *look_up,
				       const struct sim_record *row)
{
	struct nlets_message *query = nlets_message_new(NLETS_WIRE_TEXT);
	bool whole = true;

	for (size_t i = 0; i < look_up->by.count; i++) {
		struct str value = value_in(row, look_up->by.items[i].held, "");

		whole &= value.len > 0;
		if (value.len)
			assert_int_equal(nlets_message_add_field(
						 query, look_up->by.items[i].asked, value),
					 0);
	}
	if (!whole)
		nlets_message_free(&query);
	return query;
}

static bool found(const sim_rows *rows, struct str id)
{
	for (size_t i = 0; i < rows->count; i++)
		if (str_eq(sim_record_get(&rows->items[i], STR("ID")), id))
			return true;
	return false;
}

static void check_look_ups(const struct sim_collection *collection, const char *holder)
{
	struct arena arena = { 0 };
	struct sim_source source = source_of(&arena, holder);
	sim_rows rows = { 0 };

	assert_int_equal(sim_collection_list(&source, collection, 0, 1, &rows), 0);
	if (!rows.count)
		fail_msg("%.*s has nothing in %s", STR_ARGS(collection->name), holder);
	for (size_t i = 0; i < collection->look_ups.count; i++) {
		struct nlets_message *query =
			query_for(&collection->look_ups.items[i], &rows.items[0]);
		sim_rows hits = { 0 };

		if (!query)
			continue;
		assert_int_equal(sim_collection_find(&source, collection, query, &hits), 0);
		if (!found(&hits, sim_record_get(&rows.items[0], STR("ID"))))
			fail_msg("%.*s, look-up at line %u, does not find its row in %s",
				 STR_ARGS(collection->name), collection->look_ups.items[i].line,
				 holder);
		nlets_message_free(&query);
	}
	arena_free(&arena);
}

static void every_look_up_finds(void **state)
{
	static const char *const holders[] = { "AZ", "GU", "IL", "WY" };
	const struct sim_collections *collections = net.network->collections;

	(void)state;
	assert_non_null(collections);
	assert_true(collections->items.count > 2);
	for (size_t c = 0; c < collections->items.count; c++)
		for (size_t h = 0; h < sizeof(holders) / sizeof(*holders); h++)
			check_look_ups(&collections->items.items[c], holders[h]);
}

static void add_record(const struct sim_record *record, struct buf *out)
{
	for (size_t i = 0; i < record->values.count; i++)
		buf_printf(out, "%.*s=%.*s;", STR_ARGS(record->values.items[i].code),
			   STR_ARGS(record->values.items[i].value));
	for (size_t i = 0; i < record->groups.count; i++)
		add_record(&record->groups.items[i].record, out);
}

static void rows_are_the_same_every_time(void **state)
{
	const struct sim_collections *collections = net.network->collections;

	(void)state;
	for (size_t c = 0; c < collections->items.count; c++) {
		struct buf once[2] = { { 0 }, { 0 } };

		for (size_t i = 0; i < 2; i++) {
			struct arena arena = { 0 };
			struct sim_source source = source_of(&arena, "IL");
			sim_rows rows = { 0 };

			assert_int_equal(sim_collection_list(&source, &collections->items.items[c],
							     0, 20, &rows),
					 0);
			for (size_t r = 0; r < rows.count; r++)
				add_record(&rows.items[r], &once[i]);
			arena_free(&arena);
		}
		assert_true(once[0].len > 0);
		assert_true(str_eq(buf_str(&once[0]), buf_str(&once[1])));
		buf_free(&once[0]);
		buf_free(&once[1]);
	}
}

/* The stated invented ranges: how a value of that code begins or what stands in it. */
static const struct {
	const char *code, *begins, *holds;
} marks[] = {
	{ "LIC", "SIM", NULL },   { "OLN", "SIM", NULL },      { "VIN", "SIM", NULL },
	{ "BHN", "SIMQ", NULL },  { "EID", NULL, "SIM" },      { "DID", "SIM", NULL },
	{ "SER", "SIM", NULL },   { "ENG", "SIM", NULL },      { "CLM", "SIM", NULL },
	{ "CAS", "SIM", NULL },   { "DOT", "99900", NULL },    { "FPS", "0000", NULL },
	{ "ZIP", "00000", NULL }, { "PHN", NULL, "555-01" },   { "NAM", NULL, "SIM" },
	{ "REG", NULL, "SIM" },
};

static void check_marks(const struct sim_collection *collection, const struct sim_record *record)
{
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		struct str value = sim_record_get(record, str_from(marks[i].code));
		bool marked = !value.len || (marks[i].begins ? str_starts(value, str_from(marks[i].begins))
							     : test_contains(value, marks[i].holds));

		if (!marked)
			fail_msg("%.*s: %s %.*s is not marked as invented",
				 STR_ARGS(collection->name), marks[i].code, STR_ARGS(value));
	}
	for (size_t i = 0; i < record->groups.count; i++)
		check_marks(collection, &record->groups.items[i].record);
}

static void rows_are_marked_as_invented(void **state)
{
	const struct sim_collections *collections = net.network->collections;

	(void)state;
	for (size_t c = 0; c < collections->items.count; c++) {
		struct arena arena = { 0 };
		struct sim_source source = source_of(&arena, "IL");
		sim_rows rows = { 0 };

		assert_int_equal(
			sim_collection_list(&source, &collections->items.items[c], 0, 100, &rows), 0);
		for (size_t r = 0; r < rows.count; r++)
			check_marks(&collections->items.items[c], &rows.items[r]);
		arena_free(&arena);
	}
}

/* Shares: about one in so many, and the first person of each member besides. */
static void a_share_is_kept(void **state)
{
	const struct sim_collection *all = sim_collection(net.network->collections, STR("parole"));
	struct sim_collection few, many;
	struct arena arena = { 0 };
	struct sim_source source = source_of(&arena, "");
	size_t counts[3];

	(void)state;
	assert_non_null(all);
	few = many = *all;
	few.born_until = 0;
	few.one_in = 1000000;
	many.one_in = 1;
	assert_int_equal(sim_collection_count(&source, &few, &counts[0]), 0);
	assert_int_equal(sim_collection_count(&source, all, &counts[1]), 0);
	assert_int_equal(sim_collection_count(&source, &many, &counts[2]), 0);
	assert_int_equal(counts[0], net.network->holders->members);
	assert_true(counts[0] < counts[1] && counts[1] < counts[2]);
	arena_free(&arena);
}

static void a_number_is_read_from_its_pattern(void **state)
{
	(void)state;
	assert_int_equal(sim_pattern_number(STR("SIM######"), STR("SIM000123")), 123);
	assert_int_equal(sim_pattern_number(STR("N###SM"), STR("N042SM")), 42);
	assert_int_equal(sim_pattern_number(STR("SIM######"), STR("SIM")), 0);
	assert_int_equal(sim_pattern_number(STR("SIM######"), STR("SIM00012X")), 0);
	assert_int_equal(sim_pattern_number(STR("SIM######"), STR("")), 0);
	assert_int_equal(sim_pattern_number(STR("SIM"), STR("SIM")), 0);
}

/* Only the row whose number is exactly the one asked for: another prefix is another number. */
static void a_number_must_fit_wholly(void **state)
{
	const struct sim_collection *parole =
		sim_collection(net.network->collections, STR("parole"));
	struct sim_collection numbered = *parole;
	struct sim_compared by = { STR("SPN"), STR("SPN") };
	struct sim_look_up look_up = { .by = { &by, 1, 1 } };
	struct arena arena = { 0 };
	struct sim_source source = source_of(&arena, "IL");
	sim_rows rows = { 0 }, hits = { 0 };
	struct str number;

	(void)state;
	numbered.look_ups.items = &look_up;
	numbered.look_ups.count = 1;
	assert_int_equal(sim_collection_list(&source, parole, 0, 1, &rows), 0);
	number = sim_record_get(&rows.items[0], STR("SPN"));
	for (int wrong = 0; wrong < 2; wrong++) {
		struct nlets_message *query = nlets_message_new(NLETS_WIRE_TEXT);
		struct str asked = arena_printf(&arena, "%s%.*s", wrong ? "X" : "",
						STR_ARGS(number));

		assert_int_equal(nlets_message_add_field(query, STR("SPN"), asked), 0);
		hits.count = 0;
		assert_int_equal(sim_collection_find(&source, &numbered, query, &hits), 0);
		assert_int_equal(hits.count, !wrong);
		nlets_message_free(&query);
	}
	arena_free(&arena);
}

/* A definition file in place of the shipped one. */
static const char *own_file;

static int read_own(void *context, bool own, const char *name, struct arena *arena,
		    struct str *bytes, struct str *path)
{
	if (strcmp(name, "policies/collections.xml") != 0)
		return test_data_read(context, own, name, arena, bytes, path);
	*bytes = str_from(own_file);
	*path = STR("own/collections.xml");
	return own ? 0 : -1;
}

static void check_broken(const char *text, unsigned line)
{
	struct arena arena = { 0 };
	nlets_faults faults = { 0 };
	struct sim_reader reader = { read_own, NULL, &arena, &faults };
	bool told = false;

	own_file = text;
	sim_collections_read(&reader);
	for (size_t i = 0; i < faults.count; i++)
		told |= faults.items[i].line == line &&
			str_eq(faults.items[i].file, STR("own/collections.xml"));
	if (!told)
		fail_msg("no fault at line %u of: %s", line, text);
	arena_free(&arena);
}

#define HEAD "<collections>\n<collection name='a' label='A' marks='invented' from="
#define TAIL "</collection></collections>"

static void a_broken_file_is_told_with_its_line(void **state)
{
	(void)state;
	check_broken(HEAD "'nowhere'>\n<look-up by='NAM'/>" TAIL, 2);
	check_broken(HEAD "'people'>\n<look-up by='HGT'/>" TAIL, 3);
	check_broken(HEAD "'people'>\n<look-up by='NAM' group='none'/>" TAIL, 3);
	check_broken(HEAD "'rows'>\n<look-up by='NAM'/>" TAIL, 2);
	check_broken(HEAD "'people'>\n<field code='XX' number='5-1'/>\n<look-up by='NAM'/>" TAIL, 3);
	check_broken(HEAD "'people'>\n<group name='g' least='3' most='2'>"
			  "<field code='XX' text='x'/></group>\n<look-up by='NAM'/>" TAIL,
		     3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_look_up_finds),
		cmocka_unit_test(rows_are_the_same_every_time),
		cmocka_unit_test(rows_are_marked_as_invented),
		cmocka_unit_test(a_share_is_kept),
		cmocka_unit_test(a_number_is_read_from_its_pattern),
		cmocka_unit_test(a_number_must_fit_wholly),
		cmocka_unit_test(a_broken_file_is_told_with_its_line),
	};

	return cmocka_run_group_tests(tests, open_network, close_network);
}
