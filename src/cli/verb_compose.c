/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/cli.h"

#include "app/check_report.h"
#include "app/compose.h"
#include "app/i18n.h"

/* Findings go to standard error; the message itself to the output. */
static void report(struct cli *cli, struct nlets_message *message)
{
	const struct app_shown shown = { cli->verb->name, 1, 0, message };
	struct app_place place = { 0 };
	struct buf text = { 0 };

	app_check_text(cli->session, &shown, message->raw, &place, false, !cli->quiet, &text);
	if (text.len)
		app_warn(str_trim_end(buf_str(&text)));
	buf_free(&text);
}

static int unrenderable(struct cli *cli, const struct nlets_findings *lost)
{
	struct nlets_message *none = nlets_message_new(NLETS_WIRE_TEXT);

	if (!none)
		return cli_no_memory();
	none->findings = *lost;
	report(cli, none);
	none->findings = (struct nlets_findings){ 0 };
	nlets_message_free(&none);
	cli_error("%s", _(nlets_error_text(NLETS_E_UNRENDERABLE)));
	return CLI_NO;
}

/* A real ORI that public pages print is explained, never sent from. */
static int refuse_sender(struct cli *cli, struct str from)
{
	struct str words = app_session_ori_words(cli->session, from);

	if (words.len)
		cli_note(cli, "%.*s", STR_ARGS(app_tr(words)));
	return cli_usage(cli, _("%.*s may not send: only training ORIs, with SIM as characters 3 to 5, such as AZSIM0001"),
			 STR_ARGS(from));
}

static int explain(struct cli *cli, int fault, const struct app_parts *parts, size_t at,
		   const struct nlets_findings *lost)
{
	switch (fault) {
	case APP_COMPOSE_NO_SUCH_KEY:
		return cli_usage(cli, _("there is no message key %.*s; \"nletscope forms\" lists them"),
				 STR_ARGS(parts->key));
	case APP_COMPOSE_NO_FORM:
		return cli_usage(cli, _("the format of %.*s is not public"), STR_ARGS(parts->key));
	case APP_COMPOSE_FROM:
		return refuse_sender(cli, parts->from);
	case APP_COMPOSE_ASSIGNMENT:
		return cli_usage(cli, _("\"%.*s\" is not CODE=VALUE"), STR_ARGS(parts->assignments[at]));
	case APP_COMPOSE_TWICE:
		return cli_usage(cli, _("\"%.*s\": this code was given before"),
				 STR_ARGS(parts->assignments[at]));
	case APP_COMPOSE_UNRENDERABLE:
		return unrenderable(cli, lost);
	default:
		return cli_failed(fault, STR_NONE);
	}
}

static struct str upper(struct cli *cli, const char *text)
{
	char *copy = arena_strdup(&cli->arena, text);

	for (char *c = copy; c && *c; c++)
		*c = char_to_upper(*c);
	return str_from(copy);
}

/* The values of a repeated option, in capitals; an option may also hold several
 * divided by blanks or commas. */
static size_t gather(struct cli *cli, const char *option, struct str **values)
{
	VEC(struct str) list = { 0 };
	const char *value;

	for (size_t at = 0; (value = cli_next_value(cli, option, &at));) {
		struct str rest = upper(cli, value);

		while (rest.len) {
			size_t end = 0;

			while (end < rest.len && rest.ptr[end] != ' ' && rest.ptr[end] != ',')
				end++;
			if (end) {
				struct str *item = vec_add(&cli->arena, &list);

				if (item)
					*item = str_sub(rest, 0, end);
			}
			end += end < rest.len;
			rest = str_sub(rest, end, rest.len - end);
		}
	}
	*values = list.items;
	return list.count;
}

static size_t gather_assignments(struct cli *cli, struct str **values)
{
	VEC(struct str) list = { 0 };

	for (size_t i = 1; i < cli->operands.count; i++) {
		struct str *item = vec_add(&cli->arena, &list);

		if (item)
			*item = str_from(cli->operands.items[i]);
	}
	*values = list.items;
	return list.count;
}

static bool read_wire(struct cli *cli, enum nlets_wire *wire)
{
	const char *word = cli_value(cli, "wire");

	*wire = NLETS_WIRE_TEXT;
	if (!word || strcmp(word, "text") == 0)
		return true;
	*wire = NLETS_WIRE_XML;
	if (strcmp(word, "xml") == 0)
		return true;
	cli_usage(cli, _("--wire is text or xml, not \"%s\""), word);
	return false;
}

static struct app_parts read_parts(struct cli *cli)
{
	struct app_parts parts = { .control = str_from(cli_value(cli, "control")),
				   .text = str_from(cli_value(cli, "text")) };
	struct str *to, *assignments;

	parts.key = upper(cli, cli->operands.items[0]);
	parts.from = cli_has(cli, "from") ?
			     upper(cli, cli_value(cli, "from")) :
			     app_settings_text(&cli->session->settings, APP_SETTING_from);
	parts.to_count = gather(cli, "to", &to);
	parts.to = to;
	parts.assignment_count = gather_assignments(cli, &assignments);
	parts.assignments = assignments;
	return parts;
}

static int run(struct cli *cli)
{
	struct buf bytes = { 0 };
	struct nlets_findings lost = { 0 };
	struct nlets_message *message;
	struct app_parts parts;
	size_t at = 0;
	int result, status;

	if (!cli_format(cli, "text"))
		return CLI_USAGE;
	if (cli->operands.count == 0)
		return cli_usage(cli, "%s", _("which message key? For example RQ"));
	parts = read_parts(cli);
	if (!read_wire(cli, &parts.wire))
		return CLI_USAGE;
	result = app_compose(cli->session, &parts, &cli->arena, &bytes, &lost, &at, &message);
	if (result != APP_COMPOSE_OK) {
		status = explain(cli, result, &parts, at, &lost);
	} else {
		app_output_bytes(&cli->out, buf_str(&bytes));
		if (cli->out.terminal)
			buf_add_char(&cli->out.text, '\n');
		report(cli, message);
		status = cli_verdict(cli, nlets_findings_worst(&message->findings));
		nlets_message_free(&message);
	}
	buf_free(&bytes);
	return status;
}

static const struct cli_example examples[] = {
	{ "compose RQ --to IL LIC=SIMHRN1234 LIY=2026 LIT=PC", N_("A registration query by plate.") },
	{ "compose DQ --to NL \"NAM=HERON,JUNIPER SIM\" DOB=19800512 SEX=F",
	  N_("A driver query by name, to every state.") },
	{ "compose IQ --to \"IL WA OR\" PUR=C ATN=TRAINER \"NAM=HERON,JUNIPER SIM\" DOB=19800512 SEX=F RAC=W",
	  N_("A criminal history query to three states.") },
	{ "compose RQ --to IL LIC=SIMHRN1234 LIY=2026 LIT=PC --wire xml", N_("The same as NIEM XML.") },
	{ "forms RQ", N_("Which codes RQ takes.") },
	{ NULL, NULL },
};

static const struct cli_option options[] = {
	{ 0, "from", "ORI", "@ori", N_("Sender: a training ORI (default AZSIM0001).") },
	{ 0, "to", "DEST", "@destination", N_("Destination; may be repeated.") },
	{ 0, "control", "TEXT", "", N_("Control field, up to ten characters, without the star.") },
	{ 0, "text", "TEXT", "", N_("Free text of the body.") },
	{ 0, "wire", "FORMAT", "text|xml", N_("Wire format to write (default text).") },
	{ 0, NULL, NULL, NULL, NULL },
};

const struct cli_verb cli_verb_compose = {
	.name = "compose",
	.operands = "KEY [CODE=VALUE...]",
	.completes = "@key",
	.summary = N_("Fill a form, check it and print the wire message."),
	.examples = examples,
	.options = options,
	.run = run,
};
