/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screens. The only layer that knows curses. */
#ifndef TUI_TUI_H
#define TUI_TUI_H

#include "app/completion_words.h"

/* A verb of the shell, which the command line of the screens runs too. */
struct tui_verb {
	const char *name, *operands;
	const char *summary; /* in English */
};

/* Adds what may stand next on a line of the shell; see cli_complete(). */
typedef int tui_complete(struct app_session *session, const struct str *words, size_t count,
			 struct str start, struct arena *arena, app_completions *out);

struct tui_options {
	const char *script; /* file of keys and :commands to play first, or NULL */
	const char *key;    /* message key whose form is opened first, or NULL */
	const struct tui_verb *verbs;
	size_t verb_count;
	tui_complete *complete; /* may be NULL */
};

/* Puts the terminal back as it was; async-signal-safe, for io_crash_set_restore().
 * Does nothing while no screens run. */
void tui_restore(void);

/* Runs the screens until the user leaves. The session stays the caller's; colour
 * and mouse are its settings.
 * Returns the program's exit status: 0; 2 when there is no usable terminal or
 * the script cannot be read (the reason is on stderr); 1 when a line of the
 * script failed; 70 when memory is out; 128 + signal. */
int tui_run(struct app_session *session, const struct tui_options *options);

#endif
