/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "io/tree.h"

#include "nlets/error.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEEPEST = 32 };

static bool is_dots(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static int add_entry(struct arena *arena, io_entries *entries, const char *folder, const char *name,
		     const struct stat *about)
{
	struct io_entry *entry = vec_add(arena, entries);

	if (!entry)
		return NLETS_E_MEMORY;
	entry->path = arena_printf(arena, "%s/%s", folder, name);
	entry->bytes = (uint64_t)about->st_size;
	return entry->path.ptr ? 0 : NLETS_E_MEMORY;
}

static int walk(const char *folder, struct arena *arena, io_entries *entries, int depth)
{
	DIR *dir = depth < DEEPEST ? opendir(folder) : NULL;
	int result = 0;

	if (!dir)
		return 0;
	for (struct dirent *item; result == 0 && (item = readdir(dir));) {
		struct stat about;

		if (is_dots(item->d_name) ||
		    fstatat(dirfd(dir), item->d_name, &about, AT_SYMLINK_NOFOLLOW) < 0)
			continue;
		if (S_ISREG(about.st_mode)) {
			result = add_entry(arena, entries, folder, item->d_name, &about);
		} else if (S_ISDIR(about.st_mode)) {
			struct str below = arena_printf(arena, "%s/%s", folder, item->d_name);

			result = below.ptr ? walk(below.ptr, arena, entries, depth + 1) : NLETS_E_MEMORY;
		}
	}
	closedir(dir);
	return result;
}

static int compare(const void *a, const void *b)
{
	return str_cmp(((const struct io_entry *)a)->path, ((const struct io_entry *)b)->path);
}

int io_tree_files(const char *folder, struct arena *arena, io_entries *entries)
{
	int result = walk(folder, arena, entries, 0);

	if (entries->count)
		qsort(entries->items, entries->count, sizeof(*entries->items), compare);
	return result;
}

/* Empties the folder behind the descriptor, which it closes. */
static bool remove_below(int fd, int depth)
{
	DIR *dir = fdopendir(fd);
	bool done = dir != NULL && depth < DEEPEST;

	if (!dir)
		close(fd);
	for (struct dirent *item; done && (item = readdir(dir));) {
		int below;

		if (is_dots(item->d_name) || unlinkat(dirfd(dir), item->d_name, 0) == 0)
			continue;
		below = openat(dirfd(dir), item->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		done = below >= 0 && remove_below(below, depth + 1) &&
		       unlinkat(dirfd(dir), item->d_name, AT_REMOVEDIR) == 0;
	}
	if (dir)
		closedir(dir);
	return done;
}

int io_tree_remove(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0)
		return errno == ENOENT ? 0 : NLETS_E_UNREADABLE;
	return remove_below(fd, 0) && rmdir(folder) == 0 ? 0 : NLETS_E_UNREADABLE;
}

int io_file_remove(const char *path)
{
	return unlink(path) == 0 || errno == ENOENT ? 0 : NLETS_E_UNREADABLE;
}
