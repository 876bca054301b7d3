/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The systems that take part in the network, stand beside it or are confused with
 * it (policies/systems.xml, schema policies/schema/systems.rng): what each is, what
 * goes in and comes out, who keeps what, and for some a scripted conversation. */
#ifndef NLETS_SYSTEMS_H
#define NLETS_SYSTEMS_H

#include "nlets/definition_xml.h"
#include "nlets/policy.h"

/* Someone in a flow: a training ORI, a member code or a name of its own. */
struct nlets_party {
	struct str id;   /* "DCSIM0601", "AX", "employer" */
	struct str name; /* for people */
};

/* One of the ways in which a flow went or goes: by the day, or by choice. */
struct nlets_flow_case {
	struct str id;        /* "agreement-2018", "topic-on" */
	unsigned from, until; /* ccyymmdd, both included; 0: open; 00 or 99 for what no source names */
	struct str words;
	struct nlets_marks marks;
};

/* The message that a step really sends through the simulated switch: what a sample of
 * `sample` at the holder says of the subject, under another key and sender. */
struct nlets_flow_send {
	struct str key;    /* "" when the step sends nothing */
	struct str from;   /* training ORI */
	struct str to;     /* member code, or an ORI for a step without a sample */
	struct str sample; /* key of the sample, the key itself when not named; "none": no sample */
	struct str add;    /* text that stands behind the sample's fields, or alone; may be empty */
	nlets_str_list fields; /* those taken from the sample; empty: all */
	nlets_str_list follow; /* instead of a sample, "NEW:OLD": fields of the answer that was last
	                        * delivered, and `to` is the member that the first of them begins with */
};

/* What came in a step outside Nlets, on an invented person of the population. */
struct nlets_flow_show {
	struct str layout; /* name of a file in forms/layouts/; "" for a step without */
	struct str answer; /* which of its answers */
	struct str on;     /* "sheet" or "alien": on whom */
	struct str holder; /* member code whose sheet it is */
};

struct nlets_flow_step {
	struct str from, to; /* ids of parties, training ORIs or member codes */
	bool outside;        /* does not go over Nlets */
	struct str key;      /* "" for what has none */
	nlets_str_list in;      /* cases that have it; empty: all */
	nlets_str_list barred;  /* cases in which it is not done */
	nlets_str_list assumed; /* cases in which that it is done is only assumed */
	struct str words;
	struct nlets_flow_send send;
	struct nlets_flow_show show;
	struct nlets_marks marks;
};

struct nlets_flow {
	struct str title;
	VEC(struct nlets_party) parties;
	VEC(struct nlets_flow_case) cases; /* at least one */
	VEC(struct nlets_flow_step) steps; /* at least one */
};

struct nlets_system {
	struct str id;     /* "e-verify" */
	struct str name;
	struct str kind;   /* "network", "directory", "gate", "federal", "exchange", "commercial",
	                    * "portal", "project", "path" */
	struct str status; /* "simulated", "explained" (nothing is sent), "planned" (not known to run) */
	struct str nlets;  /* whether it goes over Nlets: "yes", "part", "no", "planned", "unknown" */
	nlets_str_list keys;    /* message keys */
	nlets_str_list holders; /* member codes concerned */
	struct str about, in, out, keeps;
	VEC(struct nlets_fact) facts;
	bool has_flow;
	struct nlets_flow flow;
	struct nlets_marks marks;
	struct str file;
	unsigned line;
};

struct nlets_systems {
	VEC(struct nlets_system) items;
	nlets_faults faults;
};

/* Reads the user's own file, or the shipped one when there is none or it is broken.
 * All is allocated in arena. Returns 0, NLETS_E_DEFINITION when none could be read
 * (see faults), or NLETS_E_MEMORY. */
int nlets_systems_read(nlets_read_definition *read, void *context, struct arena *arena,
		       struct nlets_systems *systems);
/* Adds faults for ids that occur twice, sources, holders and message keys that do not
 * exist, cases that no step can name, and senders that the policies do not have. */
int nlets_systems_lint(struct nlets_systems *systems, struct nlets_policies *policies,
		       struct nlets_definitions *definitions, struct arena *arena);

const struct nlets_system *nlets_system(const struct nlets_systems *systems, struct str id);
/* The case of that id, or for "" the first that holds on the day; NULL: none. */
const struct nlets_flow_case *nlets_flow_case(const struct nlets_flow *flow, struct str id,
					      unsigned date);
/* Whether the list names the case. */
bool nlets_flow_names(const nlets_str_list *list, struct str case_id);
/* What the flow calls that party, or the id itself. */
struct str nlets_flow_party(const struct nlets_flow *flow, struct str id);

#endif
