/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan of faults, as text: see sim_faults_check() in sim.h. */
#ifndef SIM_FAULTS_H
#define SIM_FAULTS_H

#include "base/str.h"

enum sim_trouble {
	SIM_TROUBLE_SLOW,
	SIM_TROUBLE_SILENT,
	SIM_TROUBLE_GARBLED,
	SIM_TROUBLE_DUPLICATED,
	SIM_TROUBLE_OUT_OF_ORDER,
	SIM_TROUBLE_STORE,
	SIM_TROUBLE_REMOVE,
	SIM_TROUBLES
};

struct sim_fault_rule {
	struct str holder; /* member code, or "*" */
	enum sim_trouble trouble;
	unsigned seconds;
};

/* Takes the first rule off the plan. Returns 1, 0 when none is left, or -1 with the
 * wrong part in rule->holder. */
int sim_faults_next(struct str *plan, struct sim_fault_rule *rule);

#endif
