/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From drafts to hops: first all that happens is drafted in any order, then it is
 * put in order of time, numbered as the switch counts, stamped and written. */
#include <config.h>

#include "sim/envelope.h"
#include "sim/journal.h"

#include "base/hash.h"
#include "base/i18n.h"
#include "base/rand.h"
#include "nlets/convert.h"
#include "nlets/parse.h"

struct sim_draft *sim_draft_add(struct sim_exchange *exchange, enum sim_hop_kind kind,
				unsigned time_ms, size_t answers)
{
	struct sim_draft *draft = vec_add(exchange->arena, &exchange->drafts);

	if (!draft)
		return NULL;
	*draft = (struct sim_draft){ 0 };
	draft->hop.kind = kind;
	draft->hop.time_ms = time_ms;
	draft->hop.answers = answers;
	draft->priority = exchange->regional && sim_waits_longer(exchange) ? SIM_PRIORITY_REGIONAL : SIM_PRIORITY_USUAL;
	return draft;
}

struct sim_draft *sim_deliver(struct sim_exchange *exchange, unsigned time_ms, size_t answers,
			      struct str key, struct str sender, struct str body)
{
	const struct nlets_message *query = exchange->query;
	struct sim_draft *draft = sim_draft_add(exchange, SIM_HOP_DELIVERY, time_ms, answers);

	if (!draft)
		return NULL;
	draft->letter = (struct sim_letter){
		.key = key,
		.sender = sender,
		.to = query->sender.text,
		.control = query->control.text,
		.body = body,
		.xml = exchange->network->settings.deliver_xml,
	};
	return draft;
}

unsigned sim_chance(const struct sim_exchange *exchange, struct str what, unsigned bound)
{
	struct rand_state rand =
		rand_seed(exchange->network->settings.seed ^ hash_bytes(exchange->body) ^
			  hash_bytes(what) * 31 ^ hash_bytes(exchange->key));

	return rand_below(&rand, bound ? bound : 1);
}

static bool is_before(const struct sim_draft *a, const struct sim_draft *b)
{
	return a->hop.time_ms != b->hop.time_ms ? a->hop.time_ms < b->hop.time_ms
						: a->priority < b->priority;
}

/* Drafts of one moment and priority stay in the order in which they were made. */
int sim_order(struct sim_exchange *exchange)
{
	struct sim_draft *drafts = exchange->drafts.items;
	size_t count = exchange->drafts.count, *places, *hop_of;

	exchange->places = places = arena_alloc_array(exchange->arena, count, sizeof(*places));
	exchange->hop_of = hop_of = arena_alloc_array(exchange->arena, count, sizeof(*hop_of));
	if (!places || !hop_of)
		return NLETS_E_MEMORY;
	exchange->planned = 0;
	for (size_t i = 0; i < count; i++) {
		size_t at = exchange->planned;

		if (str_eq(drafts[i].letter.key, STR("SM")))
			drafts[i].priority = SIM_PRIORITY_STATUS;
		if (drafts[i].dropped)
			continue;
		for (; at > 0 && is_before(&drafts[i], &drafts[places[at - 1]]); at--)
			places[at] = places[at - 1];
		places[at] = i;
		exchange->planned++;
	}
	for (size_t i = 0; i < exchange->planned; i++)
		hop_of[places[i]] = i;
	return 0;
}

static struct sim_output *output_of(struct sim_network *network, struct str addressee)
{
	struct sim_output *output = hash_get(&network->output_counts, addressee);

	if (output)
		return output;
	output = arena_alloc(&network->arena, sizeof(*output));
	if (!output)
		return NULL;
	output->addressee = arena_copy(&network->arena, addressee);
	if (!output->addressee.ptr ||
	    !hash_put(&network->arena, &network->output_counts, output->addressee, output) ||
	    (network->settings.continue_counts && network->journal &&
	     sim_journal_count(network->journal, addressee, &output->count) < 0))
		return NULL;
	return output;
}

static unsigned next_output(struct sim_network *network, struct str addressee, bool *failed)
{
	struct sim_output *output = output_of(network, addressee);

	if (!output) {
		*failed = true;
		return 0;
	}
	output->changed = true;
	return ++output->count;
}

int sim_keep_counts(struct sim_network *network)
{
	const struct hash *counts = &network->output_counts;
	int error = 0;

	if (!network->settings.continue_counts)
		return 0;
	for (size_t i = 0; !error && i < counts->size; i++) {
		struct sim_output *output = counts->slots[i].value;

		if (!output || !output->changed)
			continue;
		error = sim_journal_set_count(network->journal, output->addressee, output->count);
		output->changed = false;
		if (!error)
			error = sim_journal_set_count(network->journal, STR(""),
						      network->input_count);
	}
	return error;
}

static int64_t at_second(const struct sim_exchange *exchange, const struct sim_draft *draft)
{
	return (exchange->now_ms + draft->hop.time_ms) / 1000;
}

static void write_draft(struct sim_exchange *exchange, struct sim_draft *draft, struct buf *out,
			bool *failed)
{
	struct sim_network *network = exchange->network;
	const struct sim_draft *from = draft->hop.answers != SIZE_MAX
					       ? &exchange->drafts.items[draft->hop.answers]
					       : draft;
	struct sim_stamps stamps = { at_second(exchange, from), at_second(exchange, draft),
				     from->input, 0 };

	if (draft->hop.kind == SIM_HOP_QUERY || draft->hop.kind == SIM_HOP_ANSWER)
		draft->input = ++network->input_count;
	if (draft->hop.kind == SIM_HOP_QUERY) {
		buf_add(out, exchange->bytes);
	} else if (draft->hop.kind == SIM_HOP_OUTSIDE) {
		buf_add(out, draft->letter.body);
	} else if (draft->hop.kind == SIM_HOP_ANSWER) {
		if (draft->hop.outcome != SIM_OUTCOME_SILENT)
			sim_letter_write(&draft->letter, NULL, out);
	} else {
		stamps.output = next_output(network, draft->letter.to, failed);
		sim_letter_write(&draft->letter, &stamps, out);
	}
}

static void set_ends(struct sim_exchange *exchange, struct sim_hop *hop,
		     const struct sim_draft *draft)
{
	bool in = hop->kind == SIM_HOP_QUERY || hop->kind == SIM_HOP_ANSWER;
	bool out = hop->kind == SIM_HOP_FORWARD || hop->kind == SIM_HOP_NOTICE;
	struct str other = out                           ? draft->letter.to
			   : hop->kind == SIM_HOP_ANSWER ? hop->holder
							 : exchange->query->sender.text;
	struct str label = out || hop->kind == SIM_HOP_ANSWER ? sim_label(exchange->network, other)
							      : exchange->asker_label;

	if (hop->kind == SIM_HOP_OUTSIDE) {
		hop->from_label = hop->from_label.len ? hop->from_label
						      : sim_label(exchange->network, hop->from);
		hop->to_label = hop->to_label.len ? hop->to_label
						  : sim_label(exchange->network, hop->to);
		hop->key = draft->letter.key;
		return;
	}
	hop->from = in ? other : SIM_SWITCH_LINE;
	hop->to = in ? SIM_SWITCH_LINE : other;
	hop->from_label = in ? label : str_from(N_("Nlets switch"));
	hop->to_label = in ? str_from(N_("Nlets switch")) : label;
	hop->key = hop->kind == SIM_HOP_QUERY ? exchange->query->key.text : draft->letter.key;
}

/* In whose state's own switch a hop ends or begins. */
static void set_gate(const struct sim_exchange *exchange, struct sim_hop *hop)
{
	struct nlets_policies *policies = exchange->network->settings.policies;
	bool at_holder = hop->kind == SIM_HOP_FORWARD || hop->kind == SIM_HOP_ANSWER;
	const struct nlets_holder *holder =
		policies && at_holder && hop->holder.len ? nlets_holder(policies, hop->holder) : NULL;

	if (holder) {
		hop->gate = holder->gate;
		sim_gate_words(exchange, hop);
	}
}

/* What hops borrow from the query and the network must outlive both. */
static bool own_texts(struct arena *arena, struct sim_hop *hop)
{
	struct str *texts[] = { &hop->from, &hop->to,     &hop->from_label, &hop->to_label,
				&hop->key,  &hop->holder, &hop->rule,       &hop->detail,
				&hop->note, &hop->assumed,    &hop->gate };

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		*texts[i] = arena_copy(arena, *texts[i]);
		if (!texts[i]->ptr)
			return false;
	}
	return true;
}

int sim_happen(struct sim_exchange *exchange, struct sim_conversation *conversation, size_t place,
	       struct buf *out)
{
	struct sim_draft *draft = &exchange->drafts.items[exchange->places[place]];
	struct sim_hop *hop = vec_add(exchange->arena, &conversation->hops);
	bool failed = false;

	if (!hop)
		return NLETS_E_MEMORY;
	*hop = draft->hop;
	set_ends(exchange, hop, draft);
	set_gate(exchange, hop);
	buf_clear(out);
	write_draft(exchange, draft, out, &failed);
	hop->bytes = arena_copy(exchange->arena, buf_str(out));
	if (hop->answers != SIZE_MAX)
		hop->answers = exchange->hop_of[hop->answers];
	return failed || out->failed || !hop->bytes.ptr || !own_texts(exchange->arena, hop)
		       ? NLETS_E_MEMORY
		       : 0;
}

int sim_body_as_text(struct sim_exchange *exchange, const struct sim_letter *letter,
		     struct str *body)
{
	struct nlets_message **message = &exchange->network->reading;
	struct nlets_definitions *definitions = exchange->network->settings.definitions;
	struct buf xml = { 0 };
	struct sim_letter whole = *letter;
	int error;

	whole.xml = true;
	sim_letter_write(&whole, NULL, &xml);
	error = nlets_parse_again(definitions, buf_str(&xml), NULL, message);
	if (!error)
		error = nlets_body_as_text(definitions, *message, exchange->arena, body);
	buf_free(&xml);
	return error;
}
