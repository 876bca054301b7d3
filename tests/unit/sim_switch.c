/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The switch end to end: each kind of message, and each fault. */
#include <config.h>

#include "nlets/parse.h"
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

static void answers_a_plate_query(void **state)
{
	struct sim_conversation talk;
	const struct sim_hop *delivery;

	(void)state;
	test_send_sample(&net, "RQ", "IL", &talk);
	assert_int_equal(talk.hops.count, 4);
	delivery = test_hop(&talk, SIM_HOP_DELIVERY, 0);
	assert_non_null(delivery);
	assert_int_equal(delivery->outcome, SIM_OUTCOME_HIT);
	assert_true(str_starts(delivery->bytes, STR("RR.ILSIM0000\r\n08:00 01/15/2026 ")));
	assert_true(test_contains(delivery->bytes, " AZSIM0001\r\n*T00000003.\r\nTXT\r\n"));
	assert_true(test_contains(delivery->bytes, "SIM"));
	sim_conversation_free(&talk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_a_plate_query),
	};

	return cmocka_run_group_tests(tests, open_network, close_network);
}
