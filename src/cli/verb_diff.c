/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/cli.h"

#include "app/diff_report.h"
#include "app/i18n.h"

static int compare(struct cli *cli, const char *format, const struct nlets_message *a,
		   const struct nlets_message *b)
{
	struct nlets_diff diff = { 0 };

	if (nlets_diff(a, b, &cli->arena, &diff) < 0)
		return cli_no_memory();
	if (strcmp(format, "json") == 0)
		app_diff_json(&diff, &cli->out.text);
	else
		app_diff_text(&diff, cli->verbose, cli->out.colour, &cli->out.text);
	return diff.changes ? CLI_NO : CLI_DONE;
}

static int run(struct cli *cli)
{
	const char *format = cli_format(cli, "text|json");
	struct nlets_message *a = NULL, *b = NULL;
	int status;

	if (!format)
		return CLI_USAGE;
	if (cli->operands.count != 2)
		return cli_usage(cli, "%s", _("two files are compared"));
	if (strcmp(cli->operands.items[0], "-") == 0 && strcmp(cli->operands.items[1], "-") == 0)
		return cli_usage(cli, "%s", _("only one of the two can be standard input"));
	status = cli_read_message(cli, cli->operands.items[0], false, &a);
	status = cli_worse(status, cli_read_message(cli, cli->operands.items[1], false, &b));
	if (status == CLI_DONE)
		status = compare(cli, format, a, b);
	nlets_message_free(&a);
	nlets_message_free(&b);
	return status;
}

static const struct cli_example examples[] = {
	{ "diff asked.txt asked.xml", N_("Nothing, when both say the same.") },
	{ "diff -v before.txt after.txt", N_("With the fields that are the same, too.") },
	{ NULL, NULL },
};

const struct cli_verb cli_verb_diff = {
	.name = "diff",
	.operands = "A B",
	.completes = "@file",
	.summary = N_("Compare two messages field by field, whatever their wire formats."),
	.examples = examples,
	.run = run,
};
