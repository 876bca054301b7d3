/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/finding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* Ends as a sentence, or with an argument that is one. */
static bool is_sentence(const char *text)
{
	return str_ends(str_from(text), STR(".")) || str_ends(str_from(text), STR("?")) ||
	       (strlen(text) > 1 && text[strlen(text) - 2] == '%');
}

static bool is_kebab(const char *id)
{
	for (; *id; id++)
		if (!char_is_lower(*id) && !char_is_digit(*id) && *id != '-')
			return false;
	return true;
}

/* Ids are kebab case and unique, sentences end in a full stop, and each error
 * number has its published text. */
static void the_catalogue_is_sound(void **state)
{
	(void)state;
	for (int i = 0; i < NLETS_FINDING_COUNT; i++) {
		const struct nlets_finding_kind *kind = nlets_finding_kind((enum nlets_finding_id)i);

		assert_int_equal(nlets_finding_by_name(str_from(kind->id)), i);
		assert_true(is_kebab(kind->id));
		assert_non_null(kind->source);
		assert_true(is_sentence(kind->sentence));
		assert_true(is_sentence(kind->mend));
		assert_true(!kind->er || nlets_er_text(kind->er));
	}
	assert_int_equal(nlets_finding_by_name(STR("no-such-finding")), -1);
	assert_string_equal(nlets_er_text("03"), "TXT NOT FOUND OR IMPROPERLY FORMED XML");
	assert_null(nlets_er_text("07"));
	assert_null(nlets_er_text(NULL));
}

static void they_sort_by_place_then_weight(void **state)
{
	struct arena arena = { 0 };
	struct nlets_findings findings = { 0 };

	(void)state;
	assert_int_equal(nlets_findings_worst(&findings), -1);
	nlets_findings_add(&arena, &findings, NLETS_F_TRAILING_PERIOD, (struct span){ 9, 1 });
	nlets_findings_add(&arena, &findings, NLETS_F_CONTROL_PERIOD, (struct span){ 4, 0 });
	nlets_findings_add(&arena, &findings, NLETS_F_TXT_MISSING, (struct span){ 4, 0 });
	nlets_findings_add(&arena, &findings, NLETS_F_KEY_SHAPE, (struct span){ 4, 2 });
	nlets_findings_add(&arena, &findings, NLETS_F_KEY_SHAPE, (struct span){ 4, 1 });
	nlets_findings_sort(&findings);
	assert_int_equal(findings.items[0].span.len, 1);
	assert_int_equal(findings.items[1].span.len, 2);
	assert_int_equal(findings.items[2].id, NLETS_F_TXT_MISSING);
	assert_int_equal(findings.items[3].id, NLETS_F_CONTROL_PERIOD);
	assert_int_equal(findings.items[4].id, NLETS_F_TRAILING_PERIOD);
	assert_int_equal(nlets_findings_worst(&findings), NLETS_ERROR);
	arena_free(&arena);
}

static void equal_places_sort_by_field_and_argument(void **state)
{
	struct arena arena = { 0 };
	struct nlets_findings findings = { 0 };
	const char *const order[] = { "A1", "A2", "B1" };

	(void)state;
	for (size_t i = 3; i-- > 0;) {
		struct nlets_finding *finding = nlets_findings_add(
			&arena, &findings, NLETS_F_FIELD_EMPTY, (struct span){ 0, 0 });

		finding->field = (struct str){ order[i], 1 };
		finding->args[0] = (struct str){ order[i] + 1, 1 };
	}
	nlets_findings_sort(&findings);
	for (size_t i = 0; i < 3; i++)
		assert_ptr_equal(findings.items[i].field.ptr, order[i]);
	arena_free(&arena);
}

static void the_limit_counts_what_it_drops(void **state)
{
	struct arena arena = { 0 };
	struct nlets_findings findings = { .limit = 2 };

	(void)state;
	for (size_t i = 0; i < 5; i++)
		nlets_findings_add(&arena, &findings, NLETS_F_NOT_ASCII, (struct span){ i, 1 });
	assert_int_equal(findings.count, 2);
	assert_int_equal(findings.dropped, 3);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_catalogue_is_sound),
		cmocka_unit_test(they_sort_by_place_then_weight),
		cmocka_unit_test(equal_places_sort_by_field_and_argument),
		cmocka_unit_test(the_limit_counts_what_it_drops),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
