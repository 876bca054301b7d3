/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped definitions for unit tests, read from the source tree. */
#ifndef TESTS_SUPPORT_DATA_H
#define TESTS_SUPPORT_DATA_H

#include "nlets/definitions.h"

/* For nlets_definitions_new() and its like, with context NULL. The user's own
 * folder is always empty. */
int test_data_read(void *context, bool own, const char *name, struct arena *arena, struct str *bytes,
		   struct str *path);
int test_data_list(void *context, bool own, const char *folder, struct arena *arena,
		   struct str **names, size_t *count);

#endif
