/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/commands.h"

#include "base/i18n.h"

static const struct app_command_row rows[] = {
#define APP_COMMAND(id, name, group, label, argument, help) \
	{ name, APP_GROUP_##group, label, argument, help },
#include "app/commands.def"
#undef APP_COMMAND
};

const struct app_command_row *app_command(enum app_command command)
{
	return command < APP_CMD_COUNT ? &rows[command] : NULL;
}

const char *app_command_group_label(enum app_command_group group)
{
	static const char *const labels[] = {
#define APP_X(id, label) label,
		APP_COMMAND_GROUPS(APP_X)
#undef APP_X
	};

	return labels[group];
}

enum app_command app_command_by_name(struct str name)
{
	for (size_t i = 0; i < APP_CMD_COUNT; i++)
		if (str_eq(str_from(rows[i].name), name))
			return (enum app_command)i;
	return APP_CMD_NONE;
}

enum app_command app_command_complete(struct str start, enum app_command after)
{
	for (size_t i = after == APP_CMD_NONE ? 0 : (size_t)after + 1; i < APP_CMD_COUNT; i++)
		if (str_starts(str_from(rows[i].name), start))
			return (enum app_command)i;
	return APP_CMD_NONE;
}
