/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the simulated network holds: invented messages and people. */
#ifndef APP_INVENTED_H
#define APP_INVENTED_H

#include "app/session.h"
#include "base/buf.h"

/* A query that is sure to hit; the seed chooses whom, and the state when holder is
 * "" and the key does not go to one place only. The network must have been made
 * (app_session_network). Returns what sim_sample_query returns. */
int app_sample_query(struct app_session *session, struct str key, struct str holder, uint64_t seed,
		     struct buf *out);

/* Totals of the population. */
int app_population_summary(struct app_session *session, struct buf *out);
/* People as CSV with a header row; texts that look like formulas are guarded
 * unless `raw`. state "" for all. */
int app_population_csv(struct app_session *session, struct str state, size_t limit, bool raw,
		       struct buf *out);

/* Rows of a collection, the same way. NLETS_E_NOT_FOUND when there is none of that name. */
int app_collection_csv(struct app_session *session, struct str collection, struct str state,
		       size_t limit, bool raw, struct buf *out);

#endif
