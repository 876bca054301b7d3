/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast the screens are, beside two others on the same kind of terminal in the
 * same run: a bare ncurses hello (this program itself) and tig as a pager.
 *
 *   start        from fork to the last byte of the first screen
 *   key          from a key to the end of the repaint it causes
 *   idle         processor time and wakings during two seconds without a key
 *
 * usage: bench/start [NLETSCOPE] [RUNS]; exit status 0 whatever the figures. */
#include <config.h>

#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <curses.h>

enum { LINES_SHOWN = 40, COLUMNS_SHOWN = 120, QUIET_MS = 120, KEYS = 100, MOST_RUNS = 101 };

struct child {
	pid_t pid;
	int fd;
	double started;
};

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *values, size_t count)
{
	qsort(values, count, sizeof(*values), compare);
	return count ? values[count / 2] : 0;
}

static int hello(void)
{
	setlocale(LC_ALL, "");
	initscr();
	cbreak();
	noecho();
	printw("hello");
	refresh();
	getch();
	endwin();
	return 0;
}

static struct child start(char *const argv[], const char *input)
{
	struct winsize size = { LINES_SHOWN, COLUMNS_SHOWN, 0, 0 };
	struct child child = { .started = now_ms() };

	child.pid = forkpty(&child.fd, NULL, NULL, &size);
	if (child.pid == 0) {
		int file = input ? open(input, O_RDONLY) : -1;

		if (file >= 0)
			dup2(file, STDIN_FILENO);
		execvp(argv[0], argv);
		_exit(127);
	}
	return child;
}

static void end(struct child *child)
{
	kill(child->pid, SIGKILL);
	waitpid(child->pid, NULL, 0);
	close(child->fd);
}

/* Reads until nothing comes for `quiet` ms, or (with `marked`) until the NUL that
 * says the program sleeps. Returns the time of the last byte drawn, 0 when none was. */
static double read_burst(struct child *child, int quiet, bool marked, size_t *bytes)
{
	struct pollfd ready = { child->fd, POLLIN, 0 };
	double last = 0;
	char part[65536];

	while (poll(&ready, 1, quiet) > 0) {
		ssize_t got = read(child->fd, part, sizeof(part));

		if (got <= 0)
			break;
		if (got > 1 || part[0])
			last = now_ms();
		*bytes += (size_t)got;
		if (marked && memchr(part, 0, (size_t)got))
			break;
	}
	return last;
}

static double first_screen(char *const argv[], const char *input, size_t *bytes)
{
	struct child child = start(argv, input);
	double last;

	*bytes = 0;
	last = read_burst(&child, QUIET_MS, false, bytes);
	end(&child);
	return last > 0 ? last - child.started : 0;
}

static void report_keys(const char *what, struct child *child, const char *const keys[2])
{
	double times[KEYS], middle;
	size_t bytes = 0;

	for (size_t i = 0; i < KEYS; i++) {
		double sent = now_ms();

		if (write(child->fd, keys[i % 2], strlen(keys[i % 2])) < 0)
			return;
		times[i] = read_burst(child, 2000, true, &bytes) - sent;
		times[i] = times[i] < 0 ? 0 : times[i];
	}
	middle = median(times, KEYS); /* and sorts them */
	printf("key    %-34s median %6.2f ms  worst %6.2f ms\n", what, middle, times[KEYS - 1]);
}

/* Processor time (clock ticks) and wakings so far; false where /proc has neither. */
static bool usage(pid_t pid, unsigned long *ticks, unsigned long *wakings)
{
	char name[64], line[1024];
	unsigned long user, kernel;
	FILE *file;
	bool found = false;

	snprintf(name, sizeof(name), "/proc/%d/stat", (int)pid);
	file = fopen(name, "r");
	if (!file)
		return false;
	if (fgets(line, sizeof(line), file)) {
		char *field = strrchr(line, ')');

		for (int i = 0; field && i < 12; i++)
			field = strchr(field + 1, ' ');
		if (field) {
			user = strtoul(field, &field, 10);
			kernel = strtoul(field, NULL, 10);
			*ticks = user + kernel;
			found = true;
		}
	}
	fclose(file);
	snprintf(name, sizeof(name), "/proc/%d/status", (int)pid);
	file = fopen(name, "r");
	while (file && fgets(line, sizeof(line), file))
		if (!strncmp(line, "voluntary_ctxt_switches:", 24))
			*wakings = strtoul(line + 24, NULL, 10);
	if (file)
		fclose(file);
	return found;
}

static void report_idle(struct child *child)
{
	unsigned long ticks[2] = { 0 }, wakings[2] = { 0 };
	struct timespec two = { 2, 0 };
	size_t bytes = 0;

	read_burst(child, QUIET_MS, false, &bytes);
	bytes = 0;
	if (!usage(child->pid, &ticks[0], &wakings[0]))
		return;
	nanosleep(&two, NULL);
	usage(child->pid, &ticks[1], &wakings[1]);
	read_burst(child, 1, false, &bytes);
	printf("idle   two seconds: %lu clock ticks of processor time, %lu wakings, %zu bytes drawn\n",
	       ticks[1] - ticks[0], wakings[1] - wakings[0], bytes);
}

static void measure_nletscope(char *program)
{
	static const char *const moves[2] = { "\033OB", "\033OA" };
	static const char *const typing[2] = { "A", "\177" };
	static const char query[] = "IL WA NY CA TX\t\t\t\tSIM1\t2026\tPC";
	char *const argv[] = { program, NULL };
	struct child child;
	size_t bytes = 0;

	setenv("NLETSCOPE_TEST_IDLE_FD", "1", 1);
	child = start(argv, NULL);
	read_burst(&child, 5000, true, &bytes);
	report_keys("a row down or up in the catalogue", &child, moves);
	if (write(child.fd, "\r", 1) == 1)
		read_burst(&child, 5000, true, &bytes);
	if (write(child.fd, query, sizeof(query) - 1) > 0)
		read_burst(&child, QUIET_MS, false, &bytes);
	report_keys("a letter in a query to five states", &child, typing);
	report_idle(&child);
	end(&child);
	unsetenv("NLETSCOPE_TEST_IDLE_FD");
}

struct program {
	const char *name;
	char *const *argv;
	const char *input;
	double times[MOST_RUNS];
	size_t bytes;
};

static void measure_starts(struct program *programs, size_t count, size_t runs)
{
	double base = 0;

	/* in turn, so that whatever else the machine does meets all alike */
	for (size_t run = 0; run < runs; run++)
		for (size_t i = 0; i < count; i++)
			programs[i].times[run] =
				first_screen(programs[i].argv, programs[i].input, &programs[i].bytes);
	for (size_t i = 0; i < count; i++) {
		double middle = median(programs[i].times, runs);

		if (i == 0)
			base = middle;
		if (programs[i].bytes < 100 && i > 0)
			printf("start  %-12s not installed, or shows nothing\n", programs[i].name);
		else
			printf("start  %-12s median %6.1f ms  best %6.1f ms  %4.1f x hello\n",
			       programs[i].name, middle, programs[i].times[0], middle / base);
	}
}

int main(int argc, char **argv)
{
	char folder[] = "/tmp/nletscope-bench-XXXXXX", small[64];
	char *nletscope = argc > 1 ? argv[1] : (char[]){ "./nletscope" };
	char *const hello_argv[] = { argv[0], (char[]){ "--hello" }, NULL };
	char *const tig_argv[] = { (char[]){ "tig" }, NULL };
	char *const own_argv[] = { nletscope, NULL };
	size_t runs = argc > 2 ? strtoul(argv[2], NULL, 10) : 21;
	struct program programs[] = {
		{ .name = "hello", .argv = hello_argv },
		{ .name = "tig (pager)", .argv = tig_argv, .input = small },
		{ .name = "nletscope", .argv = own_argv },
	};
	FILE *file;

	if (argc == 2 && !strcmp(argv[1], "--hello"))
		return hello();
	if (runs < 1 || runs > MOST_RUNS || !mkdtemp(folder))
		return 2;
	snprintf(small, sizeof(small), "%s/small.txt", folder);
	file = fopen(small, "w");
	for (int i = 0; file && i < 60; i++)
		fprintf(file, "line %d of a small file, as a pager would show it\n", i);
	if (file)
		fclose(file);
	setenv("TERM", "xterm", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("XDG_STATE_HOME", folder, 1);
	setenv("XDG_DATA_HOME", folder, 1);
	measure_starts(programs, 3, runs);
	measure_nletscope(nletscope);
	printf("terminal of %d by %d; %zu starts each, in turn\n", COLUMNS_SHOWN, LINES_SHOWN, runs);
	remove(small);
	snprintf(small, sizeof(small), "rm -rf '%s'", folder);
	return system(small) == 0 ? 0 : 1;
}
