/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/definitions.h"

#include "nlets/forms_read.h"

void nlets_definitions_lint(struct nlets_definitions *definitions)
{
	nlets_definitions_load_all(definitions);
}
