/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates and times as text, without any locale. */
#ifndef APP_TIME_TEXT_H
#define APP_TIME_TEXT_H

#include "base/arena.h"

#include <stdint.h>

/* ccyy-mm-dd or ccyymmdd to ccyymmdd; false when it is no date of the calendar. */
bool app_date_read(struct str text, unsigned *date);
/* RFC 3339 ("2026-01-15T08:00:00Z", with offset, or the date alone: midnight UTC). */
bool app_time_read(struct str text, int64_t *time);
/* "2026-01-15"; empty for 0. */
struct str app_date_text(unsigned date, struct arena *arena);
/* RFC 3339 with zone, in UTC or local time. */
struct str app_time_text(int64_t time, bool utc, struct arena *arena);
/* The day on which the time falls, ccyymmdd, in UTC or local time. */
unsigned app_day_of(int64_t time, bool utc);

#endif
