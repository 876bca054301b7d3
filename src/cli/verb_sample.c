/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/cli.h"

#include "app/i18n.h"
#include "app/invented.h"
#include "nlets/check.h"

int cli_network(struct cli *cli)
{
	struct sim_network *network;
	struct str why = STR_NONE;
	int result = app_session_network(cli->session, cli_progress, cli, &network, &why);

	cli_progress_end(cli);
	return result < 0 ? cli_failed(result, why) : CLI_DONE;
}

/* A member, what stands for several of them (NL or a region), a line such as FA or a
 * province: all that has two characters and a kind. */
static bool can_be_asked(struct cli *cli, struct str holder)
{
	struct app_session *session = cli->session;

	return nlets_holder(session->policies, holder) ||
	       (holder.len == 2 && nlets_destination_kind(session->definitions, holder).len > 0);
}

static int run(struct cli *cli)
{
	const char *holder = cli_value(cli, "holder");
	struct buf bytes = { 0 };
	uint64_t seed = 1;
	int status = CLI_DONE;

	if (!cli_format(cli, "text"))
		return CLI_USAGE;
	if (!cli_number(cli, "seed", &seed))
		return CLI_USAGE;
	if (cli->operands.count == 0)
		return cli_usage(cli, "%s", _("which message key? For example RQ"));
	if (holder && !can_be_asked(cli, str_from(holder)))
		return cli_usage(cli, _("there is no member \"%s\"; \"nletscope states\" lists them"), holder);
	status = cli_network(cli);
	for (size_t i = 0; i < cli->operands.count && status == CLI_DONE; i++) {
		const char *key = cli->operands.items[i];
		int result;

		buf_clear(&bytes);
		result = app_sample_query(cli->session, str_from(key), holder ? str_from(holder) : STR(""),
					  seed, &bytes);
		if (result == NLETS_E_NOT_FOUND || result == NLETS_E_ARGUMENT)
			status = cli_usage(cli, _("no sample can be made of \"%s\": it is no query that a holder answers"),
					   key);
		else if (result < 0)
			status = cli_failed(result, STR_NONE);
		app_output_bytes(&cli->out, buf_str(&bytes));
		if (cli->operands.count > 1)
			app_output_bytes(&cli->out, STR("\x03\n"));
		else if (cli->out.terminal)
			buf_add_char(&cli->out.text, '\n');
	}
	buf_free(&bytes);
	return status;
}

static const struct cli_example examples[] = {
	{ "sample RQ", N_("An invented registration query that finds a record.") },
	{ "sample DQ --holder IL --seed 7", N_("Another, of somebody in Illinois, of the same population.") },
	{ "sample RQ DQ KQ >three.log", N_("Several, framed as a log.") },
	{ NULL, NULL },
};

static const struct cli_option options[] = {
	{ 0, "holder", "STATE", "@state", N_("Who holds the record.") },
	{ 0, "population", "FILE", "@file", N_("File that holds the invented population.") },
	{ 0, "people", "N", "", N_("How many people it has (default 20000).") },
	{ 0, NULL, NULL, NULL, NULL },
};

const struct cli_verb cli_verb_sample = {
	.name = "sample",
	.operands = "KEY...",
	.completes = "@key",
	.summary = N_("Print an invented query that is sure to find a record."),
	.examples = examples,
	.options = options,
	.run = run,
	.own_seed = true,
};
