/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Characters, CDATA, dates and grouped elements of the XML wire. */
#ifndef NLETS_XML_WRITE_H
#define NLETS_XML_WRITE_H

#include "base/buf.h"
#include "nlets/definitions.h"
#include "nlets/xml_paths.h"

/* Appends text as character data: & < > and CR as references; what XML 1.0 cannot
 * hold (C0 controls but tab and line ends, bytes that are no UTF-8) becomes U+FFFD. */
void nlets__xml_add_escaped(struct buf *out, struct str text);
/* The same inside an open CDATA section: "]]>" is split over two sections. */
void nlets__xml_add_cdata(struct buf *out, struct str text);
/* Offset of the first byte that XML cannot hold, or text.len. */
size_t nlets__xml_first_unholdable(struct str text);

/* ccyymmdd as yyyy-mm-dd and back; STR_NONE when the text is no such date or
 * memory is out. Source of both notations: DL-N, MS. */
struct str nlets__date_to_xml(struct arena *arena, struct str text);
struct str nlets__date_to_text(struct arena *arena, struct str text);

/* Elements to be written, grouped into common parents. */
struct nlets__xml_node {
	struct nlets__xml_step step;
	struct str value; /* of a leaf */
	bool leaf;
	struct nlets__xml_node *first, *last, *previous, *next;
};

/* Puts a value at the end of the path below top. A parent that already holds such
 * a leaf is not used again: the value then begins a new group at the first step,
 * so that repeated blocks stay together. Returns 0 or NLETS_E_MEMORY. */
int nlets__xml_node_put(struct arena *arena, struct nlets__xml_node *top,
			const struct nlets__xml_path *path, struct str value);
/* Marks the families that the elements below top use. */
void nlets__xml_node_families(const struct nlets__xml_node *top, bool used[NLETS__XML_FAMILIES]);
/* Writes the elements below top, one a line, indented by `depth` double blanks. */
void nlets__xml_node_write(const struct nlets__xml_node *top, size_t depth, struct buf *out);

#endif
