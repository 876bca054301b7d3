/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "sim/reader.h"

static const struct nlets_node *read_one(const struct sim_reader *reader, bool own,
					 const char *name, struct str schema, struct str *file)
{
	struct str bytes = STR_NONE;

	*file = str_from(name);
	if (reader->read(reader->context, own, name, reader->arena, &bytes, file) < 0)
		return NULL;
	return nlets_node_parse(reader->arena, bytes, *file, schema, reader->faults);
}

const struct nlets_node *sim_read(const struct sim_reader *reader, const char *name,
				  const char *schema, struct str *file)
{
	struct str rules = STR_NONE, rules_file = STR_NONE;
	const struct nlets_node *root;

	if (reader->read(reader->context, false, schema, reader->arena, &rules, &rules_file) < 0)
		rules = STR_NONE;
	root = read_one(reader, true, name, rules, file);
	if (!root)
		root = read_one(reader, false, name, rules, file);
	if (!root)
		nlets_fault_add(reader->arena, reader->faults, *file, 0,
				"The file is missing or broken.");
	return root;
}

unsigned sim_node_number(const struct nlets_node *node, const char *name, unsigned other)
{
	unsigned value = 0;

	return str_to_uint(nlets_node_attribute(node, name), &value) ? value : other;
}

bool sim_split_words(struct arena *arena, struct str text, sim_words *words)
{
	struct str part;

	while (str_split(&text, ' ', &part)) {
		struct str *added = part.len ? vec_add(arena, words) : NULL;

		if (part.len && !added)
			return false;
		if (added)
			*added = part;
	}
	return true;
}
