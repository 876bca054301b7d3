/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where results go: standard output, or with a file name a file that appears
 * only when all of it is written. */
#ifndef APP_OUTPUT_H
#define APP_OUTPUT_H

#include "base/buf.h"

struct io_writer;

struct app_output {
	struct buf text;          /* append here; flushed now and then */
	struct io_writer *writer; /* NULL: standard output */
	bool terminal;            /* message bytes must be made visible */
	bool colour;
	int error;                /* errno of the first failure */
};

/* path NULL: standard output. Returns 0 or NLETS_E_UNREADABLE with errno set. */
int app_output_open(struct app_output *out, const char *path);
/* Writes out what has gathered, when it is much. */
void app_output_flush(struct app_output *out);
/* Writes the rest. With `keep` false a file being written is dropped instead.
 * Returns 0, NLETS_E_MEMORY or NLETS_E_UNREADABLE with errno set. */
int app_output_close(struct app_output *out, bool keep);

/* Message bytes: exactly when piped or written to a file, visible on a terminal,
 * where line ends still end lines. */
void app_output_bytes(struct app_output *out, struct str bytes);
/* The same visible text into any buffer: controls but line ends become \xNN. */
void app_add_visible_lines(struct buf *out, struct str bytes);

/* Turns a style on and off ("" ends it); does nothing without colour. */
enum app_style {
	APP_STYLE_END,
	APP_STYLE_BOLD,
	APP_STYLE_RED,
	APP_STYLE_GREEN,
	APP_STYLE_YELLOW,
	APP_STYLE_BLUE,
	APP_STYLE_MARK, /* what differs inside a value */
};
const char *app_style(bool colour, enum app_style style);

/* Text to standard error at once, visible, ending in a line feed. */
void app_warn(struct str text);

/* Whether to colour a stream: the setting (0 auto, 1 always, 2 never), then
 * NO_COLOR, CLICOLOR_FORCE, TERM=dumb and whether it is a terminal. */
bool app_wants_colour(size_t setting, bool terminal);

#endif
