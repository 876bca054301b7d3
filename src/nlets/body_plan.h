/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the text of a body is read, be it behind TXT or inside an XML element; inside
 * libnlets only. */
#ifndef NLETS_BODY_PLAN_H
#define NLETS_BODY_PLAN_H

#include "nlets/definitions.h"

struct nlets__body_plan {
	const struct nlets_form *form; /* NULL when the key is not known */
	bool fields, labels;
	bool strict;     /* a query without free text: what is no field is a fault */
	size_t code_max; /* for nlets_scan_field() */
};

/* By the form of the key, or without one by the key's last letter and by how the body
 * begins. definitions may be NULL. */
struct nlets__body_plan nlets__body_plan(struct nlets_definitions *definitions, struct str key,
					 struct str body);

/* Whether what the scanner found is a field. In an answer that may be labelled a code
 * of no item of the form before words and a sign is a part of a label
 * ("DL/ID NUM: 123"), not a code. If so, *code becomes that of the item whose label an
 * answer may write in its place ("SSN/" for SOC), or stays as written. */
bool nlets__takes_field(const struct nlets__body_plan *plan, struct str value, struct str *code);

#endif
