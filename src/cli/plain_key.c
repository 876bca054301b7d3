/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which message key. */
#include <config.h>

#include "cli/plain.h"

#include "app/catalogue.h"
#include "app/i18n.h"

#include <stdint.h>

/* The requests that have a form and all the words. */
static void list_requests(struct plain *plain, struct str words)
{
	struct app_catalogue catalogue = { 0 };
	size_t count = 0;

	app_catalogue_start(&catalogue, plain->session->definitions);
	app_catalogue_narrow(&catalogue, words);
	for (size_t i = 0; i < catalogue.rows.count; i++) {
		const struct nlets_catalogue_key *key = catalogue.rows.items[i].key;

		if (!key || !key->file.len || key->form_class != NLETS_FORM_REQUEST)
			continue;
		plain_say(plain, "  %.*s: %.*s", STR_ARGS(key->key), STR_ARGS(app_tr(key->title)));
		count++;
	}
	if (count == 0)
		plain_say(plain, "%s", _("  No request that has a form has these words."));
	app_catalogue_end(&catalogue);
}

/* PLAIN_ANSWER when there is a draft now. */
static enum plain_reply take_key(struct plain *plain)
{
	struct arena arena = { 0 };
	struct str key = plain_capitals(plain, &arena);
	bool known = nlets_catalogue_find(plain->session->definitions, key, NULL) != NULL;

	plain->way = SIZE_MAX;
	plain->draft = app_draft_new(plain->session, key);
	if (plain->draft)
		plain_say(plain, "%.*s: %.*s", STR_ARGS(plain->draft->form->key),
			  STR_ARGS(app_tr(plain->draft->form->title)));
	else if (known)
		plain_say(plain, _("The format of %.*s is not public."), STR_ARGS(key));
	else
		list_requests(plain, plain->answer);
	arena_free(&arena);
	return plain->draft ? PLAIN_ANSWER : PLAIN_HELP;
}

enum plain_reply plain_choose_key(struct plain *plain)
{
	for (;;) {
		enum plain_reply reply;

		buf_add_text(&plain->out,
			     _("Message key, or a word to search for, or an empty line for a list: "));
		reply = plain_ask(plain);
		if (reply == PLAIN_QUIT || reply == PLAIN_END)
			return reply;
		if (reply == PLAIN_EMPTY || reply == PLAIN_HELP)
			list_requests(plain, reply == PLAIN_HELP ? plain->answer : STR(""));
		if (reply == PLAIN_ANSWER && take_key(plain) == PLAIN_ANSWER)
			return PLAIN_ANSWER;
	}
}
