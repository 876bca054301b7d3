/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What members keep beside licences, vehicles and histories: each key is asked, answered in
 * two layouts, and the answer read back without a hint of who wrote it. */
#include <config.h>

#include "nlets/parse.h"
#include "sim/network.h"
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
	test_network_open(&net, true);
	return 0;
}

static int close_network(void **state)
{
	(void)state;
	test_network_close(&net);
	return 0;
}

/* FL writes codes, MD labels. */
static const char *const writers[] = { "FL", "MD" };

static const struct {
	const char *key, *codes;
} answers[] = {
	{ "PPQ", "NAM DOB SEX SID FBI SOC SPN SPS SPD SPE SOF SUP SUA SUT CDN IDX" },
	{ "PBQ", "NAM DOB SEX SID FBI SOC SPN SPS SPD SPE SOF SUP SUA SUT CDN IDX" },
	{ "PCQ", "NAM DOB SEX SID FBI SOC SPN SPS SPD SPE SOF SUA SUT IDX" },
	{ "PAQ", "NAM DOB SEX SID FBI SOC SPN SPS SPD SPE SOF SUA SUT" },
	{ "CPQ", "NAM DOB SID IMG" },
	{ "SOQ", "NAM DOB SEX SID FBI SOC SRN SRS SRT SRD SRE SOF SCD EMP SUA IDX" },
	{ "SWQ", "NAM DOB SEX SOC OLN WNO DOW SOF SEV EXL BND CTN OCA SUA SUT IDX" },
	{ "WLQ", "NAM DOB ADR WLN WLT WLS WLE IDX" },
	{ "CWQ", "NAM DOB SEX RAC PER CPS CPT CPD CPE SUA IDX" },
	{ "LPQ", "LIC LIS EID EVD EVT CAG RDR RDL RDD" },
};

enum { ANSWERS = sizeof(answers) / sizeof(*answers) };

static struct nlets_message *read_back(struct str bytes)
{
	struct nlets_message *message = NULL;

	assert_int_equal(nlets_parse(net.definitions, bytes, NULL, &message), 0);
	return message;
}

static void expect_codes(const struct nlets_message *message, const char *codes)
{
	struct str rest = str_from(codes), code;

	while (str_split(&rest, ' ', &code))
		if (!nlets_message_field(message, code))
			fail_msg("no %.*s in %.*s", STR_ARGS(code), STR_ARGS(message->raw));
}

static size_t lines_unread(const struct nlets_message *message)
{
	size_t lines = 0;

	for (size_t i = 0; i < message->text.count; i++) {
		struct str rest = str_at(message->raw, message->text.items[i]), line;

		while (str_split(&rest, '\n', &line))
			lines += str_trim(line).len > 0;
	}
	return lines;
}

static void each_key_is_answered_and_read(void **state)
{
	(void)state;
	for (size_t k = 0; k < ANSWERS; k++)
		for (size_t w = 0; w < 2; w++) {
			struct sim_conversation talk;
			const struct sim_hop *delivery;
			struct nlets_message *answer;

			test_send_sample(&net, answers[k].key, writers[w], &talk);
			delivery = test_hop(&talk, SIM_HOP_DELIVERY, 0);
			if (delivery->outcome != SIM_OUTCOME_HIT)
				fail_msg("%s of %s: %.*s", answers[k].key, writers[w],
					 STR_ARGS(delivery->bytes));
			assert_true(delivery->backing == NLETS_INVENTED && delivery->note.len);
			answer = read_back(delivery->bytes);
			expect_codes(answer, answers[k].codes);
			/* Headings: one, and of PAQ one for each file. */
			assert_in_range(lines_unread(answer), 0, k == 3 ? 4 : 1);
			nlets_message_free(&answer);
			sim_conversation_free(&talk);
		}
}

static const struct sim_hop *send_text(const char *text, struct sim_conversation *talk)
{
	test_send(&net, str_from(text), talk);
	return test_hop(talk, SIM_HOP_DELIVERY, 0);
}

static void nobody_is_not_on_file(void **state)
{
	static const char *const queries[] = {
		"PPQ.AZSIM0001.FL.TXT\r\nNAM/NOBODY,NONE.DOB/19010101.SEX/F",
		"PAQ.AZSIM0001.FL.TXT\r\nSID/FLSIM99999",
		"SOQ.AZSIM0001.FL.TXT\r\nFBI/SIM999999",
		"SWQ.AZSIM0001.FL.TXT\r\nOLN/SIM99999999",
		"WLQ.AZSIM0001.FL.TXT\r\nPUR/C.ATN/TRAINEE.SOC/666999999",
		"CWQ.AZSIM0001.FL.TXT\r\nPER/SIMP999999",
		"LPQ.AZSIM0001.NL.TXT\r\nLIC/SIMNONE",
		"LPQ.AZSIM0001.FL.TXT\r\nEID/FLSIM99999991.DAT/20250101",
		"CCQ.AZSIM0001.NL.TXT\r\nSTC/NONE.STE/AZ",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(queries) / sizeof(*queries); i++) {
		struct sim_conversation talk;
		const struct sim_hop *delivery = send_text(queries[i], &talk);

		if (delivery->outcome != SIM_OUTCOME_NO_RECORD)
			fail_msg("%s: %.*s", queries[i], STR_ARGS(delivery->bytes));
		sim_conversation_free(&talk);
	}
}

static void expect_photo(const char *key, const char *extra, bool xml, const char *words)
{
	struct buf query = { 0 };
	struct sim_conversation talk;

	sim_network_settings(net.network)->deliver_xml = xml;
	assert_int_equal(sim_sample_query(net.network, str_from(key), STR("FL"), 3, &query), 0);
	buf_add_text(&query, extra);
	test_send(&net, buf_str(&query), &talk);
	if (!test_contains(test_hop(&talk, SIM_HOP_DELIVERY, 0)->bytes, words))
		fail_msg("%s%s: %.*s", key, extra,
			 STR_ARGS(test_hop(&talk, SIM_HOP_DELIVERY, 0)->bytes));
	sim_network_settings(net.network)->deliver_xml = false;
	sim_conversation_free(&talk);
	buf_free(&query);
}

static void photos_are_drawn_and_travel_as_published(void **state)
{
	(void)state;
	expect_photo("DQ", ".IMQ/Y", false, "NOBODY");
	expect_photo("SOQ", ".IMQ/Y", false, "NOBODY");
	expect_photo("CPQ", "", false, "XML ONLY");
	expect_photo("CPQ", "", true, "NOBODY");
	expect_photo("KQ", ".IMQ/Y", true, "NOBODY");
	expect_photo("LPQ", ".IMQ/TRUE", false, "NO VEHICLE");
}

static void all_three_files_stand_side_by_side(void **state)
{
	struct sim_conversation talk;
	struct arena arena = { 0 };
	struct sim_source source = sim_network_source(
		net.network, sim_holder(net.network->holders, STR("FL")), &arena);
	sim_rows rows = { 0 };
	struct str sid, text;
	const struct sim_hop *delivery;

	(void)state;
	assert_int_equal(sim_collection_list(
				 &source, sim_collection(net.network->collections, STR("parole")),
				 0, 1, &rows),
			 0);
	sid = sim_record_get(&rows.items[0], STR("SID"));
	text = arena_printf(&arena, "PAQ.AZSIM0001.FL.TXT\r\nSID/%.*s", STR_ARGS(sid));
	delivery = send_text(text.ptr, &talk);
	assert_true(test_contains(delivery->bytes, "SPN/SIMR"));
	assert_true(test_contains(delivery->bytes, "SPN/SIMB"));
	assert_true(test_contains(delivery->bytes, "SPN/SIMC"));
	sim_conversation_free(&talk);
	arena_free(&arena);
}

/* First the list from Nlets, then one read of it from its owner. */
static void plate_reads_take_two_steps(void **state)
{
	struct arena arena = { 0 };
	struct sim_conversation talk;
	struct nlets_message *list;
	struct str event, date, plate, text;
	const struct sim_hop *delivery;

	(void)state;
	test_send_sample(&net, "LPQ", "NL", &talk);
	delivery = test_hop(&talk, SIM_HOP_DELIVERY, 0);
	assert_true(test_contains(delivery->bytes, "LPR.NL0000000"));
	list = read_back(delivery->bytes);
	plate = arena_copy(&arena, nlets_message_value(list, STR("LIC")));
	event = arena_copy(&arena, nlets_message_value(list, STR("EID")));
	date = arena_copy(&arena, nlets_message_value(list, STR("EVD")));
	nlets_message_free(&list);
	sim_conversation_free(&talk);
	text = arena_printf(&arena, "LPQ.AZSIM0001.%.2s.TXT\r\nEID/%.*s.DAT/20250101", event.ptr,
			    STR_ARGS(event));
	delivery = send_text(text.ptr, &talk);
	assert_true(test_contains(delivery->bytes, plate.ptr));
	assert_true(test_contains(delivery->bytes, date.ptr));
	assert_true(test_contains(delivery->bytes, "PLACE OF READ"));
	sim_conversation_free(&talk);
	text = arena_printf(&arena, "LPQ.AZSIM0001.NL.TXT\r\nLIC/%.*s.END/20200101",
			    STR_ARGS(plate));
	assert_int_equal(send_text(text.ptr, &talk)->outcome, SIM_OUTCOME_NO_RECORD);
	sim_conversation_free(&talk);
	arena_free(&arena);
}

static void charge_codes_are_as_printed(void **state)
{
	struct sim_conversation talk;
	const struct sim_hop *delivery =
		send_text("CCQ.AZSIM0001.NL.TXT\r\nSTC/SIM-30-02.STE/TX", &talk);

	(void)state;
	assert_true(test_contains(delivery->bytes, "CCR.NL0000000"));
	assert_true(test_contains(delivery->bytes,
				  "Matching Statutes\r\nTX Statute SIM-30-02\r\n"));
	assert_true(test_contains(delivery->bytes, "Equivalent NCIC Code: 2202"));
	assert_true(test_contains(delivery->bytes, "Equivalent NCIC Code: 2203"));
	sim_conversation_free(&talk);
}

/* In the merged answer, or in a late one. */
static bool any_hit(const struct sim_conversation *talk)
{
	for (size_t i = 0; i < test_hops(talk, SIM_HOP_DELIVERY); i++)
		if (test_hop(talk, SIM_HOP_DELIVERY, i)->outcome == SIM_OUTCOME_HIT)
			return true;
	return false;
}

static void registries_answer_a_multi_state_query(void **state)
{
	static const char *const keys[] = { "SOQ", "SWQ", "WLQ" };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct sim_conversation talk;
		struct buf query = { 0 }, all = { 0 };
		size_t at;

		assert_int_equal(
			sim_sample_query(net.network, str_from(keys[i]), STR("FL"), 3, &query), 0);
		at = str_find(buf_str(&query), STR(".FL."));
		buf_add(&all, str_sub(buf_str(&query), 0, at));
		buf_add_text(&all, ".NL.");
		buf_add(&all, str_sub(buf_str(&query), at + 4, query.len - at - 4));
		test_send(&net, buf_str(&all), &talk);
		assert_int_equal(test_hops(&talk, SIM_HOP_FORWARD), net.network->holders->members);
		assert_true(any_hit(&talk));
		sim_conversation_free(&talk);
		buf_free(&query);
		buf_free(&all);
	}
}

#define YQ_HEAD "YQ.AZSIM0001.FLSIM0001.CASIM0001.TXT\r\nRTY/SA.RNO/1.NIC/A000000123."
#define YQ_TAIL "RNA/OFFICER EXAMPLE.RAG/SIMULATED PD"

enum { MINUTE_MS = 60000 };

/* Every answer comes in time, and "in process" is followed by the last word. */
static void a_desk_confirms_in_time(void **state)
{
	unsigned confirmed = 0, denied = 0, pending = 0;

	(void)state;
	for (unsigned i = 0; i < 60; i++) {
		struct arena arena = { 0 };
		struct sim_conversation talk;
		struct str text = arena_printf(&arena, YQ_HEAD "OCA/SIM%u.PRI/%c." YQ_TAIL, i,
					       i % 2 ? 'U' : 'R');
		const struct sim_hop *first = send_text(text.ptr, &talk);
		size_t count = test_hops(&talk, SIM_HOP_DELIVERY);
		bool waits = test_contains(first->bytes, "IN PROCESS");

		assert_int_equal(test_hops(&talk, SIM_HOP_FORWARD), 2);
		assert_in_range(first->time_ms, 1, (i % 2 ? 10 : 60) * MINUTE_MS);
		assert_int_equal(count, waits ? 2 : 1);
		pending += waits;
		denied += test_contains(first->bytes, "NOT CONFIRMED");
		confirmed += test_contains(first->bytes, "STATUS: CONFIRMED");
		if (waits) {
			assert_true(test_contains(first->bytes, "HOURS TO CONFIRM"));
			assert_true(test_contains(test_hop(&talk, SIM_HOP_DELIVERY, 1)->bytes,
						  "CONFIRMED\r\n"));
		}
		sim_conversation_free(&talk);
		arena_free(&arena);
	}
	assert_true(confirmed && denied && pending);
}

static void check_marks(const struct sim_record *row)
{
	struct str ssn = sim_record_get(row, STR("SOC")), name = sim_record_get(row, STR("NAM"));
	struct str phone = sim_record_get(row, STR("SUT")), zip = sim_record_get(row, STR("ZIP"));

	assert_true(!ssn.len || str_starts(ssn, STR("000")) || str_starts(ssn, STR("666")));
	assert_true(!name.len || str_find(name, STR(" SIM")) < name.len);
	assert_true(!phone.len || str_find(phone, STR("555-01")) < phone.len);
	assert_true(!zip.len || str_eq(zip, STR("00000")));
}

static void everybody_is_marked_as_invented(void **state)
{
	static const char *const names[] = { "parole",	 "probation", "corrections", "offenders",
					     "warrants", "wildlife",  "permits" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct arena arena = { 0 };
		struct sim_source source = sim_network_source(net.network, NULL, &arena);
		sim_rows rows = { 0 };

		assert_int_equal(
			sim_collection_list(
				&source,
				sim_collection(net.network->collections, str_from(names[i])), 0,
				200, &rows),
			0);
		assert_true(rows.count > 0);
		for (size_t r = 0; r < rows.count; r++)
			check_marks(&rows.items[r]);
		arena_free(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_key_is_answered_and_read),
		cmocka_unit_test(nobody_is_not_on_file),
		cmocka_unit_test(photos_are_drawn_and_travel_as_published),
		cmocka_unit_test(all_three_files_stand_side_by_side),
		cmocka_unit_test(plate_reads_take_two_steps),
		cmocka_unit_test(charge_codes_are_as_printed),
		cmocka_unit_test(registries_answer_a_multi_state_query),
		cmocka_unit_test(a_desk_confirms_in_time),
		cmocka_unit_test(everybody_is_marked_as_invented),
	};

	return cmocka_run_group_tests(tests, open_network, close_network);
}
