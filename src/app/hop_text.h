/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a hop in words: for the screens, the ladder and the reports. */
#ifndef APP_HOP_TEXT_H
#define APP_HOP_TEXT_H

#include "app/page.h"
#include "sim/sim.h"

struct app_outcome {
	const char *word;         /* in JSON; never translated */
	const char *sign;         /* one character, " " for none */
	const char *words, *brief; /* English msgids, "" for none */
	enum app_role role;
};
const struct app_outcome *app_hop_outcome(enum sim_outcome outcome);
/* "query", "forward" ...: in JSON; never translated. */
const char *app_hop_kind(enum sim_hop_kind kind);
/* What happens in a hop of that kind, as a sentence; translated. */
const char *app_hop_sentence(enum sim_hop_kind kind);
/* "a" assumed, "i" invented, "" sourced. */
const char *app_hop_mark(const struct sim_hop *hop);
/* Whether it goes towards the asker, or back from a holder. */
bool app_hop_returns(const struct sim_hop *hop);
/* What went wrong, in JSON; never translated. "none" for nothing. */
const char *app_hop_fault(enum sim_fault fault);
/* The same for people, translated; "" for nothing. */
const char *app_hop_fault_words(enum sim_fault fault);
/* "asked 52 · hit 1 · no record 50 · no answer came 1", translated; in arena. */
struct str app_hops_summary(const struct sim_conversation *hops, struct arena *arena);
/* "✓ hit", translated; "" when there is nothing to say. In arena. */
struct str app_hop_outcome_words(const struct sim_hop *hop, struct arena *arena);

#endif
