/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The holders of the simulation (policies/holders.xml, schema
 * policies/schema/holders.rng): who they are, which requests they answer, in
 * which layout, and which fields a public source names for an answer. */
#ifndef SIM_HOLDERS_H
#define SIM_HOLDERS_H

#include "sim/reader.h"

#include <stdint.h>

/* One kind of request that a holder answers. */
struct sim_service {
	struct str key;      /* request: "DQ" */
	struct str response; /* "DR" */
	struct str layout;   /* name of a file in forms/layouts/ */
	struct str office;   /* which of the holder's offices answers */
	struct str photo; /* "", "yes", "xml" or "always-xml": see the schema */
	unsigned line;
	sim_words collections; /* what it answers from, beside the population itself */
};

/* A part of a holder, with an ORI of its own: member code + SIM + digits. */
struct sim_office {
	struct str id;     /* "vehicles", "history" */
	struct str digits; /* "0000" */
	struct str label;  /* "motor vehicle records" */
};

struct sim_holder {
	struct str code; /* "IL" */
	struct str name; /* "Illinois" */
	struct str kind; /* "state", "district", "territory", "system" */
	struct str sender; /* ORI it answers as, "" for that of its office */
	unsigned share;  /* of the population, in thousands of people; 0: nobody lives there */
	VEC(struct sim_service) services;
};

/* The fields that the public pages promise of an answer in general. */
struct sim_published {
	struct str response; /* "DR" */
	sim_words codes;     /* slots */
	struct str source;   /* "D-GEN" */
};

struct sim_holders {
	struct str file;
	VEC(struct sim_holder) items;
	VEC(struct sim_office) offices;
	VEC(struct sim_published) published;
	struct str refusal; /* [invented] text of a refused query, slots {STATE} {KEY} */
	unsigned latency_least, latency_most; /* of an answer, milliseconds */
	unsigned wait;                        /* of a multi-state query, milliseconds */
	unsigned silent_one_in; /* of a multi-state query: every so manieth is late; 0: none */
	uint64_t fingerprint;   /* of codes and shares: what a population depends on */
	size_t members;         /* holders with people; they come first */
};

/* Reads the file. NULL when it is broken. */
struct sim_holders *sim_holders_read(const struct sim_reader *reader);
/* Whether it is a member with people of its own, which a query to all is for. */
bool sim_is_member(const struct sim_holder *holder);
const struct sim_holder *sim_holder(const struct sim_holders *holders, struct str code);
const struct sim_service *sim_holder_service(const struct sim_holder *holder, struct str key);
const struct sim_office *sim_office(const struct sim_holders *holders, struct str id);
const struct sim_published *sim_published(const struct sim_holders *holders, struct str response);

#endif
