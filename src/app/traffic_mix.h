/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mix of an invented message log (policies/traffic.xml; its schema says each word). */
#ifndef APP_TRAFFIC_MIX_H
#define APP_TRAFFIC_MIX_H

#include "app/session.h"

enum { APP_HOURS = 24 };

struct app_mix_asker {
	const struct nlets_agency *agency;
	unsigned weight;
};

struct app_mix_field {
	struct str code, slot;
	struct str value; /* a fixed one, or "" */
	enum nlets_data_class data_class;
};

struct app_mix_query {
	struct str key, answer, of, ask;
	unsigned weight, many, hit; /* many, hit: of a thousand */
	VEC(struct app_mix_field) fields;
};

struct app_mix {
	unsigned error, silent, self, surname, repeated; /* of a thousand */
	unsigned hours[APP_HOURS];
	VEC(struct app_mix_asker) askers;
	VEC(struct app_mix_query) queries;
};

/* Reads it into the session's arena. Returns 0, NLETS_E_MEMORY or NLETS_E_DEFINITION with
 * FILE:LINE: reason in *why. */
int app_mix_read(struct app_session *session, struct app_mix *mix, struct str *why);

#endif
