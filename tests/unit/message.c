/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The setters, and what is written after them. */
#include <config.h>

#include "nlets/parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/failing.h"

static const struct nlets_stamp received = { true, { 0, 0 }, { "09:15", 5 },
					     { "01/02/2030", 10 }, { "00017", 5 } };
static const struct nlets_stamp sent = { true, { 0, 0 }, { "09:16", 5 }, { "01/02/2030", 10 },
					 { "00004", 5 } };

static struct nlets_message *query(void)
{
	struct nlets_message *m = nlets_message_new(NLETS_WIRE_TEXT);

	assert_non_null(m);
	assert_int_equal(nlets_message_set_key(m, STR("RQ")), 0);
	assert_int_equal(nlets_message_set_sender(m, STR("AZSIM0001")), 0);
	assert_int_equal(nlets_message_add_destination(m, STR("IL")), 0);
	assert_int_equal(nlets_message_add_destination(m, STR("WA")), 0);
	assert_int_equal(nlets_message_set_control(m, STR("T1")), 0);
	assert_int_equal(nlets_message_add_field(m, STR("LIC"), STR("SIM1")), 0);
	assert_int_equal(nlets_message_add_field(m, STR("LIY"), STR("2026")), 0);
	return m;
}

static struct nlets_message *parsed(const char *bytes)
{
	struct nlets_message *m;

	assert_int_equal(nlets_parse(NULL, str_from(bytes), NULL, &m), 0);
	return m;
}

static void assert_writes(struct nlets_message *m, int result, const char *expected)
{
	struct arena arena = { 0 };
	struct buf out = { 0 };

	assert_int_equal(nlets_render(NULL, m, NLETS_WIRE_TEXT, &out, &arena, NULL), result);
	assert_string_equal(buf_text(&out), expected);
	buf_free(&out);
	arena_free(&arena);
	nlets_message_free(&m);
}

static void a_new_message_is_written_our_way(void **state)
{
	struct nlets_message *m = query();

	(void)state;
	assert_writes(m, 0, "RQ.AZSIM0001.IL.WA.*T1.TXT\r\nLIC/SIM1.LIY/2026");
	m = query();
	assert_int_equal(nlets_message_set_key(m, STR("RR")), 0);
	nlets_message_clear_destinations(m);
	assert_int_equal(nlets_message_add_destination(m, STR("ILSIM0001")), 0);
	assert_int_equal(nlets_message_set_stamps(m, &received, &sent), 0);
	assert_writes(m, 0,
		      "RR.AZSIM0001\r\n09:15 01/02/2030 00017\r\n09:16 01/02/2030 00004 ILSIM0001\r\n"
		      "*T1.\r\nTXT\r\nLIC/SIM1.LIY/2026");
	m = query();
	assert_int_equal(nlets_message_set_key(m, STR("AM")), 0);
	nlets_message_remove_field(m, 1);
	nlets_message_remove_field(m, 0);
	nlets_message_remove_field(m, 0);
	assert_int_equal(nlets_message_set_control(m, STR_NONE), 0);
	assert_int_equal(nlets_message_set_text(m, STR("HELLO\r\nTHERE")), 0);
	assert_writes(m, 0, "AM.AZSIM0001.IL.WA.TXT\r\nHELLO\r\nTHERE");
}

static void an_edit_keeps_every_other_byte(void **state)
{
	struct nlets_message *m =
		parsed("RQ.AZSIM0001.IL. WA.*T1      TXTLIC/SIM1 .\r\n\x7fLIY/2026.\r\n");

	(void)state;
	assert_int_equal(nlets_message_set_value(m, 0, STR("SIM22")), 0);
	assert_int_equal(nlets_message_set_sender(m, STR("AZSIM0002")), 0);
	assert_int_equal(nlets_message_set_control(m, STR("T22")), 0);
	nlets_message_clear_destinations(m);
	assert_int_equal(nlets_message_add_destination(m, STR("OR")), 0);
	assert_int_equal(nlets_message_add_destination(m, STR("CA")), 0);
	assert_writes(m, 0, "RQ.AZSIM0002.OR. CA.*T22      TXTLIC/SIM22 .\r\n\x7fLIY/2026.\r\n");
}

static void a_change_of_parts_writes_anew(void **state)
{
	struct nlets_message *m = parsed("RQ.AZSIM0001.IL.*T1TXTLIC/SIM1.\r\nLIY/2026.");

	(void)state;
	assert_int_equal(nlets_message_add_field(m, STR("LIT"), STR("PC")), 0);
	assert_writes(m, 0, "RQ.AZSIM0001.IL.*T1.TXT\r\nLIC/SIM1.LIY/2026.LIT/PC");
	m = parsed("RQ.AZSIM0001.IL.*T1TXTLIC/SIM1.\r\nLIY/2026.");
	nlets_message_remove_field(m, 0);
	assert_writes(m, 0, "RQ.AZSIM0001.IL.*T1.TXT\r\nLIY/2026");
	m = parsed("RQ.AZSIM0001.IL.TXTLIC/SIM1");
	nlets_message_clear_destinations(m);
	assert_int_equal(nlets_message_add_destination(m, STR("OR")), 0);
	assert_int_equal(nlets_message_add_destination(m, STR("CA")), 0);
	assert_int_equal(nlets_message_set_control(m, STR("T1")), 0);
	assert_writes(m, 0, "RQ.AZSIM0001.OR.CA.*T1.TXT\r\nLIC/SIM1");
	m = parsed("DR.AZSIM0001\r\n09:15 01/02/2030 00017\r\n09:16 01/02/2030 00004 IL\r\nTXT\r\n"
		   "NAM/A\r\nONE\r\nSEX/F\r\nTWO");
	nlets_message_remove_field(m, 1);
	assert_writes(m, 0,
		      "DR.AZSIM0001\r\n09:15 01/02/2030 00017\r\n09:16 01/02/2030 00004 IL\r\nTXT\r\n"
		      "NAM/A\r\nONE\r\nTWO\r\n");
}

static void assert_unwritable(struct nlets_message *m, enum nlets_finding_id id, const char *field)
{
	struct arena arena = { 0 };
	struct nlets_findings findings = { 0 };
	struct buf out = { 0 };

	assert_int_equal(nlets_render(NULL, m, NLETS_WIRE_TEXT, &out, &arena, &findings),
			 NLETS_E_UNRENDERABLE);
	assert_int_equal(findings.count, 1);
	assert_int_equal(findings.items[0].id, id);
	assert_true(str_eq(findings.items[0].field, str_from(field)));
	buf_free(&out);
	arena_free(&arena);
	nlets_message_free(&m);
}

static void what_text_cannot_hold_is_said(void **state)
{
	static const struct {
		struct str value;
		enum nlets_finding_id id;
	} cases[] = {
		{ { "A.LIY/1", 7 }, NLETS_F_VALUE_SPLITS },
		{ { "A.\r\nLIY/1", 9 }, NLETS_F_VALUE_SPLITS },
		{ { "A ", 2 }, NLETS_F_VALUE_EDGE },
		{ { "A\n", 2 }, NLETS_F_VALUE_EDGE },
		{ { "A.", 2 }, NLETS_F_VALUE_EDGE },
	};
	struct nlets_message *m;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		m = query();
		assert_int_equal(nlets_message_set_value(m, 1, cases[i].value), 0);
		assert_unwritable(m, cases[i].id, "LIY");
	}
	m = query();
	assert_int_equal(nlets_message_set_control(m, STR("A\nB")), 0);
	assert_unwritable(m, NLETS_F_PART_UNWRITABLE, "");
	m = query();
	assert_int_equal(nlets_message_set_sender(m, STR("AZ.M 0001")), 0);
	assert_unwritable(m, NLETS_F_PART_UNWRITABLE, "");
	m = query();
	assert_int_equal(nlets_message_set_text(m, STR("TEXT BEFORE FIELDS")), 0);
	assert_unwritable(m, NLETS_F_UNRENDERABLE, "");
}

static void values_are_found_by_code(void **state)
{
	struct nlets_message *m = query();

	(void)state;
	assert_true(str_eq(nlets_message_value(m, STR("LIY")), STR("2026")));
	assert_null(nlets_message_value(m, STR("VIN")).ptr);
	assert_int_equal(nlets_message_set_value(m, 7, STR("X")), NLETS_E_ARGUMENT);
	nlets_message_free(&m);
	assert_null(m);
	nlets_message_free(&m);
}

static void sameness_looks_at_every_part(void **state)
{
	struct nlets_message *a = query(), *b = query();

	(void)state;
	assert_true(nlets_message_same(a, b));
	nlets_message_set_value(b, 1, STR("2027"));
	assert_false(nlets_message_same(a, b));
	nlets_message_set_value(b, 1, STR("2026"));
	nlets_message_set_text(b, STR("X"));
	assert_false(nlets_message_same(a, b));
	assert_false(nlets_message_same(b, a));
	nlets_message_set_text(b, STR(" \r\n"));
	assert_true(nlets_message_same(a, b));
	nlets_message_set_control(b, STR_NONE);
	assert_false(nlets_message_same(a, b));
	nlets_message_set_control(b, STR("T1"));
	nlets_message_clear_destinations(b);
	nlets_message_add_destination(b, STR("IL"));
	assert_false(nlets_message_same(a, b));
	nlets_message_add_destination(b, STR("OR"));
	assert_false(nlets_message_same(a, b));
	nlets_message_remove_field(b, 1);
	assert_false(nlets_message_same(a, b));
	nlets_message_free(&a);
	nlets_message_free(&b);
}

struct edits {
	struct buf bytes, out;
};

static int edit(struct nlets_message *m)
{
	int error = nlets_message_set_key(m, STR("DQ"));

	if (error == 0)
		error = nlets_message_set_control(m, STR("T2"));
	if (error == 0)
		error = nlets_message_add_destination(m, STR("WA"));
	if (error == 0)
		error = nlets_message_set_stamps(m, &received, &sent);
	if (error == 0)
		error = nlets_message_set_value(m, 0, STR("A.LIY/2"));
	if (error == 0)
		error = nlets_message_add_field(m, STR("LIT"), STR("PC"));
	return error == 0 ? nlets_message_set_text(m, STR("")) : error;
}

static int edit_everything(void *context)
{
	struct edits *edits = context;
	struct nlets_findings findings = { 0 };
	struct arena arena = { 0 };
	struct nlets_message *m;
	int error = nlets_parse(NULL, buf_str(&edits->bytes), NULL, &m);

	if (error == 0)
		error = edit(m);
	if (error == 0) {
		buf_clear(&edits->out);
		error = nlets_render(NULL, m, NLETS_WIRE_TEXT, &edits->out, &arena, &findings);
		if (error == NLETS_E_UNRENDERABLE)
			error = 0;
	}
	nlets_message_free(&m);
	arena_free(&arena);
	return error;
}

/* Each allocation fails once: the call says so, and nothing leaks or breaks. The
 * padding moves the end of the arena's chunks over each place that takes memory. */
static void memory_may_run_out_anywhere(void **state)
{
	(void)state;
	for (size_t pad = 0; pad < 4096; pad += 16) {
		struct edits edits = { 0 };

		buf_add_text(&edits.bytes, "RQ.AZSIM0001.IL.*T100000000000.TXT\r\nLIC/\x01.LIY/");
		buf_add_repeat(&edits.bytes, 'A', pad);
		buf_add_text(&edits.bytes, ".JUNK\r\n.LIT/PC.VIN/1.VMA/2.VYR/3.COL/4.MUL/5.REM/6.");
		assert_true(failing_each_allocation(edit_everything, &edits, NLETS_E_MEMORY) > 2);
		buf_free(&edits.bytes);
		buf_free(&edits.out);
	}
}

static void a_message_can_be_used_again(void **state)
{
	struct nlets_message *m = NULL, *fresh;
	struct str second = STR("DQ.AZSIM0002.WA.TXT\r\nOLN/SIM1");

	(void)state;
	assert_int_equal(nlets_parse_again(NULL, STR("RQ.AZSIM0001.IL.*T1TXTLIC/\x01.LIY/1.JUNK."),
					   NULL, &m), 0);
	assert_int_equal(nlets_message_set_value(m, 0, STR("X")), 0);
	assert_int_equal(nlets_parse_again(NULL, second, NULL, &m), 0);
	assert_int_equal(nlets_parse(NULL, second, NULL, &fresh), 0);
	assert_true(nlets_message_same(m, fresh));
	assert_int_equal(m->findings.count, 0);
	nlets_message_free(&fresh);
	assert_writes(m, 0, "DQ.AZSIM0002.WA.TXT\r\nOLN/SIM1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_message_is_written_our_way),
		cmocka_unit_test(an_edit_keeps_every_other_byte),
		cmocka_unit_test(a_change_of_parts_writes_anew),
		cmocka_unit_test(what_text_cannot_hold_is_said),
		cmocka_unit_test(values_are_found_by_code),
		cmocka_unit_test(sameness_looks_at_every_part),
		cmocka_unit_test(memory_may_run_out_anywhere),
		cmocka_unit_test(a_message_can_be_used_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
