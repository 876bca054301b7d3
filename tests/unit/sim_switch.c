/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The switch end to end: each kind of message, and each fault. */
#include <config.h>

#include "nlets/parse.h"
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

static void answers_a_plate_query(void **state)
{
	struct sim_conversation talk;
	const struct sim_hop *delivery;

	(void)state;
	test_send_sample(&net, "RQ", "IL", &talk);
	assert_int_equal(talk.hops.count, 4);
	delivery = test_hop(&talk, SIM_HOP_DELIVERY, 0);
	assert_non_null(delivery);
	assert_int_equal(delivery->outcome, SIM_OUTCOME_HIT);
	assert_int_equal(delivery->backing, NLETS_ASSUMED);
	assert_true(delivery->note.len > 0 && delivery->assumed.len > 0);
	assert_true(str_starts(delivery->bytes, STR("RR.ILSIM0000\r\n08:00 01/15/2026 ")));
	assert_true(test_contains(delivery->bytes, " AZSIM0001\r\n*T00000003.\r\nTXT\r\n"));
	assert_true(str_eq(delivery->from, STR("NL")) && str_eq(delivery->to, STR("AZSIM0001")));
	sim_conversation_free(&talk);
}

/* What is delivered is read back without a fault in the envelope. */
static void stamps_and_numbers_what_it_delivers(void **state)
{
	struct sim_conversation talk;
	struct nlets_message *first = NULL, *second = NULL;

	(void)state;
	test_send(&net, STR("RQ.AZSIM0001.IL.WA.*REF 1.TXT\r\nLIC/SIM999.LIY/2026.LIT/PC"), &talk);
	assert_int_equal(test_hops(&talk, SIM_HOP_FORWARD), 2);
	assert_int_equal(test_hops(&talk, SIM_HOP_DELIVERY), 2);
	assert_int_equal(nlets_parse(net.definitions, test_hop(&talk, SIM_HOP_DELIVERY, 0)->bytes,
				     NULL, &first),
			 0);
	assert_int_equal(nlets_parse(net.definitions, test_hop(&talk, SIM_HOP_DELIVERY, 1)->bytes,
				     NULL, &second),
			 0);
	assert_true(nlets_findings_worst(&first->findings) < NLETS_WARNING);
	assert_int_equal(first->direction, NLETS_OUTPUT);
	assert_true(str_eq(first->control.text, STR("REF 1")));
	assert_true(str_eq(first->to.items[0].text, STR("AZSIM0001")));
	assert_true(first->received.present && first->sent.present);
	assert_true(str_cmp(first->sent.sequence, second->sent.sequence) < 0);
	assert_true(str_cmp(first->received.sequence, second->received.sequence) < 0);
	nlets_message_free(&first);
	nlets_message_free(&second);
	sim_conversation_free(&talk);
}

static void keeps_the_order_of_time(void **state)
{
	struct sim_conversation talk;

	(void)state;
	test_send_sample(&net, "IQ", "NL", &talk);
	for (size_t i = 0; i < talk.hops.count; i++) {
		const struct sim_hop *hop = &talk.hops.items[i];

		assert_true(i == 0 || talk.hops.items[i - 1].time_ms <= hop->time_ms);
		assert_true(hop->answers == SIZE_MAX ? i == 0 : hop->answers < i);
		assert_true(hop->from.len && hop->to.len && hop->from_label.len &&
			    hop->to_label.len);
	}
	sim_conversation_free(&talk);
}

static void merges_a_multi_state_query(void **state)
{
	struct sim_conversation talk;
	const struct sim_hop *merged = NULL;

	(void)state;
	test_send_sample(&net, "DQ", "NL", &talk);
	assert_int_equal(test_hops(&talk, SIM_HOP_FORWARD), 54);
	assert_int_equal(test_hops(&talk, SIM_HOP_ANSWER), 54);
	for (size_t i = 0; test_hop(&talk, SIM_HOP_DELIVERY, i); i++)
		if (str_starts(test_hop(&talk, SIM_HOP_DELIVERY, i)->bytes, STR("DR.NL0000000")))
			merged = test_hop(&talk, SIM_HOP_DELIVERY, i);
	assert_non_null(merged);
	assert_int_equal(merged->backing, NLETS_INVENTED);
	assert_int_equal(merged->outcome, SIM_OUTCOME_HIT);
	assert_true(test_contains(merged->bytes, "STATES ASKED 54: AK AL"));
	assert_true(test_contains(merged->bytes, "STATES WITH HITS 1: "));
	assert_true(test_contains(merged->bytes, "RESPONSE FROM "));
	assert_false(test_contains(merged->bytes, "NOT ON FILE"));
	sim_conversation_free(&talk);
}

/* For those that receive NIEM each part is an element of its own ([invented]). */
static void merges_in_xml(void **state)
{
	struct sim_settings *settings = sim_network_settings(net.network);
	struct nlets_message *message = NULL;
	struct sim_conversation talk;
	const struct sim_hop *merged;

	(void)state;
	settings->deliver_xml = true;
	test_send_sample(&net, "DQ", "NL", &talk);
	settings->deliver_xml = false;
	merged = test_hop(&talk, SIM_HOP_DELIVERY, 0);
	assert_int_equal(merged->backing, NLETS_INVENTED);
	assert_true(test_contains(merged->bytes, "<n2:MultiStateSummary>"));
	assert_true(test_contains(merged->bytes, "<n2:ResponseText>STATES WITH HITS 1: "));
	assert_true(test_contains(merged->bytes, "<n2:ResponseText>RESPONSE FROM "));
	assert_int_equal(nlets_parse(net.definitions, merged->bytes, NULL, &message), 0);
	assert_int_equal(message->wire, NLETS_WIRE_XML);
	assert_true(nlets_findings_worst(&message->findings) < NLETS_WARNING);
	assert_true(nlets_message_value(message, STR("OLN")).len > 0);
	nlets_message_free(&message);
	sim_conversation_free(&talk);
}

/* A few members are late by chance: counted silent, their answer delivered alone. */
static void delivers_late_answers_alone(void **state)
{
	bool seen = false;

	(void)state;
	for (unsigned i = 0; i < 12 && !seen; i++) {
		struct sim_conversation talk;
		struct arena arena = { 0 };
		const struct sim_hop *merged, *late;

		test_send(&net, arena_printf(&arena, "DQ.AZSIM0001.NL.TXT\r\nOLN/SIM%08u", i),
			  &talk);
		merged = test_hop(&talk, SIM_HOP_DELIVERY, 0);
		late = test_hop(&talk, SIM_HOP_DELIVERY, 1);
		seen = late != NULL;
		assert_int_equal(test_contains(merged->bytes, "DID NOT ANSWER 0"), !seen);
		if (late)
			assert_true(late->time_ms > 60000 && merged->time_ms < late->time_ms);
		sim_conversation_free(&talk);
		arena_free(&arena);
	}
	assert_true(seen);
}

static void turns_regional_keys(void **state)
{
	struct sim_conversation talk;
	const struct sim_hop *forward, *delivery;

	(void)state;
	test_send(&net, STR("RQG.AZSIM0001.E1.TXT\r\nLIC/SIM999.LIY/2026.LIT/PC"), &talk);
	assert_int_equal(test_hops(&talk, SIM_HOP_FORWARD), 6);
	forward = test_hop(&talk, SIM_HOP_FORWARD, 0);
	delivery = test_hop(&talk, SIM_HOP_DELIVERY, 0);
	assert_true(str_starts(forward->bytes, STR("RQ.AZSIM0001\r\n")));
	assert_true(str_starts(delivery->bytes, STR("RR.")));
	assert_true(forward->time_ms > 2000);
	assert_int_equal(forward->backing, NLETS_UNCONFIRMED);
	sim_conversation_free(&talk);
}

static void says_who_does_not_take_a_key(void **state)
{
	struct sim_conversation talk;
	const struct sim_hop *status;

	(void)state;
	test_send(&net, STR("BQ.AZSIM0001.AS.TXT\r\nREG/SIM0001"), &talk);
	status = test_hop(&talk, SIM_HOP_DELIVERY, 0);
	assert_true(str_starts(status->bytes, STR("SM.NL0000000\r\n")));
	assert_true(test_contains(status->bytes,
				  ".01. USER DOES NOT RESPOND TO MSG TYPE, NLETS WILL NOT"));
	assert_int_equal(status->outcome, SIM_OUTCOME_NOT_SUPPORTED);
	assert_int_equal(test_hops(&talk, SIM_HOP_FORWARD), 0);
	sim_conversation_free(&talk);
}

static void delivers_mail_and_answers_none(void **state)
{
	struct sim_conversation talk;

	(void)state;
	test_send(&net, STR("AM.AZSIM0001.WA.E1.ILSIM0001.TXT\r\nDRILL"), &talk);
	assert_int_equal(test_hops(&talk, SIM_HOP_FORWARD), 8);
	assert_int_equal(test_hops(&talk, SIM_HOP_DELIVERY), 0);
	assert_true(test_contains(talk.hops.items[1].bytes, "TXT\r\nDRILL"));
	sim_conversation_free(&talk);
	test_send(&net, STR("AML.AZSIM0001.WA.TXT\r\nDRILL"), &talk);
	assert_true(
		test_contains(talk.hops.items[1].bytes, "FOR LAW ENFORCEMENT DISSEMINATION ONLY"));
	sim_conversation_free(&talk);
}

static void reads_help_files(void **state)
{
	struct sim_conversation talk;
	const struct sim_hop *help;

	(void)state;
	test_send(&net, STR("AM.AZSIM0001.AZLICHELP.TXT\r\n"), &talk);
	help = test_hop(&talk, SIM_HOP_DELIVERY, 0);
	assert_true(str_starts(help->bytes, STR("AM.AZLICHELP\r\n")));
	assert_true(test_contains(help->bytes, "Arizona"));
	assert_int_equal(help->backing, NLETS_INVENTED);
	sim_conversation_free(&talk);
	test_send(&net, STR("AM.AZSIM0001.AZNLEHELP.TXT\r\n"), &talk);
	help = test_hop(&talk, SIM_HOP_DELIVERY, 0);
	assert_true(str_ends(help->bytes, STR("NO NLE HELP INFORMATION AVAILABLE FOR THIS USER")));
	sim_conversation_free(&talk);
}

static void acknowledges_an_immigration_query_first(void **state)
{
	struct sim_conversation talk;
	const struct sim_hop *receipt, *answer;

	(void)state;
	test_send_sample(&net, "IAQ", "AX", &talk);
	receipt = test_hop(&talk, SIM_HOP_DELIVERY, 0);
	answer = test_hop(&talk, SIM_HOP_DELIVERY, 1);
	assert_int_equal(receipt->outcome, SIM_OUTCOME_ACKNOWLEDGED);
	assert_true(receipt->time_ms < 1000);
	assert_false(test_contains(receipt->bytes, "A-NUMBER"));
	assert_int_equal(answer->outcome, SIM_OUTCOME_HIT);
	assert_true(str_starts(answer->bytes, STR("IAR.VTSIM0900\r\n")));
	assert_true(test_contains(answer->bytes, "A-NUMBER: A000"));
	assert_true(test_contains(answer->bytes, "NOT A DETAINER"));
	assert_int_equal(receipt->backing, NLETS_INVENTED);
	assert_int_equal(answer->backing, NLETS_INVENTED);
	sim_conversation_free(&talk);
}

/* One message a fault, and the number it is answered with. */
static const struct {
	struct str bytes;
	const char *text;
} faults[] = {
	{ { "", 0 }, "MESSAGE FORMAT/STRUCTURE ERROR" },
	{ { "RQ.AZSIM0001.IL.TXT\r\nLIC/SIM1\003.LIY/2026.LIT/PC", 43 },
	  "MESSAGE FORMAT/STRUCTURE ERROR" },
	{ { "RQ.AZSIM0001.IL.\r\nLIC/SIM1.LIY/2026.LIT/PC", 42 }, ".03. TXT NOT FOUND" },
	{ { "RQ.VTICE0900.IL.TXT\r\nLIC/SIM1.LIY/2026.LIT/PC", 46 },
	  ".01. INVALID HEADER INFORMATION" },
	{ { "RQ.AZSIM9999.IL.TXT\r\nLIC/SIM1.LIY/2026.LIT/PC", 46 },
	  ".01. INVALID HEADER INFORMATION" },
	{ { "RR.AZSIM0001.IL.TXT\r\nLIC/SIM1.LIY/2026.LIT/PC", 46 },
	  ".01. INVALID HEADER INFORMATION" },
	{ { "RQ.AZSIM0001.IL.WA.OR.CA.NV.AZ.TXT\r\nLIC/SIM1.LIY/2026.LIT/PC", 61 },
	  ".19. INVALID DESTINATION ORIs" },
	{ { "AM.AZSIM0001.ILSIM7777.TXT\r\nDRILL", 33 }, ".19. INVALID DESTINATION ORIs" },
	{ { "IAQ.AZSIM0001.IL.TXT\r\nPUR/C", 27 }, ".19. INVALID DESTINATION ORIs" },
	{ { "RQ.AZSIM0001.IL.TXT\r\nLIC/SIM1", 30 },
	  ".22. INVALID MESSAGE FORMAT - REFER TO RQ MKE" },
	{ { "DQ.AZSIM0001.IL.TXT\r\nNAM/A,B.DOB/XX.SEX/F", 42 }, ".05. DOB INVALID" },
};

static void answers_faults_with_an_error(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
		struct sim_conversation talk;
		const struct sim_hop *error;

		test_send(&net, faults[i].bytes, &talk);
		error = test_hop(&talk, SIM_HOP_DELIVERY, 0);
		assert_int_equal(talk.hops.count, 2);
		assert_int_equal(error->outcome, SIM_OUTCOME_REJECTED);
		assert_true(str_starts(error->bytes, STR("ER.NL0000000\r\n")));
		if (!test_contains(error->bytes, faults[i].text))
			fail_msg("%zu: %.*s", i, STR_ARGS(error->bytes));
		assert_true(test_contains(error->bytes, "\r\nORIGINAL MESSAGE\r\n"));
		sim_conversation_free(&talk);
	}
}

static void lists_the_options_and_echoes_100_bytes(void **state)
{
	struct sim_conversation talk;
	struct buf query = { 0 };
	struct str bytes, echo;
	size_t at;

	(void)state;
	buf_add_text(&query, "RQ.AZSIM0001.IL.TXT\r\nLIC/SIM1.RSN/");
	buf_add_repeat(&query, 'X', 200);
	test_send(&net, buf_str(&query), &talk);
	bytes = test_hop(&talk, SIM_HOP_DELIVERY, 0)->bytes;
	assert_true(test_contains(bytes, "\r\n1. LIC, LIY, LIT\r\n2. VIN\r\n"));
	at = str_find(bytes, STR("ORIGINAL MESSAGE\r\n")) + 18;
	echo = str_sub(bytes, at, bytes.len - at);
	assert_int_equal(echo.len, 100);
	assert_true(str_starts(buf_str(&query), echo));
	buf_free(&query);
	sim_conversation_free(&talk);
}

static void takes_a_framed_message(void **state)
{
	struct sim_conversation talk;

	(void)state;
	test_send(&net, STR("RQ.AZSIM0001.IL.TXT\r\nLIC/SIM1.LIY/2026.LIT/PC\003\n"), &talk);
	assert_int_equal(test_hop(&talk, SIM_HOP_DELIVERY, 0)->outcome, SIM_OUTCOME_NO_RECORD);
	sim_conversation_free(&talk);
}

/* XML in, XML out; and each of both to the other. */
static void speaks_both_wire_formats(void **state)
{
	struct sim_settings *settings = sim_network_settings(net.network);
	struct nlets_message *message = NULL, *query = NULL;
	struct sim_conversation talk;
	struct buf text = { 0 }, xml = { 0 };
	struct arena arena = { 0 };

	(void)state;
	assert_int_equal(sim_sample_query(net.network, STR("RQ"), STR("HI"), 5, &text), 0);
	assert_int_equal(nlets_parse(net.definitions, buf_str(&text), NULL, &query), 0);
	assert_int_equal(nlets_render(net.definitions, query, NLETS_WIRE_XML, &xml, &arena, NULL),
			 0);
	settings->deliver_xml = true;
	test_send(&net, buf_str(&xml), &talk);
	settings->deliver_xml = false;
	assert_int_equal(test_hop(&talk, SIM_HOP_DELIVERY, 0)->outcome, SIM_OUTCOME_HIT);
	assert_int_equal(nlets_parse(net.definitions, test_hop(&talk, SIM_HOP_DELIVERY, 0)->bytes,
				     NULL, &message),
			 0);
	assert_int_equal(message->wire, NLETS_WIRE_XML);
	assert_int_equal(message->direction, NLETS_OUTPUT);
	assert_true(nlets_findings_worst(&message->findings) < NLETS_WARNING);
	assert_true(str_starts(nlets_message_value(message, STR("LIC")), STR("SIM")));
	assert_true(str_starts(nlets_message_value(message, STR("VIN")), STR("SIMQO")));
	nlets_message_free(&message);
	nlets_message_free(&query);
	buf_free(&text);
	buf_free(&xml);
	arena_free(&arena);
	sim_conversation_free(&talk);
}

/* The other routes take XML too, and hand on what it says as text. */
static void takes_mail_and_immigration_queries_in_xml(void **state)
{
	static const char *const texts[] = {
		"AM.AZSIM0001.WA.TXT\r\nDRILL",
		"IAQ.AZSIM0001.AX.TXT\r\nPUR/C.ATN/TRAINEE.PHN/0005550123.NAM/DOE,JANE.DOB/"
		"19800512.SEX/F."
		"POB/MM.CUS/Y.OFF/0399",
	};
	static const char *const carried[] = { "DRILL", "NAM/DOE,JANE" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct nlets_message *query = NULL;
		struct sim_conversation talk;
		struct arena arena = { 0 };
		struct buf xml = { 0 };

		assert_int_equal(nlets_parse(net.definitions, str_from(texts[i]), NULL, &query), 0);
		assert_int_equal(
			nlets_render(net.definitions, query, NLETS_WIRE_XML, &xml, &arena, NULL),
			0);
		test_send(&net, buf_str(&xml), &talk);
		assert_true(test_contains(test_hop(&talk, SIM_HOP_FORWARD, 0)->bytes, carried[i]));
		assert_false(test_contains(test_hop(&talk, SIM_HOP_FORWARD, 0)->bytes, "<"));
		sim_conversation_free(&talk);
		nlets_message_free(&query);
		buf_free(&xml);
		arena_free(&arena);
	}
}

/* An error message in XML must be well formed whatever it echoes. */
static void echoes_anything_in_xml(void **state)
{
	struct sim_settings *settings = sim_network_settings(net.network);
	struct nlets_message *message = NULL;
	struct sim_conversation talk;

	(void)state;
	settings->deliver_xml = true;
	test_send(&net, STR("RQ.AZSIM0001.IL.TXT\r\nLIC/]]>\x01\xff<&\x1b.LIY/1"), &talk);
	settings->deliver_xml = false;
	assert_int_equal(nlets_parse(net.definitions, test_hop(&talk, SIM_HOP_DELIVERY, 0)->bytes,
				     NULL, &message),
			 0);
	assert_int_equal(message->wire, NLETS_WIRE_XML);
	assert_true(str_eq(message->key.text, STR("ER")));
	assert_true(nlets_findings_worst(&message->findings) < NLETS_ERROR);
	nlets_message_free(&message);
	sim_conversation_free(&talk);
}

static void same(const struct sim_conversation *a, const struct sim_conversation *b)
{
	assert_int_equal(a->hops.count, b->hops.count);
	for (size_t i = 0; i < a->hops.count; i++) {
		assert_true(str_eq(a->hops.items[i].bytes, b->hops.items[i].bytes));
		assert_int_equal(a->hops.items[i].time_ms, b->hops.items[i].time_ms);
	}
}

static void says_the_same_twice(void **state)
{
	static const char *const keys[] = { "RQ", "DQ", "KQ", "IQ", "FQ", "AQ" };
	struct test_network one, two;

	(void)state;
	test_network_open(&one, true);
	test_network_open(&two, true);
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		struct sim_conversation first, second;

		test_send_sample(&one, keys[i], "TX", &first);
		test_send_sample(&two, keys[i], "TX", &second);
		same(&first, &second);
		sim_conversation_free(&first);
		sim_conversation_free(&second);
	}
	test_network_close(&one);
	test_network_close(&two);
}

static void knows_its_directory(void **state)
{
	struct str label = STR_NONE;

	(void)state;
	assert_true(sim_directory_knows(net.network, STR("AZSIM0001"), &label) && label.len);
	assert_true(sim_directory_knows(net.network, STR("VTSIM0900"), NULL));
	assert_false(sim_directory_knows(net.network, STR("AZSIM4444"), &label));
	assert_int_equal(label.len, 0);
	assert_false(sim_directory_knows(net.network, STR("VTICE0900"), &label));
	assert_true(label.len > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_a_plate_query),
		cmocka_unit_test(stamps_and_numbers_what_it_delivers),
		cmocka_unit_test(keeps_the_order_of_time),
		cmocka_unit_test(merges_a_multi_state_query),
		cmocka_unit_test(merges_in_xml),
		cmocka_unit_test(delivers_late_answers_alone),
		cmocka_unit_test(turns_regional_keys),
		cmocka_unit_test(says_who_does_not_take_a_key),
		cmocka_unit_test(delivers_mail_and_answers_none),
		cmocka_unit_test(reads_help_files),
		cmocka_unit_test(acknowledges_an_immigration_query_first),
		cmocka_unit_test(answers_faults_with_an_error),
		cmocka_unit_test(lists_the_options_and_echoes_100_bytes),
		cmocka_unit_test(takes_a_framed_message),
		cmocka_unit_test(speaks_both_wire_formats),
		cmocka_unit_test(takes_mail_and_immigration_queries_in_xml),
		cmocka_unit_test(echoes_anything_in_xml),
		cmocka_unit_test(says_the_same_twice),
		cmocka_unit_test(knows_its_directory),
	};

	return cmocka_run_group_tests(tests, open_network, close_network);
}
