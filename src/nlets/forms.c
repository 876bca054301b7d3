/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a value means in words, by its item. */
#include <config.h>

#include "nlets/definitions.h"

#include "base/i18n.h"

/* The value without control characters and blanks at its ends. */
static struct str clean(struct str value, struct arena *arena)
{
	char *out = arena_alloc(arena, value.len + 1);
	size_t len = 0;

	if (!out)
		return STR_NONE;
	for (size_t i = 0; i < value.len; i++)
		if (!char_is_control(value.ptr[i]))
			out[len++] = value.ptr[i];
	return str_trim((struct str){ out, len });
}

static struct str code_label(struct nlets_definitions *definitions, struct str table_name,
			     struct str value)
{
	const struct nlets_table *table = nlets_table(definitions, table_name);
	const struct nlets_code *code = table ? nlets_table_find(table, value) : NULL;

	return code ? code->label : STR_NONE;
}

/* "BLU/WHI" as "blue, white"; nothing when a part is unknown. */
static struct str composite_label(struct nlets_definitions *definitions, struct str table,
				  struct str value, struct arena *arena)
{
	struct str all = STR_NONE, part;

	while (str_split(&value, '/', &part)) {
		struct str label = code_label(definitions, table, part);

		if (!label.len)
			return STR_NONE;
		all = all.ptr ? arena_printf(arena, "%.*s, %.*s", STR_ARGS(all), STR_ARGS(label))
			      : label;
		if (!all.ptr)
			return STR_NONE;
	}
	return all;
}

static struct str table_meaning(struct nlets_definitions *definitions, struct str table,
				struct str value, struct arena *arena)
{
	struct str label = code_label(definitions, table, value);

	if (!label.ptr && str_find_char(value, '/') < value.len)
		label = composite_label(definitions, table, value, arena);
	return label;
}

static bool all_digits(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!char_is_digit(s.ptr[i]))
			return false;
	return s.len > 0;
}

/* The century of a two-digit year; see nlets_meaning(). */
static const char *century(enum nlets_data_class data_class, struct str year)
{
	const char *first = data_class == NLETS_DATA_BIRTH ? "30" : "70";

	return memcmp(year.ptr, first, 2) < 0 ? "20" : "19";
}

static struct str date_meaning(const struct nlets_item *item, struct str value, struct arena *arena)
{
	bool full = value.len == 8;
	struct str year = STR_NONE, month, day;
	unsigned m = 0, d = 0;

	if (!all_digits(value) || (value.len != 6 && !full))
		return STR_NONE;
	year = full ? str_sub(value, 0, 4) : str_sub(value, 4, 2);
	month = str_sub(value, full ? 4 : 0, 2);
	day = str_sub(value, full ? 6 : 2, 2);
	if (!str_to_uint(month, &m) || !str_to_uint(day, &d) || m < 1 || m > 12 || d < 1 || d > 31)
		return STR_NONE;
	return arena_printf(arena, "%s%.*s-%.*s-%.*s", full ? "" : century(item->data_class, year),
			    STR_ARGS(year), STR_ARGS(month), STR_ARGS(day));
}

static struct str height_meaning(struct str value, struct arena *arena)
{
	unsigned inches;

	if (value.len != 3 || !all_digits(value) || !str_to_uint(str_sub(value, 1, 2), &inches) ||
	    inches > 11)
		return STR_NONE;
	return arena_printf(arena, "%c'%u\"", value.ptr[0], inches);
}

static struct str flag_meaning(struct str value)
{
	if (str_eq(value, STR("Y")))
		return str_from(N_("yes"));
	if (str_eq(value, STR("N")))
		return str_from(N_("no"));
	return STR_NONE;
}

struct str nlets_meaning(struct nlets_definitions *definitions, const struct nlets_item *item,
			 struct str value, struct arena *arena)
{
	struct str meaning = STR_NONE;

	value = clean(value, arena);
	if (!value.len)
		return STR_NONE;
	if (item->table.len)
		meaning = table_meaning(definitions, item->table, value, arena);
	else if (item->prefix_table.len && value.len >= 2)
		meaning = code_label(definitions, item->prefix_table, str_sub(value, 0, 2));
	if (meaning.ptr)
		return meaning;
	switch (item->kind) {
	case NLETS_ITEM_DATE:
		return date_meaning(item, value, arena);
	case NLETS_ITEM_HEIGHT:
		return height_meaning(value, arena);
	case NLETS_ITEM_FLAG:
		return flag_meaning(value);
	default:
		return STR_NONE;
	}
}
