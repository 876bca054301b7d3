/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/completion.h"

#include "app/forms_report.h"
#include "app/i18n.h"

static void add_word(struct buf *out, struct str word)
{
	buf_add(out, word);
	buf_add_char(out, '\n');
}

static void add_keys(struct cli *cli, struct buf *out)
{
	size_t count;
	const struct nlets_section *sections = nlets_catalogue(cli->session->definitions, &count);

	for (size_t i = 0; sections && i < count; i++)
		for (size_t j = 0; j < sections[i].keys.count; j++)
			if (sections[i].keys.items[j].file.len)
				add_word(out, sections[i].keys.items[j].key);
}

/* "LIC=" for each field of the form. */
static void add_fields(struct cli *cli, struct buf *out)
{
	const struct nlets_form *form = NULL;

	if (cli->operands.count)
		form = nlets_form(cli->session->definitions, str_from(cli->operands.items[0]));
	for (size_t i = 0; form && i < form->items.count; i++)
		buf_printf(out, "%.*s=\n", STR_ARGS(form->items.items[i].code));
}

static void add_agencies(struct cli *cli, bool oris, struct buf *out)
{
	size_t count;
	const struct nlets_agency *agencies = nlets_agencies(cli->session->policies, &count);

	for (size_t i = 0; i < count; i++) {
		if (!oris)
			add_word(out, agencies[i].id);
		for (size_t j = 0; oris && j < agencies[i].oris.count; j++)
			add_word(out, agencies[i].oris.items[j].ori);
	}
}

static void add_states(struct cli *cli, struct buf *out)
{
	size_t count;
	const struct nlets_holder *holders = nlets_holders(cli->session->policies, &count);

	for (size_t i = 0; i < count; i++)
		add_word(out, holders[i].code);
}

static void add_destinations(struct cli *cli, struct buf *out)
{
	const struct nlets_table *table = nlets_table(cli->session->definitions, STR("MEMBER"));

	for (size_t i = 0; table && i < table->codes.count; i++)
		add_word(out, table->codes.items[i].value);
}

static void add_tables(struct cli *cli, struct buf *out)
{
	size_t count;
	struct str *names = app_table_names(cli->session, &count);

	for (size_t i = 0; i < count; i++)
		add_word(out, names[i]);
}

/* What the scripts ask for while a line is typed. */
static int words(struct cli *cli, const char *kind)
{
	struct buf *out = &cli->out.text;

	if (strcmp(kind, "key") == 0)
		add_keys(cli, out);
	else if (strcmp(kind, "fields") == 0)
		add_fields(cli, out);
	else if (strcmp(kind, "agency") == 0 || strcmp(kind, "ori") == 0)
		add_agencies(cli, *kind == 'o', out);
	else if (strcmp(kind, "state") == 0)
		add_states(cli, out);
	else if (strcmp(kind, "destination") == 0)
		add_destinations(cli, out);
	else if (strcmp(kind, "table") == 0)
		add_tables(cli, out);
	else
		return cli_usage(cli, _("there are no words of the kind \"%s\""), kind);
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
	{ 0, "words", "KIND", "key|fields|agency|ori|state|destination|table",
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
