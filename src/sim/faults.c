/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults on request: what was drafted is made late, doubled, garbled or dropped.
 * Which faults a real network has, and how often, is not public: only the status
 * texts of a holder out of service are (SM-G). */
#include <config.h>

#include "sim/faults.h"

#include "base/hash.h"
#include "base/i18n.h"
#include "base/rand.h"
#include "sim/network.h"

enum { SLOW_S = 90, AWAY_S = 600, MOST_S = 86400, AGAIN_MS = 1500, GARBLED_ONE_IN = 12 };

static const struct {
	const char *word;
	unsigned seconds; /* when none are given; 0: none are taken */
} troubles[SIM_TROUBLES] = {
	[SIM_TROUBLE_SLOW] = { "slow", SLOW_S },
	[SIM_TROUBLE_SILENT] = { "silent", 0 },
	[SIM_TROUBLE_GARBLED] = { "garbled", 0 },
	[SIM_TROUBLE_DUPLICATED] = { "duplicated", 0 },
	[SIM_TROUBLE_OUT_OF_ORDER] = { "out-of-order", 0 },
	[SIM_TROUBLE_STORE] = { "store", AWAY_S },
	[SIM_TROUBLE_REMOVE] = { "remove", 0 },
};

static bool is_holder(struct str word)
{
	if (str_eq(word, STR("*")))
		return true;
	return word.len == 2 && word.ptr[0] >= 'A' && word.ptr[0] <= 'Z' && word.ptr[1] >= 'A' &&
	       word.ptr[1] <= 'Z';
}

static bool read_rule(struct str part, struct sim_fault_rule *rule)
{
	size_t equals = str_find_char(part, '='), colon = str_find_char(part, ':');
	struct str word;

	if (equals >= part.len || colon < equals)
		return false;
	word = str_sub(part, equals + 1, colon - equals - 1);
	rule->holder = str_sub(part, 0, equals);
	for (size_t i = 0; i < SIM_TROUBLES; i++) {
		if (!str_eq(word, str_from(troubles[i].word)))
			continue;
		rule->trouble = (enum sim_trouble)i;
		rule->seconds = troubles[i].seconds;
		if (colon < part.len &&
		    (!troubles[i].seconds ||
		     !str_to_uint(str_sub(part, colon + 1, part.len - colon - 1), &rule->seconds)))
			return false;
		return is_holder(rule->holder) && rule->seconds <= MOST_S;
	}
	return false;
}

int sim_faults_next(struct str *plan, struct sim_fault_rule *rule)
{
	struct str part;

	while (str_split(plan, ',', &part)) {
		part = str_trim(part);
		if (!part.len)
			continue;
		if (read_rule(part, rule))
			return 1;
		rule->holder = part;
		return -1;
	}
	return 0;
}

bool sim_faults_check(struct str text, struct str *wrong)
{
	struct sim_fault_rule rule = { .holder = STR("") };
	int next;

	while ((next = sim_faults_next(&text, &rule)) > 0)
		;
	if (next < 0 && wrong)
		*wrong = rule.holder;
	return next == 0;
}

/* Whether a draft is that one or comes of it. */
static bool follows(const struct sim_exchange *exchange, size_t draft, size_t root)
{
	while (draft > root && draft != SIZE_MAX)
		draft = exchange->drafts.items[draft].hop.answers;
	return draft == root;
}

static void delay(struct sim_exchange *exchange, size_t root, unsigned ms)
{
	for (size_t i = root; i < exchange->drafts.count; i++) {
		struct sim_hop *hop = &exchange->drafts.items[i].hop;

		if (!follows(exchange, i, root))
			continue;
		hop->time_ms += ms;
		hop->fault = SIM_FAULT_LATE;
	}
}

static void drop(struct sim_exchange *exchange, size_t root)
{
	for (size_t i = root; i < exchange->drafts.count; i++)
		if (follows(exchange, i, root))
			exchange->drafts.items[i].dropped = true;
}

static void silence(struct sim_exchange *exchange, size_t answer)
{
	struct sim_draft *draft = &exchange->drafts.items[answer];

	drop(exchange, answer);
	draft->dropped = false;
	draft->hop.time_ms += exchange->network->holders->wait;
	draft->hop.outcome = SIM_OUTCOME_SILENT;
	draft->hop.fault = SIM_FAULT_SILENT;
}

/* Bytes are lost and changed, but never to ETX, which would end the message. */
static struct str garble(struct sim_exchange *exchange, struct str body)
{
	struct rand_state rand =
		rand_seed(exchange->network->settings.seed ^ hash_bytes(exchange->bytes));
	struct buf out = { 0 };
	struct str made;

	for (size_t i = 0; i < body.len; i++) {
		unsigned what = rand_below(&rand, 3 * GARBLED_ONE_IN);
		char other = (char)rand_below(&rand, 256);

		if (what == 0)
			continue;
		buf_add_char(&out, what > 2 || other == '\003' || !other ? body.ptr[i] : other);
	}
	made = out.failed ? STR_NONE : arena_copy(exchange->arena, buf_str(&out));
	buf_free(&out);
	return made;
}

static int garble_all(struct sim_exchange *exchange, size_t answer)
{
	for (size_t i = answer; i < exchange->drafts.count; i++) {
		struct sim_draft *draft = &exchange->drafts.items[i];

		if (!follows(exchange, i, answer))
			continue;
		draft->letter.body = garble(exchange, draft->letter.body);
		draft->hop.fault = SIM_FAULT_GARBLED;
		if (!draft->letter.body.ptr)
			return NLETS_E_MEMORY;
	}
	return 0;
}

/* A second answer, and a second one of each delivery. */
static int double_all(struct sim_exchange *exchange, size_t answer)
{
	size_t count = exchange->drafts.count, copy = count;

	for (size_t i = answer; i < count; i++) {
		struct sim_draft *added;

		if (i != answer && exchange->drafts.items[i].hop.answers != answer)
			continue;
		added = vec_add(exchange->arena, &exchange->drafts);
		if (!added)
			return NLETS_E_MEMORY;
		*added = exchange->drafts.items[i];
		added->hop.time_ms += AGAIN_MS;
		added->hop.fault = SIM_FAULT_DUPLICATED;
		if (i != answer)
			added->hop.answers = copy;
	}
	return 0;
}

/* What the switch says of a holder that is out of service (SM-G). To which holder
 * and key it refers stands in a second line, as in the text of the boat page (BR-G). */
static int say_away(struct sim_exchange *exchange, size_t forward, struct str number,
		    enum sim_outcome outcome)
{
	const struct sim_draft *from = &exchange->drafts.items[forward];
	struct sim_network *network = exchange->network;
	struct str holder = from->hop.holder, key = from->letter.key, to = from->letter.to;
	struct str status = sim_status_text(network->directory, number);
	struct str body = arena_printf(exchange->arena, ".%.*s. %.*s\r\nMESSAGE TYPE %.*s TO %.*s",
				       STR_ARGS(number), STR_ARGS(status), STR_ARGS(key),
				       STR_ARGS(to));
	struct sim_draft *draft = sim_deliver(exchange, from->hop.time_ms, SIM_QUERY_DRAFT,
					      STR("SM"), SIM_SWITCH, body);

	if (!draft || !body.ptr)
		return NLETS_E_MEMORY;
	draft->hop.outcome = outcome;
	draft->hop.holder = holder;
	draft->hop.fault =
		outcome == SIM_OUTCOME_STORED ? SIM_FAULT_STORED : SIM_FAULT_DISCARDED;
	draft->hop.backing = NLETS_ASSUMED;
	draft->hop.detail = sim_label(network, holder);
	draft->hop.note = str_from(
		N_("The holder is out of service because a fault was asked for. The first line "
		   "of the text is published; the second, which names key and destination, is "
		   "assumed."));
	return 0;
}

static int store(struct sim_exchange *exchange, size_t forward, unsigned seconds)
{
	int error = say_away(exchange, forward, STR("02"), SIM_OUTCOME_STORED);

	delay(exchange, forward, seconds * 1000);
	exchange->drafts.items[forward].hop.fault = SIM_FAULT_STORED;
	return error;
}

static int discard(struct sim_exchange *exchange, size_t forward)
{
	int error = say_away(exchange, forward, STR("04"), SIM_OUTCOME_DISCARDED);

	drop(exchange, forward);
	return error;
}

static int trouble(struct sim_exchange *exchange, size_t draft, const struct sim_fault_rule *rule)
{
	bool answer = exchange->drafts.items[draft].hop.kind == SIM_HOP_ANSWER;

	if (!answer)
		return rule->trouble == SIM_TROUBLE_STORE ? store(exchange, draft, rule->seconds)
		       : rule->trouble == SIM_TROUBLE_REMOVE ? discard(exchange, draft)
							     : 0;
	switch (rule->trouble) {
	case SIM_TROUBLE_SLOW:
		delay(exchange, draft, rule->seconds * 1000);
		return 0;
	case SIM_TROUBLE_SILENT:
		silence(exchange, draft);
		return 0;
	case SIM_TROUBLE_GARBLED:
		return garble_all(exchange, draft);
	case SIM_TROUBLE_DUPLICATED:
		return double_all(exchange, draft);
	default:
		return 0;
	}
}

static bool concerns(const struct sim_draft *draft, const struct sim_fault_rule *rule)
{
	return !draft->dropped && draft->hop.outcome != SIM_OUTCOME_SILENT &&
	       (str_eq(rule->holder, STR("*")) || str_eq(rule->holder, draft->hop.holder));
}

/* The delivery next to that one in time, before it or (when there is none) behind. */
static struct sim_draft *neighbour(struct sim_exchange *exchange, size_t delivery)
{
	struct sim_draft *drafts = exchange->drafts.items, *before = NULL, *behind = NULL;
	unsigned time_ms = drafts[delivery].hop.time_ms;

	for (size_t i = 0; i < exchange->drafts.count; i++) {
		unsigned other = drafts[i].hop.time_ms;

		if (i == delivery || drafts[i].dropped || drafts[i].hop.kind != SIM_HOP_DELIVERY)
			continue;
		if (other <= time_ms && (!before || other > before->hop.time_ms))
			before = &drafts[i];
		if (other > time_ms && (!behind || other < behind->hop.time_ms))
			behind = &drafts[i];
	}
	return before ? before : behind;
}

/* One of the two is held back until the other has gone. */
static void reorder(struct sim_exchange *exchange, const struct sim_fault_rule *rule)
{
	for (size_t i = 0; i < exchange->drafts.count; i++) {
		struct sim_draft *draft = &exchange->drafts.items[i], *other, *first, *second;

		if (draft->hop.kind != SIM_HOP_DELIVERY || !concerns(draft, rule) ||
		    draft->hop.fault != SIM_FAULT_NONE)
			continue;
		other = neighbour(exchange, i);
		if (!other || other->hop.fault != SIM_FAULT_NONE)
			continue;
		first = other->hop.time_ms > draft->hop.time_ms ? other : draft;
		second = first == draft ? other : draft;
		second->hop.time_ms = first->hop.time_ms + 1;
		first->hop.fault = SIM_FAULT_OUT_OF_ORDER;
	}
}

int sim_apply_faults(struct sim_exchange *exchange)
{
	struct str plan = exchange->network->settings.faults;
	struct sim_fault_rule rule;
	size_t from = exchange->faulted, until = exchange->drafts.count;
	int error = 0;

	exchange->faulted = until;
	while (!error && sim_faults_next(&plan, &rule) > 0) {
		for (size_t i = from; !error && i < until; i++) {
			const struct sim_draft *draft = &exchange->drafts.items[i];
			bool passes = draft->hop.kind == SIM_HOP_FORWARD ||
				      draft->hop.kind == SIM_HOP_ANSWER;

			if (passes && concerns(draft, &rule))
				error = trouble(exchange, i, &rule);
		}
		if (rule.trouble == SIM_TROUBLE_OUT_OF_ORDER)
			reorder(exchange, &rule);
	}
	exchange->faulted = exchange->drafts.count;
	return error;
}
