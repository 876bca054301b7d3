/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/cli.h"

#include "app/i18n.h"
#include "app/invented.h"

static int run(struct cli *cli)
{
	const char *format = cli_format(cli, "text|csv");
	const char *state = cli_value(cli, "state");
	const char *collection = cli_value(cli, "collection");
	uint64_t limit = 100;
	bool list;
	int result, status;

	if (!format || !cli_number(cli, "limit", &limit))
		return CLI_USAGE;
	if (cli->operands.count)
		return cli_usage(cli, "%s", _("this verb takes no operands"));
	if (state && !nlets_holder(cli->session->policies, str_from(state)))
		return cli_usage(cli, _("there is no member \"%s\"; \"nletscope states\" lists them"), state);
	list = state || cli_has(cli, "limit") || strcmp(format, "csv") == 0;
	status = cli_network(cli);
	if (status != CLI_DONE)
		return status;
	if (collection)
		result = app_collection_csv(cli->session, str_from(collection),
					    state ? str_from(state) : STR(""), (size_t)limit,
					    cli_has(cli, "csv-raw"), &cli->out.text);
	else if (list)
		result = app_population_csv(cli->session, state ? str_from(state) : STR(""), (size_t)limit,
					    cli_has(cli, "csv-raw"), &cli->out.text);
	else
		result = app_population_summary(cli->session, &cli->out.text);
	if (collection && result == NLETS_E_NOT_FOUND)
		return cli_usage(cli, _("there is no collection \"%s\"; \"nletscope population\" lists them"),
				 collection);
	return result < 0 ? cli_failed(result, STR_NONE) : CLI_DONE;
}

static const struct cli_example examples[] = {
	{ "population", N_("How many people there are, by state.") },
	{ "population --collection parole --limit 5", N_("Five rows of another kind of record.") },
	{ "population --state IL --limit 20", N_("Twenty of Illinois, as CSV.") },
	{ NULL, NULL },
};

static const struct cli_option options[] = {
	{ 0, "state", "STATE", "@state", N_("List only people of this state.") },
	{ 0, "collection", "NAME", "", N_("List rows of this collection instead of people.") },
	{ 0, "limit", "N", "", N_("List at most N people (default 100).") },
	{ 0, "csv-raw", NULL, "", N_("Do not guard texts that a spreadsheet would take for formulas.") },
	{ 0, "population", "FILE", "@file", N_("File that holds the invented population.") },
	{ 0, "people", "N", "", N_("How many people it has (default 20000).") },
	{ 0, NULL, NULL, NULL, NULL },
};

const struct cli_verb cli_verb_population = {
	.name = "population",
	.operands = "",
	.completes = "",
	.summary = N_("Show the invented population, all of it marked as such."),
	.examples = examples,
	.options = options,
	.run = run,
};
