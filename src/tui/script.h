/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scripts of keys and commands, for tests and reports of faults.
 *
 * One step a line: ":save-screen FILE" or any other command, "type TEXT" for
 * text, "# ..." for a remark, otherwise names of keys separated by blanks. */
#ifndef TUI_SCRIPT_H
#define TUI_SCRIPT_H

#include "tui/view.h"

struct tui_script {
	struct buf text;
};

/* Reads the file; -1 with the reason on stderr. */
int tui_script_read(const char *file, struct tui_script *script);
/* Plays all steps, painting after each; returns the bits of the last. A command
 * that does not exist sets tui->status to 1. */
int tui_script_play(const struct tui_script *script, struct tui *tui);
void tui_script_free(struct tui_script *script);

#endif
