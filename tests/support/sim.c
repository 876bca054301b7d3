/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "tests/support/sim.h"

#include "tests/support/data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void open_network(struct test_network *test, bool policies, const char *changes)
{
	struct str why = STR_NONE;

	*test = (struct test_network){ 0 };
	test->definitions = nlets_definitions_new(test_data_read, test_data_list, NULL);
	if (policies)
		test->policies = nlets_policies_new(test_data_read, test_data_list, NULL);
	test->settings = (struct sim_settings){
		.definitions = test->definitions,
		.policies = test->policies,
		.read = test_data_read,
		.list = test_data_list,
		.people = TEST_PEOPLE,
		.seed = TEST_SEED,
		.date = 20260115,
		.changes = changes,
	};
	if (sim_network_new(&test->settings, &test->arena, &why, &test->network) != 0)
		fail_msg("no network: %.*s", STR_ARGS(why));
}

void test_network_open(struct test_network *test, bool policies)
{
	open_network(test, policies, NULL);
}

void test_network_open_changes(struct test_network *test, const char *changes)
{
	open_network(test, false, changes);
}

void test_network_close(struct test_network *test)
{
	sim_network_free(&test->network);
	if (test->policies)
		nlets_policies_free(&test->policies);
	nlets_definitions_free(&test->definitions);
	arena_free(&test->arena);
}

void test_send(struct test_network *test, struct str bytes, struct sim_conversation *conversation)
{
	assert_int_equal(sim_send(test->network, bytes, TEST_NOW, conversation), 0);
}

void test_send_sample(struct test_network *test, const char *key, const char *holder,
		      struct sim_conversation *conversation)
{
	struct buf query = { 0 };

	assert_int_equal(
		sim_sample_query(test->network, str_from(key), str_from(holder), 3, &query), 0);
	test_send(test, buf_str(&query), conversation);
	buf_free(&query);
}

const struct sim_hop *test_hop(const struct sim_conversation *conversation, enum sim_hop_kind kind,
			       size_t nth)
{
	for (size_t i = 0; i < conversation->hops.count; i++)
		if (conversation->hops.items[i].kind == kind && nth-- == 0)
			return &conversation->hops.items[i];
	return NULL;
}

size_t test_hops(const struct sim_conversation *conversation, enum sim_hop_kind kind)
{
	size_t count = 0;

	while (test_hop(conversation, kind, count))
		count++;
	return count;
}

bool test_contains(struct str bytes, const char *text)
{
	return str_find(bytes, str_from(text)) < bytes.len;
}
