/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accepting messages and letting happen what follows, in order of time. */
#include <config.h>

#include "sim/underway.h"

#include "base/alloc.h"

#include <stdio.h>

static struct sim_choices choices_now(const struct sim_network *network)
{
	const struct sim_settings *settings = &network->settings;

	return (struct sim_choices){ settings->date, settings->assume, settings->refusal,
				     settings->deliver_xml, settings->regional, settings->faults };
}

static void choose(struct sim_network *network, const struct sim_choices *choices)
{
	struct sim_settings *settings = &network->settings;

	settings->date = choices->date;
	settings->assume = choices->assume;
	settings->refusal = choices->refusal;
	settings->deliver_xml = choices->deliver_xml;
	settings->regional = choices->regional;
	settings->faults = choices->faults;
}

/* As kept in the journal: numbers, then the faults. */
static struct str choices_text(const struct sim_choices *choices, struct arena *arena)
{
	return arena_printf(arena, "%u %d %d %d %d %.*s", choices->date, choices->assume,
			    (int)choices->refusal, choices->deliver_xml, (int)choices->regional,
			    STR_ARGS(choices->faults));
}

static struct sim_choices read_choices(struct str text)
{
	unsigned numbers[5] = { 0 };

	for (size_t i = 0; i < 5; i++) {
		size_t blank = str_find_char(text, ' ');

		str_to_uint((struct str){ text.ptr, blank }, &numbers[i]);
		blank += blank < text.len;
		text = str_sub(text, blank, text.len - blank);
	}
	return (struct sim_choices){ numbers[0], (int)numbers[1], (enum sim_refusal)(numbers[2] & 1),
				     numbers[3] != 0, (enum sim_regional_keys)(numbers[4] & 1),
				     text };
}

static void free_one(struct sim_underway *underway)
{
	nlets_message_free(&underway->exchange.query);
	sim_conversation_free(&underway->conversation);
	base_free(underway);
}

void sim_underway_free(struct sim_network *network)
{
	for (size_t i = 0; i < network->queued; i++)
		free_one(network->queue[i]);
	base_free(network->queue);
	network->queue = NULL;
	network->queued = network->queue_size = 0;
}

static struct sim_underway *make(struct sim_network *network, struct str bytes, int64_t now_ms)
{
	struct sim_underway *made = base_realloc(NULL, sizeof(*made));

	if (!made)
		return NULL;
	*made = (struct sim_underway){ .now_ms = now_ms, .order = ++network->accepted };
	made->conversation.sent = now_ms / 1000;
	made->exchange = (struct sim_exchange){ .network = network, .now_ms = now_ms };
	made->exchange.now = now_ms / 1000;
	made->exchange.arena = &made->conversation.arena;
	made->exchange.bytes = arena_copy(made->exchange.arena, bytes);
	made->choices = choices_now(network);
	made->choices.faults = arena_copy(made->exchange.arena, network->settings.faults);
	if (made->exchange.bytes.ptr && made->choices.faults.ptr &&
	    sim_read_query(&made->exchange) == 0)
		return made;
	free_one(made);
	return NULL;
}

static struct str destinations(const struct nlets_message *query, struct arena *arena)
{
	struct buf out = { 0 };
	struct str made;

	for (size_t i = 0; i < query->to.count; i++) {
		buf_add_text(&out, i ? " " : "");
		buf_add(&out, query->to.items[i].text);
	}
	made = out.failed ? STR_NONE : arena_copy(arena, buf_str(&out));
	buf_free(&out);
	return made;
}

/* Enters it, and gives it the id that follows from its place. */
static int enter(struct sim_network *network, struct sim_underway *underway, struct str idempotency)
{
	const struct nlets_message *query = underway->exchange.query;
	struct arena *arena = &underway->conversation.arena;
	struct sim_journalled entry = { .sent_ms = underway->now_ms,
				   .asker = query->sender.text,
				   .key = query->key.text,
				   .to = destinations(query, arena),
				   .settings = choices_text(&underway->choices, arena),
				   .idempotency = idempotency,
				   .bytes = underway->exchange.bytes };
	char id[SIM_ID_SIZE];
	int error = entry.to.ptr && entry.settings.ptr ? sim_journal_accept(network->journal, &entry)
						       : NLETS_E_MEMORY;

	if (error)
		return error;
	underway->sequence = entry.sequence;
	sim_journal_id(network->journal, entry.sequence, id);
	underway->conversation.id = arena_copy(arena, str_from(id));
	return underway->conversation.id.ptr ? 0 : NLETS_E_MEMORY;
}

/* Only simulated traffic is journalled. */
static int accept(struct sim_network *network, const struct sim_submission *submission,
		  struct sim_underway **accepted)
{
	struct sim_underway *made = make(network, sim_unframed(submission->bytes), submission->now_ms);
	int error = made ? 0 : NLETS_E_MEMORY;

	*accepted = NULL;
	if (!error && sim_is_training_ori(made->exchange.query->sender.text))
		error = enter(network, made, submission->idempotency);
	if (!error && !sim_queue_add(network, made))
		error = NLETS_E_MEMORY;
	if (error) {
		sim_journal_rollback(network->journal);
		if (made)
			free_one(made);
		return error;
	}
	*accepted = made;
	return 0;
}

/* What the journal has of a message that came before, for one that comes again. */
static int accept_again(struct sim_network *network, const struct sim_submission *submission,
			struct sim_conversation *conversation)
{
	struct arena arena = { 0 };
	struct sim_journalled entry;
	char id[SIM_ID_SIZE];
	int error = submission->idempotency.len
			    ? sim_journal_by_key(network->journal, submission->idempotency, &arena,
						 &entry)
			    : NLETS_E_NOT_FOUND;

	if (!error && !str_eq(entry.bytes, sim_unframed(submission->bytes)))
		error = NLETS_E_ARGUMENT;
	if (!error) {
		sim_journal_id(network->journal, entry.sequence, id);
		error = sim_journal_get(network, str_from(id), conversation);
		error = error ? error : 1;
	}
	arena_free(&arena);
	return error;
}

int sim_accept(struct sim_network *network, const struct sim_submission *submission,
	       struct sim_conversation *conversation)
{
	struct sim_underway *accepted;
	int result = sim_underway_open(network, &network->arena, NULL);

	*conversation = (struct sim_conversation){ 0 };
	if (!result)
		result = accept_again(network, submission, conversation);
	if (result != NLETS_E_NOT_FOUND)
		return result;
	result = accept(network, submission, &accepted);
	if (result)
		return result;
	conversation->sent = accepted->conversation.sent;
	conversation->id = arena_copy(&conversation->arena, accepted->conversation.id);
	return conversation->id.ptr ? 0 : NLETS_E_MEMORY;
}

/* Drafts all that follows, by the rules that held when the message came. */
static int plan(struct sim_network *network, struct sim_underway *underway)
{
	struct sim_choices now = choices_now(network);
	struct sim_exchange *exchange = &underway->exchange;
	int error;

	choose(network, &underway->choices);
	error = sim_plan(exchange);
	choose(network, &now);
	if (!error)
		error = sim_order(exchange);
	if (error)
		return error;
	underway->planned = true;
	for (size_t i = 0; i < underway->inputs.count && i < exchange->planned; i++)
		exchange->drafts.items[exchange->places[i]].input = underway->inputs.items[i];
	underway->next = underway->conversation.hops.count;
	return 0;
}

static void count(struct sim_conversation *conversation, const struct sim_hop *hop)
{
	struct sim_counts *counts = &conversation->counts;

	counts->asked += hop->kind == SIM_HOP_FORWARD && hop->fault != SIM_FAULT_STORED;
	if (hop->outcome == SIM_OUTCOME_STORED || hop->outcome == SIM_OUTCOME_DISCARDED) {
		counts->asked++;
		counts->silent++;
	}
	if (hop->kind != SIM_HOP_ANSWER || hop->fault == SIM_FAULT_DUPLICATED)
		return;
	if (hop->fault == SIM_FAULT_LATE || hop->outcome == SIM_OUTCOME_SILENT)
		counts->silent++;
	else if (hop->outcome == SIM_OUTCOME_HIT)
		counts->hit++;
	else if (hop->outcome == SIM_OUTCOME_NO_RECORD)
		counts->no_hit++;
}

/* One hop happens: numbered, written, journalled. */
static int happen(struct sim_network *network, struct sim_underway *underway, struct buf *out)
{
	struct sim_exchange *exchange = &underway->exchange;
	struct sim_conversation *conversation = &underway->conversation;
	size_t place = underway->next;
	const struct sim_draft *draft;
	const struct sim_hop *hop;
	int error = sim_happen(exchange, conversation, place, out);

	if (error)
		return error;
	draft = &exchange->drafts.items[exchange->places[place]];
	hop = &conversation->hops.items[conversation->hops.count - 1];
	underway->next++;
	count(conversation, hop);
	if (!underway->sequence)
		return 0;
	return sim_journal_add_hop(network->journal, underway->sequence, place,
				   underway->now_ms + hop->time_ms, draft->input, hop);
}

struct told {
	struct sim_underway *underway;
	size_t hop;
};

struct running {
	struct sim_network *network;
	struct arena arena;
	VEC(struct told) told;
	VEC(struct sim_underway *) finished;
	struct buf out;
};

static int finish(struct running *running, struct sim_underway *underway)
{
	struct sim_underway **added = vec_add(&running->arena, &running->finished);

	sim_queue_remove_first(running->network);
	if (!added) {
		free_one(underway);
		return NLETS_E_MEMORY;
	}
	*added = underway;
	underway->conversation.whole = true;
	return underway->sequence ? sim_journal_finish(running->network->journal,
						       underway->sequence)
				  : 0;
}

/* The next thing in the queue. A message that no definition can answer comes to
 * nothing, once and for all. */
static int step(struct running *running)
{
	struct sim_underway *underway = running->network->queue[0];
	struct told *told;
	int error;

	if (!underway->planned) {
		error = plan(running->network, underway);
		if (error == NLETS_E_MEMORY || error == NLETS_E_STORE)
			return error;
		underway->error = error;
		if (error)
			return finish(running, underway);
	} else {
		told = vec_add(&running->arena, &running->told);
		error = told ? happen(running->network, underway, &running->out) : NLETS_E_MEMORY;
		if (error)
			return error;
		*told = (struct told){ underway, underway->conversation.hops.count - 1 };
	}
	if (underway->next >= underway->exchange.planned)
		return finish(running, underway);
	sim_queue_sink(running->network, 0);
	return 0;
}

static void tell(const struct running *running, sim_happened *happened, void *context)
{
	for (size_t i = 0; happened && i < running->told.count; i++) {
		const struct told *told = &running->told.items[i];
		const struct sim_conversation *conversation = &told->underway->conversation;
		char id[32];
		int len = snprintf(id, sizeof(id), "%.*s.%zu", STR_ARGS(conversation->id),
				   told->hop);
		struct sim_event event = {
			.conversation = conversation->id,
			.id = { id, (size_t)len },
			.hop = &conversation->hops.items[told->hop],
			.last = conversation->whole && told->hop + 1 == conversation->hops.count,
		};

		event.time_ms = told->underway->now_ms + event.hop->time_ms;
		happened(context, &event);
	}
}

static int run(struct running *running, int64_t until_ms)
{
	struct sim_network *network = running->network;
	int error = sim_journal_commit(network->journal);

	while (!error && network->queued && sim_underway_due(network->queue[0]) <= until_ms)
		error = step(running);
	if (!error)
		error = sim_keep_counts(network);
	return error ? error : sim_journal_commit(network->journal);
}

int sim_run(struct sim_network *network, int64_t until_ms, sim_happened *happened, void *context)
{
	struct running running = { .network = network };
	int result = sim_underway_open(network, &network->arena, NULL);

	if (!result)
		result = run(&running, until_ms);
	if (result) {
		if (network->journal)
			sim_journal_rollback(network->journal);
	} else {
		tell(&running, happened, context);
		result = (int)running.told.count;
	}
	for (size_t i = 0; i < running.finished.count; i++)
		if (!running.finished.items[i]->kept || result < 0)
			free_one(running.finished.items[i]);
	if (result < 0) /* what was not told is still underway in the journal */
		sim_underway_free(network);
	arena_free(&running.arena);
	buf_free(&running.out);
	return result;
}

int64_t sim_next_due(const struct sim_network *network)
{
	return network->queued ? sim_underway_due(network->queue[0]) : INT64_MAX;
}

size_t sim_underway(const struct sim_network *network)
{
	return network->queued;
}

int sim_send(struct sim_network *network, struct str bytes, int64_t now,
	     struct sim_conversation *conversation)
{
	struct sim_submission submission = { .bytes = bytes, .now_ms = now * 1000 };
	struct sim_underway *sent = NULL;
	int error = sim_underway_open(network, &network->arena, NULL);

	*conversation = (struct sim_conversation){ 0 };
	if (!error)
		error = accept(network, &submission, &sent);
	if (error)
		return error;
	sent->kept = true;
	error = sim_run(network, INT64_MAX, NULL, NULL);
	if (error < 0)
		return error;
	error = sent->error;
	if (!error) {
		*conversation = sent->conversation;
		sent->conversation = (struct sim_conversation){ 0 };
	}
	free_one(sent);
	return error;
}

void sim_conversation_free(struct sim_conversation *conversation)
{
	arena_free(&conversation->arena);
	*conversation = (struct sim_conversation){ 0 };
}

/* A message that another process accepted, and what happened of it so far. */
static int take_over(struct sim_network *network, int64_t sequence)
{
	struct arena arena = { 0 };
	struct sim_journalled entry;
	struct sim_underway *made = NULL;
	char id[SIM_ID_SIZE];
	int error = sim_journal_entry(network->journal, sequence, &arena, &entry);

	if (!error) {
		made = make(network, entry.bytes, entry.sent_ms);
		error = made ? 0 : NLETS_E_MEMORY;
	}
	if (!error) {
		made->sequence = sequence;
		made->exchange.resumed = true;
		sim_journal_id(network->journal, sequence, id);
		made->conversation.id = arena_copy(&made->conversation.arena, str_from(id));
		made->choices =
			read_choices(arena_copy(&made->conversation.arena, entry.settings));
		error = sim_journal_hops(network->journal, sequence, &made->conversation,
					 &made->inputs);
	}
	for (size_t i = 0; !error && i < made->conversation.hops.count; i++)
		count(&made->conversation, &made->conversation.hops.items[i]);
	if (!error && !sim_queue_add(network, made))
		error = NLETS_E_MEMORY;
	if (error && made)
		free_one(made);
	arena_free(&arena);
	return error;
}

int sim_underway_open(struct sim_network *network, struct arena *arena, struct str *why)
{
	sim_sequences left = { 0 };
	struct arena own = { 0 };
	int error;

	if (network->journal)
		return 0;
	error = sim_journal_open(&network->settings, arena, why, &network->journal);
	if (!error && network->settings.continue_counts)
		error = sim_journal_count(network->journal, STR(""), &network->input_count);
	if (!error)
		error = sim_journal_adopt(network->journal, &own, &left);
	for (size_t i = 0; !error && i < left.count; i++)
		error = take_over(network, left.items[i]);
	arena_free(&own);
	return error;
}

int sim_journal_get(struct sim_network *network, struct str id,
		    struct sim_conversation *conversation)
{
	struct arena arena = { 0 };
	struct sim_journalled entry;
	int64_t sequence;
	int error = sim_underway_open(network, &network->arena, NULL);

	*conversation = (struct sim_conversation){ 0 };
	if (error)
		return error;
	sequence = sim_journal_sequence(network->journal, id);
	error = sequence > 0 ? sim_journal_entry(network->journal, sequence, &arena, &entry)
			     : NLETS_E_NOT_FOUND;
	if (!error) {
		conversation->sent = entry.sent_ms / 1000;
		conversation->id = arena_copy(&conversation->arena, id);
		conversation->whole = !sim_journal_is_underway(network->journal, sequence);
		error = sim_journal_hops(network->journal, sequence, conversation, NULL);
	}
	for (size_t i = 0; !error && i < conversation->hops.count; i++)
		count(conversation, &conversation->hops.items[i]);
	arena_free(&arena);
	if (error)
		sim_conversation_free(conversation);
	return error;
}

int sim_journal_list(struct sim_network *network, struct str asker, size_t offset, size_t count,
		     sim_take_journal_row *take, void *context)
{
	int error = sim_underway_open(network, &network->arena, NULL);

	return error ? error
		     : sim_journal_each_entry(network->journal, asker, offset, count, take, context);
}

int sim_deliveries(struct sim_network *network, struct str ori, struct str after, size_t count,
		   sim_happened *take, void *context)
{
	size_t dot = str_find_char(after, '.'), found = 0;
	unsigned number = 0;
	int64_t sequence = 0;
	int error = sim_underway_open(network, &network->arena, NULL);

	if (!error && after.len) {
		sequence = sim_journal_sequence(network->journal, (struct str){ after.ptr, dot });
		if (sequence < 0 || dot == after.len ||
		    !str_to_uint(str_sub(after, dot + 1, after.len - dot - 1), &number))
			return NLETS_E_ARGUMENT;
	}
	if (!error)
		error = sim_journal_each_delivery(network->journal, ori, sequence, number, count,
						  take, context, &found);
	return error ? error : (int)found;
}
