/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files: read whole, written all or nothing. */
#ifndef IO_FILE_H
#define IO_FILE_H

#include "base/buf.h"

/* Appends all bytes of the file ("-": standard input) to out. Returns 0,
 * NLETS_E_MEMORY, NLETS_E_LIMIT (more than `limit` bytes; out then holds that
 * many) or NLETS_E_UNREADABLE with errno set. */
int io_read_file(const char *path, size_t limit, struct buf *out);

/* Whether something is there under that name, even if it cannot be read. */
bool io_file_exists(const char *path);
/* Makes a folder and those above it, mode 0700. Returns 0 or NLETS_E_UNREADABLE. */
int io_make_folders(const char *path);

/* A file being written: it appears under its name, with mode 0600, only when all
 * of it is there. */
struct io_writer;

/* Opens a temporary file beside path. NULL with errno set when that fails. */
struct io_writer *io_writer_open(const char *path);
/* Returns 0 or NLETS_E_UNREADABLE with errno set; later calls then fail too. */
int io_writer_add(struct io_writer *writer, struct str bytes);
/* Renames the file into place, or removes it; frees *writer in any case. */
int io_writer_commit(struct io_writer **writer);
void io_writer_abandon(struct io_writer **writer);
/* Removes the temporary files of all open writers: for signal handlers. */
void io_writer_remove_open(void);

/* All of the above at once. */
int io_write_file(const char *path, struct str bytes);

/* Writes all bytes to a descriptor. Returns 0 or NLETS_E_UNREADABLE (errno: EPIPE
 * when the reader has gone). */
int io_write_fd(int fd, struct str bytes);

#endif
