/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/cli.h"

#include "app/conversation_report.h"
#include "app/i18n.h"
#include "app/systems.h"

/* Says which cases there are. */
static int no_case(struct cli *cli, const struct nlets_system *system, const char *given)
{
	struct buf names = { 0 };
	int status;

	for (size_t i = 0; i < system->flow.cases.count; i++)
		buf_printf(&names, "%s%.*s", i ? " " : "",
			   STR_ARGS(system->flow.cases.items[i].id));
	status = cli_usage(cli, _("%.*s has no case \"%s\"; it has: %s"), STR_ARGS(system->id),
			   given, names.len ? buf_text(&names) : "-");
	buf_free(&names);
	return status;
}

static int play(struct cli *cli, const struct nlets_system *system, const char *format)
{
	const char *wanted = cli_value(cli, "case");
	struct str case_id = wanted ? str_from(wanted) : STR("");
	struct sim_conversation *conversation;
	struct str why = STR_NONE;
	int result;

	if (!app_system_runs(system)) {
		cli_note(cli, _("%.*s: %s"), STR_ARGS(system->id), app_system_status_words(system));
		return CLI_NO;
	}
	if (wanted && !app_system_case(cli->session, system, case_id))
		return no_case(cli, system, wanted);
	result = app_system_run(cli->session, system, case_id, cli_progress, cli, &conversation,
				&why);
	cli_progress_end(cli);
	if (result == NLETS_E_NOT_FOUND)
		return cli_usage(cli, _("%.*s has no conversation on that day or of its key"),
				 STR_ARGS(system->id));
	if (result < 0)
		return cli_failed(result, why);
	if (strcmp(format, "json") == 0) {
		app_conversation_json(cli->session, conversation, &cli->out.text);
		buf_add_char(&cli->out.text, '\n');
	} else {
		app_conversation_transcript(conversation, &cli->out.text);
	}
	return CLI_DONE;
}

static int show(struct cli *cli, const char *id, const char *format)
{
	const struct nlets_systems *systems = app_systems(cli->session);
	const struct nlets_system *system = systems ? nlets_system(systems, str_from(id)) : NULL;

	if (!systems)
		return cli_no_memory();
	if (!system)
		return cli_usage(cli, _("there is no system \"%s\"; \"nletscope systems\" lists them"), id);
	if (cli_has(cli, "run"))
		return play(cli, system, format);
	if (strcmp(format, "json") == 0)
		app_system_json(system, &cli->out.text);
	else
		app_system_text(cli->session, system, cli->out.colour, &cli->out.text);
	return CLI_DONE;
}

static int run(struct cli *cli)
{
	static const struct cli_listing listing = { "text|json", app_systems_list, show };
	const char *day = cli_value(cli, "on");

	if (day && !cli_set(cli, APP_SETTING_date, day, "--on"))
		return CLI_USAGE;
	if (cli_has(cli, "run") && cli->operands.count == 0)
		return cli_usage(cli, "%s", _("which system? For example orr"));
	if (!app_systems(cli->session))
		return cli_no_memory();
	return cli_list(cli, &listing);
}

static const struct cli_example examples[] = {
	{ "systems", N_("Every system, whether it is simulated, and whether it goes over Nlets.") },
	{ "systems e-verify", N_("What goes in, what comes out, who keeps what, with sources.") },
	{ "systems orr --run --date 2022-06-01",
	  N_("Its conversation by the rules of that day, step by step.") },
	{ "systems flock --run --case topic-off", N_("The same in another case.") },
	{ NULL, NULL },
};

static const struct cli_option options[] = {
	{ 0, "run", NULL, "", N_("Plays the system's conversation and prints every hop.") },
	{ 0, "case", "NAME", "", N_("Which of its cases (default: the one of the day).") },
	{ 0, "date", "DATE", "", N_("Day whose rules apply (default today).") },
	{ 0, "on", "DATE", "", N_("Day whose rules apply (default today).") },
	{ 0, "population", "FILE", "@file", N_("File that holds the invented population.") },
	{ 0, "people", "N", "", N_("How many people it has (default 20000).") },
	CLI_LINT_OPTION,
	{ 0, NULL, NULL, NULL, NULL },
};

const struct cli_verb cli_verb_systems = {
	.name = "systems",
	.operands = "[ID...]",
	.completes = "@system",
	.summary = N_("Show the systems around the network, and play their conversations."),
	.examples = examples,
	.options = options,
	.run = run,
};
