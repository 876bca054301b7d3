/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the files that read labelled answers; see labels.h. */
#ifndef NLETS_LABELS_LINES_H
#define NLETS_LABELS_LINES_H

#include "nlets/labels.h"

#include "nlets/error.h"

/* Columns are bytes from the start of the line; further right they lose meaning. */
enum { NLETS__COLUMNS_MAX = 512 };

struct nlets__line {
	size_t start; /* where its column 0 is, which may lie before what is read */
	size_t from;  /* its first byte that is no blank */
	size_t end;   /* behind its last byte that is no blank */
	size_t next;
};

struct nlets__pair {
	struct nlets__label label;
	struct span value; /* may be empty */
};

struct nlets__label_reader {
	struct arena *arena;
	const struct nlets__labels *labels;
	struct str text;
	struct span within;
	VEC(struct nlets__pair) pairs; /* of the line scanned last */
	struct nlets__label_hits *hits;
	bool failed; /* memory is out */
};

/* The line at `at`; false at the end. */
bool nlets__line_next(struct str text, struct span within, size_t at, struct nlets__line *line);
/* Fills r->pairs with the line's labels and the values behind them. */
void nlets__line_scan(struct nlets__label_reader *r, const struct nlets__line *line);
/* Not blank and without labels. Scans the line. */
bool nlets__line_is_plain(struct nlets__label_reader *r, const struct nlets__line *line);
/* Adds a hit whose span begins at `from`; NULL when memory is out. */
struct nlets__label_hit *nlets__label_add(struct nlets__label_reader *r, struct str code, size_t from,
					  struct span value);

/* Whether the line scanned last has labels side by side: none has a sign and one at
 * least has no value, or none has a value at all. */
bool nlets__row_begins(const struct nlets__label_reader *r);
/* If such a line's labels have values in the lines below, takes them and returns where
 * reading goes on; otherwise 0. Scans lines. */
size_t nlets__row_take(struct nlets__label_reader *r, const struct nlets__line *line);

#endif
