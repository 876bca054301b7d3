/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which measures close which paths, and the smallest set that closes them all: an
 * exact search for a hitting set, by size, that branches on the path with the fewest
 * measures left. */
#include <config.h>

#include "nlets/pathways_cut.h"

/* Sets looked at before the search gives up. */
enum { SEARCH_LIMIT = 200000 };

struct search {
	const uint64_t *masks; /* of each path: the measures that close it */
	size_t count;
	unsigned tried;
	uint64_t found;
};

static unsigned bits(uint64_t mask)
{
	unsigned count = 0;

	for (; mask; mask &= mask - 1)
		count++;
	return count;
}

/* The path that the chosen measures leave and that the fewest measures close, or 0. */
static uint64_t hardest(const struct search *search, uint64_t chosen)
{
	uint64_t best = 0;

	for (size_t i = 0; i < search->count; i++)
		if (!(search->masks[i] & chosen) && (!best || bits(search->masks[i]) < bits(best)))
			best = search->masks[i];
	return best;
}

/* Whether `left` more measures close what the chosen ones leave. */
static bool close_with(struct search *search, uint64_t chosen, unsigned left)
{
	uint64_t path = hardest(search, chosen);

	if (!path) {
		search->found = chosen;
		return true;
	}
	if (left == 0 || ++search->tried > SEARCH_LIMIT)
		return false;
	for (; path; path &= path - 1)
		if (close_with(search, chosen | (path & (~path + 1)), left - 1))
			return true;
	return false;
}

/* A set that closes all, though perhaps not the smallest: the measure that closes the
 * most first. */
static uint64_t close_greedily(const struct search *search)
{
	uint64_t chosen = 0;

	while (hardest(search, chosen)) {
		size_t best_count = 0;
		uint64_t best = 0;

		for (unsigned bit = 0; bit < NLETS_MEASURE_LIMIT; bit++) {
			uint64_t measure = (uint64_t)1 << bit;
			size_t closes = 0;

			for (size_t i = 0; i < search->count; i++)
				closes += !(search->masks[i] & chosen) && search->masks[i] & measure;
			if (closes > best_count) {
				best_count = closes;
				best = measure;
			}
		}
		chosen |= best;
	}
	return chosen;
}

static int name_measures(struct nlets_policies *policies, struct arena *arena, uint64_t set,
			 struct nlets_cut *cut)
{
	for (size_t i = 0; i < policies->measures.count && i < NLETS_MEASURE_LIMIT; i++) {
		const struct nlets_measure **measure;

		if (!(set >> i & 1))
			continue;
		measure = vec_add(arena, &cut->measures);
		if (!measure)
			return NLETS_E_MEMORY;
		*measure = &policies->measures.items[i];
	}
	return 0;
}

static int find_cut(struct nlets_policies *policies, struct arena *arena,
		    const struct nlets_reach *reach, enum nlets_step_state worst,
		    struct nlets_cut *cut)
{
	uint64_t *masks = arena_alloc_array(arena, reach->paths.count + 1, sizeof(*masks));
	struct search search = { .masks = masks };

	if (!masks)
		return NLETS_E_MEMORY;
	for (size_t i = 0; i < reach->paths.count; i++) {
		const struct nlets_path *path = &reach->paths.items[i];

		if (path->state > worst)
			continue;
		if (path->measures)
			masks[search.count++] = path->measures;
		else
			cut->beyond++;
	}
	for (unsigned size = 0; size <= NLETS_MEASURE_LIMIT; size++) {
		if (close_with(&search, 0, size))
			break;
		if (search.tried > SEARCH_LIMIT) {
			cut->unproven = true;
			search.found = close_greedily(&search);
			break;
		}
	}
	return name_measures(policies, arena, search.found, cut);
}

static int weigh(struct nlets_policies *policies, struct arena *arena, struct nlets_reach *reach)
{
	for (size_t i = 0; i < policies->measures.count && i < NLETS_MEASURE_LIMIT; i++) {
		struct nlets_measure_effect effect = { .measure = &policies->measures.items[i] };
		struct nlets_measure_effect *added;

		for (size_t p = 0; p < reach->paths.count; p++) {
			const struct nlets_path *path = &reach->paths.items[p];

			if (!(path->measures >> i & 1))
				continue;
			effect.open += path->state == NLETS_STEP_OPEN;
			effect.unsure += path->state == NLETS_STEP_UNSURE;
		}
		if (!effect.open && !effect.unsure)
			continue;
		added = vec_add(arena, &reach->effects);
		if (!added)
			return NLETS_E_MEMORY;
		*added = effect;
	}
	return 0;
}

int nlets__weigh_measures(struct nlets_policies *policies, struct arena *arena,
			  struct nlets_reach *reach)
{
	int error = weigh(policies, arena, reach);

	if (!error)
		error = find_cut(policies, arena, reach, NLETS_STEP_OPEN, &reach->certain);
	if (!error)
		error = find_cut(policies, arena, reach, NLETS_STEP_UNSURE, &reach->all);
	return error;
}
