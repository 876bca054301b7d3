/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "tests/support/data.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

static struct str full_path(struct arena *arena, const char *name)
{
	const char *top = getenv("top_srcdir");

	return arena_printf(arena, "%s/%s", top ? top : ".", name);
}

int test_data_read(void *context, bool own, const char *name, struct arena *arena, struct str *bytes,
		   struct str *path)
{
	FILE *file;
	long size;
	char *data;

	(void)context;
	if (own)
		return NLETS_E_NOT_FOUND;
	*path = full_path(arena, name);
	if (!path->ptr)
		return NLETS_E_MEMORY;
	file = fopen(path->ptr, "rb");
	if (!file)
		return NLETS_E_NOT_FOUND;
	fseek(file, 0, SEEK_END);
	size = ftell(file);
	rewind(file);
	data = arena_alloc(arena, (size_t)size + 1);
	if (data)
		*bytes = (struct str){ data, fread(data, 1, (size_t)size, file) };
	fclose(file);
	return data ? 0 : NLETS_E_MEMORY;
}

static int compare(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

int test_data_list(void *context, bool own, const char *folder, struct arena *arena,
		   struct str **names, size_t *count)
{
	VEC(struct str) found = { 0 };
	DIR *dir = own ? NULL : opendir(full_path(arena, folder).ptr);

	(void)context;
	for (struct dirent *entry; dir && (entry = readdir(dir));)
		if (str_ends(str_from(entry->d_name), STR(".xml")))
			*vec_add(arena, &found) = arena_copy(arena, str_from(entry->d_name));
	if (dir)
		closedir(dir);
	if (found.count)
		qsort(found.items, found.count, sizeof(*found.items), compare);
	*names = found.items;
	*count = found.count;
	return 0;
}
