/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/draft_store.h"

#include "io/file.h"
#include "io/paths.h"

#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

enum { LIMIT = 1 << 20 };

static struct str folder_path(struct app_session *session, struct arena *arena)
{
	return arena_printf(arena, "%.*s/drafts", STR_ARGS(session->paths->state));
}

static struct str file_path(struct app_session *session, struct arena *arena, struct str key)
{
	return arena_printf(arena, "%.*s/%.*s.draft", STR_ARGS(folder_path(session, arena)),
			    STR_ARGS(key));
}

/* The name of a row in the file. */
static struct str row_name(const struct app_draft_row *row)
{
	static const char *const names[] = {
		[APP_ROW_FROM] = "from", [APP_ROW_TO] = "to",  [APP_ROW_CONTROL] = "control",
		[APP_ROW_GROUP] = "",    [APP_ROW_ITEM] = "", [APP_ROW_TEXT] = "text",
	};

	return row->kind == APP_ROW_ITEM ? row->item->code : str_from(names[row->kind]);
}

static void add_escaped(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\n')
			buf_add_text(out, "\\n");
		else if (text.ptr[i] == '\\')
			buf_add_text(out, "\\\\");
		else
			buf_add_char(out, text.ptr[i]);
	}
}

static void add_plain(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\\' && i + 1 < text.len)
			buf_add_char(out, text.ptr[++i] == 'n' ? '\n' : text.ptr[i]);
		else
			buf_add_char(out, text.ptr[i]);
	}
}

void app_draft_write(const struct app_draft *draft, struct buf *out)
{
	for (size_t i = 0; i < draft->rows.count; i++) {
		const struct app_draft_row *row = &draft->rows.items[i];

		if (row->kind == APP_ROW_GROUP || !row->value.len)
			continue;
		buf_add(out, row_name(row));
		buf_add_char(out, '=');
		add_escaped(out, buf_str(&row->value));
		buf_add_char(out, '\n');
	}
}

static void read_line(struct app_draft *draft, struct str line)
{
	struct str name;

	if (!str_split(&line, '=', &name))
		return;
	for (size_t i = 0; i < draft->rows.count; i++) {
		struct app_draft_row *row = &draft->rows.items[i];

		if (row->kind == APP_ROW_GROUP || !str_eq(row_name(row), name))
			continue;
		buf_clear(&row->value);
		add_plain(&row->value, line);
	}
}

void app_draft_read(struct app_draft *draft, struct str bytes)
{
	struct str line;

	while (bytes.len && str_split(&bytes, '\n', &line))
		read_line(draft, line);
	app_draft_update(draft);
}

bool app_draft_is_empty(const struct app_draft *draft)
{
	for (size_t i = 0; i < draft->rows.count; i++)
		if (draft->rows.items[i].kind != APP_ROW_FROM && draft->rows.items[i].value.len)
			return false;
	return true;
}

int app_draft_save(struct app_draft *draft)
{
	struct arena arena = { 0 };
	struct buf text = { 0 };
	int result;

	if (app_draft_is_empty(draft)) {
		draft->unwritten = false;
		return app_draft_remove(draft->session, draft->form->key);
	}
	app_draft_write(draft, &text);
	result = text.failed ? NLETS_E_MEMORY : io_make_folders(folder_path(draft->session, &arena).ptr);
	if (result == 0)
		result = io_write_file(file_path(draft->session, &arena, draft->form->key).ptr,
				       buf_str(&text));
	if (result == 0)
		draft->unwritten = false;
	buf_free(&text);
	arena_free(&arena);
	return result;
}

bool app_draft_load(struct app_draft *draft)
{
	struct arena arena = { 0 };
	struct buf text = { 0 };
	bool there = io_read_file(file_path(draft->session, &arena, draft->form->key).ptr, LIMIT,
				  &text) == 0;

	if (there)
		app_draft_read(draft, buf_str(&text));
	draft->changed = draft->unwritten = false;
	buf_free(&text);
	arena_free(&arena);
	return there;
}

int app_draft_remove(struct app_session *session, struct str key)
{
	struct arena arena = { 0 };
	int result = unlink(file_path(session, &arena, key).ptr);

	arena_free(&arena);
	return result == 0 || errno == ENOENT ? 0 : NLETS_E_UNREADABLE;
}

static int compare(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

size_t app_draft_list(struct app_session *session, struct arena *arena, struct str **keys)
{
	VEC(struct str) found = { 0 };
	DIR *folder = opendir(folder_path(session, arena).ptr);
	struct dirent *entry;

	while (folder && (entry = readdir(folder))) {
		struct str name = str_from(entry->d_name);
		struct str *key = str_ends(name, STR(".draft")) ? vec_add(arena, &found) : NULL;

		if (key)
			*key = arena_copy(arena, str_sub(name, 0, name.len - strlen(".draft")));
	}
	if (folder)
		closedir(folder);
	if (found.count)
		qsort(found.items, found.count, sizeof(*found.items), compare);
	*keys = found.items;
	return found.count;
}
