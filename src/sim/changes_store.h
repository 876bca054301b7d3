/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What messages changed in the simulated network and the next run must still see:
 * help files (AM to ssfffUPDT, APND, CNCL) and directory records (TA, TU, TD). A
 * small SQLite file of its own, so that neither the population nor the journal is
 * written for it. The definitions are what it starts from; only changes stand
 * here. */
#ifndef SIM_CHANGES_STORE_H
#define SIM_CHANGES_STORE_H

#include "base/arena.h"
#include "nlets/error.h"

struct sim_changes; /* opaque */

/* Opens the file; when missing it is made by the first change, readable by its
 * owner only; path NULL: in memory. Returns 0, NLETS_E_MEMORY or NLETS_E_STORE, with *changes NULL. */
int sim_changes_open(const char *path, struct sim_changes **changes);
void sim_changes_close(struct sim_changes **changes);

enum sim_help_state {
	SIM_HELP_UNCHANGED, /* as the definitions have it */
	SIM_HELP_WRITTEN,
	SIM_HELP_CLEARED,
};

/* The file of that name, five characters (AZLIC); *text is allocated in arena.
 * Returns 0, NLETS_E_MEMORY or NLETS_E_STORE, as the others do. */
int sim_changes_help(struct sim_changes *changes, struct str file, struct arena *arena,
		     enum sim_help_state *state, struct str *text);
int sim_changes_write_help(struct sim_changes *changes, struct str file, struct str text);
int sim_changes_clear_help(struct sim_changes *changes, struct str file);

/* A directory record as changed; the texts hold during the call of sim_take_agency. */
struct sim_agency_record {
	struct str ori;
	struct str location; /* LOC */
	struct str type;     /* TYP */
	bool added;          /* by TA; otherwise a record of the definitions was updated */
};

/* Returns true when memory is left. */
typedef bool sim_take_agency(void *context, const struct sim_agency_record *record);

/* All records, in order of their ORIs. */
int sim_changes_agencies(struct sim_changes *changes, sim_take_agency *take, void *context);
int sim_changes_put_agency(struct sim_changes *changes, const struct sim_agency_record *record);
int sim_changes_drop_agency(struct sim_changes *changes, struct str ori);
/* How many were added. */
int sim_changes_count_added(struct sim_changes *changes, unsigned *count);

#endif
