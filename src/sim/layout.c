/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "sim/layout.h"
#include "sim/value_format.h"

struct reading {
	const struct sim_reader *reader;
	struct sim_layout *layout;
	bool failed; /* memory is out */
};

static bool yes(const struct nlets_node *from, const char *attribute)
{
	return str_eq(nlets_node_attribute(from, attribute), STR("yes"));
}

static void complain(struct reading *reading, const struct nlets_node *at, const char *what,
		     struct str which)
{
	nlets_fault_add(reading->reader->arena, reading->reader->faults, reading->layout->file,
			at->line, "%s: %.*s", what, STR_ARGS(which));
}

/* A slot between its braces: CODE[:format][|[-]width]. */
static void read_slot(struct reading *reading, const struct nlets_node *at, struct str slot,
		      struct sim_piece *piece)
{
	size_t bar = str_find_char(slot, '|'), colon;
	struct str width = bar < slot.len ? str_sub(slot, bar + 1, slot.len - bar - 1) : STR_NONE;

	slot.len = bar;
	colon = str_find_char(slot, ':');
	if (colon < slot.len)
		piece->format = str_sub(slot, colon + 1, slot.len - colon - 1);
	piece->code = str_sub(slot, 0, colon);
	if (width.len && width.ptr[0] == '-') {
		piece->right = true;
		width = str_sub(width, 1, width.len - 1);
	}
	if (width.len && !str_to_uint(width, &piece->width))
		complain(reading, at, "The width of a slot is no number", slot);
	if (!piece->code.len)
		complain(reading, at, "A slot has no code", slot);
	if (!str_eq(piece->code, STR("#")) && !sim_value_format_known(piece->format))
		complain(reading, at, "Unknown format", piece->format);
}

static void read_pieces(struct reading *reading, const struct nlets_node *at, struct str text,
			struct sim_part *part)
{
	while (text.len) {
		struct sim_piece *piece = vec_add(reading->reader->arena, &part->pieces);
		bool slot = text.ptr[0] == '{';
		size_t end = str_find_char(text, slot ? '}' : '{');

		if (!piece) {
			reading->failed = true;
			return;
		}
		if (slot && end == text.len)
			complain(reading, at, "A slot is not closed", text);
		if (slot)
			read_slot(reading, at, str_sub(text, 1, end - 1), piece);
		else
			piece->text = str_sub(text, 0, end);
		end += slot && end < text.len;
		text = str_sub(text, end, text.len - end);
	}
}

static void read_part(struct reading *reading, const struct nlets_node *from, struct sim_node *node)
{
	struct sim_part *part = vec_add(reading->reader->arena, &node->parts);

	if (!part) {
		reading->failed = true;
		return;
	}
	part->at = sim_node_number(from, "at", 0);
	read_pieces(reading, from, nlets_node_attribute(from, "text"), part);
}

/* One word of fields/@of: CODE[=SLOT][:format]. */
static void read_field(struct reading *reading, const struct nlets_node *from, struct str word,
		       struct sim_node *node)
{
	struct sim_layout_field *field = vec_add(reading->reader->arena, &node->fields);
	size_t colon = str_find_char(word, ':'), equals;

	if (!field) {
		reading->failed = true;
		return;
	}
	if (colon < word.len)
		field->format = str_sub(word, colon + 1, word.len - colon - 1);
	word.len = colon;
	equals = str_find_char(word, '=');
	field->code = str_sub(word, 0, equals);
	field->slot =
		equals < word.len ? str_sub(word, equals + 1, word.len - equals - 1) : field->code;
	if (!sim_value_format_known(field->format))
		complain(reading, from, "Unknown format", field->format);
}

static void read_fields(struct reading *reading, const struct nlets_node *from,
			struct sim_node *node)
{
	sim_words words = { 0 };

	node->lines = yes(from, "lines");
	reading->failed |=
		!sim_split_words(reading->reader->arena, nlets_node_attribute(from, "of"), &words);
	for (size_t i = 0; i < words.count; i++)
		read_field(reading, from, words.items[i], node);
}

static void read_line(struct reading *reading, const struct nlets_node *from, struct sim_node *node)
{
	node->always = yes(from, "always") || nlets_node_is(from, "gap");
	if (nlets_node_attribute(from, "text").len)
		read_part(reading, from, node);
	for (const struct nlets_node *part = NULL; (part = nlets_node_child(from, "part", part));)
		read_part(reading, part, node);
}

static void read_nodes(struct reading *reading, const struct nlets_node *from, sim_nodes *nodes);

static const struct {
	const char *element;
	enum sim_node_kind kind;
	const char *name; /* attribute that names the group, value, block or element */
} kinds[] = {
	{ "line", SIM_NODE_LINE, NULL },         { "gap", SIM_NODE_LINE, NULL },
	{ "each", SIM_NODE_EACH, "group" },      { "when", SIM_NODE_WHEN, "has" },
	{ "without", SIM_NODE_WITHOUT, "has" },  { "fields", SIM_NODE_FIELDS, NULL },
	{ "element", SIM_NODE_ELEMENT, "name" }, { "echo", SIM_NODE_ECHO, NULL },
	{ "use", SIM_NODE_USE, "block" },
};

static void read_node(struct reading *reading, const struct nlets_node *from, sim_nodes *nodes)
{
	struct sim_node *node = vec_add(reading->reader->arena, nodes);
	size_t kind = 0;

	if (!node) {
		reading->failed = true;
		return;
	}
	while (kind < sizeof(kinds) / sizeof(*kinds) && !nlets_node_is(from, kinds[kind].element))
		kind++;
	if (kind == sizeof(kinds) / sizeof(*kinds)) {
		complain(reading, from, "Unknown element", from->name);
		nodes->count--;
		return;
	}
	node->kind = kinds[kind].kind;
	if (kinds[kind].name)
		node->name = nlets_node_attribute(from, kinds[kind].name);
	if (node->kind == SIM_NODE_LINE)
		read_line(reading, from, node);
	if (node->kind == SIM_NODE_FIELDS)
		read_fields(reading, from, node);
	if (node->kind == SIM_NODE_ELEMENT) {
		node->attributes = nlets_node_attribute(from, "attributes");
		node->always = yes(from, "always");
		if (nlets_node_attribute(from, "text").len)
			read_part(reading, from, node);
	}
	if (node->kind != SIM_NODE_LINE)
		read_nodes(reading, from, &node->children);
}

static void read_nodes(struct reading *reading, const struct nlets_node *from, sim_nodes *nodes)
{
	for (const struct nlets_node *child = NULL; (child = nlets_node_child(from, NULL, child));)
		read_node(reading, child, nodes);
}

static void read_template(struct reading *reading, const struct nlets_node *from, sim_templates *to)
{
	struct sim_template *template = vec_add(reading->reader->arena, to);

	if (!template) {
		reading->failed = true;
		return;
	}
	reading->failed |= !sim_split_words(reading->reader->arena,
					    nlets_node_attribute(from, "to"), &template->keys);
	read_nodes(reading, from, &template->nodes);
}

static void read_block(struct reading *reading, const struct nlets_node *from)
{
	struct sim_block *block = vec_add(reading->reader->arena, &reading->layout->blocks);

	if (!block) {
		reading->failed = true;
		return;
	}
	block->name = nlets_node_attribute(from, "name");
	read_nodes(reading, from, &block->nodes);
}

static void read_root(struct reading *reading, const struct nlets_node *root)
{
	struct sim_layout *layout = reading->layout;

	layout->title = nlets_node_attribute(root, "title");
	layout->xml = str_eq(nlets_node_attribute(root, "wire"), STR("xml"));
	layout->invented = str_eq(nlets_node_attribute(root, "marks"), STR("invented"));
	layout->pages = sim_node_number(root, "pages", 0);
	layout->limit = nlets_node_attribute(root, "limit");
	for (const struct nlets_node *child = NULL; (child = nlets_node_child(root, NULL, child));)
		if (nlets_node_is(child, "block"))
			read_block(reading, child);
		else if (nlets_node_is(child, "answer"))
			read_template(reading, child, &layout->answers);
		else if (nlets_node_is(child, "list"))
			read_template(reading, child, &layout->lists);
		else if (nlets_node_is(child, "none"))
			read_template(reading, child, &layout->none);
}

struct sim_layout *sim_layout_read(const struct sim_reader *reader, struct str name)
{
	struct reading reading = { reader, arena_alloc(reader->arena, sizeof(struct sim_layout)),
				   false };
	struct str path = arena_printf(reader->arena, "forms/layouts/%.*s.xml", STR_ARGS(name));
	const struct nlets_node *root;

	if (!reading.layout || !path.ptr)
		return NULL;
	root = sim_read(reader, path.ptr, "forms/schema/layout.rng", &reading.layout->file);
	if (!root)
		return NULL;
	reading.layout->name = arena_copy(reader->arena, name);
	read_root(&reading, root);
	return reading.failed ? NULL : reading.layout;
}

static const struct sim_template *find(const struct sim_template *items, size_t count,
				       struct str key)
{
	const struct sim_template *any = NULL;

	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < items[i].keys.count; k++)
			if (str_eq(items[i].keys.items[k], key))
				return &items[i];
		if (!items[i].keys.count && !any)
			any = &items[i];
	}
	return any;
}

const struct sim_template *sim_layout_answer(const struct sim_layout *layout, struct str key)
{
	return find(layout->answers.items, layout->answers.count, key);
}

const struct sim_template *sim_layout_list(const struct sim_layout *layout, struct str key)
{
	return find(layout->lists.items, layout->lists.count, key);
}

const struct sim_template *sim_layout_none(const struct sim_layout *layout, struct str key)
{
	return find(layout->none.items, layout->none.count, key);
}
