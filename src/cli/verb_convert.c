/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/cli.h"

#include "app/check_report.h"
#include "app/i18n.h"

struct converting {
	enum nlets_wire wire;
};

/* What the other format cannot hold, on standard error. */
static int report(struct cli *cli, const struct cli_message *found, const struct nlets_findings *lost)
{
	struct nlets_message *view = nlets_message_new(NLETS_WIRE_TEXT);
	struct app_shown shown = { found->file, found->number, found->offset, view };
	struct app_place place = { 0 };
	struct buf text = { 0 };
	int status;

	if (!view)
		return cli_no_memory();
	view->findings = *lost;
	app_check_text(cli->session, &shown, found->file_bytes, &place, false, cli->verbose, &text);
	status = cli_verdict(cli, nlets_findings_worst(lost));
	if (text.len)
		app_warn(str_trim_end(buf_str(&text)));
	buf_free(&text);
	view->findings = (struct nlets_findings){ 0 };
	nlets_message_free(&view);
	return status;
}

/* A message that was ended by ETX in its file is so in the result. */
static bool is_framed(const struct cli_message *found)
{
	return found->offset + found->message->raw.len < found->file_bytes.len;
}

static int convert_one(struct cli *cli, const struct cli_message *found, void *context)
{
	const struct converting *converting = context;
	struct nlets_findings lost = { 0 };
	struct arena arena = { 0 };
	struct buf bytes = { 0 };
	int status = CLI_DONE;
	int result;

	if (!found->message->key.text.len) {
		cli_error(_("%s: message %zu has no key, so it cannot be written in another format"),
			  found->file, found->number);
		return CLI_INPUT;
	}
	result = nlets_render(cli->session->definitions, found->message, converting->wire, &bytes,
			      &arena, &lost);
	if (lost.count)
		status = report(cli, found, &lost);
	if (result == NLETS_E_UNRENDERABLE) {
		cli_error(_("%s: message %zu cannot be written so"), found->file, found->number);
		status = cli_worse(status, CLI_NO);
	} else if (result < 0 || bytes.failed) {
		status = cli_no_memory();
	} else {
		app_output_bytes(&cli->out, buf_str(&bytes));
		if (is_framed(found))
			app_output_bytes(&cli->out, STR("\x03\n"));
		else if (cli->out.terminal)
			buf_add_char(&cli->out.text, '\n');
	}
	buf_free(&bytes);
	arena_free(&arena);
	return status;
}

static int run(struct cli *cli)
{
	const char *wire = cli_value(cli, "wire");
	struct converting converting = { NLETS_WIRE_TEXT };

	if (!cli_format(cli, "text"))
		return CLI_USAGE;
	if (!wire)
		return cli_usage(cli, "%s", _("to which wire format? --wire text or --wire xml"));
	if (strcmp(wire, "xml") == 0)
		converting.wire = NLETS_WIRE_XML;
	else if (strcmp(wire, "text") != 0)
		return cli_usage(cli, _("--wire is text or xml, not \"%s\""), wire);
	return cli_each_message(cli, false, convert_one, &converting);
}

static const struct cli_example examples[] = {
	{ "convert --wire xml query.txt", N_("The same message as NIEM XML.") },
	{ "convert --wire text answer.xml -o answer.txt", N_("And as legacy text, into a file.") },
	{ NULL, NULL },
};

static const struct cli_option options[] = {
	{ 0, "wire", "FORMAT", "text|xml", N_("Wire format to write.") },
	{ 0, NULL, NULL, NULL, NULL },
};

const struct cli_verb cli_verb_convert = {
	.name = "convert",
	.operands = "--wire text|xml [FILE...]",
	.completes = "@file",
	.summary = N_("Write the same messages in the other wire format."),
	.examples = examples,
	.options = options,
	.run = run,
};
