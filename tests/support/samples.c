/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "tests/support/samples.h"

#include "nlets/scan.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

static struct str read_file(struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "rb");
	char *data;
	long size;
	size_t len;

	if (!file)
		return STR_NONE;
	fseek(file, 0, SEEK_END);
	size = ftell(file);
	rewind(file);
	data = arena_alloc(arena, size > 0 ? (size_t)size : 1);
	len = data && size > 0 ? fread(data, 1, (size_t)size, file) : 0;
	fclose(file);
	return (struct str){ data, len };
}

static bool is_message_file(struct str path)
{
	return str_ends(path, STR(".txt")) || str_ends(path, STR(".nlets")) ||
	       (str_ends(path, STR(".xml")) && str_find(path, STR("/lessons/")) == path.len &&
		str_find(path, STR("/own-forms/forms/")) == path.len);
}

void samples_read_file(struct arena *arena, struct samples *samples, const char *name)
{
	struct str path = str_from(name);
	struct str bytes = read_file(arena, name);

	for (size_t at = 0, next; at < bytes.len; at = next) {
		size_t len = nlets_scan_frame(bytes, at, &next);
		struct sample *sample = vec_add(arena, samples);

		if (!sample)
			abort();
		*sample = (struct sample){ path, str_sub(bytes, at, len) };
	}
}

static void walk(struct arena *arena, struct samples *samples, struct str folder)
{
	DIR *dir = opendir(folder.ptr);

	for (struct dirent *entry; dir && (entry = readdir(dir));) {
		struct str path = arena_printf(arena, "%.*s/%s", STR_ARGS(folder), entry->d_name);

		if (entry->d_name[0] == '.')
			continue;
		if (is_message_file(path))
			samples_read_file(arena, samples, path.ptr);
		else
			walk(arena, samples, path);
	}
	if (dir)
		closedir(dir);
}

static int compare(const void *a, const void *b)
{
	const struct sample *x = a, *y = b;
	int order = str_cmp(x->path, y->path);

	return order ? order : (x->bytes.ptr > y->bytes.ptr) - (x->bytes.ptr < y->bytes.ptr);
}

void samples_read(struct arena *arena, struct samples *samples)
{
	const char *top = getenv("top_srcdir");

	walk(arena, samples, arena_printf(arena, "%s/samples", top ? top : "."));
	walk(arena, samples, arena_printf(arena, "%s/fuzz/finds", top ? top : "."));
	if (samples->count)
		qsort(samples->items, samples->count, sizeof(*samples->items), compare);
}
