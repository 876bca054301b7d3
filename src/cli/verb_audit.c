/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/cli.h"

#include "app/audit.h"
#include "app/i18n.h"

static int read_files(struct cli *cli, struct app_audit *audit)
{
	int status = CLI_DONE;

	if (cli->operands.count == 0) {
		int result = app_audit_read(audit, "-");

		return result < 0 ? cli_cannot_read("-", result) : CLI_DONE;
	}
	for (size_t i = 0; i < cli->operands.count; i++) {
		int result = app_audit_read(audit, cli->operands.items[i]);

		if (result == NLETS_E_CANCELLED)
			return CLI_INTERRUPTED;
		if (result < 0)
			status = cli_worse(status, cli_cannot_read(cli->operands.items[i], result));
	}
	return status;
}

static int print(struct cli *cli, const struct app_audit *audit, const char *format,
		 uint64_t threshold)
{
	struct buf *out = &cli->out.text;
	int result;

	if (strcmp(format, "json") == 0)
		result = app_audit_json(audit, threshold, out);
	else if (strcmp(format, "csv") == 0)
		result = app_audit_csv(audit, threshold, out);
	else
		result = app_audit_text(audit, threshold, cli->out.colour, out);
	return result < 0 ? cli_no_memory() : CLI_DONE;
}

static int run(struct cli *cli)
{
	const char *format = cli_format(cli, "text|json|csv");
	uint64_t threshold = APP_AUDIT_THRESHOLD;
	struct app_audit *audit;
	int status;

	if (!format || !cli_number(cli, "threshold", &threshold))
		return CLI_USAGE;
	audit = app_audit_new(cli->session);
	if (!audit)
		return cli_no_memory();
	status = read_files(cli, audit);
	if (status == CLI_DONE)
		status = print(cli, audit, format, threshold);
	app_audit_free(&audit);
	return status;
}

static const struct cli_example examples[] = {
	{ "audit year.log", N_("What was asked, answered, refused and disclosed.") },
	{ "audit --format csv year.log >year.csv", N_("The same as a table.") },
	{ "audit --threshold 0 year.log", N_("Small counts too.") },
	{ NULL, NULL },
};

static const struct cli_option options[] = {
	{ 0, "threshold", "N", "",
	  N_("Keep back counts below N, and those that would give them away (default 11).") },
	{ 0, NULL, NULL, NULL, NULL },
};

const struct cli_verb cli_verb_audit = {
	.name = "audit",
	.operands = "[LOG...]",
	.completes = "@file",
	.summary = N_("Total up message logs: asked, answered, refused, disclosed."),
	.examples = examples,
	.options = options,
	.run = run,
};
