/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Namespaces of Nlets messages and the element paths of form items.
 *
 * Elements are matched by namespace and local name, never by prefix: prefixes
 * are bound anew inside bodies (message-structure.md section 12). Namespaces of
 * later NIEM and JXDM releases belong to the same family; an element of an
 * unknown namespace matches by its local name. */
#ifndef NLETS_XML_PATHS_H
#define NLETS_XML_PATHS_H

#include "base/arena.h"
#include "base/str.h"
#include "nlets/definitions.h"

enum nlets__xml_family {
	NLETS__XML_UNKNOWN,
	NLETS__XML_N2,
	NLETS__XML_NH2,
	NLETS__XML_N2C,
	NLETS__XML_N2AA,
	NLETS__XML_NC,
	NLETS__XML_J,
	NLETS__XML_J4,
	NLETS__XML_IM,
	NLETS__XML_RAP,
	NLETS__XML_FAMILIES
};

/* The family of a namespace URI; *exact says whether it is one that the facts
 * name rather than a relative of one. */
enum nlets__xml_family nlets__xml_family(struct str uri, bool *exact);
/* The family of a prefix as the forms use it. */
enum nlets__xml_family nlets__xml_prefix(struct str prefix);
/* The URI we write for a family, and the prefix we bind to it. */
const char *nlets__xml_uri(enum nlets__xml_family family);
const char *nlets__xml_prefix_of(enum nlets__xml_family family);

/* One step of a path: "nc:Vehicle". */
struct nlets__xml_step {
	enum nlets__xml_family family;
	struct str name;
};

enum { NLETS__XML_STEPS = 12 };

struct nlets__xml_path {
	struct nlets__xml_step steps[NLETS__XML_STEPS];
	size_t count; /* 0: no path, or one too long */
};

struct nlets__xml_path nlets__xml_path(struct str text);

/* Paths of a form's items by the local name of their last step. */
struct nlets__xml_candidate {
	const struct nlets_item *item;
	struct nlets__xml_path path;
	const struct nlets__xml_candidate *next; /* same last name */
};

struct nlets__xml_index {
	struct hash by_name; /* of struct nlets__xml_candidate */
};

/* Builds the index; form may be NULL. Returns 0 or NLETS_E_MEMORY. */
int nlets__xml_index(struct arena *arena, const struct nlets_form *form,
		     struct nlets__xml_index *index);

struct nlets__xml_tree;

/* The item whose path is the longest one that element `at` ends, looking no
 * higher than element `top`; NULL when there is none. */
const struct nlets_item *nlets__xml_match(const struct nlets__xml_index *index,
					  const struct nlets__xml_tree *tree, size_t top, size_t at);
/* The same for a path whose last step is a nc:PersonFullName directly below
 * element `at`, whether or not that is there. */
const struct nlets_item *nlets__xml_match_name(const struct nlets__xml_index *index,
					       const struct nlets__xml_tree *tree, size_t top,
					       size_t at);

#endif
