/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/cli.h"

#include "app/audit.h"
#include "app/i18n.h"
#include "app/time_text.h"
#include "app/traffic.h"

/* The log goes out as it is made. */
static int take(void *context, struct str bytes)
{
	struct cli *cli = context;

	if (app_interrupted())
		return NLETS_E_CANCELLED;
	buf_add(&cli->out.text, bytes);
	app_output_flush(&cli->out);
	return cli->out.error ? NLETS_E_UNREADABLE : cli->out.text.failed ? NLETS_E_MEMORY : 0;
}

static bool read_time(const struct cli *cli, const char *option, int64_t *time)
{
	const char *value = cli_value(cli, option);

	if (!value || app_time_read(str_from(value), time))
		return true;
	cli_usage(cli, _("--%s takes a day or a time, such as 2025-01-31"), option);
	return false;
}

static int write_truth(struct cli *cli, const struct app_audit_counts *counts,
		       const struct app_traffic *traffic)
{
	const char *file = cli_value(cli, "truth");
	struct app_output out = { 0 };
	int result;

	if (!file)
		return CLI_DONE;
	result = app_output_open(&out, file);
	if (result == 0) {
		result = app_audit_truth_json(counts, traffic->seed, traffic->messages, &out.text);
		if (result == 0)
			result = app_output_close(&out, true);
		else
			app_output_close(&out, false);
	}
	return result < 0 ? cli_cannot_read(file, result) : CLI_DONE;
}

static int make(struct cli *cli, struct app_traffic *traffic)
{
	struct arena arena = { 0 };
	struct app_audit_counts counts;
	struct str why = STR_NONE;
	int result = app_audit_counts_new(cli->session, &arena, &counts), status;

	if (result == 0)
		result = app_traffic_write(traffic, &counts, &why);
	if (result == 0)
		status = write_truth(cli, &counts, traffic);
	else if (result == NLETS_E_CANCELLED)
		status = CLI_INTERRUPTED;
	else if (result == NLETS_E_ARGUMENT)
		status = cli_usage(cli, "%s",
				   _("a log ends after it begins and has at most 1000000000 messages"));
	else if (result == NLETS_E_UNREADABLE)
		status = CLI_DONE; /* told of when the output is closed */
	else
		status = cli_failed(result, why);
	arena_free(&arena);
	return status;
}

static int run(struct cli *cli)
{
	struct app_traffic traffic = { .session = cli->session, .messages = 1000, .seed = 1,
				       .since = 1735689600 /* 2025-01-01 */,
				       .until = 1767225600 /* 2026-01-01 */,
				       .take = take, .context = cli };

	if (!cli_format(cli, "text") || !cli_number(cli, "messages", &traffic.messages) ||
	    !cli_number(cli, "seed", &traffic.seed))
		return CLI_USAGE;
	if (cli->operands.count)
		return cli_usage(cli, "%s", _("this verb takes no operands"));
	if (!read_time(cli, "since", &traffic.since) || !read_time(cli, "until", &traffic.until))
		return CLI_USAGE;
	return make(cli, &traffic);
}

static const struct cli_example examples[] = {
	{ "traffic --messages 5000 >year.log", N_("An invented log of the year 2025.") },
	{ "traffic --messages 5000 --seed 7 --truth truth.json -o year.log",
	  N_("Another, with what an audit of it must find.") },
	{ NULL, NULL },
};

static const struct cli_option options[] = {
	{ 0, "messages", "N", "", N_("How many messages the log has (default 1000).") },
	{ 0, "since", "TIME", "", N_("When it begins (default 2025-01-01).") },
	{ 0, "until", "TIME", "", N_("When it ends (default 2026-01-01).") },
	{ 0, "truth", "FILE", "@file", N_("Write the totals of the log to FILE as JSON.") },
	{ 0, NULL, NULL, NULL, NULL },
};

const struct cli_verb cli_verb_traffic = {
	.name = "traffic",
	.operands = "",
	.completes = "",
	.summary = N_("Write an invented message log of any size."),
	.examples = examples,
	.options = options,
	.run = run,
	.own_seed = true,
};
