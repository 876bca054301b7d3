/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/input.h"

#include "archive/framing.h"
#include "base/utf8.h"
#include "io/file.h"

#include <errno.h>

/* More than any log that one would look at whole; larger ones are the archive's. */
static const size_t input_limit = (size_t)1 << 31;

int app_input_open(struct app_input *input, const char *name)
{
	int result, error;

	*input = (struct app_input){ .name = name };
	result = io_read_file(name, input_limit, &input->bytes);
	error = errno;
	buf_text(&input->bytes); /* an empty file has bytes too, so that places in it can be named */
	errno = error;
	return result;
}

void app_input_free(struct app_input *input)
{
	buf_free(&input->bytes);
}

bool app_input_next(struct app_input *input, struct span *at)
{
	struct archive_frames frames = { buf_str(&input->bytes), input->next, input->begun };
	bool found = archive_next_frame(&frames, at);

	input->next = frames.next;
	input->begun = frames.begun;
	return found;
}

int app_input_parse(struct app_input *input, struct app_session *session, struct span at, bool check,
		    struct nlets_message **message)
{
	struct str bytes = at.len ? str_at(buf_str(&input->bytes), at) : STR("");
	int result = nlets_parse(session->definitions, bytes, NULL, message);

	if (result < 0 || !check)
		return result;
	result = app_session_check(session, *message, false);
	if (result < 0)
		nlets_message_free(message);
	return result;
}

/* CR LF, LF and CR alone end a line. */
static bool ends_line(struct str bytes, size_t at)
{
	if (bytes.ptr[at] == '\n')
		return true;
	return bytes.ptr[at] == '\r' && (at + 1 == bytes.len || bytes.ptr[at + 1] != '\n');
}

void app_place_find(struct app_place *place, struct str bytes, size_t offset)
{
	if (place->line == 0 || offset < place->offset)
		*place = (struct app_place){ .line = 1 };
	for (; place->offset < offset && place->offset < bytes.len; place->offset++) {
		if (!ends_line(bytes, place->offset))
			continue;
		place->line++;
		place->line_start = place->offset + 1;
	}
	place->column = utf8_count(str_sub(bytes, place->line_start,
					   place->offset - place->line_start)) + 1;
}
