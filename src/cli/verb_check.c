/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/cli.h"

#include "app/check_report.h"
#include "app/i18n.h"

struct checking {
	const char *format;
	struct app_place place;
	size_t messages, findings;
	bool first_result;
};

static int check_one(struct cli *cli, const struct cli_message *found, void *context)
{
	struct checking *checking = context;
	const struct app_shown shown = { found->file, found->number, found->offset, found->message };
	struct buf *out = &cli->out.text;

	if (found->number == 1)
		checking->place = (struct app_place){ 0 };
	if (strcmp(checking->format, "sarif") == 0) {
		app_sarif_results(&shown, found->file_bytes, &checking->place, &checking->first_result,
				  out);
	} else if (strcmp(checking->format, "text") == 0) {
		app_check_text(cli->session, &shown, found->file_bytes, &checking->place,
			       cli->out.colour, cli->verbose, out);
	} else {
		bool lines = strcmp(checking->format, "ndjson") == 0;

		if (!lines)
			buf_add_text(out, checking->messages ? ",\n" : "\n");
		app_check_json(cli->session, &shown, found->file_bytes, &checking->place, out);
		if (lines)
			buf_add_char(out, '\n');
	}
	checking->messages++;
	checking->findings += found->message->findings.count;
	return cli_verdict(cli, nlets_findings_worst(&found->message->findings));
}

static int run(struct cli *cli)
{
	struct checking checking = { .format = cli_format(cli, "text|json|ndjson|sarif"),
				     .first_result = true };
	int status;

	if (!checking.format)
		return CLI_USAGE;
	if (strcmp(checking.format, "json") == 0)
		buf_add_text(&cli->out.text, "{\"schema\":1,\"messages\":[");
	else if (strcmp(checking.format, "sarif") == 0)
		app_sarif_begin(cli->session, &cli->out.text);
	status = cli_each_message(cli, true, check_one, &checking);
	if (strcmp(checking.format, "json") == 0)
		buf_add_text(&cli->out.text, "]}\n");
	else if (strcmp(checking.format, "sarif") == 0)
		app_sarif_end(&cli->out.text);
	if (cli->verbose)
		cli_note(cli, _("messages: %zu, findings: %zu"), checking.messages, checking.findings);
	return status;
}

static const struct cli_example examples[] = {
	{ "check query.txt", N_("All findings, one a line, as a compiler writes them.") },
	{ "check -v query.txt", N_("With the mend, what the switch would answer, and the source.") },
	{ "check --format sarif -o findings.sarif *.txt", N_("For a code host or an editor.") },
	{ "check --fail-on warning query.txt", N_("Exit status 1 on warnings too.") },
	{ NULL, NULL },
};

const struct cli_verb cli_verb_check = {
	.name = "check",
	.operands = "[FILE...]",
	.completes = "@file",
	.summary = N_("Find everything that is wrong or noteworthy in messages."),
	.examples = examples,
	.run = run,
};
