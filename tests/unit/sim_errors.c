/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every error and status message with a published number, each from the fault that
 * the pages name; and which destinations each key takes (message-structure.md 1.3). */
#include <config.h>

#include "nlets/finding.h"
#include "tests/support/sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct test_network net;

static int open_network(void **state)
{
	(void)state;
	test_network_open(&net, false);
	return 0;
}

static int close_network(void **state)
{
	(void)state;
	test_network_close(&net);
	return 0;
}

#define FOUR "0123456789"
#define PLATE ".TXT\r\nLIC/SIM1.LIY/2026.LIT/PC"
#define PERSON ".TXT\r\nNAM/DOE,JANE.DOB/19800512.SEX/F"
#define RECORD ".TXT\r\nPUR/C.ATN/TRAINEE.NAM/DOE,JANE.DOB/19800512.SEX/F"

/* From the start of the body: the number and words as published, then what follows. */
static const struct {
	const char *message, *number, *after;
} errors[] = {
	{ "", "0", "ORIGINAL MESSAGE\r\n" },
	{ "RQ.AZSIM0001.IL.TXT\r\nLIC/SIM1\003.LIY/2026.LIT/PC", "0", "ORIGINAL MESSAGE\r\n" },
	{ "RQ.AZSIM01.IL" PLATE, "01", "ORIGINAL MESSAGE\r\n" },
	{ "RQ.IL0160000.IL" PLATE, "01", "ORIGINAL MESSAGE\r\n" },
	{ "RQ.AZSIM0001.*A.*B.IL" PLATE, "01", "ORIGINAL MESSAGE\r\n" },
	{ "ER.AZSIM0001.IL.TXT\r\nX", "01", "ORIGINAL MESSAGE\r\n" },
	{ "AM.AZSIM0001.ILLICUPDT.TXT\r\nX", "02", "ORIGINAL MESSAGE\r\n" },
	{ "RQ.AZSIM0001.IL.LIC/SIM1", "03", "ORIGINAL MESSAGE\r\n" },
	{ "<n2:NLETS><broken", "03", "ORIGINAL MESSAGE\r\n" },
	{ "DQ.AZSIM0001.MX.TXT\r\nOLN/SIM1", "04", "ORIGINAL MESSAGE\r\n" },
	{ "DQ.AZSIM0001.IL.TXT\r\nNAM/DOE,JANE.SEX/F", "05", "ORIGINAL MESSAGE\r\n" },
	{ "DQ.AZSIM0001.IL.TXT\r\nNAM/DOE,JANE.DOB/1980051212.SEX/F", "05",
	  "ORIGINAL MESSAGE\r\n" },
	{ "DQ.AZSIM0001.IL.TXT\r\nNAM/DOE,JANE.DOB/MAY.SEX/F", "05", "ORIGINAL MESSAGE\r\n" },
	{ "TQ.AZSIM0001.CN.TXT\r\nTYP/PD", "06", "ORIGINAL MESSAGE\r\n" },
	{ "RQ.AZSIM0001.IL.TXT\r\nLIC/SIM1.LIY/20XX.LIT/PC", "10", "ORIGINAL MESSAGE\r\n" },
	{ "NLQ.AZSIM0001.NL.TXT\r\nTYP/ALL.BEG/0101.END/20260131.FND/X", "10",
	  "ORIGINAL MESSAGE\r\n" },
	{ "NLQ.AZSIM0001.NL.TXT\r\nTYP/ALL.BEG/20260101.END/20260231.FND/X", "10",
	  "ORIGINAL MESSAGE\r\n" },
	{ "TD.AZSIM0001.OD.TXT\r\n", "14", "1. ORI\r\nORIGINAL MESSAGE\r\n" },
	{ "TU.AZSIM0001.OD.TXT\r\nORI/AZSIM0001", "14",
	  "1. ORI, LOC\r\n2. ORI, TYP\r\nORIGINAL MESSAGE\r\n" },
	{ "KQ.AZSIM0001.IL.TXT\r\nPUR/C.ATN/" FOUR FOUR FOUR "1.OLN/SIM1", "16",
	  "ORIGINAL MESSAGE\r\n" },
	{ "RQ.AZSIM0001.QQ" PLATE, "19", "ORIGINAL MESSAGE\r\n" },
	{ "AM.AZSIM0001.ILSIM7777.TXT\r\nX", "19", "ORIGINAL MESSAGE\r\n" },
	{ "RQ.AZSIM0001.IL.TXT\r\nLIC/SIM1", "22",
	  "1. LIC, LIY, LIT\r\n2. VIN\r\nORIGINAL MESSAGE\r\n" },
	{ "NLQ.AZSIM0001.NL.TXT\r\nTYP/ALL.BEG/20260101.END/20260131", "22",
	  "1. TYP, BEG, END, FND\r\n2. TYP, BEG, END, NAM\r\nORIGINAL MESSAGE\r\n" },
};

/* The text of the number, with the key for xx. */
static struct str wanted(struct arena *arena, const char *number, struct str key, const char *after)
{
	struct str text = str_from(nlets_er_text(number));
	size_t at = str_find(text, STR(" xx "));
	struct str start = number[1] ? arena_printf(arena, ".%s. ", number) : STR("");

	if (at == text.len)
		return arena_printf(arena, "TXT\r\n%.*s%.*s\r\n%s", STR_ARGS(start),
				    STR_ARGS(text), after);
	return arena_printf(arena, "TXT\r\n%.*s%.*s %.*s%.*s\r\n%s", STR_ARGS(start), (int)at,
			    text.ptr, STR_ARGS(key), (int)(text.len - at - 3), text.ptr + at + 3,
			    after);
}

static void every_number_comes_from_its_fault(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(errors) / sizeof(*errors); i++) {
		struct str message = str_from(errors[i].message);
		struct str key = str_sub(message, 0, str_find_char(message, '.'));
		struct str text = wanted(&arena, errors[i].number, key, errors[i].after);
		struct sim_conversation talk;
		const struct sim_hop *hop;

		test_send(&net, message, &talk);
		assert_int_equal(talk.hops.count, 2);
		hop = test_hop(&talk, SIM_HOP_DELIVERY, 0);
		assert_int_equal(hop->outcome, SIM_OUTCOME_REJECTED);
		if (!str_starts(hop->bytes, STR("ER.NL0000000\r\n")) ||
		    !test_contains(hop->bytes, text.ptr))
			fail_msg("%s: %.*s", errors[i].message, STR_ARGS(hop->bytes));
		sim_conversation_free(&talk);
	}
	arena_free(&arena);
}

static void no_published_number_is_left_out(void **state)
{
	(void)state;
	for (unsigned number = 0; number < 30; number++) {
		char text[3] = { (char)('0' + number / 10), (char)('0' + number % 10), 0 };
		const char *digits = number ? text : "0";
		bool tested = false;

		for (size_t i = 0; i < sizeof(errors) / sizeof(*errors); i++)
			tested |= strcmp(errors[i].number, digits) == 0;
		assert_int_equal(nlets_er_text(digits) != NULL, tested);
	}
}

/* Whether the switch takes a message with those destinations. */
static const struct {
	const char *message;
	bool taken;
} destinations[] = {
	{ "DQ.AZSIM0001.IL.WA.OR.CA.NV" PERSON, true },
	{ "DQ.AZSIM0001.IL.WA.OR.CA.NV.UT" PERSON, false },
	{ "DQ.AZSIM0001.E1" PERSON, true },
	{ "DQ.AZSIM0001.ILSIM0000" PERSON, false },
	{ "DQ.AZSIM0001.NL" PERSON, true },
	{ "DQ.AZSIM0001.NL.IL" PERSON, false },
	{ "DQ.AZSIM0001.BC" PERSON, false },
	{ "DQG.AZSIM0001.E1.IL" PERSON, true },
	/* How many DNQ takes is not confirmed: at most a warning. */
	{ "DNQ.AZSIM0001.E1.TXT\r\nNAM/DOE", true },
	{ "RQ.AZSIM0001.E1.NA" PLATE, true },
	{ "RQG.AZSIM0001.H1" PLATE, true },
	{ "RPQ.AZSIM0001.IL" PLATE, true },
	{ "RPQ.AZSIM0001.E1" PLATE, false },
	{ "RPQ.AZSIM0001.NL" PLATE, false },
	{ "IQ.AZSIM0001.IL.WA" RECORD, true },
	{ "IQ.AZSIM0001.NL" RECORD, true },
	{ "IQ.AZSIM0001.IL.ILSIM0800" RECORD, false },
	{ "FQ.AZSIM0001.IL.TXT\r\nPUR/C.ATN/TRAINEE.SID/ILSIM00001", true },
	{ "FQ.AZSIM0001.IL.WA.TXT\r\nPUR/C.ATN/TRAINEE.SID/ILSIM00001", false },
	{ "IAQ.AZSIM0001.IL.TXT\r\nPUR/C", false },
	{ "GQ.AZSIM0001.FA.TXT\r\nPUR/C.ATN/TRAINEE.REG/N00SIM", true },
	{ "GQ.AZSIM0001.IL.TXT\r\nPUR/C.ATN/TRAINEE.REG/N00SIM", false },
	{ "AM.AZSIM0001.IL.E1.BC.CN.WASIM0001.TXT\r\nX", true },
	{ "AM.AZSIM0001.IL.E1.BC.CN.WASIM0001.OR.TXT\r\nX", false },
	{ "AM.AZSIM0001.AX.TXT\r\nX", true },
	{ "AM.AZSIM0001.FB.TC.DN.TXT\r\nX", true },
	{ "AM.AZSIM0001.AZLICHELP.TXT\r\n", true },
	{ "AM.AZSIM0001.AZLICHELP.IL.TXT\r\n", false },
	{ "AML.AZSIM0001.AZLICHELP.TXT\r\n", false },
	{ "AM.AZSIM0001.QQLICHELP.TXT\r\n", false },
	{ "LQ.AZSIM0001.IL.TXT\r\nX", true },
	{ "LQ.AZSIM0001.ILSIM0001.TXT\r\nX", true },
	{ "LQ.AZSIM0001.IL.WA.TXT\r\nX", false },
	{ "LQ.AZSIM0001.E1.TXT\r\nX", false },
	{ "LR.AZSIM0001.IL.WA.TXT\r\nX", false },
	{ "HS.AZSIM0001.IL.E1.ILSIM0001.TXT\r\nX", true },
	{ "TA.AZSIM0002.AZ.TXT\r\nORI/AZSIM0500.LOC/X1.TYP/PD", false },
	{ "TD.AZSIM0002.NL.TXT\r\nORI/AZSIM0500", false },
	{ "TQ.AZSIM0001.FN.TXT\r\nTYP/PD", true },
	{ "TQ.AZSIM0001.OD.TXT\r\nTYP/PD", true },
	{ "TQ.AZSIM0001.GU.TXT\r\nTYP/PD", false },
	{ "NLQ.AZSIM0001.AZ.TXT\r\nTYP/ALL.BEG/20260101.END/20260131.FND/X", false },
	{ "NFQ.AZSIM0001.NL.TXT\r\nMSN/1", true },
	{ "SM.AZSIM0001.IL.WA.TXT\r\nX", true },
};

static void every_key_takes_its_destinations(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(destinations) / sizeof(*destinations); i++) {
		struct sim_conversation talk;
		bool refused;

		test_send(&net, str_from(destinations[i].message), &talk);
		refused = talk.hops.count == 2 &&
			  talk.hops.items[1].outcome == SIM_OUTCOME_REJECTED;
		if (refused == destinations[i].taken)
			fail_msg("%s: %.*s", destinations[i].message,
				 STR_ARGS(talk.hops.items[1].bytes));
		if (refused)
			assert_true(test_contains(talk.hops.items[1].bytes, "TXT\r\n.19. "));
		sim_conversation_free(&talk);
	}
}

/* A published address of a real agency is recognised, and nothing goes there. */
static void explains_a_real_destination(void **state)
{
	struct sim_conversation talk;
	const struct sim_hop *hop;

	(void)state;
	test_send(&net, STR("DEX.AZSIM0001.VADEADX00.TXT\r\nX"), &talk);
	hop = test_hop(&talk, SIM_HOP_DELIVERY, 0);
	assert_int_equal(talk.hops.count, 2);
	assert_int_equal(hop->outcome, SIM_OUTCOME_REJECTED);
	assert_true(test_contains(hop->bytes, ".19. ") && hop->note.len && hop->detail.len);
	sim_conversation_free(&talk);
}

/* Codes of lines that nobody answers in the simulation: the switch says so. */
static void a_line_without_an_owner_gets_a_status_message(void **state)
{
	static const char *const messages[] = {
		"LQ.AZSIM0001.DN.TXT\r\nX",
		"LQ.AZSIM0001.TC.TXT\r\nX",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(messages) / sizeof(*messages); i++) {
		struct sim_conversation talk;
		const struct sim_hop *hop;

		test_send(&net, str_from(messages[i]), &talk);
		hop = test_hop(&talk, SIM_HOP_DELIVERY, 0);
		assert_int_equal(hop->outcome, SIM_OUTCOME_NOT_SUPPORTED);
		assert_true(test_contains(hop->bytes,
					  "TXT\r\n.01. USER DOES NOT RESPOND TO MSG TYPE, NLETS "
					  "WILL NOT FORWARD"));
		assert_true(hop->detail.len > 0);
		sim_conversation_free(&talk);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_number_comes_from_its_fault),
		cmocka_unit_test(no_published_number_is_left_out),
		cmocka_unit_test(every_key_takes_its_destinations),
		cmocka_unit_test(explains_a_real_destination),
		cmocka_unit_test(a_line_without_an_owner_gets_a_status_message),
	};

	return cmocka_run_group_tests(tests, open_network, close_network);
}
