/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labelled answers: the ways to lay them out, and how far layouts that no holder
 * uses are understood (tests/layouts). */
#include <config.h>

#include "base/alloc.h"
#include "nlets/parse.h"
#include "tests/support/data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static struct nlets_definitions *definitions;

static int load(void **state)
{
	(void)state;
	definitions = nlets_definitions_new(test_data_read, test_data_list, NULL);
	return definitions ? 0 : -1;
}

static int unload(void **state)
{
	(void)state;
	nlets_definitions_free(&definitions);
	return 0;
}

/* ---- layouts ---- */

struct score {
	size_t wanted;  /* lines of the truth file */
	size_t right;   /* found with code and value */
	size_t found;   /* fields the parser gave */
	size_t bytes, understood;
};

static const char *const layouts[] = {
	"dr-pairs",  "dr-leaders",  "dr-underneath", "dr-terse", "rr-blocks",	  "rr-columns",
	"rr-equals", "rr-none",	    "kr-abstract",   "kr-clean", "ir-candidates", "ir-sheet",
	"dr-abbreviated", "dr-slashes", "rr-table", "kr-table", "ir-prose",
};

/* Written when the reader was finished, and not used to change how it reads labels:
 * the honest measure. */
static const char *const later_layouts[] = {
	"later-dr-card", "later-dr-form",  "later-rr-lines",
	"later-rr-grid", "later-kr-report", "later-ir-index",
};

static struct str read_layout(struct arena *arena, const char *name, const char *ending)
{
	struct str bytes = STR_NONE, path;
	struct str file = arena_printf(arena, "tests/layouts/%s%s", name, ending);

	assert_int_equal(test_data_read(NULL, false, file.ptr, arena, &bytes, &path), 0);
	return bytes;
}

/* The same apart from white space. */
static bool same_words(struct str a, struct str b)
{
	size_t i = 0, k = 0;

	for (;;) {
		while (i < a.len && (a.ptr[i] == ' ' || a.ptr[i] == '\n'))
			i++;
		while (k < b.len && (b.ptr[k] == ' ' || b.ptr[k] == '\n'))
			k++;
		if (i == a.len || k == b.len)
			return i == a.len && k == b.len;
		if (a.ptr[i++] != b.ptr[k++])
			return false;
	}
}

static bool take(const struct nlets_message *m, bool *used, struct str code, struct str value)
{
	for (size_t i = 0; i < m->fields.count; i++) {
		const struct nlets_field *field = &m->fields.items[i];

		if (used[i] || !str_eq(field->code, code) || !same_words(field->value, value))
			continue;
		used[i] = true;
		return true;
	}
	return false;
}

static void measure(const char *name, struct score *total)
{
	struct arena arena = { 0 };
	struct str truth = read_layout(&arena, name, ".truth"), line;
	struct nlets_message *m;
	bool used[256] = { false };
	struct score score = { 0 };

	assert_int_equal(nlets_parse(definitions, read_layout(&arena, name, ".txt"), NULL, &m), 0);
	assert_true(m->fields.count < sizeof(used));
	while (str_split(&truth, '\n', &line)) {
		size_t sign = str_find_char(line, '=');
		bool right;

		if (line.len == 0)
			continue;
		right = take(m, used, str_sub(line, 0, sign),
			     str_sub(line, sign + 1, line.len - sign - 1));
		score.wanted++;
		score.right += right;
		if (!right)
			print_message("    missing: %.*s\n", STR_ARGS(line));
	}
	for (size_t i = 0; i < m->fields.count; i++)
		if (!used[i])
			print_message("    wrong:   %.*s=%.*s\n", STR_ARGS(m->fields.items[i].code),
				      STR_ARGS(m->fields.items[i].value));
	score.found = m->fields.count;
	score.bytes = m->body.len;
	score.understood = (size_t)(nlets_message_coverage(m) * (double)m->body.len + 0.5);
	print_message("  %-14s fields %3zu of %3zu right, %2zu wrong; %3zu %% of the bytes understood\n",
		      name, score.right, score.wanted, score.found - score.right,
		      score.understood * 100 / score.bytes);
	total->wanted += score.wanted;
	total->right += score.right;
	total->found += score.found;
	total->bytes += score.bytes;
	total->understood += score.understood;
	nlets_message_free(&m);
	arena_free(&arena);
}

static struct score measure_all(const char *const *names, size_t count)
{
	struct score total = { 0 };

	for (size_t i = 0; i < count; i++)
		measure(names[i], &total);
	print_message("  all            fields %zu of %zu right, %zu wrong; %zu %% of the bytes understood\n",
		      total.right, total.wanted, total.found - total.right,
		      total.understood * 100 / total.bytes);
	return total;
}

static void foreign_layouts(void **state)
{
	struct score total = measure_all(layouts, sizeof(layouts) / sizeof(layouts[0]));

	(void)state;
	assert_true(total.right * 100 >= total.wanted * 85);
	assert_true((total.found - total.right) * 100 <= total.wanted * 5);
}

static void later_foreign_layouts(void **state)
{
	struct score total = measure_all(later_layouts, sizeof(later_layouts) / sizeof(later_layouts[0]));

	(void)state;
	assert_true(total.right * 100 >= total.wanted * 80);
	assert_true((total.found - total.right) * 100 <= total.wanted * 6);
}

/* ---- ways to lay a value out ---- */

/* Reads the text as the body of a DR and writes its fields as CODE=value|... */
static void assert_fields(const char *body, const char *want)
{
	struct buf text = { 0 }, got = { 0 };
	struct nlets_message *m;

	buf_add_text(&text, "DR.ILSIM0000\r\n08:00 01/15/2026 00041\r\n08:00 01/15/2026 00012 AZSIM0001\r\nTXT\r\n");
	buf_add_text(&text, body);
	assert_int_equal(nlets_parse(definitions, buf_str(&text), NULL, &m), 0);
	for (size_t i = 0; i < m->fields.count; i++) {
		const struct nlets_field *field = &m->fields.items[i];

		assert_true(str_eq(field->value, str_at(m->raw, field->value_span)));
		assert_true(field->value_span.off >= field->span.off);
		assert_int_equal(span_end(field->value_span), span_end(field->span));
		buf_add(&got, field->code);
		buf_add_char(&got, '=');
		buf_add(&got, field->value);
		buf_add_char(&got, '|');
	}
	if (!str_eq(buf_str(&got), str_from(want)))
		fail_msg("got  %.*s\nwant %s", STR_ARGS(buf_str(&got)), want);
	nlets_message_free(&m);
	buf_free(&text);
	buf_free(&got);
}

static void signs_and_leaders(void **state)
{
	(void)state;
	assert_fields("NAME: HERON, JUNIPER SIM", "NAM=HERON, JUNIPER SIM|");
	assert_fields("name  :HERON\nSex=F", "NAM=HERON|SEX=F|");
	assert_fields("NAME.......: HERON\nSEX . . . . F\nDOB...19800512", "NAM=HERON|SEX=F|DOB=19800512|");
	assert_fields("NAME (LAST,FIRST): HERON,J", "NAM=HERON,J|");
	assert_fields("NAME: HERON,  JUNIPER   PAGE 1", "NAM=HERON,  JUNIPER|");
	assert_fields("SEX: F HGT: 507, WGT: 130; EYE: BLU", "SEX=F|HGT=507|WGT=130|EYE=BLU|");
	assert_fields("SEX: F | HGT: 507 |", "SEX=F|HGT=507|");
	assert_fields("1) NAME: ONE,A\n(2) NAME: TWO,B\n * NAME: SIX,C", "NAM=ONE,A|NAM=TWO,B|NAM=SIX,C|");
}

static void columns_and_rows(void **state)
{
	(void)state;
	assert_fields("NAME      HERON, JUNIPER SIM      SEX   F", "NAM=HERON, JUNIPER SIM|SEX=F|");
	assert_fields("SEX  NAME        DOB\nF    HERON       19800512\n", "SEX=F|NAM=HERON|DOB=19800512|");
	assert_fields("SEX  NAME        DOB\n---  ----  ---\n     HERON       19800512\nM    WREN        19900101\n\nTHE END OF IT",
		      "NAM=HERON|DOB=19800512|SEX=M|NAM=WREN|DOB=19900101|");
	assert_fields("SEX      NAME   DOB\nF   HERON, J   19800512", "SEX=F|NAM=HERON, J|DOB=19800512|");
	assert_fields("SEX:   EYE:\nF      BLU", "SEX=F|EYE=BLU|");
	assert_fields("SEX NAME DOB\nF   X    19800512", "SEX=F|NAM=X|DOB=19800512|");
	assert_fields("ADDRESS\n12 ELM ST\nNOTOWN XX 00000\n\nMORE", "ADR=12 ELM ST\nNOTOWN XX 00000|");
	assert_fields("ADDRESS: 12 ELM ST\n         NOTOWN XX 00000\n    MORE",
		      "ADR=12 ELM ST\n         NOTOWN XX 00000|");
}

static void codes_among_labels(void **state)
{
	(void)state;
	assert_fields("NAM/HERON,JUNIPER.DOB/19800512\r\nSEX: F\r\nEYE/BLU",
		      "NAM=HERON,JUNIPER|DOB=19800512|SEX=F|EYE=BLU|");
	assert_fields("DOB 010166 SEX M HT 509", "DOB=010166|SEX=M|HGT=509|");
}

/* A value is taken only where a label says what it is. */
static void nothing_is_guessed(void **state)
{
	(void)state;
	assert_fields("NOT ON FILE", "");
	assert_fields("HERON, JUNIPER 19800512 F", "");
	assert_fields("MOTHER NAME: ROE", "");
	assert_fields("SEX: F   MOTHER NAME: ROE", "SEX=F|");
	assert_fields("NAME SEARCH WAS MADE", "");
	assert_fields("NAME:\n\nSEX:", "");
	assert_fields("SEX   DATE   PLACE   HOUR", "");
	assert_fields("THE DRIVER HAS THE NAME: HERON", "");
	assert_fields("DL/ID STATE: XX", "");
}

/* Long lines and many labels take linear time: this would take minutes otherwise. */
static void hostile_text(void **state)
{
	static const char *const pieces[] = { "NAME:", "NAME  ", "SEX ", "A", " ", ".", "(", "\n ", "NAME\n", "SEX NAME DOB\n" };
	struct nlets_message *m;

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		struct buf text = { 0 };

		buf_add_text(&text, "DR.ILSIM0000.AZ.TXT\r\n");
		for (size_t k = 0; k < 200000; k++)
			buf_add_text(&text, pieces[i]);
		assert_int_equal(nlets_parse(definitions, buf_str(&text), NULL, &m), 0);
		nlets_message_free(&m);
		buf_free(&text);
	}
}

/* ---- memory ---- */

static size_t allocations_left = SIZE_MAX;

static void *limited_realloc(void *block, size_t size)
{
	if (allocations_left == 0)
		return NULL;
	allocations_left--;
	return realloc(block, size);
}

static void every_allocation_may_fail(void **state)
{
	static const char text[] =
		"DR.ILSIM0000\r\n08:00 01/15/2026 00041\r\n08:00 01/15/2026 00012 AZSIM0001\r\nTXT\r\n"
		"NAME: HERON\nSEX  DOB\nF    19800512\n";
	struct nlets_message *m = NULL;
	int result = NLETS_E_MEMORY;

	(void)state;
	nlets_form(definitions, STR("DR"));
	for (size_t n = 0; result == NLETS_E_MEMORY && n < 1000; n++) {
		allocations_left = n;
		base_set_realloc(limited_realloc);
		result = nlets_parse(definitions, str_from(text), NULL, &m);
		allocations_left = SIZE_MAX;
		if (result == 0)
			assert_int_equal(m->fields.count, 3);
		nlets_message_free(&m);
		base_set_realloc(NULL);
	}
	assert_int_equal(result, 0);
}

/* The first word decides whether a label is looked for at all. */
static void first_words_in_other_spellings(void **state)
{
	static const char *const lines[][2] = {
		{ "DRIVERS LICENSE NUMBER", "OLN" }, { "DRIVER'S LICENSE NO", "OLN" },
		{ "driver's licence #", "OLN" },     { "Driver's Licence Nbr", "OLN" },
		{ "LICENCE NUMBER", "OLN" },	     { "COLOR OF EYES", "EYE" },
		{ "COLOUR OF EYES", "EYE" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		char text[160];
		struct nlets_message *m;

		snprintf(text, sizeof(text),
			 "DR.ILSIM0000\r\n08:00 01/15/2026 00001\r\n08:00 01/15/2026 00001 "
			 "AZSIM0000\r\nTXT\r\n%s: SIM00000001\r\n",
			 lines[i][0]);
		assert_int_equal(nlets_parse(definitions, str_from(text), NULL, &m), 0);
		assert_int_equal(m->fields.count, 1);
		assert_true(str_eq(m->fields.items[0].code, str_from(lines[i][1])));
		nlets_message_free(&m);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signs_and_leaders),
		cmocka_unit_test(columns_and_rows),
		cmocka_unit_test(codes_among_labels),
		cmocka_unit_test(nothing_is_guessed),
		cmocka_unit_test(first_words_in_other_spellings),
		cmocka_unit_test(hostile_text),
		cmocka_unit_test(every_allocation_may_fail),
		cmocka_unit_test(foreign_layouts),
		cmocka_unit_test(later_foreign_layouts),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
