/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan of faults put together piece by piece; see sim_faults_check() for its words. */
#ifndef APP_FAULT_PLAN_H
#define APP_FAULT_PLAN_H

#include "base/vec.h"

struct app_trouble {
	const char *word;  /* as in a plan; never translated */
	const char *words; /* English msgid */
};

/* All that can go wrong with a holder, the order of the simulation's. */
const struct app_trouble *app_troubles(size_t *count);

typedef VEC(struct str) app_fault_rules;

/* The plan's rules, borrowed from it. Returns 0 or NLETS_E_MEMORY. */
int app_fault_rules_read(struct str plan, struct arena *arena, app_fault_rules *rules);
/* The plan without the rule in that place; in arena. */
struct str app_fault_plan_without(struct str plan, size_t rule, struct arena *arena);
/* The plan with a rule more; one on the same holder and trouble is replaced. */
struct str app_fault_plan_with(struct str plan, struct str holder, struct str trouble,
			       struct arena *arena);

#endif
