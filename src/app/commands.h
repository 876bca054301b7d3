/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every action of the screens, as a table: dispatch, the command line, the menu,
 * the key bar and the help screen all read it. */
#ifndef APP_COMMANDS_H
#define APP_COMMANDS_H

#include "base/str.h"

enum app_command {
#define APP_COMMAND(id, name, group, label, argument, help) APP_CMD_##id,
#include "app/commands.def"
#undef APP_COMMAND
	APP_CMD_COUNT,
	APP_CMD_NONE = APP_CMD_COUNT
};

/* The menus, in the order of the menu bar. */
#define APP_COMMAND_GROUPS(X)               \
	X(SCREEN, N_("Screen"))             \
	X(MESSAGE, N_("Message"))           \
	X(DISCLOSURE, N_("Disclosure"))     \
	X(MOVE, N_("Move"))                 \
	X(PROGRAM, N_("Program"))

enum app_command_group {
#define APP_X(id, label) APP_GROUP_##id,
	APP_COMMAND_GROUPS(APP_X)
#undef APP_X
	APP_GROUP_COUNT
};

struct app_command_row {
	const char *name;
	enum app_command_group group;
	const char *label;    /* English, N_() */
	const char *argument; /* "" for none */
	const char *help;     /* English, N_() */
};

/* What a handler wants to happen next; the main loop does it. */
enum {
	APP_REDRAW = 1,   /* present and paint again */
	APP_RELAYOUT = 2, /* panes moved: clear and do all again */
	APP_QUIT = 4,
};

/* The row of a command; NULL for APP_CMD_NONE. */
const struct app_command_row *app_command(enum app_command command);
const char *app_command_group_label(enum app_command_group group);
/* The command of that name, or APP_CMD_NONE. */
enum app_command app_command_by_name(struct str name);
/* The next command after `after` (APP_CMD_NONE: from the start) whose name begins
 * so, or APP_CMD_NONE. */
enum app_command app_command_complete(struct str start, enum app_command after);

#endif
