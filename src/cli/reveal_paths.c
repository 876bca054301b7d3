/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/reveal_paths.h"

#include "app/i18n.h"
#include "app/reach.h"

static int unknown_datum(const struct cli *cli, const char *datum)
{
	struct buf classes = { 0 };
	int status;

	for (int i = NLETS_DATA_NONE + 1; i < NLETS_DATA_CLASS_COUNT; i++)
		buf_printf(&classes, " %s", nlets_data_class_word((enum nlets_data_class)i));
	status = cli_usage(cli, _("\"%s\" is no field code of an answer and none of:%s"), datum,
			   buf_text(&classes));
	buf_free(&classes);
	return status;
}

static int take_measures(struct cli *cli, struct nlets_reach_request *request)
{
	const char *value;

	for (size_t at = 0; (value = cli_next_value(cli, "measure", &at));) {
		uint64_t bit = app_reach_measure(cli->session, str_from(value));

		if (!bit)
			return cli_usage(cli, _("there is no measure \"%s\"; --paths lists them"),
					 value);
		request->measures |= bit;
	}
	return CLI_DONE;
}

static int print(struct cli *cli, const char *format, const struct app_reach *reach)
{
	if (strcmp(format, "json") == 0)
		app_reach_json(cli->session, reach, &cli->out.text);
	else if (strcmp(format, "csv") == 0)
		app_reach_csv(cli->session, reach, &cli->out.text);
	else
		app_reach_text(cli->session, reach, cli->out.colour, &cli->out.text);
	return CLI_DONE;
}

static int ask(struct cli *cli, const char *format, const struct app_reveal_question *question,
	       struct app_reach *reach)
{
	for (size_t i = 0; i < question->base_count; i++) {
		struct str *base = vec_add(&reach->arena, &reach->request.bases);

		if (!base)
			return cli_no_memory();
		*base = question->bases[i];
	}
	return app_reach_ask(cli->session, reach) < 0 ? cli_no_memory() :
							print(cli, format, reach);
}

int cli_reveal_paths(struct cli *cli, const char *datum, const struct app_reveal_question *question)
{
	const char *format = cli_format(cli, "text|json|csv");
	struct app_reach reach = {
		.request = {
			.holder = question->holder,
			.agency = question->agency,
			.date = app_session_date(cli->session),
			.assume = (enum nlets_assume)app_settings_choice(&cli->session->settings,
									 APP_SETTING_assume),
		},
	};
	int status;

	if (!format)
		return CLI_USAGE;
	if (cli->operands.count)
		return cli_usage(cli, "%s", _("--paths asks of records, not of a message: no FILE or KEY"));
	if (!question->holder.len)
		return cli_usage(cli, "%s", _("whose records? name the member with --holder"));
	if (!app_reach_datum(cli->session, str_from(datum), &reach.request.data_class,
			     &reach.request.code))
		return unknown_datum(cli, datum);
	status = take_measures(cli, &reach.request);
	if (status == CLI_DONE)
		status = ask(cli, format, question, &reach);
	app_reach_free(&reach);
	return status;
}
