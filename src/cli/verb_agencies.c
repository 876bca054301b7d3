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

static int show(struct cli *cli, const char *id, const char *format)
{
	const struct nlets_agency *agency = nlets_agency(cli->session->policies, str_from(id));

	if (!agency)
		return unknown_agency(cli, id);
	if (strcmp(format, "json") == 0)
		app_agency_json(agency, &cli->out.text);
	else
		app_agency_text(cli->session, agency, cli->out.colour, &cli->out.text);
	return CLI_DONE;
}

static int run(struct cli *cli)
{
	static const struct cli_listing listing = { "text|json|csv", app_agencies_list, show };

	return cli_list(cli, &listing);
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
