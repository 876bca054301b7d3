/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/present_wire.h"

#include "base/utf8.h"

#include <stdint.h>

struct wire_writer {
	struct app_page *page;
	struct app_line *line;
	const struct app_wire_mark *marks;
	size_t count, width, used;
	/* the run being gathered: bytes that are shown as they are */
	struct str bytes;
	struct span run;
	enum app_role role;
};

static enum app_role role_at(const struct app_wire_mark *marks, size_t count, size_t at)
{
	enum app_role role = APP_ROLE_NORMAL;

	for (size_t i = 0; i < count; i++)
		if (at >= marks[i].span.off && at < span_end(marks[i].span))
			role = marks[i].role;
	return role;
}

static void end_run(struct wire_writer *writer)
{
	struct buf visible = { 0 };

	if (!writer->run.len)
		return;
	utf8_add_visible(&visible, str_at(writer->bytes, writer->run), false);
	app_line_add_span(writer->page, writer->line, writer->role, buf_str(&visible), writer->run);
	buf_free(&visible);
	if (writer->role == APP_ROLE_LIT && !writer->page->has_show) {
		writer->page->has_show = true;
		writer->page->show_line = writer->page->lines.count - 1;
	}
	writer->run.len = 0;
}

static void new_line(struct wire_writer *writer)
{
	end_run(writer);
	writer->line = app_page_line(writer->page);
	writer->used = 0;
}

/* Columns that one character takes when made visible. */
static size_t visible_columns(struct str character)
{
	struct buf visible = { 0 };
	size_t columns;

	utf8_add_visible(&visible, character, false);
	columns = app_text_columns(buf_str(&visible));
	buf_free(&visible);
	return columns;
}

static void add_character(struct wire_writer *writer, struct span at)
{
	enum app_role role = role_at(writer->marks, writer->count, at.off);
	struct str character = str_at(writer->bytes, at);
	size_t columns = (unsigned char)character.ptr[0] >= 0x20 && (unsigned char)character.ptr[0] < 0x7f
				 ? 1
				 : visible_columns(character);

	if (writer->used + columns > writer->width && writer->used)
		new_line(writer);
	if (!writer->run.len || role != writer->role) {
		end_run(writer);
		writer->run = (struct span){ at.off, 0 };
		writer->role = role;
	}
	writer->run.len += at.len;
	writer->used += columns;
}

/* The length of a line end at the start of s, or 0. */
static size_t line_end(struct str s)
{
	if (s.ptr[0] == '\n')
		return 1;
	return s.ptr[0] == '\r' && s.len > 1 && s.ptr[1] == '\n' ? 2 : 0;
}

void app_present_wire(struct app_page *page, struct str bytes, const struct app_wire_mark *marks,
		      size_t count, size_t width)
{
	struct wire_writer writer = { page, NULL, marks, count, width ? width : 1, 0, bytes,
				      { 0, 0 }, APP_ROLE_NORMAL };
	uint32_t code;

	new_line(&writer);
	for (size_t at = 0; at < bytes.len;) {
		struct str rest = str_sub(bytes, at, bytes.len - at);
		size_t len = line_end(rest);

		if (len) {
			if (at + len < bytes.len)
				new_line(&writer);
		} else {
			len = utf8_decode(rest, &code);
			add_character(&writer, (struct span){ at, len });
		}
		at += len;
	}
	end_run(&writer);
}

static int offset_digits(size_t bytes)
{
	return bytes > 0x10000 ? 6 : 4;
}

/* Offset, the bytes in hexadecimal with a gap after each eight, a blank, the characters. */
static size_t hex_columns(int digits, size_t per_line)
{
	return (size_t)digits + 1 + 3 * per_line + (per_line - 1) / 8 + 1 + per_line;
}

static void add_hex_line(struct app_page *page, struct str bytes, const struct app_wire_mark *marks,
			 size_t count, size_t at, size_t per_line)
{
	struct app_line *line = app_page_line(page);
	size_t end = at + per_line < bytes.len ? at + per_line : bytes.len;
	int digits = offset_digits(bytes.len);

	app_line_printf(page, line, APP_ROLE_FAINT, "%0*zx ", digits, at);
	for (size_t i = at; i < end; i++) {
		enum app_role role = role_at(marks, count, i);

		app_line_add(page, line, APP_ROLE_NORMAL, i % 8 == 0 && i > at ? STR("  ") : STR(" "));
		app_line_add_span(page, line, role,
				  arena_printf(&page->arena, "%02x", (unsigned char)bytes.ptr[i]),
				  (struct span){ i, 1 });
		if (role == APP_ROLE_LIT && !page->has_show) {
			page->has_show = true;
			page->show_line = page->lines.count - 1;
		}
	}
	app_line_pad(page, line, hex_columns(digits, per_line) - per_line);
	for (size_t i = at; i < end; i++) {
		char c = bytes.ptr[i];

		app_line_add_span(page, line, role_at(marks, count, i),
				  c >= 0x20 && c < 0x7f ? str_sub(bytes, i, 1) : STR("."),
				  (struct span){ i, 1 });
	}
}

void app_present_hex(struct app_page *page, struct str bytes, const struct app_wire_mark *marks,
		     size_t count, size_t width)
{
	int digits = offset_digits(bytes.len);
	size_t per_line = width >= hex_columns(digits, 16) ? 16 : width >= hex_columns(digits, 8) ? 8 : 4;

	for (size_t at = 0; at < bytes.len; at += per_line)
		add_hex_line(page, bytes, marks, count, at, per_line);
}
