/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may follow a command on the command line. */
#ifndef TUI_COMPLETION_H
#define TUI_COMPLETION_H

#include "app/commands.h"
#include "app/session.h"

/* The values of that command's argument which begin so (letters match without
 * case), allocated in arena; at most TUI_COMPLETIONS. */
enum { TUI_COMPLETIONS = 256 };
size_t tui_complete_argument(struct app_session *session, enum app_command command,
			     struct str start, struct arena *arena, struct str **values);

#endif
