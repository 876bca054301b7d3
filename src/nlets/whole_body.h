/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The body of a message as one text, whatever its wire format; inside libnlets only. */
#ifndef NLETS_WHOLE_BODY_H
#define NLETS_WHOLE_BODY_H

#include "nlets/definitions.h"
#include "nlets/message.h"

#include "base/vec.h"

/* The contents of the free-text elements (n2:ResponseText and its like) of an XML
 * message, in order; none for other messages. Allocated in arena or borrowed from the
 * message. Returns 0 or NLETS_E_MEMORY. */
int nlets__free_spans(const struct nlets_message *message, struct arena *arena, nlets__spans *spans);

/* Whether one of the spans holds all of `at`. */
bool nlets__within(const nlets__spans *spans, struct span at);

/* Where fields belong in the body of a text message: the indexes of m's fields, those of
 * a query in the order of its form (PUR and ATN must come first, message-structure.md
 * section 1.4), those of an answer in their own. Allocated in arena; NULL when memory
 * is out. */
const size_t *nlets__text_order(const struct nlets_form *form, const struct nlets_message *message,
				struct arena *arena);

/* Gives the free text beside the fields: the new text, or the texts of a text message
 * and those in the free-text elements of an XML message, decoded, with a line end
 * between two; ptr NULL when there is none. Returns 0 or NLETS_E_MEMORY. */
int nlets__loose_text(const struct nlets_message *message, const nlets__spans *free,
		      struct arena *arena, struct str *text);

/* Gives the body as it would stand behind TXT in a text message, with the edits made:
 * the bytes of a text body; of an XML body its free texts as they are and its fields
 * as CODE/value, with dates as ccyymmdd, those of a query first and in the order of
 * its form; of a message made anew its fields and text.
 * Never NULL; allocated in arena. Returns 0 or NLETS_E_MEMORY. */
int nlets__whole_body(const struct nlets_form *form, const struct nlets_message *message,
		      struct arena *arena, struct str *text);

/* The field's value as text messages have it: a date as ccyymmdd. Allocated in arena
 * or borrowed; ptr NULL when memory is out. */
struct str nlets__value_for_text(const struct nlets_form *form, const struct nlets_field *field,
				 struct arena *arena);

#endif
