/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/conversation.h"

#include "app/diff_report.h"
#include "app/i18n.h"
#include "sim/sim.h"

#include <stdint.h>

size_t app_conversation_count(const struct app_conversation *conversation)
{
	return conversation->hops->hops.count;
}

const struct sim_hop *app_conversation_hop(const struct app_conversation *conversation)
{
	return conversation->cursor < conversation->hops->hops.count
		       ? &conversation->hops->hops.items[conversation->cursor]
		       : NULL;
}

int app_conversation_go(struct app_conversation *conversation, size_t at)
{
	size_t count = app_conversation_count(conversation);
	const struct sim_hop *hop;

	conversation->cursor = at < count ? at : count ? count - 1 : 0;
	conversation->window.cursor = conversation->cursor;
	app_ladder_follow(&conversation->ladder, &conversation->window);
	nlets_message_free(&conversation->focused);
	hop = app_conversation_hop(conversation);
	if (!hop || !hop->bytes.len)
		return 0;
	return nlets_parse(conversation->definitions, hop->bytes, NULL, &conversation->focused);
}

int app_conversation_start(struct app_conversation *conversation,
			   struct nlets_definitions *definitions, struct nlets_policies *policies,
			   const struct sim_conversation *hops)
{
	size_t at = 0;
	bool hit = false;

	*conversation = (struct app_conversation){ .definitions = definitions,
						   .policies = policies,
						   .hops = hops,
						   .marked = SIZE_MAX,
						   .ladder.merged = SIZE_MAX };
	for (size_t i = 0; i < hops->hops.count; i++)
		if (hops->hops.items[i].kind == SIM_HOP_DELIVERY &&
		    (hops->hops.items[i].outcome == SIM_OUTCOME_HIT || !hit)) {
			hit = hops->hops.items[i].outcome == SIM_OUTCOME_HIT;
			at = i;
		}
	return app_conversation_go(conversation, at);
}

void app_conversation_end(struct app_conversation *conversation)
{
	nlets_message_free(&conversation->focused);
	app_ladder_free(&conversation->ladder);
	*conversation = (struct app_conversation){ 0 };
}

int app_conversation_fit(struct app_conversation *conversation, size_t width)
{
	size_t most = conversation->unfolded ? SIZE_MAX : app_ladder_fits(width);
	bool folded = conversation->ladder.folded, resized = conversation->window.width != width;
	int result = app_ladder_make(&conversation->ladder, conversation->hops, most);

	conversation->window.width = width;
	conversation->window.cursor = conversation->cursor;
	conversation->window.marked = conversation->marked;
	/* otherwise it stays where the user scrolled it */
	if (resized || folded != conversation->ladder.folded)
		app_ladder_follow(&conversation->ladder, &conversation->window);
	return result;
}

const struct app_ladder_rung *app_conversation_rung(const struct app_conversation *conversation)
{
	const struct app_ladder *ladder = &conversation->ladder;

	return ladder->rungs.count
		       ? &ladder->rungs.items[app_ladder_rung_of(ladder, conversation->cursor)]
		       : NULL;
}

bool app_conversation_sideways(struct app_conversation *conversation, bool right)
{
	struct app_ladder_window *window = &conversation->window;
	size_t most = app_ladder_most_side(&conversation->ladder, window->width);

	if (right && conversation->ladder.folded)
		conversation->unfolded = true;
	else if (right && window->side < most)
		window->side++;
	else if (!right && window->side)
		window->side--;
	else if (!right && conversation->unfolded)
		conversation->unfolded = false;
	else
		return false;
	return true;
}

void app_conversation_mark(struct app_conversation *conversation)
{
	bool is_marked = conversation->marked == conversation->cursor;

	conversation->marked = is_marked ? SIZE_MAX : conversation->cursor;
}

int app_conversation_compare(const struct app_conversation *conversation, struct buf *out)
{
	struct nlets_message *marked = NULL;
	struct nlets_diff diff = { 0 };
	struct arena arena = { 0 };
	int error;

	if (conversation->marked >= app_conversation_count(conversation) || !conversation->focused ||
	    conversation->marked == conversation->cursor ||
	    !conversation->hops->hops.items[conversation->marked].bytes.len)
		return NLETS_E_NOT_FOUND;
	error = nlets_parse(conversation->definitions,
			    conversation->hops->hops.items[conversation->marked].bytes, NULL, &marked);
	if (error == 0)
		error = nlets_diff(marked, conversation->focused, &arena, &diff);
	if (error == 0)
		app_diff_text(&diff, false, false, out);
	nlets_message_free(&marked);
	arena_free(&arena);
	return error < 0 || !out->failed ? error : NLETS_E_MEMORY;
}

static struct str or_empty(struct str text)
{
	return text.ptr ? text : STR("");
}

struct str app_conversation_id(const struct app_conversation *conversation)
{
	return or_empty(conversation->hops->id);
}

/* Whose data a delivery is: the hop's holder, or for a merged answer the first
 * state that had something. */
static struct str holder_of(const struct app_conversation *conversation, const struct sim_hop *hop)
{
	if (nlets_holder(conversation->policies, or_empty(hop->holder)))
		return hop->holder;
	for (size_t i = 0; hop->kind == SIM_HOP_DELIVERY && i < app_conversation_count(conversation); i++) {
		const struct sim_hop *other = &conversation->hops->hops.items[i];

		if (other->kind == SIM_HOP_ANSWER && other->outcome == SIM_OUTCOME_HIT)
			return or_empty(other->holder);
	}
	return STR("");
}

bool app_conversation_origin(const struct app_conversation *conversation, struct arena *arena,
			     struct app_answer_origin *origin, struct str *bytes)
{
	const struct sim_hop *hop = app_conversation_hop(conversation);
	const struct nlets_holder *holder;
	bool to_holder;

	if (!hop || !hop->bytes.len)
		return false;
	holder = nlets_holder(conversation->policies, holder_of(conversation, hop));
	to_holder = hop->kind == SIM_HOP_QUERY || hop->kind == SIM_HOP_FORWARD;
	*origin = (struct app_answer_origin){
		.key = or_empty(conversation->hops->hops.items[0].key),
		.holder = holder ? holder->code : STR(""),
		.agency = STR(""),
		.note = or_empty(hop->note),
		.assumed = or_empty(hop->assumed),
		.backing = hop->backing,
		.conversation = or_empty(conversation->hops->id),
		.hop = (unsigned)conversation->cursor + 1,
	};
	origin->title = arena_printf(arena, to_holder ? _("%.*s to %.*s") : _("%.*s from %.*s"),
				     STR_ARGS(hop->key),
				     STR_ARGS(hop->holder.len && holder ? app_tr(holder->name)
					      : to_holder		 ? hop->to
									 : hop->from));
	*bytes = hop->bytes;
	return true;
}
