/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/outbox.h"

#include "app/time_text.h"
#include "io/file.h"
#include "io/paths.h"
#include "io/tree.h"

#include <stdlib.h>
#include <unistd.h>

enum {
	KEY_BYTES = 16,
	ENTRY_LIMIT = 16 * 1024 * 1024, /* bytes of a file that is read as an entry */
};

static struct str folder_of(struct app_session *session, struct arena *arena)
{
	return arena_printf(arena, "%s/outbox", session->paths->state.ptr);
}

/* From the system, not from the seed: the key must differ from those of all others. */
static struct str new_key(struct arena *arena)
{
	unsigned char bytes[KEY_BYTES];
	struct buf text = { 0 };
	struct str key;

	if (getentropy(bytes, sizeof(bytes)) < 0)
		return STR_NONE;
	for (size_t i = 0; i < sizeof(bytes); i++)
		buf_printf(&text, "%02x", bytes[i]);
	key = arena_copy(arena, buf_str(&text));
	buf_free(&text);
	return key;
}

int app_outbox_keep(struct app_session *session, struct str url, struct str bytes,
		    struct app_outbox_entry *entry)
{
	struct arena *arena = &session->arena;
	struct str folder = folder_of(session, arena);
	struct buf file = { 0 };
	int result;

	*entry = (struct app_outbox_entry){
		.key = new_key(arena),
		.url = arena_copy(arena, url),
		.sent = app_time_text(app_session_now(session), true, arena),
		.bytes = arena_copy(arena, bytes),
	};
	if (!entry->key.ptr)
		return NLETS_E_UNREADABLE;
	entry->path = arena_printf(arena, "%s/%s", folder.ptr, entry->key.ptr);
	buf_printf(&file, "url: %.*s\nsent: %.*s\n\n", STR_ARGS(entry->url), STR_ARGS(entry->sent));
	buf_add(&file, bytes);
	result = entry->path.ptr && !file.failed ? io_make_folders(folder.ptr) : NLETS_E_MEMORY;
	if (result == 0)
		result = io_write_file(entry->path.ptr, buf_str(&file));
	buf_free(&file);
	return result;
}

int app_outbox_drop(const struct app_outbox_entry *entry)
{
	return io_file_remove(entry->path.ptr);
}

/* The value of the next line, which must begin so. */
static bool take_line(struct str *rest, struct str prefix, struct str *value)
{
	struct str line;

	if (!str_split(rest, '\n', &line) || !str_starts(line, prefix))
		return false;
	*value = str_sub(line, prefix.len, line.len - prefix.len);
	return true;
}

static bool is_key(struct str name)
{
	for (size_t i = 0; i < name.len; i++)
		if (!char_is_digit(name.ptr[i]) && (name.ptr[i] < 'a' || name.ptr[i] > 'f'))
			return false;
	return name.len == (size_t)KEY_BYTES * 2;
}

static bool read_entry(struct arena *arena, struct str path, struct app_outbox_entry *entry)
{
	struct buf file = { 0 };
	struct str rest, name = path, empty;
	size_t slash;
	bool done;

	while ((slash = str_find_char(name, '/')) < name.len)
		name = str_sub(name, slash + 1, name.len - slash - 1);
	done = is_key(name) && io_read_file(path.ptr, ENTRY_LIMIT, &file) == 0;
	rest = arena_copy(arena, buf_str(&file));
	buf_free(&file);
	*entry = (struct app_outbox_entry){ .key = name, .path = path };
	done = done && rest.ptr && take_line(&rest, STR("url: "), &entry->url) &&
	       take_line(&rest, STR("sent: "), &entry->sent) && take_line(&rest, STR(""), &empty) &&
	       empty.len == 0;
	entry->bytes = rest;
	return done;
}

static int by_time(const void *a, const void *b)
{
	const struct app_outbox_entry *one = a, *other = b;
	int order = str_cmp(one->sent, other->sent);

	return order ? order : str_cmp(one->key, other->key);
}

int app_outbox_list(struct app_session *session, struct arena *arena, app_outbox_entries *entries)
{
	struct str folder = folder_of(session, arena);
	io_entries files = { 0 };
	int result = folder.ptr ? io_tree_files(folder.ptr, arena, &files) : NLETS_E_MEMORY;

	for (size_t i = 0; result == 0 && i < files.count; i++) {
		struct app_outbox_entry read, *kept;

		if (!read_entry(arena, files.items[i].path, &read))
			continue;
		read.url = arena_copy(arena, read.url); /* ends in NUL */
		kept = vec_add(arena, entries);
		if (!kept)
			return NLETS_E_MEMORY;
		*kept = read;
	}
	if (entries->count)
		qsort(entries->items, entries->count, sizeof(*entries->items), by_time);
	return result;
}
