/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each fault that can be asked for, and its mark in the conversation. */
#include <config.h>

#include "nlets/check.h"
#include "nlets/parse.h"
#include "tests/support/sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define THREE STR("RQ.AZSIM0001.IL.WA.CA.TXT\r\nLIC/SIM999.LIY/2026.LIT/PC")
#define ALL STR("RQ.AZSIM0001.NL.TXT\r\nLIC/SIM999.LIY/2026.LIT/PC")

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

static void send(const char *plan, struct str bytes, struct sim_conversation *talk)
{
	sim_network_settings(net.network)->faults = str_from(plan);
	test_send(&net, bytes, talk);
	sim_network_settings(net.network)->faults = STR("");
}

/* The nth hop of that kind that concerns the holder, or NULL. */
static const struct sim_hop *of(const struct sim_conversation *talk, enum sim_hop_kind kind,
				const char *holder, size_t nth)
{
	const struct sim_hop *hop;

	for (size_t i = 0; (hop = test_hop(talk, kind, i)); i++)
		if (str_eq(hop->holder, str_from(holder)) && nth-- == 0)
			return hop;
	return NULL;
}

static void reads_plans(void **state)
{
	static const char *const good[] = { "", "TX=slow", "TX=slow:5,IL=silent", "*=garbled",
					    " TX=store:60 , WA=remove", "TX=out-of-order" };
	static const char *const bad[] = { "TX",        "TX=",        "TX=late",     "Tx=slow",
					   "TEX=slow",  "TX=slow:",   "TX=slow:x",   "TX=silent:5",
					   "TX:5=slow", "=slow",      "TX=slow:99999999", "a=b,TX=slow" };
	struct str wrong;

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		assert_true(sim_faults_check(str_from(good[i]), NULL));
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (sim_faults_check(str_from(bad[i]), NULL))
			fail_msg("taken: %s", bad[i]);
	assert_false(sim_faults_check(STR("TX=slow,IL=odd,WA=x"), &wrong));
	assert_true(str_eq(wrong, STR("IL=odd")));
}

static void is_slow(void **state)
{
	struct sim_conversation usual, talk;
	const struct sim_hop *hop;

	(void)state;
	send("", THREE, &usual);
	send("WA=slow:7", THREE, &talk);
	hop = of(&talk, SIM_HOP_ANSWER, "WA", 0);
	assert_int_equal(hop->time_ms, of(&usual, SIM_HOP_ANSWER, "WA", 0)->time_ms + 7000);
	assert_int_equal(hop->fault, SIM_FAULT_LATE);
	hop = of(&talk, SIM_HOP_DELIVERY, "WA", 0);
	assert_int_equal(hop->fault, SIM_FAULT_LATE);
	assert_int_equal(hop->time_ms, of(&usual, SIM_HOP_DELIVERY, "WA", 0)->time_ms + 7000);
	assert_int_equal(of(&talk, SIM_HOP_DELIVERY, "CA", 0)->fault, SIM_FAULT_NONE);
	assert_int_equal(talk.counts.asked, 3);
	assert_int_equal(talk.counts.silent, 1);
	sim_conversation_free(&usual);
	sim_conversation_free(&talk);
}

static void is_silent(void **state)
{
	struct sim_conversation talk;
	const struct sim_hop *hop;

	(void)state;
	send("WA=silent", THREE, &talk);
	hop = of(&talk, SIM_HOP_ANSWER, "WA", 0);
	assert_int_equal(hop->outcome, SIM_OUTCOME_SILENT);
	assert_int_equal(hop->fault, SIM_FAULT_SILENT);
	assert_int_equal(hop->bytes.len, 0);
	assert_null(of(&talk, SIM_HOP_DELIVERY, "WA", 0));
	assert_int_equal(test_hops(&talk, SIM_HOP_DELIVERY), 2);
	sim_conversation_free(&talk);
}

static void comes_twice(void **state)
{
	struct sim_conversation talk;
	const struct sim_hop *first, *second;

	(void)state;
	send("WA=duplicated", THREE, &talk);
	first = of(&talk, SIM_HOP_DELIVERY, "WA", 0);
	second = of(&talk, SIM_HOP_DELIVERY, "WA", 1);
	assert_int_equal(test_hops(&talk, SIM_HOP_DELIVERY), 4);
	assert_int_equal(first->fault, SIM_FAULT_NONE);
	assert_int_equal(second->fault, SIM_FAULT_DUPLICATED);
	assert_true(second->time_ms > first->time_ms);
	assert_int_equal(talk.hops.items[second->answers].fault, SIM_FAULT_DUPLICATED);
	assert_int_equal(talk.counts.no_hit, 3);
	sim_conversation_free(&talk);
}

static void overtakes(void **state)
{
	struct sim_conversation usual, talk;
	struct str last;
	size_t end;

	(void)state;
	send("", THREE, &usual);
	last = test_hop(&usual, SIM_HOP_DELIVERY, 2)->holder;
	end = usual.hops.count - 1;
	send(arena_printf(&usual.arena, "%.2s=out-of-order", last.ptr).ptr, THREE, &talk);
	assert_true(str_eq(test_hop(&talk, SIM_HOP_DELIVERY, 1)->holder, last));
	assert_int_equal(test_hop(&talk, SIM_HOP_DELIVERY, 1)->fault, SIM_FAULT_OUT_OF_ORDER);
	assert_int_equal(talk.hops.items[end].fault, SIM_FAULT_NONE);
	assert_true(talk.hops.items[end].answers < talk.hops.items[end - 1].answers);
	sim_conversation_free(&usual);
	sim_conversation_free(&talk);
}

static void is_stored_and_forwarded(void **state)
{
	struct sim_conversation talk;
	const struct sim_hop *status, *forward, *answer;

	(void)state;
	send("WA=store:300", THREE, &talk);
	status = of(&talk, SIM_HOP_DELIVERY, "WA", 0);
	forward = of(&talk, SIM_HOP_FORWARD, "WA", 0);
	answer = of(&talk, SIM_HOP_DELIVERY, "WA", 1);
	assert_true(str_starts(status->bytes, STR("SM.NL0000000\r\n")));
	assert_true(test_contains(
		status->bytes, "TXT\r\n.02. USER OUT OF SERVICE FOR MSG TYPE, NLETS WILL FORWARD"));
	assert_int_equal(status->outcome, SIM_OUTCOME_STORED);
	assert_int_equal(status->fault, SIM_FAULT_STORED);
	assert_true(status->time_ms < 1000);
	assert_true(forward->time_ms > 300000 && forward->fault == SIM_FAULT_STORED);
	assert_true(answer->time_ms > forward->time_ms && answer->fault == SIM_FAULT_LATE);
	assert_int_equal(talk.counts.asked, 3);
	assert_int_equal(talk.counts.silent + talk.counts.no_hit, 4); /* told, and late */
	sim_conversation_free(&talk);
}

static void is_removed(void **state)
{
	struct sim_conversation talk;
	const struct sim_hop *status;

	(void)state;
	send("WA=remove", THREE, &talk);
	status = of(&talk, SIM_HOP_DELIVERY, "WA", 0);
	assert_true(test_contains(
		status->bytes,
		"TXT\r\n.04. USER OUT OF SERVICE FOR MSG TYPE, NLETS WILL NOT FORWARD"));
	assert_int_equal(status->outcome, SIM_OUTCOME_DISCARDED);
	assert_int_equal(status->fault, SIM_FAULT_DISCARDED);
	assert_null(of(&talk, SIM_HOP_FORWARD, "WA", 0));
	assert_null(of(&talk, SIM_HOP_ANSWER, "WA", 0));
	sim_conversation_free(&talk);
}

/* Mail has no answer to be late, but is stored as well. */
static void stores_mail(void **state)
{
	struct sim_conversation talk;

	(void)state;
	send("WA=store:60", STR("AM.AZSIM0001.WA.TXT\r\nDRILL"), &talk);
	assert_int_equal(of(&talk, SIM_HOP_DELIVERY, "WA", 0)->outcome, SIM_OUTCOME_STORED);
	assert_true(of(&talk, SIM_HOP_FORWARD, "WA", 0)->time_ms > 60000);
	sim_conversation_free(&talk);
}

/* In a multi-state query: who is not there when the minute ends is silent, and who
 * comes after it is delivered alone. */
static void merges_without_those_in_trouble(void **state)
{
	struct sim_conversation talk;
	const struct sim_hop *merged = NULL, *late;

	(void)state;
	sim_network_settings(net.network)->seed = 11; /* nobody is late by chance */
	send("TX=silent,IL=store:600,CA=remove,WA=slow,NY=duplicated", ALL, &talk);
	sim_network_settings(net.network)->seed = TEST_SEED;
	for (size_t i = 0; test_hop(&talk, SIM_HOP_DELIVERY, i); i++)
		if (test_contains(test_hop(&talk, SIM_HOP_DELIVERY, i)->bytes, "STATES ASKED"))
			merged = test_hop(&talk, SIM_HOP_DELIVERY, i);
	assert_non_null(merged);
	assert_true(merged->time_ms >= 60000 && merged->time_ms < 61000);
	for (size_t i = 0; i < 4; i++) {
		static const char *const away[] = { "TX", "IL", "CA", "WA" };
		size_t at = str_find(merged->bytes, STR("THAT DID NOT ANSWER"));

		assert_true(test_contains(str_sub(merged->bytes, at, merged->bytes.len - at),
					  away[i]));
	}
	late = of(&talk, SIM_HOP_DELIVERY, "WA", 0);
	assert_true(late->time_ms > merged->time_ms && late->fault == SIM_FAULT_LATE);
	assert_true(of(&talk, SIM_HOP_DELIVERY, "IL", 1)->time_ms > 600000);
	assert_null(of(&talk, SIM_HOP_DELIVERY, "TX", 0));
	assert_null(of(&talk, SIM_HOP_DELIVERY, "NY", 0)); /* both are in the merged answer */
	sim_conversation_free(&talk);
}

/* Whatever was garbled is read without harm, in both wire formats. */
static void garbles_without_harm(void **state)
{
	static const char *const keys[] = { "RQ", "DQ", "IQ", "FQ", "KQ" };
	static const char *const holders[] = { "HI", "IL", "NL", "TX", "CA" };
	size_t changed = 0;

	(void)state;
	for (size_t i = 0; i < 50; i++) {
		struct sim_settings *settings = sim_network_settings(net.network);
		struct sim_conversation talk;
		struct buf query = { 0 };

		settings->deliver_xml = i % 2 == 1;
		assert_int_equal(sim_sample_query(net.network, str_from(keys[i / 2 % 5]),
						  str_from(holders[i / 10]), i, &query),
				 0);
		send("*=garbled", buf_str(&query), &talk);
		for (size_t h = 0; h < talk.hops.count; h++) {
			const struct sim_hop *hop = &talk.hops.items[h];
			struct nlets_message *message = NULL;

			assert_int_equal(nlets_parse(net.definitions, hop->bytes, NULL, &message),
					 0);
			assert_int_equal(nlets_check(net.definitions, NULL, message), 0);
			if (hop->kind == SIM_HOP_ANSWER) {
				assert_int_equal(hop->fault, SIM_FAULT_GARBLED);
				changed++;
			}
			assert_false(str_find_char(hop->bytes, '\003') < hop->bytes.len);
			nlets_message_free(&message);
		}
		sim_conversation_free(&talk);
		buf_free(&query);
		settings->deliver_xml = false;
	}
	assert_true(changed > 50);
}

/* The plan is part of what is repeatable. */
static void is_the_same_twice(void **state)
{
	struct sim_conversation one, two;

	(void)state;
	send("*=garbled,WA=duplicated", THREE, &one);
	send("*=garbled,WA=duplicated", THREE, &two);
	assert_int_equal(one.hops.count, two.hops.count);
	for (size_t i = 0; i < one.hops.count; i++)
		if (one.hops.items[i].kind == SIM_HOP_ANSWER)
			assert_true(str_eq(one.hops.items[i].bytes, two.hops.items[i].bytes));
	sim_conversation_free(&one);
	sim_conversation_free(&two);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_plans),
		cmocka_unit_test(is_slow),
		cmocka_unit_test(is_silent),
		cmocka_unit_test(comes_twice),
		cmocka_unit_test(overtakes),
		cmocka_unit_test(is_stored_and_forwarded),
		cmocka_unit_test(is_removed),
		cmocka_unit_test(stores_mail),
		cmocka_unit_test(merges_without_those_in_trouble),
		cmocka_unit_test(garbles_without_harm),
		cmocka_unit_test(is_the_same_twice),
	};

	return cmocka_run_group_tests(tests, open_network, close_network);
}
