/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a holder knows of a subject, as codes and values with repeated groups:
 * what the store gives, what the rules take away from, what a layout writes. */
#ifndef SIM_RECORD_H
#define SIM_RECORD_H

#include "base/vec.h"

struct sim_value {
	struct str code;  /* "OLN" */
	struct str value; /* never empty: what is not held is left out */
};

struct sim_group;

struct sim_record {
	VEC(struct sim_value) values;
	VEC(struct sim_group) groups; /* in order; those of one name together or not */
};

struct sim_group {
	struct str name; /* "conviction", "arrest", "candidate" */
	struct sim_record record;
};

/* The value, or STR_NONE. */
struct str sim_record_get(const struct sim_record *record, struct str code);
/* Sets or replaces it; an empty value is left out. Code and value are borrowed.
 * Returns false when memory is out. */
bool sim_record_set(struct arena *arena, struct sim_record *record, struct str code,
		    struct str value);
/* Removes the value here and in all groups below. */
void sim_record_drop(struct sim_record *record, struct str code);
/* A new empty group at the end, or NULL when memory is out. The pointer holds
 * until the next group is added to the same record. */
struct sim_record *sim_record_add_group(struct arena *arena, struct sim_record *record,
					struct str name);
size_t sim_record_count(const struct sim_record *record, struct str group);
/* Sets in `to` every value and group of `from`. */
bool sim_record_merge(struct arena *arena, struct sim_record *to, const struct sim_record *from);

#endif
