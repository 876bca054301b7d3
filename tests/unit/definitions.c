/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/definitions.h"

#include "tests/support/data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void form_is_read_when_asked_for(void **state)
{
	struct nlets_definitions *definitions =
		nlets_definitions_new(test_data_read, test_data_list, NULL);
	const struct nlets_form *form = nlets_form(definitions, STR("RQ"));
	const struct nlets_item *item;
	size_t count;

	(void)state;
	assert_non_null(form);
	item = nlets_form_item(form, STR("LIT"));
	assert_non_null(item);
	assert_true(str_eq(item->table, STR("LIT")));
	assert_int_equal(form->alternatives.count, 2);
	assert_non_null(nlets_form(definitions, STR("RNR")));
	assert_non_null(nlets_form(definitions, STR("DRG")));
	assert_null(nlets_form(definitions, STR("QQ")));
	nlets_definitions_lint(definitions);
	nlets_catalogue(definitions, &count);
	assert_int_equal(count, 49);
	const struct nlets_fault *faults = nlets_definitions_faults(definitions, &count);
	for (size_t i = 0; i < count; i++)
		fprintf(stderr, "%.*s:%u: %.*s\n", STR_ARGS(faults[i].file), faults[i].line, STR_ARGS(faults[i].reason));
	assert_int_equal(count, 0);
	nlets_definitions_free(&definitions);
	assert_null(definitions);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(form_is_read_when_asked_for),
	};

	return cmocka_run_group_tests_name("definitions", tests, NULL, NULL);
}
