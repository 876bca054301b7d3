/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Policies: who may ask whom for what, as data with sources and dates.
 *
 * Read from policies/ XML: every file there but those of the simulated network
 * (directory.xml, holders.xml) holds sources, agencies, holders, rules and open
 * questions in any mix. A user's own file of the same name takes the place of a
 * shipped one; in a file of another name an entry with a known id takes the place
 * of that entry. Law and network are evaluated apart. Where nothing public is
 * known there is no rule, and the verdict is unknown, never a guess. */
#ifndef NLETS_POLICY_H
#define NLETS_POLICY_H

#include "nlets/definitions.h"

enum nlets_policy_level {
	NLETS_LEVEL_LAW,
	NLETS_LEVEL_NETWORK,
};

/* What a rule does, and what a verdict can be. */
enum nlets_effect {
	NLETS_EFFECT_ANSWER,
	NLETS_EFFECT_WITHHOLD,   /* answered without these fields */
	NLETS_EFFECT_REFUSE,     /* the query is refused */
	NLETS_EFFECT_MASK,
	NLETS_EFFECT_DISCARD,    /* arrives, said not to be stored */
	NLETS_EFFECT_NO_PART,    /* the holder does not take part */
};

/* A sentence with the sources it rests on. */
struct nlets_fact {
	struct str text;
	VEC(struct str) sources; /* source ids */
};

struct nlets_ori {
	struct str ori;   /* AZSIM0001 */
	struct str label; /* "Training desk, Arizona" */
};

/* A requester as the sources tell them apart: ICE ERO, HSI and CBP are three. */
struct nlets_agency {
	struct str id;    /* "ice-ero" */
	struct str name;
	struct str short_name; /* for column heads: "ICE ERO" */
	struct str about;
	struct str standing;   /* on Nlets: "core member" ... */
	VEC(struct nlets_ori) oris; /* invented training ORIs only */
	VEC(struct str) keys;  /* message keys it is publicly known to send; empty: unknown */
	VEC(struct nlets_fact) facts;
	struct nlets_marks marks;
	struct str file;
	unsigned line;
};

/* A member that holds data: state, territory, DC, or a federal holder. */
struct nlets_holder {
	struct str code;  /* "IL" */
	struct str name;
	struct str kind;  /* "state", "territory", "district", "federal" */
	struct str gate;  /* in-state switch: "LEADS"; may be empty */
	struct str gate_source;
	VEC(struct nlets_fact) facts;
	struct nlets_marks marks;
	/* What is public of the holder as such: "yes", "no", "unknown", "general-yes"
	 * (a general statement on all states), "pilot-2008" (took part in the photo
	 * pilot of 2007-08), "no-2020" (understood in 2020 as not given). */
	struct str multistate, name_only, photos, ssn, licence_regardless;
	struct str gate_operator; /* who runs the gate, where that is public; may be empty */
	struct str data_owner;    /* who owns the motor-vehicle data, the same */
	struct str owner_source;  /* source ids of both, blanks between */
	struct str file;
	unsigned line;
};

/* A rule that names no class and no field speaks of the whole query; one that
 * names some (or "any" class) speaks of those fields of an answered query. */
struct nlets_rule {
	struct str id;
	enum nlets_policy_level level;
	enum nlets_effect effect;
	VEC(struct str) holders;      /* member codes; empty: any */
	VEC(struct str) agencies;     /* agency ids; never an ORI pattern; empty: any */
	VEC(struct str) keys;         /* keys of requests; empty: any */
	VEC(struct str) classes;      /* data class words, or "any" */
	VEC(struct str) fields;       /* field codes, beside the classes */
	VEC(struct str) except;       /* field codes that the classes do not take in */
	VEC(struct str) purposes;     /* purpose or reason codes; empty: any */
	VEC(struct str) exceptions;   /* legal bases that lift it: "court-order", "article-iii-warrant"... */
	struct str path;              /* "nlets" (default) or the id of another pathway */
	unsigned from, until;         /* ccyymmdd, both days included; 0: open. A day or month
	                               * that the source does not name is 00 in `from` and 99 in `until`. */
	unsigned as_of;               /* day for which the source says it, 0: not stated; may have 00 too */
	struct str text;              /* refusal text, [invented] */
	struct str words;             /* one plain sentence: "Illinois refuses this query" */
	struct str legal_basis;       /* "625 ILCS 5/6-110.3" */
	struct str notice;            /* duties: notice to the person, records to keep */
	struct str certainty;         /* "stated", "general", "general-no", "reported", "inference",
	                               * "unconfirmed", "assumed" */
	struct nlets_marks marks;
	struct str file;
	unsigned line;
};

/* What no public source says: shown where the verdict is unknown. Empty lists
 * mean any. */
struct nlets_open_question {
	struct str id;
	VEC(struct str) holders, agencies, keys, classes;
	struct str words;  /* "No public source says whether the block covers HSI." */
	VEC(struct str) sources;
	struct str file;
	unsigned line;
};

struct nlets_policies; /* opaque */

/* Reads nothing yet: all files are read at the first call below. */
struct nlets_policies *nlets_policies_new(nlets_read_definition *read, nlets_list_definitions *list,
					  void *context);
void nlets_policies_free(struct nlets_policies **policies);

const struct nlets_agency *nlets_agencies(struct nlets_policies *policies, size_t *count);
const struct nlets_agency *nlets_agency(struct nlets_policies *policies, struct str id);
/* The agency that sends from this training ORI, or NULL. */
const struct nlets_agency *nlets_agency_by_ori(struct nlets_policies *policies, struct str ori);
const struct nlets_holder *nlets_holders(struct nlets_policies *policies, size_t *count);
const struct nlets_holder *nlets_holder(struct nlets_policies *policies, struct str code);
const struct nlets_rule *nlets_rules(struct nlets_policies *policies, size_t *count);
const struct nlets_rule *nlets_rule(struct nlets_policies *policies, struct str id);
const struct nlets_open_question *nlets_open_questions(struct nlets_policies *policies,
						       size_t *count);
const struct nlets_source *nlets_policy_sources(struct nlets_policies *policies, size_t *count);
const struct nlets_source *nlets_policy_source(struct nlets_policies *policies, struct str id);
const struct nlets_fault *nlets_policies_faults(struct nlets_policies *policies, size_t *count);
/* Adds faults for broken references (agencies, holders, keys, field codes, sources),
 * rules without source or certainty, dates that cannot be, ORIs that are not
 * training ORIs, and rules of equal rank that disagree. definitions may be NULL:
 * then keys and field codes are not looked up. */
void nlets_policies_lint(struct nlets_policies *policies, struct nlets_definitions *definitions);

#endif
