/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the network's definition files: the user's own first, the shipped one
 * when there is none or it is broken. */
#ifndef SIM_READER_H
#define SIM_READER_H

#include "nlets/definition_xml.h"

struct sim_reader {
	nlets_read_definition *read;
	void *context;
	struct arena *arena;
	nlets_faults *faults;
};

/* The root of the file, validated against the schema file. NULL when there is no
 * such file or it is broken; then a fault was added. *file gets the path it was
 * read from. */
const struct nlets_node *sim_read(const struct sim_reader *reader, const char *name,
				  const char *schema, struct str *file);
/* An attribute as a number; other when it is absent or no number. */
unsigned sim_node_number(const struct nlets_node *node, const char *name, unsigned other);
/* Splits a blank-separated list into the vec. Returns false when memory is out. */
typedef VEC(struct str) sim_words;
bool sim_split_words(struct arena *arena, struct str text, sim_words *words);

#endif
