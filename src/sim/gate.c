/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The states' own switches between Nlets and the data. Of most of them nothing is
 * public but the name. */
#include <config.h>

#include "sim/network.h"

#include "base/i18n.h"

static bool is_criminal_history(struct str key)
{
	return str_eq(key, STR("IQ")) || str_eq(key, STR("FQ")) || str_eq(key, STR("AQ"));
}

/* The purpose or reason that the query states, or "". */
static struct str stated(const struct sim_exchange *exchange)
{
	static const char *const codes[] = { "PUR", "RSN" };

	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++) {
		struct str value = nlets_message_value(exchange->query, str_from(codes[i]));

		if (value.ptr && value.len)
			return value;
	}
	return STR("");
}

/* CLETS (AB 1747): what is not for criminal history needs a stated reason. */
void sim_gate_words(const struct sim_exchange *exchange, struct sim_hop *hop)
{
	if (hop->kind != SIM_HOP_FORWARD || !str_eq(hop->gate, STR("CLETS")) || hop->note.len ||
	    is_criminal_history(hop->key))
		return;
	hop->note = str_from(N_("CLETS: a query that is not for criminal history needs a stated "
				"reason (AB 1747). How a query that comes over Nlets is asked for "
				"one is not public."));
	hop->detail = stated(exchange);
}
