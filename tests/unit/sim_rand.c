/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RAND: searches in the journal of what left the switch. */
#include <config.h>

#include "tests/support/sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct test_network net;
static struct arena arena;

/* What is searched in: a registration query and a warning to colleagues. */
static int open_network(void **state)
{
	static const char *const traffic[] = {
		"RQ.AZSIM0001.IL.TXT\r\nLIC/SIM 4711.LIY/2026.LIT/PC",
		"AM.AZSIM0001.WA.TXT\r\nLOOK OUT FOR SIM-4712, DRIVER HERON, JUNIPER SIM",
		"LQ.AZSIM0001.WA.TXT\r\nSIM LAKE TIDES",
		"AM.WASIM0100.AZSIM0001.TXT\r\nSEEN: SIM4712",
	};

	(void)state;
	test_network_open(&net, true);
	for (size_t i = 0; i < sizeof(traffic) / sizeof(*traffic); i++) {
		struct sim_conversation talk;

		test_send(&net, str_from(traffic[i]), &talk);
		assert_true(test_hops(&talk, SIM_HOP_FORWARD) > 0);
		sim_conversation_free(&talk);
	}
	return 0;
}

static int close_network(void **state)
{
	(void)state;
	test_network_close(&net);
	arena_free(&arena);
	return 0;
}

/* The last delivery; *outcome of it; before it there is `before` more. */
static struct str last(const char *message, int64_t now, size_t before, enum sim_outcome *outcome)
{
	struct sim_conversation talk;
	const struct sim_hop *hop;
	struct str bytes;

	assert_int_equal(sim_send(net.network, str_from(message), now, &talk), 0);
	assert_int_equal(test_hops(&talk, SIM_HOP_DELIVERY), before + 1);
	if (before) {
		hop = test_hop(&talk, SIM_HOP_DELIVERY, 0);
		assert_true(str_starts(hop->bytes, STR("NLR.NL0000000\r\n")));
		assert_int_equal(hop->outcome, SIM_OUTCOME_ACKNOWLEDGED);
	}
	hop = test_hop(&talk, SIM_HOP_DELIVERY, before);
	*outcome = hop->outcome;
	bytes = arena_copy(&arena, hop->bytes);
	sim_conversation_free(&talk);
	return bytes;
}

static const struct {
	const char *fields;
	enum sim_outcome outcome;
	const char *text;
} searches[] = {
	{ "TYP/ALL.BEG/20260115.END/20260115.FND/SIM4712.SRC/AZ", SIM_OUTCOME_HIT, "FOUND: 1" },
	{ "TYP/AM.BEG/20260115.END/20260115.FND/SIM4712", SIM_OUTCOME_HIT, "FOUND: 2" },
	{ "TYP/AM.BEG/20260115.END/20260115.FND/SIM4712.AND/HERON", SIM_OUTCOME_HIT, "FOUND: 1" },
	{ "TYP/AM.BEG/20260115.END/20260115.FND/NONE.ORR/SEEN", SIM_OUTCOME_HIT, "FOUND: 1" },
	{ "TYP/AM.BEG/20260115.END/20260115.FND/SIM4712.DST/AZSIM0001", SIM_OUTCOME_HIT,
	  "AM FROM WASIM0100 TO AZSIM0001" },
	{ "TYP/AM, RQ.BEG/20260115.END/20260115.NAM/JUN*,HERON", SIM_OUTCOME_HIT, "FOUND: 1" },
	{ "TYP/RQ.BEG/20260115.END/20260115.FND/SIM4711", SIM_OUTCOME_HIT,
	  "RQ FROM AZSIM0001 TO IL" },
	{ "TYP/RQ.BEG/20260115.END/20260115.FND/SIM4712", SIM_OUTCOME_NO_RECORD, "NOT ON FILE" },
	/* 08:00 UTC is 01:00 in Mountain Standard Time. */
	{ "TYP/RQ.BEG/20260115@0100.END/20260115@0100.FND/SIM4711", SIM_OUTCOME_HIT, "FOUND: 1" },
	{ "TYP/RQ.BEG/20260115@0101.END/20260115@0200.FND/SIM4711", SIM_OUTCOME_NO_RECORD,
	  "NOT ON FILE" },
	{ "TYP/RQ.BEG/20260114.END/20260114.FND/SIM4711", SIM_OUTCOME_NO_RECORD, "NOT ON FILE" },
	{ "TYP/ALL.BEG/20260115.END/20260115.FND/SIM LAKE TIDES", SIM_OUTCOME_HIT,
	  " LQ FROM AZSIM0001 TO WA" },
	/* A key that the asker does not send itself. */
	{ "TYP/RQ,BQ.BEG/20260115.END/20260115.FND/SIM4711", SIM_OUTCOME_HIT, "TYPES: BQ" },
	{ "TYP/BQ.BEG/20260115.END/20260115.FND/SIM4711", SIM_OUTCOME_REFUSED,
	  "REQUESTING ORI: BQ" },
};

static void finds_what_was_sent(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(searches) / sizeof(*searches); i++) {
		struct str query = arena_printf(&arena, "NLQ.AZSIM0001.NL.TXT\r\n%s",
						searches[i].fields);
		enum sim_outcome outcome;
		struct str answer = last(query.ptr, TEST_NOW, 1, &outcome);

		if (outcome != searches[i].outcome || !test_contains(answer, searches[i].text))
			fail_msg("%s: %.*s", searches[i].fields, STR_ARGS(answer));
	}
}

static void goes_back_one_year(void **state)
{
	enum { DAY = 86400 };
	const char *query = "NLQ.AZSIM0001.NL.TXT\r\nTYP/RQ.BEG/20260115.END/20260115.FND/SIM4711";
	enum sim_outcome outcome;

	(void)state;
	last(query, (int64_t)TEST_NOW + 364 * DAY, 1, &outcome);
	assert_int_equal(outcome, SIM_OUTCOME_HIT);
	last(query, (int64_t)TEST_NOW + 366 * DAY, 1, &outcome);
	assert_int_equal(outcome, SIM_OUTCOME_NO_RECORD);
}

static struct str number_in(struct str answer)
{
	size_t at = str_find(answer, STR("\r\nMSN ")) + 6;
	struct str rest = str_sub(answer, at, answer.len - at);

	return (struct str){ rest.ptr, str_find_char(rest, ' ') };
}

static void fetches_one_in_full(void **state)
{
	enum sim_outcome outcome;
	struct str list = last("NLQ.AZSIM0001.NL.TXT\r\n"
			       "TYP/AM.BEG/20260115.END/20260115.FND/SEEN",
			       TEST_NOW, 1, &outcome);
	struct str query = arena_printf(&arena, "NFQ.AZSIM0001.NL.TXT\r\nMSN/%.*s",
					STR_ARGS(number_in(list)));
	struct str text = last(query.ptr, TEST_NOW, 0, &outcome);

	(void)state;
	assert_int_equal(outcome, SIM_OUTCOME_HIT);
	assert_true(str_starts(text, STR("NFR.NL0000000\r\n")));
	assert_true(str_ends(text, STR("\r\nSEEN: SIM4712")));
	last("NFQ.AZSIM0001.NL.TXT\r\nMSN/999999", TEST_NOW, 0, &outcome);
	assert_int_equal(outcome, SIM_OUTCOME_NO_RECORD);
}

/* Who asked for a rap sheet is in the log, the sheet is not. */
static void keeps_no_rap_sheets(void **state)
{
	struct sim_conversation talk;
	enum sim_outcome outcome;
	struct str list, query, text;
	unsigned sheets = 0;

	(void)state;
	test_send_sample(&net, "FQ", "TX", &talk);
	assert_int_equal(test_hop(&talk, SIM_HOP_DELIVERY, 0)->outcome, SIM_OUTCOME_HIT);
	sim_conversation_free(&talk);
	last("NLQ.AZSIM0001.NL.TXT\r\nTYP/FR.BEG/20260115.END/20260115.FND/SIM", TEST_NOW, 1,
	     &outcome);
	assert_int_equal(outcome, SIM_OUTCOME_NO_RECORD);
	list = last("NLQ.AZSIM0001.NL.TXT\r\nTYP/FQ.BEG/20260115.END/20260115.FND/SID", TEST_NOW, 1,
		    &outcome);
	assert_int_equal(outcome, SIM_OUTCOME_HIT);
	for (unsigned i = 1; i < 200; i++) {
		query = arena_printf(&arena, "NFQ.AZSIM0001.NL.TXT\r\nMSN/%u", i);
		text = last(query.ptr, TEST_NOW, 0, &outcome);
		if (!test_contains(text, " FR FROM "))
			continue;
		assert_true(str_ends(text, STR("BODY NOT LOGGED")));
		sheets++;
	}
	assert_int_equal(sheets, 1);
	assert_true(test_contains(list, " FQ FROM AZSIM0001 TO TX"));
}

/* Members whose layouts name the photo in several ways, or not at all. */
static void keeps_no_images(void **state)
{
	static const char *const members[] = { "IL", "CA", "TX", "FL", "NY", "OH" };
	unsigned images = 0, sent = 0;
	enum sim_outcome outcome;
	struct str list;

	(void)state;
	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++) {
		struct sim_conversation talk;
		struct buf query = { 0 };

		assert_int_equal(
			sim_sample_query(net.network, STR("DQ"), str_from(members[i]), 3, &query), 0);
		buf_add_text(&query, ".IMQ/Y");
		test_send(&net, buf_str(&query), &talk);
		sent += test_contains(test_hop(&talk, SIM_HOP_DELIVERY, 0)->bytes, "(o_o)");
		buf_free(&query);
		sim_conversation_free(&talk);
	}
	list = last("NLQ.AZSIM0001.NL.TXT\r\nTYP/DR.BEG/20260115.END/20260115.FND/OF NOBODY",
		    TEST_NOW, 1, &outcome);
	if (outcome != SIM_OUTCOME_NO_RECORD)
		fail_msg("%.*s", STR_ARGS(list));
	list = last("NLQ.AZSIM0001.NL.TXT\r\nTYP/DR.BEG/20260115.END/20260115.FND/SIM", TEST_NOW, 1,
		    &outcome);
	while (str_find(list, STR("\r\nMSN ")) < list.len) {
		struct str number = number_in(list), text;

		list = str_sub(list, (size_t)(number.ptr - list.ptr),
			       list.len - (size_t)(number.ptr - list.ptr));
		text = last(arena_printf(&arena, "NFQ.AZSIM0001.NL.TXT\r\nMSN/%.*s",
					 STR_ARGS(number))
				    .ptr,
			    TEST_NOW, 0, &outcome);
		assert_false(test_contains(text, "(o_o)"));
		images += test_contains(text, "(IMAGE NOT KEPT)");
	}
	if (sent < 3 || images != sent)
		fail_msg("%u photos sent, %u left out", sent, images);
}

static const struct {
	const char *message, *number;
} faults[] = {
	{ "NLQ.AZSIM0001.IL.TXT\r\nTYP/ALL.BEG/20260115.END/20260115.FND/X", ".19. " },
	{ "NLQ.AZSIM0001.NL.TXT\r\nTYP/ALL.BEG/20260115.END/20260115.FND/X.NAM/Y", ".22. " },
	{ "NLQ.AZSIM0001.NL.TXT\r\nTYP/ALL.BEG/20260115.END/20260115", ".22. " },
	{ "NLQ.AZSIM0001.NL.TXT\r\nTYP/ALL.BEG/20260115.END/20260115.FND/X.AND/Y.ORR/Z", ".22. " },
	{ "NLQ.AZSIM0001.NL.TXT\r\nTYP/ALL.BEG/20260230.END/20260301.FND/X", ".10. " },
	{ "NLQ.AZSIM0001.NL.TXT\r\nTYP/ALL.BEG/2026.END/20260301.FND/X", ".10. " },
};

static void refuses_what_the_rules_forbid(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
		enum sim_outcome outcome;
		struct str text = last(faults[i].message, TEST_NOW, 0, &outcome);

		if (outcome != SIM_OUTCOME_REJECTED || !test_contains(text, faults[i].number))
			fail_msg("%s: %.*s", faults[i].message, STR_ARGS(text));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_was_sent),
		cmocka_unit_test(goes_back_one_year),
		cmocka_unit_test(fetches_one_in_full),
		cmocka_unit_test(keeps_no_rap_sheets),
		cmocka_unit_test(keeps_no_images),
		cmocka_unit_test(refuses_what_the_rules_forbid),
	};

	return cmocka_run_group_tests(tests, open_network, close_network);
}
