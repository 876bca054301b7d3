/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terminal: into curses and out of it again whatever happens, keys by name,
 * signals, and waiting without using the processor. */
#ifndef TUI_TERMINAL_H
#define TUI_TERMINAL_H

#include "tui/view.h"

/* Starts curses. Returns 0, or -1 with the reason on stderr. */
int tui_terminal_start(struct tui *tui);
void tui_terminal_stop(void);

/* Reads the next key that is already there: its name, as in app/keys.h, goes to
 * *key (valid until the next call). False when there is none. */
bool tui_terminal_key(struct str *key);

/* What the mouse did, when the key was "Mouse": where, and -1 or 1 for its wheel.
 * False when it was nothing of ours. */
bool tui_terminal_mouse(size_t *line, size_t *column, int *wheel);

/* What woke the program. */
enum tui_wake {
	TUI_WAKE_KEY,
	TUI_WAKE_RESIZE,
	TUI_WAKE_SIGNAL, /* asked to leave: tui_terminal_signal() says by what */
	TUI_WAKE_CLOSED, /* the terminal is gone */
};
/* Blocks until there is something to do. */
enum tui_wake tui_terminal_wait(void);
/* Lets signals in without waiting: during long work. */
void tui_terminal_poll(void);
/* The signal that asks the program to leave, or 0. */
int tui_terminal_signal(void);
/* Takes the terminal's present size over. */
void tui_terminal_resize(struct tui *tui);
void tui_terminal_suspend(void);
/* Hands text to the terminal's own clipboard (OSC 52); it may ignore that. */
void tui_terminal_copy(struct str text);

#endif
