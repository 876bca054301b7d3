/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/error.h"

#include "base/i18n.h"

const char *nlets_error_text(int error)
{
	switch (error) {
#define NLETS_X(name, number, text) \
	case name:                  \
		return N_(text);
		NLETS_ERRORS(NLETS_X)
#undef NLETS_X
	default:
		return N_("unknown error");
	}
}
