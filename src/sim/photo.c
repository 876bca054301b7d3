/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photos in answers (vehicle-and-driver.md section 8): a drawing stands for each, never a face.
 * Which states give photos is not public, so each answer with one says what is known
 * of its state. */
#include <config.h>

#include "sim/network.h"

#include "base/i18n.h"

#define DRAWN_PHOTO STR("[SIMULATED PHOTO OF NOBODY: (o_o)]")
#define DRAWN_VEHICLE STR("[SIMULATED PHOTO OF NO VEHICLE: o-o]")
/* KQ and CPQ give photos to users of XML only (K-LEG, PP-W): in text it can only be said. */
#define ONLY_XML STR("PHOTO ON FILE, SENT IN XML ONLY")

bool sim_wants_photo(const struct sim_exchange *exchange, const struct sim_service *service)
{
	struct str asked = nlets_message_value(exchange->query, STR("IMQ"));

	if (str_eq(service->photo, STR("always-xml")))
		return true;
	return service->photo.len && (str_eq(asked, STR("Y")) || str_eq(asked, STR("TRUE")));
}

/* Whether the photo exists but cannot travel to this asker. */
static bool stays_behind(const struct sim_exchange *exchange, const struct sim_service *service)
{
	return str_ends(service->photo, STR("xml")) && !exchange->network->settings.deliver_xml;
}

bool sim_add_photo(struct sim_exchange *exchange, const struct sim_service *service,
		   struct sim_record *record)
{
	struct str drawn = str_eq(exchange->key, STR("LPQ")) ? DRAWN_VEHICLE : DRAWN_PHOTO;

	return sim_record_set(exchange->arena, record, STR("IMG"),
			      stays_behind(exchange, service) ? ONLY_XML : drawn);
}

/* What is public of licence photos of that state. */
static struct str known_of(struct sim_exchange *exchange, const struct sim_holder *holder)
{
	struct nlets_policies *policies = exchange->network->settings.policies;
	const struct nlets_holder *known = policies ? nlets_holder(policies, holder->code) : NULL;

	if (known && str_eq(known->photos, STR("pilot-2008")))
		return str_from(
			N_("A photo was asked for. This state took part in the photo pilot of 2007 "
			   "and 2008; whether it gives photos now is not public. The drawing stands "
			   "for one."));
	return str_from(N_("A photo was asked for. Whether this state gives photos is not "
			   "public; the drawing stands for one."));
}

struct str sim_photo_note(struct sim_exchange *exchange, const struct sim_holder *holder,
			  const struct sim_service *service, const struct sim_record *record)
{
	if (!sim_record_get(record, STR("IMG")).len)
		return str_from(N_("A photo was asked for; by a rule this state gives none."));
	if (stays_behind(exchange, service))
		return str_from(N_("A photo is said to be there, but this key gives it to users of "
				   "XML only, and the asker receives text."));
	if (str_eq(exchange->key, STR("DQ")) || str_eq(exchange->key, STR("KQ")))
		return known_of(exchange, holder);
	return str_from(N_("A photo was asked for; the drawing stands for one. The XML element "
			   "that would carry it is not public."));
}
