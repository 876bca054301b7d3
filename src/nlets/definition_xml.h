/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Definition files as small trees: the only door to libxml2 for the loaders of
 * forms, tables, policies and layouts.
 *
 * Reading never uses the network, a DTD or entity expansion. Line numbers are
 * kept on every node, so that a loader can say file:line. */
#ifndef NLETS_DEFINITION_XML_H
#define NLETS_DEFINITION_XML_H

#include "nlets/definitions.h"

struct nlets_node;

struct nlets_attribute {
	struct str name;
	struct str value;
};

/* An element. text is all character data directly below it, white space folded
 * to single blanks and trimmed; mixed content keeps no order. */
struct nlets_node {
	struct str name;
	struct str text;
	unsigned line;
	struct nlets_attribute *attributes;
	size_t attribute_count;
	struct nlets_node *children;
	size_t child_count;
};

typedef VEC(struct nlets_fault) nlets_faults;

/* Adds a fault; the reason is formatted into the arena. Ignores lack of memory. */
void nlets_fault_add(struct arena *arena, nlets_faults *faults, struct str file, unsigned line,
		     const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Parses and, where schema is not empty, validates against that RELAX NG text.
 * Returns the root allocated in arena, or NULL with at least one fault added. */
const struct nlets_node *nlets_node_parse(struct arena *arena, struct str bytes, struct str file,
					  struct str schema, nlets_faults *faults);

/* The attribute's value, or STR_NONE / the given text when it is absent. */
struct str nlets_node_attribute(const struct nlets_node *node, const char *name);
struct str nlets_node_attribute_or(const struct nlets_node *node, const char *name, const char *other);
bool nlets_node_is(const struct nlets_node *node, const char *name);
/* The next child with this name (any when NULL) after `after` (NULL: from the start). */
const struct nlets_node *nlets_node_child(const struct nlets_node *node, const char *name,
					  const struct nlets_node *after);
/* The text of the first such child, or STR_NONE. */
struct str nlets_node_child_text(const struct nlets_node *node, const char *name);

#endif
