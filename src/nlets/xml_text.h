/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The character content of an XML element with the way back to its bytes. */
#ifndef NLETS_XML_TEXT_H
#define NLETS_XML_TEXT_H

#include "base/arena.h"
#include "base/vec.h"

/* A stretch of decoded text that stands in raw byte for byte, or one reference
 * (then text.len bytes stand for raw.len others). */
struct nlets__xml_run {
	struct span text; /* in the decoded text */
	struct span raw;
	bool reference;
};

/* Runs are in order and cover the decoded text; between two of them lies markup
 * (CDATA marks, comments, processing instructions). */
struct nlets__xml_text {
	struct str text;
	VEC(struct nlets__xml_run) runs;
};

/* Decodes the content `at` of raw, child elements skipped: CDATA sections, the
 * five predefined entities and character references; line ends stay as they are
 * on the wire (XML 1.0 section 2.11 would fold them). Total: what is no proper
 * reference stands for itself. The text is borrowed from raw where it is one
 * verbatim run, otherwise allocated in arena. Returns 0 or NLETS_E_MEMORY. */
int nlets__xml_decode(struct arena *arena, struct str raw, struct span at,
		      struct nlets__xml_text *decoded);

/* The bytes of raw that a stretch of the decoded text stands for, references
 * taken whole. An empty stretch gives an empty span. */
struct span nlets__xml_raw_span(const struct nlets__xml_text *decoded, struct span text);

/* The offset in the decoded text of a byte of raw; for bytes of mark-up that of what
 * follows. */
size_t nlets__xml_text_offset(const struct nlets__xml_text *decoded, size_t raw);

/* Without XML white space (and DEL, which legacy line ends carry) at both ends. */
struct span nlets__xml_trim(struct str text, struct span at);

#endif
