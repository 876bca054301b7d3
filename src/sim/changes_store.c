/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "sim/changes_store.h"

#include "base/alloc.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

enum statement {
	READ_HELP,
	WRITE_HELP,
	CLEAR_HELP,
	LIST_AGENCIES,
	PUT_AGENCY,
	DROP_AGENCY,
	COUNT_ADDED,
	STATEMENTS
};

static const char *const sql[STATEMENTS] = {
	[READ_HELP] = "SELECT text FROM help WHERE file = ?1",
	[WRITE_HELP] = "INSERT OR REPLACE INTO help VALUES (?1, ?2)",
	[CLEAR_HELP] = "INSERT OR REPLACE INTO help VALUES (?1, NULL)",
	[LIST_AGENCIES] = "SELECT ori, location, type, added FROM agency ORDER BY ori",
	[PUT_AGENCY] = "INSERT OR REPLACE INTO agency VALUES (?1, ?2, ?3, ?4)",
	[DROP_AGENCY] = "DELETE FROM agency WHERE ori = ?1",
	[COUNT_ADDED] = "SELECT count(*) FROM agency WHERE added = '1'",
};

static const char tables[] =
	"CREATE TABLE IF NOT EXISTS help (file TEXT PRIMARY KEY, text);"
	"CREATE TABLE IF NOT EXISTS agency (ori TEXT PRIMARY KEY, location, type, added)";

/* Another process may be writing; it is done soon. */
enum { BUSY_MS = 5000 };

/* The file is made by the first change: until then an empty one in memory stands for it. */
struct sim_changes {
	char *path; /* of the file that is still to be made, or NULL */
	sqlite3 *db;
	sqlite3_stmt *statements[STATEMENTS];
};

/* SQLite would make the file readable by all. */
static bool touch(const char *path)
{
	int file = open(path, O_CREAT | O_WRONLY, S_IRUSR | S_IWUSR);

	return file >= 0 && close(file) == 0;
}

static void close_database(struct sim_changes *changes)
{
	for (size_t i = 0; i < STATEMENTS; i++) {
		sqlite3_finalize(changes->statements[i]);
		changes->statements[i] = NULL;
	}
	sqlite3_close(changes->db);
	changes->db = NULL;
}

static int open_database(struct sim_changes *changes, const char *path)
{
	return sqlite3_open(path, &changes->db) || sqlite3_busy_timeout(changes->db, BUSY_MS) ||
			       sqlite3_exec(changes->db, tables, NULL, NULL, NULL)
		       ? NLETS_E_STORE
		       : 0;
}

static char *copy(const char *text)
{
	size_t size = strlen(text) + 1;
	char *made = base_realloc(NULL, size);

	if (made)
		memcpy(made, text, size);
	return made;
}

int sim_changes_open(const char *path, struct sim_changes **changes)
{
	struct sim_changes *made = base_realloc(NULL, sizeof(*made));
	bool there = path && access(path, F_OK) == 0;
	int error;

	*changes = NULL;
	if (!made)
		return NLETS_E_MEMORY;
	*made = (struct sim_changes){ 0 };
	error = open_database(made, there ? path : ":memory:");
	if (!error && path && !there) {
		made->path = copy(path);
		error = made->path ? 0 : NLETS_E_MEMORY;
	}
	if (error)
		sim_changes_close(&made);
	*changes = made;
	return error;
}

void sim_changes_close(struct sim_changes **changes)
{
	if (!*changes)
		return;
	close_database(*changes);
	base_free((*changes)->path);
	base_free(*changes);
	*changes = NULL;
}

/* Nothing was changed so far, so the one in memory holds nothing. */
static int make_file(struct sim_changes *changes)
{
	char *path = changes->path;
	int error;

	if (!path)
		return 0;
	if (!touch(path))
		return NLETS_E_STORE;
	close_database(changes);
	error = open_database(changes, path);
	changes->path = NULL;
	base_free(path);
	return error;
}

/* The statement with its arguments bound, or NULL. */
static sqlite3_stmt *bind(struct sim_changes *changes, enum statement which, const struct str *args,
			  size_t count)
{
	sqlite3_stmt **statement = &changes->statements[which];

	if (!*statement && sqlite3_prepare_v2(changes->db, sql[which], -1, statement, NULL))
		return NULL;
	sqlite3_reset(*statement);
	for (size_t i = 0; i < count; i++)
		if (sqlite3_bind_text(*statement, (int)i + 1, args[i].ptr ? args[i].ptr : "",
				      (int)args[i].len, SQLITE_STATIC))
			return NULL;
	return *statement;
}

static int change(struct sim_changes *changes, enum statement which, const struct str *args,
		  size_t count)
{
	int error = make_file(changes);
	sqlite3_stmt *statement = error ? NULL : bind(changes, which, args, count);

	if (!error && (!statement || sqlite3_step(statement) != SQLITE_DONE))
		error = NLETS_E_STORE;
	if (statement)
		sqlite3_reset(statement);
	return error;
}

static struct str column(sqlite3_stmt *row, int at)
{
	const char *text = (const char *)sqlite3_column_text(row, at);

	return text ? (struct str){ text, (size_t)sqlite3_column_bytes(row, at) } : STR_NONE;
}

int sim_changes_help(struct sim_changes *changes, struct str file, struct arena *arena,
		     enum sim_help_state *state, struct str *text)
{
	sqlite3_stmt *query = bind(changes, READ_HELP, &file, 1);
	int step = query ? sqlite3_step(query) : SQLITE_ERROR, error = 0;
	struct str stored;

	*text = STR("");
	*state = SIM_HELP_UNCHANGED;
	if (step == SQLITE_ROW) {
		stored = column(query, 0);
		*state = stored.ptr ? SIM_HELP_WRITTEN : SIM_HELP_CLEARED;
		if (stored.ptr)
			*text = arena_copy(arena, stored);
		error = text->ptr ? 0 : NLETS_E_MEMORY;
	} else if (step != SQLITE_DONE) {
		error = NLETS_E_STORE;
	}
	if (query)
		sqlite3_reset(query);
	return error;
}

int sim_changes_write_help(struct sim_changes *changes, struct str file, struct str text)
{
	struct str args[] = { file, text };

	return change(changes, WRITE_HELP, args, 2);
}

int sim_changes_clear_help(struct sim_changes *changes, struct str file)
{
	return change(changes, CLEAR_HELP, &file, 1);
}

int sim_changes_agencies(struct sim_changes *changes, sim_take_agency *take, void *context)
{
	sqlite3_stmt *query = bind(changes, LIST_AGENCIES, NULL, 0);
	int step = SQLITE_ERROR, error = 0;

	while (query && !error && (step = sqlite3_step(query)) == SQLITE_ROW) {
		struct sim_agency_record record = { column(query, 0), column(query, 1),
						    column(query, 2),
						    str_eq(column(query, 3), STR("1")) };

		error = take(context, &record) ? 0 : NLETS_E_MEMORY;
	}
	if (query)
		sqlite3_reset(query);
	return error ? error : step == SQLITE_DONE ? 0 : NLETS_E_STORE;
}

int sim_changes_put_agency(struct sim_changes *changes, const struct sim_agency_record *record)
{
	struct str args[] = { record->ori, record->location, record->type,
			      record->added ? STR("1") : STR("") };

	return change(changes, PUT_AGENCY, args, 4);
}

int sim_changes_drop_agency(struct sim_changes *changes, struct str ori)
{
	return change(changes, DROP_AGENCY, &ori, 1);
}

int sim_changes_count_added(struct sim_changes *changes, unsigned *count)
{
	sqlite3_stmt *query = bind(changes, COUNT_ADDED, NULL, 0);
	int error = query && sqlite3_step(query) == SQLITE_ROW ? 0 : NLETS_E_STORE;

	*count = error ? 0 : (unsigned)sqlite3_column_int(query, 0);
	if (query)
		sqlite3_reset(query);
	return error;
}
