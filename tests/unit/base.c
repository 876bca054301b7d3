/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/rand.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void str_finds_and_splits(void **state)
{
	struct str rest = STR("IL.WA."), part;

	(void)state;
	assert_true(str_split(&rest, '.', &part) && str_eq(part, STR("IL")));
	assert_true(str_split(&rest, '.', &part) && str_eq(part, STR("WA")));
	assert_true(str_split(&rest, '.', &part) && part.len == 0);
	assert_false(str_split(&rest, '.', &part));
	assert_int_equal(str_find(STR("aababc"), STR("abc")), 3);
	assert_int_equal(str_find(STR("aabab"), STR("abc")), 5);
	assert_int_equal(str_find(STR("xyz"), STR("abc")), 3);
	assert_int_equal(str_find(STR("abc"), STR("")), 0);
	assert_int_equal(str_find_nocase(STR("xABc"), STR("abC")), 1);
	assert_int_equal(str_find_nocase(STR("ab"), STR("abc")), 2);
	assert_int_equal(str_find_char(STR_NONE, 'a'), 0);
	assert_int_equal(str_find_char(STR("ba"), 'a'), 1);
}

static void str_compares(void **state)
{
	(void)state;
	assert_true(str_eq(STR_NONE, STR("")));
	assert_false(str_eq(STR("a"), STR("b")));
	assert_true(str_eq_nocase(STR("aZ1"), STR("Az1")));
	assert_false(str_eq_nocase(STR("a"), STR("ab")));
	assert_false(str_eq_nocase(STR("a["), STR("a{")));
	assert_true(str_cmp(STR("a"), STR("b")) < 0);
	assert_true(str_cmp(STR("b"), STR("ab")) > 0);
	assert_true(str_cmp(STR("a"), STR("ab")) < 0);
	assert_true(str_cmp(STR("ab"), STR("a")) > 0);
	assert_int_equal(str_cmp(STR_NONE, STR("")), 0);
	assert_true(str_starts(STR("abc"), STR("ab")) && !str_starts(STR("a"), STR("ab")));
	assert_true(str_ends(STR("abc"), STR("bc")) && !str_ends(STR("c"), STR("bc")));
	assert_int_equal(str_from(NULL).len, 0);
}

static void str_trims_and_reads_numbers(void **state)
{
	unsigned value = 7;

	(void)state;
	assert_true(str_eq(str_trim(STR(" \t\r\nA B\x7f ")), STR("A B")));
	assert_true(str_eq(str_trim_end(STR(" A ")), STR(" A")));
	assert_int_equal(str_trim(STR(" \n")).len, 0);
	assert_true(str_to_uint(STR("999999999"), &value) && value == 999999999);
	assert_true(str_to_uint(STR("007"), &value) && value == 7);
	assert_false(str_to_uint(STR(""), &value));
	assert_false(str_to_uint(STR("1234567890"), &value));
	assert_false(str_to_uint(STR("1x"), &value));
}

static void characters_have_classes(void **state)
{
	(void)state;
	assert_true(char_is_upper_alnum('Z') && char_is_upper_alnum('0'));
	assert_false(char_is_upper_alnum('a') || char_is_upper_alnum('['));
	assert_true(char_is_control('\x1f') && char_is_control('\x7f') && !char_is_control(' '));
	assert_false(char_is_control((char)0x80));
	assert_int_equal(char_to_upper('q'), 'Q');
	assert_int_equal(char_to_upper('{'), '{');
}

static void arena_keeps_blocks_apart(void **state)
{
	struct arena arena = { 0 };
	char *first = arena_alloc(&arena, 1), *second = arena_alloc(&arena, 10000);

	(void)state;
	assert_non_null(first);
	assert_non_null(second);
	assert_int_equal((uintptr_t)second % _Alignof(max_align_t), 0);
	assert_int_equal(second[9999], 0);
	memset(second, 1, 10000);
	assert_int_equal(*first, 0);
	assert_string_equal(arena_strdup(&arena, "text"), "text");
	assert_true(str_eq(arena_copy(&arena, STR("copy")), STR("copy")));
	assert_non_null(arena_copy(&arena, STR_NONE).ptr);
	assert_true(str_eq(arena_printf(&arena, "%d-%s", 7, "x"), STR("7-x")));
	assert_true(str_eq(arena_number(&arena, 0), STR("0")));
	assert_true(str_eq(arena_number(&arena, SIZE_MAX),
			   arena_printf(&arena, "%zu", (size_t)SIZE_MAX)));
	arena_free(&arena);
	arena_free(&arena);
}

static void arena_reset_keeps_the_newest_chunk(void **state)
{
	struct arena arena = { 0 };
	const char *block;

	(void)state;
	arena_reset(&arena);
	arena_alloc(&arena, 10);
	block = arena_alloc(&arena, 5000); /* in a second chunk, with room left */
	memset(arena_alloc(&arena, 16), 1, 16);
	arena_reset(&arena);
	assert_ptr_equal(arena_alloc(&arena, 100), block);
	assert_int_equal(((const char *)arena_alloc(&arena, 200000))[199999], 0);
	arena_free(&arena);
}

static void arena_refuses_what_overflows(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	assert_null(arena_alloc(&arena, SIZE_MAX));
	assert_null(arena_alloc_array(&arena, SIZE_MAX / 2, 3));
	assert_null(arena_copy(&arena, (struct str){ "", SIZE_MAX }).ptr);
	assert_non_null(arena_alloc_array(&arena, 3, 0));
	arena_free(&arena);
}

static void buf_grows_and_clears(void **state)
{
	struct buf buf = { 0 };

	(void)state;
	assert_string_equal(buf_text(&buf), "");
	buf_add_repeat(&buf, 'x', 100);
	buf_add_repeat(&buf, 'x', 0);
	buf_add_text(&buf, "abc");
	buf_add_char(&buf, '.');
	buf_printf(&buf, "%05u%s", 42u, "");
	buf_add(&buf, STR_NONE);
	assert_int_equal(buf.len, 109);
	assert_string_equal(buf_text(&buf) + 99, "xabc.00042");
	buf_clear(&buf);
	assert_int_equal(buf_str(&buf).len, 0);
	buf_printf(&buf, "%s", "");
	buf_add(&buf, (struct str){ "", SIZE_MAX });
	assert_true(buf.failed);
	buf_add_char(&buf, 'y');
	assert_string_equal(buf_text(&buf), "");
	buf_clear(&buf);
	assert_false(buf.failed);
	buf_free(&buf);
}

static void vec_adds_and_grows(void **state)
{
	struct arena arena = { 0 };
	VEC(int) numbers = { 0 };
	void *items = NULL;
	size_t size = SIZE_MAX / 2;

	(void)state;
	for (int i = 0; i < 100; i++)
		*vec_add(&arena, &numbers) = i;
	assert_int_equal(numbers.count, 100);
	assert_int_equal(numbers.items[0] + numbers.items[99], 99);
	assert_false(vec_grow(&arena, &items, &size, 0, 8));
	arena_free(&arena);
}

static void hash_finds_what_was_put(void **state)
{
	struct arena arena = { 0 };
	struct hash hash = { 0 };
	int values[200];

	(void)state;
	assert_null(hash_get(&hash, STR("0")));
	for (int i = 0; i < 200; i++)
		assert_true(hash_put(&arena, &hash, arena_printf(&arena, "%d", i), &values[i]));
	assert_true(hash_put(&arena, &hash, STR("7"), &values[0]));
	assert_int_equal(hash.count, 200);
	assert_ptr_equal(hash_get(&hash, STR("7")), &values[0]);
	assert_ptr_equal(hash_get(&hash, STR("199")), &values[199]);
	assert_null(hash_get(&hash, STR("200")));
	assert_ptr_equal(hash_get_summed(&hash, STR("19"), hash_more(hash_more(HASH_EMPTY, '1'), '9')),
			 &values[19]);
	/* Published values of FNV-1a, so that stored hashes never change. */
	assert_true(hash_bytes(STR("")) == UINT64_C(0xcbf29ce484222325));
	assert_true(hash_bytes(STR("a")) == UINT64_C(0xaf63dc4c8601ec8c));
	arena_free(&arena);
}

static void rand_is_the_same_everywhere(void **state)
{
	struct rand_state rand = rand_seed(0);

	(void)state;
	/* The first numbers of splitmix64 from seed 0. */
	assert_true(rand_next(&rand) == UINT64_C(0xe220a8397b1dcdaf));
	assert_true(rand_next(&rand) == UINT64_C(0x6e789e6aa1b965f4));
	for (int i = 0; i < 1000; i++)
		assert_true(rand_below(&rand, 7) < 7);
	assert_int_equal(rand_below(&rand, 1), 0);
}

static void utf8_goes_both_ways(void **state)
{
	static const uint32_t codes[] = { 0,	  0x7f,	  0x80,	  0x7ff,   0x800,
					  0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff };
	struct buf buf = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++) {
		uint32_t code;

		buf_clear(&buf);
		utf8_encode(&buf, codes[i]);
		assert_int_equal(utf8_decode(buf_str(&buf), &code), buf.len);
		assert_int_equal(code, codes[i]);
	}
	buf_free(&buf);
}

static void utf8_refuses_what_is_not_valid(void **state)
{
	static const struct str wrong[] = {
		{ "\x80", 1 },		   { "\xc0\x80", 2 },	      { "\xc1\xbf", 2 },
		{ "\xc2", 1 },		   { "\xc2" "A", 2 },	      { "\xe0\x9f\xbf", 3 },
		{ "\xed\xa0\x80", 3 },	   { "\xf0\x8f\xbf\xbf", 4 }, { "\xf4\x90\x80\x80", 4 },
		{ "\xf5\x80\x80\x80", 4 }, { "\xff", 1 },
	};
	uint32_t code;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		assert_int_equal(utf8_decode(wrong[i], &code), 1);
		assert_int_equal(code, UTF8_INVALID);
	}
	assert_int_equal(utf8_first_invalid(STR("A\xc3\x9c\xff")), 3);
	assert_int_equal(utf8_first_invalid(STR("A\xc3\x9c")), 3);
	assert_int_equal(utf8_count(STR("A\xc3\x9c\xff\xfe")), 4);
}

static void controls_become_visible(void **state)
{
	struct buf buf = { 0 };

	(void)state;
	utf8_add_visible(&buf, STR("A\x1b[\x7f\xc2\x9b\xff\\\xc3\x9c"), true);
	assert_string_equal(buf_text(&buf), "A\\x1b[\\x7f\\xc2\\x9b\\xff\\\\\xc3\x9c");
	buf_clear(&buf);
	utf8_add_visible(&buf, STR("\\"), false);
	assert_string_equal(buf_text(&buf), "\\");
	buf_free(&buf);
}

static size_t left; /* allocations until one fails */
static bool failed;

static void *failing_realloc(void *block, size_t size)
{
	if (left-- == 0) {
		failed = true;
		return NULL;
	}
	return realloc(block, size);
}

struct big {
	char bytes[1000];
};

/* Everything in base that takes memory; true when all of it worked. */
static bool take_memory(void)
{
	struct arena arena = { 0 };
	struct buf buf = { 0 };
	struct hash hash = { 0 };
	VEC(struct big) blocks = { 0 };
	bool done = true;

	buf_add_text(&buf, "text");
	buf_add_repeat(&buf, ' ', 200);
	buf_printf(&buf, "%300d", 1);
	done = done && arena_strdup(&arena, "text");
	done = done && arena_copy(&arena, (struct str){ buf.ptr, buf.len }).ptr;
	for (int i = 0; done && i < 20; i++) {
		const struct big *block = vec_add(&arena, &blocks);

		done = block != NULL;
	}
	done = done && arena_alloc(&arena, 100000);
	for (int i = 0; i < 2000; i++) {
		struct str key = arena_printf(&arena, "%d", i);

		done = done && key.ptr && hash_put(&arena, &hash, key, &buf);
	}
	done = done && !buf.failed && strlen(buf_text(&buf)) == 504;
	arena_free(&arena);
	buf_free(&buf);
	return done;
}

static void memory_may_run_out_anywhere(void **state)
{
	size_t n = 0;

	(void)state;
	do {
		bool done;

		left = n++;
		failed = false;
		base_set_realloc(failing_realloc);
		done = take_memory();
		base_set_realloc(NULL);
		assert_int_equal(done, !failed);
	} while (failed);
	assert_true(n > 8);
}

static void a_failed_buf_still_has_a_text(void **state)
{
	struct buf buf = { 0 };

	(void)state;
	left = 0;
	base_set_realloc(failing_realloc);
	assert_string_equal(buf_text(&buf), "");
	base_set_realloc(NULL);
	buf_free(&buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(str_finds_and_splits),
		cmocka_unit_test(str_compares),
		cmocka_unit_test(str_trims_and_reads_numbers),
		cmocka_unit_test(characters_have_classes),
		cmocka_unit_test(arena_keeps_blocks_apart),
		cmocka_unit_test(arena_reset_keeps_the_newest_chunk),
		cmocka_unit_test(arena_refuses_what_overflows),
		cmocka_unit_test(buf_grows_and_clears),
		cmocka_unit_test(vec_adds_and_grows),
		cmocka_unit_test(hash_finds_what_was_put),
		cmocka_unit_test(rand_is_the_same_everywhere),
		cmocka_unit_test(utf8_goes_both_ways),
		cmocka_unit_test(utf8_refuses_what_is_not_valid),
		cmocka_unit_test(controls_become_visible),
		cmocka_unit_test(memory_may_run_out_anywhere),
		cmocka_unit_test(a_failed_buf_still_has_a_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
