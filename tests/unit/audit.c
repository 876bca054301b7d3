/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An audit of an invented log finds what was put into it, no more and no less. */
#include <config.h>

#include "app/audit.h"
#include "app/audit_cells.h"
#include "app/traffic.h"
#include "base/rand.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

static char home[] = "/tmp/nletscope-audit-XXXXXX";
static struct app_session *session;

static int start(void **state)
{
	static const char *const folders[] = { "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
					       "XDG_CACHE_HOME" };

	(void)state;
	if (!mkdtemp(home))
		return -1;
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++)
		setenv(folders[i], home, 1);
	setenv("NLETSCOPE_NOW", "2026-01-15T08:00:00Z", 1);
	session = app_session_new(NULL);
	return session ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *status, int flag, struct FTW *at)
{
	(void)status;
	(void)flag;
	(void)at;
	return remove(path);
}

static int stop(void **state)
{
	(void)state;
	app_session_free(&session);
	return nftw(home, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static int gather(void *context, struct str bytes)
{
	buf_add(context, bytes);
	return 0;
}

static void make_log(uint64_t messages, uint64_t seed, struct arena *arena,
		     struct app_audit_counts *truth, struct buf *log)
{
	struct app_traffic traffic = { .session = session, .messages = messages, .seed = seed,
				       .since = 1735689600, .until = 1767225600,
				       .take = gather, .context = log };
	struct str why = STR_NONE;

	assert_int_equal(app_audit_counts_new(session, arena, truth), 0);
	assert_int_equal(app_traffic_write(&traffic, truth, &why), 0);
}

static struct app_audit *audit_of(struct str bytes)
{
	struct app_audit *audit = app_audit_new(session);
	char name[64];
	FILE *file;

	assert_non_null(audit);
	snprintf(name, sizeof(name), "%s/log", home);
	file = fopen(name, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
	fclose(file);
	assert_int_equal(app_audit_read(audit, name), 0);
	return audit;
}

static void same_cells(const uint64_t *a, const uint64_t *b, size_t count)
{
	for (size_t i = 0; i < count; i++)
		assert_int_equal(a[i], b[i]);
}

/* Every sum there is. */
static void same_counts(const struct app_audit_counts *a, const struct app_audit_counts *b)
{
	size_t agencies = a->rows[APP_AUDIT_BY_AGENCY];

	assert_int_equal(a->replies, b->replies);
	same_cells((const uint64_t[]){ a->month_count, a->key_count },
		   (const uint64_t[]){ b->month_count, b->key_count }, 2);
	for (size_t i = 0; i < a->month_count; i++)
		assert_int_equal(a->months[i], b->months[i]);
	for (size_t i = 0; i < a->key_count; i++)
		assert_true(str_eq(a->keys[i], b->keys[i]));
	for (size_t i = 0; i < APP_AUDIT_DIMENSIONS; i++) {
		same_cells(a->one[i], b->one[i], a->rows[i]);
		for (size_t j = i + 1; j < APP_AUDIT_DIMENSIONS; j++)
			same_cells(a->two[i][j], b->two[i][j], a->rows[i] * a->rows[j]);
	}
	same_cells(a->refused, b->refused, agencies * (a->rule_count + 1));
	same_cells(a->sent, b->sent, agencies);
	same_cells(a->delivered, b->delivered, agencies);
	same_cells(a->disclosed, b->disclosed, agencies * NLETS_DATA_CLASS_COUNT);
	same_cells(a->against, b->against, agencies * NLETS_DATA_CLASS_COUNT);
	same_cells(a->hints, b->hints, agencies * APP_AUDIT_HINTS);
	same_cells(a->notices, b->notices, a->rule_count);
}

static void finds_what_was_put_in(void **state)
{
	static const struct {
		uint64_t messages, seed;
	} logs[] = { { 1, 1 }, { 500, 2 }, { 4000, 3 }, { 20000, 4 } };

	(void)state;
	for (size_t i = 0; i < sizeof(logs) / sizeof(*logs); i++) {
		struct arena arena = { 0 };
		struct app_audit_counts truth;
		struct buf log = { 0 };
		struct app_audit *audit;

		make_log(logs[i].messages, logs[i].seed, &arena, &truth, &log);
		audit = audit_of(buf_str(&log));
		assert_int_equal(app_audit_reading(audit)->messages, logs[i].messages);
		assert_int_equal(app_audit_reading(audit)->bytes, log.len);
		assert_int_equal(app_audit_reading(audit)->unmatched, 0);
		assert_int_equal(app_audit_reading(audit)->aside, 0);
		same_counts(app_audit_counts(audit), &truth);
		app_audit_free(&audit);
		buf_free(&log);
		arena_free(&arena);
	}
}

/* The log must hold some of everything, or the test above says little. */
static void has_some_of_everything(void **state)
{
	struct arena arena = { 0 };
	struct app_audit_counts truth;
	struct buf log = { 0 };
	uint64_t hints[APP_AUDIT_HINTS] = { 0 }, notices = 0, sent = 0, delivered = 0;

	(void)state;
	make_log(20000, 4, &arena, &truth, &log);
	for (size_t i = 0; i < APP_AUDIT_OUTCOMES; i++)
		assert_true(truth.one[APP_AUDIT_BY_OUTCOME][i] > 0);
	for (size_t i = 0; i < truth.rows[APP_AUDIT_BY_AGENCY]; i++) {
		for (size_t hint = 0; hint < APP_AUDIT_HINTS; hint++)
			hints[hint] += truth.hints[i * APP_AUDIT_HINTS + hint];
		sent += truth.sent[i];
		delivered += truth.delivered[i];
	}
	for (size_t i = 0; i < truth.rule_count; i++)
		notices += truth.notices[i];
	for (size_t hint = 0; hint < APP_AUDIT_HINTS; hint++)
		assert_true(hints[hint] > 0);
	assert_true(notices > 0 && delivered > sent);
	assert_int_equal(truth.month_count, 12);
	buf_free(&log);
	arena_free(&arena);
}

static void same_seed_same_bytes(void **state)
{
	struct arena arena = { 0 };
	struct app_audit_counts truth;
	struct buf first = { 0 }, again = { 0 }, other = { 0 };

	(void)state;
	make_log(800, 5, &arena, &truth, &first);
	make_log(800, 5, &arena, &truth, &again);
	make_log(800, 6, &arena, &truth, &other);
	assert_int_equal(first.len, again.len);
	assert_memory_equal(first.ptr, again.ptr, first.len);
	assert_false(str_eq(buf_str(&first), buf_str(&other)));
	buf_free(&first);
	buf_free(&again);
	buf_free(&other);
	arena_free(&arena);
}

/* Cut off anywhere: what was cut is told of, byte for byte. */
static void says_what_it_could_not_read(void **state)
{
	struct arena arena = { 0 };
	struct app_audit_counts truth;
	struct buf log = { 0 };

	(void)state;
	make_log(60, 7, &arena, &truth, &log);
	for (size_t end = log.len - 400; end < log.len; end += 13) {
		struct str cut = { log.ptr, end };
		struct app_audit *audit = audit_of(cut);
		size_t last = end;

		while (last && log.ptr[last - 1] != '\x03')
			last--;
		assert_int_equal(app_audit_reading(audit)->cut,
				 str_trim(str_sub(cut, last, end - last)).len);
		assert_int_equal(app_audit_reading(audit)->bytes, end);
		app_audit_free(&audit);
	}
	buf_free(&log);
	arena_free(&arena);
}

/* Bytes changed at random: no crash, and every reply is counted in each way once. */
static void stands_hostile_logs(void **state)
{
	struct rand_state rand = rand_seed(99);
	struct arena arena = { 0 };
	struct app_audit_counts truth;
	struct buf log = { 0 };

	(void)state;
	make_log(400, 8, &arena, &truth, &log);
	for (int round = 0; round < 30; round++) {
		struct app_audit *audit;
		const struct app_audit_counts *counts;

		for (int i = 0; i < 200; i++)
			log.ptr[rand_below(&rand, (uint32_t)log.len)] = (char)rand_below(&rand, 256);
		audit = audit_of(buf_str(&log));
		counts = app_audit_counts(audit);
		for (size_t d = 0; d < APP_AUDIT_DIMENSIONS; d++) {
			uint64_t all = 0;

			for (size_t i = 0; i < counts->rows[d]; i++)
				all += counts->one[d][i];
			assert_int_equal(all, counts->replies);
		}
		app_audit_free(&audit);
	}
	buf_free(&log);
	arena_free(&arena);
}

/* Bytes in use, where the C library tells. */
static size_t in_use(void)
{
#ifdef __GLIBC__
	return mallinfo2().uordblks;
#else
	return 0;
#endif
}

static void read_all(struct app_audit *audit, const struct buf *log)
{
	struct str rest = buf_str(log), message;

	while (str_split(&rest, '\x03', &message))
		assert_int_equal(app_audit_message(audit, message), 0);
}

static void memory_does_not_grow(void **state)
{
	struct arena arena = { 0 };
	struct app_audit_counts truth;
	struct buf log = { 0 };
	struct app_audit *audit = app_audit_new(session);
	size_t once;

	(void)state;
	assert_non_null(audit);
	make_log(600, 9, &arena, &truth, &log);
	read_all(audit, &log);
	once = in_use();
	for (int i = 0; i < 10; i++)
		read_all(audit, &log);
	assert_int_equal(in_use(), once);
	app_audit_free(&audit);
	buf_free(&log);
	arena_free(&arena);
}

/* What may be published of a real table gives no small count away by one subtraction. */
static void publishes_no_small_count(void **state)
{
	struct arena arena = { 0 };
	struct app_audit_counts truth;
	struct app_audit_cells cells;
	struct buf log = { 0 };

	(void)state;
	make_log(3000, 10, &arena, &truth, &log);
	assert_int_equal(app_audit_cells(&truth, APP_AUDIT_THRESHOLD, &arena, &cells), 0);
	for (size_t i = 0; i < cells.count; i++)
		if (cells.cells[i].count && cells.cells[i].count < APP_AUDIT_THRESHOLD)
			assert_true(cells.cells[i].hidden);
	assert_true(cells.hidden > 0 && !cells.cells[0].hidden);
	assert_int_equal(app_audit_cells(&truth, 0, &arena, &cells), 0);
	assert_int_equal(cells.hidden, 0);
	buf_free(&log);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_was_put_in),
		cmocka_unit_test(has_some_of_everything),
		cmocka_unit_test(same_seed_same_bytes),
		cmocka_unit_test(says_what_it_could_not_read),
		cmocka_unit_test(stands_hostile_logs),
		cmocka_unit_test(memory_does_not_grow),
		cmocka_unit_test(publishes_no_small_count),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
