/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A switch that is killed at a random point loses nothing that it accepted, and
 * tells no delivery twice. A child accepts messages and lets time pass, noting
 * each acceptance and each delivery after it was told; it is killed by SIGKILL; the
 * journal it left is opened, run on, and held against its notes.
 *
 * usage: sim_killed [RUNS]; 50 runs when nothing is said. */
#include <config.h>

#include "base/hash.h"
#include "base/rand.h"
#include "tests/support/data.h"
#include "tests/support/sim.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { RUNS = 50, MOST_DELAY_US = 20000, MOST_MESSAGES = 4000, STEP_MS = 40 };

static size_t runs = RUNS;
static struct test_network base; /* definitions and a network in memory to compare with */
static char folder[] = "/tmp/nletscope-killed-XXXXXX";
static char journal[64], population[64], notes[64];

static struct sim_network *open_network(void)
{
	struct sim_settings settings = base.settings;
	struct sim_network *network = NULL;
	struct arena arena = { 0 };

	settings.population = population;
	settings.journal = journal;
	settings.continue_counts = true;
	if (sim_network_new(&settings, &arena, NULL, &network) != 0)
		network = NULL;
	arena_free(&arena);
	return network;
}

/* The messages go to one holder, to three, to all; some to a holder that is away. */
static struct str message(struct arena *arena, unsigned number)
{
	static const char *const to[] = { "IL", "IL.TX.CA", "NL", "WA", "E1" };

	return arena_printf(arena, "RQ.AZSIM0001.%s.*M%u.TXT\r\nLIC/SIM%u.LIY/2026.LIT/PC",
			    to[number % 5], number, number);
}

static void note(int file, char what, struct str id, uint64_t sum)
{
	char line[64];
	int len = snprintf(line, sizeof(line), "%c %.*s %llu\n", what, STR_ARGS(id),
			   (unsigned long long)sum);

	if (write(file, line, (size_t)len) != len)
		_exit(1);
}

/* What the child has noted, and after how many notes it kills itself in the middle of
 * being told; 0: it does not. */
struct noting {
	int file;
	unsigned notes, last;
};

static void note_delivery(void *context, const struct sim_event *event)
{
	struct noting *noting = context;

	if (event->hop->kind != SIM_HOP_DELIVERY)
		return;
	note(noting->file, 'D', event->id, hash_bytes(event->hop->bytes));
	if (++noting->notes == noting->last)
		raise(SIGKILL);
}

/* The child: until it is killed. It writes a byte to `ready` when the switch is open, or
 * (every other run) when a first group of messages was told. */
static void work(unsigned run, int ready)
{
	struct rand_state rand = rand_seed(run);
	int file = open(notes, O_CREAT | O_WRONLY | O_APPEND, S_IRUSR | S_IWUSR);
	struct noting noting = { file, 0, run % 3 ? 0 : 1 + rand_below(&rand, 30) };
	struct sim_network *network = open_network();

	if (!network || file < 0)
		_exit(1);
	sim_network_settings(network)->faults = STR("WA=store:30,TX=slow:5");
	for (unsigned i = 0; i < MOST_MESSAGES; i++) {
		struct sim_conversation talk[3];
		struct arena arena = { 0 };
		int64_t now = TEST_NOW * INT64_C(1000) + (int64_t)i * STEP_MS;
		unsigned group = 1 + rand_below(&rand, 3);

		if (i == run % 2 && write(ready, "r", 1) != 1)
			_exit(1);
		for (unsigned k = 0; k < group; k++) {
			struct sim_submission submission = {
				.bytes = message(&arena, run * MOST_MESSAGES + i),
				.now_ms = now,
				.idempotency = arena_printf(&arena, "%u-%u-%u", run, i, k),
			};

			if (sim_accept(network, &submission, &talk[k]) < 0)
				_exit(1);
		}
		if (sim_run(network, now, note_delivery, &noting) < 0)
			_exit(1);
		for (unsigned k = 0; k < group; k++) {
			note(file, 'A', talk[k].id, 0);
			sim_conversation_free(&talk[k]);
		}
		arena_free(&arena);
	}
	_exit(0);
}

static void kill_one(unsigned run)
{
	struct rand_state rand = rand_seed(run * 31 + 7);
	struct timespec wait = { .tv_nsec = 1000L * (long)rand_below(&rand, MOST_DELAY_US) };
	int ready[2], status = 0;
	char byte;
	pid_t child;

	assert_int_equal(pipe(ready), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0)
		work(run, ready[1]);
	close(ready[1]);
	if (run % 4) /* else it may be killed while it opens the journal */
		assert_int_equal(read(ready[0], &byte, 1), 1);
	nanosleep(&wait, NULL);
	kill(child, SIGKILL);
	close(ready[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
}

struct seen {
	struct arena arena;
	struct hash told; /* deliveries told so far, by id; value: sum as text */
	size_t accepted, delivered;
};

static struct seen seen;

static void take_delivery(struct str id, struct str sum)
{
	struct str key = arena_copy(&seen.arena, id);
	char *value = arena_strdup(&seen.arena, arena_copy(&seen.arena, sum).ptr);

	if (hash_get(&seen.told, id))
		fail_msg("told twice: %.*s", STR_ARGS(id));
	assert_true(hash_put(&seen.arena, &seen.told, key, value));
	seen.delivered++;
}

static void told_afterwards(void *context, const struct sim_event *event)
{
	char sum[32];

	(void)context;
	snprintf(sum, sizeof(sum), "%llu", (unsigned long long)hash_bytes(event->hop->bytes));
	if (event->hop->kind == SIM_HOP_DELIVERY)
		take_delivery(event->id, str_from(sum));
}

/* All that was told to have been accepted has come to its end, with the hops that
 * the same message gets from a switch that nobody kills. */
static void is_whole(struct sim_network *network, struct str id)
{
	struct sim_conversation talk, other;

	assert_int_equal(sim_journal_get(network, id, &talk), 0);
	assert_true(talk.whole && talk.hops.count > 1);
	sim_network_settings(base.network)->faults = STR("WA=store:30,TX=slow:5");
	assert_int_equal(sim_send(base.network, talk.hops.items[0].bytes, talk.sent, &other), 0);
	assert_int_equal(talk.hops.count, other.hops.count);
	for (size_t i = 0; i < talk.hops.count; i++) {
		assert_true(str_eq(talk.hops.items[i].key, other.hops.items[i].key));
		assert_true(str_eq(talk.hops.items[i].holder, other.hops.items[i].holder));
		assert_int_equal(talk.hops.items[i].time_ms, other.hops.items[i].time_ms);
		assert_int_equal(talk.hops.items[i].answers, other.hops.items[i].answers);
		assert_int_equal(talk.hops.items[i].fault, other.hops.items[i].fault);
	}
	sim_conversation_free(&talk);
	sim_conversation_free(&other);
}

static void is_as_told(struct sim_network *network, struct str id)
{
	struct sim_conversation talk;
	const char *sum = hash_get(&seen.told, id);
	unsigned number;
	char now[32];

	assert_int_equal(sim_journal_get(network, str_sub(id, 0, 8), &talk), 0);
	assert_true(str_to_uint(str_sub(id, 9, id.len - 9), &number));
	assert_true(number < talk.hops.count);
	snprintf(now, sizeof(now), "%llu",
		 (unsigned long long)hash_bytes(talk.hops.items[number].bytes));
	assert_string_equal(now, sum);
	sim_conversation_free(&talk);
}

static struct str read_notes(struct arena *arena)
{
	FILE *file = fopen(notes, "rb");
	struct buf all = { 0 };
	char part[4096];
	size_t got;
	struct str made;

	while (file && (got = fread(part, 1, sizeof(part), file)) > 0)
		buf_add(&all, (struct str){ part, got });
	if (file)
		fclose(file);
	unlink(notes);
	made = arena_copy(arena, buf_str(&all));
	buf_free(&all);
	return made;
}

static void hold_against_notes(void)
{
	struct arena arena = { 0 };
	struct str lines = read_notes(&arena), rest = lines, line;
	struct sim_network *network;

	while (str_split(&rest, '\n', &line)) {
		size_t blank = line.len > 2 ? str_find_char(str_sub(line, 2, line.len - 2), ' ') : 0;

		if (line.len > 2 && line.ptr[0] == 'D' && blank + 3 < line.len)
			take_delivery(str_sub(line, 2, blank),
				      str_sub(line, blank + 3, line.len - blank - 3));
	}
	network = open_network();
	assert_non_null(network);
	assert_true(sim_run(network, INT64_MAX, told_afterwards, NULL) >= 0);
	assert_int_equal(sim_underway(network), 0);
	rest = lines;
	while (str_split(&rest, '\n', &line)) {
		struct str id = line.len > 2 ? str_sub(line, 2, line.len - 2) : STR("");

		id.len = str_find_char(id, ' ');
		if (line.len > 2 && line.ptr[0] == 'A') {
			is_whole(network, id);
			seen.accepted++;
		} else if (line.len > 2) {
			is_as_told(network, id);
		}
	}
	sim_network_free(&network);
	arena_free(&arena);
}

static void loses_nothing_and_tells_nothing_twice(void **state)
{
	(void)state;
	for (unsigned run = 0; run < runs; run++) {
		kill_one(run);
		if (run % 3 != 1) /* else the next child takes over */
			hold_against_notes();
	}
	hold_against_notes();
	print_message("%zu kills: %zu messages accepted, %zu deliveries told\n", runs,
		      seen.accepted, seen.delivered);
}

static int set_up(void **state)
{
	struct sim_network *network;

	(void)state;
	test_network_open(&base, false);
	if (!mkdtemp(folder))
		return -1;
	snprintf(journal, sizeof(journal), "%s/journal.db", folder);
	snprintf(population, sizeof(population), "%s/people.db", folder);
	snprintf(notes, sizeof(notes), "%s/notes", folder);
	network = open_network();
	sim_network_free(&network);
	return 0;
}

static int tear_down(void **state)
{
	static const char *const endings[] = { "journal.db",      "journal.db-wal", "journal.db-shm",
					       "journal.db-lock", "people.db",      "notes" };

	(void)state;
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		char name[80];

		snprintf(name, sizeof(name), "%s/%s", folder, endings[i]);
		unlink(name);
	}
	rmdir(folder);
	arena_free(&seen.arena);
	test_network_close(&base);
	return 0;
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(loses_nothing_and_tells_nothing_twice),
	};

	if (argc > 1)
		runs = strtoul(argv[1], NULL, 10);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
