/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program on a terminal of its own: a pty with libvterm behind it.
 *
 * The program says when it sleeps by writing a NUL to the terminal
 * (NLETSCOPE_TEST_IDLE_FD), so a test waits for that and for nothing else. */
#ifndef TESTS_SCREENS_SCREEN_H
#define TESTS_SCREENS_SCREEN_H

#include "base/buf.h"

#include <sys/types.h>

struct test_screen;

/* Starts argv with the given environment (and nothing else) on a terminal of that
 * size. NULL when that fails. */
struct test_screen *test_screen_start(char *const argv[], char *const environment[], int lines,
				      int columns);
/* Waits until the program sleeps or has ended. False when it has ended, or has
 * said nothing for a minute. */
bool test_screen_wait(struct test_screen *screen);
/* Presses a key by its name in app/keys.h; false for an unknown one. */
bool test_screen_key(struct test_screen *screen, struct str key);
/* Presses and releases a mouse button, as xterm reports it in SGR mode (terminfo's kmous for xterm is
 * "\\E[<"): 0 the left one, 64 and 65 the wheel up and down;
 * then waits. False when the
 * program has not asked for the mouse. */
bool test_screen_press(struct test_screen *screen, int button, int line, int column);
void test_screen_type(struct test_screen *screen, struct str text);
void test_screen_resize(struct test_screen *screen, int lines, int columns);
void test_screen_signal(struct test_screen *screen, int number);
/* The screen as text, line by line without blanks at the ends, then the reversed
 * stretches and the cursor. */
void test_screen_read(struct test_screen *screen, struct buf *out);
/* Whether any cell has a colour. */
bool test_screen_coloured(struct test_screen *screen);
/* Whether the program left the terminal in its own screen (alternate buffer) and
 * whether the line discipline echoes again. */
bool test_screen_restored(struct test_screen *screen);
/* Ends the program if it still runs; returns its wait status. */
int test_screen_end(struct test_screen **screen);

#endif
