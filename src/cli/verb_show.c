/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/cli.h"

#include "app/i18n.h"
#include "app/show.h"

struct showing {
	const char *format;
	bool flat, hex;
	bool name_files;
	size_t count;
};

static int show_one(struct cli *cli, const struct cli_message *found, void *context)
{
	struct showing *showing = context;
	const struct app_shown shown = { found->file, found->number, found->offset, found->message };
	struct buf *out = &cli->out.text;
	bool json = strcmp(showing->format, "json") == 0;

	if (json && showing->count)
		buf_add_char(out, ',');
	if (json) {
		buf_add_char(out, '\n');
		app_show_json(cli->session, &shown, showing->name_files, false, out);
	} else if (strcmp(showing->format, "ndjson") == 0) {
		app_show_json(cli->session, &shown, showing->name_files, false, out);
		buf_add_char(out, '\n');
	} else if (showing->flat) {
		app_show_flat(&shown, out);
	} else if (showing->hex) {
		app_show_hex(&shown, out);
	} else {
		if (showing->count)
			buf_add_char(out, '\n');
		app_show_text(cli->session, &shown, cli->out.colour, out);
	}
	showing->count++;
	return CLI_DONE;
}

static int run(struct cli *cli)
{
	struct showing showing = {
		.format = cli_format(cli, "text|json|ndjson"),
		.flat = cli_has(cli, "flat"),
		.hex = cli_has(cli, "hex"),
		.name_files = cli->operands.count > 1,
	};
	bool json;
	int status;

	if (!showing.format)
		return CLI_USAGE;
	if (showing.flat + showing.hex + (strcmp(showing.format, "text") != 0) > 1)
		return cli_usage(cli, _("--flat, --hex and --json exclude each other"));
	json = strcmp(showing.format, "json") == 0;
	if (json)
		buf_add_text(&cli->out.text, "{\"schema\":1,\"messages\":[");
	status = cli_each_message(cli, true, show_one, &showing);
	if (json)
		buf_add_text(&cli->out.text, "]}\n");
	return status;
}

static const struct cli_example examples[] = {
	{ "show query.txt", N_("Header, fields with their meaning, coverage and findings.") },
	{ "show --json query.txt", N_("The same for programs, with the bytes of each field.") },
	{ "show --hex query.txt", N_("Every byte, named by the part that it belongs to.") },
	{ "show --format ndjson year.log", N_("Each message of a log as one line of JSON.") },
	{ NULL, NULL },
};

static const struct cli_option options[] = {
	{ 0, "flat", NULL, "", N_("One \"path = value\" a line.") },
	{ 0, "hex", NULL, "", N_("The bytes in hexadecimal.") },
	{ 0, NULL, NULL, NULL, NULL },
};

const struct cli_verb cli_verb_show = {
	.name = "show",
	.operands = "[FILE...]",
	.completes = "@file",
	.summary = N_("Explain messages: header, fields, decoded codes, bytes, findings."),
	.examples = examples,
	.options = options,
	.run = run,
};
