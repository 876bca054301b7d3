/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages a second over HTTP with many clients: "nletscope serve" beside a bare
 * libmicrohttpd handler that writes as many bytes a message to a journal of the same
 * kind, in as many rows and commits, and returns a fixed answer of the same size. One message is one query with its
 * one answer. Each client keeps its connection and asks again when it is answered.
 *
 * usage: bench/switch_http [NLETSCOPE [CLIENTS [MESSAGES]]]; exit status 0 whatever the
 * figures. */
#define _GNU_SOURCE
#include <config.h>

#include "base/alloc.h"
#include "base/buf.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SAMPLES = 40, ROUNDS = 3 };

static struct buf requests[SAMPLES];
static char folder[64];

static void must(bool holds, const char *what)
{
	if (holds)
		return;
	perror(what);
	exit(1);
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* What the command prints. */
static void output_of(const char *command, struct buf *out)
{
	FILE *pipe = popen(command, "r");
	char room[4096];
	size_t got;

	must(pipe != NULL, command);
	while ((got = fread(room, 1, sizeof(room), pipe)) > 0)
		buf_add(out, (struct str){ room, got });
	must(pclose(pipe) == 0, command);
}

static void make_requests(const char *program)
{
	static const char *const holders[] = { "IL", "WA", "AZ", "TX", "CA", "OH", "NY", "CO" };

	for (size_t i = 0; i < SAMPLES; i++) {
		struct buf command = { 0 }, query = { 0 };

		buf_printf(&command, "%s sample %s --holder %s --seed %zu", program, i % 2 ? "RQ" : "DQ",
			   holders[i % 8], i);
		output_of(buf_text(&command), &query);
		buf_printf(&requests[i],
			   "POST /messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
			   "Content-Length: %zu\r\n\r\n", query.len);
		buf_add(&requests[i], buf_str(&query));
		buf_free(&command);
		buf_free(&query);
	}
}

/* ---- the clients, all on one thread ---- */

struct client {
	int fd;
	double since;
	struct buf answer;
};

struct load {
	struct client *clients;
	size_t count;
	int epoll;
	double *latencies; /* seconds, of each message */
	size_t sent, done, wanted;
	size_t bytes;      /* of all bodies and headers received */
};

static void ask(struct load *load, struct client *client)
{
	struct buf *request = &requests[load->sent++ % SAMPLES];

	buf_clear(&client->answer);
	client->since = now();
	must(send(client->fd, request->ptr, request->len, MSG_NOSIGNAL) == (ssize_t)request->len, "send");
}

static bool is_whole(const struct buf *answer)
{
	struct str text = buf_str(answer);
	size_t head = str_find(text, STR("\r\n\r\n")), length;
	unsigned size;

	if (head == text.len)
		return false;
	length = str_find(str_sub(text, 0, head), STR("Content-Length: "));
	if (length == head)
		return str_ends(text, STR("\r\n0\r\n\r\n"));
	text = str_sub(text, length + 16, text.len - length - 16);
	return str_to_uint(str_sub(text, 0, str_find_char(text, '\r')), &size) &&
	       answer->len >= head + 4 + size;
}

static void hear(struct load *load, struct client *client)
{
	char room[16384];
	ssize_t got = read(client->fd, room, sizeof(room));

	must(got > 0, "the server hung up");
	buf_add(&client->answer, (struct str){ room, (size_t)got });
	if (!is_whole(&client->answer))
		return;
	must(str_starts(buf_str(&client->answer), STR("HTTP/1.1 200")), "no answer");
	load->bytes += client->answer.len;
	load->latencies[load->done++] = now() - client->since;
	if (load->sent < load->wanted)
		ask(load, client);
}

static void connect_all(struct load *load, unsigned port)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
				       .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };

	load->epoll = epoll_create1(EPOLL_CLOEXEC);
	for (size_t i = 0; i < load->count; i++) {
		struct client *client = &load->clients[i];
		struct epoll_event event = { .events = EPOLLIN, .data.ptr = client };

		client->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
		must(connect(client->fd, (const void *)&address, sizeof(address)) == 0, "connect");
		epoll_ctl(load->epoll, EPOLL_CTL_ADD, client->fd, &event);
	}
}

static int by_size(const void *a, const void *b)
{
	double one = *(const double *)a, other = *(const double *)b;

	return (one > other) - (one < other);
}

struct figures {
	double rate; /* messages a second */
	double cpu;  /* seconds of processor of the server, a message */
	double p50, p95, p99;
	size_t answer; /* mean bytes */
};

/* What the server has used so far: it has one thread, and no children. */
static double used_by(pid_t server)
{
	struct timespec used = { 0 };
	clockid_t clock;

	if (clock_getcpuclockid(server, &clock) != 0 || clock_gettime(clock, &used) != 0)
		return 0;
	return (double)used.tv_sec + (double)used.tv_nsec / 1e9;
}

static struct figures run_load(pid_t server, unsigned port, size_t clients, size_t messages)
{
	struct load load = { .count = clients, .wanted = messages };
	struct epoll_event events[64];
	struct figures figures;
	double start, used;

	load.clients = calloc(clients, sizeof(*load.clients));
	load.latencies = calloc(messages, sizeof(*load.latencies));
	must(load.clients && load.latencies, "memory");
	connect_all(&load, port);
	start = now();
	used = used_by(server);
	for (size_t i = 0; i < clients && load.sent < messages; i++)
		ask(&load, &load.clients[i]);
	while (load.done < messages) {
		int ready = epoll_wait(load.epoll, events, 64, -1);

		for (int i = 0; i < ready; i++)
			hear(&load, events[i].data.ptr);
	}
	figures.rate = (double)messages / (now() - start);
	figures.cpu = (used_by(server) - used) / (double)messages;
	qsort(load.latencies, messages, sizeof(double), by_size);
	figures.p50 = load.latencies[messages / 2];
	figures.p95 = load.latencies[messages * 95 / 100];
	figures.p99 = load.latencies[messages * 99 / 100];
	figures.answer = load.bytes / messages;
	for (size_t i = 0; i < clients; i++) {
		close(load.clients[i].fd);
		buf_free(&load.clients[i].answer);
	}
	close(load.epoll);
	free(load.clients);
	free(load.latencies);
	return figures;
}

/* ---- the two servers ---- */

static unsigned read_port(int fd)
{
	char line[128];
	size_t len = 0;

	while (len + 1 < sizeof(line) && read(fd, line + len, 1) == 1 && line[len] != '\n')
		len++;
	line[len] = '\0';
	close(fd);
	while (len && line[len - 1] != ':')
		len--;
	return (unsigned)strtoul(line + len, NULL, 10);
}

static pid_t start_nletscope(const char *program, const char *journal, unsigned *port)
{
	int ends[2];
	pid_t child;

	must(pipe(ends) == 0, "pipe");
	child = fork();
	if (child == 0) {
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		execl(program, program, "serve", "--quiet", "--port", "0", "--journal-file", journal,
		      (char *)NULL);
		_exit(127);
	}
	close(ends[1]);
	*port = read_port(ends[0]);
	must(*port != 0, "nletscope serve");
	return child;
}

enum { HOPS = 4, MOST_CLIENTS = 4096 };

/* The bare handler: one thread and one loop too. As in the journal a message is
 * committed before it is handled, its hops afterwards, each commit shared by all that
 * came in one round, and nothing is said before. */
struct bare {
	sqlite3 *db;
	sqlite3_stmt *message, *hop, *begin, *commit;
	struct buf row, answer;
	struct MHD_Connection *waiting[MOST_CLIENTS];
	size_t count;
};

static void step(sqlite3_stmt *statement)
{
	must(sqlite3_step(statement) == SQLITE_DONE, "sqlite");
	sqlite3_reset(statement);
}

/* One part of five: the message as it came, and each of its hops. */
static void write_row(struct bare *bare, sqlite3_stmt *insert)
{
	sqlite3_bind_blob(insert, 1, bare->row.ptr, (int)bare->row.len / (1 + HOPS), SQLITE_STATIC);
	step(insert);
}

static enum MHD_Result bare_answer(void *context, struct MHD_Connection *connection, const char *url,
				   const char *method, const char *version, const char *upload,
				   size_t *size, void **state)
{
	struct bare *bare = context;
	struct MHD_Response *response;
	enum MHD_Result result;

	(void)url, (void)method, (void)version, (void)upload;
	if (!*state || *size) {
		*state = bare;
		*size = 0;
		return MHD_YES;
	}
	if (*state == bare) { /* to be heard again when the round is committed */
		*state = connection;
		if (!bare->count)
			step(bare->begin);
		write_row(bare, bare->message);
		bare->waiting[bare->count++] = connection;
		MHD_suspend_connection(connection);
		return MHD_YES;
	}
	response = MHD_create_response_from_buffer(bare->answer.len, bare->answer.ptr,
						   MHD_RESPMEM_PERSISTENT);
	MHD_add_response_header(response, "Content-Type", "text/plain");
	result = MHD_queue_response(connection, 200, response);
	MHD_destroy_response(response);
	return result;
}

static void bare_round(struct bare *bare)
{
	if (!bare->count)
		return;
	step(bare->commit);
	step(bare->begin);
	for (size_t i = 0; i < bare->count * HOPS; i++)
		write_row(bare, bare->hop);
	step(bare->commit);
	for (size_t i = 0; i < bare->count; i++)
		MHD_resume_connection(bare->waiting[i]);
	bare->count = 0;
}

static void bare_serve(struct bare *bare, int listener)
{
	struct MHD_Daemon *daemon = MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL,
						     NULL, bare_answer, bare,
						     MHD_OPTION_LISTEN_SOCKET, listener, MHD_OPTION_END);
	struct pollfd wait = { .events = POLLIN };
	bool woken = false;

	must(daemon != NULL, "MHD_start_daemon");
	wait.fd = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
	for (;;) {
		MHD_UNSIGNED_LONG_LONG timeout;
		bool soon = MHD_get_timeout(daemon, &timeout) == MHD_YES;

		poll(&wait, 1, woken ? 0 : soon ? (int)timeout : -1);
		MHD_run(daemon);
		woken = bare->count > 0;
		bare_round(bare);
	}
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *made = NULL;

	must(sqlite3_prepare_v2(db, sql, -1, &made, NULL) == SQLITE_OK, "sqlite");
	return made;
}

static void bare_open(struct bare *bare, const char *journal)
{
	must(sqlite3_open(journal, &bare->db) == SQLITE_OK, "sqlite");
	sqlite3_exec(bare->db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
			       "PRAGMA wal_autocheckpoint = 8000;"
			       "CREATE TABLE message (id INTEGER PRIMARY KEY, bytes BLOB);"
			       "CREATE TABLE hop (id INTEGER PRIMARY KEY, bytes BLOB)",
		     NULL, NULL, NULL);
	bare->begin = prepare(bare->db, "BEGIN IMMEDIATE");
	bare->commit = prepare(bare->db, "COMMIT");
	bare->message = prepare(bare->db, "INSERT INTO message (bytes) VALUES (?)");
	bare->hop = prepare(bare->db, "INSERT INTO hop (bytes) VALUES (?)");
}

static pid_t start_bare(const char *journal, size_t row, size_t answer, unsigned *port)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof(address);
	int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	struct bare bare = { 0 };
	pid_t child;

	must(bind(listener, (const void *)&address, size) == 0 && listen(listener, SOMAXCONN) == 0 &&
		     getsockname(listener, (void *)&address, &size) == 0, "listen");
	*port = ntohs(address.sin_port);
	child = fork();
	if (child)
		return close(listener), child;
	bare_open(&bare, journal);
	buf_add_repeat(&bare.row, 'x', row);
	buf_add_repeat(&bare.answer, 'x', answer);
	bare_serve(&bare, listener);
	_exit(0);
}

static void end(pid_t process, int number)
{
	kill(process, number);
	waitpid(process, NULL, 0);
}

static size_t file_size(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 ? (size_t)about.st_size : 0;
}

static void report(const char *name, const struct figures *figures)
{
	printf("%-12s %8.0f messages/s   %4.0f us of CPU each   p50 %6.2f  p95 %6.2f  p99 %6.2f ms   %zu bytes an answer\n", name,
	       figures->rate, figures->cpu * 1e6, figures->p50 * 1e3, figures->p95 * 1e3, figures->p99 * 1e3,
	       figures->answer);
}

/* Of the rounds the fastest, and the least of the processor's time. */
static struct figures best(struct figures a, struct figures b)
{
	struct figures better = a.rate >= b.rate ? a : b;

	if (a.rate > 0 && b.rate > 0)
		better.cpu = a.cpu <= b.cpu ? a.cpu : b.cpu;
	return better;
}

static void measure(const char *program, size_t clients, size_t messages)
{
	struct figures ours = { 0 }, bare = { 0 };
	char path[128];
	unsigned port;

	for (int round = 0; round < ROUNDS; round++) {
		size_t row;
		pid_t server;

		snprintf(path, sizeof(path), "%s/journal-%d.db", folder, round);
		server = start_nletscope(program, path, &port);
		ours = best(ours, run_load(server, port, clients, messages));
		end(server, SIGTERM);
		row = file_size(path) / messages;
		snprintf(path, sizeof(path), "%s/bare-%d.db", folder, round);
		server = start_bare(path, row, ours.answer, &port);
		bare = best(bare, run_load(server, port, clients, messages));
		end(server, SIGKILL);
		if (round == 0)
			printf("%zu clients, %zu messages, %zu bytes of journal a message, best of %d\n",
			       clients, messages, row, ROUNDS);
	}
	report("nletscope", &ours);
	report("bare", &bare);
	printf("ratio %.2f by the clock, %.2f by the processor's time (aim: 0.5)\n",
	       ours.rate / bare.rate, bare.cpu / ours.cpu);
}

static void remove_folder(void)
{
	char command[128];

	snprintf(command, sizeof(command), "rm -rf %s", folder);
	if (system(command) != 0)
		perror(folder);
}

int main(int argc, char **argv)
{
	const char *program = argc > 1 ? argv[1] : "./nletscope";
	size_t clients = argc > 2 ? strtoul(argv[2], NULL, 10) : 64;
	size_t messages = argc > 3 ? strtoul(argv[3], NULL, 10) : 20000;

	snprintf(folder, sizeof(folder), "/tmp/nletscope-bench-XXXXXX");
	must(mkdtemp(folder) != NULL, "mkdtemp");
	setenv("HOME", folder, 1);
	atexit(remove_folder);
	make_requests(program);
	must(clients <= MOST_CLIENTS, "too many clients");
	measure(program, clients ? clients : 1, messages ? messages : 1);
	return 0;
}
