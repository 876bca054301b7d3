/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/present_citations.h"
#include "app/verdict_text.h"
#include "tests/support/data.h"
#include "tests/support/golden.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static struct nlets_policies *policies;
static struct nlets_definitions *definitions;
static struct app_answer answer;

static const char driver[] = "DR.ILSIM0000\r\n08:00 01/15/2026 00041\r\n08:00 01/15/2026 00012 DCSIM0301\r\n"
			     "TXT\r\nNAM/HERON,JUNIPER SIM.ADR/12 ELM ST.SOC/000001234.POB/MX";

static int set_up(void **state)
{
	const struct app_answer_origin origin = { .key = STR("DQ"), .date = 20260115 };

	(void)state;
	setlocale(LC_ALL, "C.UTF-8");
	policies = nlets_policies_new(test_data_read, test_data_list, NULL);
	definitions = nlets_definitions_new(test_data_read, test_data_list, NULL);
	return app_answer_start(&answer, definitions, policies, str_from(driver), &origin);
}

static int tear_down(void **state)
{
	(void)state;
	app_answer_end(&answer);
	nlets_policies_free(&policies);
	nlets_definitions_free(&definitions);
	return 0;
}

/* How many lines hold a run that is just this text. */
static size_t lines_of(const struct app_page *page, struct str text)
{
	size_t count = 0;

	for (size_t l = 0; l < page->lines.count; l++)
		for (size_t r = 0; r < page->lines.items[l].runs.count; r++)
			count += str_eq(page->lines.items[l].runs.items[r].text, text);
	return count;
}

static bool shows(const struct app_page *page, struct str text)
{
	for (size_t l = 0; l < page->lines.count; l++)
		for (size_t r = 0; r < page->lines.items[l].runs.count; r++)
			if (str_find(page->lines.items[l].runs.items[r].text, text) <
			    page->lines.items[l].runs.items[r].text.len)
				return true;
	return false;
}

/* The answer went to E-Verify's training ORI. */
static void every_rule_on_the_rows_is_cited_once(void **state)
{
	struct app_page page = { 0 };

	(void)state;
	assert_true(str_eq(answer.request.agency, STR("uscis-e-verify")));
	app_present_citations(&page, &answer, STR(""), 400);
	for (size_t i = 0; i < answer.rows.count; i++)
		if (answer.rows.items[i].network.rule)
			assert_int_equal(lines_of(&page, answer.rows.items[i].network.rule->id), 1);
	assert_true(shows(&page, STR("e-verify-query")));
	assert_true(shows(&page, STR("place of birth")));  /* what is open */
	assert_true(shows(&page, STR("LEADS")));           /* the holder */
	assert_true(shows(&page, STR("PIA-030(g)")));      /* the agency */
	assert_true(shows(&page, STR("https://www.nilc.org/")));
	app_page_free(&page);
}

static void words_narrow(void **state)
{
	struct app_page page = { 0 };

	(void)state;
	app_present_citations(&page, &answer, STR("AUDIT claim"), 400);
	assert_true(shows(&page, STR("No audit has tested that claim.")));
	assert_false(shows(&page, STR("e-verify-query")));
	assert_false(shows(&page, STR("LEADS")));
	app_page_clear(&page);
	app_present_citations(&page, &answer, STR("zebra"), 400);
	assert_int_equal(page.lines.count, 1);
	app_page_free(&page);
}

static void the_whole_record(void **state)
{
	struct app_page page = { 0 };

	(void)state;
	app_present_all_citations(&page, policies, STR(""), 100);
	assert_true(shows(&page, STR("wa-ero-block")));
	assert_true(shows(&page, STR("Northern Mariana Islands")));
	assert_true(shows(&page, STR("Training")) == false);
	app_page_free(&page);
}

static void golden(void **state)
{
	static const struct {
		const char *name;
		size_t width;
	} sizes[] = { { "sources-80x24", 78 }, { "sources-120x40", 118 }, { "sources-200x60", 198 } };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct app_page page = { 0 };
		struct buf out = { 0 };

		app_present_citations(&page, &answer, STR(""), sizes[i].width);
		golden_add(&out, "sources", &page);
		golden_check(sizes[i].name, &out);
		for (size_t l = 0; l < page.lines.count; l++)
			assert_true(app_line_columns(&page.lines.items[l]) <= sizes[i].width);
		app_page_free(&page);
		buf_free(&out);
	}
}

static void expect_date(unsigned date, const char *text)
{
	struct arena arena = { 0 };

	assert_true(str_eq(app_rule_date(date, &arena), str_from(text)));
	arena_free(&arena);
}

static void dates_say_no_more_than_is_known(void **state)
{
	(void)state;
	expect_date(0, "");
	expect_date(20130000, "2013");
	expect_date(20139999, "2013");
	expect_date(20231000, "2023-10");
	expect_date(20251119, "2025-11-19");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_rule_on_the_rows_is_cited_once),
		cmocka_unit_test(words_narrow),
		cmocka_unit_test(the_whole_record),
		cmocka_unit_test(golden),
		cmocka_unit_test(dates_say_no_more_than_is_known),
	};

	return cmocka_run_group_tests_name("present_sources", tests, set_up, tear_down);
}
