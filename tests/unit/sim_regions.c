/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Queries to a region: the keys under which they travel, and their priority. */
#include <config.h>

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
	test_network_open(&net, false);
	return 0;
}

static int close_network(void **state)
{
	(void)state;
	test_network_close(&net);
	return 0;
}

/* What is asked, by which setting, and the keys that the members and the asker see. */
static const struct {
	const char *query;
	enum sim_regional_keys setting;
	const char *forwarded, *answered;
} journeys[] = {
	{ "DQ.AZSIM0001.E1.TXT\r\nOLN/SIM00000000", SIM_REGIONAL_PLAIN, "DQ", "DR" },
	{ "DQG.AZSIM0001.E1.TXT\r\nNAM/A,B.DOB/19800101.SEX/F", SIM_REGIONAL_PLAIN, "DQ", "DR" },
	{ "DQ.AZSIM0001.E1.TXT\r\nOLN/SIM00000000", SIM_REGIONAL_GROUP, "DQG", "DRG" },
	{ "DQG.AZSIM0001.E1.TXT\r\nNAM/A,B.DOB/19800101.SEX/F", SIM_REGIONAL_GROUP, "DQG", "DRG" },
	{ "RQ.AZSIM0001.E1.TXT\r\nLIC/SIM999.LIY/2026.LIT/PC", SIM_REGIONAL_PLAIN, "RQ", "RR" },
	{ "RQG.AZSIM0001.E1.TXT\r\nLIC/SIM999.LIY/2026.LIT/PC", SIM_REGIONAL_GROUP, "RQ", "RR" },
	/* To a state nothing changes, also under the regional key. */
	{ "DQ.AZSIM0001.WI.TXT\r\nOLN/SIM00000000", SIM_REGIONAL_GROUP, "DQ", "DR" },
};

static void every_hop_has_the_key_of_the_setting(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(journeys) / sizeof(*journeys); i++) {
		struct sim_conversation talk;

		sim_network_settings(net.network)->regional = journeys[i].setting;
		test_send(&net, str_from(journeys[i].query), &talk);
		assert_true(test_hops(&talk, SIM_HOP_FORWARD) > 0);
		for (size_t k = 0; k < talk.hops.count; k++) {
			const struct sim_hop *hop = &talk.hops.items[k];
			const char *key = hop->kind == SIM_HOP_FORWARD ? journeys[i].forwarded
								       : journeys[i].answered;

			if (hop->kind == SIM_HOP_QUERY || hop->outcome == SIM_OUTCOME_SILENT)
				continue;
			assert_true(str_eq(hop->key, str_from(key)));
			assert_true(str_starts(hop->bytes, str_from(key)) &&
				    hop->bytes.ptr[strlen(key)] == '.');
		}
		sim_conversation_free(&talk);
	}
	sim_network_settings(net.network)->regional = SIM_REGIONAL_PLAIN;
}

static unsigned first_forward(const char *query)
{
	struct sim_conversation talk;
	unsigned time_ms;

	test_send(&net, str_from(query), &talk);
	time_ms = test_hop(&talk, SIM_HOP_FORWARD, 0)->time_ms;
	sim_conversation_free(&talk);
	return time_ms;
}

static void a_region_waits_longer_than_a_state(void **state)
{
	(void)state;
	assert_true(first_forward("DQ.AZSIM0001.E1.TXT\r\nOLN/SIM00000000") >
		    first_forward("DQ.AZSIM0001.WI.TXT\r\nOLN/SIM00000000"));
	/* No page says so of criminal history. */
	assert_int_equal(
		first_forward("IQ.AZSIM0001.E1.TXT\r\nPUR/C.ATN/X.NAM/A,B.DOB/19800101.SEX/F"),
		first_forward("IQ.AZSIM0001.WI.TXT\r\nPUR/C.ATN/X.NAM/A,B.DOB/19800101.SEX/F"));
}

static void names_the_pages_that_disagree(void **state)
{
	struct sim_conversation talk;
	const struct sim_hop *forward;

	(void)state;
	test_send(&net, STR("DQ.AZSIM0001.E1.TXT\r\nOLN/SIM00000000"), &talk);
	forward = test_hop(&talk, SIM_HOP_FORWARD, 0);
	assert_int_equal(forward->backing, NLETS_UNCONFIRMED);
	assert_true(forward->note.len > 0);
	assert_true(str_eq(forward->detail, STR("DL-G DL-L")));
	sim_conversation_free(&talk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_hop_has_the_key_of_the_setting),
		cmocka_unit_test(a_region_waits_longer_than_a_state),
		cmocka_unit_test(names_the_pages_that_disagree),
	};

	return cmocka_run_group_tests(tests, open_network, close_network);
}
