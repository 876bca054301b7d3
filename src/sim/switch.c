/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The switch: takes a message, refuses what is faulty, routes the rest. */
#include <config.h>

#include "sim/envelope.h"

#include "base/i18n.h"
#include "nlets/check.h"
#include "nlets/parse.h"

/* Times of the simulated switch, in milliseconds. */
enum {
	FORWARD_MS = 100,
	EACH_MS = 10,       /* between two copies of one query */
	REGIONAL_MS = 2000, /* regional queries have a lower priority (VR-L, DL-L) */
	DELIVER_MS = 50,
};

#define ETX '\003'

static bool knows_ori(void *context, struct str ori)
{
	return sim_directory_knows(context, ori, NULL) || sim_is_help_ori(context, ori);
}

struct str sim_unframed(struct str bytes)
{
	struct str inner = bytes;

	if (!bytes.len)
		return STR("");
	while (inner.len && (inner.ptr[inner.len - 1] == '\n' || inner.ptr[inner.len - 1] == '\r'))
		inner.len--;
	if (inner.len && inner.ptr[inner.len - 1] == ETX) {
		inner.len--;
		return inner;
	}
	return bytes;
}

static struct str agency_of(const struct sim_network *network, struct str ori)
{
	const struct nlets_agency *agency =
		network->settings.policies ? nlets_agency_by_ori(network->settings.policies, ori)
					   : NULL;

	return agency ? agency->id : STR("");
}

int sim_read_query(struct sim_exchange *exchange)
{
	struct sim_network *network = exchange->network;
	struct nlets_check_context context = { .knows_ori = knows_ori,
					       .context = network,
					       .sending = true,
					       .today = sim_day(exchange->now) };
	struct nlets_message *query;
	int error =
		nlets_parse(network->settings.definitions, exchange->bytes, NULL, &exchange->query);

	if (error)
		return error;
	query = exchange->query;
	error = nlets_check(network->settings.definitions, &context, query);
	exchange->key = query->key.text;
	exchange->agency = agency_of(network, query->sender.text);
	exchange->asker_label = sim_label(network, query->sender.text);
	exchange->body = str_at(query->raw, query->body);
	return error;
}

/* The query's body as a holder of legacy text gets it. */
static int body_as_text(struct sim_exchange *exchange)
{
	struct sim_letter letter = { .key = exchange->query->key.text,
				     .sender = exchange->query->sender.text,
				     .to = SIM_SWITCH_LINE,
				     .body = exchange->body,
				     .body_xml = true };

	if (exchange->query->wire == NLETS_WIRE_TEXT)
		return 0;
	return sim_body_as_text(exchange, &letter, &exchange->body);
}

static struct sim_draft *forward(struct sim_exchange *exchange, struct str to, unsigned time_ms,
				 bool xml)
{
	const struct nlets_message *query = exchange->query;
	struct sim_draft *draft =
		sim_draft_add(exchange, SIM_HOP_FORWARD, time_ms, SIM_QUERY_DRAFT);

	if (!draft)
		return NULL;
	draft->hop.holder = to;
	sim_explain_region(exchange, &draft->hop);
	draft->letter = (struct sim_letter){
		.key = sim_forwarded_key(exchange),
		.sender = query->sender.text,
		.to = to,
		.control = query->control.text,
		.body = exchange->body,
	};
	if (xml && query->wire == NLETS_WIRE_XML) {
		draft->letter.xml = draft->letter.body_xml = true;
		draft->letter.body = str_at(query->raw, query->body);
	}
	return draft;
}

static void set_reply(struct sim_draft *draft, const struct sim_holder *holder,
		      const struct sim_reply *reply)
{
	draft->hop.outcome = reply->outcome;
	draft->hop.holder = holder->code;
	draft->hop.rule = reply->rule;
	draft->hop.backing = reply->backing;
	draft->hop.note = reply->note;
	draft->hop.detail = reply->detail;
	draft->hop.assumed = reply->assumed;
}

static unsigned latency(const struct sim_exchange *exchange, struct str holder)
{
	const struct sim_holders *holders = exchange->network->holders;
	unsigned range = holders->latency_most > holders->latency_least
				 ? holders->latency_most - holders->latency_least
				 : 1;

	return holders->latency_least + sim_chance(exchange, holder, range);
}

/* Drafts one of the holder's answers. */
static int draft_answer(struct sim_exchange *exchange, const struct sim_holder *holder,
			const struct sim_reply *reply, struct str body, size_t from, unsigned time_ms)
{
	struct sim_draft *draft = sim_draft_add(exchange, SIM_HOP_ANSWER, time_ms, from);

	if (!draft)
		return NLETS_E_MEMORY;
	set_reply(draft, holder, reply);
	draft->letter = (struct sim_letter){
		.key = sim_answered_key(exchange, reply->key),
		.sender = reply->sender,
		.to = exchange->query->sender.text,
		.control = exchange->query->control.text,
		.body = body,
		.xml = reply->body_xml,
		.body_xml = reply->body_xml,
	};
	return 0;
}

/* Forwards the query to one holder and drafts its answers; *asked tells of them. */
static int ask(struct sim_exchange *exchange, const struct sim_holder *holder,
	       const struct sim_service *service, unsigned time_ms, unsigned delay,
	       struct sim_asked *asked)
{
	const struct sim_layout *layout = sim_network_layout(exchange->network, service->layout);
	struct sim_reply reply;
	size_t from = exchange->drafts.count;
	int error;

	if (!forward(exchange, holder->code, time_ms, layout && layout->xml))
		return NLETS_E_MEMORY;
	error = sim_holder_reply(exchange, holder, service, &reply);
	if (!error)
		error = draft_answer(exchange, holder, &reply, reply.body, from, time_ms + delay);
	for (size_t i = 0; !error && i < reply.more.count; i++)
		error = draft_answer(exchange, holder, &reply, reply.more.items[i], from,
				     time_ms + delay + (unsigned)(i + 1) * EACH_MS);
	if (!error)
		*asked = (struct sim_asked){ holder->code, from + 1, 1 + reply.more.count,
					     reply.outcome, false };
	return error;
}

/* Passes an answer on to the asker, in the asker's wire format. */
static int pass_on(struct sim_exchange *exchange, size_t answer)
{
	struct sim_draft *from = &exchange->drafts.items[answer];
	struct sim_draft *draft =
		sim_deliver(exchange, from->hop.time_ms + DELIVER_MS, answer, from->letter.key,
			    from->letter.sender, from->letter.body);
	int error = 0;

	if (!draft)
		return NLETS_E_MEMORY;
	from = &exchange->drafts.items[answer];
	draft->hop.outcome = from->hop.outcome;
	draft->hop.holder = from->hop.holder;
	draft->hop.rule = from->hop.rule;
	draft->hop.backing = from->hop.backing;
	draft->hop.note = from->hop.note;
	draft->hop.detail = from->hop.detail;
	draft->hop.assumed = from->hop.assumed;
	draft->hop.fault = from->hop.fault;
	draft->letter.body_xml = from->letter.body_xml;
	if (draft->letter.body_xml && !draft->letter.xml) {
		draft->letter.body_xml = false;
		error = sim_body_as_text(exchange, &from->letter, &draft->letter.body);
	}
	return error;
}

static int ask_one(struct sim_exchange *exchange, struct str destination, unsigned time_ms)
{
	const struct sim_holder *holder = sim_holder(exchange->network->holders, destination);
	const struct sim_service *service =
		holder ? sim_holder_service(holder, exchange->key) : NULL;
	struct sim_asked asked;
	int error;

	if (!service)
		return sim_not_supported(exchange, destination, time_ms);
	error = ask(exchange, holder, service, time_ms, latency(exchange, destination), &asked);
	for (size_t i = 0; !error && i < asked.answers; i++)
		error = pass_on(exchange, asked.answer + i);
	return error;
}

static int ask_region(struct sim_exchange *exchange, const struct sim_region *region,
		      unsigned *time_ms)
{
	int error = 0;

	if (sim_waits_longer(exchange))
		*time_ms += REGIONAL_MS;
	exchange->regional = true;
	for (size_t i = 0; !error && i < region->members.count; i++, *time_ms += EACH_MS)
		error = ask_one(exchange, region->members.items[i], *time_ms);
	exchange->regional = false;
	return error;
}

/* Whether this holder is late for a multi-state query, as a few are by chance. */
static bool is_late(const struct sim_exchange *exchange, struct str holder)
{
	unsigned one_in = exchange->network->holders->silent_one_in;
	char what[] = { 'L', holder.ptr[0], holder.ptr[1] };

	return one_in && sim_chance(exchange, (struct str){ what, sizeof(what) }, one_in) == 0;
}

static bool has_come(const struct sim_exchange *exchange, const struct sim_asked *asked)
{
	const struct sim_draft *answer = &exchange->drafts.items[asked->answer];

	return !answer->dropped && answer->hop.outcome != SIM_OUTCOME_SILENT;
}

static int deliver_late(struct sim_exchange *exchange, const sim_asked_list *list)
{
	int error = 0;

	for (size_t i = 0; !error && i < list->count; i++)
		if (list->items[i].late && has_come(exchange, &list->items[i]))
			error = pass_on(exchange, list->items[i].answer);
	return error;
}

/* Finds out who is late, and when the switch stops waiting. */
static unsigned wait_for(const struct sim_exchange *exchange, const sim_asked_list *list)
{
	unsigned limit = FORWARD_MS + exchange->network->holders->wait, last = 0;

	for (size_t i = 0; i < list->count; i++) {
		struct sim_asked *asked = &list->items[i];
		struct sim_hop *answer = &exchange->drafts.items[asked->answer].hop;

		asked->late = answer->time_ms > limit || !has_come(exchange, asked);
		if (asked->late && answer->fault == SIM_FAULT_NONE)
			answer->fault = SIM_FAULT_LATE;
		if (asked->late)
			last = limit;
		else if (answer->time_ms > last)
			last = answer->time_ms;
	}
	return last;
}

/* NL: a copy to every holder that supports the key; up to a minute's wait; one
 * merged answer (MQ-B, VR-G, D-GEN). */
static int ask_all(struct sim_exchange *exchange)
{
	const struct sim_holders *holders = exchange->network->holders;
	sim_asked_list list = { 0 };
	unsigned time_ms = FORWARD_MS, last;
	int error = 0;

	for (size_t i = 0; !error && i < holders->items.count; i++, time_ms += EACH_MS) {
		const struct sim_holder *holder = &holders->items.items[i];
		const struct sim_service *service =
			sim_is_member(holder) ? sim_holder_service(holder, exchange->key) : NULL;
		bool late = is_late(exchange, holder->code);
		unsigned delay = latency(exchange, holder->code) + (late ? holders->wait : 0);
		struct sim_asked *asked = service ? vec_add(exchange->arena, &list) : NULL;

		if (!service)
			continue;
		error = asked ? ask(exchange, holder, service, time_ms, delay, asked)
			      : NLETS_E_MEMORY;
	}
	if (!error)
		error = sim_apply_faults(exchange);
	last = wait_for(exchange, &list);
	if (!error)
		error = list.count ? sim_merge(exchange, &list, last + DELIVER_MS)
				   : sim_not_supported(exchange, SIM_SWITCH_LINE, FORWARD_MS);
	return error ? error : deliver_late(exchange, &list);
}

/* Whether the switch keeps such records itself, as a holder of its own code. */
static bool kept_by_switch(const struct sim_exchange *exchange)
{
	const struct sim_holder *holder =
		sim_holder(exchange->network->holders, SIM_SWITCH_LINE);

	return holder && sim_holder_service(holder, exchange->key);
}

int sim_route_query(struct sim_exchange *exchange)
{
	const struct nlets_message *query = exchange->query;
	unsigned time_ms = FORWARD_MS;
	int error = body_as_text(exchange);

	exchange->key = sim_plain_key(exchange->network, exchange->key);
	for (size_t i = 0; !error && i < query->to.count; i++, time_ms += EACH_MS) {
		struct str to = query->to.items[i].text;
		const struct sim_region *region =
			sim_directory_region(exchange->network->directory, to);

		/* Nlets itself answers what it keeps; all else to NL goes to everybody. */
		if (str_eq(to, SIM_SWITCH_LINE) &&
		    !kept_by_switch(exchange))
			return ask_all(exchange);
		error = region ? ask_region(exchange, region, &time_ms)
			       : ask_one(exchange, to, time_ms);
	}
	return error;
}

static const struct {
	const char *key;
	int (*route)(struct sim_exchange *exchange);
} routes[] = {
#define SIM_ROUTE(key, function) { #key, function },
#include "sim/routes.def"
#undef SIM_ROUTE
};

static int route(struct sim_exchange *exchange)
{
	for (size_t i = 0; i < sizeof(routes) / sizeof(*routes); i++)
		if (str_eq(exchange->key, str_from(routes[i].key)))
			return routes[i].route(exchange);
	return sim_route_query(exchange);
}

int sim_plan(struct sim_exchange *exchange)
{
	struct sim_draft *query = sim_draft_add(exchange, SIM_HOP_QUERY, 0, SIZE_MAX);
	bool rejected = false;
	int error;

	if (!query)
		return NLETS_E_MEMORY;
	error = sim_reject_if_faulty(exchange, &rejected);
	if (!error && !rejected)
		error = route(exchange);
	return error ? error : sim_apply_faults(exchange);
}
