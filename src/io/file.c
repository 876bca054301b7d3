/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "io/file.h"

#include "base/alloc.h"
#include "nlets/error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPEN_WRITERS = 8 };

/* Names are fixed arrays so that a signal handler can read them: `path` is valid
 * whenever the slot's pointer in open_paths is not NULL. */
struct io_writer {
	int fd;
	int error; /* errno of the first failure, or 0 */
	size_t slot;
	char *path;
	char *temporary;
};

static char *volatile open_paths[OPEN_WRITERS];

bool io_file_exists(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0;
}

static int read_all(int fd, size_t limit, struct buf *out)
{
	char chunk[65536];
	size_t total = 0;

	for (;;) {
		ssize_t got = read(fd, chunk, sizeof(chunk));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return NLETS_E_UNREADABLE;
		if (got == 0)
			return 0;
		if ((size_t)got > limit - total) {
			buf_add(out, (struct str){ chunk, limit - total });
			return NLETS_E_LIMIT;
		}
		total += (size_t)got;
		buf_add(out, (struct str){ chunk, (size_t)got });
		if (out->failed)
			return NLETS_E_MEMORY;
	}
}

int io_read_file(const char *path, size_t limit, struct buf *out)
{
	int fd, result, error;

	if (strcmp(path, "-") == 0)
		return read_all(STDIN_FILENO, limit, out);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return NLETS_E_UNREADABLE;
	result = read_all(fd, limit, out);
	error = errno;
	close(fd);
	errno = error;
	return result;
}

int io_make_folders(const char *path)
{
	struct buf part = { 0 };
	int result = 0;

	for (const char *at = path; result == 0; at++) {
		if ((*at == '/' || *at == '\0') && part.len &&
		    mkdir(buf_text(&part), 0700) < 0 && errno != EEXIST)
			result = NLETS_E_UNREADABLE;
		if (*at == '\0')
			break;
		buf_add_char(&part, *at);
	}
	if (part.failed)
		result = NLETS_E_MEMORY;
	buf_free(&part);
	return result;
}

static char *copy_text(const char *text, const char *suffix)
{
	size_t len = strlen(text), more = strlen(suffix);
	char *copy = base_realloc(NULL, len + more + 1);

	if (!copy)
		return NULL;
	memcpy(copy, text, len);
	memcpy(copy + len, suffix, more + 1);
	return copy;
}

static void writer_free(struct io_writer **writer)
{
	struct io_writer *w = *writer;
	int error = errno;

	if (w->slot < OPEN_WRITERS)
		open_paths[w->slot] = NULL;
	if (w->fd >= 0)
		close(w->fd);
	base_free(w->path);
	base_free(w->temporary);
	base_free(w);
	*writer = NULL;
	errno = error;
}

static void writer_register(struct io_writer *writer)
{
	for (writer->slot = 0; writer->slot < OPEN_WRITERS; writer->slot++)
		if (!open_paths[writer->slot]) {
			open_paths[writer->slot] = writer->temporary;
			return;
		}
}

struct io_writer *io_writer_open(const char *path)
{
	struct io_writer *writer = base_realloc(NULL, sizeof(*writer));

	if (!writer)
		return NULL;
	*writer = (struct io_writer){ .fd = -1, .slot = OPEN_WRITERS };
	writer->path = copy_text(path, "");
	writer->temporary = copy_text(path, ".XXXXXX");
	if (writer->path && writer->temporary)
		writer->fd = mkostemp(writer->temporary, O_CLOEXEC); /* mode 0600 */
	else
		errno = ENOMEM;
	if (writer->fd < 0)
		writer_free(&writer);
	else
		writer_register(writer);
	return writer;
}

int io_write_fd(int fd, struct str bytes)
{
	while (bytes.len) {
		ssize_t put = write(fd, bytes.ptr, bytes.len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return NLETS_E_UNREADABLE;
		bytes = str_sub(bytes, (size_t)put, bytes.len - (size_t)put);
	}
	return 0;
}

int io_writer_add(struct io_writer *writer, struct str bytes)
{
	if (!writer->error && io_write_fd(writer->fd, bytes) < 0)
		writer->error = errno;
	if (!writer->error)
		return 0;
	errno = writer->error;
	return NLETS_E_UNREADABLE;
}

int io_writer_commit(struct io_writer **writer)
{
	struct io_writer *w = *writer;

	if (!w->error && fsync(w->fd) < 0 && errno != EINVAL && errno != ENOTSUP)
		w->error = errno;
	if (!w->error && rename(w->temporary, w->path) < 0)
		w->error = errno;
	if (w->error) {
		errno = w->error;
		io_writer_abandon(writer);
		return NLETS_E_UNREADABLE;
	}
	writer_free(writer);
	return 0;
}

void io_writer_abandon(struct io_writer **writer)
{
	int error = errno;

	if (!*writer)
		return;
	unlink((*writer)->temporary);
	errno = error;
	writer_free(writer);
}

void io_writer_remove_open(void)
{
	for (size_t i = 0; i < OPEN_WRITERS; i++)
		if (open_paths[i])
			unlink(open_paths[i]);
}

int io_write_file(const char *path, struct str bytes)
{
	struct io_writer *writer = io_writer_open(path);

	if (!writer)
		return NLETS_E_UNREADABLE;
	io_writer_add(writer, bytes);
	return io_writer_commit(&writer);
}
