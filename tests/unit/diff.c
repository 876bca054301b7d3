/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "base/buf.h"
#include "nlets/diff.h"
#include "nlets/parse.h"
#include "tests/support/failing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static struct nlets_message *parse(struct str bytes)
{
	struct nlets_message *message;

	assert_int_equal(nlets_parse(NULL, bytes, NULL, &message), 0);
	return message;
}

/* One line a row: "= LIC", "~ LIY prefix/suffix", "- LIT", "+ VIN". */
static void describe(struct buf *out, const struct nlets_diff *diff)
{
	for (size_t i = 0; i < diff->rows.count; i++) {
		const struct nlets_difference *row = &diff->rows.items[i];

		buf_printf(out, "%s%c %.*s", i ? "\n" : "", "=+-~"[row->change],
			   STR_ARGS(row->what));
		if (row->change == NLETS_CHANGED)
			buf_printf(out, " %zu/%zu", row->prefix, row->suffix);
	}
}

static void expect(const char *left, const char *right, const char *expected, size_t changes)
{
	struct nlets_message *a = parse(str_from(left)), *b = parse(str_from(right));
	struct arena arena = { 0 };
	struct nlets_diff diff;
	struct buf out = { 0 };

	assert_int_equal(nlets_diff(a, b, &arena, &diff), 0);
	describe(&out, &diff);
	assert_string_equal(buf_text(&out), expected);
	assert_int_equal(diff.changes, changes);
	buf_free(&out);
	arena_free(&arena);
	nlets_message_free(&a);
	nlets_message_free(&b);
}

#define HEAD "RQ.AZSIM0001.IL.TXT\n"
#define SAME_HEAD "= key\n= from\n= to\n"

static void the_same_message_differs_nowhere(void **state)
{
	(void)state;
	expect(HEAD "LIC/SIM1.LIY/2030", HEAD "LIC/SIM1.LIY/2030", SAME_HEAD "= LIC\n= LIY", 0);
	expect(HEAD "LIC/SIM1.LIY/2030", HEAD "LIY/2030.LIC/SIM1", SAME_HEAD "= LIC\n= LIY", 0);
	expect("", "", "", 0);
}

static void values_that_mean_the_same(void **state)
{
	(void)state;
	expect(HEAD "DOB/19800512", HEAD "DOB/051280", SAME_HEAD "= DOB", 0);
	expect(HEAD "DOB/19800512", HEAD "DOB/1980-05-12", SAME_HEAD "= DOB", 0);
	expect(HEAD "DOB/19800512", HEAD "DOB/051281", SAME_HEAD "~ DOB 0/0", 1);
	expect(HEAD "DOB/19800599", HEAD "DOB/059980", SAME_HEAD "~ DOB 0/0", 1);
	expect(HEAD "LIC/SIM1 .LIY/2030", HEAD "LIC/SI\x7fM1.LIY/2030", SAME_HEAD "= LIC\n= LIY",
	       0);
}

static void header_parts_differ(void **state)
{
	(void)state;
	expect("RQ.AZSIM0001.IL.WA.TXT\nVIN/1", "RQG.AZSIM0002.WA.*REF.TXT\nVIN/1",
	       "~ key 2/0\n~ from 8/0\n- to\n= to\n+ control\n= VIN", 4);
}

static void fields_come_and_go(void **state)
{
	(void)state;
	expect(HEAD "LIC/1.LIT/PC", HEAD "LIC/1.LIY/2030.LIT/PC", SAME_HEAD "= LIC\n+ LIY\n= LIT",
	       1);
	expect(HEAD "LIC/1.LIY/2030.LIT/PC", HEAD "LIC/1.LIT/PC", SAME_HEAD "= LIC\n- LIY\n= LIT",
	       1);
	expect(HEAD "LIC/SIM123", HEAD "LIC/SIM923.VIN/1", SAME_HEAD "~ LIC 3/2\n+ VIN", 2);
	expect(HEAD "LIC/SIM11", HEAD "LIC/SIM111", SAME_HEAD "~ LIC 5/0", 1);
}

static void one_of_many_alike(void **state)
{
	(void)state;
	expect(HEAD "SMT/A.SMT/B.SMT/C", HEAD "SMT/A.SMT/X.SMT/B.SMT/C",
	       SAME_HEAD "= SMT\n+ SMT\n= SMT\n= SMT", 1);
	expect(HEAD "SMT/A.SMT/B.SMT/C", HEAD "SMT/A.SMT/C", SAME_HEAD "= SMT\n- SMT\n= SMT", 1);
}

static void characters_are_not_cut(void **state)
{
	(void)state;
	/* e9 and e8 share their first byte in UTF-8; so do the ends of a9 and c3 a9. */
	expect(HEAD "NAM/P\xc3\xa9T", HEAD "NAM/P\xc3\xa8T", SAME_HEAD "~ NAM 1/1", 1);
	expect(HEAD "NAM/P\xc3\xa9T", HEAD "NAM/P\xe2\x82\xa9T", SAME_HEAD "~ NAM 1/1", 1);
}

static void spans_point_into_both(void **state)
{
	struct nlets_message *a = parse(STR(HEAD "LIC/SIM1")),
			     *b = parse(STR(HEAD "VIN/1.LIC/SIM22"));
	struct arena arena = { 0 };
	struct nlets_diff diff;
	const struct nlets_difference *row;

	(void)state;
	assert_int_equal(nlets_diff(a, b, &arena, &diff), 0);
	row = &diff.rows.items[diff.rows.count - 1];
	assert_true(str_eq(row->what, STR("LIC")));
	assert_true(str_eq(str_at(a->raw, row->a_span), STR("SIM1")));
	assert_true(str_eq(str_at(b->raw, row->b_span), STR("SIM22")));
	assert_null(diff.rows.items[diff.rows.count - 2].a.ptr);
	arena_free(&arena);
	nlets_message_free(&a);
	nlets_message_free(&b);
}

static void new_text_counts(void **state)
{
	struct nlets_message *a = nlets_message_new(NLETS_WIRE_TEXT);
	struct nlets_message *b = nlets_message_new(NLETS_WIRE_TEXT);
	struct arena arena = { 0 };
	struct nlets_diff diff;

	(void)state;
	nlets_message_set_text(a, STR("HELLO"));
	nlets_message_set_text(b, STR("HALLO"));
	assert_int_equal(nlets_diff(a, b, &arena, &diff), 0);
	assert_int_equal(diff.changes, 1);
	assert_int_equal(diff.rows.items[0].prefix, 1);
	assert_int_equal(diff.rows.items[0].suffix, 3);
	arena_free(&arena);
	nlets_message_free(&a);
	nlets_message_free(&b);
}

static struct nlets_message *many(unsigned count, unsigned step)
{
	struct buf text = { 0 };
	struct nlets_message *message;

	buf_add_text(&text, HEAD);
	for (unsigned i = 0; i < count; i++)
		buf_printf(&text, "%sSMT/%u", i ? "." : "", i * step);
	message = parse(buf_str(&text));
	buf_free(&text);
	return message;
}

/* Quadratic work would take minutes here. */
static void large_messages_take_linear_time(void **state)
{
	struct nlets_message *a = many(50000, 1), *b = many(50000, 3);
	struct arena arena = { 0 };
	struct nlets_diff diff;

	(void)state;
	assert_int_equal(nlets_diff(a, b, &arena, &diff), 0);
	assert_true(diff.changes > 0);
	arena_free(&arena);
	nlets_message_free(&a);
	nlets_message_free(&b);
}

struct failing_diff {
	struct nlets_message *a, *b;
};

static int diff_once(void *context)
{
	const struct failing_diff *run = context;
	struct arena arena = { 0 };
	struct nlets_diff diff;
	int result = nlets_diff(run->a, run->b, &arena, &diff);

	arena_free(&arena);
	return result;
}

static void every_allocation_may_fail(void **state)
{
	struct failing_diff run = { many(300, 1), many(400, 2) };

	(void)state;
	assert_true(failing_each_allocation(diff_once, &run, NLETS_E_MEMORY) > 0);
	nlets_message_free(&run.a);
	nlets_message_free(&run.b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_message_differs_nowhere),
		cmocka_unit_test(values_that_mean_the_same),
		cmocka_unit_test(header_parts_differ),
		cmocka_unit_test(fields_come_and_go),
		cmocka_unit_test(one_of_many_alike),
		cmocka_unit_test(characters_are_not_cut),
		cmocka_unit_test(spans_point_into_both),
		cmocka_unit_test(new_text_counts),
		cmocka_unit_test(large_messages_take_linear_time),
		cmocka_unit_test(every_allocation_may_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
