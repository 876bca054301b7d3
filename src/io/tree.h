/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders of the program's own files. */
#ifndef IO_TREE_H
#define IO_TREE_H

#include "base/vec.h"

#include <stdint.h>

struct io_entry {
	struct str path;
	uint64_t bytes;
};

typedef VEC(struct io_entry) io_entries;

/* All regular files below the folder, deepest folders included, sorted by path;
 * symbolic links are not followed. A folder that does not exist is empty. Returns 0
 * or NLETS_E_MEMORY. */
int io_tree_files(const char *folder, struct arena *arena, io_entries *entries);

/* Removes the folder with all below it; links are removed, not followed. A folder
 * that does not exist is fine. Returns 0 or NLETS_E_UNREADABLE (errno set). */
int io_tree_remove(const char *folder);

/* Removes one file. A file that does not exist is fine. */
int io_file_remove(const char *path);

#endif
