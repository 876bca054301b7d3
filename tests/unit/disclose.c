/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/disclose.h"

#include "base/rand.h"
#include "nlets/parse.h"
#include "tests/support/data.h"
#include "tests/support/own_data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static struct nlets_policies *policies;
static struct nlets_definitions *definitions;
static struct arena arena;
static VEC(struct nlets_message *) messages; /* what is disclosed points into them */

static int set_up(void **state)
{
	(void)state;
	policies = nlets_policies_new(test_data_read, test_data_list, NULL);
	definitions = nlets_definitions_new(test_data_read, test_data_list, NULL);
	return !policies || !definitions;
}

static int tear_down(void **state)
{
	(void)state;
	nlets_policies_free(&policies);
	nlets_definitions_free(&definitions);
	for (size_t i = 0; i < messages.count; i++)
		nlets_message_free(&messages.items[i]);
	arena_free(&arena);
	return 0;
}

static struct nlets_request asks(const char *agency, const char *holder, const char *key,
				 unsigned date)
{
	return (struct nlets_request){ .holder = str_from(holder),
				       .agency = str_from(agency),
				       .key = str_from(key),
				       .purpose = STR(""),
				       .path = STR(""),
				       .date = date };
}

static void show_basis(struct nlets_request *request, const char *basis)
{
	*vec_add(&arena, &request->bases) = str_from(basis);
}

static struct nlets_disclosure disclose(struct nlets_policies *from,
					const struct nlets_request *request, const char *answer)
{
	struct nlets_disclosure disclosure;
	struct nlets_message *message = NULL;

	if (answer) {
		assert_int_equal(nlets_parse(definitions, str_from(answer), NULL, &message), 0);
		*vec_add(&arena, &messages) = message;
	}
	assert_int_equal(nlets_disclose(from, definitions, request, message, &arena, &disclosure), 0);
	return disclosure;
}

static struct nlets_disclosure of_query(const char *agency, const char *holder, const char *key,
					unsigned date)
{
	struct nlets_request request = asks(agency, holder, key, date);

	return disclose(policies, &request, NULL);
}

static void expect(struct nlets_ruling ruling, enum nlets_verdict verdict, const char *rule)
{
	if (ruling.verdict != verdict)
		fail_msg("%s, not %s", nlets_verdict_word(ruling.verdict),
			 nlets_verdict_word(verdict));
	if (rule) {
		assert_non_null(ruling.rule);
		if (!str_eq(ruling.rule->id, str_from(rule)))
			fail_msg("%.*s, not %s", STR_ARGS(ruling.rule->id), rule);
	} else {
		assert_null(ruling.rule);
	}
}

#define DR_HEAD "DR.ILOLN0000\r\n08:00 01/15/2026 00041\r\n08:00 01/15/2026 00012 AZSIM0001\r\n*T1.\r\nTXT\r\n"
static const char driver_answer[] = DR_HEAD
	"NAM/HERON,JUNIPER SIM.ADR/12 ELM ST.DOB/19800512.POB/MX.SEX/F.SOC/000001234.OLN/SIM00000001.OLT/D.RES/B."
	"EXP/20290512.QQQ/1.RID/Y";

static const struct nlets_disclosed_field *field(const struct nlets_disclosure *disclosure,
						 const char *code)
{
	for (size_t i = 0; i < disclosure->fields.count; i++)
		if (str_eq(disclosure->fields.items[i].code, str_from(code)))
			return &disclosure->fields.items[i];
	fail_msg("no field %s", code);
	return NULL;
}

static void illinois_refuses_ero(void **state)
{
	struct nlets_request request = asks("ice-ero", "IL", "DQ", 20260115);
	struct nlets_disclosure of = disclose(policies, &request, driver_answer);

	(void)state;
	expect(of.query, NLETS_REFUSED, "il-ero-block");
	expect(of.query_law, NLETS_REFUSED, "il-law");
	assert_false(of.query.general);
	for (size_t i = 0; i < of.fields.count; i++) {
		expect(of.fields.items[i].network, NLETS_REFUSED, "il-ero-block");
		expect(of.fields.items[i].law, NLETS_REFUSED, "il-law");
	}
	/* a block on motor-vehicle data does not touch criminal history */
	of = of_query("ice-ero", "IL", "IQ", 20260115);
	expect(of.query, NLETS_SEEN, "il-ero-criminal-history");
	expect(of.query_law, NLETS_UNKNOWN, NULL);
}

static void washington_before_and_after_the_switch(void **state)
{
	struct nlets_disclosure before_order = of_query("ice-ero", "WA", "DQ", 20251106);
	struct nlets_disclosure between = of_query("ice-ero", "WA", "DQ", 20251118);
	struct nlets_disclosure after = of_query("ice-ero", "WA", "DQ", 20251119);
	struct nlets_disclosure cbp = of_query("cbp", "WA", "DQ", 20260115);

	(void)state;
	expect(before_order.query, NLETS_SEEN, "wa-ero-open");
	expect(before_order.query_law, NLETS_UNKNOWN, NULL);
	expect(between.query, NLETS_SEEN, "wa-ero-open");
	expect(between.query_law, NLETS_REFUSED, "wa-order");
	expect(after.query, NLETS_REFUSED, "wa-ero-block");
	expect(after.query_law, NLETS_REFUSED, "wa-order");
	expect(cbp.query, NLETS_SEEN, "wa-cbp-open");
	expect(cbp.query_law, NLETS_UNKNOWN, NULL);
}

static void what_is_true_of_ero_is_not_said_of_others(void **state)
{
	static const char *const holders[] = { "IL", "MN", "WA", "AZ", "AL", "TX" };

	(void)state;
	for (size_t i = 0; i < sizeof(holders) / sizeof(*holders); i++) {
		struct nlets_disclosure of = of_query("ice-hsi", holders[i], "DQ", 20260115);

		expect(of.query, NLETS_UNKNOWN, NULL);
		assert_false(of.query.assumed);
	}
	expect(of_query("cbp", "AZ", "DQ", 20260115).query, NLETS_UNKNOWN, NULL);
	expect(of_query("cbp", "NY", "DQ", 20260115).query, NLETS_REFUSED, "ny-cbp-block");
	expect(of_query("ice-hsi", "MA", "DQ", 20260115).query_law, NLETS_REFUSED, "ma-law");
	expect(of_query("ice-hsi", "MA", "RQ", 20260115).query_law, NLETS_UNKNOWN, NULL);
}

static void general_statements_are_told_apart(void **state)
{
	struct nlets_disclosure named = of_query("ice-ero", "AZ", "DQ", 20260115);
	struct nlets_disclosure general = of_query("ice-ero", "AL", "DQ", 20260115);

	(void)state;
	expect(named.query, NLETS_SEEN, "ero-named-open");
	assert_false(named.query.general);
	expect(general.query, NLETS_SEEN, "ero-general-open");
	assert_true(general.query.general);
	expect(of_query("ice-ero", "PR", "DQ", 20260115).query, NLETS_UNKNOWN, NULL);
	expect(of_query("ice-ero", "OR", "DQ", 20251112).query, NLETS_SEEN, "or-ero-pending");
	expect(of_query("ice-ero", "OR", "DQ", 20251113).query, NLETS_UNKNOWN, NULL);
	/* law and network differ */
	expect(of_query("ice-ero", "CO", "DQ", 20260115).query, NLETS_SEEN, "ero-named-open");
	expect(of_query("ice-ero", "CO", "DQ", 20260115).query_law, NLETS_REFUSED, "co-law");
}

static void e_verify_keeps_some_and_discards_some(void **state)
{
	struct nlets_request request = asks("uscis-e-verify", "IL", "DQ", 20260115);
	struct nlets_disclosure of = disclose(policies, &request, driver_answer);

	(void)state;
	expect(of.query, NLETS_SEEN, "e-verify-query");
	expect(field(&of, "NAM")->network, NLETS_SEEN, "e-verify-keeps");
	expect(field(&of, "DOB")->network, NLETS_SEEN, "e-verify-keeps");
	expect(field(&of, "OLN")->network, NLETS_SEEN, "e-verify-keeps");
	expect(field(&of, "OLT")->network, NLETS_SEEN, "e-verify-keeps");
	expect(field(&of, "ADR")->network, NLETS_DISCARDED, "e-verify-discards");
	expect(field(&of, "SEX")->network, NLETS_DISCARDED, "e-verify-discards");
	expect(field(&of, "SOC")->network, NLETS_DISCARDED, "e-verify-discards");
	expect(field(&of, "RES")->network, NLETS_DISCARDED, "e-verify-discards");
	expect(field(&of, "POB")->network, NLETS_UNKNOWN, NULL);
	assert_int_equal(field(&of, "SOC")->data_class, NLETS_DATA_SSN);
	assert_int_equal(of.fields.count, 12);
	assert_int_equal(field(&of, "SOC")->span.off, strstr(driver_answer, "SOC/") - driver_answer);
	assert_int_equal(field(&of, "SOC")->span.len, 13);
}

static void police_see_what_the_guide_lists(void **state)
{
	struct nlets_request request = asks("local-police", "IL", "DQ", 20260115);
	struct nlets_disclosure of = disclose(policies, &request, driver_answer);

	(void)state;
	expect(of.query, NLETS_SEEN, "police-query");
	expect(field(&of, "NAM")->network, NLETS_SEEN, "driver-answer");
	expect(field(&of, "RES")->network, NLETS_SEEN, "driver-answer");
	expect(field(&of, "EXP")->network, NLETS_SEEN, "driver-answer-standard");
	expect(field(&of, "SOC")->network, NLETS_UNKNOWN, NULL);
	expect(field(&of, "POB")->network, NLETS_UNKNOWN, NULL);
	expect(field(&of, "RID")->network, NLETS_UNKNOWN, NULL);
	expect(field(&of, "QQQ")->network, NLETS_UNKNOWN, NULL); /* a code of no form */
	expect(field(&of, "NAM")->law, NLETS_UNKNOWN, NULL);
}

static void a_plate_firm_gets_registration_alone(void **state)
{
	struct nlets_request request = asks("plate-firm", "IL", "RQ", 20260115);
	struct nlets_disclosure of = disclose(policies, &request,
					      "RR.ILLIC0000\r\n08:00 01/15/2026 00041\r\n08:00 01/15/2026 00012 "
					      "AZSIM0901\r\nTXT\r\nLIC/SIMHRN1234.LIY/2026.NAM/HERON,JUNIPER SIM."
					      "DOB/19800512");

	(void)state;
	expect(of.query, NLETS_SEEN, "plate-firm-query");
	expect(field(&of, "LIC")->network, NLETS_SEEN, "registration-answer");
	expect(field(&of, "NAM")->network, NLETS_UNKNOWN, NULL);
	expect(field(&of, "DOB")->network, NLETS_WITHHELD, "plate-firm-no-person");
	request = asks("plate-firm", "IL", "DQ", 20260115);
	of = disclose(policies, &request, driver_answer);
	expect(of.query, NLETS_UNKNOWN, NULL);
	expect(field(&of, "SOC")->network, NLETS_WITHHELD, "plate-firm-no-person");
	expect(field(&of, "NAM")->network, NLETS_UNKNOWN, NULL);
}

static void a_legal_basis_lifts_where_the_rule_says_so(void **state)
{
	struct nlets_request request = asks("ice-ero", "IL", "DQ", 20260115);
	struct nlets_disclosure of;

	(void)state;
	show_basis(&request, "trusted-traveller");
	of = disclose(policies, &request, NULL);
	expect(of.query, NLETS_REFUSED, "il-ero-block");
	assert_null(of.query.lifted);
	show_basis(&request, "article-iii-warrant");
	of = disclose(policies, &request, driver_answer);
	expect(of.query, NLETS_UNKNOWN, NULL);
	assert_true(str_eq(of.query.lifted->id, STR("il-ero-block")));
	expect(of.query_law, NLETS_UNKNOWN, NULL);
	assert_true(str_eq(of.query_law.lifted->id, STR("il-law")));
	expect(field(&of, "NAM")->network, NLETS_UNKNOWN, NULL);

	request = asks("cbp", "NY", "DQ", 20200301);
	show_basis(&request, "trusted-traveller");
	expect(disclose(policies, &request, NULL).query_law, NLETS_REFUSED, "ny-law-cbp");
	request.date = 20200401;
	of = disclose(policies, &request, NULL);
	expect(of.query_law, NLETS_UNKNOWN, NULL);
	assert_true(str_eq(of.query_law.lifted->id, STR("ny-law-cbp-amended")));
}

static void only_the_user_makes_something_of_an_unknown(void **state)
{
	struct nlets_request request = asks("ice-hsi", "WA", "DQ", 20260115);
	struct nlets_disclosure of;

	(void)state;
	request.assume = NLETS_ASSUME_ANSWERED;
	of = disclose(policies, &request, driver_answer);
	expect(of.query, NLETS_SEEN, NULL);
	assert_true(of.query.assumed);
	expect(field(&of, "NAM")->network, NLETS_SEEN, "driver-answer");
	assert_true(field(&of, "NAM")->network.assumed);
	assert_true(field(&of, "SOC")->network.assumed);
	expect(of.query_law, NLETS_UNKNOWN, NULL);
	assert_false(of.query_law.assumed);
	request.assume = NLETS_ASSUME_REFUSED;
	of = disclose(policies, &request, driver_answer);
	expect(of.query, NLETS_REFUSED, NULL);
	assert_true(of.query.assumed);
	/* what is known stays as it is */
	request = asks("ice-ero", "IL", "DQ", 20260115);
	request.assume = NLETS_ASSUME_ANSWERED;
	of = disclose(policies, &request, driver_answer);
	expect(of.query, NLETS_REFUSED, "il-ero-block");
	assert_false(field(&of, "NAM")->network.assumed);
}

static void a_datum_that_did_not_come_has_a_ruling_too(void **state)
{
	struct nlets_request request = asks("local-police", "CA", "DQ", 20260115);
	struct nlets_disclosure of = disclose(policies, &request, NULL);
	struct nlets_ruling photo = nlets_disclose_class(policies, &request, NLETS_LEVEL_NETWORK,
							 &of.query, NLETS_DATA_PHOTO, STR(""));

	(void)state;
	expect(photo, NLETS_WITHHELD, "ca-no-photo");
	request.holder = STR("NV");
	photo = nlets_disclose_class(policies, &request, NLETS_LEVEL_NETWORK, &of.query,
				     NLETS_DATA_PHOTO, STR(""));
	expect(photo, NLETS_UNKNOWN, NULL);
	assert_true(str_eq(nlets_disclose_open(policies, &request, NLETS_DATA_PHOTO)->id, STR("photo")));
	request = asks("ice-hsi", "WA", "DQ", 20260115);
	assert_true(str_eq(nlets_disclose_open(policies, &request, NLETS_DATA_NONE)->id,
			   STR("hsi-blocks")));
	request = asks("ice-hsi", "TX", "DQ", 20260115);
	assert_true(str_eq(nlets_disclose_open(policies, &request, NLETS_DATA_NONE)->id, STR("hsi")));
}

/* A class takes in all its fields but those that the rule excepts. */
static void excepted_fields_are_not_taken_in(void **state)
{
	struct nlets_request request = asks("uscis-e-verify", "IL", "DQ", 20260115);
	struct nlets_disclosure of = disclose(policies, &request, NULL);

	(void)state;
	expect(nlets_disclose_class(policies, &request, NLETS_LEVEL_NETWORK, &of.query,
				    NLETS_DATA_DESCRIPTION, STR("HGT")),
	       NLETS_DISCARDED, "e-verify-discards");
	expect(nlets_disclose_class(policies, &request, NLETS_LEVEL_NETWORK, &of.query,
				    NLETS_DATA_DESCRIPTION, STR("DON")),
	       NLETS_UNKNOWN, NULL);
}

/* At the level of law, what allows a query allows its fields. */
static void a_law_that_allows_the_query_allows_its_fields(void **state)
{
	struct nlets_request request = asks("hhs-orr", "AX", "IAQ", 20200101);
	struct nlets_disclosure of = disclose(policies, &request, NULL);

	(void)state;
	expect(nlets_disclose_class(policies, &request, NLETS_LEVEL_LAW, &of.query_law,
				    NLETS_DATA_NAME, STR("NAM")),
	       NLETS_SEEN, "orr-2018");
	expect(nlets_disclose_class(policies, &request, NLETS_LEVEL_NETWORK, &of.query,
				    NLETS_DATA_NAME, STR("NAM")),
	       NLETS_UNKNOWN, NULL);
}

static void sponsors_data_by_date(void **state)
{
	(void)state;
	expect(of_query("hhs-orr", "AX", "IAQ", 20180412).query_law, NLETS_UNKNOWN, NULL);
	expect(of_query("hhs-orr", "AX", "IAQ", 20180413).query_law, NLETS_SEEN, "orr-2018");
	expect(of_query("hhs-orr", "AX", "IAQ", 20210311).query_law, NLETS_REFUSED, "orr-2021");
	expect(of_query("hhs-orr", "AX", "IAQ", 20250325).query_law, NLETS_UNKNOWN, NULL);
	expect(of_query("hhs-orr", "AX", "IAQ", 20200101).query, NLETS_UNKNOWN, NULL);
}

/* The more specific rule wins whatever its effect; of equal rank the stricter. */
static void the_most_specific_rule_wins(void **state)
{
#define R(id, rest)                                                                            \
	"<rule id='" id "' level='network' certainty='assumed' backing='assumed' " rest        \
	"><words>w</words></rule>"
	struct own_file files[] = {
		{ "policies/mine.xml",
		  "<policies>" R("any", "effect='refuse' keys='DQ' holders='AL AK' agencies='ice-ero cbp'")
		  R("two", "effect='answer' keys='DQ' holders='AK' agencies='cbp ice-ero'")
		  R("mask", "effect='mask' holders='AK' classes='name'")
		  R("hold", "effect='withhold' holders='AK' classes='name'")
		  R("code", "effect='answer' holders='AK' fields='ADR'")
		  R("class", "effect='withhold' holders='AK' classes='address'") "</policies>" },
		{ NULL, NULL },
	};
	struct nlets_policies *mine = nlets_policies_new(own_data_read, own_data_list, files);
	struct nlets_request request = asks("cbp", "AL", "DQ", 20260115);
	struct nlets_disclosure of;

	(void)state;
	expect(disclose(mine, &request, NULL).query, NLETS_REFUSED, "any");
	request.holder = STR("AK");
	of = disclose(mine, &request, driver_answer);
	expect(of.query, NLETS_SEEN, "two");
	expect(field(&of, "NAM")->network, NLETS_WITHHELD, "hold");
	expect(field(&of, "ADR")->network, NLETS_SEEN, "code");
	nlets_policies_free(&mine);
}

static bool is_disclosed(enum nlets_verdict verdict)
{
	return verdict == NLETS_SEEN || verdict == NLETS_DISCARDED || verdict == NLETS_MASKED;
}

static struct str pick(struct rand_state *random, const char *const *from, uint32_t count)
{
	return str_from(from[rand_below(random, count)]);
}
#define PICK(random, list) pick((random), (list), sizeof(list) / sizeof(*(list)))

static const char *const some_agencies[] = { "ice-ero", "cbp", "local-police", "uscis-e-verify",
					     "plate-firm", "ice-hsi" };
static const char *const some_holders[] = { "IL", "WA", "AL", "CA", "NY", "PR" };
static const char *const some_keys[] = { "DQ", "RQ", "KQ", "IQ" };
static const char *const some_classes[] = { "name", "address", "ssn", "licence", "any", "birth" };

/* A rule that refuses or withholds, narrow or broad, and maybe with a date. */
static struct str strict_rule(struct rand_state *random)
{
	struct buf text = { 0 };
	struct str copy;

	buf_add_text(&text, "<policies><rule id='m' level='network' certainty='assumed' backing='assumed'");
	if (rand_below(random, 2))
		buf_printf(&text, " effect='refuse'");
	else
		buf_printf(&text, " effect='withhold' classes='%s'", PICK(random, some_classes).ptr);
	if (rand_below(random, 2))
		buf_printf(&text, " holders='%s'", PICK(random, some_holders).ptr);
	if (rand_below(random, 2))
		buf_printf(&text, " agencies='%s'", PICK(random, some_agencies).ptr);
	if (rand_below(random, 2))
		buf_printf(&text, " keys='%s'", PICK(random, some_keys).ptr);
	if (rand_below(random, 4) == 0)
		buf_printf(&text, " exceptions='court-order'");
	buf_add_text(&text, "><words>w</words></rule></policies>");
	copy = arena_copy(&arena, buf_str(&text));
	buf_free(&text);
	return copy;
}

static struct nlets_request some_request(struct rand_state *random)
{
	struct nlets_request request =
		asks(PICK(random, some_agencies).ptr, PICK(random, some_holders).ptr,
		     PICK(random, some_keys).ptr, 20190101 + (unsigned)rand_below(random, 8) * 10000);

	request.assume = (enum nlets_assume)rand_below(random, 3);
	if (rand_below(random, 3) == 0)
		show_basis(&request, "court-order");
	return request;
}

static void a_stricter_rule_never_discloses_more(void **state)
{
	struct rand_state random = rand_seed(7);

	(void)state;
	for (int round = 0; round < 40; round++) {
		struct own_file files[] = { { "policies/mine.xml", strict_rule(&random).ptr },
					     { NULL, NULL } };
		struct nlets_policies *mine =
			nlets_policies_new(own_data_read, own_data_list, files);

		for (int i = 0; i < 60; i++) {
			struct nlets_request request = some_request(&random);
			struct nlets_disclosure before = disclose(policies, &request, driver_answer);
			struct nlets_disclosure after = disclose(mine, &request, driver_answer);

			for (size_t f = 0; f < before.fields.count; f++)
				if (!is_disclosed(before.fields.items[f].network.verdict))
					assert_false(is_disclosed(after.fields.items[f].network.verdict));
		}
		nlets_policies_free(&mine);
	}
}

/* Without an assumption, a verdict other than unknown always rests on a rule. */
static void no_verdict_without_a_rule(void **state)
{
	struct rand_state random = rand_seed(7);

	(void)state;
	for (int i = 0; i < 3000; i++) {
		struct nlets_request request = some_request(&random);
		struct nlets_disclosure of;

		request.assume = NLETS_ASSUME_NOTHING;
		of = disclose(policies, &request, driver_answer);
		for (size_t f = 0; f < of.fields.count; f++) {
			const struct nlets_ruling *ruling = &of.fields.items[f].network;

			assert_false(ruling->assumed);
			assert_int_equal(ruling->verdict == NLETS_UNKNOWN, ruling->rule == NULL);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(illinois_refuses_ero),
		cmocka_unit_test(washington_before_and_after_the_switch),
		cmocka_unit_test(what_is_true_of_ero_is_not_said_of_others),
		cmocka_unit_test(general_statements_are_told_apart),
		cmocka_unit_test(e_verify_keeps_some_and_discards_some),
		cmocka_unit_test(police_see_what_the_guide_lists),
		cmocka_unit_test(a_plate_firm_gets_registration_alone),
		cmocka_unit_test(a_legal_basis_lifts_where_the_rule_says_so),
		cmocka_unit_test(only_the_user_makes_something_of_an_unknown),
		cmocka_unit_test(a_datum_that_did_not_come_has_a_ruling_too),
		cmocka_unit_test(excepted_fields_are_not_taken_in),
		cmocka_unit_test(a_law_that_allows_the_query_allows_its_fields),
		cmocka_unit_test(sponsors_data_by_date),
		cmocka_unit_test(the_most_specific_rule_wins),
		cmocka_unit_test(a_stricter_rule_never_discloses_more),
		cmocka_unit_test(no_verdict_without_a_rule),
	};

	return cmocka_run_group_tests_name("disclose", tests, set_up, tear_down);
}
