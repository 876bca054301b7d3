/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Still reachable: by which ways does a datum of a holder's records come to an
 * agency, with the rules of a day in force?
 *
 * The ways are data (policies/pathways.xml): places where data is kept or passes,
 * edges between them, and measures that would close edges. An edge over the network
 * is judged by the disclosure engine; any other edge by a rule whose path is the
 * edge's id, and where there is none by what its own sources say. A path is certain
 * only where every edge of it is. Pure: no clock, no store. */
#ifndef NLETS_PATHWAYS_H
#define NLETS_PATHWAYS_H

#include "nlets/disclose.h"

#define NLETS_EDGE_KINDS(X)                                           \
	X(NETWORK, "network", N_("over Nlets"))                       \
	X(PORTAL, "portal", N_("a portal of its own"))                \
	X(ASKING, "asking", N_("another agency asks"))                \
	X(PUBLICATION, "publication", N_("publication"))              \
	X(PURCHASE, "purchase", N_("purchase"))                       \
	X(COPY, "stored-copy", N_("a stored copy"))                   \
	X(PROCESS, "legal-process", N_("order, warrant or subpoena"))

enum nlets_edge_kind {
#define NLETS_X(name, word, label) NLETS_EDGE_##name,
	NLETS_EDGE_KINDS(NLETS_X)
#undef NLETS_X
};

/* A place where data is kept, passes or ends. */
struct nlets_place {
	struct str id;     /* "licence-file" */
	struct str name;   /* "licence records of the state" */
	struct str agency; /* the agency that it is, or "" */
	VEC(struct str) keeps; /* data class words that begin here; empty: none does */
	struct nlets_marks marks;
	struct str file;
	unsigned line;
};

struct nlets_edge {
	struct str id;
	enum nlets_edge_kind kind;
	struct str from, to;      /* places */
	VEC(struct str) holders;  /* whose data goes this way; empty: any */
	VEC(struct str) classes;  /* what goes this way; empty: all */
	VEC(struct str) keys;     /* of a network edge: the requests that it stands for */
	unsigned from_day, until; /* ccyymmdd, as in a rule; 0: open */
	struct str certainty;     /* as in a rule; of a network edge the rules say it */
	struct str words;         /* one plain sentence */
	struct nlets_marks marks;
	struct str file;
	unsigned line;
};

/* A rule that somebody could make, and the edges that it would close. */
struct nlets_measure {
	struct str id;
	struct str words;
	VEC(struct str) edges;
	struct nlets_marks marks;
	struct str file;
	unsigned line;
};

const struct nlets_place *nlets_places(struct nlets_policies *policies, size_t *count);
const struct nlets_place *nlets_place(struct nlets_policies *policies, struct str id);
const struct nlets_edge *nlets_edges(struct nlets_policies *policies, size_t *count);
const struct nlets_edge *nlets_edge(struct nlets_policies *policies, struct str id);
const struct nlets_measure *nlets_measures(struct nlets_policies *policies, size_t *count);
const char *nlets_edge_kind_word(enum nlets_edge_kind kind);  /* "stored-copy", for data formats */
const char *nlets_edge_kind_label(enum nlets_edge_kind kind); /* English, N_() */

enum nlets_step_state {
	NLETS_STEP_OPEN,   /* a source says so of this step */
	NLETS_STEP_UNSURE, /* nothing public, only in general, inferred, or assumed for a drill */
	NLETS_STEP_CLOSED,
};

/* One edge on the day asked for. */
struct nlets_path_step {
	const struct nlets_edge *edge;
	enum nlets_step_state state;
	struct str key;              /* of a network edge: the request that is the most open */
	struct nlets_ruling network; /* of a network edge, or of a rule on this way */
	struct nlets_ruling law;
	const struct nlets_measure *closed_by; /* of those in force for the drill, or NULL */
};

struct nlets_path {
	VEC(struct nlets_path_step) steps;
	enum nlets_step_state state; /* of its worst step */
	uint64_t measures;           /* bit i: the measure i of nlets_measures() closes it */
};

struct nlets_reach_request {
	struct str holder; /* member code */
	struct str agency; /* who it would come to */
	enum nlets_data_class data_class;
	struct str code;       /* field code, or "" */
	unsigned date;         /* ccyymmdd */
	VEC(struct str) bases; /* legal bases shown */
	enum nlets_assume assume;
	uint64_t measures; /* bit i: measure i is in force, for a drill */
};

/* What a measure does to the paths that are not closed already. */
struct nlets_measure_effect {
	const struct nlets_measure *measure;
	size_t open, unsure; /* paths it closes */
};

/* The smallest set of measures that closes all paths of a kind. */
struct nlets_cut {
	VEC(const struct nlets_measure *) measures;
	size_t beyond;  /* paths that no measure closes: they are left out of account */
	bool unproven;  /* the search was given up: a smaller set may exist */
};

struct nlets_reach {
	/* Shortest first, of one length the certain before the unsure before the closed. */
	VEC(struct nlets_path) paths;
	size_t open, unsure, closed; /* how many of each */
	bool cut_short;              /* there are more paths than the limit */
	VEC(struct nlets_measure_effect) effects; /* of each measure that closes any */
	struct nlets_cut certain, all; /* for the open paths; for the open and the unsure */
};

enum {
	NLETS_PATH_STEPS = 5,     /* longest path looked for, in edges */
	NLETS_PATH_LIMIT = 500,   /* most paths */
	NLETS_MEASURE_LIMIT = 64, /* most measures; lint reports more */
};

/* All ways for one datum to one agency. Returns 0 or NLETS_E_MEMORY. Allocated in
 * arena; points into the policies. */
int nlets_reachable(struct nlets_policies *policies, const struct nlets_reach_request *request,
		    struct arena *arena, struct nlets_reach *reach);

#endif
