/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Queries to a region (message-structure.md 3.1): the switch handles them under a
 * key of their own and with a lower priority. Two published pages disagree on the
 * key under which they reach the members (DL-G: DQ, answered by DR; DL-L: DQG,
 * answered by DRG); a setting chooses. Which keys these are is data:
 * policies/directory.xml. */
#include <config.h>

#include "sim/network.h"

#include "base/i18n.h"

static const struct sim_regional *find(const struct sim_directory *directory, struct str key)
{
	for (size_t i = 0; i < directory->regionals.count; i++) {
		const struct sim_regional *regional = &directory->regionals.items[i];

		if (str_eq(regional->key, key) || str_eq(regional->group, key))
			return regional;
	}
	return NULL;
}

struct str sim_plain_key(const struct sim_network *network, struct str key)
{
	const struct sim_regional *regional = find(network->directory, key);

	return regional ? regional->key : key;
}

static const struct sim_regional *in_force(const struct sim_exchange *exchange)
{
	if (!exchange->regional)
		return NULL;
	return find(exchange->network->directory, exchange->key);
}

bool sim_waits_longer(const struct sim_exchange *exchange)
{
	return find(exchange->network->directory, exchange->key) != NULL;
}

/* Whether members get the regional key, as one of the two pages says. */
static bool keeps_group(const struct sim_exchange *exchange, const struct sim_regional *regional)
{
	return regional && regional->group_response.len &&
	       exchange->network->settings.regional == SIM_REGIONAL_GROUP;
}

struct str sim_forwarded_key(const struct sim_exchange *exchange)
{
	const struct sim_regional *regional = in_force(exchange);

	return keeps_group(exchange, regional) ? regional->group : exchange->key;
}

struct str sim_answered_key(const struct sim_exchange *exchange, struct str response)
{
	const struct sim_regional *regional = in_force(exchange);

	return keeps_group(exchange, regional) && str_eq(response, regional->response)
		       ? regional->group_response
		       : response;
}

void sim_explain_region(const struct sim_exchange *exchange, struct sim_hop *hop)
{
	const struct sim_regional *regional = in_force(exchange);

	if (!regional)
		return;
	hop->backing = NLETS_UNCONFIRMED;
	hop->detail = regional->sources;
	if (!regional->group_response.len)
		hop->note = str_from(
			N_("A query to a region is changed to its regional key and has a lower "
			   "priority; it reaches each member under its plain key."));
	else if (keeps_group(exchange, regional))
		hop->note = str_from(
			N_("A query to a region has a lower priority. It reaches each member under "
			   "its regional key, as one published page says; another says the plain "
			   "key."));
	else
		hop->note = str_from(
			N_("A query to a region has a lower priority. It reaches each member under "
			   "its plain key, as one published page says; another says the regional "
			   "key."));
}
