/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/time_text.h"

#include <time.h>

/* Takes exactly `count` digits from the front of *rest. */
static bool take_number(struct str *rest, size_t count, unsigned *value)
{
	if (rest->len < count || !str_to_uint(str_sub(*rest, 0, count), value))
		return false;
	*rest = str_sub(*rest, count, rest->len - count);
	return true;
}

static bool take_char(struct str *rest, char c)
{
	if (rest->len == 0 || rest->ptr[0] != c)
		return false;
	*rest = str_sub(*rest, 1, rest->len - 1);
	return true;
}

static unsigned days_in(unsigned year, unsigned month)
{
	static const unsigned char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

static bool take_date(struct str *rest, unsigned *year, unsigned *month, unsigned *day)
{
	bool dashes;

	if (!take_number(rest, 4, year))
		return false;
	dashes = take_char(rest, '-');
	if (!take_number(rest, 2, month) || (dashes && !take_char(rest, '-')) ||
	    !take_number(rest, 2, day))
		return false;
	return *year >= 1 && *month >= 1 && *month <= 12 && *day >= 1 && *day <= days_in(*year, *month);
}

bool app_date_read(struct str text, unsigned *date)
{
	unsigned year, month, day;

	if (!take_date(&text, &year, &month, &day) || text.len)
		return false;
	*date = year * 10000 + month * 100 + day;
	return true;
}

/* Days since 1970-01-01 (Hinnant's days_from_civil: years begin in March). */
static int64_t days_since_1970(unsigned year, unsigned month, unsigned day)
{
	int64_t y = (int64_t)year - (month <= 2);
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t of_era = y - era * 400;
	int64_t of_year = (153 * ((int64_t)month + (month > 2 ? -3 : 9)) + 2) / 5 + (int64_t)day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/* "Z" or an offset; a time without either is taken as UTC. */
static bool take_zone(struct str *rest, int64_t *seconds)
{
	unsigned hours = 0, minutes = 0;
	bool west;

	*seconds = 0;
	if (rest->len == 0 || take_char(rest, 'Z') || take_char(rest, 'z'))
		return true;
	west = take_char(rest, '-');
	if ((!west && !take_char(rest, '+')) || !take_number(rest, 2, &hours))
		return false;
	take_char(rest, ':');
	if (!take_number(rest, 2, &minutes) || hours > 23 || minutes > 59)
		return false;
	*seconds = ((int64_t)hours * 60 + minutes) * (west ? -60 : 60);
	return true;
}

static bool take_clock(struct str *rest, int64_t *seconds)
{
	unsigned hours, minutes, whole = 0;

	if (!take_number(rest, 2, &hours) || !take_char(rest, ':') || !take_number(rest, 2, &minutes))
		return false;
	if (take_char(rest, ':') && !take_number(rest, 2, &whole))
		return false;
	*seconds = ((int64_t)hours * 60 + minutes) * 60 + whole;
	return hours < 24 && minutes < 60 && whole <= 60;
}

bool app_time_read(struct str text, int64_t *time)
{
	unsigned year, month, day;
	int64_t clock = 0, zone = 0;

	if (!take_date(&text, &year, &month, &day))
		return false;
	if (text.len) {
		if (!take_char(&text, 'T') && !take_char(&text, 't') && !take_char(&text, ' '))
			return false;
		if (!take_clock(&text, &clock) || !take_zone(&text, &zone) || text.len)
			return false;
	}
	*time = days_since_1970(year, month, day) * 86400 + clock - zone;
	return true;
}

struct str app_date_text(unsigned date, struct arena *arena)
{
	if (date == 0)
		return STR("");
	return arena_printf(arena, "%04u-%02u-%02u", date / 10000, date / 100 % 100, date % 100);
}

static struct tm broken_down(int64_t seconds, bool utc)
{
	time_t time = (time_t)seconds;
	struct tm parts = { 0 };

	if (utc)
		gmtime_r(&time, &parts);
	else
		localtime_r(&time, &parts);
	return parts;
}

struct str app_time_text(int64_t time, bool utc, struct arena *arena)
{
	struct tm parts = broken_down(time, utc);
	long minutes = utc ? 0 : parts.tm_gmtoff / 60;
	long size = minutes < 0 ? -minutes : minutes;
	struct str text = arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02d", parts.tm_year + 1900,
				       parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min,
				       parts.tm_sec);

	if (utc)
		return arena_printf(arena, "%.*sZ", STR_ARGS(text));
	return arena_printf(arena, "%.*s%c%02ld:%02ld", STR_ARGS(text), minutes < 0 ? '-' : '+',
			    size / 60, size % 60);
}

unsigned app_day_of(int64_t time, bool utc)
{
	struct tm parts = broken_down(time, utc);

	return (unsigned)((parts.tm_year + 1900) * 10000 + (parts.tm_mon + 1) * 100 + parts.tm_mday);
}
