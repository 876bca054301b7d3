/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The systems as data, and their scripted conversations played. */
#include <config.h>

#include "nlets/disclose.h"
#include "nlets/parse.h"
#include "nlets/systems.h"
#include "sim/flow.h"
#include "tests/support/own_data.h"
#include "tests/support/data.h"
#include "tests/support/sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct test_network net;
static struct nlets_systems systems;

static int open_network(void **state)
{
	(void)state;
	test_network_open(&net, true);
	return nlets_systems_read(test_data_read, NULL, &net.arena, &systems);
}

static int close_network(void **state)
{
	(void)state;
	test_network_close(&net);
	return 0;
}

static const struct nlets_system *find(const char *id)
{
	const struct nlets_system *system = nlets_system(&systems, str_from(id));

	assert_non_null(system);
	return system;
}

/* Plays the system's flow in that case, or "" by the day. */
static void play(const char *id, const char *case_id, unsigned date, struct sim_conversation *talk)
{
	const struct nlets_system *system = find(id);
	const struct nlets_flow_case *at =
		nlets_flow_case(&system->flow, str_from(case_id), date);

	assert_non_null(at);
	sim_network_settings(net.network)->date = date;
	assert_int_equal(sim_run_flow(net.network, &system->flow, at, TEST_NOW, talk), 0);
}

static size_t with_outcome(const struct sim_conversation *talk, enum sim_outcome outcome)
{
	size_t count = 0;

	for (size_t i = 0; i < talk->hops.count; i++)
		count += talk->hops.items[i].outcome == outcome;
	return count;
}

static void the_shipped_file_has_no_fault(void **state)
{
	(void)state;
	assert_true(systems.items.count >= 33);
	assert_int_equal(nlets_systems_lint(&systems, net.policies, net.definitions, &net.arena), 0);
	assert_int_equal(systems.faults.count, 0);
}

static const char broken[] =
	"<systems>"
	"<system id='one' name='One' kind='federal' status='explained' nlets='no' keys='ZZZ' sources='N1'>"
	"<about>a</about><in>b</in><out>c</out><keeps>d</keeps></system>"
	"<system id='one' name='One' kind='federal' status='explained' nlets='no' holders='QQ' sources='NOWHERE'>"
	"<about>a</about><in>b</in><out>c</out><keeps>d</keeps>"
	"<flow title='t'><case id='only' sources='N1'><words>w</words></case>"
	"<step from='a' to='b' over='outside' in='other' sources='N1'><words>w</words>"
	"<send key='DQ' from='AZSIM0777' to='TX'/></step></flow></system>"
	"</systems>";

/* Key, twice, source, holder, case, sender, sending outside Nlets. */
static void lint_finds_what_does_not_hold(void **state)
{
	struct own_file files[] = { { "policies/systems.xml", broken }, { NULL, NULL } };
	struct nlets_systems own;

	(void)state;
	assert_int_equal(nlets_systems_read(own_data_read, files, &net.arena, &own), 0);
	assert_int_equal(own.items.count, 2);
	assert_int_equal(nlets_systems_lint(&own, net.policies, net.definitions, &net.arena),
			 NLETS_E_DEFINITION);
	assert_int_equal(own.faults.count, 7);
}

static void a_broken_own_file_leaves_the_shipped_one(void **state)
{
	struct own_file files[] = { { "policies/systems.xml", "<systems><system/></systems>" },
				    { NULL, NULL } };
	struct nlets_systems own;

	(void)state;
	assert_int_equal(nlets_systems_read(own_data_read, files, &net.arena, &own), 0);
	assert_int_equal(own.items.count, systems.items.count);
	assert_true(own.faults.count > 0);
}

static void explained_systems_send_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < systems.items.count; i++) {
		const struct nlets_system *system = &systems.items.items[i];
		struct sim_conversation talk;

		if (str_eq(system->status, STR("simulated")))
			continue;
		for (size_t s = 0; s < system->flow.steps.count; s++)
			assert_int_equal(system->flow.steps.items[s].send.key.len, 0);
		if (!system->has_flow)
			continue;
		assert_int_equal(sim_run_flow(net.network, &system->flow,
					      &system->flow.cases.items[0], TEST_NOW, &talk), 0);
		for (size_t h = 0; h < talk.hops.count; h++) {
			assert_int_equal(talk.hops.items[h].kind, SIM_HOP_OUTSIDE);
			assert_int_equal(talk.hops.items[h].bytes.len, 0);
		}
		assert_true(with_outcome(&talk, SIM_OUTCOME_NOT_DONE) > 0);
		sim_conversation_free(&talk);
	}
}

static void assert_goes_through(const struct sim_conversation *talk, struct str id)
{
	if (with_outcome(talk, SIM_OUTCOME_REJECTED) || with_outcome(talk, SIM_OUTCOME_NOT_SUPPORTED))
		fail_msg("%.*s: the switch or a holder does not take it", STR_ARGS(id));
	if (!talk->hops.count)
		fail_msg("%.*s: nothing happens", STR_ARGS(id));
}

static void play_sample(const struct nlets_system *system, struct sim_conversation *talk)
{
	struct str holder = system->holders.count ? system->holders.items[0] : STR("");
	struct buf query = { 0 };
	int error = NLETS_E_NOT_FOUND;

	for (size_t i = 0; i < system->keys.count && error; i++)
		error = sim_sample_query(net.network, system->keys.items[i], holder, 3, &query);
	if (error)
		fail_msg("%.*s: no sample", STR_ARGS(system->id));
	test_send(&net, buf_str(&query), talk);
	buf_free(&query);
}

/* Each in every case that it has. */
static void every_simulated_system_plays(void **state)
{
	size_t plays = 0;

	(void)state;
	for (size_t i = 0; i < systems.items.count; i++) {
		const struct nlets_system *system = &systems.items.items[i];
		struct sim_conversation talk;

		if (!str_eq(system->status, STR("simulated")))
			continue;
		for (size_t c = 0; c < system->flow.cases.count; c++, plays++) {
			if (sim_run_flow(net.network, &system->flow, &system->flow.cases.items[c],
					 TEST_NOW, &talk) != 0)
				fail_msg("%.*s: its flow breaks off", STR_ARGS(system->id));
			assert_goes_through(&talk, system->id);
			sim_conversation_free(&talk);
		}
		if (system->has_flow)
			continue;
		play_sample(system, &talk);
		plays++;
		assert_goes_through(&talk, system->id);
		assert_non_null(test_hop(&talk, SIM_HOP_DELIVERY, 0));
		sim_conversation_free(&talk);
	}
	assert_true(plays > 25);
}

/* The owner that the index names is asked for just that sighting. */
static void a_plate_read_takes_two_steps(void **state)
{
	struct sim_conversation talk;
	struct str list, second, event;
	size_t at;

	(void)state;
	play("lpr-index", "", 20260115, &talk);
	list = test_hop(&talk, SIM_HOP_DELIVERY, 0)->bytes;
	at = str_find(list, STR("EVENT NUMBER: "));
	assert_true(at < list.len);
	event = str_sub(list, at + 14, 13);
	assert_true(str_eq(str_sub(event, 2, 3), STR("SIM")));
	second = test_hop(&talk, SIM_HOP_QUERY, 1)->bytes;
	assert_true(str_find(second, event) < second.len);
	assert_true(str_eq(str_sub(second, 14, 2), str_sub(event, 0, 2)));
	assert_int_equal(test_hop(&talk, SIM_HOP_DELIVERY, 1)->outcome, SIM_OUTCOME_HIT);
	assert_true(test_contains(test_hop(&talk, SIM_HOP_DELIVERY, 1)->bytes, "READER"));
	assert_false(test_contains(list, "READER"));
	sim_conversation_free(&talk);
}

static void a_help_file_comes_from_its_own_name(void **state)
{
	struct sim_conversation talk;

	(void)state;
	play("help-files", "", 20260115, &talk);
	assert_true(str_starts(test_hop(&talk, SIM_HOP_DELIVERY, 0)->bytes,
			       STR("AM.WAOLNHELP\r\n")));
	sim_conversation_free(&talk);
}

static void a_photo_is_drawn_only_where_the_state_may_give_it(void **state)
{
	struct sim_conversation talk;

	(void)state;
	play("nisp", "", 20260115, &talk);
	assert_true(test_contains(test_hop(&talk, SIM_HOP_QUERY, 0)->bytes, ".IMQ/Y"));
	assert_true(test_contains(test_hop(&talk, SIM_HOP_DELIVERY, 0)->bytes, "PHOTO"));
	assert_false(test_contains(test_hop(&talk, SIM_HOP_DELIVERY, 1)->bytes, "PHOTO"));
	sim_conversation_free(&talk);
}

static void a_hit_is_confirmed_by_the_desk_that_entered_it(void **state)
{
	struct sim_conversation talk;

	(void)state;
	play("hit-confirmation", "", 20260115, &talk);
	assert_true(str_eq(test_hop(&talk, SIM_HOP_DELIVERY, 0)->key, STR("YR")));
	assert_true(test_hop(&talk, SIM_HOP_DELIVERY, 0)->time_ms < 10 * 60000);
	sim_conversation_free(&talk);
}

/* What is said not to go over Nlets has no step that does. */
static void doors_outside_send_nothing_over_the_network(void **state)
{
	size_t outside = 0;

	(void)state;
	for (size_t i = 0; i < systems.items.count; i++) {
		const struct nlets_system *system = &systems.items.items[i];

		if (!str_eq(system->nlets, STR("no")))
			continue;
		outside++;
		assert_int_equal(system->keys.count, 0);
		for (size_t s = 0; s < system->flow.steps.count; s++)
			assert_true(system->flow.steps.items[s].outside);
	}
	assert_true(outside >= 5);
}

static void plays_the_sponsor_versions(void **state)
{
	static const struct {
		unsigned date;
		const char *id;
		size_t barred, queries;
	} versions[] = {
		{ 20180412, "before", 0, 0 },         { 20180413, "agreement-2018", 0, 1 },
		{ 20210310, "agreement-2018", 0, 1 }, { 20210311, "agreement-2021", 2, 0 },
		{ 20240701, "rule-2024", 2, 0 },      { 20250324, "rule-2024", 2, 0 },
		{ 20250325, "rule-2025", 0, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(versions) / sizeof(*versions); i++) {
		const struct nlets_flow_case *at =
			nlets_flow_case(&find("orr")->flow, STR(""), versions[i].date);
		struct sim_conversation talk;

		assert_true(str_eq(at->id, str_from(versions[i].id)));
		play("orr", "", versions[i].date, &talk);
		assert_int_equal(with_outcome(&talk, SIM_OUTCOME_NOT_DONE), versions[i].barred);
		assert_int_equal(test_hops(&talk, SIM_HOP_QUERY), versions[i].queries);
		assert_true(talk.hops.items[0].does.len && talk.hops.items[0].detail.len);
		sim_conversation_free(&talk);
	}
}

/* A barred step keeps its words and has the rule and its sources beside them. */
static void a_barred_step_names_its_rule(void **state)
{
	struct sim_conversation talk;
	const struct sim_hop *barred = NULL;

	(void)state;
	play("orr", "rule-2024", 20240701, &talk);
	for (size_t i = 0; i < talk.hops.count && !barred; i++)
		if (talk.hops.items[i].outcome == SIM_OUTCOME_NOT_DONE)
			barred = &talk.hops.items[i];
	assert_non_null(barred);
	assert_true(str_eq(barred->key, STR("IAQ")));
	assert_true(test_contains(barred->note, "410.1201"));
	assert_true(test_contains(barred->detail, "R3"));
	sim_conversation_free(&talk);
}

static void e_verify_sends_the_licence_number_alone(void **state)
{
	struct sim_conversation talk;
	const struct sim_hop *query, *delivery;

	(void)state;
	play("e-verify", "", 20260115, &talk);
	query = test_hop(&talk, SIM_HOP_QUERY, 0);
	delivery = test_hop(&talk, SIM_HOP_DELIVERY, 0);
	assert_true(str_starts(query->bytes, STR("DQ.DCSIM0301.TX.TXT\r\nOLN/SIM")));
	assert_int_equal(str_find_char(str_sub(query->bytes, 21, query->bytes.len - 21), '.'),
			 query->bytes.len - 21);
	assert_int_equal(delivery->outcome, SIM_OUTCOME_HIT);
	assert_true(delivery->time_ms > query->time_ms);
	sim_conversation_free(&talk);
}

/* The wire carries what E-Verify says that it does not keep. */
static void e_verify_gets_more_than_it_keeps(void **state)
{
	struct sim_conversation talk;
	struct nlets_message *answer = NULL;
	struct nlets_disclosure said;
	struct nlets_request request = { .holder = STR("TX"),
					 .agency = STR("uscis-e-verify"),
					 .key = STR("DQ"),
					 .purpose = STR(""),
					 .path = STR("nlets"),
					 .date = 20260115 };
	size_t discarded = 0, kept = 0;

	(void)state;
	play("e-verify", "", 20260115, &talk);
	assert_int_equal(nlets_parse(net.definitions, test_hop(&talk, SIM_HOP_DELIVERY, 0)->bytes,
				     NULL, &answer), 0);
	assert_int_equal(nlets_disclose(net.policies, net.definitions, &request, answer, &net.arena,
					&said), 0);
	assert_true(nlets_disclosure_discards(&said));
	for (size_t i = 0; i < said.fields.count; i++) {
		const struct nlets_disclosed_field *field = &said.fields.items[i];

		discarded += field->network.verdict == NLETS_DISCARDED;
		kept += field->network.verdict == NLETS_SEEN;
		if (str_eq(field->code, STR("SOC")) || str_eq(field->code, STR("ADR"))) {
			assert_int_equal(field->network.verdict, NLETS_DISCARDED);
			assert_int_equal(nlets_verdict_on_wire(field->network.verdict), NLETS_SEEN);
		}
	}
	assert_true(discarded >= 3 && kept >= 3);
	request.agency = STR("local-police");
	assert_int_equal(nlets_disclose(net.policies, net.definitions, &request, answer, &net.arena,
					&said), 0);
	assert_false(nlets_disclosure_discards(&said));
	nlets_message_free(&answer);
	sim_conversation_free(&talk);
}

static void the_hot_list_topic_decides_on_the_alert(void **state)
{
	struct sim_conversation on, off;

	(void)state;
	play("flock", "topic-on", 20260115, &on);
	play("flock", "topic-off", 20260115, &off);
	assert_int_equal(with_outcome(&on, SIM_OUTCOME_NOT_DONE), 0);
	assert_int_equal(with_outcome(&off, SIM_OUTCOME_NOT_DONE), 1);
	assert_int_equal(on.hops.count, off.hops.count);
	sim_conversation_free(&on);
	sim_conversation_free(&off);
}

static void iii_points_and_the_repository_sends_a_cr(void **state)
{
	struct sim_conversation talk;
	const struct sim_hop *delivery;

	(void)state;
	play("ncic-iii", "", 20260115, &talk);
	delivery = test_hop(&talk, SIM_HOP_DELIVERY, 0);
	assert_int_equal(test_hops(&talk, SIM_HOP_QUERY), 0);
	assert_true(str_eq(delivery->key, STR("CR")));
	assert_true(str_starts(delivery->bytes, STR("CR.WASIM0800\r\n")));
	assert_int_equal(delivery->backing, NLETS_INVENTED);
	sim_conversation_free(&talk);
	test_send(&net, STR("NLQ.AZSIM0001.NL.TXT\r\nTYP/FQ.BEG/20260115.END/20260115.FND/WASIM"), &talk);
	assert_true(test_hops(&talk, SIM_HOP_DELIVERY) > 0);
	assert_int_equal(with_outcome(&talk, SIM_OUTCOME_HIT), 0); /* nobody sent an FQ */
	sim_conversation_free(&talk);
	test_send_sample(&net, "FQ", "WA", &talk);
	sim_conversation_free(&talk);
	test_send(&net, STR("NLQ.AZSIM0001.NL.TXT\r\nTYP/FQ.BEG/20260115.END/20260115.FND/WASIM"), &talk);
	assert_true(with_outcome(&talk, SIM_OUTCOME_HIT) > 0);
	sim_conversation_free(&talk);
}

/* The index names the record that then comes. */
static void the_index_points_to_the_record_that_comes(void **state)
{
	struct sim_conversation talk;
	struct str index = STR(""), sid;
	size_t at;

	(void)state;
	play("ncic-iii", "", 20260115, &talk);
	for (size_t h = 0; h < talk.hops.count && !index.len; h++)
		if (test_contains(talk.hops.items[h].bytes, "INDEX ANSWER"))
			index = talk.hops.items[h].bytes;
	at = str_find(index, STR("SID/"));
	assert_true(at < index.len);
	sid = str_sub(index, at + 4, 10);
	assert_true(str_starts(sid, STR("WASIM")));
	index = test_hop(&talk, SIM_HOP_DELIVERY, 0)->bytes;
	assert_true(str_find(index, sid) < index.len);
	sim_conversation_free(&talk);
}

/* "FB" in a hop of the case says whether an agent or a judge signed. */
static void an_immigration_file_hit_tells_who_signed(void **state)
{
	static const struct {
		const char *id, *words, *bytes;
	} cases[] = { { "civil", "CIVIL", "SIGNED BY A JUDGE: NO" },
		      { "criminal", "CRIMINAL", "SIGNED BY A JUDGE: YES" } };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct sim_conversation talk;
		size_t found = 0;

		play("ncic-iii", cases[i].id, 20260115, &talk);
		for (size_t h = 0; h < talk.hops.count; h++)
			found += str_eq(talk.hops.items[h].from, STR("FB")) &&
				 talk.hops.items[h].backing == NLETS_INVENTED &&
				 test_contains(talk.hops.items[h].does, cases[i].words) &&
				 test_contains(talk.hops.items[h].bytes, cases[i].bytes);
		assert_int_equal(found, 1);
		sim_conversation_free(&talk);
	}
}

static void another_agency_gets_what_was_refused(void **state)
{
	struct sim_conversation talk;

	(void)state;
	play("another-agency", "", 20260115, &talk);
	assert_int_equal(test_hop(&talk, SIM_HOP_DELIVERY, 0)->outcome, SIM_OUTCOME_REFUSED);
	assert_int_equal(test_hop(&talk, SIM_HOP_DELIVERY, 1)->outcome, SIM_OUTCOME_HIT);
	assert_true(str_eq(test_hop(&talk, SIM_HOP_QUERY, 1)->from, STR("AZSIM0001")));
	sim_conversation_free(&talk);
}

/* Both hops at the holder name the state's own switch; CLETS asks for a reason. */
static void gates_stand_on_the_hops(void **state)
{
	size_t gates = 0;

	(void)state;
	for (size_t i = 0; i < systems.items.count; i++) {
		const struct nlets_system *system = &systems.items.items[i];
		const struct sim_hop *forward;
		struct sim_conversation talk;
		struct buf query = { 0 };

		if (!str_eq(system->kind, STR("gate")))
			continue;
		gates++;
		assert_int_equal(sim_sample_query(net.network, STR("DQ"), system->holders.items[0],
						  3, &query), 0);
		test_send(&net, buf_str(&query), &talk);
		forward = test_hop(&talk, SIM_HOP_FORWARD, 0);
		assert_true(str_eq(forward->gate, system->name));
		assert_true(str_eq(test_hop(&talk, SIM_HOP_ANSWER, 0)->gate, system->name));
		assert_int_equal(test_hop(&talk, SIM_HOP_QUERY, 0)->gate.len, 0);
		assert_int_equal(test_contains(forward->note, "reason"),
				 str_eq(system->id, STR("clets")));
		sim_conversation_free(&talk);
		buf_free(&query);
	}
	assert_int_equal(gates, 6);
}

static void criminal_history_needs_no_reason_at_clets(void **state)
{
	struct sim_conversation talk;

	(void)state;
	test_send_sample(&net, "IQ", "CA", &talk);
	assert_int_equal(test_hop(&talk, SIM_HOP_FORWARD, 0)->note.len, 0);
	sim_conversation_free(&talk);
	test_send(&net, STR("KQ.AZSIM0001.CA.TXT\r\nOLN/SIM00000001.PUR/C.ATN/TRAINEE"), &talk);
	assert_true(str_eq(test_hop(&talk, SIM_HOP_FORWARD, 0)->detail, STR("C")));
	sim_conversation_free(&talk);
}

/* Fields of the query that told ICE of the subject, the place and the asker. */
static void an_immigration_query_tells_before_it_is_answered(void **state)
{
	static const char *const told[] = { "CUS: THE PERSON IS IN CUSTODY\r\n", "AZSIM0001",
					    "PHN: ", "ATN: ", "OFF: ", "NAM: ", "POB: " };
	struct sim_conversation talk;
	const struct sim_hop *told_hop;

	(void)state;
	test_send_sample(&net, "IAQ", "AX", &talk);
	told_hop = test_hop(&talk, SIM_HOP_OUTSIDE, 0);
	assert_true(str_eq(told_hop->to, STR("ICE")));
	for (size_t i = 0; i < sizeof(told) / sizeof(*told); i++)
		assert_true(test_contains(told_hop->bytes, told[i]));
	assert_true(told_hop->time_ms < test_hop(&talk, SIM_HOP_DELIVERY, 1)->time_ms);
	sim_conversation_free(&talk);
	test_send(&net, STR("IAQ.AZSIM0001.AX.TXT\r\nPUR/C.ATN/TRAINEE.PHN/0005550123."
			    "NAM/DOE,JANE SIM.DOB/19800101.SEX/F.POB/MM.CUS/N.OFF/0399"), &talk);
	told_hop = test_hop(&talk, SIM_HOP_OUTSIDE, 0);
	assert_true(test_contains(told_hop->bytes, "NOT IN CUSTODY"));
	assert_false(test_contains(told_hop->bytes, "A-NUMBER"));
	sim_conversation_free(&talk);
}

static void nnws_is_one_box(void **state)
{
	struct sim_conversation talk;

	(void)state;
	test_send_sample(&net, "IAQ", "AX", &talk);
	assert_true(str_eq(test_hop(&talk, SIM_HOP_OUTSIDE, 1)->to, STR("NNWS")));
	assert_true(str_eq(test_hop(&talk, SIM_HOP_OUTSIDE, 2)->from, STR("NNWS")));
	assert_int_equal(test_hops(&talk, SIM_HOP_OUTSIDE), 3);
	assert_int_equal(test_hop(&talk, SIM_HOP_OUTSIDE, 1)->bytes.len, 0);
	sim_conversation_free(&talk);
}

static void partners_get_a_registration(void **state)
{
	struct sim_conversation talk;
	const struct sim_hop *delivery;
	struct nlets_message *answer = NULL;
	struct nlets_disclosure said;
	struct nlets_request request = { .holder = STR("TX"),
					 .agency = STR("plate-firm"),
					 .key = STR("RQ"),
					 .purpose = STR(""),
					 .path = STR("nlets"),
					 .date = 20260115 };

	(void)state;
	play("partners", "", 20260115, &talk);
	delivery = test_hop(&talk, SIM_HOP_DELIVERY, 0);
	assert_true(str_eq(delivery->key, STR("RR")));
	assert_true(test_contains(delivery->bytes, "SIM"));
	assert_int_equal(nlets_parse(net.definitions, delivery->bytes, NULL, &answer), 0);
	assert_int_equal(nlets_disclose(net.policies, net.definitions, &request, answer, &net.arena,
					&said), 0);
	assert_true(said.fields.count > 3);
	for (size_t i = 0; i < said.fields.count; i++)
		assert_false(said.fields.items[i].data_class == NLETS_DATA_SSN ||
			     said.fields.items[i].data_class == NLETS_DATA_BIRTH ||
			     said.fields.items[i].data_class == NLETS_DATA_LICENCE);
	nlets_message_free(&answer);
	sim_conversation_free(&talk);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_shipped_file_has_no_fault),
		cmocka_unit_test(lint_finds_what_does_not_hold),
		cmocka_unit_test(a_broken_own_file_leaves_the_shipped_one),
		cmocka_unit_test(explained_systems_send_nothing),
		cmocka_unit_test(every_simulated_system_plays),
		cmocka_unit_test(a_plate_read_takes_two_steps),
		cmocka_unit_test(a_help_file_comes_from_its_own_name),
		cmocka_unit_test(a_photo_is_drawn_only_where_the_state_may_give_it),
		cmocka_unit_test(a_hit_is_confirmed_by_the_desk_that_entered_it),
		cmocka_unit_test(doors_outside_send_nothing_over_the_network),
		cmocka_unit_test(plays_the_sponsor_versions),
		cmocka_unit_test(a_barred_step_names_its_rule),
		cmocka_unit_test(e_verify_sends_the_licence_number_alone),
		cmocka_unit_test(e_verify_gets_more_than_it_keeps),
		cmocka_unit_test(the_hot_list_topic_decides_on_the_alert),
		cmocka_unit_test(iii_points_and_the_repository_sends_a_cr),
		cmocka_unit_test(the_index_points_to_the_record_that_comes),
		cmocka_unit_test(an_immigration_file_hit_tells_who_signed),
		cmocka_unit_test(another_agency_gets_what_was_refused),
		cmocka_unit_test(gates_stand_on_the_hops),
		cmocka_unit_test(criminal_history_needs_no_reason_at_clets),
		cmocka_unit_test(an_immigration_query_tells_before_it_is_answered),
		cmocka_unit_test(nnws_is_one_box),
		cmocka_unit_test(partners_get_a_registration),
	};

	return cmocka_run_group_tests(tests, open_network, close_network);
}
