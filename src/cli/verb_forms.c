/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/cli.h"

#include "app/forms_report.h"
#include "app/i18n.h"

static int unknown_key(const struct cli *cli, const char *key)
{
	size_t count, words = 0;
	const struct nlets_section *sections = nlets_catalogue(cli->session->definitions, &count);
	const char *keys[257];
	const char *nearest;

	for (size_t i = 0; sections && i < count; i++)
		for (size_t j = 0; j < sections[i].keys.count && words < 256; j++)
			keys[words++] = sections[i].keys.items[j].key.ptr;
	keys[words] = NULL;
	nearest = cli_nearest(key, keys);
	if (nearest)
		return cli_usage(cli, _("there is no message key \"%s\"; did you mean \"%s\"?"), key, nearest);
	return cli_usage(cli, _("there is no message key \"%s\""), key);
}

static int show_key(struct cli *cli, const char *key, const char *format)
{
	struct nlets_definitions *definitions = cli->session->definitions;
	const struct nlets_section *section;
	const struct nlets_catalogue_key *known =
		nlets_catalogue_find(definitions, str_from(key), &section);
	const struct nlets_form *form = nlets_form(definitions, str_from(key));

	if (form && strcmp(format, "json") == 0)
		app_form_json(form, &cli->out.text);
	else if (form)
		app_form_text(cli->session, form, cli->out.colour, &cli->out.text);
	else if (known)
		app_form_unknown(known, section, &cli->out.text);
	else
		return unknown_key(cli, key);
	return form ? CLI_DONE : CLI_NO;
}

static int run(struct cli *cli)
{
	static const struct cli_listing listing = { "text|json|csv", app_forms_list, show_key };

	return cli_list(cli, &listing);
}

static const struct cli_example examples[] = {
	{ "forms", N_("All transactions by the sections of the Nlets guide.") },
	{ "forms RQ", N_("The fields of RQ, the ways to fill it, its conditions and sources.") },
	{ "forms --lint", N_("Check all definitions, your own too.") },
	{ NULL, NULL },
};

static const struct cli_option options[] = {
	CLI_LINT_OPTION,
	{ 0, NULL, NULL, NULL, NULL },
};

const struct cli_verb cli_verb_forms = {
	.name = "forms",
	.operands = "[KEY...]",
	.completes = "@key",
	.summary = N_("Show the transactions and what each form takes, with the sources."),
	.examples = examples,
	.options = options,
	.run = run,
};
