/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/output.h"

#include "base/utf8.h"
#include "io/file.h"
#include "nlets/error.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { FLUSH_AT = 1 << 18 };

int app_output_open(struct app_output *out, const char *path)
{
	*out = (struct app_output){ .terminal = !path && isatty(STDOUT_FILENO) };
	if (path) {
		out->writer = io_writer_open(path);
		if (!out->writer)
			return NLETS_E_UNREADABLE;
	}
	return 0;
}

static void write_out(struct app_output *out)
{
	int result;

	if (out->error || out->text.len == 0)
		return;
	if (out->writer)
		result = io_writer_add(out->writer, buf_str(&out->text));
	else
		result = io_write_fd(STDOUT_FILENO, buf_str(&out->text));
	if (result < 0)
		out->error = errno;
	out->text.len = 0;
}

void app_output_flush(struct app_output *out)
{
	if (out->text.len >= FLUSH_AT)
		write_out(out);
}

int app_output_close(struct app_output *out, bool keep)
{
	bool no_memory = out->text.failed;

	if (!keep && out->writer) {
		io_writer_abandon(&out->writer);
	} else {
		write_out(out);
		if (out->writer && (out->error || no_memory))
			io_writer_abandon(&out->writer);
		else if (out->writer && io_writer_commit(&out->writer) < 0)
			out->error = errno;
	}
	buf_free(&out->text);
	errno = out->error;
	if (no_memory)
		return NLETS_E_MEMORY;
	return out->error ? NLETS_E_UNREADABLE : 0;
}

void app_add_visible_lines(struct buf *out, struct str bytes)
{
	struct str line;

	while (bytes.len) {
		size_t end = str_find_char(bytes, '\n');

		line = str_sub(bytes, 0, end);
		if (end < bytes.len && str_ends(line, STR("\r")))
			line.len--;
		utf8_add_visible(out, line, false);
		if (end == bytes.len)
			return;
		buf_add_char(out, '\n');
		bytes = str_sub(bytes, end + 1, bytes.len - end - 1);
	}
}

void app_output_bytes(struct app_output *out, struct str bytes)
{
	if (out->terminal)
		app_add_visible_lines(&out->text, bytes);
	else
		buf_add(&out->text, bytes);
}

const char *app_style(bool colour, enum app_style style)
{
	static const char *const codes[] = {
		[APP_STYLE_END] = "\033[0m",	  [APP_STYLE_BOLD] = "\033[1m",
		[APP_STYLE_RED] = "\033[31m",	  [APP_STYLE_GREEN] = "\033[32m",
		[APP_STYLE_YELLOW] = "\033[33m",  [APP_STYLE_BLUE] = "\033[34m",
		[APP_STYLE_MARK] = "\033[7m",
	};

	return colour ? codes[style] : "";
}

void app_warn(struct str text)
{
	struct buf out = { 0 };

	app_add_visible_lines(&out, text);
	buf_add_char(&out, '\n');
	io_write_fd(STDERR_FILENO, buf_str(&out));
	buf_free(&out);
}

static bool is_set(const char *name)
{
	const char *value = getenv(name);

	return value && *value;
}

bool app_wants_colour(size_t setting, bool terminal)
{
	const char *force = getenv("CLICOLOR_FORCE");

	if (setting)
		return setting == 1;
	if (is_set("NO_COLOR"))
		return false;
	if (force && *force && strcmp(force, "0") != 0)
		return true;
	return terminal && !str_eq(str_from(getenv("TERM")), STR("dumb")) && is_set("TERM");
}
