/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/completion.h"

#include "app/i18n.h"

/* What the scripts ask for while a line is typed. */
static int words(struct cli *cli, const char *kind)
{
	struct str of = cli->operands.count ? str_from(cli->operands.items[0]) : STR("");
	app_completions found = { 0 };
	int error = app_completion_words(cli->session, str_from(kind), of, &cli->arena, &found);

	if (error == NLETS_E_NOT_FOUND)
		return cli_usage(cli, _("there are no words of the kind \"%s\""), kind);
	if (error)
		return cli_no_memory();
	for (size_t i = 0; i < found.count; i++)
		buf_printf(&cli->out.text, "%.*s\n", STR_ARGS(found.items[i]));
	return CLI_DONE;
}

static int run(struct cli *cli)
{
	const char *kind = cli_value(cli, "words");
	const char *shell = cli->operands.count ? cli->operands.items[0] : "";

	if (!cli_format(cli, "text"))
		return CLI_USAGE;
	if (kind)
		return words(cli, kind);
	if (strcmp(shell, "bash") == 0)
		cli_completion_bash(&cli->out.text);
	else if (strcmp(shell, "zsh") == 0)
		cli_completion_zsh(&cli->out.text);
	else if (strcmp(shell, "fish") == 0)
		cli_completion_fish(&cli->out.text);
	else
		return cli_usage(cli, "%s", _("which shell? bash, zsh or fish"));
	return CLI_DONE;
}

static const struct cli_example examples[] = {
	{ "completion bash >~/.local/share/bash-completion/completions/nletscope",
	  N_("Completion for bash, for you alone.") },
	{ NULL, NULL },
};

static const struct cli_option options[] = {
	{ 0, "words", "KIND", "key|fields|agency|ori|state|destination|table|code|system|file",
	  N_("Print the words of a kind instead, one a line.") },
	{ 0, NULL, NULL, NULL, NULL },
};

const struct cli_verb cli_verb_completion = {
	.name = "completion",
	.operands = "bash|zsh|fish",
	.completes = "bash|zsh|fish",
	.summary = N_("Print the completion script for a shell."),
	.examples = examples,
	.options = options,
	.run = run,
};
