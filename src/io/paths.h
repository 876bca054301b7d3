/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where things lie: the XDG folders and the shipped data. */
#ifndef IO_PATHS_H
#define IO_PATHS_H

#include "base/vec.h"

/* Absolute, without a slash at the end, NUL-terminated. The four homes already
 * end in "/nletscope"; they need not exist. */
struct io_paths {
	struct str config, data, state, cache;
	VEC(struct str) config_dirs; /* system-wide, most important first */
	VEC(struct str) shipped;     /* folders that hold forms/, policies/... */
	struct str locale;           /* folder of the message catalogues, or "" for the configured one */
	bool from_build_tree;        /* the program runs where it was built */
};

/* Reads the environment (XDG_*, HOME, NLETSCOPE_DATA) as XDG Base Directory 0.8
 * says: empty or relative values count as unset. Allocated in arena. Returns
 * false when memory is out. */
bool io_paths_find(struct arena *arena, struct io_paths *paths);

#endif
