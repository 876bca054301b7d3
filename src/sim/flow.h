/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scripted conversations (the flows of policies/systems.xml): steps over the
 * simulated network and steps outside it, in one struct sim_conversation. */
#ifndef SIM_FLOW_H
#define SIM_FLOW_H

#include "nlets/systems.h"
#include "sim/sim.h"

/* Plays the flow as it went in that case. A step that sends goes through sim_send()
 * with a sample that hits; its hops stand in the conversation, the first of them with the
 * step's words. A step outside Nlets, or one that this case bars or that is only
 * explained, is one hop without bytes (SIM_HOP_OUTSIDE); of those the barred and the
 * explained have the outcome SIM_OUTCOME_NOT_DONE and the case's words as their note.
 * The first hop tells the case. The conversation is the caller's, to be freed with
 * sim_conversation_free(). Returns 0, NLETS_E_NOT_FOUND when there is no sample, or what sim_send() returns. */
int sim_run_flow(struct sim_network *network, const struct nlets_flow *flow,
		 const struct nlets_flow_case *flow_case, int64_t now,
		 struct sim_conversation *conversation);

#endif
