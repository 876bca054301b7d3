/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Huge and broken input: no crash, bounded memory, no more than linear time, and a
 * finding that says so. */
#include <config.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/rand.h"
#include "nlets/parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

enum { MEGABYTE = 1000000 };

static size_t taken; /* bytes asked for in one parse; an arena asks for more than it touches */

static void *counting_realloc(void *block, size_t size)
{
	taken += size;
	return realloc(block, size);
}

static bool has(const struct nlets_message *m, enum nlets_finding_id id)
{
	for (size_t i = 0; i < m->findings.count; i++)
		if (m->findings.items[i].id == id)
			return true;
	return false;
}

static struct nlets_message *parse_counted(struct str bytes)
{
	struct nlets_message *m;

	taken = 0;
	base_set_realloc(counting_realloc);
	assert_int_equal(nlets_parse(NULL, bytes, NULL, &m), 0);
	base_set_realloc(NULL);
	return m;
}

static void a_line_of_100_megabytes(void **state)
{
	struct buf bytes = { 0 };
	struct nlets_message *m;

	(void)state;
	buf_add_text(&bytes, "AM.AZSIM0001.IL.TXT\r\n");
	buf_add_repeat(&bytes, 'A', (size_t)100 * MEGABYTE);
	m = parse_counted(buf_str(&bytes));
	assert_int_equal(m->raw.len, nlets_default_limits.bytes);
	assert_true(has(m, NLETS_F_LIMIT_BYTES));
	assert_true(has(m, NLETS_F_LONG));
	assert_true(taken < 4 * nlets_default_limits.bytes);
	nlets_message_free(&m);
	buf_free(&bytes);
}

static void a_million_fields(void **state)
{
	struct buf bytes = { 0 };
	struct nlets_message *m;

	(void)state;
	buf_add_text(&bytes, "RQ.AZSIM0001.IL.TXT\r\n");
	for (int i = 0; i < 1000000; i++)
		buf_add_text(&bytes, "LIC/A.");
	m = parse_counted(buf_str(&bytes));
	assert_int_equal(m->fields.count, nlets_default_limits.fields);
	assert_int_equal(m->text.count, 1);
	assert_true(has(m, NLETS_F_LIMIT_FIELDS));
	assert_true(taken < (size_t)50 * MEGABYTE);
	nlets_message_free(&m);
	buf_free(&bytes);
}

static void a_million_destinations(void **state)
{
	struct buf bytes = { 0 };
	struct nlets_message *m;

	(void)state;
	buf_add_text(&bytes, "AM.AZSIM0001.");
	for (int i = 0; i < 1000000; i++)
		buf_add_text(&bytes, "IL.");
	buf_add_text(&bytes, "TXT");
	m = parse_counted(buf_str(&bytes));
	assert_true(has(m, NLETS_F_DESTINATION_COUNT));
	assert_true(m->to.count < 100);
	assert_true(taken < 4 * bytes.len);
	nlets_message_free(&m);
	buf_free(&bytes);
}

static void binary_junk(void **state)
{
	struct rand_state rand = rand_seed(3);
	struct buf bytes = { 0 };
	struct nlets_message *m;

	(void)state;
	for (int i = 0; i < 4 * MEGABYTE / 8; i++) {
		uint64_t word = rand_next(&rand);

		buf_add(&bytes, (struct str){ (const char *)&word, sizeof(word) });
	}
	m = parse_counted(buf_str(&bytes));
	assert_true(has(m, NLETS_F_KEY_MISSING));
	assert_true(has(m, NLETS_F_NOT_UTF8));
	assert_int_equal(m->findings.count, nlets_default_limits.findings);
	assert_true(m->findings.dropped > 1000);
	assert_true(taken < 4 * bytes.len);
	nlets_message_free(&m);
	buf_free(&bytes);
}

static void nothing_but_nul(void **state)
{
	struct buf bytes = { 0 };
	struct nlets_message *m;

	(void)state;
	buf_add_repeat(&bytes, '\0', MEGABYTE);
	m = parse_counted(buf_str(&bytes));
	assert_true(has(m, NLETS_F_EMPTY));
	assert_true(has(m, NLETS_F_VALUE_CONTROL));
	nlets_message_free(&m);
	buf_free(&bytes);
}

static double seconds_for(struct str begin, struct str piece, size_t size)
{
	struct buf bytes = { 0 };
	struct nlets_message *m;
	clock_t start;
	double took;

	buf_add(&bytes, begin);
	while (bytes.len < size)
		buf_add(&bytes, piece);
	start = clock();
	assert_int_equal(nlets_parse(NULL, buf_str(&bytes), NULL, &m), 0);
	took = (double)(clock() - start) / CLOCKS_PER_SEC;
	nlets_message_free(&m);
	buf_free(&bytes);
	return took;
}

/* Sixteen times the bytes may not take anything like 256 times the work. Only a
 * run that is slow as well (a second of CPU for 4 MB) can fail, so a busy machine
 * does not. */
static void no_input_takes_quadratic_time(void **state)
{
	static const struct {
		struct str begin, piece;
	} inputs[] = {
#define HEADER STR_LITERAL("RQ.AZSIM0001.IL.TXT\r\nLIC/A")
#define STR_LITERAL(text) { text, sizeof(text) - 1 }
		{ HEADER, STR_LITERAL(".") },
		{ HEADER, STR_LITERAL(".\r\n") },
		{ HEADER, STR_LITERAL(" ") },
		{ HEADER, STR_LITERAL("/") },
		{ HEADER, STR_LITERAL("\n") },
		{ HEADER, STR_LITERAL("\nABC/") },
		{ HEADER, STR_LITERAL("                              ABC/") },
		{ HEADER, STR_LITERAL("ABCDEFGH/") },
		{ HEADER, STR_LITERAL(".LIC/") },
		{ HEADER, STR_LITERAL("\xff\x01") },
		{ STR_LITERAL("DR.AZSIM0001\r\nTXT\r\nNAM/A"), STR_LITERAL("\n ") },
		{ STR_LITERAL("DR.AZSIM0001\r\nTXT\r\nNAM/A"), STR_LITERAL("\nA/") },
		{ STR_LITERAL("DR.AZSIM0001\r\nTXT\r\nNAM/A"), STR_LITERAL(".\n\n\n") },
		{ STR_LITERAL("RQ."), STR_LITERAL("*") },
		{ STR_LITERAL("RQ."), STR_LITERAL("*A.") },
		{ STR_LITERAL("RQ.AZSIM0001."), STR_LITERAL("TXTSIM001.") },
		{ STR_LITERAL("RQ.AZSIM0001."), STR_LITERAL(" ") },
		{ STR_LITERAL("RQ.AZSIM0001."), STR_LITERAL("*TXTSIM001.   ") },
		{ STR_LITERAL("RR.AZSIM0001\n09:15 "), STR_LITERAL("01/") },
		{ STR_LITERAL("RR.AZSIM0001\n09:15 01/02/2030 1\n09:15 01/02/2030 1 "),
		  STR_LITERAL("AZ ") },
		{ STR_LITERAL(""), STR_LITERAL("\t") },
		{ STR_LITERAL(""), STR_LITERAL("TXT") },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(inputs) / sizeof(*inputs); i++) {
		double small = seconds_for(inputs[i].begin, inputs[i].piece, MEGABYTE / 4);
		double big = seconds_for(inputs[i].begin, inputs[i].piece, 4 * MEGABYTE);

		if (big > 1 && big > 64 * small)
			fail_msg("input %zu: %.3f s, then %.3f s for 16 times as much", i, small, big);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_of_100_megabytes),
		cmocka_unit_test(a_million_fields),
		cmocka_unit_test(a_million_destinations),
		cmocka_unit_test(binary_junk),
		cmocka_unit_test(nothing_but_nul),
		cmocka_unit_test(no_input_takes_quadratic_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
