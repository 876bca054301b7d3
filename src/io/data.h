/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The definition reader: nlets and sim read no files themselves. */
#ifndef IO_DATA_H
#define IO_DATA_H

#include "io/paths.h"
#include "nlets/definitions.h"

/* As nlets_read_definition and nlets_list_definitions ask; context is a
 * struct io_paths *. A shipped file is taken from the first folder that has it. */
int io_data_read(void *context, bool own, const char *name, struct arena *arena, struct str *bytes,
		 struct str *path);
int io_data_list(void *context, bool own, const char *folder, struct arena *arena,
		 struct str **names, size_t *count);

#endif
