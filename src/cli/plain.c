/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialogue as a whole: key, form, sending, disclosure, and again. */
#include <config.h>

#include "cli/plain.h"

#include "app/i18n.h"
#include "app/time_text.h"

#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

static void introduce(struct plain *plain)
{
	struct arena arena = { 0 };
	struct str date = app_date_text(app_session_date(plain->session), &arena);

	plain_say(plain, "%s", _("nletscope. SIMULATED: no real network, and every record is invented."));
	plain_say(plain, _("Rules as of %.*s."), STR_ARGS(date));
	plain_say(plain, "%s", _("At each question: ? helps, < goes back, an empty line skips, q quits."));
	arena_free(&arena);
}

/* Nothing that was typed gets lost unseen. */
static void put_away(struct plain *plain)
{
	if (plain->draft && plain->draft->changed) {
		plain_say(plain, "%s", _("The message so far, not sent:"));
		plain_say_message(plain, false);
	}
	app_draft_free(&plain->draft);
}

static enum plain_reply fill_and_send(struct plain *plain)
{
	enum plain_reply reply = plain_fill(plain, false);

	while (reply == PLAIN_ANSWER) {
		reply = plain_send(plain);
		if (reply != PLAIN_BACK)
			return reply;
		reply = plain_fill(plain, true);
	}
	return reply;
}

/* One message from its key on. PLAIN_ANSWER or PLAIN_BACK: another may follow. */
static enum plain_reply one_message(struct plain *plain)
{
	enum plain_reply reply = plain_choose_key(plain);

	if (reply != PLAIN_ANSWER)
		return reply;
	reply = fill_and_send(plain);
	if (reply == PLAIN_QUIT || reply == PLAIN_END || reply == PLAIN_BACK)
		return reply;
	app_draft_free(&plain->draft);
	return plain_ask_yes(plain, _("Another message? y or n: "));
}

int cli_plain(struct cli *cli)
{
	struct plain plain = { .cli = cli, .session = cli->session, .way = SIZE_MAX };
	enum plain_reply reply;

	if (cli_has(cli, "no-input"))
		return cli_usage(cli, "%s", _("--plain asks questions, so it cannot go with --no-input"));
	plain.echo = !isatty(STDIN_FILENO);
	introduce(&plain);
	do {
		reply = one_message(&plain);
		if (reply == PLAIN_END)
			app_draft_free(&plain.draft);
		put_away(&plain);
	} while (reply == PLAIN_ANSWER || reply == PLAIN_BACK);
	if (reply != PLAIN_END)
		plain_say(&plain, "%s", _("Goodbye."));
	buf_free(&plain.line);
	buf_free(&plain.out);
	return ferror(stdout) ? CLI_INPUT : CLI_DONE;
}
