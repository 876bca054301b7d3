/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/table_import.h"

#include "io/file.h"
#include "io/paths.h"
#include "nlets/tables.h"

#include <errno.h>

enum { NAME_MAX_LEN = 16, SCHEMA_LIMIT = 64 << 20 };

bool app_import_name_fits(struct str name)
{
	for (size_t i = 0; i < name.len; i++)
		if (!char_is_upper_alnum(name.ptr[i]))
			return false;
	return name.len > 0 && name.len <= NAME_MAX_LEN;
}

/* Reads back what is to be written: it must be a table that loads. */
static int count_codes(struct app_session *session, struct str xml, struct str file, nlets_faults *faults,
		       size_t *count)
{
	struct nlets_table *table = nlets_table_read(&session->arena, xml, file, STR(""), faults);

	if (!table)
		return NLETS_E_DEFINITION;
	*count = table->codes.count;
	return 0;
}

static int write_table(struct app_session *session, struct str name, struct str xml,
		       struct app_import *made)
{
	struct str folder = arena_printf(&session->arena, "%s/forms/tables", session->paths->data.ptr);

	if (!folder.ptr)
		return NLETS_E_MEMORY;
	made->path = arena_printf(&session->arena, "%s/%.*s.xml", folder.ptr, STR_ARGS(name));
	if (!made->path.ptr)
		return NLETS_E_MEMORY;
	if (io_make_folders(folder.ptr) < 0)
		return NLETS_E_UNREADABLE;
	return io_write_file(made->path.ptr, xml);
}

int app_import_table(struct app_session *session, const char *file, struct str name, struct str type,
		     struct app_import *made)
{
	struct buf schema = { 0 }, xml = { 0 };
	nlets_faults faults = { 0 };
	int result, error;

	*made = (struct app_import){ .path = arena_copy(&session->arena, str_from(file)) };
	result = io_read_file(file, SCHEMA_LIMIT, &schema);
	if (result == 0)
		result = nlets_table_import(&session->arena, buf_str(&schema), made->path, type, name, &xml,
					    &faults);
	if (result == 0)
		result = count_codes(session, buf_str(&xml), made->path, &faults, &made->count);
	if (result == 0)
		result = write_table(session, name, buf_str(&xml), made);
	error = errno;
	made->faults = faults.items;
	made->fault_count = faults.count;
	buf_free(&schema);
	buf_free(&xml);
	errno = error;
	return result;
}
