/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/answer.h"
#include "app/present_answer.h"
#include "base/alloc.h"
#include "tests/support/data.h"
#include "tests/support/golden.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static struct nlets_policies *policies;
static struct nlets_definitions *definitions;

static int set_up(void **state)
{
	(void)state;
	setlocale(LC_ALL, "C.UTF-8");
	policies = nlets_policies_new(test_data_read, test_data_list, NULL);
	definitions = nlets_definitions_new(test_data_read, test_data_list, NULL);
	return !policies || !definitions;
}

static int tear_down(void **state)
{
	(void)state;
	nlets_policies_free(&policies);
	nlets_definitions_free(&definitions);
	return 0;
}

#define HEAD "DR.ILSIM0000\r\n08:00 01/15/2026 00041\r\n08:00 01/15/2026 00012 AZSIM0001\r\n*T000000007.\r\nTXT\r\n"
static const char driver[] =
	HEAD "NAM/HERON,JUNIPER SIM.ADR/12 ELM ST.DOB/19800512.SEX/F.SOC/000001234.\r\n"
	     "OLN/SIM00000001.OLT/D.RES/B";
/* controls and a byte that is no UTF-8 in a value, and bytes that are no field */
static const char odd[] = HEAD "NAM/HERON\x1b[2J,JUNIPER \xff SIM.DOB/19800512\r\n\r\nSEE ALSO FILE 12 \x07\r\n\r\nTHE END\r\n";

static void start(struct app_answer *answer, const char *bytes, const char *agency)
{
	const struct app_answer_origin origin = {
		.key = STR("DQ"),
		.agency = str_from(agency),
		.title = STR("DR from Illinois"),
		.assumed = STR("OLT"),
		.backing = NLETS_ASSUMED,
		.date = 20260115,
	};

	assert_int_equal(app_answer_start(answer, definitions, policies, str_from(bytes), &origin), 0);
}

static size_t row_of(const struct app_answer *answer, const char *code)
{
	for (size_t i = 0; i < answer->rows.count; i++)
		if (str_eq(answer->rows.items[i].code, str_from(code)))
			return i;
	fail_msg("no row %s", code);
	return 0;
}

typedef void presenter(struct app_page *page, const struct app_answer *answer, size_t width);

static void add_pane(struct buf *out, const char *title, presenter *present,
		     const struct app_answer *answer, size_t width)
{
	struct app_page page = { 0 };

	present(&page, answer, width);
	golden_add(out, title, &page);
	for (size_t i = 0; i < page.lines.count; i++)
		assert_true(app_line_columns(&page.lines.items[i]) <= width);
	app_page_free(&page);
}

/* The panes at the widths that they have on terminals of three sizes. */
static void check_panes(const char *scene, const struct app_answer *answer)
{
	static const struct {
		const char *size;
		size_t screen, wire, fields, agency, why;
	} sizes[] = {
		{ "80x24", 80, 78, 40, 36, 78 },
		{ "120x40", 120, 38, 39, 37, 118 },
		{ "200x60", 200, 66, 64, 64, 130 },
	};

	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		struct buf out = { 0 }, name = { 0 };
		struct app_page page = { 0 };
		struct app_line *line = app_page_line(&page);

		add_pane(&out, "fields", app_present_answer_fields, answer, sizes[i].fields);
		add_pane(&out, "agency", app_present_answer_agency, answer, sizes[i].agency);
		add_pane(&out, "wire", app_present_answer_wire, answer, sizes[i].wire);
		add_pane(&out, "why", app_present_answer_why, answer, sizes[i].why);
		app_explain_answer(&page, line, answer, sizes[i].screen - 1);
		assert_true(app_line_columns(line) < sizes[i].screen);
		golden_add(&out, "explanation", &page);
		buf_printf(&name, "answer-%s-%s", scene, sizes[i].size);
		golden_check(buf_text(&name), &out);
		app_page_free(&page);
		buf_free(&out);
		buf_free(&name);
	}
}

static void police(void **state)
{
	struct app_answer answer;

	(void)state;
	start(&answer, driver, "local-police");
	check_panes("police", &answer);
	app_answer_end(&answer);
}

static void e_verify(void **state)
{
	struct app_answer answer;

	(void)state;
	start(&answer, driver, "uscis-e-verify");
	answer.cursor = row_of(&answer, "SOC");
	check_panes("e-verify", &answer);
	app_answer_end(&answer);
}

static void refused(void **state)
{
	struct app_answer answer;

	(void)state;
	start(&answer, driver, "ice-ero");
	assert_true(app_answer_refused(&answer));
	check_panes("refused", &answer);
	app_answer_end(&answer);
}

/* Law and network differ. */
static void law_apart(void **state)
{
	struct app_answer answer;

	(void)state;
	start(&answer, driver, "ice-ero");
	assert_int_equal(app_answer_set_holder(&answer, STR("CO")), 0);
	assert_false(app_answer_refused(&answer));
	check_panes("law", &answer);
	app_answer_end(&answer);
}

static void unknown_and_hex(void **state)
{
	struct app_answer answer;

	(void)state;
	start(&answer, odd, "ice-hsi");
	answer.hex = true;
	answer.cursor = row_of(&answer, "DOB");
	check_panes("hsi-hex", &answer);
	app_answer_end(&answer);
}

static bool in_a_text_row(const struct app_answer *answer, size_t offset)
{
	for (size_t i = 0; i < answer->rows.count; i++) {
		const struct app_answer_row *row = &answer->rows.items[i];

		if (row->kind == APP_ANSWER_TEXT && offset >= row->span.off &&
		    offset < span_end(row->span))
			return true;
	}
	return false;
}

/* Bytes that nobody could parse stand in rows of their own, line by line, safe to
 * show. */
static void unparsed_bytes_stay_visible(void **state)
{
	struct app_answer answer;
	size_t texts = 0;

	(void)state;
	start(&answer, odd, "local-police");
	for (size_t i = 0; i < answer.rows.count; i++) {
		const struct app_answer_row *row = &answer.rows.items[i];

		for (size_t c = 0; c < row->value.len; c++)
			assert_false(char_is_control(row->value.ptr[c]));
		texts += row->kind == APP_ANSWER_TEXT;
		if (row->kind == APP_ANSWER_TEXT)
			assert_int_equal(row->network.verdict, NLETS_UNKNOWN);
	}
	assert_int_equal(texts, 2);
	for (size_t t = 0; t < answer.shown->text.count; t++)
		for (size_t at = answer.shown->text.items[t].off;
		     at < span_end(answer.shown->text.items[t]); at++) {
			char c = answer.shown->raw.ptr[at];

			if (c != ' ' && c != '\r' && c != '\n')
				assert_true(in_a_text_row(&answer, at));
		}
	app_answer_end(&answer);
}

/* All lit runs of the page as one span; they must stand one behind the other. */
static struct span lit_bytes(const struct app_page *page)
{
	struct span all = { 0, 0 };

	for (size_t l = 0; l < page->lines.count; l++)
		for (size_t r = 0; r < page->lines.items[l].runs.count; r++) {
			const struct app_run *run = &page->lines.items[l].runs.items[r];

			if (run->role != APP_ROLE_LIT || (all.len && run->src.off < span_end(all)))
				continue; /* the characters behind the hexadecimal digits */
			if (!all.len)
				all.off = run->src.off;
			all.len = span_end(run->src) - all.off;
		}
	return all;
}

static void one_cursor_runs_through_all_panes(void **state)
{
	struct app_answer answer;

	(void)state;
	start(&answer, driver, "local-police");
	for (answer.cursor = 0; answer.cursor < answer.rows.count; answer.cursor++)
		for (int hex = 0; hex < 2; hex++) {
			struct app_page fields = { 0 }, agency = { 0 }, wire = { 0 };
			struct span focus = app_answer_focus(&answer), lit;

			answer.hex = hex;
			app_present_answer_fields(&fields, &answer, 40);
			app_present_answer_agency(&agency, &answer, 36);
			app_present_answer_wire(&wire, &answer, 17);
			lit = lit_bytes(&wire);
			assert_int_equal(fields.cursor_line, answer.cursor);
			assert_int_equal(agency.cursor_line, answer.cursor);
			assert_int_equal(fields.lines.count, agency.lines.count);
			assert_int_equal(lit.len, focus.len);
			assert_int_equal(lit.off, focus.off);
			assert_int_equal(wire.has_show, focus.len > 0);
			app_page_free(&fields);
			app_page_free(&agency);
			app_page_free(&wire);
		}
	app_answer_end(&answer);
}

static void agency_holder_and_day_change_what_is_seen(void **state)
{
	struct app_answer answer;

	(void)state;
	start(&answer, driver, "");
	assert_true(str_eq(answer.request.agency, STR("local-police"))); /* whom it was sent to */
	assert_true(str_eq(answer.request.holder, STR("IL")));
	assert_int_equal(answer.rows.items[0].network.verdict, NLETS_SEEN);
	assert_int_equal(app_answer_set_agency(&answer, STR("ice-ero")), 0);
	assert_int_equal(answer.rows.items[0].network.verdict, NLETS_REFUSED);
	assert_int_equal(app_answer_set_holder(&answer, STR("WA")), 0);
	assert_int_equal(answer.rows.items[0].network.verdict, NLETS_REFUSED);
	assert_int_equal(app_answer_set_rules(&answer, 20251118, NLETS_ASSUME_NOTHING), 0);
	assert_int_equal(answer.rows.items[0].network.verdict, NLETS_SEEN);
	assert_int_equal(answer.rows.items[0].law.verdict, NLETS_REFUSED);
	assert_int_equal(app_answer_set_agency(&answer, STR("nobody")), NLETS_E_NOT_FOUND);
	assert_int_equal(app_answer_set_holder(&answer, STR("ZQ")), NLETS_E_NOT_FOUND);
	assert_true(str_eq(answer.request.agency, STR("ice-ero")));
	assert_int_equal(app_answer_set_agency(&answer, STR("ice-hsi")), 0);
	assert_int_equal(answer.rows.items[0].network.verdict, NLETS_UNKNOWN);
	/* what is open is the whole query, whatever the row */
	assert_true(str_eq(app_answer_open(&answer, &answer.rows.items[2])->id, STR("hsi-blocks")));
	assert_int_equal(app_answer_set_rules(&answer, 20251118, NLETS_ASSUME_REFUSED), 0);
	assert_true(app_answer_refused(&answer));
	app_answer_end(&answer);
}

static const char merged[] =
	"DR.NL0000000\r\n08:00 01/15/2026 00041\r\n08:00 01/15/2026 00012 AZSIM0001\r\nTXT\r\n"
	"MULTI-STATE RESPONSE TO DQ\r\n\r\nRESPONSE FROM IL ILSIM0000\r\nNAM/HERON,JUNIPER SIM.SEX/F\r\n\r\n"
	"RESPONSE FROM AZ AZSIM0000\r\nDOB/19800512.EYE/BRO\r\n";

/* Each field of a merged answer under the rules of the state that it came from. */
static void a_merged_answer_is_judged_part_by_part(void **state)
{
	struct app_answer answer;
	size_t illinois, arizona;

	(void)state;
	start(&answer, merged, "ice-ero");
	illinois = row_of(&answer, "SEX");
	arizona = row_of(&answer, "DOB");
	assert_int_equal(answer.parts.count, 2);
	assert_int_equal(answer.rows.items[illinois].network.verdict, NLETS_REFUSED);
	assert_int_equal(answer.rows.items[arizona].network.verdict, NLETS_SEEN);
	assert_false(app_answer_refused(&answer)); /* not by all */
	/* what is said of the query goes with the cursor */
	app_answer_go(&answer, illinois);
	assert_true(str_eq(answer.request.holder, STR("IL")));
	assert_int_equal(answer.disclosure.query.verdict, NLETS_REFUSED);
	app_answer_go(&answer, arizona);
	assert_true(str_eq(answer.request.holder, STR("AZ")));
	assert_int_equal(answer.disclosure.query.verdict, NLETS_SEEN);
	app_answer_go(&answer, answer.rows.count); /* there is no row behind the last */
	assert_int_equal(answer.cursor, answer.rows.count - 1);
	/* another agency, another day: part by part all the same */
	assert_int_equal(app_answer_set_rules(&answer, 20230601, NLETS_ASSUME_NOTHING), 0);
	assert_int_equal(answer.rows.items[illinois].network.verdict, NLETS_UNKNOWN);
	assert_int_equal(app_answer_set_rules(&answer, 20260115, NLETS_ASSUME_NOTHING), 0);
	assert_int_equal(answer.rows.items[illinois].network.verdict, NLETS_REFUSED);
	/* "as if it came from there": all of it */
	assert_int_equal(app_answer_set_holder(&answer, STR("IL")), 0);
	assert_int_equal(answer.rows.items[arizona].network.verdict, NLETS_REFUSED);
	assert_true(app_answer_refused(&answer));
	app_answer_end(&answer);
}

static void what_is_assumed_or_absent_says_so(void **state)
{
	struct app_answer answer;
	const struct app_answer_row *last;

	(void)state;
	start(&answer, driver, "local-police");
	assert_int_equal(answer.rows.items[row_of(&answer, "OLT")].backing, NLETS_ASSUMED);
	assert_int_equal(answer.rows.items[row_of(&answer, "SOC")].backing, NLETS_ASSUMED);
	assert_int_equal(answer.rows.items[row_of(&answer, "NAM")].backing, NLETS_SOURCED);
	last = &answer.rows.items[answer.rows.count - 1];
	assert_int_equal(last->kind, APP_ANSWER_ABSENT);
	assert_int_equal(last->data_class, NLETS_DATA_PHOTO);
	assert_int_equal(last->network.verdict, NLETS_NOT_THERE);
	assert_int_equal(last->span.len, 0);
	assert_null(last->network.rule);
	assert_int_equal(app_answer_set_holder(&answer, STR("CA")), 0);
	last = &answer.rows.items[answer.rows.count - 1];
	assert_int_equal(last->network.verdict, NLETS_NOT_THERE);
	assert_true(str_eq(last->network.rule->id, STR("ca-no-photo")));
	app_answer_end(&answer);
}

static void an_invented_layout_marks_every_field(void **state)
{
	const struct app_answer_origin origin = { .key = STR("DQ"),
						  .backing = NLETS_INVENTED,
						  .date = 20260115 };
	struct app_answer answer;

	(void)state;
	assert_int_equal(app_answer_start(&answer, definitions, policies, str_from(driver), &origin), 0);
	for (size_t i = 0; i < answer.rows.count; i++)
		if (answer.rows.items[i].kind == APP_ANSWER_FIELD)
			assert_int_equal(answer.rows.items[i].backing, NLETS_INVENTED);
	app_answer_end(&answer);
}

static void the_other_wire_says_the_same(void **state)
{
	struct app_answer answer;

	(void)state;
	start(&answer, driver, "uscis-e-verify");
	assert_int_equal(app_answer_other_wire(&answer), 0);
	assert_int_equal(answer.shown->wire, NLETS_WIRE_XML);
	assert_int_equal(answer.rows.items[row_of(&answer, "SOC")].network.verdict, NLETS_DISCARDED);
	assert_true(answer.rows.items[row_of(&answer, "NAM")].value.len > 0);
	assert_int_equal(app_answer_other_wire(&answer), 0);
	assert_ptr_equal(answer.shown, answer.original);
	app_answer_end(&answer);
}

static void a_question_has_nothing_to_disclose(void **state)
{
	struct app_answer answer;
	const struct app_answer_origin origin = { .date = 20260115 };

	(void)state;
	assert_int_equal(app_answer_start(&answer, definitions, policies,
					  STR("DQ.AZSIM0001.IL.TXT\r\nOLN/SIM00000001"), &origin),
			 0);
	assert_true(answer.question);
	assert_int_equal(answer.rows.count, 1);
	check_panes("question", &answer);
	app_answer_end(&answer);
}

static size_t allocations_left;

static void *failing_realloc(void *block, size_t size)
{
	if (allocations_left == 0)
		return NULL;
	allocations_left--;
	return realloc(block, size);
}

static void memory_may_run_out(void **state)
{
	const struct app_answer_origin origin = { .key = STR("DQ"), .date = 20260115 };
	struct app_answer answer;
	int error = NLETS_E_MEMORY;

	(void)state;
	start(&answer, driver, "local-police"); /* reads all definitions that it needs */
	app_answer_end(&answer);
	for (size_t n = 0; error == NLETS_E_MEMORY; n++) {
		struct app_page page = { 0 };

		assert_true(n < 1000);
		allocations_left = n;
		base_set_realloc(failing_realloc);
		error = app_answer_start(&answer, definitions, policies, str_from(driver), &origin);
		if (!error) {
			app_present_answer_fields(&page, &answer, 40);
			app_present_answer_why(&page, &answer, 40);
			app_answer_end(&answer);
		}
		app_page_free(&page);
		base_set_realloc(NULL);
	}
	assert_int_equal(error, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(police),
		cmocka_unit_test(e_verify),
		cmocka_unit_test(refused),
		cmocka_unit_test(law_apart),
		cmocka_unit_test(unknown_and_hex),
		cmocka_unit_test(unparsed_bytes_stay_visible),
		cmocka_unit_test(one_cursor_runs_through_all_panes),
		cmocka_unit_test(agency_holder_and_day_change_what_is_seen),
		cmocka_unit_test(a_merged_answer_is_judged_part_by_part),
		cmocka_unit_test(what_is_assumed_or_absent_says_so),
		cmocka_unit_test(an_invented_layout_marks_every_field),
		cmocka_unit_test(the_other_wire_says_the_same),
		cmocka_unit_test(a_question_has_nothing_to_disclose),
		cmocka_unit_test(memory_may_run_out),
	};

	return cmocka_run_group_tests_name("present_answer", tests, set_up, tear_down);
}
