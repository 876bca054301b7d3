/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_REVEAL_PATHS_H
#define CLI_REVEAL_PATHS_H

#include "app/reveal.h"
#include "cli/cli.h"

/* reveal --paths: the ways by which that class or field of the holder's records still
 * comes to the agency of the question. Returns an enum cli_status. */
int cli_reveal_paths(struct cli *cli, const char *datum, const struct app_reveal_question *question);

#endif
