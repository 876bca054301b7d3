/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "io/crash.h"

#include "base/str.h"
#include "io/file.h"

#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

static void (*volatile restore_terminal)(void);
static volatile sig_atomic_t deferring;
static volatile sig_atomic_t interrupted;

/* Only async-signal-safe calls here and in the handlers. */
static void say(const char *text)
{
	ssize_t ignored = write(STDERR_FILENO, text, strlen(text));

	(void)ignored;
}

static void clean_up(void)
{
	void (*restore)(void) = restore_terminal;

	restore_terminal = NULL;
	if (restore)
		restore();
	io_writer_remove_open();
}

static const char *signal_text(int number)
{
	switch (number) {
	case SIGSEGV:
		return "SIGSEGV";
	case SIGBUS:
		return "SIGBUS";
	case SIGFPE:
		return "SIGFPE";
	case SIGILL:
		return "SIGILL";
	default:
		return "SIGABRT";
	}
}

/* Ends with status 70 (EX_SOFTWARE): the internal fault of the exit codes. */
static void on_fault(int number)
{
	clean_up();
	say("\n" PACKAGE_STRING ": internal fault (");
	say(signal_text(number));
	say(").\nPlease report this: the version above, the command or the keys that led here, and the\n"
	    "message's key. Do not send the message itself if it came from a real system.\n");
	_exit(70);
}

static void on_end(int number)
{
	if (deferring && number != SIGPIPE && !interrupted) {
		interrupted = number;
		return;
	}
	clean_up();
	signal(number, SIG_DFL);
	raise(number);
}

/* A sanitizer reports faults better than we do. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HANDLE_FAULTS false
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define HANDLE_FAULTS false
#endif
#ifndef HANDLE_FAULTS
#define HANDLE_FAULTS true
#endif

static void install(int number, void (*handler)(int), int flags)
{
	struct sigaction action = { .sa_handler = handler, .sa_flags = flags };

	sigemptyset(&action.sa_mask);
	sigaction(number, &action, NULL);
}

void io_crash_install(void)
{
	static const int faults[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };
	static const int ends[] = { SIGINT, SIGTERM, SIGHUP, SIGPIPE };
	const struct rlimit none = { 0, 0 };

	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	for (size_t i = 0; HANDLE_FAULTS && i < sizeof(faults) / sizeof(*faults); i++)
		install(faults[i], on_fault, (int)SA_RESETHAND);
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		struct sigaction old;

		/* A signal that was ignored when the program was started (nohup) stays so. */
		if (sigaction(ends[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
			install(ends[i], on_end, SA_NODEFER);
	}
}

void io_crash_set_restore(void (*restore)(void))
{
	restore_terminal = restore;
}

void io_interrupt_begin(void)
{
	interrupted = 0;
	deferring = 1;
}

void io_interrupt_end(void)
{
	deferring = 0;
	if (interrupted && interrupted != SIGINT)
		raise(interrupted);
}

bool io_interrupted(void)
{
	return interrupted != 0;
}
