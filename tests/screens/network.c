/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "tests/screens/network.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

void test_network_serve(struct test_network *network, const char *home, const char *faults,
			char *url)
{
	const char *const arguments[] = { "--fault", faults, NULL };

	peer_home_use(home);
	peer_serve(&network->server, arguments);
	snprintf(url, sizeof(network->server.url), "%s", network->server.url);
}

void test_network_listen(struct test_network *network, char *url)
{
	unsigned port;

	network->listener = peer_listen(&port);
	snprintf(url, sizeof(network->server.url), "http://127.0.0.1:%u", port);
}

static int take_request(struct test_network *network, const char *wanted)
{
	struct buf got = { 0 };
	int fd = accept(network->listener, NULL, NULL);

	peer_read_until(fd, wanted, &got);
	buf_free(&got);
	return fd;
}

void test_network_meet(struct test_network *network, bool as_switch)
{
	const char *body = as_switch ? "{\"program\":\"nletscope\",\"role\":\"simulated-switch\","
				       "\"simulated\":true}" :
				       "{\"program\":\"other\"}";
	struct buf answer = { 0 };
	int fd = take_request(network, "\r\n\r\n");

	buf_printf(&answer, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\n"
			    "Content-Length: %zu\r\n\r\n%s",
		   strlen(body), body);
	peer_write(fd, buf_str(&answer));
	shutdown(fd, SHUT_RDWR);
	close(fd);
	if (as_switch)
		network->open = take_request(network, "Idempotency-Key: ");
	buf_free(&answer);
}

void test_network_end(struct test_network *network)
{
	if (network->server.process)
		peer_end(&network->server, SIGTERM);
	if (network->open >= 0)
		close(network->open);
	if (network->listener >= 0)
		close(network->listener);
	*network = (struct test_network)TEST_NETWORK_NONE;
}
