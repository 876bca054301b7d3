/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The body of an XML message: fields by the element paths of the form, and free
 * text read as a legacy body is read. */
#ifndef NLETS_XML_BODY_H
#define NLETS_XML_BODY_H

#include "nlets/whole_body.h"
#include "nlets/wire.h"
#include "nlets/xml_tree.h"

/* Reads element `body` of the tree into fields and texts; form may be NULL.
 * Returns 0 or NLETS_E_MEMORY. */
int nlets__xml_body(struct nlets_definitions *definitions,
		    const struct nlets_parse_options *options, const struct nlets_form *form,
		    const struct nlets__xml_tree *tree, size_t body, struct nlets_message *message);

/* The value of a leaf element: trimmed, references resolved, and the bytes it
 * stands in: the bare characters where they stand in one piece, otherwise all
 * between the tags. Returns 0 or NLETS_E_MEMORY. */
int nlets__xml_value(struct nlets_message *message, const struct nlets__xml_element *element,
		     struct str *value, struct span *at);

/* Keeps what stands at the field's value span where the value alone, written anew,
 * would not give those bytes back: references, name parts, a CDATA mark or a comment
 * inside the value (see xml_patch.c). Returns 0 or NLETS_E_MEMORY. */
int nlets__xml_keep_written(struct nlets_message *message, struct nlets_field *field);

/* Whether a leaf holds free text (n2:ResponseText and its like). */
bool nlets__xml_is_free_text(const struct nlets__xml_element *element);

/* Appends the contents of the free-text elements within body, in order. Returns 0 or
 * NLETS_E_MEMORY. */
int nlets__xml_free_spans(struct arena *arena, const struct nlets__xml_tree *tree, struct span body,
			  nlets__spans *spans);

/* Free text in the bytes `content` of raw, read as the body of a text message with the
 * same key is. Returns 0 or NLETS_E_MEMORY. */
int nlets__xml_free_text(struct nlets_definitions *definitions,
			 const struct nlets_parse_options *options, struct span content,
			 struct nlets_message *message);

/* Reports, once a message, that the limit on fields was reached at `at`. Returns 0 or
 * NLETS_E_MEMORY. */
int nlets__xml_report_full(const struct nlets_parse_options *options, struct span at,
			   struct nlets_message *message);

/* Everything from `from` to the end of raw becomes one text: what could not be
 * read. Returns 0 or NLETS_E_MEMORY. */
int nlets__xml_rest(struct nlets_message *message, size_t from);

#endif
