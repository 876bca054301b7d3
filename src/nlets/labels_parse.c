/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/wire.h"

int nlets__labels_parse(struct nlets_definitions *definitions, const struct nlets_form *form,
			struct nlets_message *message)
{
	(void)definitions;
	(void)form;
	(void)message;
	return 0;
}
