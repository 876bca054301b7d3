/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "tests/support/failing.h"

#include "base/alloc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static size_t left; /* allocations until the one that fails */
static bool failed;

static void *failing_realloc(void *block, size_t size)
{
	if (left-- == 0) {
		failed = true;
		return NULL;
	}
	return realloc(block, size);
}

size_t failing_each_allocation(int (*work)(void *context), void *context, int expected)
{
	for (size_t n = 0;; n++) {
		int result;

		left = n;
		failed = false;
		base_set_realloc(failing_realloc);
		result = work(context);
		base_set_realloc(NULL);
		if (!failed) {
			assert_int_equal(result, 0);
			return n;
		}
		assert_int_equal(result, expected);
	}
}
