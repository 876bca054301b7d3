/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "io/data.h"

#include "io/file.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

/* The largest definition file read; a long code table is some hundred kilobytes. */
enum { DATA_LIMIT = 32 << 20 };

static const struct str *folders(const struct io_paths *paths, bool own, size_t *count)
{
	*count = own ? 1 : paths->shipped.count;
	return own ? &paths->data : paths->shipped.items;
}

static int read_one(const char *path, struct arena *arena, struct str *bytes)
{
	struct buf content = { 0 };
	int result;

	errno = 0;
	result = io_read_file(path, DATA_LIMIT, &content);
	if (result == NLETS_E_UNREADABLE && (errno == ENOENT || errno == ENOTDIR))
		result = NLETS_E_NOT_FOUND;
	if (result == 0) {
		*bytes = arena_copy(arena, buf_str(&content));
		if (!bytes->ptr && content.len)
			result = NLETS_E_MEMORY;
	}
	buf_free(&content);
	return result;
}

int io_data_read(void *context, bool own, const char *name, struct arena *arena, struct str *bytes,
		 struct str *path)
{
	size_t count;
	const struct str *in = folders(context, own, &count);

	for (size_t i = 0; i < count; i++) {
		int result;

		*path = arena_printf(arena, "%s/%s", in[i].ptr, name);
		if (!path->ptr)
			return NLETS_E_MEMORY;
		result = read_one(path->ptr, arena, bytes);
		if (result != NLETS_E_NOT_FOUND)
			return result;
	}
	return NLETS_E_NOT_FOUND;
}

struct name_list {
	struct str *items;
	size_t count, size;
};

static int list_one(const char *path, struct arena *arena, struct name_list *names)
{
	DIR *dir = opendir(path);
	int result = 0;

	if (!dir)
		return 0;
	for (struct dirent *entry; result == 0 && (entry = readdir(dir));) {
		struct str name = str_from(entry->d_name);
		struct str *item;

		if (name.len <= 4 || name.ptr[0] == '.' || !str_ends(name, STR(".xml")))
			continue;
		item = vec_add(arena, names);
		if (item)
			*item = arena_copy(arena, name);
		if (!item || !item->ptr)
			result = NLETS_E_MEMORY;
	}
	closedir(dir);
	return result;
}

static int compare_names(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* A name found in several folders is listed once. */
static size_t sort_unique(struct name_list *names)
{
	size_t kept = 0;

	if (names->count)
		qsort(names->items, names->count, sizeof(*names->items), compare_names);
	for (size_t i = 0; i < names->count; i++)
		if (kept == 0 || !str_eq(names->items[kept - 1], names->items[i]))
			names->items[kept++] = names->items[i];
	return kept;
}

int io_data_list(void *context, bool own, const char *folder, struct arena *arena,
		 struct str **names, size_t *count)
{
	size_t folder_count;
	const struct str *in = folders(context, own, &folder_count);
	struct name_list found = { 0 };

	for (size_t i = 0; i < folder_count; i++) {
		struct str path = arena_printf(arena, "%s/%s", in[i].ptr, folder);

		if (!path.ptr || list_one(path.ptr, arena, &found) < 0)
			return NLETS_E_MEMORY;
	}
	*count = sort_unique(&found);
	*names = found.items;
	return 0;
}
