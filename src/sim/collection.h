/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Collections: the further kinds of records that holders keep, as data
 * (policies/collections.xml, schema policies/schema/collections.rng, where each
 * attribute is described).
 *
 * A collection draws on the invented people, vehicles, rap sheets, arrests or immigration
 * records, or has rows of its own. Which of them are in it, and what it holds on
 * each, follows from the seed, its name and the number of the row alone: nothing is
 * stored, so that it costs nothing in a population of any size. */
#ifndef SIM_COLLECTION_H
#define SIM_COLLECTION_H

#include "nlets/message.h"
#include "sim/record.h"
#include "sim/store.h"

/* Where the rows come from. */
enum sim_base {
	SIM_BASE_PEOPLE,
	SIM_BASE_VEHICLES,
	SIM_BASE_SHEETS,
	SIM_BASE_ARRESTS,
	SIM_BASE_ALIENS,
	SIM_BASE_ROWS, /* of its own, for each holder */
};

enum sim_generator {
	SIM_GENERATE_TEXT,   /* text with slots */
	SIM_GENERATE_PICK,   /* one of the words between bars */
	SIM_GENERATE_NUMBER, /* in a range, written by a pattern */
	SIM_GENERATE_OWN,    /* the row's own number, by which it is found */
	SIM_GENERATE_DATE,   /* ccyymmdd between two years */
	SIM_GENERATE_AFTER,  /* some years after another date */
	SIM_GENERATE_COPY,   /* another value of the row */
	SIM_GENERATE_TABLE,  /* a code of a code table */
	SIM_GENERATE_NAME,   /* a person, street, town or telephone number */
};

struct sim_field {
	struct str code;
	enum sim_generator generator;
	struct str text;      /* text, words, pattern, code or table, by generator */
	unsigned least, most; /* numbers, or years */
	struct str after;     /* code of the earlier date */
	unsigned age;         /* a date's least years after birth, where the range allows; or 0 */
	unsigned one_in;      /* every so manieth row has it; 0 or 1: each */
};

typedef VEC(struct sim_field) sim_fields;

struct sim_repeat {
	struct str name;
	unsigned least, most; /* how many of it a row has; at most 9 */
	sim_fields fields;
	struct str at;           /* the date that since and until are compared with */
	struct str since, until; /* codes of the query, or "" */
	struct str limit;        /* code of the query that says how many to show, or "" */
};

/* A code of the query and the row's value it is compared with. */
struct sim_compared {
	struct str asked, held;
};

typedef VEC(struct sim_compared) sim_compared_list;

struct sim_look_up {
	sim_compared_list by;   /* all must be in the query */
	sim_compared_list with; /* compared when they are */
	struct str group;       /* the group whose own number is asked for, or "" */
	bool sounds;            /* last names need only sound alike */
	unsigned line;
};

struct sim_sample {
	struct str key;
	struct str to;   /* destination, when it is fixed; or "" */
	struct str body; /* with slots */
};

struct sim_collection {
	struct str name, label;
	enum sim_base base;
	unsigned one_in; /* share of the base: every so manieth; at least 1 */
	unsigned rows;   /* of its own */
	unsigned born_until; /* nobody younger is in it; 0: anybody */
	enum nlets_backing backing;
	struct str note; /* English sentence for the hop, or "" */
	struct str source;
	sim_words kept;    /* values of the base that the collection holds */
	sim_fields fields; /* generated, in order */
	VEC(struct sim_repeat) repeats;
	VEC(struct sim_look_up) look_ups;
	VEC(struct sim_sample) samples;
	VEC(struct sim_record) given; /* rows written out in the file */
	bool each;                    /* every look-up that fits is made, not only the first */
	struct str file;
	unsigned line;
};

struct sim_collections {
	VEC(struct sim_collection) items;
};

/* Reads the file. NULL when it is broken or memory is out; otherwise what does not fit
 * together is a fault with file and line. */
struct sim_collections *sim_collections_read(const struct sim_reader *reader);
const struct sim_collection *sim_collection(const struct sim_collections *collections,
					    struct str name);

/* Whether it needs no look at every row: by an index of the base or the row's own number. */
bool sim_look_up_is_quick(const struct sim_collection *collection,
			  const struct sim_look_up *look_up);

/* What rows are made from. */
struct sim_source {
	struct sim_store *store;
	struct nlets_definitions *definitions; /* for code tables; may be NULL */
	uint64_t seed;
	size_t members;   /* holders with people: the first person of each is in every collection */
	struct str state; /* member code, "" for any */
	struct str own;   /* code of the holder itself, for rows of its own */
	struct arena *arena;
};

/* Whether the collection has that row of its base. */
bool sim_collection_has(const struct sim_source *source, const struct sim_collection *collection,
			const struct sim_record *base);
/* Makes the record that the collection holds on a row of its base. Returns 0 or
 * NLETS_E_MEMORY. */
int sim_collection_make(const struct sim_source *source, const struct sim_collection *collection,
			const struct sim_record *base, struct sim_record *made);
/* A row of its own, by its number from 1, as sim_collection_make takes it. Returns
 * false when memory is out. */
bool sim_collection_own_row(const struct sim_source *source, const struct sim_collection *collection,
			    unsigned number, struct sim_record *base);
/* The rows of the collection that the query's fields ask for, in order of their
 * numbers, at most one more than SIM_MOST_CANDIDATES; each has IDX, the codes it was found by. A
 * query that fits no look-up finds nothing. */
int sim_collection_find(const struct sim_source *source, const struct sim_collection *collection,
			const struct nlets_message *query, sim_rows *rows);
/* The first rows of the collection from row number `from` of its base on. */
int sim_collection_list(const struct sim_source *source, const struct sim_collection *collection,
			uint64_t from, size_t most, sim_rows *rows);
/* Begins the SELECT of a base's rows, open for " AND ...": each has ID, its number, and PID. */
void sim_base_select(enum sim_base base, struct buf *sql);
/* The column of that number. */
const char *sim_base_number(enum sim_base base);
/* Runs the SELECT for the source's state and frees its text. */
int sim_base_run(const struct sim_source *source, struct buf *sql, struct sim_record *parameters,
		 sim_rows *found);
/* How many rows a base has. */
int sim_base_count(const struct sim_source *source, enum sim_base base, size_t *count);
/* How many rows it has. */
int sim_collection_count(const struct sim_source *source, const struct sim_collection *collection,
			 size_t *count);
/* The number that stands in `value` where the pattern has its run of #; 0 when it
 * does not fit. */
unsigned sim_pattern_number(struct str pattern, struct str value);
/* Appends the text with {CODE} replaced by values of the record. */
void sim_fill_slots(struct str text, const struct sim_record *record, struct buf *out);

#endif
