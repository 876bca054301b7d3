/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/cli.h"

#include "app/i18n.h"
#include "app/policy_overlay.h"
#include "app/reveal.h"
#include "cli/reveal_paths.h"

#include <unistd.h>

struct revealing {
	const char *format;
	struct app_reveal_question question;
	bool matrix;
	size_t count;
	struct nlets_policies *other; /* to be compared with; NULL: none */
};

static int explain(const struct cli *cli, int fault, const struct revealing *revealing,
		   const char *what)
{
	switch (fault) {
	case APP_REVEAL_NO_AGENCY:
		return cli_usage(cli, _("there is no agency \"%.*s\"; \"nletscope agencies\" lists them"),
				 STR_ARGS(revealing->question.agency));
	case APP_REVEAL_NO_HOLDER:
		return cli_usage(cli, _("%s does not say which state holds the data; name it with --holder"),
				 what);
	case APP_REVEAL_NO_KEY:
		cli_error(_("%s: no message whose format is known"), what);
		return CLI_INPUT;
	case APP_REVEAL_NOTICE:
		cli_note(cli, _("%s: a notice answers no query, so nothing is disclosed by it"), what);
		return CLI_NO;
	default:
		return cli_failed(fault, STR_NONE);
	}
}

static int print(struct cli *cli, struct revealing *revealing, struct app_reveal *reveal)
{
	struct buf *out = &cli->out.text;
	const char *format = revealing->format;

	if (strcmp(format, "json") == 0)
		buf_add_text(out, revealing->count ? ",\n" : "\n");
	else if (strcmp(format, "csv") != 0 && revealing->count)
		buf_add_char(out, '\n');
	revealing->count++;
	if (revealing->other) {
		int differs = app_reveal_compare(cli->session, reveal, revealing->other, format, out);

		return differs < 0 ? cli_no_memory() : differs ? CLI_NO : CLI_DONE;
	}
	if (revealing->matrix)
		return app_reveal_matrix(cli->session, reveal, format, out) < 0 ? cli_no_memory() : CLI_DONE;
	if (strcmp(format, "csv") == 0)
		app_reveal_csv(cli->session, reveal, out);
	else if (strcmp(format, "text") == 0)
		app_reveal_text(cli->session, reveal, cli->out.colour, out);
	else
		app_reveal_json(cli->session, reveal, out);
	return CLI_DONE;
}

static int finish(struct cli *cli, struct revealing *revealing, struct app_reveal *reveal, int fault,
		  const char *what)
{
	int status = fault == APP_REVEAL_OK ? print(cli, revealing, reveal) :
					      explain(cli, fault, revealing, what);

	app_reveal_free(reveal);
	return status;
}

static int reveal_one(struct cli *cli, const struct cli_message *found, void *context)
{
	struct revealing *revealing = context;
	size_t places = revealing->question.holder.len ?
				1 : app_reveal_places(cli->session, found->message);
	int status = CLI_DONE;

	for (size_t place = 0; place < places; place++) {
		struct app_reveal reveal = { 0 };
		int fault = app_reveal_message(cli->session, found->message, &revealing->question, place,
					       &reveal);

		status = cli_worse(status, finish(cli, revealing, &reveal, fault, found->file));
	}
	return status;
}

static int reveal_key(struct cli *cli, const char *key, struct revealing *revealing)
{
	struct app_reveal reveal = { 0 };
	int fault = app_reveal_key(cli->session, str_from(key), &revealing->question, &reveal);

	return finish(cli, revealing, &reveal, fault, key);
}

/* A known message key, unless there is a file of that name. */
static bool is_key(struct cli *cli, const char *operand)
{
	return strcmp(operand, "-") != 0 && access(operand, F_OK) < 0 &&
	       nlets_form(cli->session->definitions, str_from(operand)) != NULL;
}

static int each_operand(struct cli *cli, struct revealing *revealing)
{
	int status = CLI_DONE;

	if (cli->operands.count == 0)
		return cli_each_message(cli, false, reveal_one, revealing);
	for (size_t i = 0; i < cli->operands.count; i++) {
		const char *operand = cli->operands.items[i];
		int result = is_key(cli, operand) ? reveal_key(cli, operand, revealing) :
						    cli_each_message_of(cli, operand, false, reveal_one,
									revealing);

		status = cli_worse(status, result);
	}
	return status;
}

static bool read_question(struct cli *cli, struct revealing *revealing)
{
	struct app_reveal_question *question = &revealing->question;
	VEC(struct str) bases = { 0 };
	const char *value = cli_value(cli, "as");

	question->agency = value ? str_from(value) :
				   app_settings_text(&cli->session->settings, APP_SETTING_agency);
	question->holder = str_from(cli_value(cli, "holder"));
	question->purpose = str_from(cli_value(cli, "purpose"));
	for (size_t at = 0; (value = cli_next_value(cli, "basis", &at));) {
		struct str *base = vec_add(&cli->arena, &bases);

		if (base)
			*base = str_from(value);
	}
	question->bases = bases.items;
	question->base_count = bases.count;
	value = cli_value(cli, "on");
	return !value || cli_set(cli, APP_SETTING_date, value, "--on");
}

/* --policies lays a file over the rules, --compare names one to be compared. */
static int take_policies(struct cli *cli, const char *option, struct nlets_policies **policies)
{
	const char *file = cli_value(cli, option);
	struct str why;
	int error = file ? app_policies_with_file(cli->session, file, policies, &why) : 0;

	if (error == NLETS_E_UNREADABLE || error == NLETS_E_LIMIT)
		return cli_cannot_read(file, error);
	if (error == NLETS_E_DEFINITION) {
		cli_error("%.*s", STR_ARGS(why));
		return CLI_USAGE;
	}
	return error ? cli_no_memory() : CLI_DONE;
}

static int take_both_policies(struct cli *cli, struct revealing *revealing)
{
	struct nlets_policies *laid = NULL;
	int status = take_policies(cli, "compare", &revealing->other);

	if (status == CLI_DONE)
		status = take_policies(cli, "policies", &laid);
	if (status == CLI_DONE && laid)
		app_policies_use(cli->session, laid);
	return status;
}

static int run(struct cli *cli)
{
	struct revealing revealing = { .format = cli_format(cli, "text|json|ndjson|csv"),
				       .matrix = cli_has(cli, "matrix") };
	const char *datum = cli_value(cli, "paths");
	bool json;
	int status;

	if (!revealing.format || !read_question(cli, &revealing))
		return CLI_USAGE;
	status = take_both_policies(cli, &revealing);
	if (status != CLI_DONE)
		return status;
	if (revealing.other)
		revealing.matrix = true;
	if (cli_has(cli, "measure") && !datum)
		return cli_usage(cli, "%s", _("--measure goes with --paths"));
	if (datum && revealing.matrix)
		return cli_usage(cli, "%s", _("--paths asks for one agency, --matrix for all"));
	if (revealing.matrix)
		revealing.question.agency = STR("");
	else if (revealing.question.agency.len == 0)
		return cli_usage(cli, "%s", _("which agency? --as AGENCY, or --matrix for all"));
	else if (!nlets_agency(cli->session->policies, revealing.question.agency))
		return explain(cli, APP_REVEAL_NO_AGENCY, &revealing, "");
	if (revealing.question.holder.len &&
	    !nlets_holder(cli->session->policies, revealing.question.holder))
		return cli_usage(cli, _("there is no member \"%.*s\"; \"nletscope states\" lists them"),
				 STR_ARGS(revealing.question.holder));
	if (datum)
		return cli_reveal_paths(cli, datum, &revealing.question);
	json = strcmp(revealing.format, "json") == 0;
	if (json)
		buf_add_text(&cli->out.text, "{\"schema\":1,\"disclosures\":[");
	else if (strcmp(revealing.format, "csv") == 0 && !revealing.matrix)
		app_reveal_csv_head(&cli->out.text);
	status = each_operand(cli, &revealing);
	if (json)
		buf_add_text(&cli->out.text, "]}\n");
	else if (strcmp(revealing.format, "ndjson") == 0)
		buf_add_char(&cli->out.text, '\n');
	return status;
}

static const struct cli_example examples[] = {
	{ "reveal answer.txt --as ice-ero", N_("Of this answer, what ICE ERO would see, and by which rule.") },
	{ "reveal DQ --holder IL --as ice-ero --on 2026-01-15",
	  N_("What Illinois's answer to a DQ may hold for ICE ERO, by the rules of that day.") },
	{ "reveal DQ --holder IL --as ice-ero --basis court-order", N_("The same with a court order.") },
	{ "reveal DQ --holder WA --matrix", N_("For all agencies at once.") },
	{ "reveal --paths address --holder IL --as ice-ero",
	  N_("By which other ways an address in Illinois's records still comes to ICE ERO.") },
	{ NULL, NULL },
};

static const struct cli_option options[] = {
	{ 0, "as", "AGENCY", "@agency", N_("Agency through whose eyes to look (\"nletscope agencies\").") },
	{ 0, "matrix", NULL, "", N_("All agencies, fields by agencies.") },
	{ 0, "paths", "DATUM", "", N_("By which ways a class of data or a field still comes there.") },
	{ 0, "measure", "ID", "", N_("With --paths: measure that is in force, for a drill; may be repeated.") },
	{ 0, "policies", "FILE", "@file", N_("Policy file whose rules go before the others of the same id.") },
	{ 0, "compare", "FILE", "@file", N_("What the rules of that policy file would change, for all agencies.") },
	{ 0, "holder", "STATE", "@state", N_("Who holds the data (default: who sent the answer).") },
	{ 0, "on", "DATE", "", N_("Day whose rules apply (default today).") },
	{ 0, "basis", "BASIS", "", N_("Legal basis that is shown, such as court-order; may be repeated.") },
	{ 0, "purpose", "CODE", "", N_("Purpose or reason code of the query.") },
	{ 0, "assume", "WHAT", "answered|refused|nothing",
	  N_("What to assume where nothing public is known (default nothing).") },
	{ 0, NULL, NULL, NULL, NULL },
};

const struct cli_verb cli_verb_reveal = {
	.name = "reveal",
	.operands = "FILE|KEY...",
	.completes = "@key",
	.summary = N_("Show which fields of an answer an agency would see, and by which rule."),
	.examples = examples,
	.options = options,
	.run = run,
};
