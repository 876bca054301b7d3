/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making what a collection holds on a row: each value is drawn by itself, from the
 * seed, the collection, the row and the code, so that adding a field changes no other. */
#include <config.h>

#include "sim/collection.h"

#include "base/hash.h"
#include "base/rand.h"
#include "sim/names.h"

/* A row's own number in a group: ten times the row's, and the place in the group. */
enum { GROUP_STEP = 10 };

struct making {
	const struct sim_source *source;
	const struct sim_collection *collection;
	const struct sim_record *base;
	struct sim_record *made;  /* what the slots see first */
	struct sim_record *outer; /* the row of a group, or NULL */
	struct str id;
	struct str code; /* being made */
	unsigned place;  /* in the group, from 1; 0: the row itself */
};

static unsigned draw(const struct making *making, struct str what, unsigned bound)
{
	const struct sim_source *source = making->source;
	struct rand_state rand = rand_seed(
		source->seed ^ hash_bytes(making->collection->name) * 31 ^
		hash_bytes(making->id) * 131 ^ hash_bytes(what) * 1031 ^ making->place * 7919u ^
		hash_bytes(making->code) * 17 ^
		(making->collection->base == SIM_BASE_ROWS ? hash_bytes(source->own) : 0));

	/* The first number follows too closely from sums that differ in few bits. */
	rand_next(&rand);
	return rand_below(&rand, bound ? bound : 1);
}

static struct str value_of(const struct making *making, struct str code)
{
	struct str value = sim_record_get(making->made, code);

	if (!value.len && making->outer)
		value = sim_record_get(making->outer, code);
	return value.len ? value : sim_record_get(making->base, code);
}

static struct str finish(struct arena *arena, struct buf *text)
{
	struct str made = text->failed ? STR_NONE : arena_copy(arena, buf_str(text));

	buf_free(text);
	return made;
}

/* The text with its slots filled. */
static struct str filled(const struct making *making, struct str text)
{
	struct buf out = { 0 };

	while (text.len) {
		size_t open = str_find_char(text, '{'), close = str_find_char(text, '}');

		buf_add(&out, str_sub(text, 0, open));
		if (open == text.len || close == text.len || close < open)
			break;
		buf_add(&out, value_of(making, str_sub(text, open + 1, close - open - 1)));
		text = str_sub(text, close + 1, text.len - close - 1);
	}
	return finish(making->source->arena, &out);
}

/* The pattern with its run of # as digits. */
static struct str numbered(const struct making *making, struct str pattern, unsigned number)
{
	size_t at = str_find_char(pattern, '#'), end = at;
	struct str before = filled(making, str_sub(pattern, 0, at)), behind;

	while (end < pattern.len && pattern.ptr[end] == '#')
		end++;
	behind = filled(making, str_sub(pattern, end, pattern.len - end));
	if (!before.ptr || !behind.ptr)
		return STR_NONE;
	return arena_printf(making->source->arena, "%.*s%0*u%.*s", STR_ARGS(before),
			    (int)(end - at), number, STR_ARGS(behind));
}

unsigned sim_pattern_number(struct str pattern, struct str value)
{
	size_t at = str_find_char(pattern, '#'), end = at, behind = 0;
	unsigned number = 0;

	while (end < pattern.len && pattern.ptr[end] == '#')
		end++;
	behind = pattern.len - end;
	if (at == end || value.len < end - at + behind)
		return 0;
	value = str_sub(value, value.len - behind - (end - at), end - at);
	return str_to_uint(value, &number) ? number : 0;
}

/* In a group each takes the word behind the last one's, so that they differ. */
static struct str picked(const struct making *making, const struct sim_field *field)
{
	struct making first = *making;
	struct str rest = field->text, part;
	unsigned count = 1, at;

	for (size_t i = 0; i < field->text.len; i++)
		count += field->text.ptr[i] == '|';
	first.place = 0;
	at = (draw(&first, field->code, count) + making->place) % count;
	while (str_split(&rest, '|', &part))
		if (!at--)
			return filled(making, part);
	return STR_NONE;
}

static struct str dated(const struct making *making, const struct sim_field *field)
{
	struct str date = value_of(making, STR("DOB"));
	unsigned year = field->least + draw(making, field->code, field->most - field->least + 1);
	unsigned day = draw(making, field->code, 12 * 28), born = 0;

	if (field->age && date.len == 8)
		str_to_uint(str_sub(date, 0, 4), &born);
	if (born && year < born + field->age)
		year = born + field->age < field->most ? born + field->age : field->most;
	return arena_printf(making->source->arena, "%04u%02u%02u", year % 10000, 1 + day % 12,
			    1 + day / 12);
}

static struct str dated_after(const struct making *making, const struct sim_field *field)
{
	struct str date = value_of(making, field->after);
	unsigned year = 0;

	if (date.len != 8 || !str_to_uint(str_sub(date, 0, 4), &year))
		return STR_NONE;
	year += field->least + draw(making, field->code, field->most - field->least + 1);
	return arena_printf(making->source->arena, "%04u%.4s", year % 10000, date.ptr + 4);
}

static struct str coded(const struct making *making, const struct sim_field *field)
{
	const struct nlets_table *table =
		making->source->definitions ? nlets_table(making->source->definitions, field->text)
					    : NULL;

	if (!table || !table->codes.count)
		return STR_NONE;
	return table->codes.items[draw(making, field->code, (unsigned)table->codes.count)].value;
}

static const char *pick(const struct making *making, const char *what, const char *const *list)
{
	return list[draw(making, str_from(what), (unsigned)sim_count(list))];
}

static struct str named(const struct making *making, struct str kind)
{
	struct arena *arena = making->source->arena;

	if (str_eq(kind, STR("person")))
		return arena_printf(arena, "%s,%s SIM", pick(making, "last", sim_last_names),
				    draw(making, STR("sex"), 2)
					    ? pick(making, "given", sim_women_names)
					    : pick(making, "given", sim_men_names));
	if (str_eq(kind, STR("street")))
		return arena_printf(arena, "%u %s", 1 + draw(making, STR("house"), 998),
				    pick(making, "street", sim_streets));
	if (str_eq(kind, STR("town")))
		return str_from(pick(making, "town", sim_towns));
	return arena_printf(arena, "000-555-01%02u", draw(making, STR("phone"), 100));
}

static unsigned own_number(const struct making *making)
{
	unsigned number = 0;

	str_to_uint(making->id, &number);
	return making->place ? number * GROUP_STEP + making->place : number;
}

static struct str generated(const struct making *making, const struct sim_field *field)
{
	switch (field->generator) {
	case SIM_GENERATE_TEXT:
		return filled(making, field->text);
	case SIM_GENERATE_PICK:
		return picked(making, field);
	case SIM_GENERATE_NUMBER:
		return numbered(making, field->text,
				field->least +
					draw(making, field->code, field->most - field->least + 1));
	case SIM_GENERATE_OWN:
		return numbered(making, field->text, own_number(making));
	case SIM_GENERATE_DATE:
		return dated(making, field);
	case SIM_GENERATE_AFTER:
		return dated_after(making, field);
	case SIM_GENERATE_COPY:
		return value_of(making, field->text);
	case SIM_GENERATE_TABLE:
		return coded(making, field);
	case SIM_GENERATE_NAME:
		break;
	}
	return named(making, field->text);
}

static bool has_field(const struct making *making, const struct sim_field *field)
{
	return field->one_in <= 1 || draw(making, STR("there"), field->one_in) == 0;
}

static bool make_fields(struct making *making, const sim_fields *fields)
{
	for (size_t i = 0; i < fields->count; i++) {
		const struct sim_field *field = &fields->items[i];

		making->code = field->code;
		if (has_field(making, field) &&
		    !sim_record_set(making->source->arena, making->made, field->code,
				    generated(making, field)))
			return false;
	}
	return true;
}

static bool make_groups(struct making *making, const struct sim_repeat *repeat)
{
	struct making one = *making;
	unsigned count;

	one.code = repeat->name;
	count = repeat->least + draw(&one, STR("count"), repeat->most - repeat->least + 1);
	one.outer = making->made;
	for (one.place = 1; one.place <= count; one.place++) {
		one.made =
			sim_record_add_group(making->source->arena, making->made, repeat->name);
		if (!one.made || !make_fields(&one, &repeat->fields))
			return false;
	}
	return true;
}

int sim_collection_make(const struct sim_source *source, const struct sim_collection *collection,
			const struct sim_record *base, struct sim_record *made)
{
	struct making making = { .source = source,
				 .collection = collection,
				 .base = base,
				 .made = made,
				 .id = sim_record_get(base, STR("ID")) };
	bool done = true;

	for (size_t i = 0; done && i < collection->kept.count; i++) {
		struct str code = collection->kept.items[i];

		done = sim_record_set(source->arena, made, code, sim_record_get(base, code));
	}
	if (done && collection->given.count)
		done = sim_record_merge(source->arena, made, base);
	done = done && make_fields(&making, &collection->fields);
	for (size_t i = 0; done && i < collection->repeats.count; i++)
		done = make_groups(&making, &collection->repeats.items[i]);
	return done ? 0 : NLETS_E_MEMORY;
}

/* The first person of each member is in every collection; where age counts, that one may
 * be too young, so the first few are. */
bool sim_collection_has(const struct sim_source *source, const struct sim_collection *collection,
			const struct sim_record *base)
{
	struct making making = {
		.source = source, .collection = collection, .id = sim_record_get(base, STR("ID"))
	};
	struct str birth = sim_record_get(base, STR("DOB"));
	unsigned person = 0, born = 0, rounds = collection->born_until ? 4 : 1;

	if (birth.len == 8)
		str_to_uint(str_sub(birth, 0, 4), &born);
	if (collection->born_until && born > collection->born_until)
		return false;
	if (str_to_uint(sim_record_get(base, STR("PID")), &person) && person &&
	    person <= rounds * source->members)
		return true;
	return draw(&making, STR("share"), collection->one_in) == 0;
}

bool sim_collection_own_row(const struct sim_source *source, const struct sim_collection *collection,
			    unsigned number, struct sim_record *base)
{
	*base = (struct sim_record){ 0 };
	return (number > collection->given.count ||
		sim_record_merge(source->arena, base, &collection->given.items[number - 1])) &&
	       sim_record_set(source->arena, base, STR("STATE"), source->own) &&
	       sim_record_set(source->arena, base, STR("ID"),
			      arena_number(source->arena, number));
}

void sim_fill_slots(struct str text, const struct sim_record *record, struct buf *out)
{
	while (text.len) {
		size_t open = str_find_char(text, '{'), close = str_find_char(text, '}');

		buf_add(out, str_sub(text, 0, open));
		if (open == text.len || close == text.len || close < open)
			return;
		buf_add(out, sim_record_get(record, str_sub(text, open + 1, close - open - 1)));
		text = str_sub(text, close + 1, text.len - close - 1);
	}
}
