/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast the simulated switch is in process, beside a reference in the same run.
 *
 * A message is one query to one state with its one answer, both journalled (four
 * hops). The reference does bare what cannot be saved: the same bytes written to
 * the same kind of journal in as many commits, and as many indexed lookups.
 *
 * usage: bench/switch [PEOPLE [MESSAGES]]; exit status 0 whatever the figures. */
#include <config.h>

#include "base/rand.h"
#include "nlets/definitions.h"
#include "nlets/policy.h"
#include "sim/sim.h"
#include "tests/support/data.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <sqlite3.h>

enum { PEOPLE = 1000000, MESSAGES = 20000, SAMPLES = 300, HOPS = 4, MOST_GROUP = 64 };
#define NOW 1768464000 /* 2026-01-15 08:00 UTC */

struct bench {
	struct sim_settings settings;
	struct buf queries[SAMPLES];
	size_t sizes[HOPS]; /* of an average conversation's hops */
	struct str plates[SAMPLES];
	char folder[64], population[96], journal[96];
	struct arena arena;
	double *times; /* of each message, microseconds */
	size_t messages;
};

static double now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static double cpu_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* When a measurement began, by the clock and by the processor. */
struct began {
	double clock, cpu;
};

static struct began begin(void)
{
	return (struct began){ now_us(), cpu_us() };
}

static void report(const struct bench *bench, const char *what, struct began began, size_t messages)
{
	double took = now_us() - began.clock, cpu = cpu_us() - began.cpu, *times = bench->times;

	qsort(times, messages, sizeof(*times), compare);
	printf("%-29s %6.0f messages/s, %4.0f us of CPU each; p50 %5.0f p90 %5.0f p99 %5.0f worst "
	       "%6.0f us\n",
	       what, (double)messages / took * 1e6, cpu / (double)messages, times[messages / 2], times[messages * 9 / 10],
	       times[messages * 99 / 100], times[messages - 1]);
	fflush(stdout);
}

static void die(const char *what)
{
	fprintf(stderr, "bench/switch: %s\n", what);
	exit(2);
}

static void remove_journal(const struct bench *bench)
{
	static const char *const endings[] = { "", "-wal", "-shm", "-lock" };

	for (size_t i = 0; i < 4; i++) {
		char name[128];

		snprintf(name, sizeof(name), "%s%s", bench->journal, endings[i]);
		unlink(name);
	}
}

static struct sim_network *open_network(struct bench *bench, bool durable)
{
	struct sim_network *network;
	struct str why = STR("no network");

	remove_journal(bench);
	bench->settings.durable = durable;
	if (sim_network_new(&bench->settings, &bench->arena, &why, &network) != 0)
		die(why.ptr);
	return network;
}

static int show_progress(void *context, size_t done, size_t total)
{
	(void)context;
	if (isatty(STDERR_FILENO) && done % 10000 == 0)
		fprintf(stderr, "\rinventing %zu of %zu people", done, total);
	return 0;
}

/* Queries that hit, to all states in turn, and what their conversations weigh. */
static void make_queries(struct bench *bench)
{
	static const char *const keys[] = { "RQ", "RQ", "DQ" };
	static const char *const states[] = { "AZ", "CA", "FL", "GA", "IL", "MI", "NC", "NY", "OH",
					      "PA", "TX", "WA", "HI", "VA", "MA", "CO", "MN", "OR" };
	struct sim_network *network = open_network(bench, false);
	size_t totals[HOPS] = { 0 }, counted = 0;

	for (unsigned i = 0; i < SAMPLES; i++) {
		struct sim_conversation talk;
		struct buf *query = &bench->queries[i];
		size_t at;

		if (sim_sample_query(network, str_from(keys[i % 3]), str_from(states[i % 18]), i,
				     query) != 0 ||
		    sim_send(network, buf_str(query), NOW, &talk) != 0)
			die("no sample");
		for (size_t h = 0; h < HOPS && talk.hops.count == HOPS; h++)
			totals[h] += talk.hops.items[h].bytes.len;
		counted += talk.hops.count == HOPS;
		at = str_find(buf_str(query), STR("LIC/"));
		bench->plates[i] = at < query->len ? (struct str){ query->ptr + at + 4, 9 }
						   : STR("SIMAAA000");
		sim_conversation_free(&talk);
	}
	for (size_t h = 0; h < HOPS; h++)
		bench->sizes[h] = counted ? totals[h] / counted : 0;
	sim_network_free(&network);
}

/* Each message alone: two commits, before the switch goes on and at the end. */
static void measure_alone(struct bench *bench, const char *what, bool durable, size_t messages)
{
	struct sim_network *network = open_network(bench, durable);
	struct began began = begin();
	double last = began.clock;

	for (size_t i = 0; i < messages; i++) {
		struct sim_conversation talk;

		if (sim_send(network, buf_str(&bench->queries[i % SAMPLES]), NOW, &talk) != 0)
			die("not sent");
		sim_conversation_free(&talk);
		bench->times[i] = now_us() - last;
		last += bench->times[i];
	}
	report(bench, what, began, messages);
	sim_network_free(&network);
}

/* Many that came together: two commits for all of them. The time of a message is
 * that of its group, since it is told when the group is written. */
static void measure_groups(struct bench *bench, const char *what, bool durable, size_t group,
			   size_t messages)
{
	struct sim_network *network = open_network(bench, durable);
	struct began began = begin();
	double last = began.clock;

	for (size_t i = 0; i < messages; i += group) {
		double took;

		for (size_t k = 0; k < group; k++) {
			struct sim_submission submission = {
				.bytes = buf_str(&bench->queries[(i + k) % SAMPLES]),
				.now_ms = NOW * INT64_C(1000),
			};
			struct sim_conversation talk;

			if (sim_accept(network, &submission, &talk) < 0)
				die("not accepted");
			sim_conversation_free(&talk);
		}
		if (sim_run(network, INT64_MAX, NULL, NULL) < 0)
			die("not run");
		took = now_us() - last;
		last += took;
		for (size_t k = 0; k < group && i + k < messages; k++)
			bench->times[i + k] = took;
	}
	report(bench, what, began, messages);
	sim_network_free(&network);
}

struct bare {
	sqlite3 *people, *journal;
	sqlite3_stmt *find, *begin, *commit, *message, *hop;
	char bytes[8192];
};

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *made = NULL;

	if (sqlite3_prepare_v2(db, sql, -1, &made, NULL) != SQLITE_OK)
		die(sqlite3_errmsg(db));
	return made;
}

static void once(sqlite3_stmt *statement)
{
	if (sqlite3_step(statement) != SQLITE_DONE)
		die("the reference cannot write");
	sqlite3_reset(statement);
}

static void open_bare(struct bench *bench, bool durable, struct bare *bare)
{
	remove_journal(bench);
	if (sqlite3_open(bench->population, &bare->people) != SQLITE_OK ||
	    sqlite3_open(bench->journal, &bare->journal) != SQLITE_OK ||
	    sqlite3_exec(bare->journal,
			 durable ? "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL"
				 : "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL",
			 NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_exec(bare->journal,
			 "CREATE TABLE message (id INTEGER PRIMARY KEY, bytes BLOB);"
			 "CREATE TABLE hop (id INTEGER PRIMARY KEY, message INTEGER, bytes BLOB)",
			 NULL, NULL, NULL) != SQLITE_OK)
		die("no reference");
	bare->find = prepare(bare->people, "SELECT v.*, p.* FROM vehicle v JOIN person p "
					   "ON p.id = v.person WHERE v.LIC = ?");
	bare->begin = prepare(bare->journal, "BEGIN IMMEDIATE");
	bare->commit = prepare(bare->journal, "COMMIT");
	bare->message = prepare(bare->journal, "INSERT INTO message (bytes) VALUES (?)");
	bare->hop = prepare(bare->journal, "INSERT INTO hop (message, bytes) VALUES (1, ?)");
	memset(bare->bytes, 'A', sizeof(bare->bytes));
}

static void close_bare(struct bare *bare)
{
	sqlite3_stmt *const all[] = { bare->find, bare->begin, bare->commit, bare->message,
				      bare->hop };

	for (size_t i = 0; i < 5; i++)
		sqlite3_finalize(all[i]);
	sqlite3_close(bare->people);
	sqlite3_close(bare->journal);
}

static void write_bare(sqlite3_stmt *statement, const char *bytes, size_t size)
{
	sqlite3_bind_blob(statement, 1, bytes, (int)size, SQLITE_STATIC);
	once(statement);
}

static void measure_bare(struct bench *bench, const char *what, bool durable, size_t messages)
{
	struct bare bare;
	struct began began;
	double last;

	open_bare(bench, durable, &bare);
	began = begin();
	last = began.clock;
	for (size_t i = 0; i < messages; i++) {
		struct str plate = bench->plates[i % SAMPLES];

		once(bare.begin);
		write_bare(bare.message, bare.bytes, bench->sizes[0]);
		once(bare.commit);
		sqlite3_bind_text(bare.find, 1, plate.ptr, (int)plate.len, SQLITE_STATIC);
		while (sqlite3_step(bare.find) == SQLITE_ROW)
			for (int c = 0; c < sqlite3_column_count(bare.find); c++)
				(void)sqlite3_column_text(bare.find, c);
		sqlite3_reset(bare.find);
		once(bare.begin);
		for (size_t h = 0; h < HOPS; h++)
			write_bare(bare.hop, bare.bytes, bench->sizes[h]);
		once(bare.commit);
		bench->times[i] = now_us() - last;
		last += bench->times[i];
	}
	report(bench, what, began, messages);
	close_bare(&bare);
}

static void make_people(struct bench *bench)
{
	double began = now_us();
	struct sim_network *network = open_network(bench, false);

	sim_network_free(&network);
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "\r%40s\r", "");
	printf("%zu people made in %.1f s\n", bench->settings.people, (now_us() - began) / 1e6);
}

static void set_up(struct bench *bench, size_t people, size_t messages)
{
	struct nlets_definitions *definitions =
		nlets_definitions_new(test_data_read, test_data_list, NULL);
	struct nlets_policies *policies = nlets_policies_new(test_data_read, test_data_list, NULL);

	snprintf(bench->folder, sizeof(bench->folder), "%s/nletscope-bench-XXXXXX",
		 getenv("BENCH_FOLDER") ? getenv("BENCH_FOLDER") : "/tmp");
	if (!mkdtemp(bench->folder))
		die("no folder");
	snprintf(bench->population, sizeof(bench->population), "%s/people.db",
		 getenv("BENCH_PEOPLE") ? getenv("BENCH_PEOPLE") : bench->folder);
	snprintf(bench->journal, sizeof(bench->journal), "%s/journal.db", bench->folder);
	bench->settings = (struct sim_settings){
		.definitions = definitions,
		.policies = policies,
		.read = test_data_read,
		.list = test_data_list,
		.population = bench->population,
		.journal = bench->journal,
		.people = people,
		.seed = 1,
		.date = 20260115,
		.progress = show_progress,
	};
	bench->messages = messages;
	bench->times = calloc(messages + MOST_GROUP, sizeof(*bench->times));
	if (!definitions || !policies || !bench->times)
		die("out of memory");
}

static void tear_down(struct bench *bench)
{
	remove_journal(bench);
	if (!getenv("BENCH_PEOPLE"))
		unlink(bench->population);
	rmdir(bench->folder);
	for (size_t i = 0; i < SAMPLES; i++)
		buf_free(&bench->queries[i]);
	nlets_policies_free(&bench->settings.policies);
	nlets_definitions_free(&bench->settings.definitions);
	arena_free(&bench->arena);
	free(bench->times);
}

int main(int argc, char **argv)
{
	size_t people = argc > 1 ? strtoul(argv[1], NULL, 10) : PEOPLE;
	size_t messages = argc > 2 ? strtoul(argv[2], NULL, 10) : MESSAGES;
	struct bench bench = { .messages = 0 };

	if (!people || messages < 100)
		die("usage: bench/switch [PEOPLE [MESSAGES]], at least 100 messages");
	set_up(&bench, people, messages);
	make_people(&bench);
	make_queries(&bench);
	measure_bare(&bench, "reference, NORMAL", false, messages);
	measure_alone(&bench, "switch, NORMAL, one by one", false, messages);
	measure_groups(&bench, "switch, NORMAL, groups of 16", false, 16, messages);
	measure_bare(&bench, "reference, FULL", true, messages / 10);
	measure_alone(&bench, "switch, FULL, one by one", true, messages / 10);
	measure_groups(&bench, "switch, FULL, groups of 64", true, MOST_GROUP, messages);
	tear_down(&bench);
	return 0;
}
