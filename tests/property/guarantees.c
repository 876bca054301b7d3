/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The four guarantees of the message model, over all samples, over generated
 * messages, and under every truncation and byte flip of each of them. */
#include <config.h>

#include "tests/property/invariants.h"

#include "base/utf8.h"
#include "tests/support/data.h"
#include "tests/support/generate.h"
#include "tests/support/samples.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { GENERATED = 1000, CUT_GENERATED = 40, JUNK = 10000, CUT_MAX = 20000 };

static struct nlets_definitions *definitions;
static struct arena arena;
static struct samples samples;

static int read_everything(void **state)
{
	(void)state;
	definitions = nlets_definitions_new(test_data_read, test_data_list, NULL);
	samples_read(&arena, &samples);
	return definitions ? 0 : -1;
}

static int free_everything(void **state)
{
	(void)state;
	nlets_definitions_free(&definitions);
	arena_free(&arena);
	return 0;
}

static void complain(const char *what, const char *name, struct str bytes)
{
	struct buf shown = { 0 };

	utf8_add_visible(&shown, bytes, true);
	fail_msg("%s: %s\n%.2000s", name, what, buf_text(&shown));
}

/* Parses and holds the result to the invariants and to byte-exact rendering. */
static void hold(const char *name, struct str bytes, bool own_values)
{
	struct nlets_message *m;
	const char *broken;

	assert_int_equal(nlets_parse(definitions, bytes, NULL, &m), 0);
	broken = broken_invariant(m);
	if (broken)
		complain(broken, name, bytes);
	if (!renders_to(definitions, m, bytes))
		complain("rendering unedited gives other bytes", name, bytes);
	if (own_values) {
		assert_true(set_all_to_own(m));
		if (!renders_to(definitions, m, bytes))
			complain("rendering after own values gives other bytes", name, bytes);
	}
	nlets_message_free(&m);
}

static void hold_cut_and_flipped(const char *name, struct str bytes)
{
	char *copy = malloc(bytes.len + 1);
	size_t step = bytes.len / CUT_MAX + 1;

	assert_non_null(copy);
	for (size_t len = 0; len < bytes.len; len += step)
		hold(name, str_sub(bytes, 0, len), len % 16 == 0);
	memcpy(copy, bytes.ptr, bytes.len);
	for (size_t i = 0; i < bytes.len; i += step) {
		static const char flips[] = { 0x01, 0x20, (char)0x80, 0x00 };

		for (size_t k = 0; k < 3; k++) {
			copy[i] = (char)(bytes.ptr[i] ^ flips[k]);
			hold(name, (struct str){ copy, bytes.len }, i % 16 == 0);
		}
		copy[i] = bytes.ptr[i];
	}
	free(copy);
}

static void samples_hold(void **state)
{
	(void)state;
	for (size_t i = 0; i < samples.count; i++)
		hold(samples.items[i].path.ptr, samples.items[i].bytes, true);
}

static void cut_and_flipped_samples_hold(void **state)
{
	(void)state;
	for (size_t i = 0; i < samples.count; i++)
		hold_cut_and_flipped(samples.items[i].path.ptr, samples.items[i].bytes);
}

static void written_messages_are_read_back_the_same(void **state)
{
	struct rand_state rand = rand_seed(20260115);

	(void)state;
	for (int i = 0; i < GENERATED; i++) {
		struct nlets_message *m = generate_message(&rand), *again;
		struct buf out = { 0 };

		assert_non_null(m);
		assert_int_equal(nlets_render(definitions, m, NLETS_WIRE_TEXT, &out, &arena, NULL), 0);
		assert_int_equal(nlets_parse(definitions, buf_str(&out), NULL, &again), 0);
		assert_int_equal(nlets_findings_worst(&again->findings) < NLETS_ERROR, true);
		if (!nlets_message_same(m, again))
			complain("read back differently", "generated", buf_str(&out));
		hold("generated", buf_str(&out), true);
		if (i < CUT_GENERATED)
			hold_cut_and_flipped("generated", buf_str(&out));
		nlets_message_free(&again);
		nlets_message_free(&m);
		buf_free(&out);
	}
}

/* What cannot be read back must be refused, never written silently. */
static void hostile_values_are_refused_or_survive(void **state)
{
	struct rand_state rand = rand_seed(7);

	(void)state;
	for (int i = 0; i < GENERATED; i++) {
		struct nlets_message *m = generate_message(&rand), *again;
		struct nlets_findings findings = { 0 };
		struct buf out = { 0 }, value = { 0 };
		int result;

		assert_non_null(m);
		generate_junk(&rand, &value);
		nlets_message_add_field(m, STR("REM"), buf_str(&value));
		result = nlets_render(definitions, m, NLETS_WIRE_TEXT, &out, &arena, &findings);
		assert_int_equal(nlets_parse(definitions, buf_str(&out), NULL, &again), 0);
		assert_int_equal(result, nlets_message_same(m, again) ? 0 : NLETS_E_UNRENDERABLE);
		assert_int_equal(result == 0, findings.count == 0);
		nlets_message_free(&again);
		nlets_message_free(&m);
		buf_free(&out);
		buf_free(&value);
	}
}

static void junk_holds(void **state)
{
	struct rand_state rand = rand_seed(11);
	struct buf junk = { 0 };

	(void)state;
	for (int i = 0; i < JUNK; i++) {
		generate_junk(&rand, &junk);
		hold("junk", buf_str(&junk), true);
	}
	buf_free(&junk);
}

/* Sets every field of a mixed document to a new value: the bytes around a value that
 * crossed mark-up must stay well formed, and what would be read differently (a label
 * that stands right behind a value) must be refused. */
static bool hold_edited(const char *name, struct str bytes)
{
	struct nlets_message *m, *again;
	struct buf out = { 0 };
	bool kept, same;

	assert_int_equal(nlets_parse(definitions, bytes, NULL, &m), 0);
	for (size_t i = 0; i < m->fields.count; i++)
		assert_int_equal(nlets_message_set_value(m, i, STR("A<&]]>B")), 0);
	kept = nlets_render(definitions, m, NLETS_WIRE_XML, &out, &arena, NULL) == 0;
	assert_int_equal(nlets_parse(definitions, buf_str(&out), NULL, &again), 0);
	if (nlets_findings_worst(&again->findings) >= NLETS_ERROR)
		complain("edited, it is not well formed any more", name, buf_str(&out));
	same = again->fields.count == m->fields.count;
	for (size_t i = 0; same && i < m->fields.count; i++)
		same = str_eq(again->fields.items[i].value, STR("A<&]]>B"));
	if (same != kept)
		complain("an edit that reads differently is not refused", name, buf_str(&out));
	nlets_message_free(&again);
	nlets_message_free(&m);
	buf_free(&out);
	return kept;
}

static void mixed_xml_holds(void **state)
{
	struct rand_state rand = rand_seed(23);
	struct buf bytes = { 0 };
	size_t written = 0, edited = 0;

	(void)state;
	for (int i = 0; i < JUNK; i++) {
		struct nlets_message *m;

		generate_mixed_xml(&rand, &bytes);
		hold("mixed", buf_str(&bytes), true);
		assert_int_equal(nlets_parse(definitions, buf_str(&bytes), NULL, &m), 0);
		assert_int_equal(nlets_findings_worst(&m->findings) < NLETS_ERROR, true);
		for (size_t k = 0; k < m->fields.count; k++)
			written += m->fields.items[k].written.ptr != NULL;
		nlets_message_free(&m);
		edited += hold_edited("mixed", buf_str(&bytes));
		if (i < CUT_GENERATED)
			hold_cut_and_flipped("mixed", buf_str(&bytes));
	}
	assert_true(written > JUNK && edited > JUNK / 2);
	buf_free(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(samples_hold),
		cmocka_unit_test(cut_and_flipped_samples_hold),
		cmocka_unit_test(written_messages_are_read_back_the_same),
		cmocka_unit_test(hostile_values_are_refused_or_survive),
		cmocka_unit_test(junk_holds),
		cmocka_unit_test(mixed_xml_holds),
	};

	return cmocka_run_group_tests(tests, read_everything, free_everything);
}
