/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store of policies: which files are read, and the lookups. */
#include <config.h>

#include "nlets/policy.h"

#include "base/alloc.h"
#include "nlets/policy_parts.h"

static const char schema_name[] = "policies/schema/policies.rng";

struct nlets_policies *nlets_policies_new(nlets_read_definition *read, nlets_list_definitions *list,
					  void *context)
{
	struct nlets_policies *policies = base_realloc(NULL, sizeof(*policies));

	if (policies)
		*policies = (struct nlets_policies){ .read = read, .list = list, .context = context };
	return policies;
}

void nlets_policies_free(struct nlets_policies **policies)
{
	if (*policies)
		arena_free(&(*policies)->arena);
	base_free(*policies);
	*policies = NULL;
}

/* The simulated network's own files stand in the same folder. */
static bool is_of_network(struct str name)
{
	return str_eq(name, STR("directory.xml")) || str_eq(name, STR("holders.xml")) ||
	       str_eq(name, STR("systems.xml")) || str_eq(name, STR("collections.xml")) ||
	       str_eq(name, STR("traffic.xml"));
}

/* Whether the file was read and taken over. A missing one is no fault. */
static bool take_file(struct nlets_policies *policies, bool own, struct str name, struct str schema,
		      bool replace)
{
	const struct nlets_node *root;
	struct str path, bytes;
	struct str relative = arena_printf(&policies->arena, "policies/%.*s", STR_ARGS(name));

	if (!relative.ptr ||
	    policies->read(policies->context, own, relative.ptr, &policies->arena, &bytes, &path) < 0)
		return false;
	root = nlets_node_parse(&policies->arena, bytes, path, schema, &policies->faults);
	if (!root)
		return false;
	nlets__policies_take(policies, root, path, replace);
	return true;
}

static void take_shipped(struct nlets_policies *policies, struct str schema)
{
	struct str *names;
	size_t count;

	if (policies->list(policies->context, false, "policies", &policies->arena, &names, &count) < 0)
		return;
	for (size_t i = 0; i < count; i++) {
		if (is_of_network(names[i]))
			continue;
		if (!take_file(policies, true, names[i], schema, false))
			take_file(policies, false, names[i], schema, false);
	}
}

static bool is_shipped(struct nlets_policies *policies, struct str name)
{
	struct str *names;
	size_t count;

	return policies->list(policies->context, false, "policies", &policies->arena, &names,
			      &count) >= 0 &&
	       nlets__names_has(names, count, name);
}

/* Own files of other names than the shipped ones. */
static void take_own(struct nlets_policies *policies, struct str schema)
{
	struct str *names;
	size_t count;

	if (policies->list(policies->context, true, "policies", &policies->arena, &names, &count) < 0)
		return;
	for (size_t i = 0; i < count; i++)
		if (!is_of_network(names[i]) && !is_shipped(policies, names[i]))
			take_file(policies, true, names[i], schema, true);
}

void nlets__policies_need(struct nlets_policies *policies)
{
	struct str schema, path;

	if (policies->loaded)
		return;
	policies->loaded = true;
	if (policies->read(policies->context, false, schema_name, &policies->arena, &schema, &path) < 0) {
		nlets_fault_add(&policies->arena, &policies->faults, str_from(schema_name), 0,
				"the schema of the policies cannot be read");
		return;
	}
	take_shipped(policies, schema);
	take_own(policies, schema);
}

bool nlets__names_has(const struct str *names, size_t count, struct str name)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(names[i], name))
			return true;
	return false;
}

const struct nlets_agency *nlets_agencies(struct nlets_policies *policies, size_t *count)
{
	nlets__policies_need(policies);
	*count = policies->agencies.count;
	return policies->agencies.items;
}

const struct nlets_agency *nlets_agency(struct nlets_policies *policies, struct str id)
{
	nlets__policies_need(policies);
	for (size_t i = 0; i < policies->agencies.count; i++)
		if (str_eq(policies->agencies.items[i].id, id))
			return &policies->agencies.items[i];
	return NULL;
}

const struct nlets_agency *nlets_agency_by_ori(struct nlets_policies *policies, struct str ori)
{
	nlets__policies_need(policies);
	for (size_t i = 0; i < policies->agencies.count; i++) {
		const struct nlets_agency *agency = &policies->agencies.items[i];

		for (size_t o = 0; o < agency->oris.count; o++)
			if (str_eq(agency->oris.items[o].ori, ori))
				return agency;
	}
	return NULL;
}

const struct nlets_holder *nlets_holders(struct nlets_policies *policies, size_t *count)
{
	nlets__policies_need(policies);
	*count = policies->holders.count;
	return policies->holders.items;
}

const struct nlets_holder *nlets_holder(struct nlets_policies *policies, struct str code)
{
	nlets__policies_need(policies);
	for (size_t i = 0; i < policies->holders.count; i++)
		if (str_eq(policies->holders.items[i].code, code))
			return &policies->holders.items[i];
	return NULL;
}

const struct nlets_rule *nlets_rules(struct nlets_policies *policies, size_t *count)
{
	nlets__policies_need(policies);
	*count = policies->rules.count;
	return policies->rules.items;
}

const struct nlets_rule *nlets_rule(struct nlets_policies *policies, struct str id)
{
	nlets__policies_need(policies);
	for (size_t i = 0; i < policies->rules.count; i++)
		if (str_eq(policies->rules.items[i].id, id))
			return &policies->rules.items[i];
	return NULL;
}

const struct nlets_open_question *nlets_open_questions(struct nlets_policies *policies,
						       size_t *count)
{
	nlets__policies_need(policies);
	*count = policies->questions.count;
	return policies->questions.items;
}

const struct nlets_source *nlets_policy_sources(struct nlets_policies *policies, size_t *count)
{
	nlets__policies_need(policies);
	*count = policies->sources.count;
	return policies->sources.items;
}

const struct nlets_source *nlets_policy_source(struct nlets_policies *policies, struct str id)
{
	nlets__policies_need(policies);
	for (size_t i = 0; i < policies->sources.count; i++)
		if (str_eq(policies->sources.items[i].id, id))
			return &policies->sources.items[i];
	return NULL;
}

const struct nlets_fault *nlets_policies_faults(struct nlets_policies *policies, size_t *count)
{
	nlets__policies_need(policies);
	*count = policies->faults.count;
	return policies->faults.items;
}
