/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signals and crashes. Messages may hold personal data, so nothing of the
 * program's memory may reach a core dump, and a crash report names no content. */
#ifndef IO_CRASH_H
#define IO_CRASH_H

#include <stdbool.h>

/* Turns core dumps off and installs the handlers: a fatal signal restores the
 * terminal (see below), removes half-written files, and prints the program's
 * version, the signal and what to report; SIGINT, SIGTERM and SIGHUP restore,
 * remove and end the program by the same signal. SIGPIPE ends it quietly. */
void io_crash_install(void);

/* Called first by every handler; must be async-signal-safe. NULL: none. The
 * screens use it to leave curses. */
void io_crash_set_restore(void (*restore)(void));

/* Between begin and end the first SIGINT, SIGTERM or SIGHUP only sets a mark, so
 * that long work can be cancelled and tidied up; the end then lets the two latter
 * end the program after all. */
void io_interrupt_begin(void);
void io_interrupt_end(void);
bool io_interrupted(void);

#endif
