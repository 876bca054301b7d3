/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal, simulated time, and what a server asks of the switch. */
#include <config.h>

#include "tests/support/sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define NOW (TEST_NOW * INT64_C(1000))
#define QUERY STR("RQ.AZSIM0001.IL.TXT\r\nLIC/SIM999.LIY/2026.LIT/PC")
#define ALL STR("RQ.AZSIM0001.NL.TXT\r\nLIC/SIM999.LIY/2026.LIT/PC")
#define IMMIGRATION                                                                       \
	STR("IAQ.AZSIM0001.AX.TXT\r\nPUR/C.ATN/TRAINEE.PHN/0005550123.NAM/DOE,JANE.DOB/" \
	    "19800512.SEX/F.POB/MM.CUS/Y.OFF/0399")

static struct test_network net;
static char folder[] = "/tmp/nletscope-journal-XXXXXX";
static char path[64];

static struct sim_network *open_file(void)
{
	struct sim_settings settings = net.settings;
	struct sim_network *network;
	struct str why = STR_NONE;

	settings.journal = path;
	settings.people = 60;
	if (sim_network_new(&settings, &net.arena, &why, &network) != 0)
		fail_msg("%.*s", STR_ARGS(why));
	return network;
}

static void remove_files(void)
{
	static const char *const endings[] = { "", "-wal", "-shm", "-lock" };

	for (size_t i = 0; i < 4; i++) {
		char name[80];

		snprintf(name, sizeof(name), "%s%s", path, endings[i]);
		unlink(name);
	}
}

static int set_up(void **state)
{
	(void)state;
	test_network_open(&net, false);
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof(path), "%s/journal.db", folder);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	rmdir(folder);
	test_network_close(&net);
	return 0;
}

static void accept(struct sim_network *network, struct str bytes, int64_t now, const char *key,
		   struct sim_conversation *talk)
{
	struct sim_submission submission = { bytes, now, str_from(key) };

	assert_int_equal(sim_accept(network, &submission, talk), 0);
}

struct happened {
	struct arena arena;
	VEC(struct str) ids;
	size_t deliveries, last;
	int64_t time_ms;
};

static void happen(void *context, const struct sim_event *event)
{
	struct happened *happened = context;
	struct str *id = vec_add(&happened->arena, &happened->ids);

	*id = arena_copy(&happened->arena, event->id);
	happened->deliveries += event->hop->kind == SIM_HOP_DELIVERY;
	happened->last += event->last;
	assert_true(event->time_ms >= happened->time_ms);
	happened->time_ms = event->time_ms;
}

static void has_ids_that_can_be_told_again(void **state)
{
	struct test_network other;
	struct sim_conversation one, two, same, first;

	(void)state;
	test_network_open(&other, false);
	test_send(&net, QUERY, &one);
	test_send(&net, QUERY, &two);
	test_send(&other, QUERY, &first);
	assert_int_equal(one.id.len, 8);
	assert_false(str_eq(one.id, two.id));
	assert_true(str_eq(one.id, first.id));
	assert_int_equal(sim_journal_get(net.network, two.id, &same), 0);
	assert_true(same.whole && same.hops.count == two.hops.count);
	assert_int_equal(same.counts.asked, 1);
	assert_int_equal(same.counts.no_hit, two.counts.no_hit);
	for (size_t i = 0; i < same.hops.count; i++) {
		const struct sim_hop *a = &same.hops.items[i], *b = &two.hops.items[i];

		assert_true(str_eq(a->bytes, b->bytes) && str_eq(a->note, b->note));
		assert_true(str_eq(a->from_label, b->from_label) && str_eq(a->gate, b->gate));
		assert_true(a->answers == b->answers && a->time_ms == b->time_ms);
		assert_true(a->kind == b->kind && a->outcome == b->outcome);
	}
	sim_conversation_free(&same);
	assert_int_equal(sim_journal_get(net.network, STR("ZZZZZZZZ"), &same), NLETS_E_NOT_FOUND);
	assert_int_equal(sim_journal_get(net.network, STR("x"), &same), NLETS_E_NOT_FOUND);
	sim_conversation_free(&one);
	sim_conversation_free(&two);
	sim_conversation_free(&first);
	test_network_close(&other);
}

/* Time goes as far as it is told to. */
static void lets_happen_what_is_due(void **state)
{
	struct sim_network *network = open_file();
	struct happened happened = { 0 };
	struct sim_conversation talk, so_far;

	(void)state;
	assert_true(sim_next_due(network) == INT64_MAX);
	accept(network, IMMIGRATION, NOW, "", &talk);
	assert_true(sim_next_due(network) == NOW);
	assert_int_equal(sim_run(network, NOW - 1, happen, &happened), 0);
	assert_true(sim_run(network, NOW + 1000, happen, &happened) > 0);
	assert_int_equal(happened.deliveries, 1); /* the acknowledgement */
	assert_int_equal(happened.last, 0);
	assert_int_equal(sim_underway(network), 1);
	assert_true(sim_next_due(network) > NOW + 1000);
	assert_int_equal(sim_journal_get(network, talk.id, &so_far), 0);
	assert_false(so_far.whole);
	assert_int_equal(so_far.hops.count, happened.ids.count);
	sim_conversation_free(&so_far);
	assert_true(sim_run(network, INT64_MAX, happen, &happened) > 0);
	assert_int_equal(happened.deliveries, 2);
	assert_int_equal(happened.last, 1);
	assert_int_equal(sim_underway(network), 0);
	sim_conversation_free(&talk);
	arena_free(&happened.arena);
	sim_network_free(&network);
	remove_files();
}

/* Two conversations at once: each thing at its time, whosever it is. */
static void mixes_conversations_by_time(void **state)
{
	struct happened happened = { 0 };
	struct sim_conversation one, two;
	bool back = false;

	(void)state;
	accept(net.network, ALL, NOW, "", &one);
	accept(net.network, QUERY, NOW + 500, "", &two);
	assert_true(sim_run(net.network, INT64_MAX, happen, &happened) > 100);
	for (size_t i = 1; i < happened.ids.count; i++)
		back = back || (str_starts(happened.ids.items[i], one.id) &&
				str_starts(happened.ids.items[i - 1], two.id));
	assert_true(back);
	assert_int_equal(happened.last, 2);
	sim_conversation_free(&one);
	sim_conversation_free(&two);
	arena_free(&happened.arena);
}

static void handles_a_message_once(void **state)
{
	struct sim_submission same = { QUERY, NOW, STR("key-1") };
	struct sim_conversation one, again;

	(void)state;
	accept(net.network, QUERY, NOW, "key-1", &one);
	assert_true(sim_run(net.network, INT64_MAX, NULL, NULL) > 0);
	assert_int_equal(sim_accept(net.network, &same, &again), 1);
	assert_true(str_eq(one.id, again.id) && again.whole && again.hops.count == 4);
	assert_int_equal(sim_underway(net.network), 0);
	sim_conversation_free(&again);
	same.bytes = ALL;
	assert_int_equal(sim_accept(net.network, &same, &again), NLETS_E_ARGUMENT);
	sim_conversation_free(&one);
}

/* A switch that ends between query and answer goes on where it was. */
static void goes_on_after_a_restart(void **state)
{
	struct sim_network *network = open_file();
	struct happened before = { 0 }, after = { 0 };
	struct sim_conversation talk, whole, usual;

	(void)state;
	accept(network, IMMIGRATION, NOW, "", &talk);
	sim_network_settings(network)->deliver_xml = true; /* later: not for this one */
	assert_true(sim_run(network, NOW + 1000, happen, &before) > 0);
	sim_network_free(&network);
	network = open_file();
	assert_int_equal(sim_underway(network), 1);
	assert_true(sim_run(network, INT64_MAX, happen, &after) > 0);
	for (size_t i = 0; i < after.ids.count; i++)
		for (size_t k = 0; k < before.ids.count; k++)
			assert_false(str_eq(after.ids.items[i], before.ids.items[k]));
	assert_int_equal(sim_journal_get(network, talk.id, &whole), 0);
	test_send(&net, IMMIGRATION, &usual);
	assert_int_equal(whole.hops.count, usual.hops.count);
	assert_int_equal(whole.hops.count, before.ids.count + after.ids.count);
	for (size_t i = 0; i < whole.hops.count; i++) {
		assert_true(str_eq(whole.hops.items[i].key, usual.hops.items[i].key));
		assert_int_equal(whole.hops.items[i].answers, usual.hops.items[i].answers);
		assert_false(test_contains(whole.hops.items[i].bytes, "<n2:"));
	}
	sim_conversation_free(&talk);
	sim_conversation_free(&whole);
	sim_conversation_free(&usual);
	arena_free(&before.arena);
	arena_free(&after.arena);
	sim_network_free(&network);
	remove_files();
}

/* What another living process has under way is its own. */
static void leaves_the_living_alone(void **state)
{
	struct sim_network *one = open_file(), *two;
	struct sim_conversation talk, other;

	(void)state;
	accept(one, IMMIGRATION, NOW, "", &talk);
	assert_true(sim_run(one, NOW + 1000, NULL, NULL) > 0);
	two = open_file();
	assert_int_equal(sim_underway(two), 0);
	assert_int_equal(sim_send(two, QUERY, TEST_NOW, &other), 0);
	assert_false(str_eq(talk.id, other.id));
	assert_int_equal(sim_underway(one), 1);
	sim_conversation_free(&talk);
	sim_conversation_free(&other);
	sim_network_free(&one);
	sim_network_free(&two);
	remove_files();
}

static int take_row(void *context, const struct sim_journal_row *row)
{
	size_t *rows = context;

	assert_true(row->id.len == 8 && row->size > 10 && row->hops > 1 && row->whole);
	if (++*rows == 1)
		assert_true(str_eq(row->key, STR("IAQ")) && str_eq(row->to, STR("AX")));
	return 0;
}

static void lists_what_it_holds(void **state)
{
	struct sim_network *network = open_file();
	struct happened first = { 0 }, rest = { 0 };
	struct sim_conversation talk;
	size_t rows = 0;

	(void)state;
	assert_int_equal(sim_send(network, QUERY, TEST_NOW, &talk), 0);
	sim_conversation_free(&talk);
	assert_int_equal(sim_send(network, IMMIGRATION, TEST_NOW + 1, &talk), 0);
	sim_conversation_free(&talk);
	assert_int_equal(sim_journal_list(network, STR(""), 0, 10, take_row, &rows), 0);
	assert_int_equal(rows, 2);
	rows = 0;
	assert_int_equal(sim_journal_list(network, STR("WASIM0001"), 0, 10, take_row, &rows), 0);
	assert_int_equal(rows, 0);
	assert_int_equal(sim_deliveries(network, STR("AZSIM0001"), STR(""), 1, happen, &first), 1);
	assert_int_equal(sim_deliveries(network, STR("AZSIM0001"), first.ids.items[0], 10, happen,
					&rest),
			 2);
	assert_false(str_eq(first.ids.items[0], rest.ids.items[0]));
	assert_int_equal(sim_deliveries(network, STR("AZSIM0001"), STR("what"), 10, happen, &rest),
			 NLETS_E_ARGUMENT);
	arena_free(&first.arena);
	arena_free(&rest.arena);
	sim_network_free(&network);
	remove_files();
}

/* Only simulated traffic: what a real agency sent is answered and forgotten. */
static void keeps_only_what_is_simulated(void **state)
{
	struct sim_network *network = open_file();
	struct sim_conversation talk;
	struct stat file;
	size_t rows = 0;

	(void)state;
	assert_int_equal(sim_send(network, STR("RQ.VTICE0900.IL.TXT\r\nLIC/SIM1.LIY/2026.LIT/PC"),
				  TEST_NOW, &talk),
			 0);
	assert_int_equal(talk.hops.items[1].outcome, SIM_OUTCOME_REJECTED);
	assert_int_equal(talk.id.len, 0);
	assert_int_equal(sim_journal_list(network, STR(""), 0, 10, take_row, &rows), 0);
	assert_int_equal(rows, 0);
	assert_int_equal(stat(path, &file), 0);
	assert_int_equal(file.st_mode & 077, 0);
	sim_conversation_free(&talk);
	sim_network_free(&network);
	remove_files();
}

/* Message numbers go on where a server's journal says so. */
static void counts_on(void **state)
{
	struct sim_settings settings = net.settings;
	struct sim_conversation talk;
	struct sim_network *network;

	(void)state;
	settings.journal = path;
	settings.continue_counts = true;
	for (unsigned i = 0; i < 2; i++) {
		static const char *const input[] = { " 00002\r\n", " 00004\r\n" };
		static const char *const output[] = { " 00001 AZSIM0001", " 00002 AZSIM0001" };

		assert_int_equal(sim_network_new(&settings, &net.arena, NULL, &network), 0);
		assert_int_equal(sim_send(network, QUERY, TEST_NOW, &talk), 0);
		assert_true(test_contains(talk.hops.items[3].bytes, input[i]));
		assert_true(test_contains(talk.hops.items[3].bytes, output[i]));
		sim_conversation_free(&talk);
		sim_network_free(&network);
	}
	remove_files();
}

static void refuses_a_birth_to_come(void **state)
{
	struct sim_conversation talk;

	(void)state;
	test_send(&net, STR("DQ.AZSIM0001.IL.TXT\r\nNAM/DOE,JANE.DOB/20260116.SEX/F"), &talk);
	assert_int_equal(talk.hops.items[1].outcome, SIM_OUTCOME_REJECTED);
	sim_conversation_free(&talk);
	test_send(&net, STR("DQ.AZSIM0001.IL.TXT\r\nNAM/DOE,JANE.DOB/20260115.SEX/F"), &talk);
	assert_int_equal(test_hops(&talk, SIM_HOP_FORWARD), 1);
	sim_conversation_free(&talk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(has_ids_that_can_be_told_again),
		cmocka_unit_test(lets_happen_what_is_due),
		cmocka_unit_test(mixes_conversations_by_time),
		cmocka_unit_test(handles_a_message_once),
		cmocka_unit_test(goes_on_after_a_restart),
		cmocka_unit_test(leaves_the_living_alone),
		cmocka_unit_test(lists_what_it_holds),
		cmocka_unit_test(keeps_only_what_is_simulated),
		cmocka_unit_test(counts_on),
		cmocka_unit_test(refuses_a_birth_to_come),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
