/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing the journal. WAL, so that several processes may have it open; with
 * synchronous NORMAL a commit survives a killed process, with FULL a power cut. */
#include <config.h>

#include "sim/journal_store.h"

#include "base/i18n.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef F_OFD_SETLK
#define SET_LOCK F_OFD_SETLK
#else
#define SET_LOCK F_SETLK
#endif

enum { BUSY_MS = 10000 };

static const char schema[] =
	"CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;"
	"CREATE TABLE IF NOT EXISTS conversation (sequence INTEGER PRIMARY KEY, sent INTEGER, "
	"asker TEXT, key TEXT, dest TEXT, settings TEXT, idempotency TEXT, bytes BLOB);"
	"CREATE UNIQUE INDEX IF NOT EXISTS conversation_key ON conversation (idempotency) "
	"WHERE idempotency IS NOT NULL;"
	"CREATE TABLE IF NOT EXISTS underway (sequence INTEGER PRIMARY KEY, owner INTEGER);"
	"CREATE TABLE IF NOT EXISTS hop (id INTEGER PRIMARY KEY, conversation INTEGER, "
	"number INTEGER, kind INTEGER, outcome INTEGER, at INTEGER, ms INTEGER, sender TEXT, "
	"dest TEXT, sender_label TEXT, dest_label TEXT, key TEXT, bytes BLOB, holder TEXT, "
	"rule TEXT, backing INTEGER, note TEXT, detail TEXT, assumed TEXT, gate TEXT, "
	"fault INTEGER, answers INTEGER, input INTEGER);"
	"CREATE UNIQUE INDEX IF NOT EXISTS hop_place ON hop (conversation, number);"
	"CREATE INDEX IF NOT EXISTS hop_delivered ON hop (dest) WHERE kind IN (3, 4);"
	"CREATE TABLE IF NOT EXISTS count (addressee TEXT PRIMARY KEY, value INTEGER) WITHOUT ROWID;";

/* The numbers in the index above. */
_Static_assert(SIM_HOP_DELIVERY == 3 && SIM_HOP_NOTICE == 4, "kinds of hop in the journal");

static const char *const statements[SIM_JOURNAL_STATEMENTS] = {
	[SIM_JOURNAL_BEGIN] = "BEGIN IMMEDIATE",
	[SIM_JOURNAL_COMMIT] = "COMMIT",
	[SIM_JOURNAL_ROLLBACK] = "ROLLBACK",
	[SIM_JOURNAL_ACCEPT] =
		"INSERT INTO conversation (sent, asker, key, dest, settings, idempotency, bytes) "
		"VALUES (?, ?, ?, ?, ?, nullif(?, ''), ?)",
	[SIM_JOURNAL_START] = "INSERT INTO underway VALUES (?, ?)",
	[SIM_JOURNAL_FINISH] = "DELETE FROM underway WHERE sequence = ?",
	[SIM_JOURNAL_ADD_HOP] =
		"INSERT INTO hop (conversation, number, kind, outcome, at, ms, sender, dest, "
		"sender_label, dest_label, key, bytes, holder, rule, backing, note, detail, "
		"assumed, gate, fault, answers, input) "
		"VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
	[SIM_JOURNAL_COUNT] = "SELECT value FROM count WHERE addressee = ?",
	[SIM_JOURNAL_SET_COUNT] = "INSERT INTO count VALUES (?, ?) "
				  "ON CONFLICT (addressee) DO UPDATE SET value = excluded.value",
	[SIM_JOURNAL_BY_KEY] = "SELECT sequence, sent, asker, key, dest, settings, "
			       "coalesce(idempotency, ''), bytes FROM conversation "
			       "WHERE idempotency = ?",
	[SIM_JOURNAL_ENTRY] = "SELECT sequence, sent, asker, key, dest, settings, "
			      "coalesce(idempotency, ''), bytes FROM conversation "
			      "WHERE sequence = ?",
	[SIM_JOURNAL_HOPS] =
		"SELECT kind, outcome, ms, sender, dest, sender_label, dest_label, key, bytes, "
		"holder, rule, backing, note, detail, assumed, gate, fault, answers, input "
		"FROM hop WHERE conversation = ? ORDER BY number",
	[SIM_JOURNAL_UNDERWAY] = "SELECT owner FROM underway WHERE sequence = ?",
	[SIM_JOURNAL_LEFT] = "SELECT sequence, owner FROM underway ORDER BY sequence",
	[SIM_JOURNAL_ADOPT] = "UPDATE underway SET owner = ?2 WHERE sequence = ?1",
	[SIM_JOURNAL_SENT] =
		"SELECT id, at, conversation, number, key, sender, dest, bytes FROM hop "
		"WHERE kind IN (1, 3, 4) AND at BETWEEN ? AND ? ORDER BY id DESC",
	[SIM_JOURNAL_DELIVERIES] =
		"SELECT kind, outcome, ms, sender, dest, sender_label, dest_label, key, bytes, "
		"holder, rule, backing, note, detail, assumed, gate, fault, answers, input, "
		"conversation, number, at FROM hop WHERE dest = ?1 AND kind IN (3, 4) AND id > "
		"coalesce((SELECT id FROM hop WHERE conversation = ?2 AND number = ?3), 0) "
		"ORDER BY id LIMIT ?4",
	[SIM_JOURNAL_LIST] =
		"SELECT c.sequence, c.sent, c.asker, c.key, c.dest, length(c.bytes), "
		"(SELECT count(*) FROM hop WHERE conversation = c.sequence), "
		"NOT EXISTS (SELECT 1 FROM underway u WHERE u.sequence = c.sequence) "
		"FROM conversation c WHERE ?1 IN ('', c.asker) ORDER BY c.sequence DESC "
		"LIMIT ?3 OFFSET ?2",
};

sqlite3_stmt *sim_journal_statement(struct sim_journal *journal,
				    enum sim_journal_statement which)
{
	sqlite3_stmt **made = &journal->statements[which];

	if (!*made && sqlite3_prepare_v3(journal->db, statements[which], -1,
					 SQLITE_PREPARE_PERSISTENT, made, NULL) != SQLITE_OK)
		return NULL;
	return *made;
}

/* Runs a statement that gives no rows. */
static int done(sqlite3_stmt *statement)
{
	int step = statement ? sqlite3_step(statement) : SQLITE_ERROR;

	if (statement)
		sqlite3_reset(statement);
	return step == SQLITE_DONE ? 0 : NLETS_E_STORE;
}

static int run(struct sim_journal *journal, enum sim_journal_statement which)
{
	return done(sim_journal_statement(journal, which));
}

static void bind(sqlite3_stmt *statement, int at, struct str text)
{
	sqlite3_bind_text(statement, at, text.len ? text.ptr : "", (int)text.len, SQLITE_STATIC);
}

static void bind_bytes(sqlite3_stmt *statement, int at, struct str bytes)
{
	sqlite3_bind_blob(statement, at, bytes.len ? bytes.ptr : "", (int)bytes.len, SQLITE_STATIC);
}

static int begin(struct sim_journal *journal)
{
	int error = journal->open ? 0 : run(journal, SIM_JOURNAL_BEGIN);

	journal->open = error == 0;
	return error;
}

int sim_journal_commit(struct sim_journal *journal)
{
	int error = journal->open ? run(journal, SIM_JOURNAL_COMMIT) : 0;

	if (!error)
		journal->open = false;
	return error;
}

void sim_journal_rollback(struct sim_journal *journal)
{
	if (journal->open)
		run(journal, SIM_JOURNAL_ROLLBACK);
	journal->open = false;
}

int sim_journal_accept(struct sim_journal *journal, struct sim_journalled *entry)
{
	sqlite3_stmt *add = sim_journal_statement(journal, SIM_JOURNAL_ACCEPT);
	sqlite3_stmt *start = sim_journal_statement(journal, SIM_JOURNAL_START);
	int error = add && start ? begin(journal) : NLETS_E_STORE;

	if (error)
		return error;
	sqlite3_bind_int64(add, 1, entry->sent_ms);
	bind(add, 2, entry->asker);
	bind(add, 3, entry->key);
	bind(add, 4, entry->to);
	bind(add, 5, entry->settings);
	bind(add, 6, entry->idempotency);
	bind_bytes(add, 7, entry->bytes);
	error = done(add);
	entry->sequence = sqlite3_last_insert_rowid(journal->db);
	sqlite3_bind_int64(start, 1, entry->sequence);
	sqlite3_bind_int64(start, 2, journal->owner);
	return error ? error : done(start);
}

int sim_journal_add_hop(struct sim_journal *journal, int64_t sequence, size_t number,
			int64_t time_ms, unsigned input, const struct sim_hop *hop)
{
	sqlite3_stmt *add = sim_journal_statement(journal, SIM_JOURNAL_ADD_HOP);
	int error = add ? begin(journal) : NLETS_E_STORE;

	if (error)
		return error;
	sqlite3_bind_int64(add, 1, sequence);
	sqlite3_bind_int64(add, 2, (int64_t)number);
	sqlite3_bind_int(add, 3, (int)hop->kind);
	sqlite3_bind_int(add, 4, (int)hop->outcome);
	sqlite3_bind_int64(add, 5, time_ms);
	sqlite3_bind_int64(add, 6, hop->time_ms);
	bind(add, 7, hop->from);
	bind(add, 8, hop->to);
	bind(add, 9, hop->from_label);
	bind(add, 10, hop->to_label);
	bind(add, 11, hop->key);
	bind_bytes(add, 12, hop->bytes);
	bind(add, 13, hop->holder);
	bind(add, 14, hop->rule);
	sqlite3_bind_int(add, 15, (int)hop->backing);
	bind(add, 16, hop->note);
	bind(add, 17, hop->detail);
	bind(add, 18, hop->assumed);
	bind(add, 19, hop->gate);
	sqlite3_bind_int(add, 20, (int)hop->fault);
	sqlite3_bind_int64(add, 21, hop->answers == SIZE_MAX ? -1 : (int64_t)hop->answers);
	sqlite3_bind_int64(add, 22, input);
	return done(add);
}

int sim_journal_finish(struct sim_journal *journal, int64_t sequence)
{
	sqlite3_stmt *finish = sim_journal_statement(journal, SIM_JOURNAL_FINISH);
	int error = finish ? begin(journal) : NLETS_E_STORE;

	if (!error)
		sqlite3_bind_int64(finish, 1, sequence);
	return error ? error : done(finish);
}

int sim_journal_set_count(struct sim_journal *journal, struct str addressee, unsigned count)
{
	sqlite3_stmt *set = sim_journal_statement(journal, SIM_JOURNAL_SET_COUNT);
	int error = set ? begin(journal) : NLETS_E_STORE;

	if (error)
		return error;
	bind(set, 1, addressee);
	sqlite3_bind_int64(set, 2, count);
	return done(set);
}

/* The process of that number holds the lock on its byte for as long as it lives. */
static bool lock_byte(const struct sim_journal *journal, int64_t owner)
{
	struct flock lock = { .l_type = F_WRLCK,
			      .l_whence = SEEK_SET,
			      .l_start = (off_t)owner,
			      .l_len = 1 };

	return fcntl(journal->lock, SET_LOCK, &lock) == 0;
}

static void unlock_byte(const struct sim_journal *journal, int64_t owner)
{
	struct flock lock = { .l_type = F_UNLCK,
			      .l_whence = SEEK_SET,
			      .l_start = (off_t)owner,
			      .l_len = 1 };

	(void)fcntl(journal->lock, SET_LOCK, &lock);
}

static int adopt_one(struct sim_journal *journal, int64_t sequence, int64_t owner,
		     struct arena *arena, sim_sequences *left)
{
	sqlite3_stmt *adopt = sim_journal_statement(journal, SIM_JOURNAL_ADOPT);
	int64_t *added;

	if (!adopt)
		return NLETS_E_STORE;
	if (owner == journal->owner || !lock_byte(journal, owner))
		return 0;
	unlock_byte(journal, owner);
	added = vec_add(arena, left);
	if (!added)
		return NLETS_E_MEMORY;
	*added = sequence;
	sqlite3_bind_int64(adopt, 1, sequence);
	sqlite3_bind_int64(adopt, 2, journal->owner);
	return done(adopt);
}

int sim_journal_adopt(struct sim_journal *journal, struct arena *arena, sim_sequences *left)
{
	sqlite3_stmt *query = sim_journal_statement(journal, SIM_JOURNAL_LEFT);
	VEC(int64_t) found = { 0 };
	int error = query ? 0 : NLETS_E_STORE, step = SQLITE_DONE;

	if (journal->lock < 0)
		return error;
	if (!error)
		error = begin(journal); /* so that two do not take over the same */
	while (!error && (step = sqlite3_step(query)) == SQLITE_ROW) {
		int64_t *sequence = vec_add(arena, &found), *owner = vec_add(arena, &found);

		if (!sequence || !owner) {
			error = NLETS_E_MEMORY;
		} else {
			found.items[found.count - 2] = sqlite3_column_int64(query, 0);
			found.items[found.count - 1] = sqlite3_column_int64(query, 1);
		}
	}
	if (query)
		sqlite3_reset(query);
	if (!error && step != SQLITE_DONE)
		error = NLETS_E_STORE;
	for (size_t i = 0; !error && i + 1 < found.count; i += 2)
		error = adopt_one(journal, found.items[i], found.items[i + 1], arena, left);
	return error ? error : sim_journal_commit(journal);
}

/* Takes the next free owner's number, and the seed of a new journal. */
static int sign_in(struct sim_journal *journal, const struct sim_settings *settings,
		   struct arena *arena)
{
	struct str sql = arena_printf(
		arena,
		"BEGIN IMMEDIATE; %s"
		"INSERT OR IGNORE INTO meta VALUES ('format', 1), ('owner', 0), ('seed', %lld);"
		"UPDATE meta SET value = value + 1 WHERE name = 'owner'; COMMIT",
		schema, (long long)(settings->seed & INT64_MAX));
	sqlite3_stmt *query = NULL;
	int error = 0;

	if (!sql.ptr)
		return NLETS_E_MEMORY;
	if (sqlite3_exec(journal->db, sql.ptr, NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(journal->db,
			       "SELECT (SELECT value FROM meta WHERE name = 'owner'), "
			       "(SELECT value FROM meta WHERE name = 'seed'), "
			       "(SELECT value FROM meta WHERE name = 'format')",
			       -1, &query, NULL) != SQLITE_OK ||
	    sqlite3_step(query) != SQLITE_ROW || sqlite3_column_int64(query, 2) != 1)
		error = NLETS_E_STORE;
	if (!error) {
		journal->owner = sqlite3_column_int64(query, 0);
		journal->seed = (uint64_t)sqlite3_column_int64(query, 1);
	}
	sqlite3_finalize(query);
	return error;
}

/* Only its owner may read the file; SQLite gives those beside it the same mode. */
static int make_files(const struct sim_settings *settings, struct arena *arena,
		      struct sim_journal *journal)
{
	struct str lock = arena_printf(arena, "%s-lock", settings->journal);
	int file = open(settings->journal, O_CREAT | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);

	if (!lock.ptr)
		return NLETS_E_MEMORY;
	if (file < 0)
		return NLETS_E_STORE;
	close(file);
	journal->lock = open(lock.ptr, O_CREAT | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
	return journal->lock < 0 ? NLETS_E_STORE : 0;
}

static int open_database(const struct sim_settings *settings, struct arena *arena,
			 struct sim_journal *journal)
{
	const char *name = settings->journal ? settings->journal : ":memory:";
	const char *pragmas =
		settings->durable
			? "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
			  "PRAGMA fullfsync = 1; PRAGMA wal_autocheckpoint = 8000"
			: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
			  "PRAGMA wal_autocheckpoint = 8000";
	int error = settings->journal ? make_files(settings, arena, journal) : 0;

	/* One thread has a network and all that is its own. */
	if (!error && sqlite3_open_v2(name, &journal->db,
				      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
				      NULL) != SQLITE_OK)
		error = NLETS_E_STORE;
	if (!error && (sqlite3_busy_timeout(journal->db, BUSY_MS) != SQLITE_OK ||
		       sqlite3_exec(journal->db, pragmas, NULL, NULL, NULL) != SQLITE_OK))
		error = NLETS_E_STORE;
	if (!error)
		error = sign_in(journal, settings, arena);
	if (!error && settings->journal && !lock_byte(journal, journal->owner))
		error = NLETS_E_STORE;
	return error;
}

int sim_journal_open(const struct sim_settings *settings, struct arena *arena, struct str *why,
		     struct sim_journal **journal)
{
	struct sim_journal *made = arena_alloc(arena, sizeof(*made));
	int error;

	*journal = NULL;
	if (!made)
		return NLETS_E_MEMORY;
	made->lock = -1;
	error = open_database(settings, arena, made);
	*journal = made;
	if (!error)
		return 0;
	sim_journal_close(journal);
	if (why && error == NLETS_E_STORE)
		*why = str_from(
			N_("The journal of the simulated network cannot be written or read."));
	return error;
}

void sim_journal_close(struct sim_journal **journal)
{
	if (!*journal)
		return;
	sim_journal_rollback(*journal);
	for (size_t i = 0; i < SIM_JOURNAL_STATEMENTS; i++)
		sqlite3_finalize((*journal)->statements[i]);
	sqlite3_close((*journal)->db);
	if ((*journal)->lock >= 0)
		close((*journal)->lock);
	*journal = NULL;
}
