/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages that are delivered and not answered: administrative, homeland security
 * and status messages (message-structure.md sections 6 and 7), and answers that a
 * member sends by hand. */
#include <config.h>

#include "sim/network.h"

#include "base/i18n.h"
#include "nlets/check.h"

enum { MAIL_MS = 100, EACH_MS = 10 };

/* The switch puts a caveat before the text of some keys (AM-G, HS-N). */
static const struct sim_caveat *caveat_of(const struct sim_exchange *exchange)
{
	const struct sim_directory *directory = exchange->network->directory;

	for (size_t i = 0; i < directory->caveats.count; i++)
		if (str_eq(directory->caveats.items[i].key, exchange->key))
			return &directory->caveats.items[i];
	return NULL;
}

struct posting {
	struct sim_exchange *exchange;
	const struct sim_caveat *caveat; /* or NULL */
	struct str body;
	unsigned time_ms;
};

static void explain(const struct posting *posting, struct str to, struct sim_hop *hop)
{
	struct nlets_definitions *definitions = posting->exchange->network->settings.definitions;

	if (str_eq(nlets_destination_kind(definitions, to), STR("province"))) {
		hop->backing = NLETS_SOURCED;
		hop->note = str_from(
			N_("Canada holds a message to a province for review; a newer published "
			   "page asks for CN instead."));
	} else if (posting->caveat) {
		hop->backing = posting->caveat->backing;
		hop->note = str_from(N_("The switch put the caveat before the text."));
	}
}

static int post(struct posting *posting, struct str to)
{
	struct sim_exchange *exchange = posting->exchange;
	struct sim_draft *draft =
		sim_draft_add(exchange, SIM_HOP_FORWARD, posting->time_ms, SIM_QUERY_DRAFT);

	if (!draft)
		return NLETS_E_MEMORY;
	posting->time_ms += EACH_MS;
	draft->hop.holder = str_sub(to, 0, 2);
	explain(posting, to, &draft->hop);
	draft->letter = (struct sim_letter){
		.key = exchange->key,
		.sender = exchange->query->sender.text,
		.to = to,
		.control = exchange->query->control.text,
		.body = posting->body,
	};
	return 0;
}

/* A message to a region goes to the control centre of each member in it (WI). */
static int post_region(struct posting *posting, const struct sim_region *region)
{
	int error = 0;

	for (size_t i = 0; !error && i < region->members.count; i++)
		error = post(posting, region->members.items[i]);
	return error;
}

int sim_use_text_body(struct sim_exchange *exchange)
{
	const struct nlets_message *query = exchange->query;
	struct sim_letter letter = { .key = query->key.text,
				     .sender = query->sender.text,
				     .to = SIM_SWITCH_LINE,
				     .body = exchange->body,
				     .body_xml = true };

	if (query->wire != NLETS_WIRE_XML)
		return 0;
	return sim_body_as_text(exchange, &letter, &exchange->body);
}

static int begin(struct sim_exchange *exchange, struct posting *posting)
{
	int error = sim_use_text_body(exchange);

	*posting = (struct posting){ .exchange = exchange,
				     .caveat = caveat_of(exchange),
				     .body = exchange->body,
				     .time_ms = MAIL_MS };
	if (!error && posting->caveat)
		posting->body = arena_printf(exchange->arena, "%.*s\r\n%.*s",
					     STR_ARGS(posting->caveat->text),
					     STR_ARGS(exchange->body));
	return error ? error : posting->body.ptr ? 0 : NLETS_E_MEMORY;
}

int sim_route_mail(struct sim_exchange *exchange)
{
	const struct nlets_message *query = exchange->query;
	struct posting posting;
	int error = begin(exchange, &posting);

	for (size_t i = 0; !error && i < query->to.count; i++) {
		struct str to = query->to.items[i].text;
		const struct sim_region *region =
			sim_directory_region(exchange->network->directory, to);

		if (sim_is_help_ori(exchange->network, to))
			error = sim_answer_help(exchange, to);
		else if (region)
			error = post_region(&posting, region);
		else
			error = post(&posting, to);
	}
	return error;
}
