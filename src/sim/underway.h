/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conversations under way: what was accepted, in the order in which the next thing
 * of each is due. */
#ifndef SIM_UNDERWAY_H
#define SIM_UNDERWAY_H

#include "sim/journal.h"

/* The settings that a message's answers depend on, as they were when it came. */
struct sim_choices {
	unsigned date;
	int assume;
	enum sim_refusal refusal;
	bool deliver_xml;
	enum sim_regional_keys regional;
	struct str faults;
};

struct sim_underway {
	struct sim_conversation conversation;
	struct sim_exchange exchange;
	struct sim_choices choices;
	int64_t sequence; /* in the journal; 0: not journalled */
	uint64_t order;   /* in which it came */
	int64_t now_ms;
	sim_inputs inputs; /* of the hops that happened before a restart */
	size_t next;       /* place of the next hop */
	bool planned;      /* what follows from it is drafted */
	bool kept;         /* the conversation is handed to who sent it */
	int error;         /* it came to nothing for this reason */
};

/* Opens the journal if it is not open yet; a file's is when the network is made.
 * Takes over what another process left. Returns 0, NLETS_E_MEMORY or NLETS_E_STORE. */
int sim_underway_open(struct sim_network *network, struct arena *arena, struct str *why);
/* Forgets all without a word to the journal, where it stays underway. */
void sim_underway_free(struct sim_network *network);

/* The network's queue: a heap, the next due first. */
void sim_queue_sink(struct sim_network *network, size_t at);
bool sim_queue_add(struct sim_network *network, struct sim_underway *underway);
void sim_queue_remove_first(struct sim_network *network);
int64_t sim_underway_due(const struct sim_underway *underway);

#endif
