/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/ladder.h"

#include "app/hop_text.h"
#include "nlets/error.h"

enum { NO_PARTY = -1, PINNED = 2 };

static struct str or_empty(struct str text)
{
	return text.ptr ? text : STR("");
}

/* Outside Nlets a party may have a name only. */
static bool is_party(const struct app_ladder_party *party, struct str code, struct str label)
{
	return str_eq(party->code, code) && (code.len || str_eq(party->label, label));
}

static long find_party(const struct app_ladder *ladder, struct str code, struct str label)
{
	for (size_t i = 0; i < ladder->parties.count; i++)
		if (is_party(&ladder->parties.items[i], or_empty(code), or_empty(label)))
			return (long)i;
	return NO_PARTY;
}

static struct app_ladder_party *add_party(struct app_ladder *ladder, struct str code,
					  struct str label)
{
	long at = find_party(ladder, code, label);
	struct app_ladder_party *party =
		at == NO_PARTY ? vec_add(&ladder->arena, &ladder->parties) : &ladder->parties.items[at];

	if (party && at == NO_PARTY)
		*party = (struct app_ladder_party){ or_empty(code), STR(""), STR(""), 1 };
	if (party && !party->label.len)
		party->label = or_empty(label);
	return party;
}

/* The end of the hop whose gate it went through. */
static void set_gate(struct app_ladder *ladder, const struct sim_hop *hop)
{
	bool sends = hop->kind == SIM_HOP_ANSWER || hop->kind == SIM_HOP_QUERY;
	long at = sends ? find_party(ladder, hop->from, hop->from_label)
			: find_party(ladder, hop->to, hop->to_label);

	if (at == NO_PARTY || !hop->gate.len)
		return;
	ladder->parties.items[at].gate = hop->gate;
	ladder->gated = true;
}

static bool add_parties(struct app_ladder *ladder)
{
	for (size_t i = 0; i < ladder->hops->hops.count; i++) {
		const struct sim_hop *hop = &ladder->hops->hops.items[i];

		if (!add_party(ladder, hop->from, hop->from_label) ||
		    !add_party(ladder, hop->to, hop->to_label))
			return false;
		set_gate(ladder, hop);
	}
	return true;
}

static bool was_asked(const struct app_ladder *ladder, struct str code)
{
	for (size_t i = 0; i < ladder->hops->hops.count; i++)
		if (ladder->hops->hops.items[i].kind == SIM_HOP_FORWARD &&
		    str_eq(ladder->hops->hops.items[i].to, code))
			return true;
	return false;
}

/* Puts all that were asked into one column behind the switch; `columns` gets the new
 * place of each party. */
static void fold(struct app_ladder *ladder, size_t *columns)
{
	struct app_ladder_party folded = { STR(""), STR(""), STR(""), 0 };
	size_t kept = PINNED + 1;

	for (size_t i = 0; i < ladder->parties.count; i++) {
		struct app_ladder_party party = ladder->parties.items[i];

		columns[i] = i;
		if (i < PINNED)
			continue;
		columns[i] = PINNED;
		if (was_asked(ladder, party.code)) {
			folded.holders++;
		} else {
			columns[i] = kept;
			ladder->parties.items[kept++] = party;
		}
	}
	ladder->parties.items[PINNED] = folded;
	ladder->parties.count = kept;
	ladder->folded = true;
	ladder->gated = false;
	for (size_t i = 0; i < kept; i++)
		ladder->gated = ladder->gated || ladder->parties.items[i].gate.len;
}

/* The answer that sums up many holders names none of them. */
static size_t find_merged(const struct sim_conversation *hops)
{
	size_t asked = 0;

	for (size_t i = 0; i < hops->hops.count; i++) {
		const struct sim_hop *hop = &hops->hops.items[i];

		asked += hop->kind == SIM_HOP_FORWARD;
		if (hop->kind == SIM_HOP_DELIVERY && !hop->holder.len && asked > 1)
			return i;
	}
	return SIZE_MAX;
}

static bool says_the_same(const struct sim_hop *a, const struct sim_hop *b)
{
	return a->kind == b->kind && a->outcome == b->outcome && a->backing == b->backing &&
	       a->fault == b->fault && a->outcome != SIM_OUTCOME_HIT && str_eq(a->key, b->key);
}

/* Whether the hop can share the rung before it. */
static bool joins(const struct app_ladder *ladder, const struct app_ladder_rung *rung, size_t hop,
		  size_t from, size_t to)
{
	const struct sim_hop *all = ladder->hops->hops.items;

	return ladder->folded && rung && rung->hops && rung->from == from && rung->to == to &&
	       (from == PINNED || to == PINNED) && says_the_same(&all[rung->hop], &all[hop]);
}

static bool is_late(const struct app_ladder *ladder, size_t hop)
{
	return ladder->merged != SIZE_MAX && hop > ladder->merged &&
	       app_hop_returns(&ladder->hops->hops.items[hop]);
}

static bool add_rung(struct app_ladder *ladder, size_t hop, size_t from, size_t to)
{
	bool late = is_late(ladder, hop);
	struct app_ladder_rung *last =
		ladder->rungs.count ? &ladder->rungs.items[ladder->rungs.count - 1] : NULL;
	struct app_ladder_rung *rung;

	if (last && late && !last->late) {
		rung = vec_add(&ladder->arena, &ladder->rungs);
		if (!rung)
			return false;
		*rung = (struct app_ladder_rung){ hop, 0, 0, 0, true };
		last = rung;
	}
	if (joins(ladder, last, hop, from, to) && last->late == late) {
		last->hops++;
		return true;
	}
	rung = vec_add(&ladder->arena, &ladder->rungs);
	if (rung)
		*rung = (struct app_ladder_rung){ hop, 1, from, to, late };
	return rung != NULL;
}

int app_ladder_make(struct app_ladder *ladder, const struct sim_conversation *hops, size_t most)
{
	size_t *columns, count = hops->hops.count, *ends;

	app_ladder_free(ladder);
	ladder->hops = hops;
	ladder->merged = find_merged(hops);
	ends = arena_alloc_array(&ladder->arena, 2 * count + 1, sizeof(*ends));
	if (!ends || !add_parties(ladder))
		return NLETS_E_MEMORY;
	for (size_t i = 0; i < count; i++) {
		ends[2 * i] = (size_t)find_party(ladder, hops->hops.items[i].from, hops->hops.items[i].from_label);
		ends[2 * i + 1] = (size_t)find_party(ladder, hops->hops.items[i].to, hops->hops.items[i].to_label);
	}
	columns = arena_alloc_array(&ladder->arena, ladder->parties.count + 1, sizeof(*columns));
	if (!columns)
		return NLETS_E_MEMORY;
	for (size_t i = 0; i < ladder->parties.count; i++)
		columns[i] = i;
	if (ladder->parties.count > most && ladder->parties.count > PINNED + 1)
		fold(ladder, columns);
	for (size_t i = 0; i < count; i++)
		if (!add_rung(ladder, i, columns[ends[2 * i]], columns[ends[2 * i + 1]]))
			return NLETS_E_MEMORY;
	return 0;
}

void app_ladder_free(struct app_ladder *ladder)
{
	arena_free(&ladder->arena);
	*ladder = (struct app_ladder){ .merged = SIZE_MAX };
}

size_t app_ladder_rung_of(const struct app_ladder *ladder, size_t hop)
{
	size_t at = 0;

	for (size_t i = 0; i < ladder->rungs.count; i++)
		if (ladder->rungs.items[i].hops && ladder->rungs.items[i].hop <= hop)
			at = i;
	return at;
}

size_t app_ladder_hop(const struct app_ladder *ladder, size_t rung, bool up)
{
	size_t last = ladder->rungs.count ? ladder->rungs.count - 1 : 0;

	if (!ladder->rungs.count)
		return 0;
	if (rung > last)
		rung = last;
	/* never on the line that sets apart: there is always a rung on either side of it */
	if (!ladder->rungs.items[rung].hops)
		rung += up ? SIZE_MAX : 1;
	return ladder->rungs.items[rung].hop;
}
