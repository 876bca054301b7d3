/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All sample messages of the tree. */
#ifndef TESTS_SUPPORT_SAMPLES_H
#define TESTS_SUPPORT_SAMPLES_H

#include "base/arena.h"
#include "base/vec.h"

struct sample {
	struct str path;
	struct str bytes; /* of one message, without ETX */
};

struct samples {
	struct sample *items;
	size_t count, size;
};

/* Every message of every *.txt, *.nlets and *.xml below samples/ and fuzz/finds/,
 * sorted by path; lessons, forms and expectation files are passed over. */
void samples_read(struct arena *arena, struct samples *samples);
/* Adds the messages of one file; name is borrowed. A file that cannot be read adds
 * none. */
void samples_read_file(struct arena *arena, struct samples *samples, const char *name);

#endif
