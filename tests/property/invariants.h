/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds of every parsed message. */
#ifndef TESTS_PROPERTY_INVARIANTS_H
#define TESTS_PROPERTY_INVARIANTS_H

#include "nlets/parse.h"

/* NULL when all hold, otherwise what does not: spans lie inside raw, header
 * parts, fields and texts are in order and do not overlap, values lie inside
 * their fields, every body byte of legacy text is a field, text or separator,
 * and findings point inside raw. */
const char *broken_invariant(const struct nlets_message *message);
/* Whether rendering gives exactly these bytes. */
bool renders_to(struct nlets_definitions *definitions, const struct nlets_message *message,
		struct str bytes);
/* Sets every field and header part to its own value, then overwrites raw. */
bool set_all_to_own(struct nlets_message *message);

#endif
