/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The set-up examined: folders, definitions, settings, locale, terminal, and what
 * the program has stored. */
#ifndef APP_DOCTOR_H
#define APP_DOCTOR_H

#include "app/session.h"

struct app_doctor_row {
	const char *section; /* translated */
	struct str name, value;
	bool fault;
};

typedef VEC(struct app_doctor_row) app_doctor_rows;

/* Reads all definitions. Rows come section by section; all lives in arena or the
 * session. Returns 0 or NLETS_E_MEMORY. */
int app_doctor(struct app_session *session, bool all_settings, struct arena *arena,
	       app_doctor_rows *rows);

/* Removes all that the program stored: drafts, journal, indexes, populations. Not
 * the user's own settings and definitions. Appends what was removed to *removed.
 * Returns 0 or NLETS_E_UNREADABLE (errno set). */
int app_doctor_purge(struct app_session *session, struct arena *arena, nlets_str_list *removed);

#endif
