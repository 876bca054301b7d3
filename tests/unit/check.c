/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checker over the shipped forms. Each case names all findings of the rules
 * that a message gives, as "E id FIELD offset+length", in order; findings of the
 * parser are left out, for they have tests of their own. */
#include <config.h>

#include "base/buf.h"
#include "base/rand.h"
#include "nlets/check.h"
#include "nlets/parse.h"
#include "tests/support/data.h"
#include "tests/support/describe.h"
#include "tests/support/failing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static struct nlets_definitions *definitions;

static struct nlets_message *parse(struct str bytes)
{
	struct nlets_message *message;

	assert_int_equal(nlets_parse(definitions, bytes, NULL, &message), 0);
	return message;
}

static void expect(const char *text, const char *expected)
{
	expect_findings(definitions, NULL, text, expected);
}

#define RQ "RQ.AZSIM0001.IL.TXT\n"
#define DQ "DQ.AZSIM0001.IL.TXT\n"

static void good_messages_have_no_findings(void **state)
{
	(void)state;
	expect(RQ "LIC/SIM123.LIY/2030.LIT/PC", "");
	expect(RQ "LIC/SIM123.LIY/NX.LIT/PC", "");
	expect(RQ "RSN/T.VIN/SIMQ0000000000017.VMA/FORD.VYR/2020", "");
	expect(DQ "NAM/EXAMPLE,PAT SIM.DOB/19800512.SEX/F.IMQ/Y", "");
	expect(DQ "NAM/O'HARA-SMITH, PAT SIM JR.DOB/051280.SEX/M", "");
	expect("DQ.AZSIM0001.NL.TXT\nOLN/SIM00012345", "");
	expect("RQ.AZSIM0001.IL.WA.DC.PR.TX.TXT\nVIN/SIMQ1", "");
}

static void missing_fields(void **state)
{
	(void)state;
	expect(RQ "LIC/SIM123.LIT/PC", "E field-missing LIY 37+0");
	expect(RQ "LIC/SIM123", "E field-missing LIT 30+0\nE field-missing LIY 30+0");
	expect(RQ "VMA/FORD", "E field-missing VIN 28+0");
	expect(RQ "RSN/T", "E fields-none - 25+0");
	expect(RQ, "E fields-none - 20+0");
	/* The parser reports the empty field; it is not missing too. */
	expect(RQ "LIC/SIM123.LIY/.LIT/PC", "");
	expect(RQ "LIC/", "");
}

static void conflicting_fields(void **state)
{
	(void)state;
	expect(RQ "LIC/SIM123.LIY/2030.LIT/PC.VIN/SIMQ1", "E field-conflict VIN 47+9");
	expect(RQ "VIN/SIMQ1.LIC/SIM123", "E field-conflict LIC 30+10");
	expect("IQ.AZSIM0001.IL.TXT\nPUR/C.ATN/A B.NAM/EXAMPLE,PAT.SOC/666000123",
	       "W field-missing DOB 63+0\nW field-missing SEX 63+0");
	expect(DQ "OLN/SIM1.NAM/EXAMPLE,PAT.DOB/19800512.SEX/F", "E field-conflict OLN 20+8");
	expect(DQ "OLN/SIM1.DOB/19800512", "E field-conflict DOB 29+12");
}

static void conditions(void **state)
{
	(void)state;
	expect("RQ.AZSIM0001.MO.TXT\nVIN/SIMQ1", "E condition VMA 29+0\nE condition VYR 29+0");
	expect("RQ.AZSIM0001.MO.TXT\nVIN/SIMQ1.VMA/FORD", "E condition VYR 38+0");
	expect("RQ.AZSIM0001.MO.TXT\nVIN/SIMQ1.VMA/FORD.VYR/2020", "");
	expect("RQ.AZSIM0001.MO.TXT\nLIC/SIM123.LIY/2030.LIT/PC", "");
	expect("DQ.AZSIM0001.MX.TXT\nOLN/SIM12", "E condition OLN 24+5");
	expect("IQ.AZSIM0001.CN.TXT\nPUR/C.ATN/A.NAM/EXAMPLE,PAT.DOB/19800512.SEX/F.RAC/W.SOC/"
	       "666000123",
	       "E condition RAC 67+5\nE condition SOC 73+13");
	expect("DQ.AZSIM0001.IL.TXT\nOLN/SIM12.OLS/AZ", "W condition - 13+2");
}

static void a_note_is_only_remarked(void **state)
{
	(void)state;
	expect("RQ.AZSIM0001.IL.E1.TXT\nVIN/SIMQ1", "I condition - 16+2");
	expect("RQ.AZSIM0001.A1.TXT\nVIN/SIMQ1",
	       "I destination-unconfirmed - 13+2\nI condition - 13+2");
}

static void destinations(void **state)
{
	(void)state;
	expect("RQ.AZSIM0001.QQ.TXT\nVIN/SIMQ1", "E destination-unknown - 13+2");
	expect("RQ.AZSIM0001.AZSIM0002.TXT\nVIN/SIMQ1", "E destination-kind - 13+9");
	expect("RQ.AZSIM0001.IP.TXT\nVIN/SIMQ1", "E destination-kind - 13+2");
	expect("RQ.AZSIM0001.NL.IL.TXT\nVIN/SIMQ1", "E destination-alone - 13+2");
	expect("RQ.AZSIM0001.IL.IL.TXT\nVIN/SIMQ1", "W destination-twice - 16+2");
	expect("KQ.AZSIM0001.IL.WA.TXT\nOLN/SIM1", "E destination-surplus - 16+2");
	expect("AM.AZSIM0001.AZLICHELP.IL.TXT\nHELLO", "E destination-alone - 13+9");
	expect("RPQ.AZSIM0001.E1.TXT\nLIC/SIM*.LIY/2030.LIT/PC", "E destination-kind - 14+2");
}

static void fields_of_other_forms(void **state)
{
	(void)state;
	expect(RQ "VIN/SIMQ1.FOO/A", "W field-unknown FOO 30+5");
	expect(RQ "VIN/SIMQ1.NAM/EXAMPLE,PAT", "W field-elsewhere NAM 30+15");
	expect("IQ.AZSIM0001.IL.TXT\nPUR/C.SOC/666000123.ATN/A", "W field-order ATN 40+5");
	expect(RQ "VIN/SIMQ1.VIN/SIMQ2", "W field-twice VIN 30+9");
}

static void sizes(void **state)
{
	(void)state;
	/* The sizes of the plate are not confirmed, those of the reason are. */
	expect(RQ "LIC/SIM45678901.LIY/2030.LIT/PC", "W value-long LIC 24+11");
	expect(RQ "RSN/TT.VIN/SIMQ1", "E value-long RSN 24+2");
	expect(DQ "NAM/A,.DOB/19800512.SEX/F", "W value-short NAM 24+2\nW name-form NAM 24+2");
}

static void characters(void **state)
{
	(void)state;
	expect(RQ "LIC/SIM-1 23.LIY/2030.LIT/PC", "W value-not-alnum LIC 27+3");
	expect(RQ "LIC/sim123.LIY/2030.LIT/pc",
	       "W value-lower-case LIC 24+3\nW value-lower-case LIT 44+2");
	expect(DQ "NAM/EXAMPLE PAT.DOB/19800512.SEX/F", "W name-form NAM 24+11");
	expect(DQ "NAM/EXAMPLE,PAT 2ND.DOB/19800512.SEX/F", "W name-characters NAM 36+1");
	expect(DQ "NAM/,PAT.DOB/19800512.SEX/F", "W name-form NAM 24+4");
	/* Readers ignore control characters inside a value. */
	expect(RQ "LIC/SIM\r\n123.LIY/20\x7f"
		  "30.LIT/PC",
	       "");
	expect(RQ "LIC/SI\x7f-1.LIY/2030.LIT/PC", "W value-not-alnum LIC 24+5");
}

static void dates_and_years(void **state)
{
	static const struct nlets_check_context context = { .today = 20260131 };

	(void)state;
	expect(DQ "NAM/EXAMPLE,PAT.DOB/1980.SEX/F", "E date-form DOB 40+4");
	expect(DQ "NAM/EXAMPLE,PAT.DOB/1980-05-12.SEX/F", "E date-form DOB 40+10");
	expect(DQ "NAM/EXAMPLE,PAT.DOB/19800500.SEX/F", "E date-incomplete DOB 40+8");
	expect(DQ "NAM/EXAMPLE,PAT.DOB/19810229.SEX/F", "E date-impossible DOB 40+8");
	expect(DQ "NAM/EXAMPLE,PAT.DOB/022980.SEX/F", "");
	expect_findings(definitions, &context, DQ "NAM/EXAMPLE,PAT.DOB/20260201.SEX/F", "E date-future DOB 40+8");
	expect_findings(definitions, &context, DQ "NAM/EXAMPLE,PAT.DOB/20260131.SEX/F", "");
	expect(RQ "VIN/SIMQ1.VYR/20", "W year-two-digits VYR 34+2");
	expect(RQ "VIN/SIMQ1.VYR/20X0", "E year-form VYR 34+4");
	expect(RQ "LIC/SIM123.LIY/203.LIT/PC", "E year-form LIY 35+3");
}

static void codes(void **state)
{
	(void)state;
	expect(RQ "LIC/SIM123.LIY/2030.LIT/QQ", "I code-unknown LIT 44+2");
	expect(RQ "LIC/SIM123.LIY/2030.LIT/C0", "I code-zero LIT 44+2");
	expect(RQ "RSN/Q.VIN/SIMQ1", "W code-unknown RSN 24+1");
	expect(RQ "RSN/I.VIN/SIMQ1", "I code-unconfirmed RSN 24+1");
	expect(RQ "VIN/SIMQ1.VMA/SATR", "I code-alias VMA 34+4");
	expect(DQ "NAM/EXAMPLE,PAT.DOB/19800512.SEX/X", "I code-unconfirmed SEX 53+1");
	expect(DQ "OLN/SIM1.IMQ/X", "E flag-form IMQ 33+1");
}

static void codes_in_part_of_a_value(void **state)
{
#define IAQ                                                                                      \
	"IAQ.AZSIM0001.AX.TXT\nPUR/C.ATN/A.PHN/555-0100.NAM/EXAMPLE,PAT.DOB/19800512.SEX/F.POB/" \
	"MM.CUS/Y."
	(void)state;
	expect(IAQ "OFF/0399", "");
	expect(IAQ "OFF/03991", "E value-long OFF 98+5");
	expect(IAQ "OFF/0399.SID/ZQSIM0001", "I code-unknown SID 107+2");
	expect(IAQ "OFF/0399.SID/AZSIM0001", "");
	expect("IQ.AZSIM0001.IL.TXT\nPUR/C.ATN/A.MNU/PPSIM1", "W value-form MNU 36+6");
	expect("IQ.AZSIM0001.IL.TXT\nPUR/C.ATN/A.MNU/QQ-SIM1", "I code-unknown MNU 36+2");
	expect("IQ.AZSIM0001.IL.TXT\nPUR/X.ATN/A.SOC/66600012A",
	       "W code-not-allowed PUR 24+1\nE value-not-digits SOC 44+1");
}

static void required_fields(void **state)
{
	(void)state;
	/* That IQ needs them is read on sister pages only. */
	expect("IQ.AZSIM0001.IL.TXT\nSOC/666000123", "W condition ATN 33+0\nW condition PUR 33+0");
	expect("IAQ.AZSIM0001.AX.TXT\nPUR/C.ATN/A.PHN/555-0100.NAM/EXAMPLE,PAT.DOB/19800512.SEX/"
	       "F.POB/MM.CUS/Y",
	       "E field-required OFF 93+0");
}

static void senders(void **state)
{
	(void)state;
	expect("RQ.QQSIM0001.IL.TXT\nVIN/SIMQ1", "W sender-member - 3+9");
	expect("RQ.GUSIM0001.IL.TXT\nVIN/SIMQ1", "");
}

static void free_text(void **state)
{
	(void)state;
	expect("AM.AZSIM0001.IL.TXT\nHELLO", "");
	expect("AM.AZSIM0001.IL.TXT\n", "W text-missing - 20+0");
	expect("AM.AZSIM0001.AZLICHELP.TXT\n", "");
	expect("AM.AZSIM0001.ON.TXT\nHELLO",
	       "W condition - 13+2\nI destination-unconfirmed - 13+2");
}

static void unknown_keys(void **state)
{
	(void)state;
	expect("ZQ.AZSIM0001.IL.TXT\nLIC/SIM123", "W key-unknown - 0+2");
	expect("DRX.AZSIM0001.VADEADX88.TXT\nDRG/SIM", "I form-unknown - 0+3");
}

static bool knows_one(void *context, struct str ori)
{
	(void)context;
	return str_eq(ori, STR("AZSIM0001"));
}

static void the_directory_is_asked(void **state)
{
	struct nlets_check_context context = { .knows_ori = knows_one };

	(void)state;
	expect_findings(definitions, &context, RQ "VIN/SIMQ1", "");
	expect_findings(definitions, &context, "RQ.AZSIM0009.IL.TXT\nVIN/SIMQ1", "I sender-unknown - 3+9");
	expect_findings(definitions, &context, "AM.AZSIM0001.AZSIM0009.TXT\nHELLO", "I ori-unknown - 13+9");
	context.sending = true;
	expect_findings(definitions, &context, "RQ.AZSIM0009.IL.TXT\nVIN/SIMQ1", "E sender-unknown - 3+9");
	expect_findings(definitions, &context, "AM.AZSIM0001.AZSIM0009.TXT\nHELLO", "E ori-unknown - 13+9");
}

static void answers_are_never_incomplete(void **state)
{
	static const char head[] = "RR.ILLIC0000\n09:15 01/02/2030 00017\n"
				   "09:15 01/02/2030 00004 AZSIM0001\nTXT\n";
	char text[256];

	(void)state;
	snprintf(text, sizeof(text), "%sLIC/SIM123.FOO/BAR", head);
	expect(text, "");
	snprintf(text, sizeof(text), "%sLIC/SIM123.LIT/QQ", head);
	expect(text, "I code-unknown LIT 88+2");
}

/* ---- checking again, composing, editing ---- */

static void checking_twice_changes_nothing(void **state)
{
	struct nlets_message *message = parse(STR("RQ.AZSIM1.QQ.TXT\nLIC/a.LIY/.XXX/1"));
	struct buf first = { 0 }, second = { 0 };

	(void)state;
	assert_int_equal(nlets_check(definitions, NULL, message), 0);
	describe_findings(&first, &message->findings, 0);
	assert_int_equal(nlets_check(definitions, NULL, message), 0);
	describe_findings(&second, &message->findings, 0);
	assert_string_equal(buf_text(&first), buf_text(&second));
	buf_free(&first);
	buf_free(&second);
	nlets_message_free(&message);
}

static void expect_all(struct nlets_message *message, const char *expected)
{
	struct buf out = { 0 };

	assert_int_equal(nlets_check(definitions, NULL, message), 0);
	describe_findings(&out, &message->findings, 0);
	assert_string_equal(buf_text(&out), expected);
	buf_free(&out);
}

static void a_composed_message_gets_the_envelope_findings(void **state)
{
	struct nlets_message *message = nlets_message_new(NLETS_WIRE_TEXT);

	(void)state;
	expect_all(message,
		   "E key-missing - 0+0\nE sender-missing - 0+0\nE destination-missing - 0+0");
	nlets_message_set_key(message, STR("RQ"));
	nlets_message_set_sender(message, STR("AZSIM1"));
	nlets_message_add_destination(message, STR("ILL"));
	nlets_message_add_field(message, STR("VIN"), STR(""));
	expect_all(message,
		   "E sender-shape - 0+0\nE destination-shape - 0+0\nE field-empty VIN 0+0");
	nlets_message_set_sender(message, STR("azsim0001"));
	nlets_message_set_control(message, STR("A.LONG.CONTROL"));
	expect_all(message, "E destination-shape - 0+0\nE field-empty VIN 0+0\n"
			    "W control-long - 0+0\nW control-holds-period - 0+0\n"
			    "W header-lower-case - 0+0");
	nlets_message_set_control(message, STR_NONE);
	nlets_message_set_sender(message, STR("AZSIM0001"));
	nlets_message_clear_destinations(message);
	nlets_message_add_destination(message, STR("IL"));
	nlets_message_set_value(message, 0, STR("SIMQ1"));
	expect_all(message, "");
	nlets_message_free(&message);
}

static void an_edit_keeps_what_else_was_wrong(void **state)
{
	struct nlets_message *message = parse(STR("RQ.AZSIM1.TXT\r\nVIN/1.RSN/"));
	struct buf out = { 0 };

	(void)state;
	expect_all(message,
		   "E sender-shape - 3+6\nE destination-missing - 9+0\nE field-empty RSN 21+4");
	nlets_message_set_value(message, 0, STR("SIMQ1"));
	assert_int_equal(nlets_check(definitions, NULL, message), 0);
	describe_findings(&out, &message->findings, 0);
	assert_string_equal(buf_text(&out), "E destination-missing - 0+0\nE sender-shape - 3+6\n"
					    "E field-empty RSN 21+4");
	buf_free(&out);
	nlets_message_free(&message);
}

#define XML_HEAD                                                                \
	"<n2:NLETS n2:version='4.00' xmlns:n2='http://www.nlets.org/niem/1.0' " \
	"xmlns:nh2='http://www.nlets.org/niem/nlets-hdr/1.0' "                  \
	"xmlns:nc='http://niem.gov/niem/niem-core/2.0'><n2:NLETSMessageHeader>"

#define XML_TO_IL(key)                                                      \
	XML_HEAD "<nh2:MessageKeyCodeText>" key "</nh2:MessageKeyCodeText>" \
		 "<nh2:OriginatingORIID>AZSIM0001</nh2:OriginatingORIID>"   \
		 "<nh2:DestinationORIID>IL</nh2:DestinationORIID>"          \
		 "</n2:NLETSMessageHeader><n2:NLETSInquiryData>"
#define XML_END "</n2:NLETSInquiryData></n2:NLETS>"

static void xml_is_checked_by_the_same_rules(void **state)
{
	(void)state;
	expect(XML_TO_IL("DQ") "<n2:Person><nc:PersonBirthDate><nc:Date>1980-05-12</nc:Date>"
			       "</nc:PersonBirthDate><nc:PersonName><nc:PersonFullName>EXAMPLE,PAT"
			       "</nc:PersonFullName></nc:PersonName></n2:Person>" XML_END,
	       "E field-missing SEX 533+0");
}

#define XML_PLATE(year)                                                               \
	XML_TO_IL("RQ")                                                               \
	"<nc:Vehicle><nc:ConveyanceRegistrationPlateIdentification>"                  \
	"<nc:IdentificationID>SIM123</nc:IdentificationID>"                           \
	"<nc:IdentificationCategoryText>PC</nc:IdentificationCategoryText>"           \
	"<nc:IdentificationExpirationDate>" year "</nc:IdentificationExpirationDate>" \
	"</nc:ConveyanceRegistrationPlateIdentification></nc:Vehicle>" XML_END

static void a_year_in_xml_may_be_a_date(void **state)
{
	(void)state;
	expect(XML_PLATE("2030"), "");
	expect(XML_PLATE("2030-12-31"), "");
	expect(XML_PLATE("2030-13-31"), "E year-form LIY 592+10");
}

static void an_edit_mends_a_finding(void **state)
{
	struct nlets_message *message = parse(STR("RQ.AZSIM0001.IL.TXT\r\nVIN/"));

	(void)state;
	expect_all(message, "E field-empty VIN 21+4");
	nlets_message_set_value(message, 0, STR("SIMQ1"));
	expect_all(message, "");
	nlets_message_free(&message);
}

/* ---- what the compose screen asks ---- */

static void alternatives_as_fields_come(void **state)
{
	const struct nlets_form *form = nlets_form(definitions, STR("RQ"));
	struct nlets_message *message = nlets_message_new(NLETS_WIRE_TEXT);

	(void)state;
	assert_int_equal(nlets_alternative_state(form, 0, message), NLETS_ALTERNATIVE_EMPTY);
	assert_int_equal(nlets_item_presence(form, STR("LIC"), message), NLETS_OPTIONAL);
	nlets_message_add_field(message, STR("LIC"), STR("SIM123"));
	assert_int_equal(nlets_alternative_state(form, 0, message), NLETS_ALTERNATIVE_STARTED);
	assert_int_equal(nlets_alternative_state(form, 1, message), NLETS_ALTERNATIVE_BLOCKED);
	assert_int_equal(nlets_item_presence(form, STR("LIY"), message), NLETS_REQUIRED);
	assert_int_equal(nlets_item_presence(form, STR("VIN"), message), NLETS_FORBIDDEN);
	assert_int_equal(nlets_item_presence(form, STR("RSN"), message), NLETS_OPTIONAL);
	nlets_message_add_field(message, STR("LIY"), STR("2030"));
	nlets_message_add_field(message, STR("LIT"), STR("PC"));
	assert_int_equal(nlets_alternative_state(form, 0, message), NLETS_ALTERNATIVE_COMPLETE);
	nlets_message_free(&message);
}

static void presence_follows_conditions(void **state)
{
	const struct nlets_form *form = nlets_form(definitions, STR("RQ"));
	struct nlets_message *message = nlets_message_new(NLETS_WIRE_TEXT);

	(void)state;
	nlets_message_add_field(message, STR("VIN"), STR("SIMQ1"));
	assert_int_equal(nlets_item_presence(form, STR("VMA"), message), NLETS_OPTIONAL);
	nlets_message_add_destination(message, STR("MO"));
	assert_int_equal(nlets_item_presence(form, STR("VMA"), message), NLETS_REQUIRED);
	nlets_message_free(&message);
}

static void kinds_of_destinations(void **state)
{
	static const char *const cases[][2] = {
		{ "IL", "state" },
		{ "DC", "state" },
		{ "PR", "territory" },
		{ "ON", "province" },
		{ "E1", "region" },
		{ "Z1", "region" },
		{ "NL", "line" },
		{ "QQ", "" },
		{ "", "" },
		{ "AZSIM0001", "ori" },
		{ "AZLICHELP", "help" },
		{ "il", "" },
		{ "ABC", "" },
		{ "AZSIM-001", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct str kind = nlets_destination_kind(definitions, str_from(cases[i][0]));

		assert_true(str_eq(kind, str_from(cases[i][1])));
	}
	assert_true(str_eq(nlets_destination_kind(NULL, STR("A1")), STR("region")));
	assert_true(str_eq(nlets_destination_kind(NULL, STR("IL")), STR("")));
}

static void expect_er(const char *text, const char *id, const char *number)
{
	struct nlets_message *message = parse(str_from(text));
	int wanted = nlets_finding_by_name(str_from(id));
	struct str er = STR("not found");

	assert_true(wanted >= 0);
	assert_int_equal(nlets_check(definitions, NULL, message), 0);
	for (size_t i = 0; i < message->findings.count; i++)
		if ((int)message->findings.items[i].id == wanted)
			er = nlets_finding_er(nlets_form(definitions, message->key.text), message,
					      &message->findings.items[i]);
	if (!str_eq(er, str_from(number)))
		fail_msg("%s: %s: er %.*s, not %s", text, id, STR_ARGS(er), number);
	nlets_message_free(&message);
}

static void the_switch_answers_with_the_most_exact_error(void **state)
{
	(void)state;
	expect_er(RQ "LIC/SIM123.LIT/PC", "field-missing", "22");
	expect_er(DQ "NAM/EXAMPLE,PAT.SEX/F", "field-missing", "05");
	expect_er(DQ "NAM/EXAMPLE,PAT.DOB/1.SEX/F", "date-form", "05");
	expect_er(RQ "VIN/SIMQ1.VYR/20X0", "year-form", "10");
	expect_er("DQ.AZSIM0001.MX.TXT\nOLN/SIM12", "condition", "04");
	expect_er("RQ.AZSIM0001.MX.TXT\nLIC/SIM123.LIT/PC", "field-missing", "04");
	expect_er("RQ.AZSIM0001.CN.TXT\nLIC/SIM123.LIT/PC", "field-missing", "06");
	expect_er("FQ.AZSIM0001.IL.TXT\nPUR/C.ATN/ABCDEFGHIJKLMNOPQRSTUVWXYZ 12345.SID/ILSIM1",
		  "value-long", "16");
	expect_er("DQ.AZSIM0001.QQ.TXT\nOLN/SIM12", "destination-unknown", "19");
	expect_er("ZQ.AZSIM0001.IL.TXT\nOLN/SIM12", "key-unknown", "");
	expect_er(RQ "LIC/SIM123.LIY/2030.LIT/C0", "code-zero", "");
}

/* ---- properties ---- */

static const char *const seeds[] = {
	RQ "RSN/T.LIC/SIM123.LIY/2030.LIT/PC",
	"DQ.AZSIM0001.NL.*REF1.TXT\r\nNAM/EXAMPLE,PAT SIM.DOB/19800512.SEX/F.IMQ/Y",
	("RR.ILLIC0000\n09:15 01/02/2030 00017\n"
	 "09:15 01/02/2030 00004 AZSIM0001\nTXT\nLIC/SIM1.VCO/BLU"),
	"AM.AZSIM0001.IL.TXT\nHELLO",
};

static void assert_sound(const struct nlets_message *message)
{
	const struct nlets_findings *findings = &message->findings;

	for (size_t i = 0; i < findings->count; i++) {
		const struct nlets_finding *finding = &findings->items[i];

		assert_true(span_end(finding->span) <= message->raw.len);
		assert_non_null(finding->field.ptr);
		if (i)
			assert_true(findings->items[i - 1].span.off <= finding->span.off);
	}
}

static void check_mutated(struct rand_state *rand, struct str seed)
{
	char bytes[256];
	size_t len = seed.len - (rand_below(rand, 4) == 0 ? rand_below(rand, 20) : 0);
	struct nlets_message *message;

	memcpy(bytes, seed.ptr, len);
	for (uint32_t n = 1 + rand_below(rand, 4); n > 0; n--)
		bytes[rand_below(rand, (uint32_t)len)] = (char)rand_below(rand, 256);
	message = parse((struct str){ bytes, len });
	assert_int_equal(nlets_check(definitions, NULL, message), 0);
	assert_sound(message);
	nlets_message_free(&message);
}

static void mutated_messages_are_checked_soundly(void **state)
{
	struct rand_state rand = rand_seed(20);

	(void)state;
	for (unsigned n = 0; n < 4000; n++)
		check_mutated(&rand, str_from(seeds[n % (sizeof(seeds) / sizeof(*seeds))]));
}

static void many_fields_take_linear_time(void **state)
{
	struct buf text = { 0 };
	struct nlets_message *message;

	(void)state;
	buf_add_text(&text, RQ);
	for (unsigned i = 0; i < 20000; i++)
		buf_printf(&text, "%c%c%c/%u.", 'A' + i % 26, 'A' + i / 26 % 26, 'A' + i / 676 % 26,
			   i);
	message = parse(buf_str(&text));
	assert_int_equal(nlets_check(definitions, NULL, message), 0);
	assert_sound(message);
	nlets_message_free(&message);
	buf_free(&text);
}

static int parse_and_check(void *context)
{
	struct nlets_message *message;
	int result = nlets_parse(definitions, str_from(context), NULL, &message);

	if (result == 0)
		result = nlets_check(definitions, NULL, message);
	if (message)
		assert_sound(message);
	nlets_message_free(&message);
	return result;
}

/* The definitions are read before, so that only these two calls' own allocations fail. */
static void every_allocation_may_fail(void **state)
{
	char text[] = "RQ.AZSIM0001.QQ.IL.TXT\nLIC/si\x7fm-1.LIY/X.FOO/1.LIC/2.VIN/3";

	(void)state;
	nlets_definitions_load_all(definitions);
	assert_true(failing_each_allocation(parse_and_check, text, NLETS_E_MEMORY) > 0);
}

static int set_up(void **state)
{
	(void)state;
	definitions = nlets_definitions_new(test_data_read, test_data_list, NULL);
	return definitions ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	nlets_definitions_free(&definitions);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_messages_have_no_findings),
		cmocka_unit_test(missing_fields),
		cmocka_unit_test(conflicting_fields),
		cmocka_unit_test(conditions),
		cmocka_unit_test(a_note_is_only_remarked),
		cmocka_unit_test(destinations),
		cmocka_unit_test(fields_of_other_forms),
		cmocka_unit_test(sizes),
		cmocka_unit_test(characters),
		cmocka_unit_test(dates_and_years),
		cmocka_unit_test(codes),
		cmocka_unit_test(codes_in_part_of_a_value),
		cmocka_unit_test(required_fields),
		cmocka_unit_test(senders),
		cmocka_unit_test(free_text),
		cmocka_unit_test(unknown_keys),
		cmocka_unit_test(the_directory_is_asked),
		cmocka_unit_test(answers_are_never_incomplete),
		cmocka_unit_test(checking_twice_changes_nothing),
		cmocka_unit_test(a_composed_message_gets_the_envelope_findings),
		cmocka_unit_test(an_edit_keeps_what_else_was_wrong),
		cmocka_unit_test(xml_is_checked_by_the_same_rules),
		cmocka_unit_test(a_year_in_xml_may_be_a_date),
		cmocka_unit_test(an_edit_mends_a_finding),
		cmocka_unit_test(alternatives_as_fields_come),
		cmocka_unit_test(presence_follows_conditions),
		cmocka_unit_test(kinds_of_destinations),
		cmocka_unit_test(the_switch_answers_with_the_most_exact_error),
		cmocka_unit_test(mutated_messages_are_checked_soundly),
		cmocka_unit_test(many_fields_take_linear_time),
		cmocka_unit_test(every_allocation_may_fail),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
