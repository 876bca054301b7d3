/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/cli.h"

#include "app/forms_report.h"
#include "app/i18n.h"

static int run(struct cli *cli)
{
	const char *format = cli_format(cli, cli->operands.count ? "text|json" : "text|json|csv");
	int status = CLI_DONE;

	if (!format)
		return CLI_USAGE;
	if (cli_has(cli, "lint"))
		return cli_lint(cli);
	if (cli->operands.count == 0)
		app_holders_list(cli->session, format, &cli->out.text);
	for (size_t i = 0; i < cli->operands.count; i++) {
		const char *code = cli->operands.items[i];
		const struct nlets_holder *holder = nlets_holder(cli->session->policies, str_from(code));

		if (!holder)
			status = cli_worse(status,
					   cli_usage(cli, _("there is no member \"%s\": two capitals, such as IL"),
						     code));
		else if (strcmp(format, "json") == 0)
			app_holder_json(cli->session, holder, &cli->out.text);
		else
			app_holder_text(cli->session, holder, cli->out.colour, &cli->out.text);
	}
	return status;
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
