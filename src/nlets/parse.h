/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From bytes to messages and back. */
#ifndef NLETS_PARSE_H
#define NLETS_PARSE_H

#include "base/buf.h"
#include "nlets/definitions.h"
#include "nlets/message.h"

/* Limits are parameters, so that a fuzzer can run with small ones. What lies
 * beyond a limit stays in the message as text, with a finding. */
struct nlets_limits {
	size_t bytes;    /* of a message */
	size_t fields;
	size_t findings;
	size_t depth;    /* of XML elements */
};

extern const struct nlets_limits nlets_default_limits;

struct nlets_parse_options {
	const struct nlets_limits *limits; /* NULL: the default ones */
	bool guess; /* look for fields in free text too, marking them guessed */
};

/* Reads any bytes as a message, XML when the first byte that is no white space
 * (or UTF-8 mark) is '<', legacy text otherwise. Copies bytes. The definitions
 * may be NULL; then, as with a key that has no form, a body is read as fields when
 * it begins like one, and by the rules of answers when the key ends in R. They
 * must outlive the message. The findings of this call are about the wire
 * format only; the rules of the form are nlets_check()'s.
 * Returns 0, or NLETS_E_MEMORY with *message NULL. */
int nlets_parse(struct nlets_definitions *definitions, struct str bytes,
		const struct nlets_parse_options *options, struct nlets_message **message);

/* The same into a message of an earlier call, or NULL for the first time, whose
 * memory is used again, with the same definitions: for reading logs. What was borrowed from it is gone. */
int nlets_parse_again(struct nlets_definitions *definitions, struct str bytes,
		      const struct nlets_parse_options *options, struct nlets_message **message);

/* Writes the message in the given wire format to the end of out.
 *
 * An unedited message in its own format gives its bytes back. An edited one
 * keeps every byte outside the edited values. Otherwise we write: text with
 * TXT CR LF, no DEL, no line breaks between fields, no period at the end, the
 * control field as *TEXT. (on output on its own line before TXT); XML as
 * message-structure.md section 12 with the paths of the form.
 * What the format cannot hold gives a finding in *findings (may be NULL) and
 * NLETS_E_UNRENDERABLE when what was written would be read back differently. */
int nlets_render(struct nlets_definitions *definitions, const struct nlets_message *message,
		 enum nlets_wire wire, struct buf *out, struct arena *arena,
		 struct nlets_findings *findings);

#endif
