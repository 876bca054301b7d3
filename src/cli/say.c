/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes to standard error, and the statuses that go with it. */
#include <config.h>

#include "cli/cli.h"

#include "app/i18n.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

static void __attribute__((format(printf, 1, 0))) say(const char *format, va_list args)
{
	struct buf text = { 0 };
	char room[512];
	va_list again;
	int len;

	va_copy(again, args);
	len = vsnprintf(room, sizeof(room), format, args);
	buf_add_text(&text, PACKAGE ": ");
	if (len >= 0 && (size_t)len < sizeof(room)) {
		buf_add_text(&text, room);
	} else if (len > 0) {
		struct arena arena = { 0 };
		char *longer = arena_alloc(&arena, (size_t)len + 1);

		if (longer)
			vsnprintf(longer, (size_t)len + 1, format, again);
		buf_add_text(&text, longer ? longer : room);
		arena_free(&arena);
	}
	va_end(again);
	app_warn(buf_str(&text));
	buf_free(&text);
}

void cli_error(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(format, args);
	va_end(args);
}

void cli_note(const struct cli *cli, const char *format, ...)
{
	va_list args;

	if (cli->quiet)
		return;
	va_start(args, format);
	say(format, args);
	va_end(args);
}

int cli_usage(const struct cli *cli, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(format, args);
	va_end(args);
	if (cli->verb)
		cli_error(_("try \"%s %s --help\""), PACKAGE, cli->verb->name);
	else
		cli_error(_("try \"%s --help\""), PACKAGE);
	return CLI_USAGE;
}

int cli_cannot_read(const char *file, int result)
{
	if (result == NLETS_E_UNREADABLE)
		cli_error("%s: %s", file, strerror(errno));
	else
		cli_error("%s: %s", file, _(nlets_error_text(result)));
	return result == NLETS_E_MEMORY ? CLI_FAULT : CLI_INPUT;
}

int cli_no_memory(void)
{
	cli_error("%s", _(nlets_error_text(NLETS_E_MEMORY)));
	return CLI_FAULT;
}

/* Whether the reason is a sentence that needs no heading. */
static bool speaks_alone(int result)
{
	return result == NLETS_E_ARGUMENT || result == NLETS_E_NETWORK || result == NLETS_E_REFUSED ||
	       result == NLETS_E_CANCELLED;
}

int cli_failed(int result, struct str why)
{
	if (why.len && speaks_alone(result))
		cli_error("%.*s", STR_ARGS(app_tr(why)));
	else if (why.len)
		cli_error("%s: %.*s", _(nlets_error_text(result)), STR_ARGS(app_tr(why)));
	else
		cli_error("%s", _(nlets_error_text(result)));
	switch (result) {
	case NLETS_E_CANCELLED:
		return CLI_INTERRUPTED;
	case NLETS_E_ARGUMENT:
	case NLETS_E_DEFINITION:
	case NLETS_E_NOT_FOUND:
		return CLI_USAGE;
	case NLETS_E_NETWORK:
		return CLI_NETWORK;
	case NLETS_E_REFUSED:
		return CLI_REJECTED;
	case NLETS_E_UNREADABLE:
	case NLETS_E_STORE:
		return CLI_INPUT;
	default:
		return CLI_FAULT;
	}
}

int cli_worse(int a, int b)
{
	return a > b ? a : b;
}

int cli_verdict(const struct cli *cli, int worst)
{
	static const enum nlets_severity least[] = { NLETS_ERROR, NLETS_WARNING, NLETS_INFO };
	size_t choice = app_settings_choice(&cli->session->settings, APP_SETTING_fail_on);

	return worst >= (int)least[choice] ? CLI_NO : CLI_DONE;
}

bool cli_set(struct cli *cli, enum app_setting setting, const char *value, const char *origin)
{
	const struct app_setting_row *row = app_setting_row(setting);
	int result = app_settings_set(&cli->session->settings, &cli->session->arena, setting,
				      str_from(value), str_from(origin));

	if (result == 0)
		return true;
	if (result == NLETS_E_MEMORY)
		cli_no_memory();
	else if (row->kind == APP_SETTING_CHOICE)
		cli_usage(cli, _("%s: \"%s\" is none of %s"), origin, value, row->choices);
	else if (row->kind == APP_SETTING_DATE)
		cli_usage(cli, _("%s: \"%s\" is no date such as 2026-01-15"), origin, value);
	else if (row->kind == APP_SETTING_TIME)
		cli_usage(cli, _("%s: \"%s\" is no time such as 2026-01-15T08:00:00Z"), origin, value);
	else
		cli_usage(cli, _("%s: \"%s\" does not fit"), origin, value);
	return false;
}
