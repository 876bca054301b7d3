/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the registry of definitions holds; for definitions.c and its lint alone. */
#ifndef NLETS_DEFINITIONS_REGISTRY_H
#define NLETS_DEFINITIONS_REGISTRY_H

#include "nlets/forms_read.h"

/* What one lookup by name has found; kept also when it has found nothing, so that
 * the file is looked for only once. */
struct nlets__found {
	const void *thing;
};

/* Where a key stands in the catalogue. */
struct nlets__catalogue_row {
	size_t section, key; /* indexes */
};

struct nlets_definitions {
	struct arena arena;
	nlets_read_definition *read;
	nlets_list_definitions *list;
	void *context;
	nlets_faults faults;
	nlets__section_list sections;
	nlets__source_list sources;
	struct hash rows;          /* key -> struct nlets__catalogue_row */
	struct hash forms;         /* key -> struct nlets_form */
	struct hash files;         /* name of a shipped form file -> anything, once read */
	struct hash tables;        /* name -> struct nlets__found */
	const struct nlets_table *members; /* MEMBER, once it has been asked for */
	struct hash sources_by_id; /* id -> struct nlets_source */
	bool catalogue_read, sources_read, linted;
};

/* Holds one form against itself and against what it refers to. */
void nlets__form_lint(struct nlets_definitions *definitions, const struct nlets_form *form);
/* Every source id must be known; something sourced needs at least one. */
void nlets__marks_lint(struct nlets_definitions *definitions, struct str file,
		       const struct nlets_marks *marks, const char *what, struct str name);
/* Adds a fault about the thing called name. */
void nlets__lint_fault(struct nlets_definitions *definitions, struct str file, unsigned line,
		       const char *what, struct str name);

#endif
