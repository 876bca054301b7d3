/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A simulated network for unit tests: the shipped definitions, a small population
 * in memory, a fixed day. */
#ifndef TESTS_SUPPORT_SIM_H
#define TESTS_SUPPORT_SIM_H

#include "nlets/message.h"
#include "sim/sim.h"

enum { TEST_PEOPLE = 400, TEST_SEED = 7 };
#define TEST_NOW 1768464000 /* 2026-01-15 08:00 UTC */

struct test_network {
	struct nlets_definitions *definitions;
	struct nlets_policies *policies;
	struct sim_network *network;
	struct sim_settings settings;
	struct arena arena;
};

/* With or without policies; aborts the test when it fails. */
void test_network_open(struct test_network *test, bool policies);
/* Without policies; what messages change is kept in that file. */
void test_network_open_changes(struct test_network *test, const char *changes);
void test_network_close(struct test_network *test);
/* Sends; the conversation must be freed. */
void test_send(struct test_network *test, struct str bytes, struct sim_conversation *conversation);
/* A sample query that hits, sent. */
void test_send_sample(struct test_network *test, const char *key, const char *holder,
		      struct sim_conversation *conversation);
/* The nth (from 0) hop of that kind, or NULL. */
const struct sim_hop *test_hop(const struct sim_conversation *conversation, enum sim_hop_kind kind,
			       size_t nth);
size_t test_hops(const struct sim_conversation *conversation, enum sim_hop_kind kind);
bool test_contains(struct str bytes, const char *text);

#endif
