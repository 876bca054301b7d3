/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "nletscope serve", spoken to by hand over sockets. */
#include <config.h>

#include "tests/net/peer.h"

#include "io/file.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

static struct peer_home home;
static struct peer_server server;

static int open_server(void **state)
{
	static const char *const arguments[] = { "--timeout", "2", "--max-body", "4000", NULL };

	(void)state;
	peer_home_make(&home);
	peer_serve(&server, arguments);
	return 0;
}

static int close_server(void **state)
{
	int status = peer_end(&server, SIGTERM);

	(void)state;
	peer_home_remove(&home);
	return status;
}

static void test_health(void **state)
{
	struct buf out = { 0 };

	(void)state;
	peer_ask(server.port, "GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", &out);
	assert_true(peer_has(&out, "HTTP/1.1 200 "));
	assert_true(peer_has(&out, "\"program\":\"nletscope\""));
	assert_true(peer_has(&out, "\"role\":\"simulated-switch\""));
	buf_free(&out);
}

/* The value of a header, as far as it is one word. */
static struct str value_of(const struct buf *answer, const char *name)
{
	struct str rest = buf_str(answer);
	size_t at = str_find(rest, str_from(name)) + strlen(name);

	assert_true(at < rest.len);
	rest = str_sub(rest, at, rest.len - at);
	return str_sub(rest, 0, str_find_char(rest, '\r'));
}

static void test_post(void **state)
{
	struct buf out = { 0 }, request = { 0 };
	struct str id;

	(void)state;
	peer_post(&request, "text/plain", "", peer_query);
	peer_ask(server.port, buf_text(&request), &out);
	assert_true(peer_has(&out, "HTTP/1.1 200 "));
	assert_true(peer_has(&out, "Content-Type: multipart/mixed; boundary="));
	assert_true(peer_has(&out, "Nletscope-Key: RR"));
	assert_true(peer_has(&out, "Nletscope-To: AZSIM0001"));
	assert_true(peer_has(&out, "RR.ILSIM0000"));
	/* Whole before it is begun, and so in one piece. */
	assert_false(peer_has(&out, "Transfer-Encoding"));
	id = value_of(&out, "Nletscope-Conversation: ");
	buf_clear(&request);
	buf_printf(&request, "GET /conversations/%.*s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
		   STR_ARGS(id));
	peer_ask(server.port, buf_text(&request), &out);
	assert_true(peer_has(&out, "\"kind\":\"delivery\""));
	assert_true(peer_has(&out, "\"whole\":true"));
	peer_ask(server.port, "GET /journal?count=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", &out);
	assert_int_equal(peer_count(&out, "\"key\":\"RQ\""), 1);
	buf_free(&request);
	buf_free(&out);
}

static void test_same_key(void **state)
{
	struct buf out = { 0 }, again = { 0 }, request = { 0 };

	(void)state;
	peer_post(&request, "text/plain", "Idempotency-Key: same\r\n", peer_query);
	peer_ask(server.port, buf_text(&request), &out);
	assert_true(peer_has(&out, "Nletscope-Repeated: no"));
	peer_ask(server.port, buf_text(&request), &again);
	assert_true(peer_has(&again, "Nletscope-Repeated: yes"));
	assert_true(str_eq(value_of(&out, "Nletscope-Delivery: "),
			   value_of(&again, "Nletscope-Delivery: ")));
	peer_post(&request, "text/plain", "Idempotency-Key: same\r\n",
		  "RQ.AZSIM0001.WA.TXT\r\nLIC/SIM1.LIY/2026.LIT/PC");
	peer_ask(server.port, buf_text(&request), &out);
	assert_true(peer_has(&out, "HTTP/1.1 422 "));
	assert_true(peer_has(&out, "\"id\":\"idempotency-key-reused\""));
	buf_free(&request);
	buf_free(&again);
	buf_free(&out);
}

#define HEAD " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
#define POST_HEAD "POST /messages" HEAD

static void test_misuse(void **state)
{
	static const struct {
		const char *request, *status, *id;
	} cases[] = {
		{ "GET /nothing" HEAD "\r\n", " 404 ", "\"id\":\"no-such-path\"" },
		{ "GET /conversations/" HEAD "\r\n", " 404 ", "\"id\":\"no-such-path\"" },
		{ "GET /conversations/NOSUCHID" HEAD "\r\n", " 404 ", "\"id\":\"no-such-conversation\"" },
		{ "GET /deliveries/VTICE0900" HEAD "\r\n", " 404 ", "\"id\":\"no-such-ori\"" },
		{ "GET /deliveries/AZSIM0001?after=zz" HEAD "\r\n", " 400 ", "\"id\":\"no-such-delivery\"" },
		{ "GET /messages" HEAD "\r\n", "\r\nAllow: POST\r\n", "\"id\":\"method-not-allowed\"" },
		{ "DELETE /journal" HEAD "\r\n", "\r\nAllow: GET, HEAD\r\n", "\"id\":\"method-not-allowed\"" },
		{ POST_HEAD "Content-Length: 1\r\n\r\nx", " 415 ", "\"id\":\"content-type-unknown\"" },
		{ POST_HEAD "Content-Type: image/png\r\nContent-Length: 1\r\n\r\nx", " 415 ",
		  "\"id\":\"content-type-unknown\"" },
		{ POST_HEAD "Content-Type: text/plain\r\nContent-Length: 0\r\n\r\n", " 400 ",
		  "\"id\":\"message-empty\"" },
		{ POST_HEAD "Content-Type: text/plain\r\nContent-Length: 4\r\n\r\njunk", " 400 ",
		  "\"id\":\"key-missing\"" },
		{ POST_HEAD "Content-Type: application/niem+xml\r\nContent-Length: 4\r\n\r\njunk", " 400 ",
		  "\"id\":\"wire-differs\"" },
		{ POST_HEAD "Content-Type: application/niem+xml\r\nContent-Length: 4\r\n\r\n<a><", " 400 ",
		  "\"id\":\"xml-malformed\"" },
		{ POST_HEAD "Content-Type: text/plain\r\nContent-Length: 28\r\n\r\nRQ.VTICE0900.IL.TXT\r\nLIC/SIM",
		  " 422 ", "\"id\":\"sender-not-training\"" },
		{ POST_HEAD "Content-Type: text/plain\r\nIdempotency-Key: \r\nContent-Length: 1\r\n\r\nx", " 400 ",
		  "\"id\":\"idempotency-key-unusable\"" },
		{ POST_HEAD "Content-Type: text/plain\r\nContent-Length: 99999999999\r\n\r\n", " 413 ",
		  "\"id\":\"body-too-large\"" },
		{ POST_HEAD "Content-Type: text/plain\r\nContent-Length: 4001\r\n\r\n", " 413 ",
		  "\"id\":\"body-too-large\"" },
	};
	struct buf out = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		peer_ask(server.port, cases[i].request, &out);
		if (!peer_has(&out, cases[i].status) || !peer_has(&out, cases[i].id) ||
		    !peer_has(&out, "Content-Type: application/json"))
			fail_msg("case %zu: %s", i, buf_text(&out));
	}
	buf_free(&out);
}

/* Its length is not said beforehand. */
static void test_huge_chunks(void **state)
{
	struct buf out = { 0 };
	int fd = peer_connect(server.port);

	(void)state;
	peer_write(fd, STR(POST_HEAD "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"));
	for (int i = 0; i < 50; i++) {
		struct buf chunk = { 0 };

		buf_add_text(&chunk, "64\r\n");
		buf_add_repeat(&chunk, 'x', 100);
		buf_add_text(&chunk, "\r\n");
		peer_write(fd, buf_str(&chunk));
		buf_free(&chunk);
	}
	peer_write(fd, STR("0\r\n\r\n"));
	peer_read_all(fd, &out);
	assert_true(peer_has(&out, "HTTP/1.1 413 "));
	close(fd);
	buf_free(&out);
}

/* Begun and not ended, in the header and in the body: the server ends it. */
static void test_slow(void **state)
{
	static const char *const beginnings[] = {
		"GET /hea",
		"GET /health HTTP/1.1\r\nHost: a\r\nX-Slow: ",
		POST_HEAD "Content-Type: text/plain\r\nContent-Length: 50\r\n\r\nRQ.",
	};
	struct buf out = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(beginnings) / sizeof(*beginnings); i++) {
		peer_ask(server.port, beginnings[i], &out);
		assert_true(peer_has(&out, "HTTP/1.1 408 "));
		assert_true(peer_has(&out, "\"id\":\"request-too-slow\""));
	}
	buf_free(&out);
}

static void test_half_closed(void **state)
{
	struct buf out = { 0 }, request = { 0 };
	int fd = peer_connect(server.port);

	(void)state;
	peer_post(&request, "text/plain", "", peer_query);
	peer_write(fd, buf_str(&request));
	shutdown(fd, SHUT_WR);
	peer_read_all(fd, &out);
	assert_true(peer_has(&out, "RR.ILSIM0000"));
	close(fd);
	buf_free(&request);
	buf_free(&out);
}

static void test_pipelining(void **state)
{
	struct buf out = { 0 };
	int fd = peer_connect(server.port);

	(void)state;
	peer_write(fd, STR("GET /health HTTP/1.1\r\nHost: a\r\n\r\n"
			   "PUT /journal HTTP/1.1\r\nHost: a\r\n\r\n"
			   "GET /journal" HEAD "\r\n"));
	peer_read_all(fd, &out);
	assert_int_equal(peer_count(&out, "HTTP/1.1 200 "), 2);
	assert_int_equal(peer_count(&out, "HTTP/1.1 405 "), 1);
	close(fd);
	buf_free(&out);
}

/* All send before one reads. */
static void test_many_clients(void **state)
{
	enum { CLIENTS = 200 };
	struct buf out = { 0 }, request = { 0 };
	int fds[CLIENTS];
	size_t answered = 0;

	(void)state;
	peer_post(&request, "text/plain", "", peer_query);
	for (size_t i = 0; i < CLIENTS; i++)
		fds[i] = peer_connect(server.port);
	for (size_t i = 0; i < CLIENTS; i++)
		peer_write(fds[i], buf_str(&request));
	for (size_t i = 0; i < CLIENTS; i++) {
		buf_clear(&out);
		peer_read_all(fds[i], &out);
		answered += peer_has(&out, "RR.ILSIM0000") && peer_has(&out, "--\r\n");
		close(fds[i]);
	}
	assert_int_equal(answered, CLIENTS);
	buf_free(&request);
	buf_free(&out);
}

static void test_listener(void **state)
{
	struct buf out = { 0 }, seen = { 0 }, request = { 0 };
	int fd = peer_connect(server.port);

	(void)state;
	peer_write(fd, STR("GET /deliveries/AZSIM0001 HTTP/1.1\r\nHost: a\r\n\r\n"));
	assert_true(peer_read_until(fd, "--nletscope-", &seen));
	peer_post(&request, "text/plain", "", peer_query);
	peer_ask(server.port, buf_text(&request), &out);
	assert_true(peer_read_until(fd, "RR.ILSIM0000", &seen));
	assert_int_equal(peer_count(&seen, "Nletscope-Delivery: "), 1);
	close(fd);
	/* What was delivered so far, from the journal. */
	fd = peer_connect(server.port);
	buf_clear(&seen);
	peer_write(fd, STR("GET /deliveries/AZSIM0001?after=0 HTTP/1.1\r\nHost: a\r\n\r\n"));
	assert_true(peer_read_until(fd, "RR.ILSIM0000", &seen));
	close(fd);
	buf_free(&request);
	buf_free(&seen);
	buf_free(&out);
}

static void test_too_many(void **state)
{
	static const char *const arguments[] = { "--max-connections", "2", NULL };
	struct peer_server small;
	struct buf out = { 0 };
	int first, second;

	(void)state;
	peer_serve(&small, arguments);
	first = peer_connect(small.port);
	second = peer_connect(small.port);
	peer_ask(small.port, "GET /health" HEAD "\r\n", &out);
	assert_true(peer_has(&out, "HTTP/1.1 503 "));
	assert_true(peer_has(&out, "\"id\":\"too-busy\""));
	close(first);
	close(second);
	assert_int_equal(peer_end(&small, SIGINT), 0);
	buf_free(&out);
}

/* At this speed the answer would come in hours; the end brings it at once. */
static void test_stop_answers(void **state)
{
	static const char *const arguments[] = { "--speed", "0.0001", NULL };
	struct peer_server slow;
	struct buf out = { 0 }, request = { 0 };
	int fd;

	(void)state;
	peer_serve(&slow, arguments);
	fd = peer_connect(slow.port);
	peer_post(&request, "text/plain", "", peer_query);
	peer_write(fd, buf_str(&request));
	assert_true(peer_read_until(fd, "--nletscope-", &out));
	assert_false(peer_has(&out, "RR.ILSIM0000"));
	assert_int_equal(peer_end(&slow, SIGTERM), 0);
	peer_read_all(fd, &out);
	assert_true(peer_has(&out, "RR.ILSIM0000"));
	close(fd);
	buf_free(&request);
	buf_free(&out);
}

/* The first rule that fits answers, others go to the switch. */
static void test_rules(void **state)
{
	static const char file[] =
		"<rules><rule id='a' key='RQ'><if field='LIC' is='SIM1'/><if to='IL'/>"
		"<answer key='RR' from='ILSIM0007' after='20'><line>TWO</line></answer>"
		"<answer key='RR' from='ILSIM0007'><line>ONE</line><line>LINE</line></answer></rule>"
		"<rule id='b'><if from='AZSIM0002'/></rule></rules>";
	char path[100];
	const char *const arguments[] = { "--rules", path, NULL };
	struct peer_server scripted;
	struct buf out = { 0 }, request = { 0 };

	(void)state;
	snprintf(path, sizeof(path), "%s/rules.xml", home.folder);
	assert_int_equal(io_write_file(path, str_from(file)), 0);
	peer_serve(&scripted, arguments);
	peer_post(&request, "text/plain", "Idempotency-Key: r\r\n", peer_query);
	for (int i = 0; i < 2; i++) {
		peer_ask(scripted.port, buf_text(&request), &out);
		assert_true(peer_has(&out, "Nletscope-Conversation: RULE000001"));
		assert_int_equal(peer_count(&out, "RR.ILSIM0007"), 2);
		assert_true(str_find(buf_str(&out), STR("ONE\r\nLINE")) <
			    str_find(buf_str(&out), STR("TWO")));
	}
	assert_true(peer_has(&out, "Nletscope-Repeated: yes"));
	peer_ask(scripted.port, "GET /conversations/RULE000001" HEAD "\r\n", &out);
	assert_int_equal(peer_count(&out, "\"kind\":\"delivery\""), 2);
	peer_post(&request, "text/plain", "", "RQ.AZSIM0002.IL.TXT\r\nLIC/SIM2.LIY/2026.LIT/PC");
	peer_ask(scripted.port, buf_text(&request), &out);
	assert_true(peer_has(&out, "HTTP/1.1 200 "));
	assert_int_equal(peer_count(&out, "Nletscope-Key:"), 0);
	peer_post(&request, "text/plain", "", "RQ.AZSIM0001.IL.TXT\r\nLIC/SIM2.LIY/2026.LIT/PC");
	peer_ask(scripted.port, buf_text(&request), &out);
	assert_true(peer_has(&out, "RR.ILSIM0000"));
	assert_int_equal(peer_end(&scripted, SIGTERM), 0);
	buf_free(&request);
	buf_free(&out);
}

static void test_broken_rules(void **state)
{
	char path[100];
	const char *const arguments[] = { "serve", "--port", "0", "--rules", path, NULL };
	struct buf out = { 0 };

	(void)state;
	snprintf(path, sizeof(path), "%s/broken.xml", home.folder);
	assert_int_equal(io_write_file(path, STR("<rules>\n<rule/>\n</rules>")), 0);
	assert_int_equal(peer_run(arguments, &out), 2);
	assert_true(peer_has(&out, "broken.xml:2: "));
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_health),
		cmocka_unit_test(test_post),
		cmocka_unit_test(test_same_key),
		cmocka_unit_test(test_misuse),
		cmocka_unit_test(test_huge_chunks),
		cmocka_unit_test(test_slow),
		cmocka_unit_test(test_half_closed),
		cmocka_unit_test(test_pipelining),
		cmocka_unit_test(test_many_clients),
		cmocka_unit_test(test_listener),
		cmocka_unit_test(test_too_many),
		cmocka_unit_test(test_stop_answers),
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_broken_rules),
	};

	return cmocka_run_group_tests(tests, open_server, close_server);
}
