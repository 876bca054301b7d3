/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Policies: who may ask whom for what, as data with sources and dates.
 *
 * Read from policies/ XML: agencies.xml (profiles and training ORIs),
 * states.xml (one entry a member: gate, layout notes, facts), rules (in the state
 * and agency files), sources.xml. Law and network are evaluated apart. Where
 * nothing public is known the verdict is unknown, never a guess. */
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
	VEC(struct str) facts; /* sentences, each ending in [source ids] */
	struct nlets_marks marks;
};

/* A member that holds data: state, territory, DC, or a federal holder. */
struct nlets_holder {
	struct str code;  /* "IL" */
	struct str name;
	struct str kind;  /* "state", "territory", "district", "federal" */
	struct str gate;  /* in-state switch: "LEADS"; may be empty */
	struct str gate_source;
	VEC(struct str) facts;
	struct nlets_marks marks;
	/* Columns of the public record: "yes", "no", "unknown", as worded there. */
	struct str multistate, name_only, photos, ssn, licence_regardless;
};

struct nlets_rule {
	struct str id;
	enum nlets_policy_level level;
	enum nlets_effect effect;
	struct str holder;            /* member code, or "" for any */
	VEC(struct str) agencies;     /* agency ids; never an ORI pattern */
	VEC(struct str) keys;         /* message keys; empty: any */
	VEC(struct str) classes;      /* data class words; empty: any */
	VEC(struct str) fields;       /* field codes; empty: any */
	VEC(struct str) purposes;     /* purpose or reason codes; empty: any */
	VEC(struct str) exceptions;   /* legal bases that lift it: "court-order", "article-iii-warrant"... */
	struct str path;              /* "nlets" (default) or the id of another pathway */
	unsigned from, until;         /* ccyymmdd, 0: open */
	struct str text;              /* refusal text, [invented] */
	struct str words;             /* one plain sentence: "Illinois refuses this query" */
	struct str legal_basis;       /* "625 ILCS 5/6-110.3" */
	struct str notice;            /* duties: notice to the person, records to keep */
	struct str certainty;         /* "stated", "general-no", "reported", "unconfirmed"... */
	struct nlets_marks marks;
};

struct nlets_policies; /* opaque */

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
const struct nlets_source *nlets_policy_source(struct nlets_policies *policies, struct str id);
const struct nlets_fault *nlets_policies_faults(struct nlets_policies *policies, size_t *count);
/* Adds faults for broken references, rules without a source, and rules of equal
 * rank that disagree. */
void nlets_policies_lint(struct nlets_policies *policies, struct nlets_definitions *definitions);

#endif
