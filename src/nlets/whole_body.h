/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The body of a message as one text, whatever its wire format; inside libnlets only. */
#ifndef NLETS_WHOLE_BODY_H
#define NLETS_WHOLE_BODY_H

#include "nlets/definitions.h"
#include "nlets/message.h"

#include "base/vec.h"

typedef VEC(struct span) nlets__spans;

/* The contents of the free-text elements (n2:ResponseText and its like) of an XML
 * message, in order; none for other messages. Returns 0 or NLETS_E_MEMORY. */
int nlets__free_spans(const struct nlets_message *message, struct arena *arena, nlets__spans *spans);

/* Whether one of the spans holds all of `at`. */
bool nlets__within(const nlets__spans *spans, struct span at);

/* Gives the body as it would stand behind TXT in a text message, with the edits made:
 * the bytes of a text body; of an XML body its free texts as they are and its fields
 * as CODE/value, with dates as ccyymmdd; of a message made anew its fields and text.
 * Never NULL; allocated in arena. Returns 0 or NLETS_E_MEMORY. */
int nlets__whole_body(const struct nlets_form *form, const struct nlets_message *message,
		      struct arena *arena, struct str *text);

/* The field's value as text messages have it: a date as ccyymmdd. Allocated in arena
 * or borrowed; ptr NULL when memory is out. */
struct str nlets__value_for_text(const struct nlets_form *form, const struct nlets_field *field,
				 struct arena *arena);

#endif
