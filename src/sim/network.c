/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "sim/network.h"

#include "base/i18n.h"
#include "sim/changes_store.h"
#include "sim/people.h"
#include "sim/underway.h"

enum { DEFAULT_PEOPLE = 20000 };

/* Every collection that a holder names must be there. */
static void check_collections(struct sim_network *network)
{
	const struct sim_holders *holders = network->holders;

	for (size_t h = 0; network->collections && h < holders->items.count; h++) {
		const struct sim_holder *holder = &holders->items.items[h];

		for (size_t s = 0; s < holder->services.count; s++) {
			const struct sim_service *service = &holder->services.items[s];

			for (size_t i = 0; i < service->collections.count; i++)
				if (!sim_collection(network->collections,
						    service->collections.items[i]))
					nlets_fault_add(
						&network->arena, &network->faults,
						holders->file, service->line,
						"There is no collection %.*s.",
						STR_ARGS(service->collections.items[i]));
		}
	}
}

static int read_definitions(struct sim_network *network)
{
	network->holders = sim_holders_read(&network->reader);
	if (!network->holders)
		return NLETS_E_DEFINITION;
	network->collections = sim_collections_read(&network->reader);
	check_collections(network);
	network->directory = sim_directory_read(&network->reader, network->holders);
	if (!network->directory)
		return NLETS_E_DEFINITION;
	return sim_directory_add_agencies(&network->arena, network->directory,
					  network->settings.policies)
		       ? 0
		       : NLETS_E_MEMORY;
}

static void explain(struct sim_network *network, int error, struct arena *arena, struct str *why)
{
	if (!why || error != NLETS_E_DEFINITION)
		return;
	*why = str_from(N_("A definition file of the simulated network is broken."));
	for (size_t i = 0; i < network->faults.count; i++) {
		const struct nlets_fault *fault = &network->faults.items[i];

		if (fault->line)
			*why = arena_printf(arena, "%.*s:%u: %.*s", STR_ARGS(fault->file),
					    fault->line, STR_ARGS(fault->reason));
	}
}

static bool take_agency(void *context, const struct sim_agency_record *record)
{
	struct sim_network *network = context;

	return sim_directory_change(&network->arena, network->directory, record);
}

static int open_changes(struct sim_network *network)
{
	int error = sim_changes_open(network->settings.changes, &network->changes);

	sim_directory_describe(network->directory, network->holders);
	return error ? error : sim_changes_agencies(network->changes, take_agency, network);
}

int sim_network_new(const struct sim_settings *settings, struct arena *arena, struct str *why,
		    struct sim_network **network)
{
	struct arena own = { 0 };
	struct sim_network *made = arena_alloc(&own, sizeof(*made));
	int error;

	*network = NULL;
	if (!made)
		return NLETS_E_MEMORY;
	if (settings->people > SIM_MOST_PEOPLE) {
		arena_free(&own);
		return NLETS_E_LIMIT;
	}
	made->arena = own;
	made->settings = *settings;
	if (!made->settings.people)
		made->settings.people = DEFAULT_PEOPLE;
	made->reader = (struct sim_reader){ settings->read, settings->read_context, &made->arena,
					    &made->faults };
	error = read_definitions(made);
	if (!error)
		error = sim_store_open(&made->settings, made->holders, &made->arena, why,
				       &made->store);
	if (!error)
		error = open_changes(made);
	if (!error && made->settings.journal)
		error = sim_underway_open(made, &made->arena, why);
	if (!error) {
		*network = made;
		return 0;
	}
	explain(made, error, arena, why);
	sim_network_free(&made);
	return error;
}

/* The network lives in its own arena, which therefore goes last. */
void sim_network_free(struct sim_network **network)
{
	struct arena arena;

	if (!*network)
		return;
	sim_changes_close(&(*network)->changes);
	sim_underway_free(*network);
	nlets_message_free(&(*network)->reading);
	if ((*network)->journal)
		sim_journal_close(&(*network)->journal);
	if ((*network)->store)
		sim_store_close(&(*network)->store);
	arena = (*network)->arena;
	arena_free(&arena);
	*network = NULL;
}

struct sim_settings *sim_network_settings(struct sim_network *network)
{
	return &network->settings;
}

const struct nlets_fault *sim_network_faults(struct sim_network *network, size_t *count)
{
	*count = network->faults.count;
	return network->faults.items;
}

const struct sim_layout *sim_network_layout(struct sim_network *network, struct str name)
{
	struct sim_layout *layout = hash_get(&network->layouts, name);

	if (layout)
		return layout;
	layout = sim_layout_read(&network->reader, name);
	if (layout && !hash_put(&network->arena, &network->layouts, layout->name, layout))
		return NULL;
	return layout;
}

bool sim_directory_knows(struct sim_network *network, struct str ori, struct str *label)
{
	const struct sim_entry *entry = sim_directory_entry(network->directory, ori);
	const struct sim_entry *real = sim_directory_real(network->directory, ori);

	if (label)
		*label = entry ? entry->label : real ? real->label : STR_NONE;
	return entry != NULL;
}

struct str sim_label(const struct sim_network *network, struct str code)
{
	const struct sim_entry *entry = sim_directory_entry(network->directory, code);
	const struct sim_holder *holder = sim_holder(network->holders, code);
	const struct nlets_code *member;

	if (entry || holder)
		return entry ? entry->label : holder->name;
	for (size_t i = 0; i < network->directory->lines.count; i++)
		if (str_eq(network->directory->lines.items[i].code, code))
			return network->directory->lines.items[i].label;
	member = nlets_member(network->settings.definitions, code);
	return member ? member->label : STR_NONE;
}

struct sim_source sim_network_source(const struct sim_network *network,
				     const struct sim_holder *holder, struct arena *arena)
{
	return (struct sim_source){
		.store = network->store,
		.definitions = network->settings.definitions,
		.seed = network->settings.seed,
		.members = network->holders->members,
		.state = holder && sim_is_member(holder) ? holder->code : STR(""),
		.own = holder ? holder->code : STR(""),
		.arena = arena,
	};
}

const struct sim_holder *sim_holder_for(const struct sim_network *network, struct str key,
					struct str wanted)
{
	const struct sim_holders *holders = network->holders;
	const struct sim_holder *holder = sim_holder(holders, wanted);

	if (holder && sim_holder_service(holder, key))
		return holder;
	for (size_t i = 0; i < holders->items.count; i++)
		if (sim_holder_service(&holders->items.items[i], key))
			return &holders->items.items[i];
	return NULL;
}
