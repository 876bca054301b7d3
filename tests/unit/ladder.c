/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/ladder_export.h"
#include "app/present_ladder.h"
#include "io/file.h"
#include "nlets/error.h"
#include "sim/sim.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define HOP(k, o, t, a, b) \
	{ .kind = SIM_HOP_##k, .outcome = SIM_OUTCOME_##o, .time_ms = t, .from = { a, sizeof(a) - 1 }, \
	  .to = { b, sizeof(b) - 1 }, .key = { "DR", 2 }, .bytes = { "DR.", 3 } }

static struct sim_hop hops[] = {
	HOP(QUERY, NONE, 0, "AZSIM0001", "NL"),     HOP(FORWARD, NONE, 100, "NL", "IL"),
	HOP(FORWARD, NONE, 100, "NL", "WA"),        HOP(FORWARD, NONE, 100, "NL", "OR"),
	HOP(ANSWER, NO_RECORD, 500, "IL", "NL"),    HOP(ANSWER, NO_RECORD, 600, "WA", "NL"),
	HOP(DELIVERY, HIT, 60000, "NL", "AZSIM0001"), HOP(ANSWER, HIT, 61000, "OR", "NL"),
	HOP(DELIVERY, HIT, 61050, "NL", "AZSIM0001"), HOP(NOTICE, NONE, 61060, "NL", "VTSIM0900"),
};
static const struct sim_conversation sent = { .hops = { hops, 10, 10 } };

static void each_party_has_a_column(void **state)
{
	struct app_ladder ladder = { 0 };

	(void)state;
	assert_int_equal(app_ladder_make(&ladder, &sent, SIZE_MAX), 0);
	assert_false(ladder.folded);
	assert_int_equal(ladder.parties.count, 6);
	assert_true(str_eq(ladder.parties.items[0].code, STR("AZSIM0001")));
	assert_true(str_eq(ladder.parties.items[1].code, STR("NL")));
	assert_true(str_eq(ladder.parties.items[5].code, STR("VTSIM0900")));
	/* each hop a rung, and the line before what was late */
	assert_int_equal(ladder.rungs.count, 11);
	assert_int_equal(ladder.merged, 6);
	assert_int_equal(ladder.rungs.items[7].hops, 0);
	assert_false(ladder.rungs.items[6].late);
	assert_true(ladder.rungs.items[8].late);
	app_ladder_free(&ladder);
}

static void holders_fold_but_hits_stay_apart(void **state)
{
	struct app_ladder ladder = { 0 };

	(void)state;
	assert_int_equal(app_ladder_make(&ladder, &sent, 5), 0);
	assert_true(ladder.folded);
	assert_int_equal(ladder.parties.count, 4);
	assert_int_equal(ladder.parties.items[2].holders, 3);
	assert_true(str_eq(ladder.parties.items[3].code, STR("VTSIM0900")));
	assert_int_equal(ladder.rungs.items[1].hops, 3); /* the three forwards */
	assert_int_equal(ladder.rungs.items[2].hops, 2); /* two without a record */
	assert_int_equal(ladder.rungs.items[3].hop, 6);
	assert_int_equal(ladder.rungs.items[5].hop, 7); /* the late hit */
	assert_int_equal(ladder.rungs.items[5].hops, 1);
	assert_int_equal(ladder.rungs.items[7].to, 3);
	app_ladder_free(&ladder);
}

static void the_cursor_never_stands_on_the_dividing_line(void **state)
{
	struct app_ladder ladder = { 0 };

	(void)state;
	assert_int_equal(app_ladder_make(&ladder, &sent, SIZE_MAX), 0);
	assert_int_equal(app_ladder_hop(&ladder, 7, false), 7);
	assert_int_equal(app_ladder_hop(&ladder, 7, true), 6);
	assert_int_equal(app_ladder_hop(&ladder, 99, false), 9);
	assert_int_equal(app_ladder_rung_of(&ladder, 6), 6);
	assert_int_equal(app_ladder_rung_of(&ladder, 7), 8);
	app_ladder_free(&ladder);
}

static void the_gate_is_the_holders(void **state)
{
	struct app_ladder ladder = { 0 };

	(void)state;
	hops[4].gate = STR("LEADS");
	assert_int_equal(app_ladder_make(&ladder, &sent, SIZE_MAX), 0);
	assert_true(ladder.gated);
	assert_true(str_eq(ladder.parties.items[2].gate, STR("LEADS")));
	assert_int_equal(ladder.parties.items[1].gate.len, 0);
	hops[4].gate = STR_NONE;
	app_ladder_free(&ladder);
}

/* Whatever the bytes, no line is wider than the page and none holds a control. */
static void hostile_bytes_stay_visible_and_inside(void **state)
{
	struct sim_hop bad[] = { HOP(QUERY, NONE, 0, "A\x1b[2J", "N\xff"),
				 HOP(ANSWER, HIT, 1, "\xe2\x82", "N\xff") };
	const struct sim_conversation conversation = { .hops = { bad, 2, 2 } };
	struct app_ladder ladder = { 0 };

	(void)state;
	assert_int_equal(app_ladder_make(&ladder, &conversation, SIZE_MAX), 0);
	for (size_t width = 40; width < 90; width++) {
		struct app_ladder_window window = { width, 0, 1, SIZE_MAX };
		struct app_page page = { 0 };

		app_present_ladder(&page, &ladder, &window);
		assert_int_equal(page.lines.count, 4);
		for (size_t i = 0; i < page.lines.count; i++) {
			assert_true(app_line_columns(&page.lines.items[i]) <= width);
			for (size_t k = 0; k < page.lines.items[i].runs.count; k++) {
				struct str text = page.lines.items[i].runs.items[k].text;

				assert_int_equal(str_find_char(text, '\x1b'), text.len);
				assert_int_equal(str_find_char(text, '\xff'), text.len);
			}
		}
		app_page_free(&page);
	}
	app_ladder_free(&ladder);
}

static void exports_hold_no_raw_bytes(void **state)
{
	struct sim_hop bad[] = { HOP(QUERY, NONE, 0, "<a&\"\x1b", "N\xff"),
				 HOP(ANSWER, HIT, 1, "\xef\xbf\xbe", "N\xff") };
	const struct sim_conversation conversation = { .hops = { bad, 2, 2 } };
	struct buf svg = { 0 }, text = { 0 };

	(void)state;
	assert_int_equal(app_ladder_svg(&conversation, false, &svg), 0);
	assert_int_equal(app_ladder_text(&conversation, &text), 0);
	assert_int_equal(str_find(buf_str(&svg), STR("<a")), svg.len);
	assert_true(str_find(buf_str(&svg), STR("&#60;a&#38;&#34;\\x1b")) < svg.len);
	assert_int_equal(str_find(buf_str(&svg), STR("\xef\xbf\xbe")), svg.len);
	assert_int_equal(str_find(buf_str(&svg), STR("<script")), svg.len);
	assert_int_equal(str_find_char(buf_str(&svg), '\x1b'), svg.len);
	assert_int_equal(str_find_char(buf_str(&text), '\x1b'), text.len);
	buf_free(&svg);
	buf_free(&text);
}

static size_t count_of(const struct buf *text, struct str what)
{
	size_t count = 0;
	struct str rest = buf_str(text);

	for (size_t at; (at = str_find(rest, what)) < rest.len; count++)
		rest = str_sub(rest, at + what.len, rest.len - at - what.len);
	return count;
}

/* Twelve holders asked, all without a record. */
static void a_drawing_folds_many_holders(void **state)
{
	enum { MANY = 12 };
	static char codes[MANY][3];
	struct sim_hop rungs[1 + 2 * MANY] = { HOP(QUERY, NONE, 0, "AZSIM0001", "NL") };
	const struct sim_conversation many = { .hops = { rungs, 1 + 2 * MANY, 1 + 2 * MANY } };
	struct buf folded = { 0 }, whole = { 0 };

	(void)state;
	for (size_t i = 0; i < MANY; i++) {
		codes[i][0] = 'A';
		codes[i][1] = (char)('A' + i);
		rungs[1 + i] = (struct sim_hop)HOP(FORWARD, NONE, 1, "NL", codes[i]);
		rungs[1 + MANY + i] = (struct sim_hop)HOP(ANSWER, NO_RECORD, 2, codes[i], "NL");
	}
	assert_int_equal(app_ladder_svg(&many, false, &folded), 0);
	assert_int_equal(app_ladder_svg(&many, true, &whole), 0);
	assert_int_equal(count_of(&folded, STR("class=\"axis\"")), 3);
	assert_int_equal(count_of(&folded, STR("<g>")), 3);
	assert_int_equal(count_of(&whole, STR("class=\"axis\"")), 2 + MANY);
	assert_int_equal(count_of(&whole, STR("<g>")), 1 + 2 * MANY);
	assert_int_equal(count_of(&folded, STR("<title id=")), 1);
	assert_int_equal(count_of(&folded, STR("<desc id=")), 1);
	buf_free(&folded);
	buf_free(&whole);
}

static void assert_begins(const char *path, const char *expected)
{
	struct buf bytes = { 0 };

	assert_int_equal(io_read_file(path, 1 << 20, &bytes), 0);
	assert_true(str_starts(buf_str(&bytes), str_from(expected)));
	buf_free(&bytes);
}

static void a_file_that_is_there_goes_only_when_asked_for(void **state)
{
	char folder[] = "/tmp/nletscope-ladder-XXXXXX", text[64], svg[64];

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(text, sizeof(text), "%s/a.txt", folder);
	snprintf(svg, sizeof(svg), "%s/a.svg", folder);
	assert_int_equal(app_ladder_write(&sent, str_from(text), false, false), 0);
	assert_begins(text, "SIMULATED");
	assert_int_equal(app_ladder_write(&sent, str_from(svg), false, false), 0);
	assert_begins(svg, "<svg ");
	assert_int_equal(io_write_file(svg, STR("mine")), 0);
	assert_int_equal(app_ladder_write(&sent, str_from(svg), false, false), NLETS_E_REFUSED);
	assert_begins(svg, "mine");
	assert_int_equal(app_ladder_write(&sent, str_from(svg), true, false), 0);
	assert_begins(svg, "<svg ");
	unlink(text);
	unlink(svg);
	rmdir(folder);
}

/* However little room there is, what went wrong is marked. */
static void faults_are_always_marked(void **state)
{
	struct sim_hop late[] = { HOP(QUERY, NONE, 0, "AZSIM0001", "NL"),
				  HOP(ANSWER, NO_RECORD, 1, "IL", "NL") };
	const struct sim_conversation conversation = { .hops = { late, 2, 2 } };
	struct app_ladder ladder = { 0 };

	(void)state;
	late[1].fault = SIM_FAULT_OUT_OF_ORDER;
	late[1].backing = NLETS_ASSUMED;
	assert_int_equal(app_ladder_make(&ladder, &conversation, SIZE_MAX), 0);
	for (size_t width = 50; width < 140; width += 5) {
		struct app_ladder_window window = { width, 0, 0, SIZE_MAX };
		struct app_page page = { 0 };
		bool marked = false;

		app_present_ladder(&page, &ladder, &window);
		for (size_t k = 0; k < page.lines.items[3].runs.count; k++) {
			struct str text = page.lines.items[3].runs.items[k].text;

			marked = marked || str_find_char(text, '!') < text.len ||
				 str_find(text, STR("out of order")) < text.len;
		}
		assert_true(marked);
		app_page_free(&page);
	}
	app_ladder_free(&ladder);
}

static void the_window_follows_the_cursor_sideways(void **state)
{
	struct app_ladder_window window = { 50, 0, 9, SIZE_MAX };
	struct app_ladder ladder = { 0 };
	struct app_page page = { 0 };

	(void)state;
	assert_int_equal(app_ladder_make(&ladder, &sent, SIZE_MAX), 0);
	assert_true(app_ladder_fits(50) < 6);
	app_ladder_follow(&ladder, &window);
	assert_int_equal(window.side, app_ladder_most_side(&ladder, 50));
	app_present_ladder(&page, &ladder, &window);
	assert_int_equal(page.cursor_line, app_ladder_header(&ladder) + 10);
	window.cursor = 1; /* to the first holder */
	app_ladder_follow(&ladder, &window);
	assert_int_equal(window.side, 0);
	app_page_free(&page);
	app_ladder_free(&ladder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_party_has_a_column),
		cmocka_unit_test(holders_fold_but_hits_stay_apart),
		cmocka_unit_test(the_cursor_never_stands_on_the_dividing_line),
		cmocka_unit_test(the_gate_is_the_holders),
		cmocka_unit_test(hostile_bytes_stay_visible_and_inside),
		cmocka_unit_test(exports_hold_no_raw_bytes),
		cmocka_unit_test(a_drawing_folds_many_holders),
		cmocka_unit_test(a_file_that_is_there_goes_only_when_asked_for),
		cmocka_unit_test(faults_are_always_marked),
		cmocka_unit_test(the_window_follows_the_cursor_sideways),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("ladder", tests, NULL, NULL);
}
