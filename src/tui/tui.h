/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screens. The only layer that knows curses. */
#ifndef TUI_TUI_H
#define TUI_TUI_H

#include <stdbool.h>

struct app_session;

enum tui_colour {
	TUI_COLOUR_AUTO,   /* NO_COLOR, CLICOLOR_FORCE, then what the terminal can */
	TUI_COLOUR_ALWAYS,
	TUI_COLOUR_NEVER,
};

struct tui_options {
	enum tui_colour colour;
	bool mouse;
	const char *script; /* file of keys and :commands to play first, or NULL */
	const char *key;    /* message key whose form is opened first, or NULL */
};

/* Runs the screens until the user leaves. The session stays the caller's.
 * Returns the program's exit status: 0; 2 when there is no usable terminal or
 * the script cannot be read (the reason is on stderr); 1 when a line of the
 * script failed; 70 when memory is out; 128 + signal. */
int tui_run(struct app_session *session, const struct tui_options *options);

#endif
