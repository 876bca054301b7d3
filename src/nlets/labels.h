/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers as people lay them out: "LABEL: value", "LABEL = value", columns.
 *
 * The words come from the form's items (labels, code, label); nothing is known of
 * the holder. A value is taken only where a label says what it is; everything else
 * stays text. All spans are into one text, which is the message's raw bytes or the
 * decoded content of an XML element. Inside libnlets only. */
#ifndef NLETS_LABELS_H
#define NLETS_LABELS_H

#include "base/hash.h"
#include "base/vec.h"
#include "nlets/definitions.h"

enum { NLETS__LABEL_STARTS = 1024 };

/* The label words of a form. */
struct nlets__labels {
	struct hash by_words; /* folded words -> struct nlets_item */
	/* By the first two letters and the length of the word a label may begin with: how
	 * many words the longest such label has, 0 where there is none. Most words of a
	 * text are done with there. */
	unsigned char starts[NLETS__LABEL_STARTS];
};

/* Builds the index of a form's labels. Returns 0 or NLETS_E_MEMORY. */
int nlets__labels_index(struct arena *arena, const struct nlets_form *form,
			struct nlets__labels *labels);

/* What stands behind a label. */
enum nlets__separator {
	NLETS__SEPARATOR_NONE,
	NLETS__SEPARATOR_SIGN, /* ':' or '=', or leaders ("NAME.....") */
	NLETS__SEPARATOR_GAP,  /* two or more blanks, or a tab */
	NLETS__SEPARATOR_END,  /* the end of the line */
	NLETS__SEPARATOR_BLANK, /* one blank: enough only where the whole piece is so */
};

/* A label in a line. */
struct nlets__label {
	const struct nlets_item *item; /* NULL: none */
	struct span words;
	enum nlets__separator separator;
	size_t behind; /* first byte that is neither label nor separator nor blank */
};

/* The longest label that begins at `at` with a separator behind it; end is that of
 * the line. */
struct nlets__label nlets__label_at(const struct nlets__labels *labels, struct str text, size_t at,
				    size_t end);

/* Letters, digits and all outside ASCII. */
static inline bool nlets__is_word(char c)
{
	unsigned byte = (unsigned char)c;

	return (byte | 0x20) - 'a' < 26 || byte - '0' < 10 || byte >= 0x80;
}

/* What parts the pieces of a line: two or more blanks, a tab, a bar. */
static inline bool nlets__is_gap(struct str text, size_t at, size_t end)
{
	char c = text.ptr[at];

	if (c == ' ')
		return at + 1 < end && (text.ptr[at + 1] == ' ' || text.ptr[at + 1] == '\t');
	return c == '\t' || c == '|';
}
/* The end of the piece that begins at `at`; a gap behind a comma does not end it. */
size_t nlets__piece_end(struct str text, size_t at, size_t end);

struct nlets__label_hit {
	struct str code;  /* borrowed from the form */
	struct span span; /* from the label to the end of the value; the value alone where
			   * the label stands above it and other values between */
	struct span value;
};

struct nlets__label_hits {
	struct nlets__label_hit *items;
	size_t count, size;
};

/* Finds the labelled values within a part of the text; hits come in order of their
 * spans, which do not overlap. Linear in the length of the part. Returns 0 or
 * NLETS_E_MEMORY. */
int nlets__labels_read(struct arena *arena, const struct nlets__labels *labels, struct str text,
		       struct span within, struct nlets__label_hits *hits);

#endif
