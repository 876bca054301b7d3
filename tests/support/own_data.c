/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "tests/support/own_data.h"

#include "tests/support/data.h"

int own_data_read(void *context, bool own, const char *name, struct arena *arena, struct str *bytes,
		  struct str *path)
{
	const struct own_file *file = context;

	for (; own && file->name; file++)
		if (strcmp(file->name, name) == 0) {
			*bytes = str_from(file->bytes);
			*path = str_from(file->name);
			return 0;
		}
	return test_data_read(NULL, own, name, arena, bytes, path);
}

int own_data_list(void *context, bool own, const char *folder, struct arena *arena,
		  struct str **names, size_t *count)
{
	const struct own_file *file = context;
	VEC(struct str) found = { 0 };
	size_t len = strlen(folder);

	if (!own)
		return test_data_list(NULL, own, folder, arena, names, count);
	for (; file->name; file++)
		if (strncmp(file->name, folder, len) == 0 && file->name[len] == '/')
			*vec_add(arena, &found) = str_from(file->name + len + 1);
	*names = found.items;
	*count = found.count;
	return 0;
}
