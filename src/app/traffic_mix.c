/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/traffic_mix.h"

#include "sim/reader.h"

struct reading {
	struct app_session *session;
	struct str file;
	nlets_faults faults;
	bool failed; /* memory */
};

static unsigned number(const struct nlets_node *node, const char *name)
{
	return sim_node_number(node, name, 0);
}

static enum nlets_data_class data_class(struct reading *reading, const struct nlets_node *node)
{
	struct str word = nlets_node_attribute(node, "class");

	for (int i = 0; i < NLETS_DATA_CLASS_COUNT; i++)
		if (str_eq(word, str_from(nlets_data_class_word((enum nlets_data_class)i))))
			return (enum nlets_data_class)i;
	nlets_fault_add(&reading->session->arena, &reading->faults, reading->file, node->line,
			N_("there is no data class %.*s"), STR_ARGS(word));
	return NLETS_DATA_NONE;
}

static void read_hours(struct reading *reading, const struct nlets_node *node, struct app_mix *mix)
{
	struct str rest = node->text, part;
	unsigned count = 0, all = 0;

	while (count <= APP_HOURS && str_split(&rest, ' ', &part)) {
		if (count < APP_HOURS && str_to_uint(part, &mix->hours[count]))
			all += mix->hours[count];
		count++;
	}
	if (count != APP_HOURS || !all)
		nlets_fault_add(&reading->session->arena, &reading->faults, reading->file, node->line,
				N_("a day has 24 hours, each with a share"));
}

static void read_asker(struct reading *reading, const struct nlets_node *node, struct app_mix *mix)
{
	struct str id = nlets_node_attribute(node, "agency");
	const struct nlets_agency *agency = nlets_agency(reading->session->policies, id);
	struct app_mix_asker *asker;

	if (!agency || !agency->oris.count) {
		nlets_fault_add(&reading->session->arena, &reading->faults, reading->file, node->line,
				N_("there is no agency %.*s that sends"), STR_ARGS(id));
		return;
	}
	asker = vec_add(&reading->session->arena, &mix->askers);
	if (asker)
		*asker = (struct app_mix_asker){ agency, number(node, "weight") };
	reading->failed = reading->failed || !asker;
}

static void read_field(struct reading *reading, const struct nlets_node *node,
		       struct app_mix_query *query)
{
	struct app_mix_field *field = vec_add(&reading->session->arena, &query->fields);

	if (!field) {
		reading->failed = true;
		return;
	}
	field->code = nlets_node_attribute(node, "code");
	field->slot = nlets_node_attribute(node, "slot");
	if (!field->slot.len)
		field->slot = field->code;
	field->value = nlets_node_attribute_or(node, "value", "");
	field->data_class = data_class(reading, node);
}

static void read_query(struct reading *reading, const struct nlets_node *node, struct app_mix *mix)
{
	struct app_mix_query *query = vec_add(&reading->session->arena, &mix->queries);

	if (!query) {
		reading->failed = true;
		return;
	}
	query->key = nlets_node_attribute(node, "key");
	query->answer = nlets_node_attribute(node, "answer");
	query->of = nlets_node_attribute(node, "of");
	query->ask = nlets_node_child_text(node, "ask");
	query->weight = number(node, "weight");
	query->many = number(node, "many");
	query->hit = number(node, "hit");
	for (const struct nlets_node *child = NULL; (child = nlets_node_child(node, "field", child));)
		read_field(reading, child, query);
}

static void read_all(struct reading *reading, const struct nlets_node *root, struct app_mix *mix)
{
	mix->error = number(root, "error");
	mix->silent = number(root, "silent");
	mix->self = number(root, "self");
	mix->surname = number(root, "surname");
	mix->repeated = number(root, "repeated");
	for (const struct nlets_node *child = NULL; (child = nlets_node_child(root, NULL, child));) {
		if (nlets_node_is(child, "hours"))
			read_hours(reading, child, mix);
		else if (nlets_node_is(child, "asker"))
			read_asker(reading, child, mix);
		else if (nlets_node_is(child, "query"))
			read_query(reading, child, mix);
	}
}

int app_mix_read(struct app_session *session, struct app_mix *mix, struct str *why)
{
	struct reading reading = { .session = session };
	struct sim_reader reader = { session->read, session->read_context, &session->arena,
				     &reading.faults };
	const struct nlets_node *root =
		sim_read(&reader, "policies/traffic.xml", "policies/schema/traffic.rng", &reading.file);

	*mix = (struct app_mix){ 0 };
	if (root)
		read_all(&reading, root, mix);
	if (reading.failed)
		return NLETS_E_MEMORY;
	if (!reading.faults.count)
		return root ? 0 : NLETS_E_DEFINITION;
	*why = arena_printf(&session->arena, "%.*s:%u: %.*s",
			    STR_ARGS(reading.faults.items[0].file), reading.faults.items[0].line,
			    STR_ARGS(reading.faults.items[0].reason));
	return NLETS_E_DEFINITION;
}
