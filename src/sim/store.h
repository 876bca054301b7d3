/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The invented population in SQLite: making the file, and looking things up in it.
 * The only files that know SQLite are population_store.c and lookup_store.c. */
#ifndef SIM_STORE_H
#define SIM_STORE_H

#include "base/hash.h"
#include "sim/holders.h"
#include "sim/record.h"
#include "sim/sim.h"

#include <sqlite3.h>

/* What is asked of the store. Each takes the member code first where it says (S),
 * then its keys in order, and gives rows of codes and values (layout slots). */
enum sim_lookup {
	SIM_VEHICLE_BY_PLATE,  /* S, plate, year or "", type or "" */
	SIM_VEHICLE_BY_VIN,    /* S, VIN */
	SIM_VEHICLE_BY_OWNER,  /* S, last, given, birth date or "" */
	SIM_VEHICLE_BY_PART,   /* S, part of a plate */
	SIM_LICENCE_BY_NUMBER, /* S, OLN */
	SIM_LICENCE_BY_PERSON, /* S, last, given, birth date, sex */
	SIM_LICENCE_BY_NAME,   /* S, last, given or "" */
	SIM_CONVICTIONS,       /* person */
	SIM_WITHDRAWALS,       /* person */
	SIM_ACCIDENTS,         /* person */
	SIM_SHEET_BY_PERSON,   /* S, last, given, birth date, sex */
	SIM_SHEET_BY_SSN,      /* S, SSN */
	SIM_SHEET_BY_MNU,      /* S, MNU */
	SIM_SHEET_BY_SID,      /* S, SID */
	SIM_ARRESTS,           /* SID */
	SIM_ALIEN_BY_NUMBER,   /* A-number without A */
	SIM_ALIEN_BY_PERSON,   /* last, given, birth date, sex */
	SIM_PEOPLE_LIST,       /* S or "", offset, count */
	SIM_SUMMARY,           /* none */
	SIM_SAMPLE_PERSON,     /* S, a number: the n-th licence holder, wrapping */
	SIM_SAMPLE_VEHICLE,    /* S, a number */
	SIM_SAMPLE_SHEET,      /* S, a number */
	SIM_SAMPLE_ALIEN,      /* a number */
	SIM_LOOKUP_COUNT
};

enum { SIM_LOOKUP_ARGS = 5, SIM_MOST_CANDIDATES = 10 };

struct sim_store;

/* Opens the population at settings->population, made anew when it is missing or
 * was made from other settings or holders. *why (may be NULL) gets a sentence in
 * arena. Returns 0, NLETS_E_MEMORY, NLETS_E_CANCELLED or NLETS_E_STORE. */
int sim_store_open(const struct sim_settings *settings, const struct sim_holders *holders,
		   struct arena *arena, struct str *why, struct sim_store **store);
void sim_store_close(struct sim_store **store);

typedef VEC(struct sim_record) sim_rows;

/* Appends the rows found, at most SIM_MOST_CANDIDATES for a lookup by name, all
 * allocated in arena. Returns 0, NLETS_E_MEMORY or NLETS_E_STORE. */
int sim_store_find(struct sim_store *store, enum sim_lookup lookup, const struct str *args,
		   size_t arg_count, struct arena *arena, sim_rows *rows);

/* Appends the rows of a SELECT whose column names are layout slots and whose parameters
 * (:NAME) are values of that record, "" when it has none. Statements are kept: the text
 * must come from the program and be one of few. */
int sim_store_select(struct sim_store *store, struct str sql, const struct sim_record *parameters,
		     struct arena *arena, sim_rows *rows);

/* For population_store.c and lookup_store.c alone. */
struct sim_store {
	sqlite3 *db;
	sqlite3_stmt *statements[SIM_LOOKUP_COUNT];
	struct arena arena;
	struct hash selects; /* sqlite3_stmt, by text */
};

#endif
