/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Elements of systems.xml into their structures; the schema has seen the file. */
#include <config.h>

#include "nlets/systems.h"

#include "nlets/file_reading.h"

static const char file_name[] = "policies/systems.xml";
static const char schema_name[] = "policies/schema/systems.rng";

/* ccyy, ccyy-mm or ccyy-mm-dd; what is missing becomes `missing` (00 or 99). */
static unsigned day_of(const struct nlets_node *node, const char *name, unsigned missing)
{
	struct str rest = nlets_node_attribute_or(node, name, ""), part;
	unsigned parts[3] = { 0, missing, missing };
	size_t count = 0;

	if (!rest.len)
		return 0;
	while (count < 3 && str_split(&rest, '-', &part))
		if (!str_to_uint(part, &parts[count++]))
			return 0;
	return parts[0] * 10000 + parts[1] * 100 + parts[2];
}

static void take_send(struct nlets__file_reading *reading, const struct nlets_node *node,
		      struct nlets_flow_send *send)
{
	*send = (struct nlets_flow_send){ .key = STR(""), .from = STR(""), .to = STR(""), .add = STR("") };
	if (!node)
		return;
	nlets__read_attribute(node, "key", &send->key);
	nlets__read_attribute(node, "from", &send->from);
	nlets__read_attribute(node, "to", &send->to);
	send->sample = send->key;
	nlets__read_attribute(node, "sample", &send->sample);
	nlets__read_attribute(node, "add", &send->add);
	nlets__read_words(reading, node, "fields", &send->fields);
	nlets__read_words(reading, node, "follow", &send->follow);
}

static void take_show(const struct nlets_node *node, struct nlets_flow_show *show)
{
	*show = (struct nlets_flow_show){ STR(""), STR(""), STR(""), STR("") };
	if (!node)
		return;
	nlets__read_attribute(node, "layout", &show->layout);
	nlets__read_attribute(node, "answer", &show->answer);
	nlets__read_attribute(node, "on", &show->on);
	nlets__read_attribute(node, "holder", &show->holder);
}

static void take_step(struct nlets__file_reading *reading, const struct nlets_node *node,
		      struct nlets_flow *flow)
{
	struct nlets_flow_step *step = vec_add(reading->arena, &flow->steps);

	if (!step) {
		reading->failed = true;
		return;
	}
	*step = (struct nlets_flow_step){
		.from = nlets_node_attribute_or(node, "from", ""),
		.to = nlets_node_attribute_or(node, "to", ""),
		.outside = str_eq(nlets_node_attribute_or(node, "over", ""), STR("outside")),
		.key = nlets_node_attribute_or(node, "key", ""),
		.words = nlets_node_child_text(node, "words"),
	};
	nlets__read_words(reading, node, "in", &step->in);
	nlets__read_words(reading, node, "barred", &step->barred);
	nlets__read_words(reading, node, "assumed", &step->assumed);
	nlets__read_marks(reading, node, &step->marks);
	take_send(reading, nlets_node_child(node, "send", NULL), &step->send);
	take_show(nlets_node_child(node, "show", NULL), &step->show);
}

static void take_case(struct nlets__file_reading *reading, const struct nlets_node *node,
		      struct nlets_flow *flow)
{
	struct nlets_flow_case *taken = vec_add(reading->arena, &flow->cases);

	if (!taken) {
		reading->failed = true;
		return;
	}
	*taken = (struct nlets_flow_case){
		.id = nlets_node_attribute_or(node, "id", ""),
		.from = day_of(node, "from", 0),
		.until = day_of(node, "until", 99),
		.words = nlets_node_child_text(node, "words"),
	};
	nlets__read_marks(reading, node, &taken->marks);
}

static void take_party(struct nlets__file_reading *reading, const struct nlets_node *node,
		       struct nlets_flow *flow)
{
	struct nlets_party *party = vec_add(reading->arena, &flow->parties);

	if (party)
		*party = (struct nlets_party){ nlets_node_attribute_or(node, "id", ""),
					       nlets_node_attribute_or(node, "name", "") };
	else
		reading->failed = true;
}

static void take_flow(struct nlets__file_reading *reading, const struct nlets_node *node,
		      struct nlets_flow *flow)
{
	flow->title = nlets_node_attribute_or(node, "title", "");
	for (const struct nlets_node *c = NULL; (c = nlets_node_child(node, NULL, c));)
		if (nlets_node_is(c, "party"))
			take_party(reading, c, flow);
		else if (nlets_node_is(c, "case"))
			take_case(reading, c, flow);
		else
			take_step(reading, c, flow);
}

static void take_fact(struct nlets__file_reading *reading, const struct nlets_node *node,
		      struct nlets_system *system)
{
	struct nlets_fact *fact = vec_add(reading->arena, &system->facts);
	nlets_str_list sources = { 0 };

	if (!fact) {
		reading->failed = true;
		return;
	}
	nlets__read_words(reading, node, "sources", &sources);
	*fact = (struct nlets_fact){ .text = node->text };
	fact->sources.items = sources.items;
	fact->sources.count = sources.count;
	fact->sources.size = sources.size;
}

static void take_system(struct nlets__file_reading *reading, const struct nlets_node *node,
			struct nlets_systems *systems)
{
	struct nlets_system *system = vec_add(reading->arena, &systems->items);
	const struct nlets_node *flow = nlets_node_child(node, "flow", NULL);

	if (!system) {
		reading->failed = true;
		return;
	}
	*system = (struct nlets_system){
		.id = nlets_node_attribute_or(node, "id", ""),
		.name = nlets_node_attribute_or(node, "name", ""),
		.kind = nlets_node_attribute_or(node, "kind", ""),
		.status = nlets_node_attribute_or(node, "status", ""),
		.nlets = nlets_node_attribute_or(node, "nlets", ""),
		.about = nlets_node_child_text(node, "about"),
		.in = nlets_node_child_text(node, "in"),
		.out = nlets_node_child_text(node, "out"),
		.keeps = nlets_node_child_text(node, "keeps"),
		.has_flow = flow != NULL,
		.file = reading->file,
		.line = node->line,
	};
	nlets__read_words(reading, node, "keys", &system->keys);
	nlets__read_words(reading, node, "holders", &system->holders);
	nlets__read_marks(reading, node, &system->marks);
	nlets__read_child(node, "note", &system->marks.note);
	for (const struct nlets_node *c = NULL; (c = nlets_node_child(node, "fact", c));)
		take_fact(reading, c, system);
	if (flow)
		take_flow(reading, flow, &system->flow);
}

static const struct nlets_node *read_root(nlets_read_definition *read, void *context, bool own,
					  struct str schema, struct arena *arena,
					  struct nlets_systems *systems, struct str *path)
{
	struct str bytes;

	if (read(context, own, file_name, arena, &bytes, path) < 0)
		return NULL;
	return nlets_node_parse(arena, bytes, *path, schema, &systems->faults);
}

int nlets_systems_read(nlets_read_definition *read, void *context, struct arena *arena,
		       struct nlets_systems *systems)
{
	struct nlets__file_reading reading = { .arena = arena, .faults = &systems->faults };
	const struct nlets_node *root;
	struct str schema, path;

	*systems = (struct nlets_systems){ 0 };
	if (read(context, false, schema_name, arena, &schema, &path) < 0)
		return NLETS_E_DEFINITION;
	root = read_root(read, context, true, schema, arena, systems, &reading.file);
	if (!root)
		root = read_root(read, context, false, schema, arena, systems, &reading.file);
	if (!root)
		return NLETS_E_DEFINITION;
	for (const struct nlets_node *c = NULL; (c = nlets_node_child(root, "system", c));)
		take_system(&reading, c, systems);
	return reading.failed ? NLETS_E_MEMORY : 0;
}
