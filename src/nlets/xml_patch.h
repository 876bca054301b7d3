/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits put into the message's own XML bytes; inside libnlets only. */
#ifndef NLETS_XML_PATCH_H
#define NLETS_XML_PATCH_H

#include "base/buf.h"
#include "nlets/message.h"

/* Appends the bytes of an XML message with every edited part and value replaced and
 * every other byte kept. Returns 0 or NLETS_E_MEMORY. */
int nlets__xml_patch(const struct nlets_message *message, struct arena *arena, struct buf *out);

#endif
