/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An invented message log of any size, written as it is made: queries of many agencies,
 * the copies that the switch delivers, and what comes back. The same seed, period, rules and number give
 * the same bytes on every machine. */
#ifndef APP_TRAFFIC_H
#define APP_TRAFFIC_H

#include "app/audit_counts.h"
#include "base/buf.h"

/* Takes the next bytes. A value other than 0 ends the making and is returned. */
typedef int app_traffic_take(void *context, struct str bytes);

enum { APP_TRAFFIC_MOST = 1000000000 };

struct app_traffic {
	struct app_session *session;
	uint64_t messages; /* how many the log has, exactly */
	uint64_t seed;
	int64_t since, until; /* seconds since 1970; clock lines lie between, and a minute behind */
	app_traffic_take *take;
	void *context;
};

/* Writes the log; *truth (made by the caller) gets what it holds. Returns 0, NLETS_E_MEMORY,
 * NLETS_E_DEFINITION (with *why), NLETS_E_ARGUMENT when until is not after since or
 * there are more than APP_TRAFFIC_MOST messages, or what take returned. */
int app_traffic_write(const struct app_traffic *traffic, struct app_audit_counts *truth,
		      struct str *why);

#endif
