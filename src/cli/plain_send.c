/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The message as it would go, its findings, and what sending it sets off. */
#include <config.h>

#include "cli/plain.h"

#include "app/conversation_report.h"
#include "app/finding_text.h"
#include "app/i18n.h"
#include "app/input.h"
#include "app/show.h"

#include <stdio.h>
#include <unistd.h>

static void add_note(struct plain *plain, const char *label, struct str text)
{
	if (text.len)
		buf_printf(&plain->out, "    %s: %.*s\n", label, STR_ARGS(text));
}

void plain_say_finding(struct plain *plain, const struct nlets_finding *finding)
{
	struct arena arena = { 0 };
	struct buf *out = &plain->out;

	buf_printf(out, "  %s[%s]: ", app_severity_word(finding->severity),
		   nlets_finding_kind(finding->id)->id);
	buf_add(out, app_finding_sentence(finding, &arena));
	buf_add_char(out, '\n');
	add_note(plain, _("mend"), app_finding_mend(finding, &arena));
	if (plain->draft->message)
		add_note(plain, _("the switch would answer"),
			 app_message_er(plain->session->definitions, plain->draft->message, finding,
					&arena));
	plain_say_gathered(plain);
	arena_free(&arena);
}

static void say_bytes(struct plain *plain, struct str bytes)
{
	app_add_visible_lines(&plain->out, bytes);
	if (!str_ends(bytes, STR("\n")))
		buf_add_char(&plain->out, '\n');
	plain_say_gathered(plain);
}

void plain_say_message(struct plain *plain, bool findings)
{
	const struct app_draft *draft = plain->draft;
	size_t count = app_draft_finding_count(draft);

	say_bytes(plain, buf_str(&draft->bytes));
	if (!findings)
		return;
	if (count == 0)
		plain_say(plain, "%s", _("Nothing is wrong with it."));
	else
		plain_say(plain, _("Findings: %zu"), count);
	for (size_t i = 0; i < count; i++)
		plain_say_finding(plain, app_draft_finding(draft, i));
}

/* Said once, on a line of its own, and never redrawn. */
static int progress(void *context, size_t done, size_t total)
{
	struct plain *plain = context;

	(void)done;
	if (!plain->cli->progress_shown && isatty(STDERR_FILENO) && !plain->cli->quiet)
		fprintf(stderr, "%s\n",
			total ? _("Inventing the population; this is done once.") :
				_("Waiting for the server; Ctrl-C gives up."));
	plain->cli->progress_shown = true;
	return app_interrupted() ? 1 : 0;
}

static void explain_answers(struct plain *plain, const struct app_output *answers, size_t count)
{
	struct app_input input = { .name = _("answer"), .bytes = answers->text };
	struct span at;

	if (count == 0)
		plain_say(plain, "%s", _("Nobody answered."));
	for (size_t number = 1; number <= count && app_input_next(&input, &at); number++) {
		struct app_shown shown = { input.name, number, 0, NULL };
		struct nlets_message *message;

		if (app_input_parse(&input, plain->session, at, true, &message) < 0)
			return;
		plain_say(plain, _("Answer %zu of %zu:"), number, count);
		shown.message = message;
		say_bytes(plain, message->raw);
		app_show_text(plain->session, &shown, false, &plain->out);
		plain_say_gathered(plain);
		nlets_message_free(&message);
	}
}

static enum plain_reply explain(struct plain *plain, const struct sim_conversation *conversation)
{
	struct app_output answers = { 0 };
	size_t count = app_conversation_answers(conversation, &answers);
	enum plain_reply reply = PLAIN_ANSWER;

	plain_say(plain, "%s", _("What happened, SIMULATED:"));
	app_conversation_transcript(conversation, &plain->out);
	plain_say_gathered(plain);
	explain_answers(plain, &answers, count);
	if (count && !app_conversation_rejected(conversation))
		reply = plain_reveal(plain, buf_str(&answers.text));
	buf_free(&answers.text);
	return reply;
}

static enum plain_reply send_now(struct plain *plain)
{
	struct sim_conversation *conversation;
	struct str why = STR_NONE;
	int result = app_session_send(plain->session, buf_str(&plain->draft->bytes), progress, plain,
				      &conversation, &why);

	if (result < 0) {
		cli_failed(result, why);
		return PLAIN_BACK;
	}
	plain->draft->changed = false;
	return explain(plain, conversation);
}

enum plain_reply plain_send(struct plain *plain)
{
	enum plain_reply reply;

	plain_say(plain, "%s", _("The message:"));
	plain_say_message(plain, true);
	reply = plain_ask_yes(plain, app_draft_has_errors(plain->draft) ?
					     _("It has errors. Send it all the same? y or n: ") :
					     _("Send it? y or n: "));
	return reply == PLAIN_ANSWER ? send_now(plain) : reply;
}
