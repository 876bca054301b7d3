/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "io/child.h"

#include "nlets/error.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ASK_EVERY = 100, /* milliseconds */ NOT_STARTED = 127 };

/* In the new process. The screens block signals; the verb must not inherit that. */
static void become(const struct io_child *child, int out)
{
	int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
	sigset_t none;

	sigemptyset(&none);
	if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
	    dup2(out, STDERR_FILENO) < 0)
		_exit(NOT_STARTED);
	for (size_t i = 0; child->environment[i]; i++)
		putenv(child->environment[i]);
	sigprocmask(SIG_SETMASK, &none, NULL);
	execv("/proc/self/exe", child->arguments);
	_exit(NOT_STARTED);
}

/* Takes what is there. Returns the bytes read, 0 at the end, or a negative error. */
static ssize_t take(struct io_child *child, int fd, size_t room, struct buf *out)
{
	char chunk[16384];
	ssize_t got = read(fd, chunk, sizeof(chunk));

	if (got < 0)
		return errno == EINTR ? 1 : NLETS_E_UNREADABLE;
	if ((size_t)got > room) {
		child->cut = true;
		got = (ssize_t)room;
	}
	buf_add(out, (struct str){ chunk, (size_t)got });
	return out->failed ? NLETS_E_MEMORY : got;
}

static int read_output(struct io_child *child, int fd, struct buf *out)
{
	struct pollfd input = { fd, POLLIN, 0 };
	size_t start = out->len;

	while (!child->cut && !child->cancelled) {
		int ready = poll(&input, 1, ASK_EVERY);

		if (ready < 0 && errno != EINTR)
			return NLETS_E_UNREADABLE;
		if (ready == 0)
			child->cancelled = child->cancel && child->cancel(child->context);
		if (ready > 0) {
			ssize_t got = take(child, fd, child->limit - (out->len - start), out);

			if (got < 0)
				return (int)got;
			if (got == 0)
				return 0;
		}
	}
	return 0;
}

/* Waits until it has ended. */
static int reap(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return NOT_STARTED;
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int io_child_run(struct io_child *child, struct buf *out)
{
	int ends[2], result;
	pid_t pid;

	child->cut = child->cancelled = false;
	if (pipe2(ends, O_CLOEXEC) < 0)
		return NLETS_E_UNREADABLE;
	pid = fork();
	if (pid == 0)
		become(child, ends[1]);
	close(ends[1]);
	result = pid < 0 ? NLETS_E_UNREADABLE : read_output(child, ends[0], out);
	close(ends[0]);
	if (pid < 0)
		return result;
	if (result < 0 || child->cut || child->cancelled)
		kill(pid, SIGTERM);
	child->status = reap(pid);
	return result;
}
