/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether two messages in different wire formats say the same; inside libnlets only. */
#ifndef NLETS_SAME_CONTENT_H
#define NLETS_SAME_CONTENT_H

#include "nlets/definitions.h"
#include "nlets/message.h"

/* Compares header, stamps and fields. A date counts the same in both notations, and
 * fields may stand in another order when `any_order` is set, because elements with
 * a common parent stand together. Texts are not compared. Returns 0 and sets *same,
 * or NLETS_E_MEMORY. */
int nlets__same_content(const struct nlets_form *form, const struct nlets_message *a,
			const struct nlets_message *b, bool any_order, struct arena *arena,
			bool *same);

/* The first field of a that b does not hold, in the same sense; NULL when b holds all,
 * or when memory is out. */
const struct nlets_field *nlets__lost_field(const struct nlets_form *form,
					    const struct nlets_message *a,
					    const struct nlets_message *b, struct arena *arena);

#endif
