/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The body of a message as one text, whatever its wire format. */
#ifndef NLETS_XML_FREE_H
#define NLETS_XML_FREE_H

#include "nlets/message.h"

/* Gives the body as it would stand behind TXT in a text message, with the edits
 * made: the bytes of a text body; the content of the free-text elements of an XML
 * body; CODE/value fields otherwise. Never NULL; allocated in arena or borrowed.
 * Returns 0 or NLETS_E_MEMORY. */
int nlets__free_body(const struct nlets_message *message, struct arena *arena, struct str *text);

#endif
