/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/dates.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void expect(const char *value, enum nlets_date_result result)
{
	struct nlets_date date;

	if (nlets_date_read(str_from(value), &date) != result)
		fail_msg("%s: %d, not %d", value, nlets_date_read(str_from(value), &date), result);
}

static void notations(void **state)
{
	(void)state;
	expect("051280", NLETS_DATE_GOOD);
	expect("19800512", NLETS_DATE_GOOD);
	expect("1980-05-12", NLETS_DATE_GOOD);
	expect("", NLETS_DATE_SHAPE);
	expect("1980", NLETS_DATE_SHAPE);
	expect("1980051", NLETS_DATE_SHAPE);
	expect("1980/05/12", NLETS_DATE_SHAPE);
	expect("1980-0512", NLETS_DATE_SHAPE);
	expect("198O0512", NLETS_DATE_SHAPE);
	expect("-9800512", NLETS_DATE_SHAPE);
}

static void incomplete_dates(void **state)
{
	(void)state;
	expect("19800500", NLETS_DATE_INCOMPLETE);
	expect("19800012", NLETS_DATE_INCOMPLETE);
	expect("00000512", NLETS_DATE_INCOMPLETE);
	expect("050080", NLETS_DATE_INCOMPLETE);
	/* The year 00 of mmddyy is a year. */
	expect("051200", NLETS_DATE_GOOD);
}

static void the_calendar(void **state)
{
	(void)state;
	expect("19801301", NLETS_DATE_IMPOSSIBLE);
	expect("19800431", NLETS_DATE_IMPOSSIBLE);
	expect("19800430", NLETS_DATE_GOOD);
	expect("19800229", NLETS_DATE_GOOD);
	expect("19810229", NLETS_DATE_IMPOSSIBLE);
	expect("19000229", NLETS_DATE_IMPOSSIBLE);
	expect("20000229", NLETS_DATE_GOOD);
	/* Without a century 00 may be the leap year 2000. */
	expect("022900", NLETS_DATE_GOOD);
	expect("022981", NLETS_DATE_IMPOSSIBLE);
	expect("20261232", NLETS_DATE_IMPOSSIBLE);
}

static void numbers_and_likeness(void **state)
{
	struct nlets_date full, dashes, brief;

	(void)state;
	nlets_date_read(STR("19800512"), &full);
	nlets_date_read(STR("1980-05-12"), &dashes);
	nlets_date_read(STR("051280"), &brief);
	assert_int_equal(nlets_date_number(&full), 19800512);
	assert_int_equal(nlets_date_number(&brief), 0);
	assert_true(nlets_date_same(&full, &dashes));
	assert_true(nlets_date_same(&full, &brief));
	assert_true(nlets_date_same(&brief, &full));
	nlets_date_read(STR("18800512"), &dashes);
	assert_false(nlets_date_same(&full, &dashes));
	assert_true(nlets_date_same(&brief, &dashes));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(notations),
		cmocka_unit_test(incomplete_dates),
		cmocka_unit_test(the_calendar),
		cmocka_unit_test(numbers_and_likeness),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
