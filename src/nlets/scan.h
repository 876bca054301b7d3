/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scanner: finds header and fields of a legacy text message without
 * allocating. The inspector's parser and the archive's index both stand on it,
 * so it must stay at memory speed (bench/parse). */
#ifndef NLETS_SCAN_H
#define NLETS_SCAN_H

#include "base/str.h"

enum { NLETS_SCAN_DESTINATIONS = 32 };

/* Offsets are into the scanned bytes; absent parts have len 0. */
struct nlets_scan_header {
	bool output;       /* clock lines were seen instead of destinations */
	bool complete;     /* TXT was found */
	bool has_control;  /* a star was found, even with nothing behind it */
	struct span key;
	struct span sender;
	struct span to[NLETS_SCAN_DESTINATIONS];
	unsigned to_count; /* may exceed the array: only the first are kept */
	struct span control; /* without the star */
	struct span received, sent; /* clock lines up to the end of the count */
	struct span txt;
	size_t body; /* offset of the first byte of the body (behind the line end after TXT) */
};

/* Reads the header as far as it goes; never reads past bytes.len; linear time. */
void nlets_scan_header(struct str bytes, struct nlets_scan_header *header);

/* Longest codes of queries and of answers (vehicle-and-driver.md section 15). */
enum { NLETS_SCAN_QUERY = 3, NLETS_SCAN_ANSWER = 7 };

struct nlets_scan_field {
	struct span code;
	struct span value; /* trailing blanks and line ends left out */
};

/* The next CODE/value from *at on, moving *at behind its separator. *at is the
 * start of the body or what an earlier call left there. Returns false when the
 * body has no further field; bytes stepped over between fields belong to no
 * field. code_max is NLETS_SCAN_QUERY or NLETS_SCAN_ANSWER; in an answer a line
 * end closes a value, and a line may begin with a field. */
bool nlets_scan_field(struct str bytes, size_t *at, size_t code_max,
		      struct nlets_scan_field *field);

/* Framing: the length of the message that starts at `at`, up to its ETX (0x03)
 * or the end of the bytes; *next is the offset behind ETX and its line end. */
size_t nlets_scan_frame(struct str bytes, size_t at, size_t *next);

#endif
