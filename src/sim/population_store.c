/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making the population: into a temporary file that only its owner can read, in
 * one transaction, renamed into place when it is complete. */
#include <config.h>

#include "sim/store.h"

#include "base/i18n.h"
#include "sim/people.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Raised with every change of the tables or of what goes into them. */
#define FORMAT_VERSION "2"

/* Columns are named by the layout slots they fill. */
static const struct {
	const char *name, *columns;
	size_t count;
} tables[SIM_TABLE_COUNT] = {
	[SIM_TABLE_PERSON] = { "person",
			       "id INTEGER PRIMARY KEY, STA, NAM, SUR, GIV, DOB, SEX, RAC, HGT, "
			       "WGT, EYE, "
			       "HAI, SKN, POB, SOC, ADR, CTY, PHN",
			       18 },
	[SIM_TABLE_LICENCE] = { "licence",
				"person INTEGER, STA, OLN, OLT, CLS, STS, ISS, EXP, RES, \"END\"",
				10 },
	[SIM_TABLE_VEHICLE] = { "vehicle",
				"person INTEGER, STA, LIC, LIY, LIT, VIN, VYR, VMA, VMO, VST, VCO, "
				"EXP, TTL",
				13 },
	[SIM_TABLE_DRIVING] = { "driving",
				"person INTEGER, STA, KIND, DAT, COD, WORDS, REF, PLC, FIN", 9 },
	[SIM_TABLE_SHEET] = { "sheet", "person INTEGER, STA, SID, FBI, MNU", 5 },
	[SIM_TABLE_ARREST] = { "arrest",
			       "SID, CYC INTEGER, DOA, ORI, AGY, ACN, OFF, CHG, SEV, DSP, DSD, SEN",
			       12 },
	[SIM_TABLE_ALIEN] = { "alien",
			      "person INTEGER, STA, ARN, IST, CTZ, COA, DOE, POE, FCO, FIN, NTZ, "
			      "NDT",
			      12 },
};

static const char *const indices[] = {
	"CREATE INDEX person_name ON person (SUR, GIV)",
	"CREATE INDEX person_ssn ON person (SOC)",
	"CREATE INDEX licence_number ON licence (OLN)",
	"CREATE INDEX licence_person ON licence (person)",
	"CREATE INDEX vehicle_plate ON vehicle (LIC)",
	"CREATE INDEX vehicle_vin ON vehicle (VIN)",
	"CREATE INDEX vehicle_person ON vehicle (person)",
	"CREATE INDEX driving_person ON driving (person)",
	"CREATE INDEX sheet_person ON sheet (person)",
	"CREATE INDEX sheet_sid ON sheet (SID)",
	"CREATE INDEX sheet_mnu ON sheet (MNU)",
	"CREATE INDEX sheet_fbi ON sheet (FBI)",
	"CREATE INDEX arrest_sid ON arrest (SID)",
	"CREATE INDEX alien_number ON alien (ARN)",
	"CREATE INDEX alien_person ON alien (person)",
};

struct filling {
	const struct sim_settings *settings;
	const struct sim_holders *holders;
	sqlite3 *db;
	sqlite3_stmt *inserts[SIM_TABLE_COUNT];
	unsigned *sheets, *people; /* so far, for each holder */
};

static int run(sqlite3 *db, const char *sql)
{
	return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : NLETS_E_STORE;
}

static int take_row(void *context, enum sim_table table, const struct str *values, size_t count)
{
	struct filling *filling = context;
	sqlite3_stmt *insert = filling->inserts[table];
	int done;

	for (size_t i = 0; i < count; i++)
		sqlite3_bind_text(insert, (int)i + 1, values[i].ptr ? values[i].ptr : "",
				  (int)values[i].len, SQLITE_STATIC);
	done = sqlite3_step(insert);
	sqlite3_reset(insert);
	return done == SQLITE_DONE ? 0 : NLETS_E_STORE;
}

static int make_tables(struct filling *filling, struct arena *arena)
{
	int error = run(filling->db, "CREATE TABLE meta (name PRIMARY KEY, value)");

	for (size_t i = 0; !error && i < SIM_TABLE_COUNT; i++) {
		struct str sql = arena_printf(arena, "CREATE TABLE %s (%s)", tables[i].name,
					      tables[i].columns);
		struct buf insert = { 0 };

		buf_printf(&insert, "INSERT INTO %s VALUES (?", tables[i].name);
		for (size_t c = 1; c < tables[i].count; c++)
			buf_add_text(&insert, ",?");
		buf_add_char(&insert, ')');
		error = !sql.ptr || insert.failed ? NLETS_E_MEMORY : run(filling->db, sql.ptr);
		if (!error && sqlite3_prepare_v2(filling->db, buf_text(&insert), -1,
						 &filling->inserts[i], NULL) != SQLITE_OK)
			error = NLETS_E_STORE;
		buf_free(&insert);
	}
	return error;
}

/* The holder of person number n (from 0): the first rounds give every holder some
 * people, the others are spread by the rough shares. */
static size_t place(const struct filling *filling, unsigned number, uint64_t *mix)
{
	enum { ROUNDS = 6 };
	const struct sim_holders *holders = filling->holders;
	uint64_t all = 0, at;

	if (number < ROUNDS * holders->members)
		return number % holders->members;
	for (size_t i = 0; i < holders->members; i++)
		all += holders->items.items[i].share;
	*mix = *mix * 6364136223846793005u + 1442695040888963407u;
	at = (*mix >> 33) % (all ? all : 1);
	for (size_t i = 0; i < holders->members; i++) {
		if (at < holders->items.items[i].share)
			return i;
		at -= holders->items.items[i].share;
	}
	return 0;
}

static int report(const struct filling *filling, size_t done)
{
	const struct sim_settings *settings = filling->settings;

	if (!settings->progress || done % 500)
		return 0;
	return settings->progress(settings->progress_context, done, settings->people)
		       ? NLETS_E_CANCELLED
		       : 0;
}

static int make_people(struct filling *filling)
{
	struct arena arena = { 0 };
	struct sim_making making = { filling->settings->seed, &arena, take_row, filling };
	uint64_t mix = filling->settings->seed;
	int error = report(filling, 0);

	for (unsigned i = 0; !error && i < filling->settings->people; i++) {
		size_t at = place(filling, i, &mix);

		arena_reset(&arena);
		error = sim_make_person(&making, i + 1, filling->holders->items.items[at].code,
					filling->people[at]++, &filling->sheets[at]);
		if (!error)
			error = report(filling, i + 1);
	}
	arena_free(&arena);
	return error;
}

static struct str stamp(const struct sim_settings *settings, const struct sim_holders *holders,
			struct arena *arena)
{
	return arena_printf(arena, FORMAT_VERSION " %llu %zu %llu",
			    (unsigned long long)settings->seed, settings->people,
			    (unsigned long long)holders->fingerprint);
}

static int finish(struct filling *filling, struct arena *arena)
{
	struct str made = stamp(filling->settings, filling->holders, arena);
	struct str sql =
		arena_printf(arena, "INSERT INTO meta VALUES ('made', '%.*s')", STR_ARGS(made));
	int error = sql.ptr ? run(filling->db, sql.ptr) : NLETS_E_MEMORY;

	for (size_t i = 0; !error && i < sizeof(indices) / sizeof(*indices); i++)
		error = run(filling->db, indices[i]);
	return error ? error : run(filling->db, "COMMIT");
}

static int fill(sqlite3 *db, const struct sim_settings *settings, const struct sim_holders *holders,
		struct arena *arena)
{
	size_t count = holders->items.count;
	struct filling filling = { .settings = settings, .holders = holders, .db = db };
	int error = run(db, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN");

	filling.sheets = arena_alloc_array(arena, count, sizeof(*filling.sheets));
	filling.people = arena_alloc_array(arena, count, sizeof(*filling.people));
	if (!filling.sheets || !filling.people)
		error = NLETS_E_MEMORY;
	if (!error)
		error = make_tables(&filling, arena);
	if (!error)
		error = make_people(&filling);
	for (size_t i = 0; i < SIM_TABLE_COUNT; i++)
		sqlite3_finalize(filling.inserts[i]);
	return error ? error : finish(&filling, arena);
}

/* A made file is never written again, only replaced: its lock can be kept and its pages
 * be mapped, so that a lookup costs no call of the system. */
static const char reading[] = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA mmap_size = 4294967296";

/* Opens an existing file if it was made from the same settings. */
static sqlite3 *open_made(const struct sim_settings *settings, const struct sim_holders *holders,
			  struct arena *arena)
{
	struct str made = stamp(settings, holders, arena);
	sqlite3_stmt *query = NULL;
	sqlite3 *db = NULL;
	bool same = false;

	if (access(settings->population, R_OK) != 0)
		return NULL;
	if (sqlite3_open_v2(settings->population, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX,
			    NULL) == SQLITE_OK &&
	    sqlite3_exec(db, reading, NULL, NULL, NULL) == SQLITE_OK &&
	    sqlite3_prepare_v2(db, "SELECT value FROM meta WHERE name = 'made'", -1, &query,
			       NULL) == SQLITE_OK &&
	    sqlite3_step(query) == SQLITE_ROW)
		same = str_eq(made, str_from((const char *)sqlite3_column_text(query, 0)));
	sqlite3_finalize(query);
	if (same)
		return db;
	sqlite3_close(db);
	return NULL;
}

static int make_file(const struct sim_settings *settings, const struct sim_holders *holders,
		     struct arena *arena)
{
	struct str path = arena_printf(arena, "%s.%ld.new", settings->population, (long)getpid());
	sqlite3 *db = NULL;
	int error = 0, file;

	if (!path.ptr)
		return NLETS_E_MEMORY;
	unlink(path.ptr);
	file = open(path.ptr, O_CREAT | O_EXCL | O_WRONLY, S_IRUSR | S_IWUSR);
	if (file < 0)
		return NLETS_E_STORE;
	close(file);
	if (sqlite3_open(path.ptr, &db) != SQLITE_OK)
		error = NLETS_E_STORE;
	if (!error)
		error = fill(db, settings, holders, arena);
	if (sqlite3_close(db) != SQLITE_OK && !error)
		error = NLETS_E_STORE;
	if (!error && rename(path.ptr, settings->population) != 0)
		error = NLETS_E_STORE;
	if (error)
		unlink(path.ptr);
	return error;
}

static int open_database(const struct sim_settings *settings, const struct sim_holders *holders,
			 struct arena *arena, sqlite3 **db)
{
	int error;

	if (!settings->population) {
		if (sqlite3_open(":memory:", db) != SQLITE_OK)
			return NLETS_E_STORE;
		return fill(*db, settings, holders, arena);
	}
	*db = open_made(settings, holders, arena);
	if (*db)
		return 0;
	error = make_file(settings, holders, arena);
	if (!error)
		*db = open_made(settings, holders, arena);
	return error ? error : *db ? 0 : NLETS_E_STORE;
}

int sim_store_open(const struct sim_settings *settings, const struct sim_holders *holders,
		   struct arena *arena, struct str *why, struct sim_store **store)
{
	struct sim_store *made = arena_alloc(arena, sizeof(*made));
	int error = made ? open_database(settings, holders, arena, &made->db) : NLETS_E_MEMORY;

	if (!error) {
		*store = made;
		return 0;
	}
	if (made)
		sqlite3_close(made->db);
	if (why && error == NLETS_E_STORE)
		*why = str_from(N_("The file of invented people cannot be written or read."));
	return error;
}

void sim_store_close(struct sim_store **store)
{
	if (!*store)
		return;
	for (size_t i = 0; i < SIM_LOOKUP_COUNT; i++)
		sqlite3_finalize((*store)->statements[i]);
	for (size_t i = 0; i < (*store)->selects.size; i++)
		sqlite3_finalize((*store)->selects.slots[i].value);
	arena_free(&(*store)->arena);
	sqlite3_close((*store)->db);
	*store = NULL;
}
