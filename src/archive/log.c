/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "archive/log.h"

#include "base/alloc.h"
#include "nlets/error.h"
#include "nlets/scan.h"

enum { USUAL_LONGEST = 1 << 20, LINE_END = 3, BLOCK = 1 << 16 };

static struct str rest(const struct archive_log *log)
{
	return (struct str){ log->window + log->start, log->end - log->start };
}

static int prepare(struct archive_log *log)
{
	if (log->window)
		return 0;
	if (!log->longest)
		log->longest = USUAL_LONGEST;
	log->size = log->longest + 1 + LINE_END + BLOCK;
	log->window = base_realloc(NULL, log->size);
	return log->window ? 0 : NLETS_E_MEMORY;
}

/* Moves what is left to the front and reads on behind it. */
static int fill(struct archive_log *log)
{
	long got;

	if (log->start)
		memmove(log->window, log->window + log->start, log->end - log->start);
	log->end -= log->start;
	log->start = 0;
	got = log->read(log->context, log->window + log->end, log->size - log->end);
	if (got < 0)
		return (int)got;
	log->at_end = got == 0;
	log->bytes += (uint64_t)got;
	log->end += (size_t)got;
	return 0;
}

/* Of a message that is too long, forgets what is in the window. */
static void pass(struct archive_log *log, size_t len)
{
	log->skipped += len;
	log->start += len;
}

static bool take(struct archive_log *log, size_t len, size_t next, struct str *message)
{
	bool fits = !log->passing && len <= log->longest;

	log->passing = false;
	if (!fits) {
		pass(log, next);
		return false;
	}
	*message = str_sub(rest(log), 0, len);
	log->start += next;
	log->messages++;
	return true;
}

/* What stands behind the last ETX, or all of a file that has none. */
static int finish(struct archive_log *log, struct str *message)
{
	struct str left = rest(log);

	if (log->passing || left.len > log->longest) {
		pass(log, left.len);
		return 0;
	}
	if (left.len == 0 || log->messages || log->skipped) {
		log->cut += str_trim(left).len;
		log->start = log->end;
		return 0;
	}
	return take(log, left.len, left.len, message);
}

int archive_log_next(struct archive_log *log, struct str *message)
{
	int error = prepare(log);

	while (!error) {
		struct str left = rest(log);
		size_t next, len = nlets_scan_frame(left, 0, &next);
		bool ended = len < left.len;

		if (ended && (log->at_end || next + LINE_END <= left.len)) {
			if (take(log, len, next, message))
				return 1;
			continue;
		}
		if (log->at_end)
			return finish(log, message);
		if (!ended && left.len > log->longest) {
			log->passing = true;
			pass(log, left.len);
		}
		error = fill(log);
	}
	return error;
}

void archive_log_free(struct archive_log *log)
{
	base_free(log->window);
	log->window = NULL;
}
