/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a search of the message log asks for (RAND, message-structure.md section 8):
 * which messages fit. Pure: no journal, no clock. */
#ifndef SIM_LOG_SEARCH_H
#define SIM_LOG_SEARCH_H

#include "base/str.h"

#include <stdint.h>

/* A message as it left the switch. */
struct sim_logged {
	struct str key, from, to; /* member codes or ORIs */
	struct str bytes;
};

/* Empty parts do not count. */
struct sim_criteria {
	struct str source, destination; /* member code or ORI (SRC, DST) */
	struct str find;                /* text; what is no letter or digit is ignored (FND) */
	struct str also, either;        /* AND, ORR */
	struct str name;                /* parts of a name in any order (NAM) */
};

bool sim_log_fits(const struct sim_criteria *criteria, const struct sim_logged *logged);

/* The sender that the message itself names, or "". */
struct str sim_log_sender(struct str bytes);
/* Text behind the header; all of an XML message. */
struct str sim_log_body(struct str bytes);

/* A time of the log, ccyymmdd or ccyymmdd@hhmm in Mountain Standard Time (UTC-7, the
 * whole year; RA-W), as milliseconds since 1970: its first, or with `end` its last.
 * False when it is none. */
bool sim_log_time(struct str text, bool end, int64_t *time_ms);

enum { SIM_LOG_ZONE_S = -7 * 3600 };

#endif
