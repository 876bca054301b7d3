/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sample messages that the switch answers or carries itself: they ask for nobody's
 * record, so they stand as they are in policies/directory.xml. */
#include <config.h>

#include "sim/network.h"

int sim_sample_own(const struct sim_network *network, struct str key, struct str wanted,
		   uint64_t seed, struct arena *arena, struct buf *out)
{
	const struct sim_directory *directory = network->directory;
	const struct sim_own_sample *sample = NULL;
	struct sim_record slots = { 0 };

	for (size_t i = 0; !sample && i < directory->samples.count; i++)
		if (str_eq(directory->samples.items[i].key, key))
			sample = &directory->samples.items[i];
	if (!sample || (wanted.len && sample->fixed && !str_eq(wanted, sample->to)))
		return NLETS_E_NOT_FOUND;
	if (!sim_record_set(arena, &slots, STR("DAY"),
			    arena_printf(arena, "%08u", network->settings.date)) ||
	    !sim_record_set(arena, &slots, STR("NUMBER"),
			    arena_printf(arena, "%02u", (unsigned)(seed % 100))))
		return NLETS_E_MEMORY;
	buf_printf(out, "%.*s.%.*s.%.*s.*T%08u.TXT\r\n", STR_ARGS(key), STR_ARGS(sample->from),
		   STR_ARGS(wanted.len ? wanted : sample->to), (unsigned)(seed % 100000000));
	sim_fill_slots(sample->body, &slots, out);
	return 0;
}
