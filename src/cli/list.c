/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/cli.h"

int cli_list(struct cli *cli, const struct cli_listing *listing)
{
	const char *format = cli_format(cli, cli->operands.count ? "text|json" : listing->formats);
	int status = CLI_DONE;

	if (!format)
		return CLI_USAGE;
	if (cli_has(cli, "lint"))
		return cli_lint(cli);
	if (cli->operands.count == 0)
		listing->list(cli->session, format, &cli->out.text);
	for (size_t i = 0; i < cli->operands.count; i++)
		status = cli_worse(status, listing->show(cli, cli->operands.items[i], format));
	return status;
}
