/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What chains.xml must hold true beyond its schema. */
#include <config.h>

#include "nlets/chains.h"

struct lint {
	struct nlets_chains *chains;
	struct nlets_definitions *definitions;
	struct arena *arena;
	const struct nlets_chain *chain;
	const struct nlets_form *query;
};

static void report(struct lint *lint, const char *what, struct str value)
{
	nlets_fault_add(lint->arena, &lint->chains->faults, lint->chain->file,
			lint->chain->marks.line, "%.*s: %s%.*s", STR_ARGS(lint->chain->id), what,
			STR_ARGS(value));
}

/* Whether one of the answers that the chain follows has such a field. */
static bool answers_have(struct lint *lint, struct str code)
{
	for (size_t i = 0; i < lint->chain->after.count; i++) {
		const struct nlets_form *form = nlets_form(lint->definitions, lint->chain->after.items[i]);

		if (form && nlets_form_item(form, code))
			return true;
	}
	return false;
}

static void check_answer_items(struct lint *lint, const nlets_str_list *codes)
{
	for (size_t i = 0; i < codes->count; i++)
		if (!answers_have(lint, codes->items[i]))
			report(lint, "no such field in the answer: ", codes->items[i]);
}

static void check_take(struct lint *lint, const struct nlets_chain_take *take)
{
	const struct nlets_item *item = nlets_form_item(lint->query, take->item);

	check_answer_items(lint, &take->from);
	if (!item) {
		report(lint, "no such field in the query: ", take->item);
		return;
	}
	if ((take->as == NLETS_AS_NAME) != (item->kind == NLETS_ITEM_NAME) ||
	    (take->as == NLETS_AS_CODE && !item->table.len) ||
	    (take->as == NLETS_AS_DATE && item->kind != NLETS_ITEM_DATE &&
	     item->kind != NLETS_ITEM_DIGITS))
		report(lint, "the conversion does not fit ", take->item);
}

static bool is_had(const struct nlets_chain *chain, struct str code)
{
	for (size_t i = 0; i < chain->fill.count; i++)
		if (str_eq(chain->fill.items[i], code))
			return true;
	for (size_t i = 0; i < chain->takes.count; i++)
		if (chain->takes.items[i].needed && str_eq(chain->takes.items[i].item, code))
			return true;
	return false;
}

static bool all_had(const struct nlets_chain *chain, const nlets_str_list *codes)
{
	for (size_t i = 0; i < codes->count; i++)
		if (!is_had(chain, codes->items[i]))
			return false;
	return true;
}

/* Taken and filled in, the query must be a whole one. */
static void check_whole(struct lint *lint)
{
	bool whole = lint->query->alternatives.count == 0;

	for (size_t i = 0; i < lint->query->alternatives.count; i++)
		whole = whole || all_had(lint->chain, &lint->query->alternatives.items[i].required);
	if (!whole || !all_had(lint->chain, &lint->query->required))
		report(lint, "the query stays incomplete: ", lint->query->key);
}

static void check_chain(struct lint *lint)
{
	const struct nlets_chain *chain = lint->chain;

	for (size_t i = 0; i < chain->after.count; i++)
		if (!nlets_form(lint->definitions, chain->after.items[i]))
			report(lint, "no such answer: ", chain->after.items[i]);
	for (size_t i = 0; i < chain->marks.sources.count; i++)
		if (!nlets_source(lint->definitions, chain->marks.sources.items[i]))
			report(lint, "no such source: ", chain->marks.sources.items[i]);
	if (!str_eq(chain->to, STR("holder")) && !nlets_member(lint->definitions, chain->to))
		report(lint, "no such destination: ", chain->to);
	check_answer_items(lint, &chain->to_items);
	if (!lint->query) {
		report(lint, "no such query: ", chain->then);
		return;
	}
	for (size_t i = 0; i < chain->takes.count; i++)
		check_take(lint, &chain->takes.items[i]);
	for (size_t i = 0; i < chain->fill.count; i++)
		if (!nlets_form_item(lint->query, chain->fill.items[i]))
			report(lint, "no such field in the query: ", chain->fill.items[i]);
	check_whole(lint);
}

int nlets_chains_lint(struct nlets_chains *chains, struct nlets_definitions *definitions,
		      struct arena *arena)
{
	struct lint lint = { chains, definitions, arena, NULL, NULL };

	for (size_t i = 0; i < chains->items.count; i++) {
		lint.chain = &chains->items.items[i];
		lint.query = nlets_form(definitions, lint.chain->then);
		check_chain(&lint);
		for (size_t o = 0; o < i; o++)
			if (str_eq(chains->items.items[o].id, lint.chain->id))
				report(&lint, "two chains have this id", STR(""));
	}
	return chains->faults.count ? NLETS_E_DEFINITION : 0;
}
