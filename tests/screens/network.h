/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The servers that a scene sends to. */
#ifndef TESTS_SCREENS_NETWORK_H
#define TESTS_SCREENS_NETWORK_H

#include "tests/net/peer.h"

struct test_network {
	struct peer_server server; /* process 0: none */
	int listener;              /* of a server that the scene plays itself, or -1 */
	int open;                  /* its connection that awaits an answer, or -1 */
};
#define TEST_NETWORK_NONE { .listener = -1, .open = -1 }

/* Starts "nletscope serve" with its files in that folder and a plan of faults; its
 * address, in url's 64 bytes. */
void test_network_serve(struct test_network *network, const char *home, const char *faults,
			char *url);
/* A server that says nothing yet. */
void test_network_listen(struct test_network *network, char *url);
/* Answers the first request there, for /health, as a simulated switch does or as
 * another server; after a switch's answer the message is awaited, and not answered. */
void test_network_meet(struct test_network *network, bool as_switch);
void test_network_end(struct test_network *network);

#endif
