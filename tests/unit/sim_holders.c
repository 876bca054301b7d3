/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The holders: that every member answers, and that the rules are kept. */
#include <config.h>

#include "nlets/disclose.h"
#include "sim/directory.h"
#include "sim/layout.h"
#include "tests/support/data.h"
#include "tests/support/sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct test_network net;

static int open_network(void **state)
{
	(void)state;
	test_network_open(&net, true);
	return 0;
}

static int close_network(void **state)
{
	(void)state;
	test_network_close(&net);
	return 0;
}

static const char *const members[] = {
	"AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN",
	"IA", "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV",
	"NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN",
	"TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "DC", "PR", "GU", "VI",
};

enum { MEMBERS = sizeof(members) / sizeof(*members) };

static const struct {
	const char *key, *nobody;
} questions[] = {
	{ "DQ", "OLN/SIM99999999" },
	{ "KQ", "OLN/SIM99999999" },
	{ "RQ", "LIC/SIMNONE.LIY/2026.LIT/PC" },
	{ "IQ", "PUR/C.ATN/TRAINEE.NAM/NOBODY,NONE.DOB/19010101.SEX/F" },
	{ "FQ", "PUR/C.ATN/TRAINEE.SID/XXSIM99999" },
};

static void check_one(struct sim_conversation *talk, enum sim_outcome outcome, const char *member,
		      const char *key)
{
	const struct sim_hop *delivery = test_hop(talk, SIM_HOP_DELIVERY, 0);

	if (delivery->outcome != outcome || !str_eq(delivery->holder, str_from(member)))
		fail_msg("%s from %s: %.*s", key, member, STR_ARGS(delivery->bytes));
	assert_true(delivery->backing == NLETS_ASSUMED && delivery->note.len);
	sim_conversation_free(talk);
}

static void every_member_answers(void **state)
{
	(void)state;
	for (size_t m = 0; m < MEMBERS; m++)
		for (size_t q = 0; q < sizeof(questions) / sizeof(*questions); q++) {
			struct sim_conversation talk;
			struct arena arena = { 0 };

			test_send_sample(&net, questions[q].key, members[m], &talk);
			check_one(&talk, SIM_OUTCOME_HIT, members[m], questions[q].key);
			test_send(&net,
				  arena_printf(&arena, "%s.AZSIM0001.%s.TXT\r\n%s",
					       questions[q].key, members[m], questions[q].nobody),
				  &talk);
			check_one(&talk, SIM_OUTCOME_NO_RECORD, members[m], questions[q].key);
			arena_free(&arena);
		}
}

/* The sample of that key for that member, asked by another ORI. */
static void ask_as(const char *ori, const char *key, const char *member,
		   struct sim_conversation *talk)
{
	struct buf query = { 0 }, other = { 0 };
	struct str text;
	size_t at;

	assert_int_equal(sim_sample_query(net.network, str_from(key), str_from(member), 3, &query),
			 0);
	text = buf_str(&query);
	at = str_find(text, STR("AZSIM0001"));
	buf_add(&other, str_sub(text, 0, at));
	buf_add_text(&other, ori);
	buf_add(&other, str_sub(text, at + 9, text.len - at - 9));
	test_send(&net, buf_str(&other), talk);
	buf_free(&query);
	buf_free(&other);
}

static enum sim_outcome outcome_as(const char *ori, const char *key, const char *member)
{
	struct sim_conversation talk;
	enum sim_outcome outcome;

	ask_as(ori, key, member, &talk);
	outcome = test_hop(&talk, SIM_HOP_DELIVERY, 0)->outcome;
	sim_conversation_free(&talk);
	return outcome;
}

static void refuses_by_rule_and_date(void **state)
{
	struct sim_settings *settings = sim_network_settings(net.network);
	struct sim_conversation talk;
	const struct sim_hop *delivery;

	(void)state;
	ask_as("VTSIM0910", "DQ", "WA", &talk);
	delivery = test_hop(&talk, SIM_HOP_DELIVERY, 0);
	assert_int_equal(delivery->outcome, SIM_OUTCOME_REFUSED);
	assert_int_equal(delivery->backing, NLETS_INVENTED);
	assert_true(delivery->rule.len > 0);
	assert_false(test_contains(delivery->bytes, "SIM0000000"));
	sim_conversation_free(&talk);
	assert_int_equal(outcome_as("AZSIM0001", "DQ", "WA"), SIM_OUTCOME_HIT);
	settings->date = 20251001; /* before the switch was thrown */
	assert_int_equal(outcome_as("VTSIM0910", "DQ", "WA"), SIM_OUTCOME_HIT);
	settings->date = 20260115;
}

static void can_refuse_as_if_nothing_were_there(void **state)
{
	struct sim_settings *settings = sim_network_settings(net.network);
	struct sim_conversation talk;
	const struct sim_hop *delivery;

	(void)state;
	settings->refusal = SIM_REFUSE_AS_NO_RECORD;
	ask_as("VTSIM0910", "DQ", "IL", &talk);
	settings->refusal = SIM_REFUSE_OPENLY;
	delivery = test_hop(&talk, SIM_HOP_DELIVERY, 0);
	assert_int_equal(delivery->outcome, SIM_OUTCOME_REFUSED);
	assert_true(str_ends(delivery->bytes, STR("NOT ON FILE")));
	sim_conversation_free(&talk);
}

/* Whether Washington answers HSI is not public: the drill decides. */
static void follows_what_the_drill_assumes(void **state)
{
	struct sim_settings *settings = sim_network_settings(net.network);

	(void)state;
	settings->assume = NLETS_ASSUME_REFUSED;
	assert_int_equal(outcome_as("VTSIM0920", "DQ", "WA"), SIM_OUTCOME_REFUSED);
	settings->assume = NLETS_ASSUME_ANSWERED;
	assert_int_equal(outcome_as("VTSIM0920", "DQ", "WA"), SIM_OUTCOME_HIT);
	settings->assume = NLETS_ASSUME_NOTHING;
	assert_int_equal(outcome_as("VTSIM0920", "DQ", "WA"), SIM_OUTCOME_HIT);
}

static void names_refusals_apart_in_a_merge(void **state)
{
	struct sim_conversation talk;
	const struct sim_hop *merged;

	(void)state;
	ask_as("VTSIM0910", "DQ", "NL", &talk);
	merged = test_hop(&talk, SIM_HOP_DELIVERY, 0);
	assert_true(test_contains(merged->bytes, "STATES THAT REFUSED 5: IL MA MN NY WA"));
	sim_conversation_free(&talk);
}

static bool lists(struct str words, const char *code)
{
	struct str word;

	while (str_split(&words, ' ', &word))
		if (str_eq(word, str_from(code)))
			return true;
	return false;
}

/* A registration answer's promised fields are sourced, the owner is not. */
static void marks_what_no_page_promises(void **state)
{
	struct sim_conversation talk;
	struct str assumed;

	(void)state;
	test_send_sample(&net, "RQ", "AK", &talk);
	assumed = test_hop(&talk, SIM_HOP_DELIVERY, 0)->assumed;
	assert_true(lists(assumed, "NAM") && lists(assumed, "ADR"));
	assert_false(lists(assumed, "LIC") || lists(assumed, "VIN"));
	sim_conversation_free(&talk);
	test_send_sample(&net, "DQ", "AK", &talk);
	assumed = test_hop(&talk, SIM_HOP_DELIVERY, 0)->assumed;
	assert_false(lists(assumed, "NAM") || lists(assumed, "SOC"));
	assert_true(lists(assumed, "ISS"));
	sim_conversation_free(&talk);
}

static void gives_photos_when_asked_and_allowed(void **state)
{
	struct arena arena = { 0 };
	struct sim_conversation talk;
	struct buf query = { 0 };

	(void)state;
	assert_int_equal(sim_sample_query(net.network, STR("DQ"), STR("AK"), 3, &query), 0);
	test_send(&net, buf_str(&query), &talk);
	assert_false(test_contains(test_hop(&talk, SIM_HOP_DELIVERY, 0)->bytes, "PHOTO OF NOBODY"));
	sim_conversation_free(&talk);
	buf_add_text(&query, ".IMQ/Y");
	test_send(&net, buf_str(&query), &talk);
	assert_true(test_contains(test_hop(&talk, SIM_HOP_DELIVERY, 0)->bytes, "PHOTO OF NOBODY"));
	sim_conversation_free(&talk);
	buf_clear(&query);
	assert_int_equal(sim_sample_query(net.network, STR("DQ"), STR("CA"), 3, &query), 0);
	buf_add_text(&query, ".IMQ/Y"); /* a rule: California was understood not to give any */
	test_send(&net, buf_str(&query), &talk);
	assert_false(test_contains(test_hop(&talk, SIM_HOP_DELIVERY, 0)->bytes, "PHOTO OF NOBODY"));
	sim_conversation_free(&talk);
	buf_free(&query);
	arena_free(&arena);
}

static void reads_short_birth_dates(void **state)
{
	struct sim_conversation talk;
	struct buf query = { 0 }, brief = { 0 };
	struct str text;
	size_t at;

	(void)state;
	assert_int_equal(sim_sample_query(net.network, STR("DQ"), STR("AK"), 3, &query), 0);
	text = buf_str(&query);
	at = str_find(text, STR("DOB/")) + 4;
	buf_add(&brief, str_sub(text, 0, at));
	buf_add(&brief, str_sub(text, at + 4, 4));
	buf_add(&brief, str_sub(text, at + 2, 2));
	buf_add(&brief, str_sub(text, at + 8, text.len - at - 8));
	test_send(&net, buf_str(&brief), &talk);
	assert_int_equal(test_hop(&talk, SIM_HOP_DELIVERY, 0)->outcome, SIM_OUTCOME_HIT);
	sim_conversation_free(&talk);
	buf_free(&query);
	buf_free(&brief);
}

static void check_holder(const struct sim_reader *reader, const struct sim_holders *holders,
			 const struct sim_holder *holder)
{
	for (size_t i = 0; i < holder->services.count; i++) {
		const struct sim_service *service = &holder->services.items[i];
		const struct sim_layout *layout = sim_layout_read(reader, service->layout);

		assert_non_null(sim_office(holders, service->office));
		assert_non_null(nlets_catalogue_find(net.definitions, service->key, NULL));
		assert_non_null(nlets_form(net.definitions, service->response));
		if (!layout || !sim_layout_answer(layout, service->key) ||
		    !sim_layout_none(layout, service->key))
			fail_msg("%.*s: %.*s has no template for %.*s", STR_ARGS(holder->code),
				 STR_ARGS(service->layout), STR_ARGS(service->key));
	}
}

/* Offices, layouts, keys, members and sources that the files name all exist. */
static void every_reference_resolves(void **state)
{
	struct arena arena = { 0 };
	nlets_faults faults = { 0 };
	struct sim_reader reader = { test_data_read, NULL, &arena, &faults };
	struct sim_holders *holders = sim_holders_read(&reader);
	struct sim_directory *directory;

	(void)state;
	assert_non_null(holders);
	assert_int_equal(holders->members, MEMBERS);
	for (size_t i = 0; i < holders->items.count; i++)
		check_holder(&reader, holders, &holders->items.items[i]);
	for (size_t i = 0; i < holders->published.count; i++) {
		assert_non_null(nlets_source(net.definitions, holders->published.items[i].source));
		assert_non_null(nlets_form(net.definitions, holders->published.items[i].response));
	}
	directory = sim_directory_read(&reader, holders);
	assert_non_null(directory);
	for (size_t i = 0; i < directory->regions.count; i++)
		for (size_t k = 0; k < directory->regions.items[i].members.count; k++)
			assert_non_null(
				sim_holder(holders, directory->regions.items[i].members.items[k]));
	for (size_t i = 0; i < directory->entries.count; i++)
		assert_true(sim_is_training_ori(directory->entries.items[i].ori));
	for (size_t i = 0; i < directory->real.count; i++)
		assert_false(sim_is_training_ori(directory->real.items[i].ori));
	assert_non_null(sim_directory_entry(directory, directory->lesc));
	assert_int_equal(faults.count, 0);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_reference_resolves),
		cmocka_unit_test(every_member_answers),
		cmocka_unit_test(refuses_by_rule_and_date),
		cmocka_unit_test(can_refuse_as_if_nothing_were_there),
		cmocka_unit_test(follows_what_the_drill_assumes),
		cmocka_unit_test(names_refusals_apart_in_a_merge),
		cmocka_unit_test(marks_what_no_page_promises),
		cmocka_unit_test(gives_photos_when_asked_and_allowed),
		cmocka_unit_test(reads_short_birth_dates),
	};

	return cmocka_run_group_tests(tests, open_network, close_network);
}
