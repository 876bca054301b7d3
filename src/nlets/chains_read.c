/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Elements of chains.xml into their structures; the schema has seen the file. */
#include <config.h>

#include "nlets/chains.h"

#include "nlets/file_reading.h"

static const char file_name[] = "forms/chains.xml";
static const char schema_name[] = "forms/schema/chains.rng";

static const struct nlets__word conversions[] = {
	{ "copy", NLETS_AS_COPY },
	{ "name", NLETS_AS_NAME },
	{ "date", NLETS_AS_DATE },
	{ "code", NLETS_AS_CODE },
	{ NULL, 0 },
};

static void take_take(struct nlets__file_reading *reading, const struct nlets_node *node,
		      struct nlets_chain *chain)
{
	struct nlets_chain_take *take = vec_add(reading->arena, &chain->takes);

	if (!take) {
		reading->failed = true;
		return;
	}
	*take = (struct nlets_chain_take){ .item = nlets_node_attribute_or(node, "item", ""),
					   .needed = true };
	nlets__read_words(reading, node, "from", &take->from);
	nlets__read_flag(reading, node, "needed", &take->needed);
	take->as = (enum nlets_chain_as)nlets__read_word(reading, node, "as", conversions,
							 NLETS_AS_COPY);
}

/* The place of that id, or a new one. */
static struct nlets_chain *place_of(struct nlets__file_reading *reading, struct str id,
				    struct nlets_chains *chains)
{
	for (size_t i = 0; i < chains->items.count; i++)
		if (str_eq(chains->items.items[i].id, id) &&
		    !str_eq(chains->items.items[i].file, reading->file))
			return &chains->items.items[i];
	return vec_add(reading->arena, &chains->items);
}

static void take_chain(struct nlets__file_reading *reading, const struct nlets_node *node,
		       struct nlets_chains *chains)
{
	struct str id = nlets_node_attribute_or(node, "id", "");
	struct nlets_chain *chain = place_of(reading, id, chains);

	if (!chain) {
		reading->failed = true;
		return;
	}
	*chain = (struct nlets_chain){
		.id = id,
		.then = nlets_node_attribute_or(node, "then", ""),
		.to = nlets_node_attribute_or(node, "to", ""),
		.label = nlets_node_child_text(node, "label"),
		.help = nlets_node_child_text(node, "help"),
		.file = reading->file,
	};
	nlets__read_words(reading, node, "after", &chain->after);
	nlets__read_words(reading, node, "to-items", &chain->to_items);
	nlets__read_words(reading, node, "fill", &chain->fill);
	nlets__read_marks(reading, node, &chain->marks);
	for (const struct nlets_node *c = NULL; (c = nlets_node_child(node, "take", c));)
		take_take(reading, c, chain);
}

/* Whether the file was there and sound. */
static bool read_file(nlets_read_definition *read, void *context, bool own, struct str schema,
		      struct nlets__file_reading *reading, struct nlets_chains *chains)
{
	const struct nlets_node *root;
	struct str bytes;

	if (read(context, own, file_name, reading->arena, &bytes, &reading->file) < 0)
		return false;
	root = nlets_node_parse(reading->arena, bytes, reading->file, schema, &chains->faults);
	for (const struct nlets_node *c = NULL; root && (c = nlets_node_child(root, "chain", c));)
		take_chain(reading, c, chains);
	return root != NULL;
}

int nlets_chains_read(nlets_read_definition *read, void *context, struct arena *arena,
		      struct nlets_chains *chains)
{
	struct nlets__file_reading reading = { .arena = arena, .faults = &chains->faults };
	struct str schema, path;
	bool shipped, own;

	*chains = (struct nlets_chains){ 0 };
	if (read(context, false, schema_name, arena, &schema, &path) < 0)
		return NLETS_E_DEFINITION;
	shipped = read_file(read, context, false, schema, &reading, chains);
	own = read_file(read, context, true, schema, &reading, chains);
	if (reading.failed)
		return NLETS_E_MEMORY;
	return shipped || own ? 0 : NLETS_E_DEFINITION;
}
