/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes each allocation of a piece of work fail, once each. */
#ifndef TESTS_SUPPORT_FAILING_H
#define TESTS_SUPPORT_FAILING_H

#include <stddef.h>

/* Runs work with the first allocation failing, then with the second, and so on
 * until it returns 0 without one having failed. Asserts that work returns expected
 * each time before. Returns the number of allocations. */
size_t failing_each_allocation(int (*work)(void *context), void *context, int expected);

#endif
