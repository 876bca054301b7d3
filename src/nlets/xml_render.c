/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/wire.h"

int nlets__xml_render(struct nlets_definitions *definitions, const struct nlets_message *message,
		      struct buf *out, struct arena *arena, struct nlets_findings *findings)
{
	(void)definitions;
	(void)arena;
	(void)findings;
	if (!nlets__keeps_bytes(message, NLETS_WIRE_XML))
		return NLETS_E_UNRENDERABLE;
	return nlets__patch(message, arena, out, buf_add);
}
