/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an asker may go on with after an answer (forms/chains.xml, schema
 * forms/schema/chains.rng): from a plate to its owner's licence, to the driver's
 * history. A chain says which query follows from which answer, and which of its
 * fields come from which of the answer's. It proposes; nothing is ever sent by it. */
#ifndef NLETS_CHAINS_H
#define NLETS_CHAINS_H

#include "nlets/definition_xml.h"
#include "nlets/message.h"

/* How a value is written anew for the query. */
enum nlets_chain_as {
	NLETS_AS_COPY,
	NLETS_AS_NAME, /* LAST,FIRST MIDDLE; without a comma the last word is taken for the surname */
	NLETS_AS_DATE, /* ccyymmdd */
	NLETS_AS_CODE, /* the code of the query's table, found by value or by its label */
};

struct nlets_chain_take {
	struct str item;     /* of the query */
	nlets_str_list from; /* of the answer: the first that is there */
	enum nlets_chain_as as;
	bool needed;         /* without it the chain is not proposed */
};

struct nlets_chain {
	struct str id;           /* "owner-licence" */
	nlets_str_list after;    /* keys of answers */
	struct str then;         /* key of the query */
	struct str to;           /* "holder": who gave the answer; else a destination */
	nlets_str_list to_items; /* instead, the member that the first of these begins with */
	nlets_str_list fill;     /* items of the query that no answer has: the asker's to type */
	struct str label, help;  /* English msgids */
	VEC(struct nlets_chain_take) takes; /* the first one tells candidates apart */
	struct nlets_marks marks;
	struct str file;
};

struct nlets_chains {
	VEC(struct nlets_chain) items;
	nlets_faults faults;
};

/* Reads the shipped file and the user's own, whose chains come behind and replace
 * those of the same id. All is allocated in arena. Returns 0, NLETS_E_DEFINITION when
 * none could be read (see faults), or NLETS_E_MEMORY. */
int nlets_chains_read(nlets_read_definition *read, void *context, struct arena *arena,
		      struct nlets_chains *chains);
/* Adds faults for keys, items, destinations and sources that do not exist, conversions
 * that do not fit their item, and queries that stay incomplete when all is filled. Returns 0 or NLETS_E_DEFINITION. */
int nlets_chains_lint(struct nlets_chains *chains, struct nlets_definitions *definitions,
		      struct arena *arena);
const struct nlets_chain *nlets_chain(const struct nlets_chains *chains, struct str id);

/* A value for the query, and where it stands in the answer. */
struct nlets_step_value {
	struct str item, value;
	struct str from;  /* code of the answer's field */
	struct span span; /* of its value */
	bool guessed;     /* read from free text, or the order of the names was not told */
};

/* A chain applied to one candidate of an answer. */
struct nlets_step {
	const struct nlets_chain *chain;
	size_t candidate, candidates; /* which of how many, from 0 */
	struct str to;
	VEC(struct nlets_step_value) values;
	nlets_str_list missing; /* items to fill in */
};

struct nlets_steps {
	VEC(struct nlets_step) items;
};

/* Adds a step for each candidate that the chain finds in that part of the answer (len
 * 0: all of it). Fields before the first candidate belong to all of them. `holder` is
 * the member that gave the answer, or ""; it and the chain must outlive the steps, the
 * rest is in arena. Returns 0 or NLETS_E_MEMORY. */
int nlets_chain_steps(const struct nlets_chain *chain, struct nlets_definitions *definitions,
		      const struct nlets_message *answer, struct span part, struct str holder,
		      struct arena *arena, struct nlets_steps *steps);

#endif
