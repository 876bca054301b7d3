/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "tests/support/doctored.h"

#include "tests/support/data.h"

#include <string.h>

static int read_own(struct doctored *doctored, const char *name, struct arena *arena,
		    struct str *bytes, struct str *path)
{
	for (size_t i = 0; i < doctored->own_count; i++) {
		if (strcmp(doctored->own[i].name, name) != 0)
			continue;
		*bytes = arena_copy(arena, str_from(doctored->own[i].text));
		*path = arena_printf(arena, "own/%s", name);
		return bytes->ptr && path->ptr ? 0 : NLETS_E_MEMORY;
	}
	return NLETS_E_NOT_FOUND;
}

static int apply(struct doctored *doctored, const struct doctored_edit *edit, struct arena *arena,
		 struct str *bytes)
{
	size_t at;

	if (!edit->from) {
		*bytes = str_from(edit->to);
		return edit->to ? 0 : NLETS_E_NOT_FOUND;
	}
	at = str_find(*bytes, str_from(edit->from));
	if (at == bytes->len) {
		doctored->edit_missed = true;
		return 0;
	}
	*bytes = arena_printf(arena, "%.*s%s%.*s", (int)at, bytes->ptr, edit->to,
			      (int)(bytes->len - at - strlen(edit->from)),
			      bytes->ptr + at + strlen(edit->from));
	return bytes->ptr ? 0 : NLETS_E_MEMORY;
}

int doctored_read(void *context, bool own, const char *name, struct arena *arena, struct str *bytes,
		  struct str *path)
{
	struct doctored *doctored = context;
	int error;

	if (doctored->error)
		return doctored->error;
	if (own)
		return read_own(doctored, name, arena, bytes, path);
	doctored->last = arena_strdup(arena, name);
	error = test_data_read(NULL, false, name, arena, bytes, path);
	*path = arena_copy(arena, str_from(name));
	for (size_t i = 0; i < doctored->edit_count; i++)
		if (strcmp(doctored->edits[i].name, name) == 0)
			error = apply(doctored, &doctored->edits[i], arena, bytes);
	if (!str_ends(str_from(name), STR(".rng")))
		doctored->reads += error == 0;
	return error;
}

int doctored_list(void *context, bool own, const char *folder, struct arena *arena,
		  struct str **names, size_t *count)
{
	struct doctored *doctored = context;
	size_t len = strlen(folder);

	if (!own)
		return test_data_list(NULL, false, folder, arena, names, count);
	*names = arena_alloc_array(arena, doctored->own_count + 1, sizeof(**names));
	*count = 0;
	for (size_t i = 0; *names && i < doctored->own_count; i++) {
		const char *name = doctored->own[i].name;

		if (strncmp(name, folder, len) == 0 && name[len] == '/' &&
		    !strchr(name + len + 1, '/'))
			(*names)[(*count)++] = str_from(name + len + 1);
	}
	return *names ? 0 : NLETS_E_MEMORY;
}
