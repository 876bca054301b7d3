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

/* Under which key a licence query to a region reaches the members. */
enum sim_regional_keys {
	SIM_REGIONAL_PLAIN, /* DQ, answered by DR (DL-G) */
	SIM_REGIONAL_GROUP, /* DQG, answered by DRG (DL-L) */
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
	enum sim_regional_keys regional;
	bool deliver_xml; /* wire format in which the asker receives: NIEM or legacy text */
	sim_progress *progress;
	void *progress_context;
	const char *journal; /* path of the SQLite file of the traffic; NULL: in memory */
	bool durable; /* the journal survives a power cut, not only a killed process */
	bool continue_counts; /* message numbers go on from the journal's (a server's do) */
	const char *changes; /* path of the SQLite file of what messages changed: help files,
			      * directory; NULL: in memory */
	struct str faults; /* what goes wrong: see sim_faults_check(); borrowed */
};

/* Whether the text is a plan of faults: HOLDER=WHAT[:SECONDS], divided by commas,
 * HOLDER a member code or * for all. WHAT, for each answer of that holder:
 *   slow            comes so many seconds later (default 90: after a merge)
 *   silent          never comes
 *   garbled         comes with bytes lost and changed
 *   duplicated      comes twice
 *   out-of-order    comes before one that was sent earlier
 *   store           the holder is out of service for so many seconds (default 600);
 *                   the switch says so (SM .02.) and forwards later
 *   remove          the same, not forwarded (SM .04.); a number is not taken
 * False with the first wrong part in *wrong (may be NULL). "" is no faults. */
bool sim_faults_check(struct str text, struct str *wrong);

/* One hop of the conversation, for the transcript and later the ladder. */
enum sim_hop_kind {
	SIM_HOP_QUERY,    /* asker to switch */
	SIM_HOP_FORWARD,  /* switch to holder */
	SIM_HOP_ANSWER,   /* holder to switch */
	SIM_HOP_DELIVERY, /* switch to asker */
	SIM_HOP_NOTICE,   /* switch to someone who is not the asker */
	SIM_HOP_OUTSIDE,  /* a step that does not go over Nlets; from and to as drafted */
	SIM_HOP_KINDS
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
	SIM_OUTCOME_STORED,    /* the holder is out of service, forwarded later: SM .02. */
	SIM_OUTCOME_DISCARDED, /* the holder is out of service, not forwarded: SM .04. */
	SIM_OUTCOME_NOT_DONE, /* a scripted step that a rule barred, or that is only explained */
	SIM_OUTCOMES
};

/* What went wrong with a hop, because a plan of faults or chance wanted it. */
enum sim_fault {
	SIM_FAULT_NONE,
	SIM_FAULT_LATE,         /* slow, or after the merged answer had gone */
	SIM_FAULT_SILENT,       /* never came */
	SIM_FAULT_GARBLED,      /* bytes lost and changed */
	SIM_FAULT_DUPLICATED,   /* the second of two */
	SIM_FAULT_OUT_OF_ORDER, /* before one that was sent earlier */
	SIM_FAULT_STORED,       /* held back by the switch while the holder was away */
	SIM_FAULT_DISCARDED,    /* thrown away, since the holder was away */
	SIM_FAULTS
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
	struct str gate;    /* in-state switch it went through, "LEADS", or "" */
	enum sim_fault fault;
	struct str does;    /* what a scripted step is, English, marked for translation; or "" */
};

/* How many holders were asked, and how they answered in time. */
struct sim_counts {
	unsigned asked, hit, no_hit, silent; /* silent: also those that came late */
};

struct sim_conversation {
	struct arena arena;
	VEC(struct sim_hop) hops; /* in order of time */
	struct str id;   /* eight letters and digits, the same for the same seed and place in
	                  * the journal; "" when it was not accepted */
	int64_t sent;    /* seconds since 1970 */
	bool whole;      /* all has happened */
	struct sim_counts counts;
};

struct sim_network; /* opaque */

/* Opens or makes the population. Returns 0, NLETS_E_MEMORY, NLETS_E_CANCELLED,
 * NLETS_E_STORE, NLETS_E_DEFINITION, or NLETS_E_LIMIT for more than 1,000,000 people; *why (may be
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

/* --- The switch as a server has it -------------------------------------------
 *
 * A network is used by one thread at a time. A message goes in with sim_accept(), and all that
 * follows from it happens as sim_run() is told how late it is: in order of time,
 * then of priority (status messages first, regional queries last), then as it
 * came in. sim_send() is both at once, the clock jumping to the end.
 *
 * What was accepted is in the journal before the switch goes on, so a killed
 * process loses none of it: sim_network_new() takes up what was not finished, and
 * the next sim_run() goes on with it. Many messages accepted between two runs are
 * written together (one commit). Messages of senders other than training ORIs
 * are answered (ER .01.) and never journalled. */

struct sim_submission {
	struct str bytes;
	int64_t now_ms;        /* simulated time of its arrival, milliseconds since 1970 */
	struct str idempotency; /* the sender's own key for it, or "" */
};

/* Takes a message. The conversation gets its id and, when the key was known
 * already (then 1 is returned), all that has happened of it so far. It must be
 * freed. Returns 0, 1, NLETS_E_ARGUMENT when the key was used for other bytes,
 * NLETS_E_MEMORY or NLETS_E_STORE. */
int sim_accept(struct sim_network *network, const struct sim_submission *submission,
	       struct sim_conversation *conversation);

/* One hop that has happened; what it points to holds during the call. A delivery's
 * id is that of its conversation, a full stop and its number, and never comes with two different contents. */
struct sim_event {
	struct str conversation; /* id */
	struct str id;           /* of the hop: "K7Q2M9XA.4" */
	const struct sim_hop *hop;
	int64_t time_ms; /* milliseconds since 1970 */
	bool last;       /* nothing more comes of this conversation */
};
typedef void sim_happened(void *context, const struct sim_event *event);

/* Lets all happen that is due until that time (milliseconds since 1970; INT64_MAX:
 * all); each hop is told after it was journalled. happened may be NULL. Returns the number of hops, or
 * NLETS_E_MEMORY or NLETS_E_STORE. */
int sim_run(struct sim_network *network, int64_t until_ms, sim_happened *happened, void *context);
/* When the next thing happens, INT64_MAX: nothing is under way. */
int64_t sim_next_due(const struct sim_network *network);
/* Conversations that are not finished. */
size_t sim_underway(const struct sim_network *network);

/* The conversation of that id as the journal has it. Returns 0, NLETS_E_NOT_FOUND,
 * NLETS_E_MEMORY or NLETS_E_STORE. */
int sim_journal_get(struct sim_network *network, struct str id,
		    struct sim_conversation *conversation);

/* One conversation in a list of the journal; the texts hold during the call. */
struct sim_journal_row {
	struct str id, key, asker, to; /* to: destinations, blanks between */
	int64_t sent_ms;
	size_t hops, size; /* of hops so far; bytes of the message */
	bool whole;
};
typedef int sim_take_journal_row(void *context, const struct sim_journal_row *row);
/* Lists conversations, newest first: those of the asker (or of all, when ""), from
 * `offset` on, at most count. A value of take other than 0 ends it and is returned.
 * Else 0, NLETS_E_MEMORY or NLETS_E_STORE. */
int sim_journal_list(struct sim_network *network, struct str asker, size_t offset, size_t count,
		     sim_take_journal_row *take, void *context);
/* What was delivered to that ORI, oldest first, after the delivery of that id ("":
 * from the first on), at most count. Returns how many, or NLETS_E_ARGUMENT for an id
 * that is none, NLETS_E_MEMORY or NLETS_E_STORE. */
int sim_deliveries(struct sim_network *network, struct str ori, struct str after, size_t count,
		   sim_happened *take, void *context);

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
/* Rows of a collection (policies/collections.xml) as CSV: its number, values and how many of
 * each group. state "" for all. NLETS_E_NOT_FOUND when there is no such collection. */
int sim_collection_csv(struct sim_network *network, struct str name, struct str state, size_t count,
		       struct buf *csv);

/* An example query message that is sure to hit: key such as "RQ", holder "IL". */
int sim_sample_query(struct sim_network *network, struct str key, struct str holder, uint64_t seed,
		     struct buf *out);

#endif
