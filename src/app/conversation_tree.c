/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/conversation_tree.h"

#include "app/hop_text.h"
#include "app/i18n.h"
#include "base/utf8.h"

enum { DEEPEST = 32 };

/* The place of the conversation that led to it, when it is one of this run's and older. */
static size_t parent_of(const struct app_session *session, size_t at)
{
	const struct app_cause *cause =
		app_cause_of(session, session->conversations.items[at]);

	for (size_t i = 0; cause && i < at; i++)
		if (str_eq(session->conversations.items[i]->id, cause->conversation))
			return i;
	return SIZE_MAX;
}

static struct str words_of(const struct sim_conversation *conversation, struct arena *arena)
{
	const struct sim_hop *first =
		conversation->hops.count ? &conversation->hops.items[0] : NULL;
	struct buf key = { 0 };
	struct str words;

	if (!first)
		return str_from(_("Nothing was sent."));
	utf8_add_visible(&key, first->key, false);
	words = arena_printf(arena, "%.*s: %.*s", STR_ARGS(buf_str(&key)),
			     STR_ARGS(app_hops_summary(conversation, arena)));
	buf_free(&key);
	return words.ptr ? words : STR("");
}

static int add_row(const struct app_session *session, size_t at, unsigned depth, struct arena *arena,
		   app_tree_rows *rows)
{
	const struct sim_conversation *conversation = session->conversations.items[at];
	struct app_tree_row *row = vec_add(arena, rows);
	int error = 0;

	if (!row)
		return NLETS_E_MEMORY;
	*row = (struct app_tree_row){ conversation, depth,
				      conversation->id.len ? conversation->id : STR("–"),
				      words_of(conversation, arena),
				      app_cause_words(app_cause_of(session, conversation), arena) };
	for (size_t i = at + 1; !error && i < session->conversations.count && depth < DEEPEST; i++)
		if (parent_of(session, i) == at)
			error = add_row(session, i, depth + 1, arena, rows);
	return error;
}

int app_conversation_tree(const struct app_session *session, struct arena *arena,
			  app_tree_rows *rows)
{
	int error = 0;

	for (size_t i = 0; !error && i < session->conversations.count; i++)
		if (parent_of(session, i) == SIZE_MAX)
			error = add_row(session, i, 0, arena, rows);
	return error;
}
