/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulated network: a switch, an invented directory, and holders that
 * answer from an invented population in SQLite.
 *
 * It connects to nothing. Time and randomness come in as arguments, so that the
 * same message, seed and time give the same answers on every machine. Sending
 * takes no real time: the simulated clock jumps. */
#ifndef SIM_SIM_H
#define SIM_SIM_H

#include "base/buf.h"
#include "nlets/definitions.h"
#include "nlets/policy.h"

/* Called while the population is made; a value other than 0 cancels. */
typedef int sim_progress(void *context, size_t done, size_t total);

enum sim_refusal {
	SIM_REFUSE_OPENLY, /* an [invented] status text */
	SIM_REFUSE_AS_NO_RECORD,
};

struct sim_settings {
	struct nlets_definitions *definitions;
	struct nlets_policies *policies;
	nlets_read_definition *read; /* for policies/directory.xml, holders.xml and layouts */
	nlets_list_definitions *list;
	void *read_context;
	const char *population; /* path of the SQLite file; made when missing; NULL: in memory */
	size_t people;          /* default 20,000 */
	uint64_t seed;
	unsigned date; /* ccyymmdd whose rules apply */
	int assume;    /* enum nlets_assume */
	enum sim_refusal refusal;
	bool deliver_xml; /* wire format in which the asker receives: NIEM or legacy text */
	sim_progress *progress;
	void *progress_context;
};

/* One hop of the conversation, for the transcript and later the ladder. */
enum sim_hop_kind {
	SIM_HOP_QUERY,    /* asker to switch */
	SIM_HOP_FORWARD,  /* switch to holder */
	SIM_HOP_ANSWER,   /* holder to switch */
	SIM_HOP_DELIVERY, /* switch to asker */
};

enum sim_outcome {
	SIM_OUTCOME_NONE, /* not an answer */
	SIM_OUTCOME_HIT,
	SIM_OUTCOME_NO_RECORD,
	SIM_OUTCOME_REFUSED,       /* by a rule of the holder */
	SIM_OUTCOME_REJECTED,      /* by the switch: ER */
	SIM_OUTCOME_NOT_SUPPORTED, /* the holder does not take this key: SM */
	SIM_OUTCOME_SILENT,
	SIM_OUTCOME_ACKNOWLEDGED,
};

struct sim_hop {
	enum sim_hop_kind kind;
	enum sim_outcome outcome;
	unsigned time_ms;    /* simulated, since the query was sent */
	struct str from, to; /* member codes or ORIs */
	struct str from_label, to_label;
	struct str key;
	struct str bytes;           /* the message as it went, "" for silence */
	struct str holder;          /* member code of the holder concerned, or "" */
	struct str rule;            /* id of the policy rule applied, or "" */
	enum nlets_backing backing; /* of the layout or behaviour shown */
	struct str note;    /* English sentence on that backing, marked for translation, or "" */
	struct str detail;  /* data for the note: "Illinois"; or "" */
	struct str assumed; /* codes in this answer beyond what public pages promise in general */
	size_t answers;     /* index of the hop this one follows from, SIZE_MAX: none */
};

struct sim_conversation {
	struct arena arena;
	VEC(struct sim_hop) hops; /* in order of time */
};

struct sim_network; /* opaque */

/* Opens or makes the population. Returns 0, NLETS_E_MEMORY, NLETS_E_CANCELLED,
 * NLETS_E_STORE, NLETS_E_DEFINITION, or NLETS_E_LIMIT for more than 900,000 people; *why (may be
 * NULL) gets a sentence, allocated in arena, when not 0. */
int sim_network_new(const struct sim_settings *settings, struct arena *arena, struct str *why,
		    struct sim_network **network);
void sim_network_free(struct sim_network **network);
/* The settings in use. Date, assume, refusal and deliver_xml may be changed between
 * two messages; the others are fixed. */
struct sim_settings *sim_network_settings(struct sim_network *network);
/* What was wrong with the network's definition files. */
const struct nlets_fault *sim_network_faults(struct sim_network *network, size_t *count);

/* Sends one message at `now` (seconds since 1970, UTC) and runs the simulation
 * until all is answered. The conversation is the caller's, to be freed with
 * sim_conversation_free. A message that the switch rejects is answered with an
 * ER and is not an error. */
int sim_send(struct sim_network *network, struct str bytes, int64_t now,
	     struct sim_conversation *conversation);
void sim_conversation_free(struct sim_conversation *conversation);

/* Whether the invented directory has this ORI, which makes it one that may send;
 * its label in *label when not NULL. For a real ORI that a public page prints it
 * returns false and gives a sentence that explains it. */
bool sim_directory_knows(struct sim_network *network, struct str ori, struct str *label);

/* Writes people of the population as lines of CSV, or a summary of it. */
struct sim_population_query {
	struct str state; /* "" any */
	size_t offset, count;
};
int sim_population_list(struct sim_network *network, const struct sim_population_query *query,
			struct buf *csv);
int sim_population_summary(struct sim_network *network, struct buf *text);

/* An example query message that is sure to hit: key such as "RQ", holder "IL". */
int sim_sample_query(struct sim_network *network, struct str key, struct str holder, uint64_t seed,
		     struct buf *out);

#endif
