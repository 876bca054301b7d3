/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the files that read, look up and check policies; not for others. */
#ifndef NLETS_POLICY_PARTS_H
#define NLETS_POLICY_PARTS_H

#include "nlets/definition_xml.h"
#include "nlets/pathways.h"
#include "nlets/policy.h"

struct nlets_policies {
	struct arena arena;
	nlets_read_definition *read;
	nlets_list_definitions *list;
	void *context;
	bool loaded;
	VEC(struct nlets_source) sources;
	VEC(struct nlets_agency) agencies;
	VEC(struct nlets_holder) holders;
	VEC(struct nlets_rule) rules;
	VEC(struct nlets_open_question) questions;
	VEC(struct nlets_place) places;
	VEC(struct nlets_edge) edges;
	VEC(struct nlets_measure) measures;
	nlets_faults faults;
};

typedef VEC(struct str) nlets__names;

/* Reads all files if that was not yet done. */
void nlets__policies_need(struct nlets_policies *policies);
/* Takes over what one file holds. `own`: an entry with a known id takes its place;
 * otherwise that is a fault. */
void nlets__policies_take(struct nlets_policies *policies, const struct nlets_node *root,
			  struct str file, bool own);

/* Whether the list holds the name. */
bool nlets__names_has(const struct str *names, size_t count, struct str name);
#define NLETS__HAS(list, name) nlets__names_has((list).items, (list).count, (name))
/* The same, an empty list standing for any. */
#define NLETS__FITS(list, name) ((list).count == 0 || NLETS__HAS(list, name))

/* Rank of a rule among those that fit (see disclose.h): more is more specific.
 * code is the field's, "" for a query or a datum without one. */
unsigned nlets__rule_rank(const struct nlets_rule *rule, struct str code);
/* How strict an effect is; more discloses less. */
unsigned nlets__effect_strictness(enum nlets_effect effect);
/* A rule that speaks of fields, not of the whole query. */
bool nlets__rule_of_fields(const struct nlets_rule *rule);

#endif
