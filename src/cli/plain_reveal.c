/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which agency looks at the answers, and what it sees of them. */
#include <config.h>

#include "cli/plain_help.h"

#include "app/i18n.h"
#include "app/input.h"
#include "app/reveal.h"

static void reveal_one(struct plain *plain, const struct nlets_message *message, struct str agency,
		       size_t place)
{
	const struct app_reveal_question question = { .agency = agency };
	struct app_reveal reveal = { 0 };

	switch (app_reveal_message(plain->session, message, &question, place, &reveal)) {
	case APP_REVEAL_OK:
		app_reveal_text(plain->session, &reveal, false, &plain->out);
		plain_say_gathered(plain);
		break;
	case APP_REVEAL_NO_HOLDER:
		plain_say(plain, "%s", _("The answer does not say which state holds the data."));
		break;
	case APP_REVEAL_NOTICE:
		plain_say(plain, "%s", _("A notice answers no query, so nothing is disclosed by it."));
		break;
	default:
		plain_say(plain, "%s", _("No rule can be applied: the answer's format is not known."));
		break;
	}
	app_reveal_free(&reveal);
}

static void reveal_all(struct plain *plain, struct str answers, struct str agency)
{
	struct app_input input = { .name = "", .bytes = { 0 } };
	struct span at;

	buf_add(&input.bytes, answers);
	while (app_input_next(&input, &at)) {
		struct nlets_message *message;

		if (app_input_parse(&input, plain->session, at, false, &message) < 0)
			break;
		for (size_t place = 0; place < app_reveal_places(plain->session, message); place++)
			reveal_one(plain, message, agency, place);
		nlets_message_free(&message);
	}
	buf_free(&input.bytes);
}

/* An agency's id or short name, whatever its letters' case. */
static const struct nlets_agency *find_agency(struct plain *plain, struct str name)
{
	size_t count;
	const struct nlets_agency *agencies = nlets_agencies(plain->session->policies, &count);

	for (size_t i = 0; i < count; i++)
		if (str_eq_nocase(agencies[i].id, name) || str_eq_nocase(agencies[i].short_name, name))
			return &agencies[i];
	return NULL;
}

enum plain_reply plain_reveal(struct plain *plain, struct str answers)
{
	for (;;) {
		const struct nlets_agency *agency;
		enum plain_reply reply;

		buf_add_text(&plain->out,
			     _("Which agency looks at it? ? lists them, an empty line goes on: "));
		reply = plain_ask(plain);
		if (reply == PLAIN_EMPTY || reply == PLAIN_BACK)
			return PLAIN_ANSWER;
		if (reply == PLAIN_QUIT || reply == PLAIN_END)
			return reply;
		agency = reply == PLAIN_ANSWER ? find_agency(plain, plain->answer) : NULL;
		if (agency)
			reveal_all(plain, answers, agency->id);
		else
			plain_help_agencies(plain);
	}
}
