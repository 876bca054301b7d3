/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The counts as cells that may be published: small ones hidden, and those that would
 * give them away. */
#ifndef APP_AUDIT_CELLS_H
#define APP_AUDIT_CELLS_H

#include "app/audit_counts.h"
#include "app/suppress.h"

enum app_audit_measure {
	APP_AUDIT_REPLIES, /* by none, one or two dimensions */
	APP_AUDIT_REFUSALS, /* by rule, with or without agency */
	APP_AUDIT_SENT, /* with or without agency, as the next */
	APP_AUDIT_DELIVERED,
	APP_AUDIT_DISCLOSED, /* by agency and class, as the next */
	APP_AUDIT_AGAINST,
	APP_AUDIT_ASKING, /* hints by agency and kind */
	APP_AUDIT_NOTICES, /* by rule */
	APP_AUDIT_MEASURES
};

enum { APP_AUDIT_ALL = -1 };

struct app_audit_cell {
	enum app_audit_measure measure;
	int row[APP_AUDIT_DIMENSIONS]; /* APP_AUDIT_ALL: of all */
	int rule, data_class, hint;    /* APP_AUDIT_ALL: of none or of all */
};

struct app_audit_cells {
	size_t count;
	const struct app_audit_cell *about;
	const struct app_cell *cells;
	size_t hidden;
};

/* Makes them in arena; a threshold below 2 hides nothing. Rows without any reply have no
 * cells. Returns 0 or NLETS_E_MEMORY. */
int app_audit_cells(const struct app_audit_counts *counts, uint64_t threshold, struct arena *arena,
		    struct app_audit_cells *cells);

const char *app_audit_measure_word(enum app_audit_measure measure);

#endif
