/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search against a plain loop, at every length and place. Built twice: as the
 * compiler has it, and with WORDS_PORTABLE. */
#include <config.h>

#include "nlets/words.h"

#include "base/rand.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static size_t plain(struct str s, size_t at, enum words_set set)
{
	while (at < s.len && !words_is(set, s.ptr[at]))
		at++;
	return at;
}

/* The buffer is exactly as long as its text, so that a sanitizer sees more. */
static void compare(struct rand_state *rand, size_t len, const char *pool, size_t pool_size)
{
	static const enum words_set sets[] = { WORDS_SLASH, WORDS_STOP, WORDS_SPECIAL, WORDS_ODD };
	char *bytes = malloc(len + !len);
	struct str s = { bytes, len };

	assert_non_null(bytes);
	for (size_t i = 0; i < len; i++)
		bytes[i] = rand_below(rand, 20) ? 'A' : pool[rand_below(rand, (uint32_t)pool_size)];
	for (size_t i = 0; i < 4; i++)
		for (size_t at = 0; at <= len; at++)
			assert_int_equal(words_find(s, at, sets[i]), plain(s, at, sets[i]));
	free(bytes);
}

static void finds_what_a_plain_loop_finds(void **state)
{
	static const char pool[] = "/\r\n .\x01\x1f\x7f\x80\xff\x20~0@";
	struct rand_state rand = rand_seed(5);

	(void)state;
	for (int round = 0; round < 20; round++)
		for (size_t len = 0; len < 70; len++)
			compare(&rand, len, pool, sizeof(pool));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_a_plain_loop_finds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
