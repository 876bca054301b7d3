/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help files, and the messages that are delivered without an answer. */
#include <config.h>

#include "tests/support/sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

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

/* The body of the only thing delivered, in arena. */
static struct str delivered(struct arena *arena, const char *message, enum sim_outcome outcome)
{
	struct sim_conversation talk;
	const struct sim_hop *hop;
	struct str body;
	size_t at;

	test_send(&net, str_from(message), &talk);
	assert_int_equal(test_hops(&talk, SIM_HOP_DELIVERY), 1);
	hop = test_hop(&talk, SIM_HOP_DELIVERY, 0);
	assert_int_equal(hop->outcome, outcome);
	at = str_find(hop->bytes, STR("TXT\r\n"));
	body = arena_copy(arena, str_sub(hop->bytes, at + 5, hop->bytes.len - at - 5));
	sim_conversation_free(&talk);
	return body;
}

static void changes_its_own_file(void **state)
{
	struct arena arena = { 0 };
	struct str text;

	(void)state;
	delivered(&arena, "AM.WISIM0001.WISWQUPDT.TXT\r\nWARRANTS (DRILL)",
		  SIM_OUTCOME_ACKNOWLEDGED);
	text = delivered(&arena, "AM.AZSIM0001.WISWQHELP.TXT\r\n", SIM_OUTCOME_HIT);
	assert_true(str_eq(text, STR("WARRANTS (DRILL)")));
	delivered(&arena, "AM.WISIM0001.WISWQAPND.TXT\r\nMORE", SIM_OUTCOME_ACKNOWLEDGED);
	text = delivered(&arena, "AM.AZSIM0001.WISWQHELP.TXT\r\n", SIM_OUTCOME_HIT);
	assert_true(str_eq(text, STR("WARRANTS (DRILL)\r\nMORE")));
	delivered(&arena, "AM.WISIM0001.WISWQUPDT.TXT\r\nNEW", SIM_OUTCOME_ACKNOWLEDGED);
	text = delivered(&arena, "AM.AZSIM0001.WISWQHELP.TXT\r\n", SIM_OUTCOME_HIT);
	assert_true(str_eq(text, STR("NEW")));
	delivered(&arena, "AM.WISIM0001.WISWQCNCL.TXT\r\n", SIM_OUTCOME_ACKNOWLEDGED);
	text = delivered(&arena, "AM.AZSIM0001.WISWQHELP.TXT\r\n", SIM_OUTCOME_NO_RECORD);
	assert_true(str_eq(text, STR("NO SWQ HELP INFORMATION AVAILABLE FOR THIS USER")));
	arena_free(&arena);
}

/* A shipped text is extended and cleared like any other. */
static void changes_a_shipped_file(void **state)
{
	struct arena arena = { 0 };
	struct str before, after;

	(void)state;
	before = delivered(&arena, "AM.AZSIM0001.WILICHELP.TXT\r\n", SIM_OUTCOME_HIT);
	delivered(&arena, "AM.WISIM0001.WILICAPND.TXT\r\nMORE", SIM_OUTCOME_ACKNOWLEDGED);
	after = delivered(&arena, "AM.AZSIM0001.WILICHELP.TXT\r\n", SIM_OUTCOME_HIT);
	assert_true(str_starts(after, before) && str_ends(after, STR("\r\nMORE")));
	delivered(&arena, "AM.WISIM0001.WILICCNCL.TXT\r\n", SIM_OUTCOME_ACKNOWLEDGED);
	delivered(&arena, "AM.AZSIM0001.WILICHELP.TXT\r\n", SIM_OUTCOME_NO_RECORD);
	delivered(&arena, "AM.AZSIM0001.MNLICHELP.TXT\r\n", SIM_OUTCOME_HIT);
	arena_free(&arena);
}

static void leaves_the_files_of_others_alone(void **state)
{
	static const char *const tries[] = { "AM.AZSIM0001.TXLICUPDT.TXT\r\nX",
					     "AM.AZSIM0001.TXLICAPND.TXT\r\nX",
					     "AM.AZSIM0001.TXLICCNCL.TXT\r\n",
					     "AM.AZSIM0001.NLNOQCNCL.TXT\r\n" };
	struct arena arena = { 0 };
	struct str before = delivered(&arena, "AM.AZSIM0001.TXLICHELP.TXT\r\n", SIM_OUTCOME_HIT);

	(void)state;
	for (size_t i = 0; i < sizeof(tries) / sizeof(*tries); i++) {
		struct str text = delivered(&arena, tries[i], SIM_OUTCOME_REJECTED);

		assert_true(str_starts(text, STR(".02. MESSAGE TYPE NOT ALLOWED TO DESTINATION")));
	}
	assert_true(str_eq(
		delivered(&arena, "AM.AZSIM0001.TXLICHELP.TXT\r\n", SIM_OUTCOME_HIT), before));
	arena_free(&arena);
}

static void does_not_grow_without_end(void **state)
{
	struct arena arena = { 0 };
	struct buf message = { 0 };
	struct str text;

	(void)state;
	buf_add_text(&message, "AM.KSSIM0001.KSBASAPND.TXT\r\n");
	buf_add_repeat(&message, 'A', 9000);
	delivered(&arena, buf_text(&message), SIM_OUTCOME_ACKNOWLEDGED);
	delivered(&arena, buf_text(&message), SIM_OUTCOME_REFUSED);
	text = delivered(&arena, "AM.AZSIM0001.KSBASHELP.TXT\r\n", SIM_OUTCOME_HIT);
	assert_int_equal(text.len, 9000);
	buf_free(&message);
	arena_free(&arena);
}

static void the_next_run_sees_it(void **state)
{
	char path[] = "/tmp/nletscope-help-XXXXXX";
	int file = mkstemp(path);
	struct arena arena = { 0 };
	struct test_network first = net;

	(void)state;
	assert_true(file >= 0);
	close(file);
	for (unsigned run = 0; run < 2; run++) {
		net = (struct test_network){ 0 };
		test_network_open_changes(&net, path);
		if (!run)
			delivered(&arena, "AM.WISIM0001.WIGUNUPDT.TXT\r\nKEPT",
				  SIM_OUTCOME_ACKNOWLEDGED);
		else
			assert_true(str_eq(delivered(&arena, "AM.AZSIM0001.WIGUNHELP.TXT\r\n",
						     SIM_OUTCOME_HIT),
					   STR("KEPT")));
		test_network_close(&net);
	}
	net = first;
	unlink(path);
	arena_free(&arena);
}

static void carries_caveats_and_status_messages(void **state)
{
	static const struct {
		const char *message, *carried;
		enum nlets_backing backing;
	} cases[] = {
		{ "AML.AZSIM0001.WA.TXT\r\nDRILL",
		  "TXT\r\nFOR LAW ENFORCEMENT DISSEMINATION ONLY\r\nDRILL", NLETS_SOURCED },
		{ "HSL.AZSIM0001.WA.TXT\r\nDRILL",
		  "TXT\r\nLAW ENFORCEMENT DISSEMINATION ONLY\r\nDRILL", NLETS_UNCONFIRMED },
		{ "HS.AZSIM0001.WA.TXT\r\nDRILL", "TXT\r\nDRILL", NLETS_SOURCED },
		{ "SM.AZSIM0001.WA.TXT\r\nOUT OF SERVICE UNTIL 0900 MST",
		  "TXT\r\nOUT OF SERVICE UNTIL 0900 MST", NLETS_SOURCED },
		{ "LR.AZSIM0001.WA.TXT\r\nANSWER", "TXT\r\nANSWER", NLETS_SOURCED },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct sim_conversation talk;
		const struct sim_hop *hop;

		test_send(&net, str_from(cases[i].message), &talk);
		assert_int_equal(test_hops(&talk, SIM_HOP_FORWARD), 1);
		assert_int_equal(test_hops(&talk, SIM_HOP_DELIVERY), 0);
		hop = test_hop(&talk, SIM_HOP_FORWARD, 0);
		if (!str_ends(hop->bytes, str_from(cases[i].carried)))
			fail_msg("%.*s", STR_ARGS(hop->bytes));
		assert_int_equal(hop->backing, cases[i].backing);
		sim_conversation_free(&talk);
	}
}

/* LQ: the text goes as it is, and somebody answers. */
static void hands_generic_messages_on(void **state)
{
	struct sim_conversation talk;
	const struct sim_hop *forward, *answer;

	(void)state;
	test_send(&net, STR("LQ.AZSIM0001.WA.*R1.TXT\r\nQX/1. ANYTHING  GOES"), &talk);
	forward = test_hop(&talk, SIM_HOP_FORWARD, 0);
	answer = test_hop(&talk, SIM_HOP_DELIVERY, 0);
	assert_true(str_ends(forward->bytes, STR("TXT\r\nQX/1. ANYTHING  GOES")));
	assert_true(str_starts(answer->bytes, STR("LR.WASIM0000\r\n")));
	assert_true(test_contains(answer->bytes, "*R1."));
	assert_int_equal(answer->backing, NLETS_INVENTED);
	assert_int_equal(test_hops(&talk, SIM_HOP_ANSWER), 1);
	sim_conversation_free(&talk);
	test_send(&net, STR("LQ.AZSIM0001.DN.TXT\r\nANYTHING"), &talk);
	assert_int_equal(test_hop(&talk, SIM_HOP_DELIVERY, 0)->outcome, SIM_OUTCOME_NOT_SUPPORTED);
	sim_conversation_free(&talk);
}

/* A newer page wants CN; an older one names the provinces. */
static void says_that_canada_holds_messages_to_provinces(void **state)
{
	struct sim_conversation talk;
	const struct sim_hop *hop;

	(void)state;
	test_send(&net, STR("AM.AZSIM0001.BC.CN.TXT\r\nDRILL"), &talk);
	hop = test_hop(&talk, SIM_HOP_FORWARD, 0);
	assert_true(hop->note.len > 0 && hop->to_label.len > 0);
	hop = test_hop(&talk, SIM_HOP_FORWARD, 1);
	assert_int_equal(hop->note.len, 0);
	sim_conversation_free(&talk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(changes_its_own_file),
		cmocka_unit_test(changes_a_shipped_file),
		cmocka_unit_test(leaves_the_files_of_others_alone),
		cmocka_unit_test(does_not_grow_without_end),
		cmocka_unit_test(the_next_run_sees_it),
		cmocka_unit_test(carries_caveats_and_status_messages),
		cmocka_unit_test(hands_generic_messages_on),
		cmocka_unit_test(says_that_canada_holds_messages_to_provinces),
	};

	return cmocka_run_group_tests(tests, open_network, close_network);
}
