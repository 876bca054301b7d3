/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/cli.h"

#include "app/conversation_report.h"
#include "app/i18n.h"
#include "app/ladder_export.h"
#include "app/remote.h"
#include "app/steps.h"
#include "base/utf8.h"

struct sending {
	const char *format;
	const char *ladder; /* "text", "svg", or NULL: the messages themselves */
	size_t count;
	struct app_cause cause; /* given by --cause */
	bool next; /* what may follow, instead of the answers */
};

static void transcript(struct cli *cli, const struct sim_conversation *conversation)
{
	struct buf text = { 0 };

	app_conversation_cause(cli->session, conversation, &text);
	app_conversation_transcript(conversation, &text);
	app_warn(str_trim_end(buf_str(&text)));
	buf_free(&text);
}

static size_t print(struct cli *cli, const struct sim_conversation *conversation,
		    struct sending *sending)
{
	struct buf *out = &cli->out.text;

	if (strcmp(sending->format, "text") == 0)
		return app_conversation_answers(conversation, &cli->out);
	if (strcmp(sending->format, "json") == 0)
		buf_add_text(out, sending->count ? ",\n" : "\n");
	app_conversation_json(cli->session, conversation, out);
	if (strcmp(sending->format, "ndjson") == 0)
		buf_add_char(out, '\n');
	return 1;
}

/* A drawing holds one conversation. */
static int draw_one(struct cli *cli, const struct sim_conversation *conversation,
		    struct sending *sending)
{
	bool svg = strcmp(sending->ladder, "svg") == 0;
	int result;

	if (svg && sending->count) {
		cli_error("%s", _("--ladder svg draws one message; send them one by one"));
		return CLI_USAGE;
	}
	buf_add_text(&cli->out.text, sending->count ? "\n" : "");
	result = svg ? app_ladder_svg(conversation, cli_has(cli, "unfold"), &cli->out.text)
		     : app_ladder_text(conversation, &cli->out.text);
	if (result < 0)
		return cli_failed(result, STR_NONE);
	sending->count++;
	return app_conversation_rejected(conversation) ? CLI_REJECTED : CLI_DONE;
}

/* What may follow. That nothing does is a no. */
static int propose(struct cli *cli, const struct sim_conversation *conversation,
		   struct sending *sending)
{
	struct app_steps steps = { 0 };
	int result = app_steps_of(cli->session, conversation, &steps);
	bool any = steps.items.count > 0;

	if (strcmp(sending->format, "text") == 0) {
		app_steps_text(cli->session, &steps, &cli->out.text);
	} else {
		if (strcmp(sending->format, "json") == 0)
			buf_add_text(&cli->out.text, sending->count ? ",\n" : "\n");
		app_steps_json(cli->session, &steps, &cli->out.text);
		buf_add_text(&cli->out.text, strcmp(sending->format, "ndjson") == 0 ? "\n" : "");
	}
	app_steps_free(&steps);
	sending->count++;
	if (result < 0)
		return cli_failed(result, STR_NONE);
	if (!any)
		cli_note(cli, "%s", _("nothing in the answers leads to a further query"));
	return app_conversation_rejected(conversation) ? CLI_REJECTED : any ? CLI_DONE : CLI_NO;
}

static int show_one(struct cli *cli, const struct sim_conversation *conversation, const char *file,
		    size_t number, struct sending *sending)
{
	if (cli->verbose)
		transcript(cli, conversation);
	if (sending->ladder)
		return draw_one(cli, conversation, sending);
	if (sending->next)
		return propose(cli, conversation, sending);
	if (print(cli, conversation, sending) == 0) {
		cli_note(cli, _("%s: message %zu: nobody answered"), file, number);
		return CLI_NETWORK;
	}
	sending->count++;
	return app_conversation_rejected(conversation) ? CLI_REJECTED : CLI_DONE;
}

static int send_one(struct cli *cli, const struct cli_message *found, void *context)
{
	struct sending *sending = context;
	struct str sender = found->message->sender.text;
	struct sim_conversation *conversation;
	struct str why = STR_NONE;
	int result;

	if (sender.len && !app_is_training_ori(sender)) {
		struct str words = app_session_ori_words(cli->session, sender);

		cli_error(_("%s: message %zu is not sent: its sender %.*s is no training ORI (SIM as characters 3 to 5)"),
			  found->file, found->number, STR_ARGS(sender));
		if (words.len)
			cli_note(cli, "%.*s", STR_ARGS(app_tr(words)));
		return CLI_USAGE;
	}
	result = app_session_send(cli->session, found->message->raw, cli_progress, cli, &conversation,
				  &why);
	cli_progress_end(cli);
	if (result < 0)
		return cli_failed(result, why);
	app_cause_set(cli->session, conversation, &sending->cause);
	return show_one(cli, conversation, found->file, found->number, sending);
}

/* The messages that were kept because they were not answered. */
static int list_outbox(struct cli *cli)
{
	app_outbox_entries entries = { 0 };
	struct buf *out = &cli->out.text;

	if (app_outbox_list(cli->session, &cli->arena, &entries) < 0)
		return cli_no_memory();
	for (size_t i = 0; i < entries.count; i++) {
		const struct app_outbox_entry *entry = &entries.items[i];

		buf_printf(out, "%.*s  %.*s  ", STR_ARGS(entry->key), STR_ARGS(entry->sent));
		utf8_add_visible(out, entry->url, false);
		buf_add_text(out, "  ");
		utf8_add_visible(out, str_sub(entry->bytes, 0, str_find_char(entry->bytes, '\r')), false);
		buf_add_char(out, '\n');
	}
	return CLI_DONE;
}

static int send_entry_again(struct cli *cli, const struct app_outbox_entry *entry, size_t number,
			    struct sending *sending)
{
	struct sim_conversation conversation = { 0 };
	struct str why = STR_NONE;
	int result = app_remote_send_again(cli->session, entry, cli_progress, cli, &conversation, &why);
	int status;

	cli_progress_end(cli);
	status = result < 0 ? cli_failed(result, why) :
			      show_one(cli, &conversation, entry->key.ptr, number, sending);
	sim_conversation_free(&conversation);
	return status;
}

/* Those named, or all. One that fails does not stop the others. */
static int send_again(struct cli *cli, bool drop, struct sending *sending)
{
	app_outbox_entries entries = { 0 };
	int status = CLI_DONE;
	size_t found = 0;

	if (app_outbox_list(cli->session, &cli->arena, &entries) < 0)
		return cli_no_memory();
	for (size_t i = 0; i < entries.count; i++) {
		bool wanted = cli->operands.count == 0;

		for (size_t o = 0; o < cli->operands.count; o++)
			wanted = wanted || str_eq(str_from(cli->operands.items[o]), entries.items[i].key);
		if (!wanted)
			continue;
		found++;
		if (drop)
			app_outbox_drop(&entries.items[i]);
		else
			status = cli_worse(status, send_entry_again(cli, &entries.items[i], found, sending));
		if (app_interrupted())
			break;
	}
	if (found < cli->operands.count) {
		cli_error("%s", _("the outbox does not hold all of these; send --outbox lists it"));
		return cli_worse(status, CLI_USAGE);
	}
	return status;
}

static int work(struct cli *cli, struct sending *sending)
{
	if (cli_has(cli, "outbox"))
		return list_outbox(cli);
	if (cli_has(cli, "again") || cli_has(cli, "forget"))
		return send_again(cli, !cli_has(cli, "again"), sending);
	return cli_each_message(cli, false, send_one, sending);
}

static bool take_faults(struct cli *cli)
{
	const char *plan = cli_value(cli, "fault");
	struct str wrong;

	if (!plan)
		return true;
	if (app_faults_check(str_from(plan), &wrong))
		return cli_set(cli, APP_SETTING_faults, plan, "--fault");
	cli_error(_("--fault %.*s: write HOLDER=WHAT[:SECONDS] with slow, silent, garbled, duplicated, out-of-order, store or remove"),
		  STR_ARGS(wrong));
	return false;
}

static bool take_cause(struct cli *cli, struct app_cause *cause)
{
	const char *given = cli_value(cli, "cause");

	*cause = (struct app_cause){ .conversation = STR("") };
	if (!given || app_cause_read(str_from(given), cause))
		return true;
	cli_error("%s", _("--cause wants what send --next gave: CONVERSATION.HOP:CODE,CODE"));
	return false;
}

static int run(struct cli *cli)
{
	struct sending sending = { .format = cli_format(cli, "text|json|ndjson"),
				   .ladder = cli_value(cli, "ladder"),
				   .next = cli_has(cli, "next") };
	const char *wire = cli_value(cli, "wire");
	int status;

	if (!sending.format || (wire && !cli_set(cli, APP_SETTING_deliver, wire, "--wire")) || !take_faults(cli) ||
	    !take_cause(cli, &sending.cause))
		return CLI_USAGE;
	if (sending.ladder && sending.next) {
		cli_error("%s", _("--ladder and --next each stand alone"));
		return CLI_USAGE;
	}
	if (sending.ladder && strcmp(sending.format, "text") != 0) {
		cli_error("%s", _("--ladder has a form of its own; leave --format out"));
		return CLI_USAGE;
	}
	if (strcmp(sending.format, "json") == 0)
		buf_add_text(&cli->out.text, "{\"schema\":1,\"conversations\":[");
	status = work(cli, &sending);
	if (strcmp(sending.format, "json") == 0)
		buf_add_text(&cli->out.text, "]}\n");
	return status;
}

static const struct cli_example examples[] = {
	{ "send query.txt", N_("Each answer as it was delivered.") },
	{ "send -v query.txt", N_("With every hop, on standard error.") },
	{ "send --date 2026-01-15 --assume answered query.txt",
	  N_("By the rules of that day, and as if holders of whom nothing is known answered.") },
	{ "send -v --fault TX=slow,IL=store:300 query.txt",
	  N_("Texas answers late; Illinois is out of service for five minutes.") },
	{ "send --url http://127.0.0.1:4711 query.txt",
	  N_("To a server started with \"nletscope serve\".") },
	{ "send --again", N_("What such a server has not answered, once more.") },
	{ "send --ladder svg --output ladder.svg query.txt",
	  N_("Every hop drawn, for a handout.") },
	{ "send --next query.txt", N_("What an asker could go on with, each with its command.") },
	{ "send query.txt | nletscope show -", N_("The answers explained.") },
	{ NULL, NULL },
};

static const struct cli_option options[] = {
	{ 0, "date", "DATE", "", N_("Day whose rules apply (default today).") },
	{ 0, "assume", "WHAT", "answered|refused|nothing",
	  N_("What to assume where nothing public is known (default nothing).") },
	{ 0, "regional", "KEY", "plain|group",
	  N_("Key of a licence query to a region: plain (DQ) or group (DQG).") },
	{ 0, "refusal", "HOW", "open|as-no-record", N_("How a holder refuses (default open).") },
	{ 0, "wire", "FORMAT", "text|xml", N_("Wire format to receive (default text).") },
	{ 0, "ladder", "FORM", "text|svg",
	  N_("Instead of the answers, all hops as a ladder: in characters, or drawn.") },
	{ 0, "unfold", NULL, "", N_("With --ladder svg: a column for each holder, however many there are.") },
	{ 0, "next", NULL, "",
	  N_("Instead of the answers, the queries that they may lead to, and what each would tell whom.") },
	{ 0, "cause", "CAUSE", "", N_("What led to the message, as --next wrote it.") },
	{ 0, "fault", "PLAN", "",
	  N_("What goes wrong: HOLDER=slow, silent, garbled, duplicated, out-of-order, store or remove, divided by commas.") },
	{ 0, "population", "FILE", "@file", N_("File that holds the invented population.") },
	{ 0, "people", "N", "", N_("How many people it has (default 20000).") },
	{ 0, "url", "URL", "", N_("Simulated switch to send to over HTTP (default: the one in the program).") },
	{ 0, "ca-file", "FILE", "@file", N_("Certificates to trust for https instead of the system's.") },
	{ 0, "allow-remote", NULL, "", N_("Allow a URL beyond the loopback.") },
	{ 0, "url-timeout", "SECONDS", "", N_("How long an answer over HTTP may take (default 120).") },
	{ 0, "outbox", NULL, "", N_("List the messages that no server has answered.") },
	{ 0, "again", NULL, "", N_("Send those again, or the ones named; none is handled twice.") },
	{ 0, "forget", NULL, "", N_("Remove those, or the ones named.") },
	{ 0, NULL, NULL, NULL, NULL },
};

const struct cli_verb cli_verb_send = {
	.name = "send",
	.operands = "[FILE...]",
	.completes = "@file",
	.summary = N_("Send messages through the simulated network and print the answers."),
	.examples = examples,
	.options = options,
	.run = run,
};
