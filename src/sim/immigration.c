/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulated LESC: an acknowledgement at once, the answer minutes later
 * (criminal-history-and-immigration.md 2.1 to 2.7). No public page shows either
 * text, so both layouts are invented and every hop says so. */
#include <config.h>

#include "sim/network.h"

#include "base/i18n.h"

enum {
	FORWARD_MS = 100,
	ACKNOWLEDGE_MS = 400,
	DELIVER_MS = 50,
	TELL_MS = 100, /* after the acknowledgement */
	NNWS_MS = 30000,
	MINUTE_MS = 60000,
};

#define LESC STR("AX")

static int draft_answer(struct sim_exchange *exchange, const struct sim_reply *reply,
			unsigned time_ms)
{
	struct sim_draft *draft =
		sim_draft_add(exchange, SIM_HOP_ANSWER, time_ms, SIM_QUERY_DRAFT + 1);
	size_t answer = exchange->drafts.count - 1;
	struct sim_hop *hop;

	if (!draft)
		return NLETS_E_MEMORY;
	draft->letter = (struct sim_letter){
		.key = reply->key,
		.sender = reply->sender,
		.to = exchange->query->sender.text,
		.control = exchange->query->control.text,
		.body = reply->body,
	};
	hop = &draft->hop;
	hop->outcome = reply->outcome;
	hop->holder = LESC;
	hop->rule = reply->rule;
	hop->backing = NLETS_INVENTED;
	hop->note = reply->note;
	draft = sim_deliver(exchange, time_ms + DELIVER_MS, answer, reply->key, reply->sender,
			    reply->body);
	if (!draft)
		return NLETS_E_MEMORY;
	hop = &exchange->drafts.items[answer].hop;
	draft->hop.outcome = hop->outcome;
	draft->hop.holder = hop->holder;
	draft->hop.rule = hop->rule;
	draft->hop.backing = hop->backing;
	draft->hop.note = hop->note;
	return 0;
}

/* What the asker said of the subject comes back at the top. */
static bool add_echo(struct sim_exchange *exchange, struct sim_record *record)
{
	static const char *const codes[] = { "NAM", "DOB", "SEX", "POB", "OFF", "ATN", "CUS",
					     "PHN", "ARN", "FBI", "SID", "OLN", "SOC" };
	bool done = true;

	for (size_t i = 0; done && i < sizeof(codes) / sizeof(*codes); i++) {
		struct str value = nlets_message_value(exchange->query, str_from(codes[i]));

		done = sim_record_set(exchange->arena, record,
				      arena_printf(exchange->arena, "Q%s", codes[i]), value);
	}
	return done && sim_record_set(exchange->arena, record, STR("QID"),
				      arena_printf(exchange->arena, "SIMQ%08u",
						   sim_chance(exchange, STR("QID"), 100000000)));
}

static int acknowledge(struct sim_exchange *exchange, const struct sim_layout *layout,
		       struct sim_reply *reply)
{
	struct sim_record record = { 0 };
	int error = add_echo(exchange, &record) ? 0 : NLETS_E_MEMORY;

	reply->outcome = SIM_OUTCOME_ACKNOWLEDGED;
	reply->note =
		str_from(N_("An automatic acknowledgement comes at once; its key and wording are "
			    "invented."));
	if (!error)
		error = sim_write_body(exchange, layout, sim_layout_answer(layout, STR("ACK")),
				       &record, &reply->body, NULL);
	return error ? error : draft_answer(exchange, reply, ACKNOWLEDGE_MS);
}

/* A step that does not go over Nlets: from and to are names, the body no message. */
static int draft_outside(struct sim_exchange *exchange, const char *from, const char *to,
			 unsigned time_ms, struct str body, const char *note)
{
	struct sim_draft *draft =
		sim_draft_add(exchange, SIM_HOP_OUTSIDE, time_ms, exchange->drafts.count - 1);

	if (!draft)
		return NLETS_E_MEMORY;
	draft->letter.key = STR("");
	draft->letter.body = body;
	draft->hop.from = str_from(from);
	draft->hop.to = str_from(to);
	draft->hop.from_label = str_eq(draft->hop.from, LESC) ? STR("") : draft->hop.from;
	draft->hop.to_label = str_eq(draft->hop.to, LESC) ? STR("") : draft->hop.to;
	draft->hop.holder = LESC;
	draft->hop.note = str_from(note);
	return 0;
}

/* The query is itself an answer to ICE: that this person is held, where, by whom (IA-G, N1). */
static int tell(struct sim_exchange *exchange, const struct sim_layout *layout)
{
	struct sim_record record = { 0 };
	struct str custody = nlets_message_value(exchange->query, STR("CUS")), body = STR("");
	int error = add_echo(exchange, &record) ? 0 : NLETS_E_MEMORY;

	if (!error &&
	    (!sim_record_set(exchange->arena, &record, STR("QORI"), exchange->query->sender.text) ||
	     !sim_record_set(exchange->arena, &record, STR("QWHERE"), exchange->asker_label) ||
	     !sim_record_set(exchange->arena, &record,
			     str_eq(custody, STR("Y")) ? STR("QINCUSTODY") : STR("QATLARGE"),
			     STR("Y"))))
		error = NLETS_E_MEMORY;
	if (!error)
		error = sim_write_body(exchange, layout, sim_layout_answer(layout, STR("TOLD")),
				       &record, &body, NULL);
	return error ? error
		     : draft_outside(exchange, "AX", "ICE", ACKNOWLEDGE_MS + TELL_MS, body,
				     N_("What the query alone has told ICE, before any answer: each "
					"field of it that speaks of the person, the place or the "
					"asker."));
}

/* ACRIMe reaches NCIC and III by NNWS (PIA of 2018, in N1): one box, in and out. */
static int ask_nnws(struct sim_exchange *exchange, unsigned time_ms)
{
	int error = draft_outside(exchange, "AX", "NNWS", time_ms, STR(""),
				  N_("LESC's case system asks NCIC and III through NNWS, the NCIC "
				     "and Nlets web service; this way is not shown in public, so "
				     "it is one box here."));

	return error ? error
		     : draft_outside(exchange, "NNWS", "AX", time_ms + NNWS_MS, STR(""),
				     N_("What came back of NCIC and III; LESC's staff composes the "
					"IAR from it and from the immigration indices."));
}

static int find_subject(struct sim_exchange *exchange, const struct nlets_request *request,
			struct sim_record *record, struct sim_reply *reply)
{
	sim_rows rows = { 0 };
	int error = sim_find(exchange, NULL, NULL, &rows);

	reply->outcome = rows.count ? SIM_OUTCOME_HIT : SIM_OUTCOME_NO_RECORD;
	if (!error && rows.count && !sim_record_merge(exchange->arena, record, &rows.items[0]))
		error = NLETS_E_MEMORY;
	if (!error && rows.count) {
		struct str status = sim_record_get(record, STR("IST"));

		/* A value named after the status lets the layout choose its sentence. */
		if (!sim_record_set(exchange->arena, record, status, STR("Y")))
			error = NLETS_E_MEMORY;
	}
	if (!error)
		error = sim_withhold(exchange, request, reply->key, record);
	return error;
}

static int respond(struct sim_exchange *exchange, const struct sim_layout *layout,
		   struct sim_reply *reply)
{
	struct sim_record record = { 0 };
	struct nlets_disclosure said;
	struct nlets_request request;
	unsigned minutes = 3 + sim_chance(exchange, STR("LESC"), 15);
	int error = sim_query_ruling(exchange, LESC, &said, &request);

	reply->rule = said.query.rule ? said.query.rule->id : STR_NONE;
	reply->note = str_from(
		N_("No public page shows an IAR: its layout and its sentences are invented. "
		   "The query itself told ICE who is asking and about whom."));
	if (!error && !add_echo(exchange, &record))
		error = NLETS_E_MEMORY;
	if (!error &&
	    (said.query.verdict == NLETS_REFUSED || said.query.verdict == NLETS_NO_PART)) {
		reply->outcome = SIM_OUTCOME_REFUSED;
		reply->body = exchange->network->holders->refusal;
	} else {
		const struct sim_template *template;

		if (!error)
			error = find_subject(exchange, &request, &record, reply);
		template = reply->outcome == SIM_OUTCOME_HIT ? sim_layout_answer(layout, STR("IAQ"))
							     : sim_layout_none(layout, STR("IAQ"));
		if (!error)
			error = sim_write_body(exchange, layout, template, &record, &reply->body,
					       NULL);
	}
	return error ? error : draft_answer(exchange, reply, minutes * MINUTE_MS);
}

int sim_route_immigration(struct sim_exchange *exchange)
{
	struct sim_network *network = exchange->network;
	const struct sim_layout *layout = sim_network_layout(network, STR("lesc"));
	struct sim_reply reply = { .key = STR("IAR"), .sender = network->directory->lesc };
	struct sim_draft *draft =
		sim_draft_add(exchange, SIM_HOP_FORWARD, FORWARD_MS, SIM_QUERY_DRAFT);
	int error = 0;

	if (!draft)
		return NLETS_E_MEMORY;
	if (!layout)
		return NLETS_E_DEFINITION;
	if (exchange->query->wire == NLETS_WIRE_XML) {
		struct sim_letter letter = { .key = exchange->key,
					     .sender = exchange->query->sender.text,
					     .to = LESC,
					     .body = exchange->body,
					     .body_xml = true };

		error = sim_body_as_text(exchange, &letter, &exchange->body);
	}
	draft->hop.holder = LESC;
	draft->letter = (struct sim_letter){
		.key = exchange->key,
		.sender = exchange->query->sender.text,
		.to = LESC,
		.control = exchange->query->control.text,
		.body = exchange->body,
	};
	if (!error)
		error = acknowledge(exchange, layout, &reply);
	if (!error)
		error = tell(exchange, layout);
	if (!error)
		error = ask_nnws(exchange, MINUTE_MS);
	return error ? error : respond(exchange, layout, &reply);
}
