/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding rows of a collection: the base's rows by an index of the store, then what the
 * collection has of them. */
#include <config.h>

#include "sim/collection.h"


/* Rows of the base looked at for one question: of a name, those of the collection
 * may be few among many. */
#define MOST_LOOKED_AT "500"

enum { GROUP_STEP = 10 };

#define BIT(base) (1u << (base))
#define PEOPLE_BASES (BIT(SIM_BASE_PEOPLE) | BIT(SIM_BASE_SHEETS) | BIT(SIM_BASE_ARRESTS))
#define ALL_BASES (PEOPLE_BASES | BIT(SIM_BASE_VEHICLES) | BIT(SIM_BASE_ALIENS))

/* What the store itself compares: the rest is compared with the row that was made. */
static const struct {
	const char *code;
	unsigned bases;
	bool indexed;
	const char *condition;
} conditions[] = {
	{ "NAM", ALL_BASES, true, "p.SUR = :SUR AND :GIV IN ('', p.GIV)" },
	{ "DOB", ALL_BASES, false,
	  "(p.DOB = :DOB OR (length(:DOB) = 6 AND substr(p.DOB, 5, 4) || substr(p.DOB, 3, 2) = "
	  ":DOB))" },
	{ "SEX", ALL_BASES, false, "p.SEX = :SEX" },
	{ "SOC", ALL_BASES, true, "p.SOC = :SOC" },
	{ "OLN", PEOPLE_BASES, true, "l.OLN = :OLN" },
	{ "SID", PEOPLE_BASES, true, "s.SID = :SID" },
	{ "FBI", PEOPLE_BASES, true, "s.FBI = :FBI" },
	{ "MNU", PEOPLE_BASES, true, "s.MNU = :MNU" },
	{ "LIC", BIT(SIM_BASE_VEHICLES), true, "v.LIC = :LIC" },
	{ "VIN", BIT(SIM_BASE_VEHICLES), true, "v.VIN = :VIN" },
	{ "ARN", BIT(SIM_BASE_ALIENS), true, "a.ARN = :ARN" },
};

enum { CONDITIONS = sizeof(conditions) / sizeof(*conditions) };

/* The place in the list, or CONDITIONS. */
static size_t condition(enum sim_base base, struct str code)
{
	size_t i = 0;

	while (i < CONDITIONS && (!str_eq(code, str_from(conditions[i].code)) ||
				  !(conditions[i].bases & BIT(base))))
		i++;
	return i;
}

/* A field that changes what the base calls so is no longer the base's value. */
static bool remade(const struct sim_collection *collection, struct str code)
{
	for (size_t i = 0; i < collection->fields.count; i++)
		if (str_eq(collection->fields.items[i].code, code))
			return true;
	return false;
}

static const struct sim_field *own_field(const sim_fields *fields, struct str code)
{
	for (size_t i = 0; i < fields->count; i++)
		if (fields->items[i].generator == SIM_GENERATE_OWN &&
		    str_eq(fields->items[i].code, code))
			return &fields->items[i];
	return NULL;
}

static const struct sim_repeat *repeat_of(const struct sim_collection *collection, struct str name)
{
	for (size_t i = 0; i < collection->repeats.count; i++)
		if (str_eq(collection->repeats.items[i].name, name))
			return &collection->repeats.items[i];
	return NULL;
}

/* The field with the own number that the look-up asks for, and its code in the query. */
static const struct sim_field *sought_number(const struct sim_collection *collection,
					     const struct sim_look_up *look_up, struct str *asked)
{
	const struct sim_repeat *repeat = repeat_of(collection, look_up->group);
	const sim_fields *fields = repeat ? &repeat->fields : &collection->fields;

	for (size_t i = 0; i < look_up->by.count; i++) {
		const struct sim_field *field = own_field(fields, look_up->by.items[i].held);

		*asked = look_up->by.items[i].asked;
		if (field)
			return field;
	}
	return NULL;
}

bool sim_look_up_is_quick(const struct sim_collection *collection,
			  const struct sim_look_up *look_up)
{
	struct str asked;

	if (collection->base == SIM_BASE_ROWS || sought_number(collection, look_up, &asked))
		return true;
	for (size_t i = 0; i < look_up->by.count; i++) {
		size_t at = condition(collection->base, look_up->by.items[i].held);

		if (at < CONDITIONS && conditions[at].indexed)
			return true;
	}
	return false;
}

/* One question put to a collection. */
struct asking {
	const struct sim_source *source;
	const struct sim_collection *collection;
	const struct sim_look_up *look_up;
	const struct nlets_message *query;
	unsigned place; /* in the group whose number is asked for, 0: none */
};

static struct str asked_value(const struct asking *asking, struct str code)
{
	return str_trim(nlets_message_value(asking->query, code));
}

/* LAST,FIRST MIDDLE: middle name and suffix are not compared. */
static void split_name(struct str name, struct str *last, struct str *given)
{
	size_t comma = str_find_char(name, ',');
	struct str fore = comma < name.len
				  ? str_trim(str_sub(name, comma + 1, name.len - comma - 1))
				  : STR_NONE;

	*last = str_trim(str_sub(name, 0, comma));
	*given = str_sub(fore, 0, str_find_char(fore, ' '));
}

static bool same_name(struct str asked, struct str held)
{
	struct str last, given, held_last, held_given;

	split_name(asked, &last, &given);
	split_name(held, &held_last, &held_given);
	return str_eq(last, held_last) && (!given.len || str_eq(given, held_given));
}

/* Soundex: which method the aircraft register uses is not public [assumed]. Writes the
 * first letter and up to three digits. */
static void sound_of(struct str name, char sound[4])
{
	static const char digits[] = "01230120022455012623010202";
	char last = '0';
	size_t count = 0;

	for (size_t i = 0; i < 4; i++)
		sound[i] = '0';
	for (size_t i = 0; i < name.len && count < 4; i++) {
		char c = name.ptr[i], digit;

		if (c < 'A' || c > 'Z')
			continue;
		digit = digits[c - 'A'];
		if (count == 0)
			sound[count++] = c;
		else if (digit != '0' && digit != last)
			sound[count++] = digit;
		if (c != 'H' && c != 'W')
			last = digit;
	}
}

static bool sounds_like(struct str asked, struct str held)
{
	struct str last, given, held_last, held_given;
	char sound[4], held_sound[4];

	split_name(asked, &last, &given);
	split_name(held, &held_last, &held_given);
	sound_of(last, sound);
	sound_of(held_last, held_sound);
	return last.len && memcmp(sound, held_sound, sizeof(sound)) == 0;
}

static bool same_date(struct str asked, struct str held)
{
	if (asked.len != 6 || held.len != 8)
		return str_eq(asked, held);
	return str_eq(str_sub(asked, 0, 4), str_sub(held, 4, 4)) &&
	       str_eq(str_sub(asked, 4, 2), str_sub(held, 2, 2));
}

static bool same(struct str code, struct str asked, struct str held)
{
	if (str_eq(code, STR("NAM")))
		return same_name(asked, held);
	if (str_eq(code, STR("ARN")) && str_starts(asked, STR("A")))
		asked = str_sub(asked, 1, asked.len - 1);
	return str_eq(code, STR("DOB")) ? same_date(asked, held) : str_eq(asked, held);
}

/* Whether the made row has what is asked. */
static bool fits(const struct asking *asking, const sim_compared_list *list,
		 const struct sim_record *base, const struct sim_record *made)
{
	for (size_t i = 0; i < list->count; i++) {
		struct str held_code = list->items[i].held;
		struct str asked = asked_value(asking, list->items[i].asked);
		struct str held = sim_record_get(made, held_code);

		if (!held.len)
			held = sim_record_get(base, held_code);
		if (asking->look_up->sounds && str_eq(held_code, STR("NAM"))) {
			if (!sounds_like(asked, held))
				return false;
		} else if (asked.len && !same(held_code, asked, held)) {
			return false;
		}
	}
	return true;
}

static bool add_parameter(const struct asking *asking, struct sim_record *parameters,
			  struct str code, struct str value)
{
	struct arena *arena = asking->source->arena;
	struct str last, given;

	if (str_eq(code, STR("ARN")) && str_starts(value, STR("A")))
		value = str_sub(value, 1, value.len - 1);
	if (!str_eq(code, STR("NAM")))
		return sim_record_set(arena, parameters, code, value);
	split_name(value, &last, &given);
	return sim_record_set(arena, parameters, STR("SUR"), last) &&
	       sim_record_set(arena, parameters, STR("GIV"), given);
}

static bool add_conditions(const struct asking *asking, const sim_compared_list *list,
			   struct buf *sql, struct sim_record *parameters)
{
	for (size_t i = 0; i < list->count; i++) {
		struct str value = asked_value(asking, list->items[i].asked);
		size_t at = condition(asking->collection->base, list->items[i].held);

		if (!value.len || at == CONDITIONS || remade(asking->collection, list->items[i].held))
			continue;
		buf_printf(sql, " AND %s", conditions[at].condition);
		if (!add_parameter(asking, parameters, list->items[i].held, value))
			return false;
	}
	return true;
}

/* The number of the row that is asked for, 0 when it is not asked for by number. */
static unsigned asked_number(struct asking *asking, bool *by_number)
{
	struct str asked = STR_NONE;
	const struct sim_field *field =
		sought_number(asking->collection, asking->look_up, &asked);
	unsigned number = field ? sim_pattern_number(field->text, asked_value(asking, asked)) : 0;

	*by_number = field != NULL;
	if (!asking->look_up->group.len)
		return number;
	asking->place = number % GROUP_STEP;
	return number / GROUP_STEP;
}

static int find_in_store(struct asking *asking, sim_rows *found)
{
	const struct sim_source *source = asking->source;
	enum sim_base base = asking->collection->base;
	struct sim_record parameters = { 0 };
	struct buf sql = { 0 };
	bool by_number, done = true;
	unsigned number = asked_number(asking, &by_number);

	if (by_number && !number)
		return 0;
	sim_base_select(base, &sql);
	if (by_number) {
		buf_printf(&sql, " AND %s = CAST(:ID AS INTEGER)", sim_base_number(base));
		done = sim_record_set(source->arena, &parameters, STR("ID"),
				      arena_number(source->arena, number));
	}
	done = done && add_conditions(asking, &asking->look_up->by, &sql, &parameters) &&
	       add_conditions(asking, &asking->look_up->with, &sql, &parameters);
	buf_printf(&sql, " ORDER BY %s LIMIT " MOST_LOOKED_AT, sim_base_number(base));
	sql.failed |= !done;
	return sim_base_run(source, &sql, &parameters, found);
}

static int find_own_rows(struct asking *asking, sim_rows *found)
{
	bool by_number;
	unsigned number = asked_number(asking, &by_number);
	unsigned last = by_number ? number : asking->collection->rows;

	if (by_number && (!number || number > asking->collection->rows))
		return 0;
	for (unsigned i = by_number ? number : 1; i <= last; i++) {
		struct sim_record *row = vec_add(asking->source->arena, found);

		if (!row || !sim_collection_own_row(asking->source, asking->collection, i, row))
			return NLETS_E_MEMORY;
	}
	return 0;
}

/* Whether the digits of the group's date lie within what the query wants. */
static bool in_window(const struct asking *asking, const struct sim_repeat *repeat,
		      const struct sim_record *item)
{
	struct str at = sim_record_get(item, repeat->at);
	struct str since = repeat->since.len ? asked_value(asking, repeat->since) : STR_NONE;
	struct str until = repeat->until.len ? asked_value(asking, repeat->until) : STR_NONE;
	struct str head;

	if (since.len) {
		head = str_sub(at, 0, at.len < since.len ? at.len : since.len);
		if (str_cmp(head, str_sub(since, 0, head.len)) < 0)
			return false;
	}
	if (!until.len)
		return true;
	head = str_sub(at, 0, at.len < until.len ? at.len : until.len);
	return str_cmp(head, str_sub(until, 0, head.len)) <= 0;
}

static unsigned most_wanted(const struct asking *asking, const struct sim_repeat *repeat)
{
	unsigned most = 0;

	if (repeat->limit.len && str_to_uint(asked_value(asking, repeat->limit), &most) && most)
		return most;
	return 9;
}

/* Keeps the items of that group that the query wants. Returns how many. */
static unsigned narrow(const struct asking *asking, const struct sim_repeat *repeat,
		       struct sim_record *made)
{
	bool sought = str_eq(asking->look_up->group, repeat->name);
	unsigned most = most_wanted(asking, repeat), place = 0, kept = 0;
	size_t to = 0;

	for (size_t i = 0; i < made->groups.count; i++) {
		struct sim_group *group = &made->groups.items[i];
		bool keep = !str_eq(group->name, repeat->name);

		if (!keep) {
			place++;
			keep = kept < most && (sought ? place == asking->place
						      : in_window(asking, repeat, &group->record));
			kept += keep;
		}
		if (keep)
			made->groups.items[to++] = *group;
	}
	made->groups.count = to;
	return kept;
}

/* The values of the item that was asked for stand with the row's own. */
static bool lift(const struct asking *asking, struct sim_record *made)
{
	for (size_t i = 0; i < made->groups.count; i++)
		if (str_eq(made->groups.items[i].name, asking->look_up->group))
			return sim_record_merge(asking->source->arena, made,
						&made->groups.items[i].record);
	return true;
}

static bool narrow_all(const struct asking *asking, struct sim_record *made)
{
	for (size_t i = 0; i < asking->collection->repeats.count; i++) {
		const struct sim_repeat *repeat = &asking->collection->repeats.items[i];
		bool sought = str_eq(asking->look_up->group, repeat->name);

		if (!narrow(asking, repeat, made) && (sought || repeat->at.len))
			return false;
	}
	return true;
}

static bool already(const sim_rows *rows, struct str id)
{
	for (size_t i = 0; i < rows->count; i++)
		if (str_eq(sim_record_get(&rows->items[i], STR("ID")), id))
			return true;
	return false;
}

/* The codes a row was found by, with blanks between. */
static struct str index_name(const struct asking *asking)
{
	struct buf name = { 0 };
	struct str made;

	for (size_t i = 0; i < asking->look_up->by.count; i++) {
		buf_add_text(&name, i ? " " : "");
		buf_add(&name, asking->look_up->by.items[i].asked);
	}
	made = arena_copy(asking->source->arena, buf_str(&name));
	buf_free(&name);
	return made;
}

static int take(const struct asking *asking, const struct sim_record *base, sim_rows *rows)
{
	struct arena *arena = asking->source->arena;
	struct str id = sim_record_get(base, STR("ID"));
	struct sim_record made = { 0 };
	struct sim_record *added;
	int error;

	if (!sim_collection_has(asking->source, asking->collection, base) || already(rows, id))
		return 0;
	error = sim_collection_make(asking->source, asking->collection, base, &made);
	if (error || !narrow_all(asking, &made))
		return error;
	if (!lift(asking, &made))
		return NLETS_E_MEMORY;
	if (!fits(asking, &asking->look_up->by, base, &made) ||
	    !fits(asking, &asking->look_up->with, base, &made))
		return 0;
	added = vec_add(arena, rows);
	if (!added)
		return NLETS_E_MEMORY;
	*added = made;
	return sim_record_set(arena, added, STR("ID"), id) &&
			       sim_record_set(arena, added, STR("IDX"), index_name(asking)) &&
			       sim_record_set(arena, added, STR("PID"),
					      sim_record_get(base, STR("PID")))
		       ? 0
		       : NLETS_E_MEMORY;
}

static int look_up(struct asking *asking, sim_rows *rows)
{
	sim_rows found = { 0 };
	int error = asking->collection->base == SIM_BASE_ROWS ? find_own_rows(asking, &found)
							      : find_in_store(asking, &found);

	for (size_t i = 0; !error && i < found.count && rows->count <= SIM_MOST_CANDIDATES; i++)
		error = take(asking, &found.items[i], rows);
	return error;
}

static bool is_asked(const struct asking *asking)
{
	for (size_t i = 0; i < asking->look_up->by.count; i++)
		if (!asked_value(asking, asking->look_up->by.items[i].asked).len)
			return false;
	return true;
}

int sim_collection_find(const struct sim_source *source, const struct sim_collection *collection,
			const struct nlets_message *query, sim_rows *rows)
{
	struct asking asking = { source, collection, NULL, query, 0 };
	int error = 0;

	for (size_t i = 0; !error && i < collection->look_ups.count; i++) {
		asking.look_up = &collection->look_ups.items[i];
		if (!is_asked(&asking))
			continue;
		error = look_up(&asking, rows);
		if (!collection->each)
			break;
	}
	return error;
}
