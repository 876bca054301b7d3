/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The invented directory (policies/directory.xml, schema
 * policies/schema/directory.rng) and the switch's own texts: which ORIs exist in
 * the simulation, what the regions hold, how it words its status messages. */
#ifndef SIM_DIRECTORY_H
#define SIM_DIRECTORY_H

#include "base/hash.h"
#include "nlets/policy.h"
#include "sim/holders.h"

struct sim_entry {
	struct str ori;
	struct str label;
	struct str location; /* city or county [invented]; or "" */
	struct str type;     /* PD, SO ...: forms/tables/TYP.xml; or "" */
	bool added;          /* by a message (TA) */
};

/* What the directory says of an ORI, or of all that end in those digits. */
struct sim_trait {
	struct str ori, digits; /* one of them */
	struct str location, type;
};

struct sim_region {
	struct str code;
	sim_words members; /* member codes */
	bool invented;     /* no public page lists its members */
};

/* A key that changes on its way to a region; source ids. */
struct sim_regional {
	struct str key, response;             /* "DQ", "DR" */
	struct str group;                     /* "DQG" */
	struct str group_response;            /* "DRG", or "": members never see the group key */
	struct str sources;
};

/* A two-character code that has no simulated holder, and why it is known. */
struct sim_line {
	struct str code;
	struct str label;
};

/* Text of a status message, as published. */
struct sim_status {
	struct str number; /* "01" */
	struct str text;
};

/* A sample message; slots {DAY} (of the rules) and {NUMBER} (two digits of the seed). */
struct sim_own_sample {
	struct str key, from, to, body;
	bool fixed; /* it goes there only */
};

/* What the switch puts before the text of a key. */
struct sim_caveat {
	struct str key, text;
	enum nlets_backing backing;
};

/* A help file: what ssfffHELP answers; slots {STATE} {NAME}. [invented] texts. */
struct sim_help {
	struct str file; /* "LIC"; or a whole name such as "NLNOQHELP" */
	struct str text;
};

struct sim_directory {
	VEC(struct sim_entry) entries;
	struct hash by_ori; /* place among the entries, from 1 */
	VEC(struct sim_trait) traits;
	VEC(struct sim_entry) real; /* printed on public pages: recognised, never sent */
	VEC(struct sim_region) regions;
	VEC(struct sim_regional) regionals;
	VEC(struct sim_line) lines;
	VEC(struct sim_status) statuses;
	VEC(struct sim_help) helps;
	VEC(struct sim_own_sample) samples;
	VEC(struct sim_caveat) caveats;
	sim_words unlogged; /* keys whose text the message log does not keep */
	struct str generic; /* [invented] beginning of an answer to an LQ */
	struct str control;  /* digits of each member's control terminal */
	struct str lesc;     /* ORI of the simulated LESC */
};

/* Reads the file and adds one entry for each office and desk of each holder.
 * NULL when it is broken. */
struct sim_directory *sim_directory_read(const struct sim_reader *reader,
					 const struct sim_holders *holders);
/* Adds the training ORIs of the agencies. Returns false when memory is out. */
bool sim_directory_add_agencies(struct arena *arena, struct sim_directory *directory,
				struct nlets_policies *policies);

/* Puts locations and types to the entries that have none; after all were added. */
void sim_directory_describe(struct sim_directory *directory, const struct sim_holders *holders);
/* A change by a message: a new entry, or another location and type of an old one;
 * the texts are copied. Returns false when memory is out. */
struct sim_agency_record;
bool sim_directory_change(struct arena *arena, struct sim_directory *directory,
			  const struct sim_agency_record *record);
void sim_directory_drop(struct sim_directory *directory, struct str ori);
struct sim_entry *sim_directory_find(struct sim_directory *directory, struct str ori);
/* The entry, or NULL. */
const struct sim_entry *sim_directory_entry(const struct sim_directory *directory, struct str ori);
const struct sim_entry *sim_directory_real(const struct sim_directory *directory, struct str ori);
const struct sim_region *sim_directory_region(const struct sim_directory *directory,
					      struct str code);
/* Nine characters with SIM as the third to fifth. */
bool sim_is_training_ori(struct str ori);
/* The published text of that number, or STR_NONE. */
struct str sim_status_text(const struct sim_directory *directory, struct str number);

#endif
