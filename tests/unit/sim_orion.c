/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ORION: who may change what, that changes hold at once and in the next run, and
 * what a query finds. */
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
	test_network_open(&net, true);
	return 0;
}

static int close_network(void **state)
{
	(void)state;
	test_network_close(&net);
	return 0;
}

/* Sends; the one delivery must have that outcome and hold that text. */
static void expect(const char *message, enum sim_outcome outcome, const char *text)
{
	struct sim_conversation talk;
	const struct sim_hop *hop;

	test_send(&net, str_from(message), &talk);
	hop = test_hop(&talk, SIM_HOP_DELIVERY, 0);
	assert_non_null(hop);
	if (hop->outcome != outcome || !test_contains(hop->bytes, text))
		fail_msg("%s: %.*s", message, STR_ARGS(hop->bytes));
	if (outcome != SIM_OUTCOME_REJECTED)
		assert_true(hop->backing == NLETS_INVENTED && hop->note.len &&
			    str_starts(hop->bytes, STR("TR.NL0000000\r\n")));
	sim_conversation_free(&talk);
}

static bool reaches(const char *ori)
{
	struct arena arena = { 0 };
	struct sim_conversation talk;
	bool posted;

	test_send(&net, arena_printf(&arena, "AM.AZSIM0001.%s.TXT\r\nDRILL", ori), &talk);
	posted = test_hops(&talk, SIM_HOP_FORWARD) == 1;
	assert_int_equal(posted, sim_directory_knows(net.network, str_from(ori), NULL));
	sim_conversation_free(&talk);
	arena_free(&arena);
	return posted;
}

static void a_record_comes_and_goes(void **state)
{
	(void)state;
	assert_false(reaches("WISIM0700"));
	expect("TA.WISIM0002.OD.TXT\r\nORI/WISIM0700.LOC/SIM LAKE.TYP/SO", SIM_OUTCOME_ACKNOWLEDGED,
	       "TYPE: SO");
	assert_true(reaches("WISIM0700"));
	expect("TQ.WISIM0700.WI.TXT\r\nORI/WISIM0700", SIM_OUTCOME_HIT, "LOCATION: SIM LAKE");
	expect("TU.WISIM0001.OD.TXT\r\nORI/WISIM0700.TYP/PD", SIM_OUTCOME_ACKNOWLEDGED,
	       "LOCATION: SIM LAKE\r\nTYPE: PD");
	expect("TQ.AZSIM0001.WI.TXT\r\nLOC/SIM LA-KE", SIM_OUTCOME_HIT, "ORI: WISIM0700");
	expect("TD.WISIM0001.OD.TXT\r\nORI/WISIM0700", SIM_OUTCOME_ACKNOWLEDGED, "WISIM0700");
	assert_false(reaches("WISIM0700"));
	expect("TQ.AZSIM0001.WI.TXT\r\nORI/WISIM0700", SIM_OUTCOME_NO_RECORD, "NOT ON FILE");
	expect("TD.WISIM0001.OD.TXT\r\nORI/WISIM0700", SIM_OUTCOME_NO_RECORD, "NOT ON FILE");
	expect("TU.WISIM0001.OD.TXT\r\nORI/WISIM0700.TYP/PD", SIM_OUTCOME_NO_RECORD,
	       "NOT ON FILE");
}

static void refuses_what_is_not_its_own_or_not_invented(void **state)
{
	static const char *const tries[] = {
		/* No control terminal; another state; a real ORI; one that is there. */
		"TA.WISIM0001.OD.TXT\r\nORI/WISIM0701.LOC/SIM LAKE.TYP/SO",
		"TA.WISIM0002.OD.TXT\r\nORI/MNSIM0701.LOC/SIM LAKE.TYP/SO",
		"TA.WISIM0002.OD.TXT\r\nORI/WI0130000.LOC/SIM LAKE.TYP/SO",
		"TA.WISIM0002.OD.TXT\r\nORI/WISIM0001.LOC/SIM LAKE.TYP/SO",
		"TU.WISIM0002.OD.TXT\r\nORI/MNSIM0001.TYP/SO",
		"TD.WISIM0002.OD.TXT\r\nORI/MNSIM0001",
		/* One that the definitions bring along. */
		"TD.WISIM0002.OD.TXT\r\nORI/WISIM0001",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(tries) / sizeof(*tries); i++)
		expect(tries[i], SIM_OUTCOME_REFUSED, "REFUSED: ");
	assert_false(reaches("WISIM0701"));
	assert_false(reaches("MNSIM0701"));
	assert_true(reaches("MNSIM0001"));
	assert_true(reaches("WISIM0001"));
	assert_false(sim_directory_knows(net.network, STR("WI0130000"), NULL));
}

static void takes_only_what_the_form_takes(void **state)
{
	(void)state;
	expect("TA.WISIM0002.NL.TXT\r\nORI/WISIM0700.LOC/SIM LAKE.TYP/SO", SIM_OUTCOME_REJECTED,
	       ".19. ");
	expect("TU.WISIM0002.OD.TXT\r\nORI/WISIM0001", SIM_OUTCOME_REJECTED, ".14. ");
	expect("TQ.WISIM0002.OD.TXT\r\nLOC/SIM LAKE", SIM_OUTCOME_REJECTED, ".22. ");
	expect("TQ.WISIM0002.CN.TXT\r\nTYP/PD", SIM_OUTCOME_REJECTED, ".06. ");
	expect("TQ.WISIM0002.WI.MN.TXT\r\nTYP/PD", SIM_OUTCOME_REJECTED, ".19. ");
}

static void finds_by_role_and_location(void **state)
{
	(void)state;
	expect("TQ.AZSIM0001.WA.TXT\r\nTYP/PD", SIM_OUTCOME_HIT, "ORI: WASIM0100");
	expect("TQ.AZSIM0001.OD.TXT\r\nTYP/SA", SIM_OUTCOME_HIT, "MORE AGENCIES EXIST");
	expect("TQ.AZSIM0001.WA.TXT\r\nTYP/JJ", SIM_OUTCOME_NO_RECORD, "NOT ON FILE");
	expect("TQ.AZSIM0001.WA.TXT\r\nLOC/SIM HARBOR.TYP/PD", SIM_OUTCOME_HIT, "WASIM0100");
	expect("TQ.AZSIM0001.WA.TXT\r\nLOC/SIM HARBOR.TYP/FE", SIM_OUTCOME_NO_RECORD,
	       "NOT ON FILE");
	/* The record is elsewhere. */
	expect("TQ.AZSIM0001.MN.TXT\r\nORI/WASIM0100", SIM_OUTCOME_NO_RECORD, "NOT ON FILE");
}

static void the_next_run_sees_it(void **state)
{
	static const char *const before[] = {
		"TA.WISIM0002.OD.TXT\r\nORI/WISIM0700.LOC/SIM LAKE.TYP/SO",
		"TA.WISIM0002.OD.TXT\r\nORI/WISIM0701.LOC/SIM LAKE.TYP/SO",
		"TD.WISIM0001.OD.TXT\r\nORI/WISIM0701",
		"TU.WISIM0001.OD.TXT\r\nORI/WISIM0001.LOC/SIM CAPITAL",
	};
	char path[] = "/tmp/nletscope-orion-XXXXXX";
	int file = mkstemp(path);
	struct test_network first = net;

	(void)state;
	assert_true(file >= 0);
	close(file);
	test_network_open_changes(&net, path);
	for (size_t i = 0; i < sizeof(before) / sizeof(*before); i++)
		expect(before[i], SIM_OUTCOME_ACKNOWLEDGED, "ORION");
	test_network_close(&net);
	test_network_open_changes(&net, path);
	assert_true(reaches("WISIM0700"));
	assert_false(reaches("WISIM0701"));
	expect("TQ.WISIM0700.WI.TXT\r\nORI/WISIM0001", SIM_OUTCOME_HIT, "LOCATION: SIM CAPITAL");
	expect("TQ.WISIM0700.WI.TXT\r\nORI/WISIM0001", SIM_OUTCOME_HIT,
	       "AGENCY: Training desk, Wisconsin");
	test_network_close(&net);
	net = first;
	unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_record_comes_and_goes),
		cmocka_unit_test(refuses_what_is_not_its_own_or_not_invented),
		cmocka_unit_test(takes_only_what_the_form_takes),
		cmocka_unit_test(finds_by_role_and_location),
		cmocka_unit_test(the_next_run_sees_it),
	};

	return cmocka_run_group_tests(tests, open_network, close_network);
}
