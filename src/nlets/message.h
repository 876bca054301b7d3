/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The model of one Nlets message, whatever its wire format.
 *
 * A message owns one arena and its untouched raw bytes. Everything reached from
 * a message is borrowed from it and dies with it; setters copy what they are
 * given. Header parts, fields and texts are spans into raw, in byte order and
 * without overlap, with the decoded text beside them.
 *
 * Editing never writes raw: it changes the decoded text and sets `edited`;
 * rendering makes new bytes. A message made by nlets_message_new() has no raw (ptr
 * NULL) and all its spans are zero.
 *
 * Parsing is total (see parse.h): any bytes give a message plus findings. */
#ifndef NLETS_MESSAGE_H
#define NLETS_MESSAGE_H

#include "base/arena.h"
#include "base/vec.h"
#include "nlets/error.h"
#include "nlets/finding.h"

enum nlets_wire {
	NLETS_WIRE_TEXT, /* legacy text, facts: message-structure.md sections 1, 2 */
	NLETS_WIRE_XML,  /* NIEM XML, facts: message-structure.md section 12 */
};

/* An input message goes to the switch; an output message was delivered by it
 * and carries its two clock lines. */
enum nlets_direction {
	NLETS_INPUT,
	NLETS_OUTPUT,
};

/* One part of the header. Absent parts have text.ptr == NULL. */
struct nlets_part {
	struct span span; /* in raw: the bytes of the part itself, without separators */
	struct str text;  /* decoded: trimmed, the control field without its star */
	bool edited;
};

/* A clock line of an output header, or the three XML elements that stand for it.
 * Each text is as written; an absent one has ptr NULL. */
struct nlets_stamp {
	bool present;
	struct span span; /* text: from the clock to the end of the count; XML: zero */
	struct str time;  /* hh:mm */
	struct str date;  /* mm/dd/yyyy */
	struct str sequence; /* five digits */
};

struct nlets_field {
	struct str code;       /* "LIC": of the form item whose path (XML) or label fits, else as written */
	struct span span;      /* from the code to the end of the value; XML: the element */
	struct span value_span;
	struct str value;      /* as on the wire (XML: entities resolved); after an edit the new text */
	bool edited;
	bool labelled;         /* found as "label: value" in an answer, code by the labels of the form */
	bool guessed;          /* found by a guess in free text */
	struct str written;    /* XML: what stood at value_span where that is not the value
				* itself (references, name parts); otherwise ptr NULL */
	struct str meant;      /* the value that those bytes stand for */
};

/* How the body of an answer was read. */
enum nlets_body_layout {
	NLETS_BODY_FIELDS, /* CODE/value */
	NLETS_BODY_LABELS, /* label: value lines */
	NLETS_BODY_FREE,   /* free text: nothing is parsed out of it by default */
	NLETS_BODY_XML,
};

/* Parts of raw, in order. */
typedef VEC(struct span) nlets__spans;

struct nlets_message {
	struct arena arena;
	struct str raw;
	enum nlets_wire wire;
	enum nlets_direction direction;

	struct nlets_part key;    /* message key, 2 or 3 characters */
	struct nlets_part sender; /* originating ORI */
	VEC(struct nlets_part) to; /* destinations, in order */
	struct nlets_part control;
	struct nlets_stamp received; /* output: when the switch received it */
	struct nlets_stamp sent;     /* output: when the switch sent it */
	struct nlets_part txt;       /* the TXT that ends a text header */

	struct span body; /* text: all behind TXT; XML: the content of the body element */
	enum nlets_body_layout layout;
	VEC(struct nlets_field) fields;
	/* Body bytes that belong to no field and separate none: one span for all that
	 * stands between two fields, without the blanks and line ends around it. */
	VEC(struct span) text;
	struct str new_text;   /* free text set by nlets_message_set_text(); ptr NULL when not set */

	struct nlets_findings findings;
	/* For byte-exact rendering; the setters keep them. */
	char *origin;        /* copy of raw made at the first edit, zeroed where text was replaced */
	size_t parsed_to;    /* how many destinations the parser found */
	bool restructured;   /* parts were added or removed: written anew, not patched */
	struct nlets_label_cache *label_cache; /* of the reader; may be NULL */
	/* XML: the contents of the free-text elements, where the parser read them all. */
	nlets__spans free_text;
	bool free_text_known;
};

/* A new empty input message; NULL when memory is out. */
struct nlets_message *nlets_message_new(enum nlets_wire wire);
/* Frees *message with all it owns and sets it to NULL; NULL is fine. */
void nlets_message_free(struct nlets_message **message);

/* The setters copy their text and return 0 or NLETS_E_MEMORY. */
int nlets_message_set_key(struct nlets_message *message, struct str key);
int nlets_message_set_sender(struct nlets_message *message, struct str ori);
int nlets_message_add_destination(struct nlets_message *message, struct str destination);
void nlets_message_clear_destinations(struct nlets_message *message);
/* STR_NONE removes the control field. The text is without the star. */
int nlets_message_set_control(struct nlets_message *message, struct str control);
/* Makes it an output message with these stamps. */
int nlets_message_set_stamps(struct nlets_message *message, const struct nlets_stamp *received,
			     const struct nlets_stamp *sent);
/* Sets the value of field `at` (NLETS_E_ARGUMENT when there is none). */
int nlets_message_set_value(struct nlets_message *message, size_t at, struct str value);
int nlets_message_add_field(struct nlets_message *message, struct str code, struct str value);
void nlets_message_remove_field(struct nlets_message *message, size_t at);
/* The free text of the body, replacing all texts. */
int nlets_message_set_text(struct nlets_message *message, struct str text);

/* The first field with this code, or NULL. */
const struct nlets_field *nlets_message_field(const struct nlets_message *message, struct str code);
/* The value of that field, or STR_NONE. */
struct str nlets_message_value(const struct nlets_message *message, struct str code);

/* Share of the body's bytes that are understood (fields and separators), 0 to 1;
 * 1 for an empty body. */
double nlets_message_coverage(const struct nlets_message *message);

/* True when both say the same: direction, header parts, stamps, fields in order
 * (code and value) and texts line by line, apart from blanks and line ends around
 * a line. Spans, findings and wire format do not count. */
bool nlets_message_same(const struct nlets_message *a, const struct nlets_message *b);

#endif
