/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "tests/net/peer.h"

#include "io/tree.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

/* A failure here is one of the test's surroundings. */
static void must(bool holds, const char *what)
{
	if (holds)
		return;
	perror(what);
	abort();
}

const char peer_query[] = "RQ.AZSIM0001.IL.TXT\r\nLIC/SIM1.LIY/2026.LIT/PC";

/* A test that hangs ends some day, and what it started ends with it. */
enum { MOST_SECONDS = 900 };

void peer_home_make(struct peer_home *home)
{
	/* A shell starts what runs in its background deaf to Ctrl-C, and what that starts
	 * inherits it; the servers here must hear it. */
	signal(SIGINT, SIG_DFL);
	alarm(MOST_SECONDS);
	snprintf(home->folder, sizeof(home->folder), "/tmp/nletscope-test-XXXXXX");
	must(mkdtemp(home->folder) != NULL, "mkdtemp");
	peer_home_use(home->folder);
}

void peer_home_use(const char *folder)
{
	setenv("HOME", folder, 1);
	setenv("NLETSCOPE_PEOPLE", "300", 1);
	setenv("NLETSCOPE_NOW", "2026-01-15T08:00:00Z", 1);
	setenv("LC_ALL", "C", 1);
	unsetenv("XDG_STATE_HOME");
	unsetenv("XDG_DATA_HOME");
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("http_proxy");
	unsetenv("https_proxy");
	unsetenv("all_proxy");
	unsetenv("ALL_PROXY");
}

void peer_home_remove(struct peer_home *home)
{
	io_tree_remove(home->folder);
}

pid_t peer_fork(void)
{
	pid_t parent = getpid(), child = fork();

	must(child >= 0, "fork");
	if (child)
		return child;
#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
	if (getppid() != parent)
		_exit(126);
	return 0;
}

enum { MOST_ARGUMENTS = 20 };

static pid_t start(const char *first, const char *const *arguments, int out, bool errors_too)
{
	char program[4096], *words[MOST_ARGUMENTS + 3];
	size_t count = 0;
	pid_t child;

	snprintf(program, sizeof(program), "%s/nletscope", getenv("top_builddir"));
	words[count++] = program;
	if (first)
		words[count++] = (char *)(size_t)first;
	for (size_t i = 0; arguments && arguments[i] && count < MOST_ARGUMENTS; i++)
		words[count++] = (char *)(size_t)arguments[i];
	words[count] = NULL;
	child = peer_fork();
	if (child == 0) {
		dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
		dup2(out, STDOUT_FILENO);
		if (errors_too)
			dup2(out, STDERR_FILENO);
		execv(program, words);
		_exit(127);
	}
	return child;
}

static void make_pipe(int ends[2])
{
	must(pipe(ends) == 0, "pipe");
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
}

void peer_serve(struct peer_server *server, const char *const *arguments)
{
	const char *words[MOST_ARGUMENTS] = { "--quiet", "--port", "0" };
	struct buf line = { 0 };
	size_t colon;
	int ends[2];

	for (size_t i = 0; arguments && arguments[i]; i++)
		words[3 + i] = arguments[i];
	make_pipe(ends);
	server->process = start("serve", words, ends[1], false);
	close(ends[1]);
	must(peer_read_until(ends[0], "\n", &line), "serve says no address");
	close(ends[0]);
	line.len--;
	snprintf(server->url, sizeof(server->url), "%s", buf_text(&line));
	for (colon = line.len; colon > 0 && line.ptr[colon - 1] != ':'; colon--)
		;
	server->port = (unsigned)strtoul(line.ptr + colon, NULL, 10);
	buf_free(&line);
}

static int status_of(pid_t process)
{
	int status;

	must(waitpid(process, &status, 0) == process, "waitpid");
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int peer_end(struct peer_server *server, int number)
{
	kill(server->process, number);
	return status_of(server->process);
}

int peer_run(const char *const *arguments, struct buf *out)
{
	int ends[2];
	pid_t child;

	make_pipe(ends);
	child = start(NULL, arguments, ends[1], true);
	close(ends[1]);
	peer_read_all(ends[0], out);
	close(ends[0]);
	return status_of(child);
}

static struct sockaddr_in loopback(unsigned port)
{
	return (struct sockaddr_in){ .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
				     .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
}

int peer_connect(unsigned port)
{
	struct sockaddr_in address = loopback(port);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	must(fd >= 0 && connect(fd, (const void *)&address, sizeof(address)) == 0, "connect");
	return fd;
}

void peer_write(int fd, struct str bytes)
{
	while (bytes.len) {
		ssize_t done = send(fd, bytes.ptr, bytes.len, MSG_NOSIGNAL);

		if (done <= 0)
			return;
		bytes = str_sub(bytes, (size_t)done, bytes.len - (size_t)done);
	}
}

static bool read_more(int fd, struct buf *out)
{
	char room[4096];
	ssize_t got = read(fd, room, sizeof(room));

	if (got > 0)
		buf_add(out, (struct str){ room, (size_t)got });
	return got > 0;
}

void peer_read_all(int fd, struct buf *out)
{
	while (read_more(fd, out))
		;
}

bool peer_read_until(int fd, const char *text, struct buf *out)
{
	while (!peer_has(out, text))
		if (!read_more(fd, out))
			return false;
	return true;
}

void peer_ask(unsigned port, const char *request, struct buf *out)
{
	int fd = peer_connect(port);

	buf_clear(out);
	peer_write(fd, str_from(request));
	peer_read_all(fd, out);
	close(fd);
}

int peer_listen(unsigned *port)
{
	struct sockaddr_in address = loopback(0);
	socklen_t size = sizeof(address);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	must(fd >= 0 && bind(fd, (const void *)&address, size) == 0 && listen(fd, 16) == 0 &&
		     getsockname(fd, (void *)&address, &size) == 0, "listen");
	*port = ntohs(address.sin_port);
	return fd;
}

bool peer_has(const struct buf *text, const char *part)
{
	return str_find(buf_str(text), str_from(part)) < text->len;
}

size_t peer_count(const struct buf *text, const char *part)
{
	struct str rest = buf_str(text), wanted = str_from(part);
	size_t count = 0, at;

	while ((at = str_find(rest, wanted)) < rest.len) {
		count++;
		rest = str_sub(rest, at + wanted.len, rest.len - at - wanted.len);
	}
	return count;
}

void peer_post(struct buf *out, const char *type, const char *more_headers, const char *body)
{
	buf_clear(out);
	buf_printf(out, "POST /messages HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
			"Content-Type: %s\r\nContent-Length: %zu\r\n%s\r\n%s",
		   type, strlen(body), more_headers, body);
}
