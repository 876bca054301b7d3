/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two messages compared field by field, whatever their wire formats. */
#ifndef NLETS_DIFF_H
#define NLETS_DIFF_H

#include "nlets/message.h"

enum nlets_change {
	NLETS_SAME,
	NLETS_ADDED,   /* only in b */
	NLETS_REMOVED, /* only in a */
	NLETS_CHANGED,
};

/* One header part, field or text. For a changed one the parts differ between
 * prefix and suffix bytes of both values; those counts never cut a UTF-8 character. */
struct nlets_difference {
	enum nlets_change change;
	struct str what;            /* "key", "from", "to", "control", a field code, or "text" */
	struct str a, b;            /* values; ptr NULL when absent */
	struct span a_span, b_span; /* in the raw of each */
	size_t prefix, suffix;
};

struct nlets_diff {
	VEC(struct nlets_difference) rows;
	size_t changes; /* rows that are not NLETS_SAME */
};

/* Rows in the order of a, with what is only in b where it stands in b. Values
 * that mean the same (a date in both notations, trailing blanks) are the same.
 * The order of the fields alone is no difference. Values are borrowed from the
 * messages, the rows allocated in arena. Returns 0 or NLETS_E_MEMORY. */
int nlets_diff(const struct nlets_message *a, const struct nlets_message *b, struct arena *arena,
	       struct nlets_diff *diff);

#endif
