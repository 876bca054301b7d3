/* SPDX-License-Identifier: GPL-3.0-or-later */
/* This program run once more, for its output. */
#ifndef IO_CHILD_H
#define IO_CHILD_H

#include "base/buf.h"

struct io_child {
	char *const *arguments;   /* from the program's name on; ends with NULL */
	char *const *environment; /* "NAME=VALUE", over what we have; ends with NULL */
	size_t limit;             /* bytes of output taken; more ends the program */
	bool (*cancel)(void *context); /* asked about ten times a second: true ends it */
	void *context;

	int status;     /* its exit status, or 128 + the signal that ended it */
	bool cut;       /* it wrote more than the limit */
	bool cancelled;
};

/* Runs it to its end, with no input; what it writes to standard output and standard
 * error is appended to out. Returns 0, NLETS_E_MEMORY or NLETS_E_UNREADABLE (errno:
 * it could not be started or read). */
int io_child_run(struct io_child *child, struct buf *out);

#endif
