/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of messages: read whole, then walked message by message. */
#ifndef APP_INPUT_H
#define APP_INPUT_H

#include "app/session.h"
#include "base/buf.h"

struct app_input {
	const char *name; /* as given; "-" is standard input */
	struct buf bytes;
	size_t next;      /* where the walk stands */
	bool begun;
};

/* Reads the file. Returns 0, NLETS_E_MEMORY, NLETS_E_LIMIT or NLETS_E_UNREADABLE
 * (errno set). Free it in any case. */
int app_input_open(struct app_input *input, const char *name);
void app_input_free(struct app_input *input);

/* The span of the next message, without its ETX; false at the end. */
bool app_input_next(struct app_input *input, struct span *at);
/* Parses that message and, with `check`, runs the checker over it too. Returns 0
 * or NLETS_E_MEMORY. The caller frees the message. */
int app_input_parse(struct app_input *input, struct app_session *session, struct span at, bool check,
		    struct nlets_message **message);

/* Line and column, from 1, of ascending offsets; a column is a character. Begin
 * with all zero. */
struct app_place {
	size_t line, column; /* the answer */
	size_t offset;       /* how far it has read */
	size_t line_start;
};
void app_place_find(struct app_place *place, struct str bytes, size_t offset);

#endif
