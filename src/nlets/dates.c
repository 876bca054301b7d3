/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/dates.h"

static unsigned days_in(const struct nlets_date *date)
{
	static const unsigned char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	unsigned year = date->year;
	bool leap = year % 4 == 0 && (!date->century || year % 100 != 0 || year % 400 == 0);

	return date->month == 2 && leap ? 29 : days[date->month - 1];
}

static bool read_part(struct str value, size_t off, size_t len, unsigned *part)
{
	return str_to_uint(str_sub(value, off, len), part);
}

static bool read_parts(struct str value, struct nlets_date *date)
{
	date->century = value.len != 6;
	if (value.len == 6)
		return read_part(value, 0, 2, &date->month) && read_part(value, 2, 2, &date->day) &&
		       read_part(value, 4, 2, &date->year);
	if (value.len == 8)
		return read_part(value, 0, 4, &date->year) &&
		       read_part(value, 4, 2, &date->month) && read_part(value, 6, 2, &date->day);
	return value.len == 10 && value.ptr[4] == '-' && value.ptr[7] == '-' &&
	       read_part(value, 0, 4, &date->year) && read_part(value, 5, 2, &date->month) &&
	       read_part(value, 8, 2, &date->day);
}

enum nlets_date_result nlets_date_read(struct str value, struct nlets_date *date)
{
	*date = (struct nlets_date){ 0 };
	if (!read_parts(value, date)) {
		*date = (struct nlets_date){ 0 };
		return NLETS_DATE_SHAPE;
	}
	if (date->month == 0 || date->day == 0 || (date->century && date->year == 0))
		return NLETS_DATE_INCOMPLETE;
	if (date->month > 12 || date->day > days_in(date))
		return NLETS_DATE_IMPOSSIBLE;
	return NLETS_DATE_GOOD;
}

unsigned nlets_date_number(const struct nlets_date *date)
{
	return date->century ? date->year * 10000 + date->month * 100 + date->day : 0;
}

bool nlets_date_same(const struct nlets_date *a, const struct nlets_date *b)
{
	bool years = a->century && b->century ? a->year == b->year : a->year % 100 == b->year % 100;

	return years && a->month == b->month && a->day == b->day;
}
