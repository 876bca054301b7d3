/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What "?" says. */
#ifndef CLI_PLAIN_HELP_H
#define CLI_PLAIN_HELP_H

#include "cli/plain.h"

/* What the row of the draft is and how it is written, with its codes, senders or
 * destinations; only those that have plain->answer when it is not empty. */
void plain_help_row(struct plain *plain, size_t row);
/* The agencies, in the same way. */
void plain_help_agencies(struct plain *plain);

#endif
