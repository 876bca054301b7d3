/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/rand.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

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
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(str_finds_and_splits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
