/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "sim/holders.h"

#include "base/hash.h"

/* A new item of a vec, or NULL when memory is out. */
#define NEW_ITEM(reading, vec) vec_add((reading)->reader->arena, vec)

struct reading {
	const struct sim_reader *reader;
	const struct nlets_node *root;
	struct sim_holders *holders;
	bool failed;
};

static void set_service(struct reading *reading, const struct nlets_node *from,
			struct sim_holder *holder)
{
	struct str key = nlets_node_attribute(from, "key");
	struct sim_service *service = NULL;

	for (size_t i = 0; i < holder->services.count; i++)
		if (str_eq(holder->services.items[i].key, key))
			service = &holder->services.items[i];
	if (!service)
		service = NEW_ITEM(reading, &holder->services);
	if (!service) {
		reading->failed = true;
		return;
	}
	service->key = key;
	service->response = nlets_node_attribute(from, "response");
	service->layout = nlets_node_attribute(from, "layout");
	service->office = nlets_node_attribute(from, "office");
	service->photo = nlets_node_attribute(from, "photo");
	service->line = from->line;
	service->collections = (sim_words){ 0 };
	reading->failed |=
		!sim_split_words(reading->reader->arena,
				 nlets_node_attribute(from, "collection"), &service->collections);
}

static void set_services(struct reading *reading, const struct nlets_node *from,
			 struct sim_holder *holder)
{
	for (const struct nlets_node *child = NULL;
	     (child = nlets_node_child(from, "answer", child));)
		set_service(reading, child, holder);
}

static const struct nlets_node *profile(const struct reading *reading, struct str name)
{
	for (const struct nlets_node *child = NULL;
	     (child = nlets_node_child(reading->root, "profile", child));)
		if (str_eq(nlets_node_attribute(child, "name"), name))
			return child;
	return NULL;
}

/* What every member with people answers, whatever profile of its own it names. */
static void set_common(struct reading *reading, struct sim_holder *holder)
{
	for (const struct nlets_node *child = NULL;
	     (child = nlets_node_child(reading->root, "profile", child));)
		if (str_eq(nlets_node_attribute(child, "all"), STR("yes")))
			set_services(reading, child, holder);
}

/* A profile's own answers come after those of the one it goes with. */
static void set_profile(struct reading *reading, const struct nlets_node *from,
			struct sim_holder *holder)
{
	struct str with = nlets_node_attribute(from, "with");
	const struct nlets_node *other = with.len ? profile(reading, with) : NULL;

	if (other)
		set_services(reading, other, holder);
	else if (with.len)
		nlets_fault_add(reading->reader->arena, reading->reader->faults, STR("holders.xml"),
				from->line, "There is no profile %.*s.", STR_ARGS(with));
	set_services(reading, from, holder);
}

static void read_holder(struct reading *reading, const struct nlets_node *from)
{
	struct sim_holder *holder = NEW_ITEM(reading, &reading->holders->items);
	struct str name = nlets_node_attribute(from, "profile");
	const struct nlets_node *base = profile(reading, name);

	if (!holder) {
		reading->failed = true;
		return;
	}
	holder->code = nlets_node_attribute(from, "code");
	holder->name = nlets_node_attribute(from, "name");
	holder->kind = nlets_node_attribute_or(from, "kind", "state");
	holder->sender = nlets_node_attribute(from, "sender");
	holder->share = sim_node_number(from, "share", 0);
	reading->holders->members += sim_is_member(holder);
	if (sim_is_member(holder) && reading->holders->members < reading->holders->items.count)
		nlets_fault_add(reading->reader->arena, reading->reader->faults, STR("holders.xml"),
				from->line, "%.*s has people and must stand before those without.",
				STR_ARGS(holder->code));
	if (sim_is_member(holder))
		set_common(reading, holder);
	if (base)
		set_profile(reading, base, holder);
	else if (name.len)
		nlets_fault_add(reading->reader->arena, reading->reader->faults, STR("holders.xml"),
				from->line, "There is no profile %.*s.", STR_ARGS(name));
	set_services(reading, from, holder);
}

static void read_office(struct reading *reading, const struct nlets_node *from)
{
	struct sim_office *office = NEW_ITEM(reading, &reading->holders->offices);

	if (!office) {
		reading->failed = true;
		return;
	}
	office->id = nlets_node_attribute(from, "id");
	office->digits = nlets_node_attribute(from, "digits");
	office->label = nlets_node_attribute(from, "label");
}

static void read_published(struct reading *reading, const struct nlets_node *from)
{
	struct sim_published *published = NEW_ITEM(reading, &reading->holders->published);

	if (!published) {
		reading->failed = true;
		return;
	}
	published->response = nlets_node_attribute(from, "response");
	published->source = nlets_node_attribute(from, "source");
	reading->failed |= !sim_split_words(
		reading->reader->arena, nlets_node_attribute(from, "fields"), &published->codes);
}

static void read_timing(struct reading *reading, const struct nlets_node *from)
{
	struct sim_holders *holders = reading->holders;

	holders->latency_least = sim_node_number(from, "least", 300);
	holders->latency_most = sim_node_number(from, "most", 4000);
	holders->wait = sim_node_number(from, "wait", 60000);
	holders->silent_one_in = sim_node_number(from, "late-one-in", 0);
}

static void read_all(struct reading *reading, const char *element,
		     void (*read)(struct reading *, const struct nlets_node *))
{
	for (const struct nlets_node *child = NULL;
	     (child = nlets_node_child(reading->root, element, child));)
		read(reading, child);
}

static uint64_t fingerprint(const struct sim_holders *holders)
{
	uint64_t sum = 1;

	for (size_t i = 0; i < holders->members; i++)
		sum = sum * 31 + hash_bytes(holders->items.items[i].code) +
		      holders->items.items[i].share;
	return sum;
}

struct sim_holders *sim_holders_read(const struct sim_reader *reader)
{
	struct reading reading = { reader, NULL, NULL, false };
	struct str file;

	reading.root =
		sim_read(reader, "policies/holders.xml", "policies/schema/holders.rng", &file);
	reading.holders = arena_alloc(reader->arena, sizeof(*reading.holders));
	if (!reading.root || !reading.holders)
		return NULL;
	reading.holders->file = file;
	reading.holders->refusal = nlets_node_child_text(reading.root, "refusal");
	read_all(&reading, "timing", read_timing);
	read_all(&reading, "office", read_office);
	read_all(&reading, "published", read_published);
	read_all(&reading, "holder", read_holder);
	reading.holders->fingerprint = fingerprint(reading.holders);
	return reading.failed || !reading.holders->items.count ? NULL : reading.holders;
}

bool sim_is_member(const struct sim_holder *holder)
{
	return holder->share > 0;
}

const struct sim_holder *sim_holder(const struct sim_holders *holders, struct str code)
{
	for (size_t i = 0; i < holders->items.count; i++)
		if (str_eq(holders->items.items[i].code, code))
			return &holders->items.items[i];
	return NULL;
}

const struct sim_service *sim_holder_service(const struct sim_holder *holder, struct str key)
{
	for (size_t i = 0; i < holder->services.count; i++)
		if (str_eq(holder->services.items[i].key, key))
			return &holder->services.items[i];
	return NULL;
}

const struct sim_office *sim_office(const struct sim_holders *holders, struct str id)
{
	for (size_t i = 0; i < holders->offices.count; i++)
		if (str_eq(holders->offices.items[i].id, id))
			return &holders->offices.items[i];
	return NULL;
}

const struct sim_published *sim_published(const struct sim_holders *holders, struct str response)
{
	for (size_t i = 0; i < holders->published.count; i++)
		if (str_eq(holders->published.items[i].response, response))
			return &holders->published.items[i];
	return NULL;
}
