/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the two files on pathways; not for others. */
#ifndef NLETS_PATHWAYS_CUT_H
#define NLETS_PATHWAYS_CUT_H

#include "nlets/policy_parts.h"

/* Fills in what each measure closes, and the smallest sets that close everything. */
int nlets__weigh_measures(struct nlets_policies *policies, struct arena *arena,
			  struct nlets_reach *reach);

#endif
