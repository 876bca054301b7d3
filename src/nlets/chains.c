/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chains applied to an answer. */
#include <config.h>

#include "nlets/chains.h"

#include "nlets/tables.h"

enum { LONGEST = 80 };

/* One chain at one part of an answer. */
struct stepping {
	const struct nlets_chain *chain;
	struct nlets_definitions *definitions;
	const struct nlets_message *answer;
	const struct nlets_form *query, *form; /* form: of the answer */
	struct span part;
	struct str holder;
	struct arena *arena;
};

const struct nlets_chain *nlets_chain(const struct nlets_chains *chains, struct str id)
{
	for (size_t i = 0; i < chains->items.count; i++)
		if (str_eq(chains->items.items[i].id, id))
			return &chains->items.items[i];
	return NULL;
}

static bool lists(const nlets_str_list *list, struct str word)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_eq(list->items[i], word))
			return true;
	return false;
}

/* Bytes of an answer are hostile: what is no plain text is not carried on. */
static bool is_plain(struct str value)
{
	for (size_t i = 0; i < value.len; i++)
		if (char_is_control(value.ptr[i]) || (unsigned char)value.ptr[i] >= 0x80)
			return false;
	return value.len > 0 && value.len <= LONGEST;
}

/* ---- conversions; each gives STR_NONE for what it cannot convert ---- */

static struct str as_name(const struct stepping *stepping, struct str value, bool *guessed)
{
	size_t comma = str_find_char(value, ','), last = value.len;

	if (comma < value.len)
		return arena_printf(stepping->arena, "%.*s,%.*s", STR_ARGS(str_trim(str_sub(value, 0, comma))),
				    STR_ARGS(str_trim(str_sub(value, comma + 1, value.len - comma - 1))));
	while (last > 0 && value.ptr[last - 1] != ' ')
		last--;
	if (!last)
		return STR_NONE;
	*guessed = true;
	return arena_printf(stepping->arena, "%.*s,%.*s", STR_ARGS(str_sub(value, last, value.len - last)),
			    STR_ARGS(str_trim(str_sub(value, 0, last))));
}

/* 1 to 12 for a month's name or its first three letters; else 0. */
static unsigned month_of(struct str word)
{
	static const char names[] = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
	size_t at = word.len < 3 ? sizeof(names) : str_find_nocase(STR(names), str_sub(word, 0, 3));

	return at < sizeof(names) - 1 && at % 3 == 0 ? (unsigned)at / 3 + 1 : 0;
}

/* The value's runs of letters and digits; how many there are. */
static size_t words_of(struct str value, struct str words[3])
{
	size_t count = 0;

	for (size_t at = 0; at < value.len;) {
		size_t end = at;

		while (end < value.len && (char_is_upper_alnum(char_to_upper(value.ptr[end]))))
			end++;
		if (end > at && count++ < 3)
			words[count - 1] = str_sub(value, at, end - at);
		at = end > at ? end : at + 1;
	}
	return count;
}

/* Holders write dates in many ways: month before day where both are numbers, as is
 * usual in the United States. */
static bool read_day(struct str value, unsigned parts[3], bool *short_year)
{
	struct str words[3];
	bool year_first;

	if (words_of(value, words) != 3)
		return false;
	year_first = words[0].len == 4 && str_to_uint(words[0], &parts[0]);
	if (year_first)
		return str_to_uint(words[1], &parts[1]) && str_to_uint(words[2], &parts[2]);
	*short_year = words[2].len == 2;
	if ((words[2].len != 4 && !*short_year) || !str_to_uint(words[2], &parts[0]))
		return false;
	parts[1] = month_of(words[0]);
	if (parts[1])
		return str_to_uint(words[1], &parts[2]);
	parts[1] = month_of(words[1]);
	if (parts[1])
		return str_to_uint(words[0], &parts[2]);
	return str_to_uint(words[0], &parts[1]) && str_to_uint(words[1], &parts[2]);
}

/* What the answer's own form makes of six or eight digits, ccyymmdd; or STR_NONE. */
static struct str as_plain_date(const struct stepping *stepping, struct str code, struct str value)
{
	const struct nlets_item *item = stepping->form ? nlets_form_item(stepping->form, code) : NULL;
	struct str day = item ? nlets_meaning(stepping->definitions, item, value, stepping->arena)
			      : STR_NONE;

	if (!day.ptr || !nlets_pattern_matches(STR("####-##-##"), day))
		return STR_NONE;
	return arena_printf(stepping->arena, "%.*s%.*s%.*s", STR_ARGS(str_sub(day, 0, 4)),
			    STR_ARGS(str_sub(day, 5, 2)), STR_ARGS(str_sub(day, 8, 2)));
}

static struct str as_date(const struct stepping *stepping, const struct nlets_field *field,
			  struct str value)
{
	struct str plain = as_plain_date(stepping, field->code, value);
	unsigned parts[3] = { 0 };
	bool short_year = false;

	if (plain.ptr || !read_day(value, parts, &short_year))
		return plain;
	value = short_year ? arena_printf(stepping->arena, "%02u%02u%02u", parts[1], parts[2], parts[0])
			   : arena_printf(stepping->arena, "%04u%02u%02u", parts[0], parts[1], parts[2]);
	return as_plain_date(stepping, field->code, value);
}

static struct str as_code(const struct stepping *stepping, struct str item_code, struct str value)
{
	const struct nlets_item *item = nlets_form_item(stepping->query, item_code);
	const struct nlets_table *table =
		item && item->table.len ? nlets_table(stepping->definitions, item->table) : NULL;
	const struct nlets_code *code = table ? nlets_table_find(table, value) : NULL;

	for (size_t i = 0; table && !code && i < table->codes.count; i++)
		if (str_eq_nocase(table->codes.items[i].label, value))
			code = &table->codes.items[i];
	return code ? code->value : STR_NONE;
}

static struct str convert(const struct stepping *stepping, const struct nlets_chain_take *take,
			  const struct nlets_field *field, bool *guessed)
{
	struct str value = str_trim(field->value);

	*guessed = field->guessed;
	if (!is_plain(value))
		return STR_NONE;
	switch (take->as) {
	case NLETS_AS_NAME:
		return as_name(stepping, value, guessed);
	case NLETS_AS_DATE:
		return as_date(stepping, field, value);
	case NLETS_AS_CODE:
		return as_code(stepping, take->item, value);
	default:
		return value;
	}
}

/* ---- candidates ---- */

static bool inside(const struct stepping *stepping, size_t field)
{
	size_t at = stepping->answer->fields.items[field].span.off;

	return !stepping->part.len || (at >= stepping->part.off && at < span_end(stepping->part));
}

/* The code by which candidates are told apart: the first of the leading take's that
 * the part has; "" for none. */
static struct str lead_of(const struct stepping *stepping)
{
	const nlets_str_list *from = &stepping->chain->takes.items[0].from;

	for (size_t c = 0; c < from->count; c++)
		for (size_t i = 0; i < stepping->answer->fields.count; i++)
			if (inside(stepping, i) &&
			    str_eq(stepping->answer->fields.items[i].code, from->items[c]))
				return from->items[c];
	return STR("");
}

/* Where candidate `nth` begins in the fields; their count when there is none. */
static size_t start_of(const struct stepping *stepping, struct str lead, size_t nth)
{
	size_t i = 0;

	for (; i < stepping->answer->fields.count; i++)
		if (inside(stepping, i) && str_eq(stepping->answer->fields.items[i].code, lead) &&
		    nth-- == 0)
			break;
	return i;
}

static const struct nlets_field *find_between(const struct stepping *stepping, struct str code,
					      size_t from, size_t until)
{
	for (size_t i = from; i < until; i++)
		if (inside(stepping, i) && str_eq(stepping->answer->fields.items[i].code, code) &&
		    stepping->answer->fields.items[i].value.len)
			return &stepping->answer->fields.items[i];
	return NULL;
}

/* The candidate's own, or what stands before the first of them. */
static const struct nlets_field *find_field(const struct stepping *stepping, struct str code,
					    struct str lead, size_t candidate)
{
	size_t from = start_of(stepping, lead, candidate);
	size_t until = start_of(stepping, lead, candidate + 1);
	const struct nlets_field *field = find_between(stepping, code, from, until);

	return field ? field : find_between(stepping, code, 0, start_of(stepping, lead, 0));
}

/* ---- a step ---- */

/* Whether a needed value could be had. */
static bool take_value(const struct stepping *stepping, const struct nlets_chain_take *take,
		       struct str lead, struct nlets_step *step)
{
	for (size_t i = 0; i < take->from.count; i++) {
		const struct nlets_field *field =
			find_field(stepping, take->from.items[i], lead, step->candidate);
		struct nlets_step_value *value;
		bool guessed = false;
		struct str text = field ? convert(stepping, take, field, &guessed) : STR_NONE;

		if (!text.ptr)
			continue;
		value = vec_add(stepping->arena, &step->values);
		if (value)
			*value = (struct nlets_step_value){ take->item,
							    arena_copy(stepping->arena, text),
							    arena_copy(stepping->arena, field->code),
							    field->value_span, guessed };
		return value && value->value.ptr && value->from.ptr;
	}
	return !take->needed;
}

static bool has_value(const struct nlets_step *step, struct str item)
{
	for (size_t i = 0; i < step->values.count; i++)
		if (str_eq(step->values.items[i].item, item))
			return true;
	return false;
}

static struct str destination_of(const struct stepping *stepping, struct str lead, size_t candidate)
{
	const nlets_str_list *items = &stepping->chain->to_items;

	for (size_t i = 0; i < items->count; i++) {
		const struct nlets_field *field = find_field(stepping, items->items[i], lead, candidate);
		struct str code = field ? str_sub(str_trim(field->value), 0, 2) : STR("");

		if (field && str_trim(field->value).len >= 2 && nlets_member(stepping->definitions, code))
			return arena_copy(stepping->arena, code);
	}
	return str_eq(stepping->chain->to, STR("holder")) ? stepping->holder : stepping->chain->to;
}

static int add_step(const struct stepping *stepping, struct str lead, size_t candidate,
		    size_t candidates, struct nlets_steps *steps)
{
	const struct nlets_chain *chain = stepping->chain;
	struct nlets_step step = { .chain = chain, .candidate = candidate, .candidates = candidates };
	struct nlets_step *added;

	for (size_t i = 0; i < chain->takes.count; i++)
		if (!take_value(stepping, &chain->takes.items[i], lead, &step))
			return 0;
	step.to = destination_of(stepping, lead, candidate);
	for (size_t i = 0; i < chain->fill.count; i++) {
		struct str *missing;

		if (has_value(&step, chain->fill.items[i]))
			continue;
		missing = vec_add(stepping->arena, &step.missing);
		if (!missing)
			return NLETS_E_MEMORY;
		*missing = chain->fill.items[i];
	}
	added = vec_add(stepping->arena, &steps->items);
	if (!added)
		return NLETS_E_MEMORY;
	*added = step;
	return 0;
}

int nlets_chain_steps(const struct nlets_chain *chain, struct nlets_definitions *definitions,
		      const struct nlets_message *answer, struct span part, struct str holder,
		      struct arena *arena, struct nlets_steps *steps)
{
	struct stepping stepping = { .chain = chain,
				     .definitions = definitions,
				     .answer = answer,
				     .query = nlets_form(definitions, chain->then),
				     .part = part,
				     .holder = holder,
				     .arena = arena };
	size_t candidates = 0;
	struct str lead;
	int error = 0;

	if (!stepping.query || !chain->takes.count || !lists(&chain->after, answer->key.text))
		return 0;
	stepping.form = nlets_form(definitions, answer->key.text);
	lead = lead_of(&stepping);
	while (lead.len && start_of(&stepping, lead, candidates) < answer->fields.count)
		candidates++;
	for (size_t i = 0; !error && i < candidates; i++)
		error = add_step(&stepping, lead, i, candidates, steps);
	return error;
}
