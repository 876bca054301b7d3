/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chains: what may follow an answer, which values it takes, and of whom. */
#include <config.h>

#include "app/cause.h"
#include "nlets/chains.h"
#include "nlets/parse.h"
#include "tests/support/data.h"
#include "tests/support/own_data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static struct arena arena;
static struct nlets_definitions *definitions;
static struct nlets_chains chains;

static int open_chains(void **state)
{
	(void)state;
	definitions = nlets_definitions_new(test_data_read, test_data_list, NULL);
	return nlets_chains_read(test_data_read, NULL, &arena, &chains);
}

static int close_chains(void **state)
{
	(void)state;
	nlets_definitions_free(&definitions);
	arena_free(&arena);
	return 0;
}

#define HEAD(key, ori) key "." ori "\r\n08:00 01/15/2026 00002\r\n08:00 01/15/2026 00001 AZSIM0001\r\n" \
			   "*T00000001.\r\nTXT\r\n"

static struct nlets_steps steps_of(const char *id, const char *bytes, struct str holder)
{
	const struct nlets_chain *chain = nlets_chain(&chains, str_from(id));
	struct nlets_message *answer;
	struct nlets_steps steps = { 0 };

	assert_non_null(chain);
	assert_int_equal(nlets_parse(definitions, str_from(bytes), NULL, &answer), 0);
	assert_int_equal(nlets_chain_steps(chain, definitions, answer, (struct span){ 0, 0 }, holder,
					   &arena, &steps),
			 0);
	nlets_message_free(&answer);
	return steps;
}

static const struct nlets_step_value *value_of(const struct nlets_steps *steps, size_t at,
					       const char *item)
{
	assert_true(at < steps->items.count);
	for (size_t i = 0; i < steps->items.items[at].values.count; i++)
		if (str_eq(steps->items.items[at].values.items[i].item, str_from(item)))
			return &steps->items.items[at].values.items[i];
	return NULL;
}

static void assert_value(const struct nlets_steps *steps, size_t at, const char *item,
			 const char *expected)
{
	const struct nlets_step_value *value = value_of(steps, at, item);

	assert_non_null(value);
	assert_true(str_eq(value->value, str_from(expected)));
}

static void the_shipped_file_has_no_fault(void **state)
{
	(void)state;
	assert_true(chains.items.count >= 12);
	assert_int_equal(nlets_chains_lint(&chains, definitions, &arena), 0);
}

static const char broken[] =
	"<chains xmlns='urn:nletscope:chains:1'>"
	"<chain id='one' after='ZZR' then='DQ' to='holder' sources='NOWHERE'>"
	"<label>l</label><help>h</help><take item='OLN' from='OLN'/></chain>"
	"<chain id='two' after='RR' then='DQ' to='QQ' to-items='ZZZ' fill='YYY' sources='VR-G'>"
	"<label>l</label><help>h</help><take item='NAM' from='XXX' as='code'/></chain>"
	"<chain id='two' after='RR' then='ZZQ' to='holder' sources='VR-G'>"
	"<label>l</label><help>h</help><take item='OLN' from='OLN'/></chain>"
	"</chains>";

/* No such answer, its field, source; destination, field to go by, taken, not fitting, to
 * fill, incomplete; no such query, the id twice. */
static void lint_finds_what_does_not_hold(void **state)
{
	struct own_file files[] = { { "forms/chains.xml", broken }, { NULL, NULL } };
	struct nlets_chains own;
	size_t shipped = chains.items.count;

	(void)state;
	assert_int_equal(nlets_chains_read(own_data_read, files, &arena, &own), 0);
	assert_int_equal(own.items.count, shipped + 3);
	assert_int_equal(nlets_chains_lint(&own, definitions, &arena), NLETS_E_DEFINITION);
	assert_int_equal(own.faults.count, 11);
}

static void own_chains_replace_those_of_the_same_id(void **state)
{
	struct own_file files[] = { { "forms/chains.xml",
				      "<chains xmlns='urn:nletscope:chains:1'>"
				      "<chain id='owner-licence' after='RR' then='KQ' to='TX' sources='VR-G'>"
				      "<label>l</label><help>h</help><take item='OLN' from='OLN'/></chain>"
				      "</chains>" },
				    { NULL, NULL } };
	struct nlets_chains own;

	(void)state;
	assert_int_equal(nlets_chains_read(own_data_read, files, &arena, &own), 0);
	assert_int_equal(own.items.count, chains.items.count);
	assert_true(str_eq(nlets_chain(&own, STR("owner-licence"))->then, STR("KQ")));
}

static void the_order_of_a_name_is_mended_and_said(void **state)
{
	struct nlets_steps steps;

	(void)state;
	steps = steps_of("owner-licence-name", HEAD("RR", "ILSIM0000") "LIC/SIM1.NAM/PAT SIM EXAMPLE",
			 STR("IL"));
	assert_int_equal(steps.items.count, 1);
	assert_value(&steps, 0, "NAM", "EXAMPLE,PAT SIM");
	assert_true(value_of(&steps, 0, "NAM")->guessed);
	steps = steps_of("owner-licence-name", HEAD("RR", "ILSIM0000") "LIC/SIM1.NAM/EXAMPLE, PAT SIM",
			 STR("IL"));
	assert_value(&steps, 0, "NAM", "EXAMPLE,PAT SIM");
	assert_false(value_of(&steps, 0, "NAM")->guessed);
	assert_true(str_eq(steps.items.items[0].to, STR("IL")));
	assert_int_equal(steps.items.items[0].missing.count, 2); /* DOB SEX */
}

static void dates_and_codes_are_written_as_the_query_has_them(void **state)
{
	static const char *const days[] = { "05/12/1980", "19800512", "051280", "05/12/80",
					    "MAY 12, 1980", "12 MAY 1980", "1980-05-12" };
	static const char *const none[] = { "13/40/1980", "UNKNOWN", "1980", "12 MAI 1980" };
	char bytes[256];
	struct nlets_steps steps;

	(void)state;
	for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++) {
		snprintf(bytes, sizeof(bytes), "%s%s%s", HEAD("DR", "ILSIM0000") "NAM/EXAMPLE,PAT SIM.DOB/",
			 days[i], ".SEX/FEMALE");
		steps = steps_of("driver-record", bytes, STR("IL"));
		assert_int_equal(steps.items.count, 1);
		assert_value(&steps, 0, "DOB", "19800512");
		assert_value(&steps, 0, "SEX", "F");
	}
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++) {
		snprintf(bytes, sizeof(bytes), "%s%s%s", HEAD("DR", "ILSIM0000") "NAM/EXAMPLE,PAT SIM.DOB/",
			 none[i], ".SEX/F");
		steps = steps_of("driver-record", bytes, STR("IL"));
		assert_int_equal(steps.items.count, 0);
	}
}

static void without_what_it_needs_nothing_is_proposed(void **state)
{
	struct nlets_steps steps;

	(void)state;
	steps = steps_of("driver-record", HEAD("DR", "ILSIM0000") "NAM/EXAMPLE,PAT SIM.SEX/F", STR("IL"));
	assert_int_equal(steps.items.count, 0);
	steps = steps_of("driver-record", HEAD("RR", "ILSIM0000") "NAM/EXAMPLE,PAT SIM.DOB/19800512.SEX/F",
			 STR("IL"));
	assert_int_equal(steps.items.count, 0); /* it follows other answers */
	steps = steps_of("full-record", HEAD("IR", "ILSIM0800") "NAM/EXAMPLE,PAT SIM.SID/IL\x1bSIM1",
			 STR("IL"));
	assert_int_equal(steps.items.count, 0); /* a control byte is not carried on */
}

static void candidates_are_kept_apart(void **state)
{
	struct nlets_steps steps;

	(void)state;
	steps = steps_of("immigration-status",
			 HEAD("IR", "ILSIM0800") "NAM/EXAMPLE,PAT SIM.DOB/19800512.SEX/F.SID/ILSIM00001."
						 "NAM/SAMPLE,ROBIN SIM.DOB/19810101.SEX/M.SID/ILSIM00002",
			 STR("IL"));
	assert_int_equal(steps.items.count, 2);
	assert_int_equal(steps.items.items[1].candidates, 2);
	assert_value(&steps, 0, "SID", "ILSIM00001");
	assert_value(&steps, 1, "NAM", "SAMPLE,ROBIN SIM");
	assert_value(&steps, 1, "SEX", "M");
	assert_true(str_eq(steps.items.items[1].to, STR("AX")));
}

static void the_destination_is_read_off_a_number(void **state)
{
	struct nlets_steps steps;

	(void)state;
	steps = steps_of("full-record", HEAD("IR", "ILSIM0800") "NAM/EXAMPLE,PAT SIM.SID/WASIM00001",
			 STR("IL"));
	assert_true(str_eq(steps.items.items[0].to, STR("WA")));
	steps = steps_of("full-record", HEAD("IR", "ILSIM0800") "NAM/EXAMPLE,PAT SIM.SID/#1", STR("IL"));
	assert_true(str_eq(steps.items.items[0].to, STR("IL")));
}

static void a_cause_is_read_as_it_is_written(void **state)
{
	static const char *const good[] = { "K7Q2M9XA.4:OLN,DOB", "K7Q2M9XA.4", "K7Q2M9XA", "K7Q2M9XA:OLN" };
	static const char *const bad[] = { "",          "K7Q2M9X",        "k7q2m9xa.4", "K7Q2M9XA.0",
					   "K7Q2M9XA.x", "K7Q2M9XA.4:OL N", "K7Q2M9XA.4:OLNNN" };
	struct app_cause cause;

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		struct buf out = { 0 };

		assert_true(app_cause_read(str_from(good[i]), &cause));
		app_cause_write(&cause, &out);
		assert_string_equal(buf_text(&out), good[i]);
		buf_free(&out);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(app_cause_read(str_from(bad[i]), &cause));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_shipped_file_has_no_fault),
		cmocka_unit_test(lint_finds_what_does_not_hold),
		cmocka_unit_test(own_chains_replace_those_of_the_same_id),
		cmocka_unit_test(the_order_of_a_name_is_mended_and_said),
		cmocka_unit_test(dates_and_codes_are_written_as_the_query_has_them),
		cmocka_unit_test(without_what_it_needs_nothing_is_proposed),
		cmocka_unit_test(candidates_are_kept_apart),
		cmocka_unit_test(the_destination_is_read_off_a_number),
		cmocka_unit_test(a_cause_is_read_as_it_is_written),
	};

	return cmocka_run_group_tests(tests, open_chains, close_chains);
}
