/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages one behind the other in a file (design, "Framing"): ETX (0x03), with a
 * line end after it or not, ends a message; a file without ETX is one message. */
#ifndef ARCHIVE_FRAMING_H
#define ARCHIVE_FRAMING_H

#include "base/str.h"

struct archive_frames {
	struct str bytes;
	size_t next; /* where the next message begins */
	bool begun;
};

/* Walks the messages of a file: begin with { .bytes = ... }. Gives each without
 * its ETX; false when there is no further one. A file without a byte is one
 * empty message. Nothing is copied. */
bool archive_next_frame(struct archive_frames *frames, struct span *message);

#endif
