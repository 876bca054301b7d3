/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking the messages of the files named as operands. */
#include <config.h>

#include "cli/cli.h"

#include "app/i18n.h"
#include "app/input.h"

#include <stdio.h>
#include <unistd.h>

static int one_message(struct cli *cli, struct app_input *input, struct span at, size_t number,
		       bool check, cli_each *each, void *context)
{
	struct cli_message found = { input->name, number, at.off, buf_str(&input->bytes), NULL };
	int status;

	if (app_input_parse(input, cli->session, at, check, &found.message) < 0)
		return cli_no_memory();
	status = each(cli, &found, context);
	nlets_message_free(&found.message);
	app_output_flush(&cli->out);
	return status;
}

int cli_each_message_of(struct cli *cli, const char *file, bool check, cli_each *each, void *context)
{
	struct app_input input;
	struct span at;
	int status = CLI_DONE;
	int result = app_input_open(&input, file);

	if (result < 0)
		status = cli_cannot_read(file, result);
	for (size_t number = 1; result == 0 && app_input_next(&input, &at); number++)
		status = cli_worse(status, one_message(cli, &input, at, number, check, each, context));
	app_input_free(&input);
	return status;
}

int cli_each_message(struct cli *cli, bool check, cli_each *each, void *context)
{
	int status = CLI_DONE;

	if (cli->operands.count == 0) {
		if (isatty(STDIN_FILENO))
			cli_note(cli, "%s", _("reading a message from the terminal; end it with Ctrl-D"));
		return cli_each_message_of(cli, "-", check, each, context);
	}
	for (size_t i = 0; i < cli->operands.count; i++)
		status = cli_worse(status, cli_each_message_of(cli, cli->operands.items[i], check, each,
								context));
	return status;
}

int cli_read_message(struct cli *cli, const char *file, bool check, struct nlets_message **message)
{
	struct app_input input;
	struct span at;
	int result = app_input_open(&input, file);
	int status = CLI_DONE;

	*message = NULL;
	if (result < 0)
		status = cli_cannot_read(file, result);
	else if (!app_input_next(&input, &at) ||
		 app_input_parse(&input, cli->session, at, check, message) < 0)
		status = cli_no_memory();
	else if (app_input_next(&input, &at))
		cli_note(cli, _("%s: only the first of its messages is taken"), file);
	app_input_free(&input);
	return status;
}

int cli_progress(void *context, size_t done, size_t total)
{
	struct cli *cli = context;

	if (isatty(STDERR_FILENO) && !cli->quiet) {
		if (total)
			fprintf(stderr, "\r%s %zu %%", _("Inventing the population:"),
				done * 100 / total);
		else
			fprintf(stderr, "\r%s %zu", _("Waiting for the server; bytes so far:"), done);
		cli->progress_shown = true;
	}
	return app_interrupted() ? 1 : 0;
}

void cli_progress_end(struct cli *cli)
{
	if (cli->progress_shown)
		fputs("\r\033[K", stderr);
	cli->progress_shown = false;
}
