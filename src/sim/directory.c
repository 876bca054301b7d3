/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "sim/directory.h"

#include "sim/changes_store.h"

struct reading {
	struct arena *arena;
	const struct nlets_node *root;
	const struct sim_holders *holders;
	struct sim_directory *directory;
	bool failed;
};

/* Of two entries of one ORI the first counts. */
static bool index_entry(struct arena *arena, struct sim_directory *directory, size_t at)
{
	struct str ori = directory->entries.items[at].ori;

	return hash_get(&directory->by_ori, ori) ||
	       hash_put(arena, &directory->by_ori, ori, (void *)(uintptr_t)(at + 1));
}

static bool add_entry(struct arena *arena, struct sim_directory *directory, struct str ori,
		      struct str label)
{
	struct sim_entry *entry = vec_add(arena, &directory->entries);

	if (!entry || !ori.ptr || !label.ptr)
		return false;
	*entry = (struct sim_entry){ .ori = ori,
				     .label = label,
				     .location = STR(""),
				     .type = STR("") };
	return index_entry(arena, directory, directory->entries.count - 1);
}

static void add_member_ori(struct reading *reading, const struct sim_holder *holder,
			   struct str digits, struct str label)
{
	struct str ori = arena_printf(reading->arena, "%.*sSIM%.*s", STR_ARGS(holder->code),
				      STR_ARGS(digits));
	struct str text =
		arena_printf(reading->arena, "%.*s, %.*s", STR_ARGS(label), STR_ARGS(holder->name));

	reading->failed |= !add_entry(reading->arena, reading->directory, ori, text);
}

static void add_offices(struct reading *reading)
{
	const struct sim_holders *holders = reading->holders;

	for (size_t h = 0; h < holders->items.count; h++)
		for (size_t i = 0; i < holders->offices.count && sim_is_member(&holders->items.items[h]);
		     i++)
			add_member_ori(reading, &holders->items.items[h],
				       holders->offices.items[i].digits,
				       holders->offices.items[i].label);
}

static void read_desk(struct reading *reading, const struct nlets_node *from)
{
	for (size_t h = 0; h < reading->holders->items.count; h++)
		add_member_ori(reading, &reading->holders->items.items[h],
			       nlets_node_attribute(from, "digits"),
			       nlets_node_attribute(from, "label"));
}

static void read_ori(struct reading *reading, const struct nlets_node *from)
{
	reading->failed |=
		!add_entry(reading->arena, reading->directory, nlets_node_attribute(from, "code"),
			   nlets_node_attribute(from, "label"));
}

static void read_trait(struct reading *reading, const struct nlets_node *from)
{
	struct sim_trait *trait = vec_add(reading->arena, &reading->directory->traits);

	if (!trait) {
		reading->failed = true;
		return;
	}
	trait->ori = nlets_node_attribute(from, "ori");
	trait->digits = nlets_node_attribute(from, "digits");
	trait->location = nlets_node_attribute(from, "location");
	trait->type = nlets_node_attribute(from, "type");
}

static void read_real(struct reading *reading, const struct nlets_node *from)
{
	struct sim_entry *entry = vec_add(reading->arena, &reading->directory->real);

	if (!entry) {
		reading->failed = true;
		return;
	}
	*entry = (struct sim_entry){ .ori = nlets_node_attribute(from, "code"),
				     .label = from->text };
}

static void read_region(struct reading *reading, const struct nlets_node *from)
{
	struct sim_region *region = vec_add(reading->arena, &reading->directory->regions);

	if (!region) {
		reading->failed = true;
		return;
	}
	region->code = nlets_node_attribute(from, "code");
	region->invented = str_eq(nlets_node_attribute(from, "marks"), STR("invented"));
	reading->failed |= !sim_split_words(reading->arena, nlets_node_attribute(from, "members"),
					    &region->members);
}

static void read_regional(struct reading *reading, const struct nlets_node *from)
{
	struct sim_regional *regional = vec_add(reading->arena, &reading->directory->regionals);

	if (!regional) {
		reading->failed = true;
		return;
	}
	regional->key = nlets_node_attribute(from, "key");
	regional->response = nlets_node_attribute(from, "response");
	regional->group = nlets_node_attribute(from, "group");
	regional->group_response = nlets_node_attribute(from, "group-response");
	regional->sources = nlets_node_attribute(from, "sources");
}

static void read_line(struct reading *reading, const struct nlets_node *from)
{
	struct sim_line *line = vec_add(reading->arena, &reading->directory->lines);

	if (!line) {
		reading->failed = true;
		return;
	}
	line->code = nlets_node_attribute(from, "code");
	line->label = nlets_node_attribute(from, "label");
}

static void read_status(struct reading *reading, const struct nlets_node *from)
{
	struct sim_status *status = vec_add(reading->arena, &reading->directory->statuses);

	if (!status) {
		reading->failed = true;
		return;
	}
	status->number = nlets_node_attribute(from, "number");
	status->text = nlets_node_attribute(from, "text");
}

static void read_caveat(struct reading *reading, const struct nlets_node *from)
{
	struct sim_caveat *caveat = vec_add(reading->arena, &reading->directory->caveats);

	if (!caveat) {
		reading->failed = true;
		return;
	}
	caveat->key = nlets_node_attribute(from, "key");
	caveat->text = from->text;
	caveat->backing = str_eq(nlets_node_attribute(from, "marks"), STR("unconfirmed"))
				  ? NLETS_UNCONFIRMED
				  : NLETS_SOURCED;
}

static void read_sample(struct reading *reading, const struct nlets_node *from)
{
	struct sim_own_sample *sample = vec_add(reading->arena, &reading->directory->samples);

	if (!sample) {
		reading->failed = true;
		return;
	}
	sample->key = nlets_node_attribute(from, "key");
	sample->from = nlets_node_attribute(from, "from");
	sample->to = nlets_node_attribute(from, "to");
	sample->fixed = str_eq(nlets_node_attribute(from, "fixed"), STR("yes"));
	sample->body = from->text;
}

static void read_help(struct reading *reading, const struct nlets_node *from)
{
	struct sim_help *help = vec_add(reading->arena, &reading->directory->helps);

	if (!help) {
		reading->failed = true;
		return;
	}
	help->file = nlets_node_attribute(from, "file");
	help->text = from->text;
}

static void read_all(struct reading *reading, const char *element,
		     void (*read)(struct reading *, const struct nlets_node *))
{
	for (const struct nlets_node *child = NULL;
	     (child = nlets_node_child(reading->root, element, child));)
		read(reading, child);
}

struct sim_directory *sim_directory_read(const struct sim_reader *reader,
					 const struct sim_holders *holders)
{
	struct reading reading = { .arena = reader->arena, .holders = holders };
	struct str file;

	reading.root =
		sim_read(reader, "policies/directory.xml", "policies/schema/directory.rng", &file);
	reading.directory = arena_alloc(reader->arena, sizeof(*reading.directory));
	if (!reading.root || !reading.directory)
		return NULL;
	add_offices(&reading);
	read_all(&reading, "desk", read_desk);
	read_all(&reading, "ori", read_ori);
	read_all(&reading, "trait", read_trait);
	read_all(&reading, "real", read_real);
	read_all(&reading, "region", read_region);
	read_all(&reading, "regional", read_regional);
	read_all(&reading, "line", read_line);
	read_all(&reading, "status", read_status);
	read_all(&reading, "caveat", read_caveat);
	read_all(&reading, "help", read_help);
	read_all(&reading, "sample", read_sample);
	reading.failed |=
		!sim_split_words(reader->arena, nlets_node_attribute(reading.root, "unlogged"),
				 &reading.directory->unlogged);
	reading.directory->generic = nlets_node_attribute(reading.root, "generic");
	reading.directory->control = nlets_node_attribute(reading.root, "control");
	reading.directory->lesc = nlets_node_attribute(reading.root, "lesc");
	return reading.failed ? NULL : reading.directory;
}

bool sim_directory_add_agencies(struct arena *arena, struct sim_directory *directory,
				struct nlets_policies *policies)
{
	size_t count = 0;
	const struct nlets_agency *agencies = policies ? nlets_agencies(policies, &count) : NULL;

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < agencies[i].oris.count; k++) {
			const struct nlets_ori *ori = &agencies[i].oris.items[k];

			if (!sim_directory_entry(directory, ori->ori) &&
			    sim_is_training_ori(ori->ori) &&
			    !add_entry(arena, directory, ori->ori, ori->label))
				return false;
		}
	return true;
}

static bool speaks_of(const struct sim_trait *trait, struct str ori)
{
	return trait->ori.len ? str_eq(trait->ori, ori)
			      : str_eq(trait->digits, str_sub(ori, 5, 4));
}

void sim_directory_describe(struct sim_directory *directory, const struct sim_holders *holders)
{
	for (size_t i = 0; i < directory->entries.count; i++) {
		struct sim_entry *entry = &directory->entries.items[i];
		const struct sim_holder *holder = sim_holder(holders, str_sub(entry->ori, 0, 2));
		const struct sim_trait *trait = NULL;

		for (size_t k = 0; k < directory->traits.count; k++)
			if (speaks_of(&directory->traits.items[k], entry->ori) &&
			    (!trait || directory->traits.items[k].ori.len))
				trait = &directory->traits.items[k];
		if (!entry->type.len && trait)
			entry->type = trait->type;
		if (!entry->location.len)
			entry->location = trait && trait->location.len ? trait->location
					  : holder			? holder->name
									: STR("");
	}
}

bool sim_directory_change(struct arena *arena, struct sim_directory *directory,
			  const struct sim_agency_record *record)
{
	struct sim_entry *entry = sim_directory_find(directory, record->ori);
	struct str location = arena_copy(arena, record->location);
	struct str type = arena_copy(arena, record->type);

	if (!entry && record->added &&
	    !add_entry(arena, directory, arena_copy(arena, record->ori), location))
		return false;
	entry = sim_directory_find(directory, record->ori);
	if (!location.ptr || !type.ptr)
		return false;
	if (!entry) /* an update of what the definitions no longer have */
		return true;
	if (record->added)
		entry->label = location;
	entry->location = location;
	entry->type = type;
	entry->added = record->added;
	return true;
}

void sim_directory_drop(struct sim_directory *directory, struct str ori)
{
	struct sim_entry *entry = sim_directory_find(directory, ori);
	struct sim_entry *end = directory->entries.items + directory->entries.count;
	struct hash *index = &directory->by_ori;

	if (!entry)
		return;
	memmove(entry, entry + 1, (size_t)(end - entry - 1) * sizeof(*entry));
	directory->entries.count--;
	memset(index->slots, 0, index->size * sizeof(*index->slots));
	index->count = 0;
	for (size_t i = 0; i < directory->entries.count; i++)
		index_entry(NULL, directory, i); /* there is room: it held one more */
}

struct sim_entry *sim_directory_find(struct sim_directory *directory, struct str ori)
{
	size_t place = (size_t)(uintptr_t)hash_get(&directory->by_ori, ori);

	return place ? &directory->entries.items[place - 1] : NULL;
}

const struct sim_entry *sim_directory_entry(const struct sim_directory *directory, struct str ori)
{
	size_t place = (size_t)(uintptr_t)hash_get(&directory->by_ori, ori);

	return place ? &directory->entries.items[place - 1] : NULL;
}

const struct sim_entry *sim_directory_real(const struct sim_directory *directory, struct str ori)
{
	for (size_t i = 0; i < directory->real.count; i++)
		if (str_eq(directory->real.items[i].ori, ori))
			return &directory->real.items[i];
	return NULL;
}

const struct sim_region *sim_directory_region(const struct sim_directory *directory,
					      struct str code)
{
	for (size_t i = 0; i < directory->regions.count; i++)
		if (str_eq(directory->regions.items[i].code, code))
			return &directory->regions.items[i];
	return NULL;
}

bool sim_is_training_ori(struct str ori)
{
	return ori.len == 9 && str_eq(str_sub(ori, 2, 3), STR("SIM"));
}

struct str sim_status_text(const struct sim_directory *directory, struct str number)
{
	for (size_t i = 0; i < directory->statuses.count; i++)
		if (str_eq(directory->statuses.items[i].number, number))
			return directory->statuses.items[i].text;
	return STR_NONE;
}
