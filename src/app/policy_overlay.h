/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A policy file laid over those of the session: its entries take the place of those with
 * the same id, as in a file of the user's own folder, without being put there. */
#ifndef APP_POLICY_OVERLAY_H
#define APP_POLICY_OVERLAY_H

#include "app/session.h"

/* The session's definition files with this file over them. name is shown in faults. Both
 * are copied. Returns 0 with the set in *policies, which lives as long as the session;
 * NLETS_E_MEMORY; or NLETS_E_DEFINITION when the file breaks the schema or lint finds a
 * fault in it, with "FILE:LINE: reason" in *why (in the session's arena). */
int app_policies_with(struct app_session *session, struct str name, struct str bytes,
		      struct nlets_policies **policies, struct str *why);
/* The same for a file to be read; also NLETS_E_UNREADABLE with errno set. */
int app_policies_with_file(struct app_session *session, const char *file,
			   struct nlets_policies **policies, struct str *why);
/* Makes the set that of the session: what is asked next goes by it. What points into
 * the set before stays good. */
void app_policies_use(struct app_session *session, struct nlets_policies *policies);

#endif
