/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A code list of a NIEM release as one of the user's own tables. */
#ifndef APP_TABLE_IMPORT_H
#define APP_TABLE_IMPORT_H

#include "app/session.h"

struct app_import {
	struct str path;   /* of the table written, or of the file that failed */
	size_t count;      /* codes in it */
	const struct nlets_fault *faults;
	size_t fault_count;
};

/* A name that a table file may have: capitals and digits, so that it cannot lead
 * out of the folder. */
bool app_import_name_fits(struct str name);

/* Reads the schema and writes forms/tables/NAME.xml in the user's data folder.
 * Returns 0, NLETS_E_UNREADABLE (errno set), or what nlets_table_import returns.
 * All of *made lives in the session's arena. */
int app_import_table(struct app_session *session, const char *file, struct str name, struct str type,
		     struct app_import *made);

#endif
