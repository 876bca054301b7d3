/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_RULING_JSON_H
#define APP_RULING_JSON_H

#include "app/session.h"

#include <jansson.h>

/* A ruling as every report writes it: verdict, assumed, general, rule, words, certainty,
 * source, lifted. */
json_t *app_ruling_json(struct app_session *session, const struct nlets_ruling *ruling,
			struct arena *arena);

#endif
