/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the trees of definition files to the structs of definitions.h. Used by the
 * registry (definitions.c) alone. */
#ifndef NLETS_FORMS_READ_H
#define NLETS_FORMS_READ_H

#include "nlets/file_reading.h"

typedef VEC(struct nlets_form *) nlets__form_list;
typedef VEC(struct nlets_section) nlets__section_list;
typedef VEC(struct nlets_source) nlets__source_list;

/* Read the root element's children and append what is sound to the list; for the
 * rest faults are added. */
void nlets__forms_read(struct nlets__file_reading *reading, const struct nlets_node *root,
		       nlets__form_list *forms);
void nlets__catalogue_read(struct nlets__file_reading *reading, const struct nlets_node *root,
			   nlets__section_list *sections);
void nlets__sources_read(struct nlets__file_reading *reading, const struct nlets_node *root,
			 nlets__source_list *sources);

#endif
