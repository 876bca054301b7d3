/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each published variant of legacy text, and each departure from its rules: what
 * is read, and which findings with which spans. No definitions: the rules of
 * forms are tested elsewhere. */
#include <config.h>

#include "nlets/parse.h"
#include "tests/support/dump.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

struct parse_case {
	const char *name;
	struct str bytes;
	const char *message;
	const char *findings;
};

#define STAMPS "09:15 01/02/2030 00017\r\n09:15 01/02/2030 00004 AZSIM0001\r\n"
#define STAMPS_SEEN " [09:15 01/02/2030 00017] [09:15 01/02/2030 00004]"

static const struct parse_case cases[] = {
#include "tests/unit/text_cases.def"
};

static bool check(const struct parse_case *one)
{
	struct nlets_message *message;
	struct buf said = { 0 }, found = { 0 };
	bool right;

	assert_int_equal(nlets_parse(NULL, one->bytes, NULL, &message), 0);
	test_dump_message(message, &said);
	test_dump_findings(&message->findings, &found);
	right = strcmp(buf_text(&said), one->message) == 0 &&
		strcmp(buf_text(&found), one->findings) == 0;
	if (!right)
		print_error("%s:\n  %s\n  %s\ninstead of\n  %s\n  %s\n", one->name, buf_text(&said),
			    buf_text(&found), one->message, one->findings);
	buf_free(&said);
	buf_free(&found);
	nlets_message_free(&message);
	return right;
}

static void variants_and_departures(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		wrong += !check(&cases[i]);
	assert_int_equal(wrong, 0);
}

static void parse(const char *bytes, struct nlets_message **message)
{
	assert_int_equal(nlets_parse(NULL, str_from(bytes), NULL, message), 0);
}

static void spans_are_as_the_contract_says(void **state)
{
	struct nlets_message *m;
	const struct nlets_field *field;

	(void)state;
	parse("RQ.AZSIM0001.IL.*T1.TXT\r\nLIC/SIM\r\n12 .\r\nLIY/2026\r\n", &m);
	assert_int_equal(m->key.span.off, 0);
	assert_int_equal(m->control.span.off, 17);
	assert_int_equal(m->control.span.len, 2);
	assert_int_equal(m->body.off, 25);
	field = &m->fields.items[0];
	assert_int_equal(field->span.off, 25);
	assert_int_equal(field->value_span.off, 29);
	assert_int_equal(field->value_span.len, 7); /* keeps the inner line end, drops the blank */
	assert_int_equal(span_end(field->span), span_end(field->value_span));
	assert_true(str_eq(field->value, STR("SIM\r\n12")));
	assert_int_equal(m->fields.items[1].span.off, 40);
	assert_int_equal(m->text.count, 0);
	assert_true(nlets_message_coverage(m) == 1);
	nlets_message_free(&m);
}

static void coverage_counts_what_is_no_field(void **state)
{
	struct nlets_message *m;

	(void)state;
	parse("AM.AZSIM0001.IL.TXT\r\nHELLO\r\n", &m);
	assert_int_equal(m->layout, NLETS_BODY_FREE);
	assert_int_equal(m->text.items[0].len, 5);
	assert_true(nlets_message_coverage(m) > 0.28 && nlets_message_coverage(m) < 0.29);
	nlets_message_free(&m);
	parse("AM.AZSIM0001.IL.TXT", &m);
	assert_true(nlets_message_coverage(m) == 1);
	nlets_message_free(&m);
}

static void guessing_marks_what_it_finds(void **state)
{
	const struct nlets_parse_options options = { NULL, true };
	struct nlets_message *m;
	struct str bytes = STR("AM.AZSIM0001.IL.TXT\r\nSEEN TODAY.LIC/SIM1.LIY/2026");

	(void)state;
	parse("AM.AZSIM0001.IL.TXT\r\nSEEN TODAY.LIC/SIM1.LIY/2026", &m);
	assert_int_equal(m->fields.count, 0);
	nlets_message_free(&m);
	assert_int_equal(nlets_parse(NULL, bytes, &options, &m), 0);
	assert_int_equal(m->fields.count, 2);
	assert_true(m->fields.items[0].guessed);
	assert_int_equal(m->findings.items[0].id, NLETS_F_GUESSED);
	nlets_message_free(&m);
}

static void an_empty_field_weighs_less_in_an_answer(void **state)
{
	struct nlets_message *m;

	(void)state;
	parse("RQ.AZSIM0001.IL.TXT\r\nLIC/.LIY/1", &m);
	assert_int_equal(nlets_findings_worst(&m->findings), NLETS_ERROR);
	nlets_message_free(&m);
	parse("RR.AZSIM0001\r\n" STAMPS "TXT\r\nLIC/.LIY/1", &m);
	assert_int_equal(m->findings.items[0].id, NLETS_F_FIELD_EMPTY);
	assert_int_equal(nlets_findings_worst(&m->findings), NLETS_WARNING);
	nlets_message_free(&m);
}

static void limits_leave_the_rest_as_text(void **state)
{
	const struct nlets_limits limits = { 45, 1, 2, 4 };
	const struct nlets_parse_options options = { &limits, false };
	struct nlets_message *m;

	(void)state;
	assert_int_equal(nlets_parse(NULL,
				     STR("RQ.AZSIM0001.IL.TXT\r\nLIC/SIM1.LIY/2026.LIT/PC.RSN/N"),
				     &options, &m),
			 0);
	assert_int_equal(m->raw.len, 45);
	assert_int_equal(m->fields.count, 1);
	assert_int_equal(m->text.count, 1);
	assert_int_equal(m->text.items[0].off, 30);
	assert_int_equal(m->findings.count, 2);
	assert_int_equal(m->findings.items[0].id, NLETS_F_LIMIT_FIELDS);
	assert_int_equal(m->findings.items[1].id, NLETS_F_LIMIT_BYTES);
	assert_int_equal(m->findings.dropped, 1);
	nlets_message_free(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(variants_and_departures),
		cmocka_unit_test(spans_are_as_the_contract_says),
		cmocka_unit_test(coverage_counts_what_is_no_field),
		cmocka_unit_test(guessing_marks_what_it_finds),
		cmocka_unit_test(an_empty_field_weighs_less_in_an_answer),
		cmocka_unit_test(limits_leave_the_rest_as_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
