/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "net/part.h"

#include "nlets/error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_str(struct str got, const char *wanted)
{
	assert_int_equal(got.len, strlen(wanted));
	assert_memory_equal(got.len ? got.ptr : "", wanted, got.len);
}

static void test_parameters(void **state)
{
	struct str value = STR("Multipart/Mixed ; charset=x; Boundary = \"a b\"; c");

	(void)state;
	assert_str(net_media_type(value), "Multipart/Mixed");
	assert_str(net_parameter(value, "boundary"), "a b");
	assert_str(net_parameter(value, "charset"), "x");
	assert_null(net_parameter(value, "c").ptr);
	assert_null(net_parameter(STR("boundary=x"), "boundary").ptr);
	assert_null(net_parameter(STR(""), "boundary").ptr);
}

static void test_round_trip(void **state)
{
	/* The first holds what looks like a delimiter. */
	static const struct net_delivery sent[] = {
		{ .bytes = { "a\r\n--B--\r\nb\r\n", 13 }, .key = { "RR", 2 }, .from = { "IL\r\nX: 1", 8 },
		  .to = { "AZSIM0001", 9 }, .id = { "K.1", 3 }, .time_ms = 1250, .at = 1768464000 },
		{ .bytes = { "<x/>", 4 }, .xml = true },
		{ .bytes = { "", 0 } },
	};
	struct arena arena = { 0 };
	struct net_parts parts = { 0 };
	struct buf body = { 0 };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		net_part_delimit(&body, STR("B"), false);
		net_part_write(&body, &sent[i], STR("K"));
	}
	net_part_delimit(&body, STR("B"), true);
	assert_true(str_find(buf_str(&body), STR("Nletscope-Time: 2026-01-15T08:00:00Z\r\n")) < body.len);
	assert_int_equal(net_parts_read(&arena, buf_str(&body), STR("B"), 3, &parts), 0);
	assert_int_equal(parts.items.count, 3);
	for (size_t i = 0; i < 3; i++)
		assert_true(str_eq(parts.items.items[i].bytes, sent[i].bytes));
	assert_str(parts.items.items[0].from, "ILX:1");
	assert_str(parts.items.items[0].to, "AZSIM0001");
	assert_str(parts.items.items[0].id, "K.1");
	assert_int_equal(parts.items.items[0].time_ms, 1250);
	assert_true(parts.items.items[1].xml);
	parts = (struct net_parts){ 0 };
	assert_int_equal(net_parts_read(&arena, buf_str(&body), STR("B"), 2, &parts), NLETS_E_LIMIT);
	/* Cut short anywhere, it is no whole body. */
	for (size_t len = 0; len + 4 < body.len; len++) {
		parts = (struct net_parts){ 0 };
		if (net_parts_read(&arena, str_sub(buf_str(&body), 0, len), STR("B"), 9, &parts) == 0)
			assert_true(parts.items.count < 3);
	}
	buf_free(&body);
	arena_free(&arena);
}

static void test_other_writers(void **state)
{
	static const char body[] = "preamble\n--x\nContent-Type: text/plain\n\none\n--x  \n\ntwo\nlines\n--x--\nrest";
	struct arena arena = { 0 };
	struct net_parts parts = { 0 };

	(void)state;
	assert_int_equal(net_parts_read(&arena, str_from(body), STR("x"), 9, &parts), 0);
	assert_int_equal(parts.items.count, 2);
	assert_str(parts.items.items[0].bytes, "one");
	assert_str(parts.items.items[1].bytes, "two\nlines");
	assert_int_equal(net_parts_read(&arena, STR("nothing"), STR("x"), 9, &parts), NLETS_E_UNREADABLE);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parameters),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_other_writers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
