/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A message log of any size, read in blocks: message, ETX, line feed (design,
 * "Framing"). Memory is one window whatever the log's length. */
#ifndef ARCHIVE_LOG_H
#define ARCHIVE_LOG_H

#include "base/str.h"

#include <stdint.h>

/* Reads up to `size` bytes into `block`: how many, 0 at the end, or a negative error.
 * May give fewer than asked for. */
typedef long archive_read_block(void *context, char *block, size_t size);

struct archive_log {
	archive_read_block *read;
	void *context;
	size_t longest;   /* bytes of a message; longer ones are stepped over. 0: 1 MiB */

	uint64_t bytes;    /* read so far */
	uint64_t messages; /* given so far */
	uint64_t skipped;  /* bytes of messages that were too long, their ETX and line ends too */
	uint64_t cut;      /* bytes behind the last ETX: of a message that was cut off */

	/* private */
	char *window;
	size_t start, end, size;
	bool at_end, passing;
};

/* Gives the next message without its ETX; it holds until the next call. Begin with
 * read and context set and all else zero. A file without an ETX is one message; what
 * stands behind the last ETX of one that has some, but for white space, is not given but counted in
 * `cut`. Returns 1, 0 at the end, NLETS_E_MEMORY, or what read returned. */
int archive_log_next(struct archive_log *log, struct str *message);
void archive_log_free(struct archive_log *log);

#endif
