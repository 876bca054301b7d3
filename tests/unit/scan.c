/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/scan.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void header_spans(void **state)
{
	struct str bytes = STR("RQ.AZSIM0001.IL.WASIM0000.*T1 .TXT\r\n\x7fLIC/SIM1");
	struct nlets_scan_header h;

	(void)state;
	nlets_scan_header(bytes, &h);
	assert_true(h.complete && !h.output && h.has_control);
	assert_true(str_eq(str_at(bytes, h.key), STR("RQ")));
	assert_true(str_eq(str_at(bytes, h.sender), STR("AZSIM0001")));
	assert_int_equal(h.to_count, 2);
	assert_true(str_eq(str_at(bytes, h.to[1]), STR("WASIM0000")));
	assert_true(str_eq(str_at(bytes, h.control), STR("T1")));
	assert_int_equal(h.txt.off, 31);
	assert_int_equal(h.body, 37);
}

static void output_spans(void **state)
{
	struct str bytes = STR("RR.XX0000000\r\n09:15 01/02/2030 00017\r\n"
			       "9:15  01/02/2030  4 YY0000000\r\nTXT\r\n");
	struct nlets_scan_header h;

	(void)state;
	nlets_scan_header(bytes, &h);
	assert_true(h.complete && h.output);
	assert_true(str_eq(str_at(bytes, h.received), STR("09:15 01/02/2030 00017")));
	assert_true(str_eq(str_at(bytes, h.sent), STR("9:15  01/02/2030  4")));
	assert_int_equal(h.to_count, 1);
	assert_int_equal(h.body, bytes.len);
}

static void more_destinations_than_kept_are_counted(void **state)
{
	struct buf bytes = { 0 };
	struct nlets_scan_header h;

	(void)state;
	buf_add_text(&bytes, "AM.AZSIM0001.");
	for (int i = 0; i < NLETS_SCAN_DESTINATIONS + 5; i++)
		buf_add_text(&bytes, "IL.");
	buf_add_text(&bytes, "TXT");
	nlets_scan_header(buf_str(&bytes), &h);
	assert_int_equal(h.to_count, NLETS_SCAN_DESTINATIONS + 5);
	assert_true(h.complete);
	buf_free(&bytes);
}

struct field_case {
	const char *body;
	size_t code_max;
	const char *expected; /* "CODE=value|..." */
};

/* Every length of value and of what surrounds it, so that each way through the
 * search for slashes is taken. */
static const struct field_case cases[] = {
	{ "LIC/1.LIY/2.LIT/3", NLETS_SCAN_QUERY, "LIC=1|LIY=2|LIT=3|" },
	{ "LIC/ABCDEFGHIJKLMNOPQRSTUVWXYZ.LIY/2", NLETS_SCAN_QUERY,
	  "LIC=ABCDEFGHIJKLMNOPQRSTUVWXYZ|LIY=2|" },
	{ "REM/A/B/C/D/E/F.LIY/2", NLETS_SCAN_QUERY, "REM=A/B/C/D/E/F|LIY=2|" },
	{ "REM/ABC/.DEF/2", NLETS_SCAN_QUERY, "REM=ABC/|DEF=2|" },
	{ "REM/X.ABCD/1.AB/2.abc/3.DEF/4", NLETS_SCAN_QUERY, "REM=X.ABCD/1.AB/2.abc/3|DEF=4|" },
	{ "REM/X.\r\n\x7f" "DEF/4.\x01GHI/5", NLETS_SCAN_QUERY, "REM=X|DEF=4|GHI=5|" },
	{ "JUNK.LIC/1", NLETS_SCAN_QUERY, "LIC=1|" },
	{ "JUNK LIC/1", NLETS_SCAN_QUERY, "" },
	{ "", NLETS_SCAN_QUERY, "" },
	{ "LIC/", NLETS_SCAN_QUERY, "LIC=|" },
	{ "LIC/..", NLETS_SCAN_QUERY, "LIC=.|" },
	{ " \r\nLIC/1 . \r\n", NLETS_SCAN_QUERY, "LIC=1|" },
	{ "NAM/A.EXPIRES/2030.AB/1", NLETS_SCAN_ANSWER, "NAM=A|EXPIRES=2030|AB=1|" },
	{ "NAM/A.TOOLONGX/2030", NLETS_SCAN_ANSWER, "NAM=A.TOOLONGX/2030|" },
	{ "NAM/A\r\n  SEX/F.\r\nTEXT\r\nDOB/1", NLETS_SCAN_ANSWER, "NAM=A|SEX=F|DOB=1|" },
	{ "SEE YES/NO.A/B\nSEX/F", NLETS_SCAN_ANSWER, "SEX=F|" },
	{ "TEXT ONLY, SOME LINES\r\nAND NO FIELD AT ALL IN THEM\r\n", NLETS_SCAN_ANSWER, "" },
	{ "NAM/\nSEX/\n", NLETS_SCAN_ANSWER, "NAM=|SEX=|" },
};

static void fields(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct str body = str_from(cases[i].body);
		struct nlets_scan_field field;
		struct buf seen = { 0 };
		size_t at = 0;

		while (nlets_scan_field(body, &at, cases[i].code_max, &field)) {
			buf_add(&seen, str_at(body, field.code));
			buf_add_char(&seen, '=');
			buf_add(&seen, str_at(body, field.value));
			buf_add_char(&seen, '|');
		}
		assert_int_equal(at, body.len);
		assert_string_equal(buf_text(&seen), cases[i].expected);
		buf_free(&seen);
	}
}

static void frames(void **state)
{
	struct str log = STR("ONE\x03\nTWO\x03\r\n\x7fTHREE\x03\x03" "FOUR");
	static const size_t lengths[] = { 3, 3, 5, 0, 4 };
	size_t at = 0, next, count = 0;

	(void)state;
	for (; at < log.len; at = next)
		assert_int_equal(nlets_scan_frame(log, at, &next), lengths[count++]);
	assert_int_equal(count, 5);
	assert_int_equal(at, log.len);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(header_spans),
		cmocka_unit_test(output_spans),
		cmocka_unit_test(more_destinations_than_kept_are_counted),
		cmocka_unit_test(fields),
		cmocka_unit_test(frames),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
