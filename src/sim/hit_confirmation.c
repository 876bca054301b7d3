/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hit confirmation (other-transactions.md 4.6): a training desk at the agency that entered
 * the record answers within the time that the priority allows: confirmed, not
 * confirmed, or in process with the hours until it will be known. The times are published
 * (HC-L); what a desk says and how its answer looks are invented. */
#include <config.h>

#include "sim/network.h"

#include "base/i18n.h"

enum {
	FORWARD_MS = 100,
	EACH_MS = 10,
	DELIVER_MS = 50,
	MINUTE_MS = 60000,
	HOUR_MS = 60 * MINUTE_MS,
	URGENT_MINUTES = 10,  /* U: the time allowed (HC-L) */
	ROUTINE_MINUTES = 60, /* R */
	/* Of a hundred requests. */
	NOT_CONFIRMED = 15,
	IN_PROCESS = 25,
};

/* One answer of the desk. */
struct desk {
	struct str ori;
	size_t forward; /* draft of the request as it reached the desk */
	const struct sim_layout *layout;
	const char *status;
	unsigned hours; /* until it will be known, 0: it is */
};

static struct str asked(const struct sim_exchange *exchange, const char *code)
{
	return nlets_message_value(exchange->query, str_from(code));
}

static bool fill(struct sim_exchange *exchange, const struct desk *desk, struct sim_record *record)
{
	static const char *const repeated[] = { "RTY", "RNO", "PRI", "OCA", "NIC",
						"NAM", "DOB", "LIC", "VIN", "SER" };
	struct arena *arena = exchange->arena;
	bool done = true;

	for (size_t i = 0; done && i < sizeof(repeated) / sizeof(*repeated); i++)
		done = sim_record_set(arena, record, str_from(repeated[i]),
				      asked(exchange, repeated[i]));
	return done && sim_record_set(arena, record, STR("CSS"), str_from(desk->status)) &&
	       sim_record_set(arena, record, STR("HRS"),
			      desk->hours ? arena_printf(arena, "%u", desk->hours) : STR_NONE) &&
	       sim_record_set(arena, record, STR("CNA"),
			      arena_printf(arena, "DESK OFFICER SIM %u",
					   1 + sim_chance(exchange, STR("CNA"), 40))) &&
	       sim_record_set(arena, record, STR("CGA"),
			      sim_label(exchange->network, desk->ori)) &&
	       sim_record_set(arena, record, STR("ORI"), desk->ori);
}

static void set_hop(struct sim_hop *hop, const struct desk *desk)
{
	hop->outcome = SIM_OUTCOME_HIT;
	hop->holder = str_sub(desk->ori, 0, 2);
	hop->backing = NLETS_INVENTED;
	hop->note = desk->hours
			    ? str_from(N_("The desk needs longer and says how many hours. What it "
					  "says is invented."))
			    : str_from(N_("The times allowed are published: 10 minutes for U, one "
					  "hour for R. What the desk says is invented."));
}

static int answer(struct sim_exchange *exchange, const struct desk *desk, unsigned time_ms)
{
	struct sim_record record = { 0 };
	struct str body;
	struct sim_draft *draft;
	size_t at;
	int error = fill(exchange, desk, &record) ? 0 : NLETS_E_MEMORY;

	if (!error)
		error = sim_write_body(exchange, desk->layout,
				       sim_layout_answer(desk->layout, STR("YQ")), &record, &body,
				       NULL);
	if (error)
		return error;
	draft = sim_draft_add(exchange, SIM_HOP_ANSWER, time_ms, desk->forward);
	if (!draft)
		return NLETS_E_MEMORY;
	draft->letter = (struct sim_letter){ .key = STR("YR"),
					     .sender = desk->ori,
					     .to = exchange->query->sender.text,
					     .control = exchange->query->control.text,
					     .body = body };
	set_hop(&draft->hop, desk);
	at = exchange->drafts.count - 1;
	draft = sim_deliver(exchange, time_ms + DELIVER_MS, at, STR("YR"), desk->ori, body);
	if (!draft)
		return NLETS_E_MEMORY;
	set_hop(&draft->hop, desk);
	return 0;
}

/* Within the time allowed; a second or third request is answered sooner. */
static unsigned desk_delay(const struct sim_exchange *exchange)
{
	bool urgent = str_eq(asked(exchange, "PRI"), STR("U"));
	unsigned allowed = urgent ? URGENT_MINUTES : ROUTINE_MINUTES;
	unsigned least = allowed / 5;
	unsigned minutes = least + sim_chance(exchange, STR("YR"), allowed - least);

	return (str_eq(asked(exchange, "RNO"), STR("1")) ? minutes : 1 + minutes / 2) * MINUTE_MS;
}

/* In process is never the last word: the desk answers again when it knows. */
static int work(struct sim_exchange *exchange, struct desk *desk, unsigned time_ms)
{
	unsigned chance = sim_chance(exchange, STR("CSS"), 100);
	unsigned later = sim_chance(exchange, STR("HRS"), 4) + 1;
	int error;

	time_ms += desk_delay(exchange);
	desk->status = "CONFIRMED";
	if (chance < NOT_CONFIRMED) {
		desk->status = "NOT CONFIRMED";
	} else if (chance < NOT_CONFIRMED + IN_PROCESS) {
		desk->status = "IN PROCESS";
		desk->hours = later;
	}
	error = answer(exchange, desk, time_ms);
	if (error || !desk->hours)
		return error;
	desk->hours = 0;
	desk->status = chance % 2 ? "CONFIRMED" : "NOT CONFIRMED";
	return answer(exchange, desk, time_ms + later * HOUR_MS - MINUTE_MS);
}

static int forward(struct sim_exchange *exchange, struct str to, unsigned time_ms)
{
	const struct nlets_message *query = exchange->query;
	struct sim_draft *draft =
		sim_draft_add(exchange, SIM_HOP_FORWARD, time_ms, SIM_QUERY_DRAFT);

	if (!draft)
		return NLETS_E_MEMORY;
	draft->hop.holder = str_sub(to, 0, 2);
	draft->letter = (struct sim_letter){
		.key = exchange->key,
		.sender = query->sender.text,
		.to = to,
		.control = query->control.text,
		.body = exchange->body,
	};
	return 0;
}

/* Every agency named gets the request; the first, which entered the record, answers. */
int sim_route_confirmation(struct sim_exchange *exchange)
{
	const struct nlets_message *query = exchange->query;
	struct desk desk = { .layout = sim_network_layout(exchange->network, STR("hit")) };
	int error = desk.layout ? 0 : NLETS_E_DEFINITION;

	if (!error && query->wire == NLETS_WIRE_XML) {
		struct sim_letter letter = { .key = query->key.text,
					     .sender = query->sender.text,
					     .to = SIM_SWITCH_LINE,
					     .body = exchange->body,
					     .body_xml = true };

		error = sim_body_as_text(exchange, &letter, &exchange->body);
	}
	for (size_t i = 0; !error && i < query->to.count; i++) {
		unsigned time_ms = FORWARD_MS + (unsigned)i * EACH_MS;
		size_t at = exchange->drafts.count;

		error = forward(exchange, query->to.items[i].text, time_ms);
		if (i == 0)
			desk.forward = at;
	}
	if (error || !query->to.count)
		return error;
	desk.ori = query->to.items[0].text;
	return work(exchange, &desk, FORWARD_MS);
}
