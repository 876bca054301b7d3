/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "nletscope send --url" against servers of all kinds. */
#include <config.h>

#include "tests/net/peer.h"

#include "io/file.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static struct peer_home home;
static char query[100]; /* the file */

static int make_home(void **state)
{
	(void)state;
	peer_home_make(&home);
	snprintf(query, sizeof(query), "%s/query", home.folder);
	return io_write_file(query, str_from(peer_query));
}

static int remove_home(void **state)
{
	(void)state;
	peer_home_remove(&home);
	return 0;
}

/* Sends the query there and gives the exit status. */
static int send_to(const char *url, const char *option, const char *value, struct buf *out)
{
	const char *arguments[] = { "send", "--url", url, query, option, value, NULL };

	buf_clear(out);
	return peer_run(arguments, out);
}

static size_t kept_messages(void)
{
	static const char *const arguments[] = { "send", "--outbox", NULL };
	struct buf out = { 0 };
	size_t count;

	assert_int_equal(peer_run(arguments, &out), 0);
	count = peer_count(&out, "\n");
	buf_free(&out);
	return count;
}

static void forget_all(void)
{
	static const char *const arguments[] = { "send", "--forget", NULL };
	struct buf out = { 0 };

	assert_int_equal(peer_run(arguments, &out), 0);
	buf_free(&out);
}

static void test_same_as_in_process(void **state)
{
	const char *local[] = { "send", query, NULL };
	struct peer_server server;
	struct buf there = { 0 }, here = { 0 };

	(void)state;
	peer_serve(&server, NULL);
	assert_int_equal(send_to(server.url, NULL, NULL, &there), 0);
	assert_int_equal(peer_run(local, &here), 0);
	assert_true(peer_has(&there, "RR.ILSIM0000"));
	assert_true(peer_has(&here, "RR.ILSIM0000"));
	assert_int_equal(there.len, here.len);
	assert_int_equal(send_to(server.url, "--json", NULL, &there), 0);
	assert_int_equal(peer_count(&there, "\"kind\":\"forward\""), 1);
	assert_int_equal(kept_messages(), 0);
	assert_int_equal(peer_end(&server, SIGTERM), 0);
	buf_free(&there);
	buf_free(&here);
}

/* A conversation's id comes of its place in a journal, and here there are two. */
static void mask_id(struct buf *json)
{
	static const char label[] = "\"id\":\"";
	struct str text = buf_str(json);
	size_t at = str_find(text, STR(label)) + sizeof(label) - 1;

	assert_true(at + 9 < text.len && text.ptr[at + 8] == '"');
	memset(json->ptr + at, 'X', 8);
}

/* A conversation read from a server has lost nothing of what one in process tells. */
static void test_same_hops(void **state)
{
	static const char asked[] = "RQ.AZSIM0001.IL.WA.TXT\r\nLIC/SIM1.LIY/2026.LIT/PC";
	char file[100], journal[100]; /* its own: numbers and ids go on from a journal's */
	const char *faults[] = { "--fault", "IL=duplicated,WA=slow", "--journal-file", journal, NULL };
	const char *local[] = { "send", "--json", file, faults[0], faults[1], NULL };
	const char *remote[] = { "send", "--json", file, "--url", NULL, NULL };
	struct peer_server server;
	struct buf there = { 0 }, here = { 0 };

	(void)state;
	snprintf(file, sizeof(file), "%s/asked", home.folder);
	snprintf(journal, sizeof(journal), "%s/journal", home.folder);
	assert_int_equal(io_write_file(file, str_from(asked)), 0);
	peer_serve(&server, faults);
	remote[4] = server.url;
	assert_int_equal(peer_run(remote, &there), 0);
	setenv("NLETSCOPE_JOURNAL", "no", 1);
	assert_int_equal(peer_run(local, &here), 0);
	unsetenv("NLETSCOPE_JOURNAL");
	assert_true(peer_has(&here, "\"fault\":\"duplicated\""));
	assert_true(peer_has(&here, "\"fault\":\"late\""));
	assert_true(peer_has(&here, "\"gate\":\"LEADS\""));
	mask_id(&there);
	mask_id(&here);
	assert_string_equal(buf_text(&there), buf_text(&here));
	assert_int_equal(peer_end(&server, SIGTERM), 0);
	buf_free(&there);
	buf_free(&here);
}

/* A server in a process of its own: each connection gets its answer; "" is none. */
struct fake {
	pid_t process;
	char url[64];
};

static void answer_one(int fd, const char *answer)
{
	struct buf got = { 0 };

	peer_read_until(fd, "\r\n\r\n", &got);
	peer_write(fd, str_from(answer));
	shutdown(fd, SHUT_RDWR);
	close(fd);
	buf_free(&got);
}

static void fake_start(struct fake *fake, const char *const *answers)
{
	unsigned port;
	int listener = peer_listen(&port);

	snprintf(fake->url, sizeof(fake->url), "http://127.0.0.1:%u", port);
	fake->process = peer_fork();
	if (fake->process == 0) {
		for (size_t i = 0; answers[i]; i++)
			answer_one(accept(listener, NULL, NULL), answers[i]);
		_exit(0);
	}
	close(listener);
}

static void fake_end(struct fake *fake)
{
	kill(fake->process, SIGKILL);
	waitpid(fake->process, NULL, 0);
}

#define JSON_OF(length) \
	"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: " length "\r\n\r\n"
#define HEALTH JSON_OF("66") \
	"{\"program\":\"nletscope\",\"role\":\"simulated-switch\",\"simulated\":true}"

static void test_other_servers(void **state)
{
	static const struct {
		const char *answers[4];
		int status;
		size_t kept;
	} cases[] = {
		{ { JSON_OF("2") "{}", NULL }, 2, 0 },
		{ { JSON_OF("0"), NULL }, 2, 0 },
		{ { JSON_OF("53") "{\"program\":\"other\",\"role\":\"simulated-switch\"}        ", NULL }, 2, 0 },
		{ { "HTTP/1.1 302 Found\r\nLocation: /health2\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
		    HEALTH, NULL }, 2, 0 },
		{ { "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", NULL }, 2, 0 },
		{ { "not HTTP at all", NULL }, 4, 0 },
		{ { "", NULL }, 4, 0 },
		/* From here on it is believed, and the message is under way. */
		{ { HEALTH, "", NULL }, 4, 1 },
		{ { HEALTH, JSON_OF("5000") "{", NULL }, 4, 1 },
		{ { HEALTH, JSON_OF("2") "{}", NULL }, 4, 1 },
		{ { HEALTH, "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", NULL }, 4, 1 },
		{ { HEALTH, "HTTP/1.1 400 Bad\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", NULL }, 5, 0 },
	};
	struct buf out = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct fake fake;
		int status;

		fake_start(&fake, cases[i].answers);
		status = send_to(fake.url, NULL, NULL, &out);
		fake_end(&fake);
		if (status != cases[i].status || kept_messages() != cases[i].kept)
			fail_msg("case %zu: status %d, %s", i, status, buf_text(&out));
		forget_all();
	}
	buf_free(&out);
}

/* Passes on one connection, and of the server's answer at most so many bytes. */
static void relay_one(int client, unsigned port, size_t limit)
{
	struct buf got = { 0 };
	int server = peer_connect(port);
	char room[4096];
	ssize_t count = 1;

	while (!peer_has(&got, "LIC/SIM1.LIY/2026.LIT/PC") && !peer_has(&got, "GET ") && count > 0) {
		count = read(client, room, sizeof(room));
		if (count > 0)
			buf_add(&got, (struct str){ room, (size_t)count });
	}
	peer_write(server, buf_str(&got));
	shutdown(server, SHUT_WR);
	buf_clear(&got);
	peer_read_all(server, &got);
	peer_write(client, str_sub(buf_str(&got), 0, got.len < limit ? got.len : limit));
	close(client);
	close(server);
	buf_free(&got);
}

/* The answer is lost on the way; sent again it is handled no second time. */
static void test_lost_answer(void **state)
{
	static const char *const again[] = { "send", "--again", NULL };
	struct peer_server server;
	struct buf out = { 0 };
	unsigned port;
	int listener = peer_listen(&port);
	char url[64];
	pid_t relay;

	(void)state;
	peer_serve(&server, NULL);
	snprintf(url, sizeof(url), "http://127.0.0.1:%u", port);
	relay = peer_fork();
	if (relay == 0) {
		relay_one(accept(listener, NULL, NULL), server.port, SIZE_MAX); /* health */
		relay_one(accept(listener, NULL, NULL), server.port, 300);      /* the message */
		for (;;)
			relay_one(accept(listener, NULL, NULL), server.port, SIZE_MAX);
	}
	close(listener);
	assert_int_equal(send_to(url, NULL, NULL, &out), 4);
	assert_int_equal(kept_messages(), 1);
	buf_clear(&out);
	assert_int_equal(peer_run(again, &out), 0);
	assert_true(peer_has(&out, "RR.ILSIM0000"));
	assert_int_equal(kept_messages(), 0);
	peer_ask(server.port, "GET /journal HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", &out);
	/* Those of the first test, and this one once. */
	assert_int_equal(peer_count(&out, "\"id\":"), 4);
	kill(relay, SIGKILL);
	waitpid(relay, NULL, 0);
	assert_int_equal(peer_end(&server, SIGTERM), 0);
	buf_free(&out);
}

/* A proxy passes on what is asked of it with a whole URL; here it answers itself. */
static void test_proxy(void **state)
{
	static const char *const answers[] = { HEALTH, "", NULL };
	struct fake proxy;
	struct buf out = { 0 };

	(void)state;
	fake_start(&proxy, answers);
	setenv("http_proxy", proxy.url, 1);
	setenv("NLETSCOPE_ALLOW_REMOTE", "yes", 1);
	/* Nobody is there: only through the proxy the message gets under way. */
	assert_int_equal(send_to("http://192.0.2.1:9", NULL, NULL, &out), 4);
	assert_int_equal(kept_messages(), 1);
	unsetenv("http_proxy");
	unsetenv("NLETSCOPE_ALLOW_REMOTE");
	fake_end(&proxy);
	forget_all();
	buf_free(&out);
}

static void test_durable(void **state)
{
	static const char *const durable[] = { "--durable", NULL };
	struct peer_server server;
	struct buf out = { 0 };

	(void)state;
	peer_serve(&server, durable);
	assert_int_equal(send_to(server.url, NULL, NULL, &out), 0);
	assert_true(peer_has(&out, "RR.ILSIM0000"));
	/* What was answered is in the journal, though the server had no time to end. */
	assert_int_equal(peer_end(&server, SIGKILL), 128 + SIGKILL);
	peer_serve(&server, durable);
	peer_ask(server.port, "GET /journal HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", &out);
	assert_true(peer_has(&out, "\"whole\":true"));
	assert_int_equal(peer_end(&server, SIGTERM), 0);
	buf_free(&out);
}

static void test_refused_here(void **state)
{
	static const char *const urls[] = { "http://192.0.2.1:9", "https://nletscope.invalid", "ftp://127.0.0.1",
					    "file:///etc/hosts", "http://a:b@127.0.0.1", "127.0.0.1",
					    "http://127.0.0.1:9/?x", "" };
	struct buf out = { 0 };

	(void)state;
	for (size_t i = 0; urls[i][0]; i++)
		if (send_to(urls[i], NULL, NULL, &out) != 2)
			fail_msg("%s: %s", urls[i], buf_text(&out));
	assert_int_equal(kept_messages(), 0);
	assert_int_equal(send_to("http://127.0.0.1:1", NULL, NULL, &out), 4);
	assert_int_equal(kept_messages(), 0);
	buf_free(&out);
}

/* Between the question and the answer the user gives up. */
static void test_cancelled(void **state)
{
	unsigned port;
	int listener = peer_listen(&port);
	struct buf out = { 0 };
	char url[64];
	pid_t child;
	int status, fd;

	(void)state;
	snprintf(url, sizeof(url), "http://127.0.0.1:%u", port);
	child = peer_fork();
	if (child == 0) {
		char program[4096];

		snprintf(program, sizeof(program), "%s/nletscope", getenv("top_builddir"));
		dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
		execl(program, program, "send", "--url", url, query, (char *)NULL);
		_exit(127);
	}
	answer_one(accept(listener, NULL, NULL), HEALTH);
	fd = accept(listener, NULL, NULL);
	assert_true(peer_read_until(fd, "Idempotency-Key: ", &out));
	kill(child, SIGINT);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 130);
	assert_int_equal(kept_messages(), 1);
	forget_all();
	close(fd);
	close(listener);
	buf_free(&out);
}

/* Runs a shell command in the home folder. */
static int shell(const char *command)
{
	struct buf line = { 0 };
	int status;

	buf_printf(&line, "cd %s && %s", home.folder, command);
	status = system(buf_text(&line));
	buf_free(&line);
	return status;
}

/* openssl's own server, which gives the file "health" as it is. */
static pid_t serve_tls(unsigned *port)
{
	char name[16];
	pid_t child;

	close(peer_listen(port));
	snprintf(name, sizeof(name), "%u", *port);
	child = peer_fork();
	if (child == 0) {
		int null = open("/dev/null", O_RDWR);

		if (chdir(home.folder) < 0)
			_exit(126);
		dup2(null, STDIN_FILENO);
		dup2(null, STDOUT_FILENO);
		dup2(null, STDERR_FILENO);
		execlp("openssl", "openssl", "s_server", "-quiet", "-accept", name, "-cert", "cert.pem",
		       "-key", "key.pem", "-HTTP", (char *)NULL);
		_exit(127);
	}
	return child;
}

static void test_tls(void **state)
{
	char certificate[100], file[100], url[64];
	struct buf out = { 0 };
	unsigned port;
	pid_t process;
	int status = 4;

	(void)state;
	if (shell("openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 3650 "
		  "-subj /CN=localhost -addext subjectAltName=DNS:localhost >/dev/null 2>&1") != 0) {
		print_message("skipped: there is no openssl to make a certificate with\n");
		skip();
	}
	snprintf(certificate, sizeof(certificate), "%s/cert.pem", home.folder);
	snprintf(file, sizeof(file), "%s/health", home.folder);
	assert_int_equal(io_write_file(file, STR(HEALTH)), 0);
	/* It takes no POST and says nothing to one. */
	setenv("NLETSCOPE_URL_TIMEOUT", "3", 1);
	process = serve_tls(&port);
	snprintf(url, sizeof(url), "https://localhost:%u", port);
	/* The message goes under way only behind a trusted certificate; here it is then lost. */
	for (int tries = 0; tries < 100 && kept_messages() == 0; tries++) {
		status = send_to(url, "--ca-file", certificate, &out);
		usleep(50000);
	}
	assert_int_equal(status, 4);
	assert_int_equal(kept_messages(), 1);
	forget_all();
	assert_int_equal(send_to(url, NULL, NULL, &out), 4);
	assert_true(peer_has(&out, "--ca-file"));
	assert_int_equal(kept_messages(), 0);
	/* The right certificate for another name. */
	snprintf(url, sizeof(url), "https://127.0.0.1:%u", port);
	assert_int_equal(send_to(url, "--ca-file", certificate, &out), 4);
	assert_int_equal(kept_messages(), 0);
	unsetenv("NLETSCOPE_URL_TIMEOUT");
	kill(process, SIGKILL);
	waitpid(process, NULL, 0);
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_as_in_process),
		cmocka_unit_test(test_other_servers),
		cmocka_unit_test(test_lost_answer),
		cmocka_unit_test(test_refused_here),
		cmocka_unit_test(test_cancelled),
		cmocka_unit_test(test_tls),
		cmocka_unit_test(test_same_hops),
		cmocka_unit_test(test_proxy),
		cmocka_unit_test(test_durable),
	};

	return cmocka_run_group_tests(tests, make_home, remove_home);
}
