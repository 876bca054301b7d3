/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers as people lay them out: "LABEL: value", "LABEL = value", columns.
 *
 * The words come from the form's items (labels, code); nothing is known of the
 * holder. A value is taken only where a label says what it is; everything else
 * stays text. Inside libnlets only. */
#ifndef NLETS_LABELS_H
#define NLETS_LABELS_H

#include "base/hash.h"
#include "base/vec.h"
#include "nlets/definitions.h"

/* The label words of a form. */
struct nlets__labels {
	struct hash by_words; /* folded words -> struct nlets_item */
	size_t longest;       /* words of the longest label */
};

/* Spans are into the text that was read. */
struct nlets__label_hit {
	struct str code;   /* borrowed from the form */
	struct span label; /* the label's words */
	struct span span;  /* of the field: from the label to the end of the value, or
			    * the value alone where other fields lie between */
	struct span value;
};

struct nlets__label_hits {
	struct nlets__label_hit *items;
	size_t count, size;
};

/* Builds the index of a form's labels. Returns 0 or NLETS_E_MEMORY. */
int nlets__labels_index(struct arena *arena, const struct nlets_form *form,
			struct nlets__labels *labels);

/* Finds the labelled values of a text; hits come in order of their spans, which
 * do not overlap. Linear in the text. Returns 0 or NLETS_E_MEMORY. */
int nlets__labels_read(struct arena *arena, const struct nlets__labels *labels, struct str text,
		       struct nlets__label_hits *hits);

#endif
