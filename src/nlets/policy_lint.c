/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the policies make sense as a whole. */
#include <config.h>

#include "nlets/policy_parts.h"

struct lint {
	struct nlets_policies *policies;
	struct nlets_definitions *definitions;
	struct str file;
	unsigned line;
	struct str id; /* of the entry that is looked at */
};

static void report(struct lint *lint, const char *what, struct str value)
{
	nlets_fault_add(&lint->policies->arena, &lint->policies->faults, lint->file, lint->line,
			"%.*s: %s%.*s", STR_ARGS(lint->id), what, STR_ARGS(value));
}

static void check_sources(struct lint *lint, const struct str *ids, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!nlets_policy_source(lint->policies, ids[i]))
			report(lint, "no such source: ", ids[i]);
}

static void check_holders(struct lint *lint, const struct str *codes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!nlets_holder(lint->policies, codes[i]))
			report(lint, "no such holder: ", codes[i]);
}

static void check_agencies(struct lint *lint, const struct str *ids, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!nlets_agency(lint->policies, ids[i]))
			report(lint, "no such agency: ", ids[i]);
}

static void check_keys(struct lint *lint, const struct str *keys, size_t count)
{
	const struct nlets_section *section;

	for (size_t i = 0; lint->definitions && i < count; i++)
		if (!nlets_catalogue_find(lint->definitions, keys[i], &section))
			report(lint, "no such message key: ", keys[i]);
}

static void check_classes(struct lint *lint, const struct str *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		bool found = str_eq(words[i], STR("any"));

		for (int c = 0; c < NLETS_DATA_CLASS_COUNT && !found; c++)
			found = str_eq(words[i],
				       str_from(nlets_data_class_word((enum nlets_data_class)c)));
		if (!found)
			report(lint, "no such data class: ", words[i]);
	}
}

/* Whether an answer to one of the rule's keys can carry the code. A key or answer
 * without a form cannot be judged. */
static bool code_can_come(struct lint *lint, const struct nlets_rule *rule, struct str code)
{
	for (size_t k = 0; k < rule->keys.count; k++) {
		const struct nlets_form *request = nlets_form(lint->definitions, rule->keys.items[k]);

		if (!request)
			return true;
		for (size_t r = 0; r < request->responses.count; r++) {
			const struct nlets_form *answer =
				nlets_form(lint->definitions, request->responses.items[r]);

			if (!answer || nlets_form_item(answer, code))
				return true;
		}
	}
	return false;
}

static void check_codes(struct lint *lint, const struct nlets_rule *rule)
{
	if (!lint->definitions || rule->keys.count == 0)
		return;
	for (size_t i = 0; i < rule->fields.count; i++)
		if (!code_can_come(lint, rule, rule->fields.items[i]))
			report(lint, "no answer to its keys has the field ", rule->fields.items[i]);
	for (size_t i = 0; i < rule->except.count; i++)
		if (!code_can_come(lint, rule, rule->except.items[i]))
			report(lint, "no answer to its keys has the field ", rule->except.items[i]);
}

static void check_effect(struct lint *lint, const struct nlets_rule *rule)
{
	if (rule->from && rule->until && rule->from > rule->until)
		report(lint, "it ends before it begins", STR(""));
	if (rule->marks.sources.count == 0 && rule->marks.backing != NLETS_ASSUMED &&
	    rule->marks.backing != NLETS_INVENTED)
		report(lint, "it has no source", STR(""));
	if (rule->certainty.len == 0)
		report(lint, "it has no certainty", STR(""));
	if (rule->words.len == 0)
		report(lint, "it has no words", STR(""));
}

static void check_rule(struct lint *lint, const struct nlets_rule *rule)
{
	lint->file = rule->file;
	lint->line = rule->line;
	lint->id = rule->id;
	check_sources(lint, rule->marks.sources.items, rule->marks.sources.count);
	check_holders(lint, rule->holders.items, rule->holders.count);
	check_agencies(lint, rule->agencies.items, rule->agencies.count);
	check_keys(lint, rule->keys.items, rule->keys.count);
	check_classes(lint, rule->classes.items, rule->classes.count);
	check_codes(lint, rule);
	check_effect(lint, rule);
}

static bool meet(const struct str *a, size_t count_a, const struct str *b, size_t count_b)
{
	if (count_a == 0 || count_b == 0)
		return true;
	for (size_t i = 0; i < count_a; i++)
		if (nlets__names_has(b, count_b, a[i]))
			return true;
	return false;
}
#define MEET(a, b) meet((a).items, (a).count, (b).items, (b).count)

static bool dates_meet(const struct nlets_rule *a, const struct nlets_rule *b)
{
	return (!a->until || b->from <= a->until) && (!b->until || a->from <= b->until);
}

/* Whether one datum, or the whole query, can fall under both with equal rank. */
static bool data_meet(const struct nlets_rule *a, const struct nlets_rule *b)
{
	if (nlets__rule_of_fields(a) != nlets__rule_of_fields(b))
		return false;
	if (!nlets__rule_of_fields(a))
		return nlets__rule_rank(a, STR("")) == nlets__rule_rank(b, STR(""));
	for (size_t i = 0; i < a->fields.count; i++)
		if (NLETS__HAS(b->fields, a->fields.items[i]) &&
		    nlets__rule_rank(a, a->fields.items[i]) == nlets__rule_rank(b, a->fields.items[i]))
			return true;
	return nlets__rule_rank(a, STR("")) == nlets__rule_rank(b, STR("")) && a->classes.count &&
	       b->classes.count && MEET(a->classes, b->classes);
}

/* Two rules of equal rank that can both fit one request and disagree. */
static bool disagree(const struct nlets_rule *a, const struct nlets_rule *b)
{
	return a->level == b->level && a->effect != b->effect && str_eq(a->path, b->path) &&
	       MEET(a->holders, b->holders) && MEET(a->agencies, b->agencies) &&
	       MEET(a->keys, b->keys) && MEET(a->purposes, b->purposes) && dates_meet(a, b) &&
	       data_meet(a, b);
}

static void check_pairs(struct lint *lint)
{
	for (size_t i = 0; i < lint->policies->rules.count; i++) {
		const struct nlets_rule *rule = &lint->policies->rules.items[i];

		lint->file = rule->file;
		lint->line = rule->line;
		lint->id = rule->id;
		for (size_t j = 0; j < i; j++)
			if (disagree(rule, &lint->policies->rules.items[j]))
				report(lint, "of equal rank, and disagrees with ",
				       lint->policies->rules.items[j].id);
	}
}

static bool is_training_ori(struct str ori)
{
	return ori.len == 9 && str_eq(str_sub(ori, 2, 3), STR("SIM"));
}

static void check_agency(struct lint *lint, const struct nlets_agency *agency)
{
	lint->file = agency->file;
	lint->line = agency->line;
	lint->id = agency->id;
	check_sources(lint, agency->marks.sources.items, agency->marks.sources.count);
	check_keys(lint, agency->keys.items, agency->keys.count);
	for (size_t i = 0; i < agency->facts.count; i++)
		check_sources(lint, agency->facts.items[i].sources.items,
			      agency->facts.items[i].sources.count);
	for (size_t i = 0; i < agency->oris.count; i++) {
		struct str ori = agency->oris.items[i].ori;

		if (!is_training_ori(ori))
			report(lint, "not a training ORI: ", ori);
		if (nlets_agency_by_ori(lint->policies, ori) != agency)
			report(lint, "another agency has the same ORI: ", ori);
	}
}

static void check_holder(struct lint *lint, const struct nlets_holder *holder)
{
	lint->file = holder->file;
	lint->line = holder->line;
	lint->id = holder->code;
	check_sources(lint, holder->marks.sources.items, holder->marks.sources.count);
	for (size_t i = 0; i < holder->facts.count; i++)
		check_sources(lint, holder->facts.items[i].sources.items,
			      holder->facts.items[i].sources.count);
}

static void check_question(struct lint *lint, const struct nlets_open_question *question)
{
	lint->file = question->file;
	lint->line = question->line;
	lint->id = question->id;
	check_sources(lint, question->sources.items, question->sources.count);
	check_holders(lint, question->holders.items, question->holders.count);
	check_agencies(lint, question->agencies.items, question->agencies.count);
	check_keys(lint, question->keys.items, question->keys.count);
	check_classes(lint, question->classes.items, question->classes.count);
}

static void check_place(struct lint *lint, const struct nlets_place *place)
{
	lint->file = place->file;
	lint->line = place->line;
	lint->id = place->id;
	check_sources(lint, place->marks.sources.items, place->marks.sources.count);
	check_classes(lint, place->keeps.items, place->keeps.count);
	if (place->agency.len)
		check_agencies(lint, &place->agency, 1);
}

static void check_ends(struct lint *lint, const struct nlets_edge *edge)
{
	const struct nlets_place *to = nlets_place(lint->policies, edge->to);

	if (!nlets_place(lint->policies, edge->from))
		report(lint, "no such place: ", edge->from);
	if (!to)
		report(lint, "no such place: ", edge->to);
	else if (edge->kind == NLETS_EDGE_NETWORK && !to->agency.len)
		report(lint, "a network edge must end at an agency, not at ", edge->to);
	if (str_eq(edge->from, edge->to))
		report(lint, "it ends where it begins", STR(""));
	if (edge->from_day && edge->until && edge->from_day > edge->until)
		report(lint, "it ends before it begins", STR(""));
}

static void check_edge(struct lint *lint, const struct nlets_edge *edge)
{
	lint->file = edge->file;
	lint->line = edge->line;
	lint->id = edge->id;
	check_sources(lint, edge->marks.sources.items, edge->marks.sources.count);
	check_holders(lint, edge->holders.items, edge->holders.count);
	check_classes(lint, edge->classes.items, edge->classes.count);
	check_keys(lint, edge->keys.items, edge->keys.count);
	check_ends(lint, edge);
	if (edge->marks.sources.count == 0 && edge->marks.backing != NLETS_ASSUMED &&
	    edge->marks.backing != NLETS_INVENTED)
		report(lint, "it has no source", STR(""));
}

static void check_measure(struct lint *lint, const struct nlets_measure *measure)
{
	lint->file = measure->file;
	lint->line = measure->line;
	lint->id = measure->id;
	check_sources(lint, measure->marks.sources.items, measure->marks.sources.count);
	for (size_t i = 0; i < measure->edges.count; i++)
		if (!nlets_edge(lint->policies, measure->edges.items[i]))
			report(lint, "no such edge: ", measure->edges.items[i]);
	if ((size_t)(measure - lint->policies->measures.items) >= NLETS_MEASURE_LIMIT)
		report(lint, "there are more measures than can be weighed", STR(""));
}

static void check_pathways(struct lint *lint)
{
	const struct nlets_policies *policies = lint->policies;

	for (size_t i = 0; i < policies->places.count; i++)
		check_place(lint, &policies->places.items[i]);
	for (size_t i = 0; i < policies->edges.count; i++)
		check_edge(lint, &policies->edges.items[i]);
	for (size_t i = 0; i < policies->measures.count; i++)
		check_measure(lint, &policies->measures.items[i]);
}

void nlets_policies_lint(struct nlets_policies *policies, struct nlets_definitions *definitions)
{
	struct lint lint = { .policies = policies, .definitions = definitions };

	nlets__policies_need(policies);
	for (size_t i = 0; i < policies->agencies.count; i++)
		check_agency(&lint, &policies->agencies.items[i]);
	for (size_t i = 0; i < policies->holders.count; i++)
		check_holder(&lint, &policies->holders.items[i]);
	for (size_t i = 0; i < policies->questions.count; i++)
		check_question(&lint, &policies->questions.items[i]);
	for (size_t i = 0; i < policies->rules.count; i++)
		check_rule(&lint, &policies->rules.items[i]);
	check_pairs(&lint);
	check_pathways(&lint);
}
