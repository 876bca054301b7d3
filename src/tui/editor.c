/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "tui/editor.h"

#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <form.h>

struct tui_editor {
	FORM *form;
	FIELD *fields[2];
	WINDOW *pad, *inside;
	size_t rows, columns;
	struct buf text;     /* as last read */
	struct buf original; /* as set, kept when the locale cannot hold it */
	bool changed;
};

static void request(struct tui_editor *editor, int code)
{
	form_driver_w(editor->form, KEY_CODE_YES, (wchar_t)code);
}

static bool start(struct tui_editor *editor)
{
	editor->fields[0] = new_field((int)editor->rows, (int)editor->columns, 0, 0, 0, 0);
	if (!editor->fields[0])
		return false;
	field_opts_off(editor->fields[0], O_AUTOSKIP | O_BLANK | O_WRAP);
	editor->form = new_form(editor->fields);
	editor->pad = newpad((int)editor->rows + 1, (int)editor->columns + 1);
	if (!editor->form || !editor->pad)
		return false;
	editor->inside = subpad(editor->pad, (int)editor->rows, (int)editor->columns, 0, 0);
	if (!editor->inside)
		return false;
	set_form_win(editor->form, editor->pad);
	set_form_sub(editor->form, editor->inside);
	if (post_form(editor->form) != E_OK)
		return false;
	request(editor, REQ_INS_MODE);
	return true;
}

struct tui_editor *tui_editor_new(size_t rows, size_t columns, struct str text)
{
	struct tui_editor *editor = calloc(1, sizeof(*editor));

	if (!editor)
		return NULL;
	editor->rows = rows;
	editor->columns = columns;
	if (!start(editor))
		tui_editor_free(&editor);
	else
		tui_editor_set(editor, text);
	return editor;
}

void tui_editor_free(struct tui_editor **editor)
{
	struct tui_editor *old = *editor;

	*editor = NULL;
	if (!old)
		return;
	if (old->form) {
		unpost_form(old->form);
		free_form(old->form);
	}
	if (old->fields[0])
		free_field(old->fields[0]);
	if (old->inside)
		delwin(old->inside);
	if (old->pad)
		delwin(old->pad);
	buf_free(&old->text);
	buf_free(&old->original);
	free(old);
}

static void type_character(struct tui_editor *editor, uint32_t code)
{
	form_driver_w(editor->form, OK, (wchar_t)code);
}

void tui_editor_set(struct tui_editor *editor, struct str text)
{
	uint32_t code;

	buf_clear(&editor->original);
	buf_add(&editor->original, text);
	editor->changed = false;
	request(editor, REQ_CLR_FIELD);
	for (size_t at = 0; at < text.len;) {
		at += utf8_decode(str_sub(text, at, text.len - at), &code);
		if (code == '\n')
			request(editor, REQ_NEW_LINE);
		else
			type_character(editor, code == UTF8_INVALID ? '?' : code);
	}
}

/* One row out of libform's buffer, its padding left out. */
static void add_row(struct buf *out, const wchar_t *cells, size_t count)
{
	while (count && (cells[count - 1] == L' ' || cells[count - 1] == 0))
		count--;
	for (size_t i = 0; i < count; i++)
		if (cells[i])
			utf8_encode(out, (uint32_t)cells[i]);
}

/* libform gives its buffer in the locale's encoding; turned to characters here,
 * row by row, for a wide character takes two cells but one place in the text. */
static void read_rows(struct tui_editor *editor)
{
	const char *bytes = field_buffer(editor->fields[0], 0);
	size_t left = bytes ? strlen(bytes) : 0, filled = 0, count = 0;
	wchar_t *row = calloc(editor->columns + 1, sizeof(*row));
	mbstate_t state = { 0 };

	while (row && left) {
		wchar_t character;
		size_t len = mbrtowc(&character, bytes, left, &state);
		int width;

		if (len == (size_t)-1 || len == (size_t)-2 || !len) {
			len = 1;
			character = L'?';
			memset(&state, 0, sizeof(state));
		}
		bytes += len;
		left -= len;
		width = wcwidth(character);
		row[count++] = character;
		filled += width > 0 ? (size_t)width : 1;
		if (filled >= editor->columns || count == editor->columns || !left) {
			add_row(&editor->text, row, count);
			if (left)
				buf_add_char(&editor->text, '\n');
			filled = count = 0;
		}
	}
	free(row);
}

struct str tui_editor_text(struct tui_editor *editor)
{
	if (!editor->changed)
		return buf_str(&editor->original);
	buf_clear(&editor->text);
	request(editor, REQ_VALIDATION);
	read_rows(editor);
	while (editor->text.len && editor->text.ptr[editor->text.len - 1] == '\n')
		editor->text.len--;
	return buf_str(&editor->text);
}

static const struct {
	const char *key;
	int code;
	bool changes;
} editing_keys[] = {
	{ "Left", REQ_PREV_CHAR, false },  { "Right", REQ_NEXT_CHAR, false },
	{ "Home", REQ_BEG_LINE, false },   { "End", REQ_END_LINE, false },
	{ "Ctrl-A", REQ_BEG_LINE, false }, { "Ctrl-E", REQ_END_LINE, false },
	{ "Ctrl-B", REQ_PREV_CHAR, false }, { "Ctrl-F", REQ_NEXT_CHAR, false },
	{ "Backspace", REQ_DEL_PREV, true }, { "Delete", REQ_DEL_CHAR, true },
	{ "Ctrl-D", REQ_DEL_CHAR, true },  { "Ctrl-K", REQ_CLR_EOL, true },
	{ "Ctrl-U", REQ_CLR_FIELD, true },
};

static const struct {
	const char *key;
	int code;
	bool changes;
} row_keys[] = {
	{ "Up", REQ_UP_CHAR, false },
	{ "Down", REQ_DOWN_CHAR, false },
	{ "Enter", REQ_NEW_LINE, true },
};

bool tui_editor_key(struct tui_editor *editor, struct str key)
{
	uint32_t code;

	for (size_t i = 0; i < sizeof(editing_keys) / sizeof(*editing_keys); i++)
		if (str_eq(str_from(editing_keys[i].key), key)) {
			request(editor, editing_keys[i].code);
			editor->changed |= editing_keys[i].changes;
			return true;
		}
	for (size_t i = 0; editor->rows > 1 && i < sizeof(row_keys) / sizeof(*row_keys); i++)
		if (str_eq(str_from(row_keys[i].key), key)) {
			request(editor, row_keys[i].code);
			editor->changed |= row_keys[i].changes;
			return true;
		}
	if (!key.len || utf8_decode(key, &code) != key.len || code == UTF8_INVALID)
		return false;
	type_character(editor, code);
	editor->changed = true;
	return true;
}

size_t tui_editor_column(const struct tui_editor *editor)
{
	pos_form_cursor(editor->form);
	return (size_t)getcurx(editor->inside);
}

size_t tui_editor_row(const struct tui_editor *editor)
{
	pos_form_cursor(editor->form);
	return (size_t)getcury(editor->inside);
}

void tui_editor_place(struct tui_editor *editor, size_t row, size_t column)
{
	request(editor, REQ_BEG_FIELD);
	for (size_t i = 0; i < row; i++)
		request(editor, REQ_DOWN_CHAR);
	for (size_t i = 0; i < column; i++)
		request(editor, REQ_NEXT_CHAR);
}
