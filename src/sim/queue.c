/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The queue of what is under way: a heap by time, priority, and order of coming. */
#include <config.h>

#include "sim/underway.h"

#include "base/alloc.h"

static const struct sim_draft *next_draft(const struct sim_underway *underway)
{
	const struct sim_exchange *exchange = &underway->exchange;

	return underway->planned && underway->next < exchange->planned
		       ? &exchange->drafts.items[exchange->places[underway->next]]
		       : NULL;
}

int64_t sim_underway_due(const struct sim_underway *underway)
{
	const struct sim_draft *draft = next_draft(underway);

	return underway->now_ms + (draft ? draft->hop.time_ms : 0);
}

static bool is_before(const struct sim_underway *a, const struct sim_underway *b)
{
	int64_t due_a = sim_underway_due(a), due_b = sim_underway_due(b);
	const struct sim_draft *draft_a = next_draft(a), *draft_b = next_draft(b);
	enum sim_priority first = draft_a ? draft_a->priority : SIM_PRIORITY_USUAL;
	enum sim_priority second = draft_b ? draft_b->priority : SIM_PRIORITY_USUAL;

	if (due_a != due_b)
		return due_a < due_b;
	if (first != second)
		return first < second;
	return a->order < b->order;
}

static void swap(struct sim_network *network, size_t a, size_t b)
{
	struct sim_underway *kept = network->queue[a];

	network->queue[a] = network->queue[b];
	network->queue[b] = kept;
}

void sim_queue_sink(struct sim_network *network, size_t at)
{
	for (;;) {
		size_t least = at, child = 2 * at + 1;

		for (size_t i = child; i < child + 2 && i < network->queued; i++)
			if (is_before(network->queue[i], network->queue[least]))
				least = i;
		if (least == at)
			return;
		swap(network, at, least);
		at = least;
	}
}

bool sim_queue_add(struct sim_network *network, struct sim_underway *underway)
{
	size_t at = network->queued;

	if (at == network->queue_size) {
		size_t size = at ? 2 * at : 16;
		void *grown = base_realloc(network->queue, size * sizeof(*network->queue));

		if (!grown)
			return false;
		network->queue = grown;
		network->queue_size = size;
	}
	network->queue[network->queued++] = underway;
	while (at && is_before(network->queue[at], network->queue[(at - 1) / 2])) {
		swap(network, at, (at - 1) / 2);
		at = (at - 1) / 2;
	}
	return true;
}

void sim_queue_remove_first(struct sim_network *network)
{
	network->queue[0] = network->queue[--network->queued];
	if (network->queued)
		sim_queue_sink(network, 0);
}
