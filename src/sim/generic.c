/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Generic messages (message-structure.md section 7): the switch hands the text on
 * as it is, since the two members agree what it holds (LQ-G). What the simulated
 * member answers is invented (policies/directory.xml). */
#include <config.h>

#include "sim/network.h"

#include "base/i18n.h"

enum { FORWARD_MS = 100, ANSWER_MS = 900, DELIVER_MS = 50 };

static int forward(struct sim_exchange *exchange, struct str to)
{
	struct sim_draft *draft =
		sim_draft_add(exchange, SIM_HOP_FORWARD, FORWARD_MS, SIM_QUERY_DRAFT);

	if (!draft)
		return NLETS_E_MEMORY;
	draft->hop.holder = str_sub(to, 0, 2);
	draft->letter = (struct sim_letter){
		.key = exchange->key,
		.sender = exchange->query->sender.text,
		.to = to,
		.control = exchange->query->control.text,
		.body = exchange->body,
	};
	return 0;
}

static void mark(struct sim_hop *hop, struct str to)
{
	hop->holder = str_sub(to, 0, 2);
	hop->outcome = SIM_OUTCOME_HIT;
	hop->backing = NLETS_INVENTED;
	hop->note = str_from(N_("Two members agree what such a text holds and means; this answer is "
				"invented."));
}

/* By the ORI that was asked, or by the member's first office. */
static struct str answerer(struct sim_exchange *exchange, struct str to)
{
	return to.len == 9 ? to
			   : arena_printf(exchange->arena, "%.*sSIM%.*s", STR_ARGS(to),
					  STR_ARGS(exchange->network->holders->offices.items[0]
							   .digits));
}

static int answer(struct sim_exchange *exchange, struct str to)
{
	const struct sim_directory *directory = exchange->network->directory;
	struct str sender = answerer(exchange, to);
	struct str body = arena_printf(exchange->arena, "%.*s\r\n%.*s", STR_ARGS(directory->generic),
				       STR_ARGS(exchange->body));
	size_t at = exchange->drafts.count;
	struct sim_draft *draft =
		sim_draft_add(exchange, SIM_HOP_ANSWER, FORWARD_MS + ANSWER_MS, at - 1);

	if (!draft || !sender.ptr || !body.ptr)
		return NLETS_E_MEMORY;
	mark(&draft->hop, to);
	draft->letter = (struct sim_letter){
		.key = STR("LR"),
		.sender = sender,
		.to = exchange->query->sender.text,
		.control = exchange->query->control.text,
		.body = body,
	};
	draft = sim_deliver(exchange, FORWARD_MS + ANSWER_MS + DELIVER_MS, at, STR("LR"), sender,
			    body);
	if (!draft)
		return NLETS_E_MEMORY;
	mark(&draft->hop, to);
	return 0;
}

int sim_route_generic(struct sim_exchange *exchange)
{
	struct str to = exchange->query->to.items[0].text;
	int error = sim_use_text_body(exchange);

	if (!error && !sim_holder(exchange->network->holders, str_sub(to, 0, 2)))
		return sim_not_supported(exchange, to, FORWARD_MS);
	if (!error)
		error = forward(exchange, to);
	return error ? error : answer(exchange, to);
}
