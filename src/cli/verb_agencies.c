/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/cli.h"

#include "app/forms_report.h"
#include "app/i18n.h"

static int unknown_agency(struct cli *cli, const char *id)
{
	size_t count;
	const struct nlets_agency *agencies = nlets_agencies(cli->session->policies, &count);
	const char **words = arena_alloc_array(&cli->arena, count + 1, sizeof(*words));
	const char *nearest;

	for (size_t i = 0; words && i < count; i++)
		words[i] = arena_copy(&cli->arena, agencies[i].id).ptr;
	nearest = words ? cli_nearest(id, words) : NULL;
	if (nearest)
		return cli_usage(cli, _("there is no agency \"%s\"; did you mean \"%s\"?"), id, nearest);
	return cli_usage(cli, _("there is no agency \"%s\""), id);
}

static int run(struct cli *cli)
{
	const char *format = cli_format(cli, cli->operands.count ? "text|json" : "text|json|csv");
	int status = CLI_DONE;

	if (!format)
		return CLI_USAGE;
	if (cli_has(cli, "lint"))
		return cli_lint(cli);
	if (cli->operands.count == 0)
		app_agencies_list(cli->session, format, &cli->out.text);
	for (size_t i = 0; i < cli->operands.count; i++) {
		const char *id = cli->operands.items[i];
		const struct nlets_agency *agency = nlets_agency(cli->session->policies, str_from(id));

		if (!agency)
			status = cli_worse(status, unknown_agency(cli, id));
		else if (strcmp(format, "json") == 0)
			app_agency_json(agency, &cli->out.text);
		else
			app_agency_text(cli->session, agency, cli->out.colour, &cli->out.text);
	}
	return status;
}

static const struct cli_example examples[] = {
	{ "agencies", N_("Who asks, as the public sources tell them apart.") },
	{ "agencies ice-ero", N_("What is public of one of them, with the sources.") },
	{ NULL, NULL },
};

static const struct cli_option options[] = {
	CLI_LINT_OPTION,
	{ 0, NULL, NULL, NULL, NULL },
};

const struct cli_verb cli_verb_agencies = {
	.name = "agencies",
	.operands = "[ID...]",
	.completes = "@agency",
	.summary = N_("Show who asks: agencies with their training ORIs and facts."),
	.examples = examples,
	.options = options,
	.run = run,
};
