/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking systems up, and what their file must hold true. */
#include <config.h>

#include "nlets/systems.h"

#include "nlets/policy_parts.h"

struct lint {
	struct nlets_systems *systems;
	struct nlets_policies *policies;
	struct nlets_definitions *definitions;
	struct arena *arena;
	const struct nlets_system *system;
};

const struct nlets_system *nlets_system(const struct nlets_systems *systems, struct str id)
{
	for (size_t i = 0; i < systems->items.count; i++)
		if (str_eq(systems->items.items[i].id, id))
			return &systems->items.items[i];
	return NULL;
}

const struct nlets_flow_case *nlets_flow_case(const struct nlets_flow *flow, struct str id,
					      unsigned date)
{
	for (size_t i = 0; i < flow->cases.count; i++) {
		const struct nlets_flow_case *at = &flow->cases.items[i];
		bool holds = (!at->from || at->from <= date) && (!at->until || date <= at->until);

		if (id.len ? str_eq(at->id, id) : holds)
			return at;
	}
	return NULL;
}

bool nlets_flow_names(const nlets_str_list *list, struct str case_id)
{
	return nlets__names_has(list->items, list->count, case_id);
}

struct str nlets_flow_party(const struct nlets_flow *flow, struct str id)
{
	for (size_t i = 0; i < flow->parties.count; i++)
		if (str_eq(flow->parties.items[i].id, id))
			return flow->parties.items[i].name;
	return id;
}

static void report(struct lint *lint, const char *what, struct str value)
{
	nlets_fault_add(lint->arena, &lint->systems->faults, lint->system->file, lint->system->line,
			"%.*s: %s%.*s", STR_ARGS(lint->system->id), what, STR_ARGS(value));
}

static void check_sources(struct lint *lint, const struct str *ids, size_t count)
{
	if (count == 0)
		report(lint, "no source", STR(""));
	for (size_t i = 0; i < count; i++)
		if (!nlets_policy_source(lint->policies, ids[i]) &&
		    !nlets_source(lint->definitions, ids[i]))
			report(lint, "no such source: ", ids[i]);
}

static void check_cases(struct lint *lint, const nlets_str_list *ids)
{
	for (size_t i = 0; i < ids->count; i++)
		if (!nlets_flow_case(&lint->system->flow, ids->items[i], 0))
			report(lint, "no such case: ", ids->items[i]);
}

static void check_key(struct lint *lint, struct str key)
{
	const struct nlets_section *section;

	if (key.len && !nlets_catalogue_find(lint->definitions, key, &section))
		report(lint, "no such message key: ", key);
}

static void check_step(struct lint *lint, const struct nlets_flow_step *step)
{
	check_sources(lint, step->marks.sources.items, step->marks.sources.count);
	check_cases(lint, &step->in);
	check_cases(lint, &step->barred);
	check_cases(lint, &step->assumed);
	check_key(lint, step->key);
	check_key(lint, step->send.key);
	if (step->send.key.len && !nlets_agency_by_ori(lint->policies, step->send.from))
		report(lint, "no agency sends from ", step->send.from);
	if (step->show.layout.len && !step->outside)
		report(lint, "a step over Nlets shows what is no message: ", step->show.layout);
	if (step->send.key.len && step->outside)
		report(lint, "a step outside Nlets sends ", step->send.key);
}

static void check_system(struct lint *lint)
{
	const struct nlets_system *system = lint->system;

	if (nlets_system(lint->systems, system->id) != system)
		report(lint, "is there twice", STR(""));
	check_sources(lint, system->marks.sources.items, system->marks.sources.count);
	for (size_t i = 0; i < system->facts.count; i++)
		check_sources(lint, system->facts.items[i].sources.items,
			      system->facts.items[i].sources.count);
	for (size_t i = 0; i < system->keys.count; i++)
		check_key(lint, system->keys.items[i]);
	for (size_t i = 0; i < system->holders.count; i++)
		if (!nlets_holder(lint->policies, system->holders.items[i]))
			report(lint, "no such holder: ", system->holders.items[i]);
	for (size_t i = 0; i < system->flow.cases.count; i++)
		check_sources(lint, system->flow.cases.items[i].marks.sources.items,
			      system->flow.cases.items[i].marks.sources.count);
	for (size_t i = 0; i < system->flow.steps.count; i++)
		check_step(lint, &system->flow.steps.items[i]);
}

int nlets_systems_lint(struct nlets_systems *systems, struct nlets_policies *policies,
		       struct nlets_definitions *definitions, struct arena *arena)
{
	struct lint lint = { systems, policies, definitions, arena, NULL };

	for (size_t i = 0; i < systems->items.count; i++) {
		lint.system = &systems->items.items[i];
		check_system(&lint);
	}
	return systems->faults.count ? NLETS_E_DEFINITION : 0;
}
