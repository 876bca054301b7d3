/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/cli.h"

#include "app/forms_report.h"
#include "app/i18n.h"

static int show(struct cli *cli, const char *code, const char *format)
{
	const struct nlets_holder *holder = nlets_holder(cli->session->policies, str_from(code));

	if (!holder)
		return cli_usage(cli, _("there is no member \"%s\": two capitals, such as IL"), code);
	if (strcmp(format, "json") == 0)
		app_holder_json(cli->session, holder, &cli->out.text);
	else
		app_holder_text(cli->session, holder, cli->out.colour, &cli->out.text);
	return CLI_DONE;
}

static int run(struct cli *cli)
{
	static const struct cli_listing listing = { "text|json|csv", app_holders_list, show };

	return cli_list(cli, &listing);
}

static const struct cli_example examples[] = {
	{ "states", N_("Who holds data.") },
	{ "states IL", N_("What is public of Illinois, and the rules that name it.") },
	{ "states --format csv", N_("The whole table for a spreadsheet.") },
	{ NULL, NULL },
};

static const struct cli_option options[] = {
	CLI_LINT_OPTION,
	{ 0, NULL, NULL, NULL, NULL },
};

const struct cli_verb cli_verb_states = {
	.name = "states",
	.operands = "[CODE...]",
	.completes = "@state",
	.summary = N_("Show who holds data: the members, their facts and rules."),
	.examples = examples,
	.options = options,
	.run = run,
};
