/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/wire.h"

int nlets__xml_parse(struct nlets_definitions *definitions,
		     const struct nlets_parse_options *options, struct nlets_message *message)
{
	struct span *text = vec_add(&message->arena, &message->text);

	(void)definitions;
	(void)options;
	if (!text)
		return NLETS_E_MEMORY;
	message->body = (struct span){ 0, message->raw.len };
	*text = message->body;
	message->layout = NLETS_BODY_XML;
	return 0;
}
