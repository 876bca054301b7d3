/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking personal data out of a message. Each value that is to go is replaced by a pseudonym
 * of its shape, the same for the same value and seed; free text, in which nothing can be told
 * apart, is replaced as a whole. */
#ifndef NLETS_REDACT_H
#define NLETS_REDACT_H

#include "nlets/parse.h"

#include <stdint.h>

struct nlets_redaction {
	bool classes[NLETS_DATA_CLASS_COUNT];
	nlets_str_list fields; /* codes, whatever their class */
	uint64_t seed;         /* of the pseudonyms */
};

enum nlets_redact_reason {
	NLETS_REDACT_CLASS,   /* its class is to go */
	NLETS_REDACT_FIELD,   /* its code is */
	NLETS_REDACT_UNKNOWN, /* its class is not known, so it may be one of those */
	NLETS_REDACT_SAME,    /* it holds a value that goes elsewhere */
	NLETS_REDACT_TEXT,    /* free text, or the header where it holds such a value */
	NLETS_REDACT_REASONS
};

struct nlets_redacted {
	struct span span; /* in the bytes given */
	struct str code;  /* "" for text */
	enum nlets_data_class data_class;
	enum nlets_redact_reason reason;
};

typedef VEC(struct nlets_redacted) nlets_redacted_list;

/* Appends the message without that data to out and lists what went, in arena. Returns 0,
 * NLETS_E_MEMORY, or NLETS_E_UNRENDERABLE (out is then as it was) when the data cannot be taken out. */
int nlets_redact(struct nlets_definitions *definitions, struct str bytes,
		 const struct nlets_redaction *redaction, struct arena *arena, struct buf *out,
		 nlets_redacted_list *redacted);

const char *nlets_redact_reason_word(enum nlets_redact_reason reason);

#endif
