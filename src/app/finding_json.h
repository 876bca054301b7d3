/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_FINDING_JSON_H
#define APP_FINDING_JSON_H

#include "app/session.h"

#include <jansson.h>

/* One finding as {"id","severity","offset","length","field","message","fix",
 * "source"}; offsets are increased by `base`. `field` and `source` are null when
 * there is none. */
json_t *app_finding_json(struct app_session *session, const struct nlets_finding *finding,
			 size_t base, struct arena *arena);
/* All of them, in their order. */
json_t *app_findings_json(struct app_session *session, const struct nlets_findings *findings,
			  size_t base, struct arena *arena);

#endif
