/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside libnlets: what parse.c hands to the two wire formats, and what both
 * share for byte-exact rendering. Not for other layers. */
#ifndef NLETS_WIRE_H
#define NLETS_WIRE_H

#include "nlets/parse.h"

/* The readers. The message is new, its raw is filled and its wire set; options
 * and options->limits are never NULL; the definitions may be. They return 0 or
 * NLETS_E_MEMORY. */
int nlets__text_parse(struct nlets_definitions *definitions,
		      const struct nlets_parse_options *options, struct nlets_message *message);
int nlets__xml_parse(struct nlets_definitions *definitions,
		     const struct nlets_parse_options *options, struct nlets_message *message);

/* Reads "LABEL: value" lines by the labels of the form's items out of the bytes
 * in message->text, for answers whose form says `labels`. It only appends fields
 * (labelled set, spans within one of these texts, in byte order among
 * themselves); the caller puts all fields in order and takes their bytes out of
 * message->text. */
int nlets__labels_parse(struct nlets_definitions *definitions, const struct nlets_form *form,
			struct nlets_message *message);

/* The label words of a form, made at the first call and kept with the message, also
 * over nlets_parse_again(). NULL when memory is out. */
struct nlets__labels;
struct nlets_label_cache;
const struct nlets__labels *nlets__labels_of(struct nlets_message *message,
					     const struct nlets_form *form);
/* The element paths of a form (or of none), kept likewise. */
struct nlets__xml_index;
const struct nlets__xml_index *nlets__xml_index_of(struct nlets_message *message,
						   const struct nlets_form *form);
void nlets__label_cache_free(struct nlets_label_cache *cache);

/* The writers. findings is never NULL. They write the message anew unless
 * nlets__keeps_bytes(); see nlets_render() for what they return. */
int nlets__text_render(struct nlets_definitions *definitions, const struct nlets_message *message,
		       struct buf *out, struct arena *arena, struct nlets_findings *findings);
int nlets__xml_render(struct nlets_definitions *definitions, const struct nlets_message *message,
		      struct buf *out, struct arena *arena, struct nlets_findings *findings);
/* An XML message as text; see nlets_convert(). */
int nlets__xml_to_text(struct nlets_definitions *definitions, const struct nlets_message *message,
		       struct buf *out, struct arena *arena, struct nlets_findings *findings);

/* To be called before the bytes at span are replaced by an edit. Returns 0 or
 * NLETS_E_MEMORY. */
int nlets__before_edit(struct nlets_message *message, struct span span);
/* The message's bytes outside what was replaced: raw, or since the first edit a
 * copy of it, so that what is written does not depend on raw any more. */
struct str nlets__bytes(const struct nlets_message *message);
/* True when the message came from bytes in this format and no part of it was
 * added or removed, so that it can be patched. */
bool nlets__keeps_bytes(const struct nlets_message *message, enum nlets_wire wire);
/* Writes the message's own bytes with every edited part and value replaced;
 * write puts one new text into the format (XML escapes it). Returns 0 or
 * NLETS_E_MEMORY. */
int nlets__patch(const struct nlets_message *message, struct arena *arena, struct buf *out,
		 void (*write)(struct buf *out, struct str text));

#endif
