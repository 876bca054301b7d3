/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/cli.h"

#include "app/doctor_report.h"
#include "app/i18n.h"

#include <errno.h>

static int purge(struct cli *cli)
{
	nlets_str_list removed = { 0 };
	int result = app_doctor_purge(cli->session, &cli->arena, &removed);

	if (cli->verbose)
		for (size_t i = 0; i < removed.count; i++)
			cli_note(cli, _("removed %.*s"), STR_ARGS(removed.items[i]));
	if (result == NLETS_E_UNREADABLE) {
		cli_error(_("not everything could be removed: %s"), strerror(errno));
		return CLI_INPUT;
	}
	if (result < 0)
		return cli_failed(result, STR_NONE);
	cli_note(cli, ngettext("%zu stored file removed", "%zu stored files removed", removed.count),
		 removed.count);
	return CLI_DONE;
}

static int run(struct cli *cli)
{
	const char *format = cli_format(cli, "text|json");
	app_doctor_rows rows = { 0 };
	bool fault;

	if (!format)
		return CLI_USAGE;
	if (cli->operands.count)
		return cli_usage(cli, "%s", _("this verb takes no operands"));
	if (cli_has(cli, "purge"))
		return purge(cli);
	if (app_doctor(cli->session, cli->verbose, &cli->arena, &rows) < 0)
		return cli_no_memory();
	if (strcmp(format, "json") == 0)
		fault = app_doctor_json(&rows, &cli->out.text);
	else
		fault = app_doctor_text(&rows, cli->out.colour, &cli->out.text);
	return fault ? CLI_USAGE : CLI_DONE;
}

static const struct cli_example examples[] = {
	{ "doctor", N_("Folders, where definitions and settings come from, language, terminal.") },
	{ "doctor --purge", N_("Remove all that the program stored.") },
	{ NULL, NULL },
};

static const struct cli_option options[] = {
	{ 0, "purge", NULL, "", N_("Remove drafts, journal, indexes and populations.") },
	{ 0, NULL, NULL, NULL, NULL },
};

const struct cli_verb cli_verb_doctor = {
	.name = "doctor",
	.operands = "",
	.completes = "",
	.summary = N_("Examine the set-up, or remove what the program stored."),
	.examples = examples,
	.options = options,
	.run = run,
};
