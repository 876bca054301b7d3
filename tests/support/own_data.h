/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped definitions with some files of the user's own over them. */
#ifndef TESTS_SUPPORT_OWN_DATA_H
#define TESTS_SUPPORT_OWN_DATA_H

#include "nlets/definitions.h"

struct own_file {
	const char *name; /* "policies/mine.xml"; NULL ends the list */
	const char *bytes;
};

/* As test_data_read and test_data_list; context is a list of struct own_file, in
 * order of their names. */
int own_data_read(void *context, bool own, const char *name, struct arena *arena, struct str *bytes,
		  struct str *path);
int own_data_list(void *context, bool own, const char *folder, struct arena *arena,
		  struct str **names, size_t *count);

#endif
