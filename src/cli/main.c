/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From arguments to exit status. */
#include <config.h>

#include "cli/cli.h"

#include "cli/plain.h"

#include "app/i18n.h"
#include "base/utf8.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

/* Settings given as options, global or of the verb. */
static int take_settings(struct cli *cli)
{
	for (size_t i = 0; i < cli->given.count; i++) {
		const struct cli_given *given = &cli->given.items[i];
		int setting = app_setting_by_name(str_from(given->option->name));
		struct str origin;

		if (setting < 0 || (setting == APP_SETTING_seed && cli->verb && cli->verb->own_seed))
			continue;
		origin = arena_printf(&cli->arena, "--%s", given->option->name);
		if (!cli_set(cli, (enum app_setting)setting,
			     given->option->argument ? given->value : "yes", origin.ptr))
			return CLI_USAGE;
	}
	return CLI_DONE;
}

static void warn_of_faults(const struct cli *cli)
{
	for (size_t i = 0; i < cli->session->settings.faults.count; i++) {
		const struct nlets_fault *fault = &cli->session->settings.faults.items[i];

		if (fault->line)
			cli_note(cli, "%.*s:%u: %.*s", STR_ARGS(fault->file), fault->line,
				 STR_ARGS(app_tr(fault->reason)));
		else
			cli_note(cli, "%.*s: %.*s", STR_ARGS(fault->file), STR_ARGS(app_tr(fault->reason)));
	}
}

/* The user's own definition files that could not be used. */
static void warn_of_definitions(const struct cli *cli)
{
	size_t count;
	const struct nlets_fault *faults = nlets_definitions_faults(cli->session->definitions, &count);

	if (strcmp(cli->verb->name, "doctor") == 0 || cli_has(cli, "lint"))
		return; /* they list them themselves */
	for (size_t i = 0; i < count; i++)
		cli_note(cli, "%.*s:%u: %.*s", STR_ARGS(faults[i].file), faults[i].line,
			 STR_ARGS(app_tr(faults[i].reason)));
}

/* A result stands when the work was done, whatever the answer. */
static bool keeps_output(int status)
{
	return status == CLI_DONE || status == CLI_NO || status == CLI_REJECTED;
}

static int close_output(struct cli *cli, int status)
{
	const char *file = cli_value(cli, "output");
	bool keep = keeps_output(status);
	int result = app_output_close(&cli->out, keep);

	if (result == 0 && !keep && file)
		cli_error(_("%s was not written"), file);
	if (result == 0)
		return status;
	if (result == NLETS_E_MEMORY)
		return cli_no_memory();
	cli_error("%s: %s", file ? file : _("standard output"), strerror(errno));
	return cli_worse(status, CLI_INPUT);
}

static int run_verb(struct cli *cli)
{
	const char *file = cli_value(cli, "output");
	int status;

	if (app_output_open(&cli->out, file) < 0) {
		cli_error("%s: %s", file, strerror(errno));
		return CLI_INPUT;
	}
	cli->out.colour = app_wants_colour(
		app_settings_choice(&cli->session->settings, APP_SETTING_color), cli->out.terminal);
	if (file && !cli_has(cli, "color"))
		cli->out.colour = false;
	status = cli->verb->run(cli);
	warn_of_definitions(cli);
	return close_output(cli, status);
}

static void print(struct buf *text)
{
	fwrite(buf_text(text), 1, text->len, stdout);
	buf_free(text);
}

/* --help and --version, which win over all else. */
static bool only_informs(const struct cli *cli)
{
	struct buf text = { 0 };

	if (cli_has(cli, "help")) {
		if (cli->verb)
			cli_help_verb(cli->verb, &text);
		else
			cli_help(&text);
	} else if (cli_has(cli, "version")) {
		buf_printf(&text, "%s\n%s\n", PACKAGE_STRING,
			   _("Licence GPL-3.0-or-later. A simulation: it talks to no real network."));
	} else {
		return false;
	}
	print(&text);
	return true;
}

static int without_verb(struct cli *cli, const struct cli_screens *screens)
{
	struct buf text = { 0 };

	if (app_settings_switch(&cli->session->settings, APP_SETTING_plain))
		return cli_plain(cli);
	if (screens->run && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
		return screens->run(cli->session, cli_value(cli, "script"));
	cli_help_short(&text);
	app_warn(str_trim_end(buf_str(&text)));
	buf_free(&text);
	return CLI_USAGE;
}

static int with_session(struct cli *cli, const struct cli_screens *screens)
{
	int status;

	cli->session = app_session_new(cli_value(cli, "config"));
	if (!cli->session)
		return cli_no_memory();
	warn_of_faults(cli);
	status = cli_has(cli, "config") && cli->session->settings.faults.count ? CLI_USAGE :
										   take_settings(cli);
	if (status == CLI_DONE)
		status = cli->verb ? run_verb(cli) : without_verb(cli, screens);
	app_session_free(&cli->session);
	return status;
}

int cli_main(int argc, char **argv, const struct cli_screens *screens)
{
	struct cli cli = { 0 };
	int status = cli_parse(&cli, argc, argv);

	cli.quiet = cli_has(&cli, "quiet");
	cli.verbose = cli_has(&cli, "verbose");
	if (status == CLI_DONE && !only_informs(&cli))
		status = with_session(&cli, screens);
	arena_free(&cli.arena);
	return status;
}
