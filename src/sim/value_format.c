/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "sim/value_format.h"

static const char *const months[] = { "JANUARY",   "FEBRUARY", "MARCH",    "APRIL",
				      "MAY",       "JUNE",     "JULY",     "AUGUST",
				      "SEPTEMBER", "OCTOBER",  "NOVEMBER", "DECEMBER" };

static bool all_digits(struct str value, size_t len)
{
	if (value.len != len)
		return false;
	for (size_t i = 0; i < len; i++)
		if (!char_is_digit(value.ptr[i]))
			return false;
	return true;
}

/* A date of eight digits written by a picture in which y, m and d stand for its
 * digits in order and other characters for themselves. */
static bool date_like(struct str value, const char *picture, struct buf *out)
{
	size_t year = strstr(picture, "yyyy") ? 0 : 2, month = 4, day = 6;

	if (!all_digits(value, 8))
		return false;
	for (; *picture; picture++) {
		size_t *digit = *picture == 'y'   ? &year
				: *picture == 'm' ? &month
				: *picture == 'd' ? &day
						  : NULL;

		buf_add_char(out, digit ? value.ptr[(*digit)++] : *picture);
	}
	return true;
}

static bool date_long(struct str value, struct buf *out)
{
	unsigned month = 0, day = 0;

	if (!all_digits(value, 8) || !str_to_uint(str_sub(value, 4, 2), &month) ||
	    !str_to_uint(str_sub(value, 6, 2), &day) || month < 1 || month > 12)
		return false;
	buf_printf(out, "%s %u, %.4s", months[month - 1], day, value.ptr);
	return true;
}

struct name_parts {
	struct str sur, given, rest;
};

static struct name_parts split_name(struct str value)
{
	struct name_parts parts = { 0 };
	size_t comma = str_find_char(value, ',');
	struct str fore = comma < value.len
				  ? str_trim(str_sub(value, comma + 1, value.len - comma - 1))
				  : STR_NONE;
	size_t blank = fore.ptr ? str_find_char(fore, ' ') : 0;

	parts.sur = str_sub(value, 0, comma);
	parts.given = (struct str){ fore.ptr, blank };
	if (blank < fore.len)
		parts.rest = str_trim(str_sub(fore, blank, fore.len - blank));
	return parts;
}

static bool name_like(struct str value, struct str format, struct buf *out)
{
	struct name_parts name = split_name(value);

	if (!name.given.len)
		return false;
	if (str_eq(format, STR("sur"))) {
		buf_add(out, name.sur);
	} else if (str_eq(format, STR("given"))) {
		buf_add(out, name.given);
	} else if (str_eq(format, STR("middle"))) {
		buf_add(out, name.rest);
	} else {
		bool natural = str_eq(format, STR("natural"));

		buf_add(out, natural ? name.given : name.sur);
		buf_add_text(out, natural ? " " : ", ");
		buf_add(out, natural ? name.rest : name.given);
		buf_add_text(out, name.rest.len ? " " : "");
		buf_add(out, natural ? name.sur : name.rest);
	}
	return true;
}

static bool height_like(struct str value, bool inches, struct buf *out)
{
	unsigned feet = 0, rest = 0;

	if (!all_digits(value, 3) || !str_to_uint(str_sub(value, 0, 1), &feet) ||
	    !str_to_uint(str_sub(value, 1, 2), &rest))
		return false;
	if (inches)
		buf_printf(out, "%u", feet * 12 + rest);
	else
		buf_printf(out, "%u'%02u\"", feet, rest);
	return true;
}

static bool ssn_like(struct str value, struct buf *out)
{
	if (!all_digits(value, 9))
		return false;
	buf_printf(out, "%.3s-%.2s-%.4s", value.ptr, value.ptr + 3, value.ptr + 5);
	return true;
}

static void add_upper(struct str text, struct buf *out)
{
	for (size_t i = 0; i < text.len; i++)
		buf_add_char(out, char_to_upper(text.ptr[i]));
}

/* What a label explains in brackets is for people, not for a record. */
static bool word_like(struct nlets_definitions *definitions, struct str code, struct str value,
		      struct buf *out)
{
	const struct nlets_table *table = definitions ? nlets_table(definitions, code) : NULL;
	const struct nlets_code *entry = table ? nlets_table_find(table, value) : NULL;

	if (!entry)
		return false;
	add_upper((struct str){ entry->label.ptr, str_find(entry->label, STR(" (")) }, out);
	return true;
}

static const struct {
	const char *format, *picture;
} pictures[] = {
	{ "mdy", "mm/dd/yyyy" }, { "mdy2", "mm/dd/yy" },  { "dash", "mm-dd-yyyy" },
	{ "mmddyy", "mmddyy" },  { "iso", "yyyy-mm-dd" }, { "yyyy", "yyyy" },
};

static bool picture_like(struct str format, struct str value, struct buf *out)
{
	for (size_t i = 0; i < sizeof(pictures) / sizeof(*pictures); i++)
		if (str_eq(format, str_from(pictures[i].format)))
			return date_like(value, pictures[i].picture, out);
	return false;
}

static const char *const name_formats[] = { "comma", "natural", "sur", "given", "middle" };

static bool is_name_format(struct str format)
{
	for (size_t i = 0; i < sizeof(name_formats) / sizeof(*name_formats); i++)
		if (str_eq(format, str_from(name_formats[i])))
			return true;
	return false;
}

static bool formatted(struct nlets_definitions *definitions, struct str code, struct str format,
		      struct str value, struct buf *out)
{
	if (!format.len)
		return false;
	if (is_name_format(format))
		return name_like(value, format, out);
	if (str_eq(format, STR("long")))
		return date_long(value, out);
	if (str_eq(format, STR("feet")) || str_eq(format, STR("inches")))
		return height_like(value, format.ptr[0] == 'i', out);
	if (str_eq(format, STR("ssn")))
		return ssn_like(value, out);
	if (str_eq(format, STR("upper"))) {
		add_upper(value, out);
		return true;
	}
	if (str_eq(format, STR("word")))
		return word_like(definitions, code, value, out);
	return picture_like(format, value, out);
}

void sim_value_format(struct nlets_definitions *definitions, struct str code, struct str format,
		      struct str value, struct buf *out)
{
	if (!value.len || !formatted(definitions, code, format, value, out))
		buf_add(out, value);
}

bool sim_value_format_known(struct str format)
{
	static const char *const others[] = {
		"", "long", "feet", "inches", "ssn", "upper", "word"
	};

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (str_eq(format, str_from(others[i])))
			return true;
	for (size_t i = 0; i < sizeof(pictures) / sizeof(*pictures); i++)
		if (str_eq(format, str_from(pictures[i].format)))
			return true;
	return is_name_format(format);
}
