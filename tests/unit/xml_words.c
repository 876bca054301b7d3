/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Free text on the way into XML and back: beside the fields of a query, in edited
 * answers, and in messages whose parts were changed. */
#include <config.h>

#include "tests/support/conversion.h"

#include "base/rand.h"
#include "nlets/parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void words_behind_the_fields_have_their_element(void **state)
{
	struct str text = STR("AQ.AZSIM0001.IL.TXT\r\nPUR/C.ATN/A EXAMPLE.SID/ILSIM00012\r\n"
			      "SEND <ALL> & MORE ]]>.\r\nTHANK YOU.");
	struct str xml;

	(void)state;
	assert_round_trip(text);
	assert_int_equal(convert(text, NLETS_WIRE_XML, &xml), 0);
	assert_true(str_find(xml, STR("    <n2:PurposeCode>C</n2:PurposeCode>\n")) < xml.len);
	assert_true(str_find(xml, STR("    <n2:InquiryDescriptionText><![CDATA[SEND <ALL> & MORE "
				      "]]]]><![CDATA[>.\r\nTHANK YOU.]]></n2:InquiryDescriptionText>\n"
				      "  </n2:NLETSInquiryData>")) < xml.len);
	assert_span(NLETS_F_XML_TEXT_UNCONFIRMED, text, "SEND <ALL> & MORE ]]>.\r\nTHANK YOU.");
}

/* In elements the order of fields and words would be lost. */
static void words_elsewhere_take_the_whole_body_along(void **state)
{
	struct str xml;

	(void)state;
	assert_round_trip(STR("AQ.AZSIM0001.IL.TXT\r\nPUR/C.ATN/A EXAMPLE\r\nABOUT\r\nSID/ILSIM00012"));
	assert_round_trip(STR("AQ.AZSIM0001.IL.TXT\r\nPUR/C.QQQ/NO ELEMENT.\r\nPLEASE"));
	assert_round_trip(STR("AQ.AZSIM0001.IL.TXT\r\nPLEASE CALL ABOUT SID/ILSIM00012"));
	assert_round_trip(STR("ALQ.AZSIM0001.IL.TXT\r\n<ALARM/>"));
	assert_int_equal(convert(STR("ALQ.AZSIM0001.IL.TXT\r\n<ALARM/>"), NLETS_WIRE_XML, &xml), 0);
	assert_true(str_find(xml, STR("<n2:InquiryText><![CDATA[<ALARM/>]]></n2:InquiryText>")) < xml.len);
}

static void new_words_go_behind_the_fields(void **state)
{
	struct nlets_message *m = parse(STR("AQ.AZSIM0001.IL.TXT\r\nPUR/C.ATN/A EXAMPLE"));
	struct str xml, text;

	(void)state;
	nlets_message_set_text(m, STR("PLEASE & THANK YOU"));
	buf_clear(&out);
	assert_int_equal(nlets_convert(definitions, m, NLETS_WIRE_XML, &out, &arena, NULL), 0);
	xml = arena_copy(&arena, buf_str(&out));
	nlets_message_free(&m);
	assert_int_equal(convert(xml, NLETS_WIRE_TEXT, &text), 0);
	assert_str(text, STR("AQ.AZSIM0001.IL.TXT\r\nPUR/C.ATN/A EXAMPLE\r\nPLEASE & THANK YOU"));
	m = parse(xml);
	nlets_message_add_field(m, STR("SID"), STR("ILSIM00012"));
	buf_clear(&out);
	assert_int_equal(nlets_render(definitions, m, NLETS_WIRE_XML, &out, &arena, NULL), 0);
	assert_true(str_find(buf_str(&out), STR("[PLEASE & THANK YOU]")) < out.len);
	nlets_message_free(&m);
}

static void add_words(struct rand_state *rand, struct buf *text)
{
	static const char *const words[] = { "PLEASE", "SEND <IT>", "A & B", "]]>", "AND/OR", "1. OF 2.",
					     "THE REST: ALL", "&amp;", "--", "TXT", "\xc3\x9c" };

	for (uint32_t n = rand_below(rand, 4); n; n--) {
		buf_add_text(text, rand_below(rand, 3) ? " " : "\r\n");
		buf_add_text(text, words[rand_below(rand, sizeof(words) / sizeof(*words))]);
	}
}

/* Fields in the order of the form with words anywhere: to XML and back says the same. */
static void words_beside_fields_are_never_lost(void **state)
{
	static const char *const fields[] = { "PUR/C", "ATN/A EXAMPLE", "NAM/EXAMPLE,PAT SIM",
					      "DOB/19800512", "QQQ/Q", "SID/ILSIM00012" };
	struct rand_state rand = rand_seed(15);
	struct buf text = { 0 };
	struct str xml, back;

	(void)state;
	for (int turn = 0; turn < 3000; turn++) {
		struct nlets_message *before, *after;

		buf_clear(&text);
		buf_add_text(&text, "AQ.AZSIM0001.IL.*T1.TXT\r\n");
		for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
			if (rand_below(&rand, 8) == 0)
				add_words(&rand, &text);
			if (rand_below(&rand, 2) == 0 || (i == 4 && rand_below(&rand, 5)))
				continue;
			buf_add_text(&text, rand_below(&rand, 3) ? "." : "\r\n");
			buf_add_text(&text, fields[i]);
		}
		add_words(&rand, &text);
		if (convert(buf_str(&text), NLETS_WIRE_XML, &xml) != 0 ||
		    convert(xml, NLETS_WIRE_TEXT, &back) != 0)
			fail_msg("refused: %.*s\n%.*s", (int)text.len, text.ptr, STR_ARGS(xml));
		before = parse(buf_str(&text));
		after = parse(back);
		if (!nlets_message_same(before, after))
			fail_msg("%.*s\nbecame %.*s\nby %.*s", (int)text.len, text.ptr, STR_ARGS(back),
				 STR_ARGS(xml));
		nlets_message_free(&before);
		nlets_message_free(&after);
	}
	buf_free(&text);
}

static void losses_say_where(void **state)
{
	struct str text = STR("AQ.AZSIM0001.IL.TXT\r\nPUR/C.ATN/A\r\nB\001C"), xml, written;

	(void)state;
	assert_int_equal(convert(text, NLETS_WIRE_XML, &xml), NLETS_E_UNRENDERABLE);
	assert_span(NLETS_F_XML_CHARACTER, text, "B\001C");
	text = STR("RQ.AZSIM0001.IL.TXT\r\nLIC/SIM1 ALSO");
	assert_int_equal(convert(text, NLETS_WIRE_XML, &xml), 0);
	xml = STR(XML("DQ", "n2:NLETSInquiryData", "<n2:ReasonCode>T.NAM/X</n2:ReasonCode>"));
	assert_int_equal(convert(xml, NLETS_WIRE_TEXT, &written), NLETS_E_UNRENDERABLE);
	assert_span(NLETS_F_VALUE_SPLITS, xml, "<n2:ReasonCode>T.NAM/X</n2:ReasonCode>");
	xml = STR(XML("AQ", "n2:NLETSInquiryData", "<n2:PurposeCode>C.ATN/X</n2:PurposeCode>"
		      "<n2:InquiryDescriptionText>WORDS</n2:InquiryDescriptionText>"));
	assert_int_equal(convert(xml, NLETS_WIRE_TEXT, &written), NLETS_E_UNRENDERABLE);
	assert_span(NLETS_F_UNRENDERABLE, xml, "<n2:PurposeCode>C.ATN/X</n2:PurposeCode>");
	xml = STR(XML("AQ", "n2:NLETSInquiryData",
		      "<n2:PurposeCode>C</n2:PurposeCode><n2:InquiryDescriptionText>ASK\nATN/X"
		      "</n2:InquiryDescriptionText>"));
	assert_int_equal(convert(xml, NLETS_WIRE_TEXT, &written), NLETS_E_UNRENDERABLE);
	assert_span(NLETS_F_UNRENDERABLE, xml, "<n2:PurposeCode>C</n2:PurposeCode>"
		    "<n2:InquiryDescriptionText>ASK\nATN/X</n2:InquiryDescriptionText>");
}

/* ---- messages whose parts were changed ---- */

static struct str written_as(struct nlets_message *m, enum nlets_wire wire, int expected)
{
	buf_clear(&out);
	findings = (struct nlets_findings){ 0 };
	assert_int_equal(nlets_convert(definitions, m, wire, &out, &arena, &findings), expected);
	nlets_message_free(&m);
	return arena_copy(&arena, buf_str(&out));
}

static size_t index_of(const struct nlets_message *m, struct str code)
{
	return (size_t)(nlets_message_field(m, code) - m->fields.items);
}

/* A value that was changed stands in the text as the new one, wherever its bytes lay. */
static void an_edited_answer_becomes_text(void **state)
{
	struct nlets_message *m = parse(STR(XML("DR", "n2:NLETSResponseData",
		"<n2:Person><nc:PersonSexCode>F</nc:PersonSexCode></n2:Person><n2:ResponseText>"
		"<![CDATA[NO&TE\r\nOLN/SI]]>M&#49;.OLS/<![CDATA[IL]]></n2:ResponseText><n2:Person>"
		"<nc:PersonName><nc:PersonFullName>HERON,J</nc:PersonFullName></nc:PersonName></n2:Person>")));

	(void)state;
	assert_str(nlets_message_value(m, STR("OLN")), STR("SIM1"));
	nlets_message_set_value(m, index_of(m, STR("OLN")), STR("SIM&2"));
	nlets_message_set_value(m, index_of(m, STR("NAM")), STR("WREN,K"));
	assert_str(written_as(m, NLETS_WIRE_TEXT, 0),
		   STR("DR.AZSIM0001.IL.*A&1.TXT\r\nSEX/F\r\nNO&TE\r\nOLN/SIM&2.OLS/IL\r\nNAM/WREN,K"));
}

static void parts_that_were_added_go_into_the_whole_body(void **state)
{
	struct nlets_message *m = parse(STR("AQ.AZSIM0001.IL.TXT\r\nPUR/C.QQQ/X\r\nONE\r\nATN/B\r\nTWO"));
	struct str xml;

	(void)state;
	nlets_message_add_field(m, STR("SID"), STR("ILSIM00012"));
	xml = written_as(m, NLETS_WIRE_XML, 0);
	assert_true(str_find(xml, STR("[PUR/C.QQQ/X\r\nONE\r\nATN/B.SID/ILSIM00012\r\nTWO]")) < xml.len);
	m = parse(STR("AM.AZSIM0001.IL.TXT\r\nOLD"));
	nlets_message_set_text(m, STR("NEW & TRUE"));
	xml = written_as(m, NLETS_WIRE_XML, 0);
	assert_true(str_find(xml, STR("<n2:MailMessageText><![CDATA[NEW & TRUE]]>")) < xml.len);
	m = nlets_message_new(NLETS_WIRE_TEXT);
	nlets_message_set_key(m, STR("DR"));
	nlets_message_set_sender(m, STR("ILSIM0000"));
	nlets_message_add_destination(m, STR("AZSIM0001"));
	nlets_message_set_text(m, STR("SEE BELOW"));
	nlets_message_add_field(m, STR("OLN"), STR("SIM1"));
	m->direction = NLETS_OUTPUT;
	xml = written_as(m, NLETS_WIRE_XML, NLETS_E_UNRENDERABLE); /* it has no stamps */
	assert_true(str_find(xml, STR("[SEE BELOW\r\nOLN/SIM1]")) < xml.len);
}

static void new_text_beside_a_plain_query_is_refused(void **state)
{
	struct nlets_message *m = parse(STR("RQ.AZSIM0001.IL.TXT\r\nVIN/SIMQ1"));

	(void)state;
	nlets_message_set_text(m, STR("PLEASE"));
	written_as(m, NLETS_WIRE_XML, NLETS_E_UNRENDERABLE);
	assert_true(found(NLETS_F_CONVERT_TEXT_LEFT));
	m = parse(STR(XML("AQ", "n2:NLETSInquiryData", "<n2:PurposeCode>C</n2:PurposeCode>"
			  "<nc:Odd>LOST</nc:Odd>")));
	nlets_message_add_field(m, STR("ATN"), STR("B"));
	written_as(m, NLETS_WIRE_XML, NLETS_E_UNRENDERABLE);
	assert_true(found(NLETS_F_CONVERT_TEXT_LEFT));
}

/* All parts of a name, several leaves, and references that are none. */
static void odd_elements_are_read(void **state)
{
	struct nlets_message *m = parse(STR(XML("DR", "n2:NLETSResponseData",
		"<n2:Person><nc:PersonName><nc:PersonGivenName>JUNE</nc:PersonGivenName><nc:PersonMiddleName>"
		"SIM</nc:PersonMiddleName><nc:PersonSurName>HERON</nc:PersonSurName><nc:PersonNameSuffixText>"
		"JR</nc:PersonNameSuffixText></nc:PersonName></n2:Person>"
		"<n2:Person><nc:PersonName><nc:PersonSurName>A</nc:PersonSurName><nc:PersonFullName>WREN,K"
		"</nc:PersonFullName></nc:PersonName><nc:PersonBirthDate><nc:Date>1<nc:A>2</nc:A><nc:B>3</nc:B>"
		"</nc:Date></nc:PersonBirthDate></n2:Person>")));

	(void)state;
	assert_str(m->fields.items[0].value, STR("HERON,JUNE SIM JR"));
	assert_str(m->fields.items[1].value, STR("WREN,K"));
	assert_int_equal(m->fields.count, 2);
	nlets_message_free(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_behind_the_fields_have_their_element),
		cmocka_unit_test(words_elsewhere_take_the_whole_body_along),
		cmocka_unit_test(new_words_go_behind_the_fields),
		cmocka_unit_test(words_beside_fields_are_never_lost),
		cmocka_unit_test(losses_say_where),
		cmocka_unit_test(an_edited_answer_becomes_text),
		cmocka_unit_test(parts_that_were_added_go_into_the_whole_body),
		cmocka_unit_test(new_text_beside_a_plain_query_is_refused),
		cmocka_unit_test(odd_elements_are_read),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
