/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading policies/collections.xml. */
#include <config.h>

#include "sim/collection.h"

/* The most rows of its own that a collection may have: a query looks at each. */
enum { MOST_ROWS = 2000, MOST_REPEATS = 9 };

struct reading {
	const struct sim_reader *reader;
	struct str file;
	bool failed; /* memory is out */
};

#define NEW_ITEM(reading, vec) vec_add((reading)->reader->arena, vec)

static void complain(struct reading *reading, unsigned line, const char *what, struct str which)
{
	nlets_fault_add(reading->reader->arena, reading->reader->faults, reading->file, line,
			"%s: %.*s", what, STR_ARGS(which));
}

/* LEAST-MOST, as the schema has it. */
static void read_range(struct reading *reading, const struct nlets_node *from, const char *name,
		       struct sim_field *field)
{
	struct str range = nlets_node_attribute(from, name);
	size_t dash = str_find_char(range, '-');

	if (dash == range.len || !str_to_uint(str_sub(range, 0, dash), &field->least) ||
	    !str_to_uint(str_sub(range, dash + 1, range.len - dash - 1), &field->most) ||
	    field->least > field->most)
		complain(reading, from->line, "Not a range of numbers", range);
}

static const struct {
	const char *attribute;
	enum sim_generator generator;
} generators[] = {
	{ "text", SIM_GENERATE_TEXT },   { "pick", SIM_GENERATE_PICK },
	{ "own", SIM_GENERATE_OWN },     { "number", SIM_GENERATE_NUMBER },
	{ "date", SIM_GENERATE_DATE },   { "after", SIM_GENERATE_AFTER },
	{ "copy", SIM_GENERATE_COPY },   { "table", SIM_GENERATE_TABLE },
	{ "name", SIM_GENERATE_NAME },
};

static void read_field(struct reading *reading, const struct nlets_node *from, sim_fields *fields)
{
	struct sim_field *field = NEW_ITEM(reading, fields);
	size_t i = 0;

	if (!field) {
		reading->failed = true;
		return;
	}
	while (i + 1 < sizeof(generators) / sizeof(*generators) &&
	       !nlets_node_attribute(from, generators[i].attribute).len)
		i++;
	field->code = nlets_node_attribute(from, "code");
	field->generator = generators[i].generator;
	field->text = nlets_node_attribute(from, generators[i].attribute);
	field->one_in = sim_node_number(from, "one-in", 1);
	field->age = sim_node_number(from, "age", 0);
	if (field->generator == SIM_GENERATE_NUMBER) {
		read_range(reading, from, "number", field);
		field->text = nlets_node_attribute_or(from, "pattern", "#");
	} else if (field->generator == SIM_GENERATE_DATE) {
		read_range(reading, from, "date", field);
	} else if (field->generator == SIM_GENERATE_AFTER) {
		field->after = field->text;
		read_range(reading, from, "years", field);
	}
}

static void read_fields(struct reading *reading, const struct nlets_node *from, sim_fields *fields)
{
	for (const struct nlets_node *child = NULL;
	     (child = nlets_node_child(from, "field", child));)
		read_field(reading, child, fields);
}

static void read_repeat(struct reading *reading, const struct nlets_node *from,
			struct sim_collection *collection)
{
	struct sim_repeat *repeat = NEW_ITEM(reading, &collection->repeats);

	if (!repeat) {
		reading->failed = true;
		return;
	}
	repeat->name = nlets_node_attribute(from, "name");
	repeat->least = sim_node_number(from, "least", 1);
	repeat->most = sim_node_number(from, "most", 1);
	repeat->at = nlets_node_attribute(from, "at");
	repeat->since = nlets_node_attribute(from, "since");
	repeat->until = nlets_node_attribute(from, "until");
	repeat->limit = nlets_node_attribute(from, "limit");
	if (repeat->least > repeat->most || repeat->most > MOST_REPEATS)
		complain(reading, from->line, "A group cannot have so many", repeat->name);
	read_fields(reading, from, &repeat->fields);
}

static void read_row(struct reading *reading, const struct nlets_node *from,
		     struct sim_collection *collection)
{
	struct sim_record *row = NEW_ITEM(reading, &collection->given);

	if (!row) {
		reading->failed = true;
		return;
	}
	for (const struct nlets_node *child = NULL;
	     (child = nlets_node_child(from, "value", child));)
		reading->failed |= !sim_record_set(reading->reader->arena, row,
						   nlets_node_attribute(child, "code"),
						   child->text);
}

/* Words CODE or CODE=SLOT. */
static void read_compared(struct reading *reading, struct str text, sim_compared_list *list)
{
	sim_words words = { 0 };

	reading->failed |= !sim_split_words(reading->reader->arena, text, &words);
	for (size_t i = 0; i < words.count; i++) {
		struct sim_compared *compared = NEW_ITEM(reading, list);
		struct str word = words.items[i];
		size_t equals = str_find_char(word, '=');

		if (!compared) {
			reading->failed = true;
			return;
		}
		compared->asked = str_sub(word, 0, equals);
		compared->held = equals < word.len
					 ? str_sub(word, equals + 1, word.len - equals - 1)
					 : word;
	}
}

static void read_look_up(struct reading *reading, const struct nlets_node *from,
			 struct sim_collection *collection)
{
	struct sim_look_up *look_up = NEW_ITEM(reading, &collection->look_ups);

	if (!look_up) {
		reading->failed = true;
		return;
	}
	look_up->line = from->line;
	look_up->group = nlets_node_attribute(from, "group");
	look_up->sounds = str_eq(nlets_node_attribute(from, "name"), STR("sounds"));
	read_compared(reading, nlets_node_attribute(from, "by"), &look_up->by);
	read_compared(reading, nlets_node_attribute(from, "with"), &look_up->with);
}

static void read_sample(struct reading *reading, const struct nlets_node *from,
			struct sim_collection *collection)
{
	struct sim_sample *sample = NEW_ITEM(reading, &collection->samples);

	if (!sample) {
		reading->failed = true;
		return;
	}
	sample->key = nlets_node_attribute(from, "key");
	sample->to = nlets_node_attribute(from, "to");
	sample->body = nlets_node_attribute(from, "body");
}

static enum sim_base read_base(struct str name)
{
	static const char *const names[] = { "people",  "vehicles", "sheets",
					     "arrests", "aliens",   "rows" };

	for (unsigned i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_eq(name, str_from(names[i])))
			return (enum sim_base)i;
	return SIM_BASE_ROWS;
}

static enum nlets_backing read_marks(struct str marks)
{
	if (str_eq(marks, STR("source")))
		return NLETS_SOURCED;
	return str_eq(marks, STR("assumed")) ? NLETS_ASSUMED : NLETS_INVENTED;
}

static void read_heads(struct reading *reading, const struct nlets_node *from,
		       struct sim_collection *collection)
{
	collection->name = nlets_node_attribute(from, "name");
	collection->label = nlets_node_attribute(from, "label");
	collection->base = read_base(nlets_node_attribute(from, "from"));
	collection->one_in = sim_node_number(from, "one-in", 1);
	collection->rows = sim_node_number(from, "rows", 0);
	collection->born_until = sim_node_number(from, "born-until", 0);
	collection->backing = read_marks(nlets_node_attribute(from, "marks"));
	collection->source = nlets_node_attribute(from, "sources");
	collection->note = nlets_node_child_text(from, "note");
	collection->each = str_eq(nlets_node_attribute(from, "search"), STR("each"));
	collection->file = reading->file;
	collection->line = from->line;
	reading->failed |= !sim_split_words(reading->reader->arena,
					    nlets_node_attribute(from, "keeps"), &collection->kept);
}

/* What the schema cannot say. */
static void check(struct reading *reading, const struct sim_collections *collections,
		  struct sim_collection *collection)
{
	if (sim_collection(collections, collection->name) != collection)
		complain(reading, collection->line, "There are two collections of this name",
			 collection->name);
	if (collection->base == SIM_BASE_ROWS && !collection->rows)
		collection->rows = (unsigned)collection->given.count;
	if (collection->rows > MOST_ROWS ||
	    (collection->base == SIM_BASE_ROWS) != (collection->rows > 0))
		complain(reading, collection->line, "The number of rows does not fit",
			 collection->name);
	for (size_t i = 0; i < collection->look_ups.count; i++) {
		struct sim_look_up *look_up = &collection->look_ups.items[i];
		bool known = !look_up->group.len;

		for (size_t r = 0; r < collection->repeats.count; r++)
			known |= str_eq(collection->repeats.items[r].name, look_up->group);
		if (!known)
			complain(reading, look_up->line, "There is no such group", look_up->group);
		if (!sim_look_up_is_quick(collection, look_up))
			complain(reading, look_up->line, "Nothing in this look-up has an index",
				 collection->name);
	}
}

static void read_collection(struct reading *reading, const struct nlets_node *from,
			    struct sim_collections *collections)
{
	struct sim_collection *collection = NEW_ITEM(reading, &collections->items);

	if (!collection) {
		reading->failed = true;
		return;
	}
	read_heads(reading, from, collection);
	read_fields(reading, from, &collection->fields);
	for (const struct nlets_node *child = NULL;
	     (child = nlets_node_child(from, NULL, child));)
		if (nlets_node_is(child, "group"))
			read_repeat(reading, child, collection);
		else if (nlets_node_is(child, "row"))
			read_row(reading, child, collection);
		else if (nlets_node_is(child, "look-up"))
			read_look_up(reading, child, collection);
		else if (nlets_node_is(child, "sample"))
			read_sample(reading, child, collection);
	check(reading, collections, collection);
}

struct sim_collections *sim_collections_read(const struct sim_reader *reader)
{
	struct sim_collections *collections = arena_alloc(reader->arena, sizeof(*collections));
	struct reading reading = { reader, STR_NONE, false };
	const struct nlets_node *root = sim_read(
		reader, "policies/collections.xml", "policies/schema/collections.rng", &reading.file);

	if (!root || !collections)
		return NULL;
	for (const struct nlets_node *child = NULL;
	     (child = nlets_node_child(root, "collection", child));)
		read_collection(&reading, child, collections);
	return reading.failed ? NULL : collections;
}

const struct sim_collection *sim_collection(const struct sim_collections *collections,
					    struct str name)
{
	for (size_t i = 0; i < collections->items.count; i++)
		if (str_eq(collections->items.items[i].name, name))
			return &collections->items.items[i];
	return NULL;
}
