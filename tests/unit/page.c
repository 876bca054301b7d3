/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/explain_line.h"
#include "app/page.h"
#include "app/present_wire.h"
#include "app/search.h"
#include "base/buf.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void add_line_text(const struct app_line *line, struct buf *out)
{
	for (size_t i = 0; i < line->runs.count; i++)
		buf_add(out, line->runs.items[i].text);
}

static void assert_lines(const struct app_page *page, const char *const *lines, size_t count)
{
	assert_int_equal(page->lines.count, count);
	for (size_t i = 0; i < count; i++) {
		struct buf text = { 0 };

		add_line_text(&page->lines.items[i], &text);
		assert_string_equal(buf_text(&text), lines[i]);
		buf_free(&text);
	}
}

static void text_breaks_at_blanks(void **state)
{
	static const char *const lines[] = { "who asks", "  whom, and", "  when" };
	static const char *const kept[] = { "one", "", "two" };
	struct app_page page = { 0 };

	(void)state;
	app_page_wrap(&page, NULL, APP_ROLE_NORMAL, STR("who asks whom, and when"), 12, 2);
	assert_lines(&page, lines, 3);
	app_page_clear(&page);
	app_page_wrap(&page, NULL, APP_ROLE_NORMAL, STR("one\n\ntwo"), 12, 0);
	assert_lines(&page, kept, 3);
	app_page_free(&page);
}

static void long_words_are_cut_not_lost(void **state)
{
	static const char *const lines[] = { "abcd", "efgh", "i" };
	struct app_page page = { 0 };

	(void)state;
	app_page_wrap(&page, NULL, APP_ROLE_NORMAL, STR("abcdefghi"), 4, 0);
	assert_lines(&page, lines, 3);
	app_page_free(&page);
}

static void width_counts_columns(void **state)
{
	(void)state;
	assert_int_equal(app_text_columns(STR("ñandú")), 5);
	assert_int_equal(app_text_columns(STR("漢字")), 4);
	assert_int_equal(app_text_fit(STR("漢字"), 3).len, 3);
	assert_int_equal(app_text_fit(STR("a\xff"), 2).len, 2);
}

static void fitting_pads_and_cuts(void **state)
{
	static const char *const lines[] = { "ab   |", "abcd…|" };
	struct app_page page = { 0 };
	struct app_line *line;

	(void)state;
	line = app_page_line(&page);
	app_line_add_fit(&page, line, APP_ROLE_NORMAL, STR("ab"), 5);
	app_line_add(&page, line, APP_ROLE_NORMAL, STR("|"));
	line = app_page_line(&page);
	app_line_add_fit(&page, line, APP_ROLE_NORMAL, STR("abcdefg"), 5);
	app_line_add(&page, line, APP_ROLE_NORMAL, STR("|"));
	assert_lines(&page, lines, 2);
	app_page_free(&page);
}

static void controls_become_visible(void **state)
{
	static const char *const lines[] = { "a\\x1b[2Jb" };
	struct app_page page = { 0 };

	(void)state;
	app_line_add_visible(&page, app_page_line(&page), APP_ROLE_NORMAL, STR("a\033[2Jb"));
	assert_lines(&page, lines, 1);
	app_page_free(&page);
}

static const struct str messages[] = {
	{ "RQ.AZSIM0001.IL.TXT\r\nLIC/SIM1.LIY/2026", 38 },
	{ "\n\n\r\nA\rB\0C\177\xff\xc3\xb1\n", 15 },
	{ "", 0 },
};

/* Every byte but line ends is in exactly one run, in order, at every width. */
static void wire_loses_no_byte(void **state)
{
	(void)state;
	for (size_t m = 0; m < sizeof(messages) / sizeof(*messages); m++)
		for (size_t width = 1; width < 50; width++) {
			struct app_wire_mark mark = { { 3, 9 }, APP_ROLE_LIT };
			struct app_page page = { 0 };
			size_t at = 0;

			app_present_wire(&page, messages[m], &mark, 1, width);
			for (size_t i = 0; i < page.lines.count; i++)
				for (size_t k = 0; k < page.lines.items[i].runs.count; k++) {
					struct app_run *run = &page.lines.items[i].runs.items[k];
					size_t end = span_end(mark.span);

					while (at < run->src.off) {
						char c = messages[m].ptr[at++];

						assert_true(c == '\r' || c == '\n');
					}
					assert_int_equal(run->src.off, at);
					assert_int_equal(run->role == APP_ROLE_LIT,
							 at >= mark.span.off && at < end);
					at += run->src.len;
				}
			for (; at < messages[m].len; at++)
				assert_true(messages[m].ptr[at] == '\r' || messages[m].ptr[at] == '\n');
			app_page_free(&page);
		}
}

static void lit_bytes_are_kept_in_view(void **state)
{
	struct app_wire_mark mark = { { 25, 4 }, APP_ROLE_LIT };
	struct app_page page = { 0 };

	(void)state;
	app_present_wire(&page, messages[0], &mark, 1, 40);
	assert_true(page.has_show);
	assert_int_equal(page.show_line, 1);
	app_page_free(&page);
}

static void hex_shows_every_byte(void **state)
{
	struct app_page page = { 0 };
	size_t bytes = 0;

	(void)state;
	app_present_hex(&page, messages[1], NULL, 0, 80);
	for (size_t i = 0; i < page.lines.count; i++)
		for (size_t k = 0; k < page.lines.items[i].runs.count; k++)
			bytes += page.lines.items[i].runs.items[k].src.len;
	assert_int_equal(bytes, 2 * messages[1].len);
	app_page_free(&page);
}

/* The shortest name of the sources stays, the words end at a blank. */
static void words_are_cut_at_blanks(void **state)
{
	static const char *const lines[] = { "who asks whom  Source: A1 2020", "who asks whom  Source: A1",
					     "who asks…  Source: A1", "who…  Source: A1" };
	static const size_t widths[] = { 30, 25, 22, 18 };
	const struct str names[] = { STR("A1 2020"), STR("A1") };
	struct app_page page = { 0 };

	(void)state;
	for (size_t i = 0; i < 4; i++)
		app_explain_sourced(&page, app_page_line(&page), STR("who asks whom"), "", names, 2,
				    widths[i]);
	assert_lines(&page, lines, 4);
	app_page_free(&page);
}

static void words_are_found_over_runs_without_case(void **state)
{
	struct app_page page = { 0 };
	app_match_list matches = { 0 };
	struct app_line *line = app_page_line(&page);

	(void)state;
	app_line_add(&page, line, APP_ROLE_CODE, STR("ñ sa"));
	app_line_add(&page, line, APP_ROLE_VALUE, STR("LT salt"));
	line = app_page_line(&page);
	app_line_add(&page, line, APP_ROLE_VALUE, STR("SAL"));
	app_page_find(&page, STR("Salt"), &page.arena, &matches);
	assert_int_equal(matches.count, 2);
	assert_int_equal(matches.items[0].at.off, 3);
	assert_int_equal(matches.items[0].at.len, 4);
	assert_int_equal(app_match_column(&page, &matches.items[0]), 2);
	assert_int_equal(matches.items[1].nth, 1);
	assert_int_equal(matches.items[1].at.off, 8);
	matches.count = 0;
	app_page_find(&page, STR("Ñ"), &page.arena, &matches);
	assert_int_equal(matches.count, 1);
	app_page_find(&page, STR(""), &page.arena, &matches);
	assert_int_equal(matches.count, 1);
	matches.count = 0;
	app_page_find_each(&page, STR("t  sal"), &page.arena, &matches);
	assert_int_equal(matches.count, 5);
	app_page_free(&page);
}

static void matches_are_lit_and_the_text_stays(void **state)
{
	static const char *const lines[] = { "one two one" };
	static const enum app_role roles[] = { APP_ROLE_MATCH, APP_ROLE_CODE, APP_ROLE_VALUE,
					       APP_ROLE_FOUND, APP_ROLE_FOUND };
	struct app_page page = { 0 };
	app_match_list matches = { 0 };
	struct app_line *line = app_page_line(&page);

	(void)state;
	line->fill = APP_ROLE_SELECTED;
	app_line_add_span(&page, line, APP_ROLE_CODE, STR("one t"), (struct span){ 7, 5 });
	app_line_add(&page, line, APP_ROLE_VALUE, STR("wo o"));
	app_line_add(&page, line, APP_ROLE_CODE, STR("ne"));
	app_page_find(&page, STR("one"), &page.arena, &matches);
	app_page_light(&page, &matches, 1);
	assert_lines(&page, lines, 1);
	line = &page.lines.items[0];
	assert_int_equal(line->fill, APP_ROLE_SELECTED);
	assert_int_equal(line->runs.count, 5);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(line->runs.items[i].role, roles[i]);
	assert_int_equal(line->runs.items[0].src.off, 7);
	app_page_free(&page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_breaks_at_blanks),
		cmocka_unit_test(long_words_are_cut_not_lost),
		cmocka_unit_test(width_counts_columns),
		cmocka_unit_test(fitting_pads_and_cuts),
		cmocka_unit_test(controls_become_visible),
		cmocka_unit_test(wire_loses_no_byte),
		cmocka_unit_test(lit_bytes_are_kept_in_view),
		cmocka_unit_test(hex_shows_every_byte),
		cmocka_unit_test(words_are_cut_at_blanks),
		cmocka_unit_test(words_are_found_over_runs_without_case),
		cmocka_unit_test(matches_are_lit_and_the_text_stays),
	};

	if (!setlocale(LC_ALL, "C.UTF-8"))
		return 77;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
