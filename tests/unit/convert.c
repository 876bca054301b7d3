/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing XML, editing it in place, and text to XML to text. */
#include <config.h>

#include "tests/support/conversion.h"

#include "base/alloc.h"
#include "base/rand.h"
#include "nlets/parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void query_as_xml(void **state)
{
	struct str xml;

	(void)state;
	assert_int_equal(convert(STR("RQ.AZSIM0001.IL.WA.*A<B&1.TXT\r\nRSN/T.LIC/SIM1234.LIY/2030.LIT/PC"),
				 NLETS_WIRE_XML, &xml), 0);
	assert_str(xml, STR(
		"<n2:NLETS n2:version=\"4.00\" xmlns:n2=\"http://www.nlets.org/niem/1.0\"\n"
		"          xmlns:nh2=\"http://www.nlets.org/niem/nlets-hdr/1.0\"\n"
		"          xmlns:nc=\"http://niem.gov/niem/niem-core/2.0\">\n"
		"  <n2:NLETSMessageHeader>\n"
		"    <nh2:MessageKeyCodeText>RQ</nh2:MessageKeyCodeText>\n"
		"    <nh2:OriginatingORIID>AZSIM0001</nh2:OriginatingORIID>\n"
		"    <nh2:DestinationORIID>IL</nh2:DestinationORIID>\n"
		"    <nh2:DestinationORIID>WA</nh2:DestinationORIID>\n"
		"    <nh2:DocumentControlFieldText><![CDATA[A<B&1]]></nh2:DocumentControlFieldText>\n"
		"  </n2:NLETSMessageHeader>\n"
		"  <n2:NLETSInquiryData>\n"
		"    <n2:ReasonCode>T</n2:ReasonCode>\n"
		"    <nc:Vehicle>\n"
		"      <nc:ConveyanceRegistrationPlateIdentification>\n"
		"        <nc:IdentificationID>SIM1234</nc:IdentificationID>\n"
		"        <nc:IdentificationExpirationDate>\n"
		"          <nc:YearDate>2030</nc:YearDate>\n"
		"        </nc:IdentificationExpirationDate>\n"
		"        <nc:IdentificationCategoryText>PC</nc:IdentificationCategoryText>\n"
		"      </nc:ConveyanceRegistrationPlateIdentification>\n"
		"    </nc:Vehicle>\n"
		"  </n2:NLETSInquiryData>\n"
		"</n2:NLETS>\n"));
}

static void delivered_answer_keeps_its_layout(void **state)
{
	(void)state;
	assert_round_trip(STR("DR.ILSIM0000\r\n08:00 01/15/2026 00041\r\n08:00 01/15/2026 00012 AZSIM0001\r\n"
			      "*T000000007.\r\nTXT\r\n"
			      "  NAME: HERON, JUNIPER SIM   SEX: F\r\n\r\n]]> A & B <C>\r\n  DOB: 05/12/1980\r\n"));
	assert_round_trip(STR("AM.AZSIM0001.IL.TXT\r\nMEET AT NOON.\r\nBRING <THE> \"FILE\" & A PEN"));
}

static void dates_change_their_notation(void **state)
{
	struct str xml;

	(void)state;
	assert_round_trip(STR("DQ.AZSIM0001.IL.TXT\r\nNAM/HERON,JUNIPER SIM.DOB/19800512.SEX/F"));
	convert(STR("DQ.AZSIM0001.IL.TXT\r\nNAM/HERON,JUNIPER SIM.DOB/19800512.SEX/F"),
		NLETS_WIRE_XML, &xml);
	assert_true(str_find(xml, STR("<nc:Date>1980-05-12</nc:Date>")) < xml.len);
	assert_int_equal(convert(STR("DQ.AZSIM0001.IL.TXT\r\nNAM/HERON,JUNIPER SIM.DOB/051280.SEX/F"),
				 NLETS_WIRE_XML, &xml), 0);
	assert_true(found(NLETS_F_XML_DATE_SHORT));
	assert_true(str_find(xml, STR("<nc:Date>051280</nc:Date>")) < xml.len);
}

static void what_xml_cannot_hold_is_named(void **state)
{
	struct str xml;

	(void)state;
	assert_int_equal(convert(STR("RQ.AZSIM0001.IL.TXT\r\nLIC/SIM\001.LIY/2030.LIT/PC"), NLETS_WIRE_XML,
				 &xml), NLETS_E_UNRENDERABLE);
	assert_true(found(NLETS_F_XML_CHARACTER));
	assert_int_equal(convert(STR("RQ.AZSIM0001.IL.TXT\r\nLIC/SIM1.QQQ/X"), NLETS_WIRE_XML, &xml),
			 NLETS_E_UNRENDERABLE);
	assert_true(found(NLETS_F_XML_NO_PATH));
	assert_int_equal(convert(STR("ZZZ.AZSIM0001.IL.TXT\r\nLIC/SIM1"), NLETS_WIRE_XML, &xml),
			 NLETS_E_UNRENDERABLE);
	assert_true(found(NLETS_F_XML_ELEMENT_UNKNOWN));
}

static void what_text_cannot_hold_is_named(void **state)
{
	struct str text;

	(void)state;
	assert_int_equal(convert(STR(XML("RQ", "n2:NLETSInquiryData",
					 "<nc:Vehicle><nc:VehicleIdentification><nc:IdentificationID>SIMQ1"
					 "</nc:IdentificationID></nc:VehicleIdentification></nc:Vehicle>"
					 "<nc:Odd>lost</nc:Odd>")), NLETS_WIRE_TEXT, &text),
			 NLETS_E_UNRENDERABLE);
	assert_true(found(NLETS_F_CONVERT_TEXT_LEFT));
	assert_str(text, STR("RQ.AZSIM0001.IL.*A&1.TXT\r\nVIN/SIMQ1"));
}

/* What the switch hands on is the body that conversion writes behind TXT, also again
 * after another message was read into the same one. */
static void body_alone_is_that_of_the_whole(void **state)
{
	const char *const texts[] = {
		XML("RQ", "n2:NLETSInquiryData",
		    "<nc:Vehicle><nc:VehicleIdentification><nc:IdentificationID>SIMQ1"
		    "</nc:IdentificationID></nc:VehicleIdentification></nc:Vehicle>"),
		XML("DR", "n2:NLETSResponseData",
		    "<n2:ResponseText>NAME: HERON  SEX: F\nDOB: 05/12/1980</n2:ResponseText>"),
		XML("DR", "n2:NLETSResponseData", "<n2:ResponseText>NO RECORD</n2:ResponseText>"),
	};
	struct nlets_message *message = NULL;
	struct arena own = { 0 };

	(void)state;
	for (size_t i = 0; i < 2 * sizeof(texts) / sizeof(*texts); i++) {
		struct str xml = str_from(texts[i % (sizeof(texts) / sizeof(*texts))]), whole, body;
		size_t at;

		assert_int_equal(convert(xml, NLETS_WIRE_TEXT, &whole), 0);
		assert_int_equal(nlets_parse_again(definitions, xml, NULL, &message), 0);
		assert_int_equal(nlets_body_as_text(definitions, message, &own, &body), 0);
		at = str_find(whole, STR("TXT\r\n")) + 5;
		assert_true(body.len > 0);
		assert_str(body, str_sub(whole, at, whole.len - at));
	}
	nlets_message_free(&message);
	arena_free(&own);
}

/* PUR and ATN first, whatever the order of the elements (message-structure.md 1.4). */
static void query_fields_go_in_the_order_of_the_form(void **state)
{
	struct str text;

	(void)state;
	assert_int_equal(convert(STR(XML("DQ", "n2:NLETSInquiryData",
		"<n2:Person><nc:PersonBirthDate><nc:Date>1980-05-12</nc:Date></nc:PersonBirthDate>"
		"<nc:PersonName><nc:PersonGivenName>JUNIPER</nc:PersonGivenName>"
		"<nc:PersonSurName>HERON</nc:PersonSurName></nc:PersonName>"
		"<nc:PersonSexCode>F</nc:PersonSexCode></n2:Person><n2:ReasonCode>T</n2:ReasonCode>")),
		NLETS_WIRE_TEXT, &text), 0);
	assert_str(text, STR("DQ.AZSIM0001.IL.*A&1.TXT\r\nRSN/T.NAM/HERON,JUNIPER.DOB/19800512.SEX/F"));
}

static void assert_rendered(struct nlets_message *m, struct str want)
{
	buf_clear(&out);
	findings = (struct nlets_findings){ 0 };
	assert_int_equal(nlets_render(definitions, m, NLETS_WIRE_XML, &out, &arena, &findings), 0);
	assert_str(buf_str(&out), want);
}

#define PERSON(sur)                                                                              \
	"<n2:Person><nc:PersonName>\n<nc:PersonGivenName>J&#85;NE</nc:PersonGivenName>"           \
	"<nc:PersonSurName>" sur "</nc:PersonSurName> </nc:PersonName><nc:PersonBirthDate>"       \
	"<nc:Date><![CDATA[1980]]>-05-12</nc:Date></nc:PersonBirthDate></n2:Person>"
#define FREE(text) "<n2:ResponseText><![CDATA[" text "]]></n2:ResponseText>"

static void setting_the_same_values_gives_the_same_bytes(void **state)
{
	struct str bytes = STR("<?xml version='1.0'?>\n<!-- x -->" XML("DR", "n2:NLETSResponseData",
		PERSON("O&apos;HERON") FREE("A & B\r\nOLN/SIM&1.OLS/XX") "<nc:Odd>kept</nc:Odd>") "\n");
	struct nlets_message *m = parse(bytes);

	(void)state;
	assert_rendered(m, bytes);
	assert_int_equal(nlets_message_set_control(m, STR("A&1")), 0);
	assert_int_equal(nlets_message_set_key(m, STR("DR")), 0);
	for (size_t i = 0; i < m->fields.count; i++) {
		struct str value = arena_copy(&arena, m->fields.items[i].value);

		assert_int_equal(nlets_message_set_value(m, i, value), 0);
	}
	assert_true(m->fields.count >= 4);
	memset((char *)(uintptr_t)m->raw.ptr, 'X', m->raw.len);
	assert_rendered(m, bytes);
	nlets_message_free(&m);
}

static size_t field_at(const struct nlets_message *m, const char *code)
{
	for (size_t i = 0; i < m->fields.count; i++)
		if (str_eq(m->fields.items[i].code, str_from(code)))
			return i;
	fail_msg("no %s", code);
	return 0;
}

static void edits_keep_every_other_byte(void **state)
{
	struct nlets_message *m = parse(STR(XML("DR", "n2:NLETSResponseData",
		PERSON("HERON") FREE("A & B\r\nOLN/SIM1.OLS/XX") "<nc:Odd>kept</nc:Odd>")));

	(void)state;
	nlets_message_set_value(m, field_at(m, "OLN"), STR("]]><&"));
	nlets_message_set_value(m, field_at(m, "NAM"), STR("WREN,A&B"));
	nlets_message_set_control(m, STR("C<3"));
	buf_clear(&out);
	assert_int_equal(nlets_render(definitions, m, NLETS_WIRE_XML, &out, &arena, NULL), 0);
	assert_true(str_find(buf_str(&out), STR("<nc:PersonName>\n<nc:PersonFullName>WREN,A&amp;B"
						"</nc:PersonFullName> </nc:PersonName>")) < out.len);
	assert_true(str_find(buf_str(&out), STR(" <![CDATA[C<3]]> </nh2:Doc")) < out.len);
	assert_true(str_find(buf_str(&out), STR("A & B\r\nOLN/]]]]><![CDATA[><&.OLS/XX")) < out.len);
	nlets_message_free(&m);
	m = parse(buf_str(&out));
	assert_str(nlets_message_value(m, STR("NAM")), STR("WREN,A&B"));
	assert_str(nlets_message_value(m, STR("OLN")), STR("]]><&"));
	nlets_message_free(&m);
}

static void blocks_that_repeat_stay_together(void **state)
{
	struct nlets_message *m = nlets_message_new(NLETS_WIRE_TEXT);
	struct str xml;
	size_t first, second;

	(void)state;
	nlets_message_set_key(m, STR("IR"));
	nlets_message_set_sender(m, STR("ILSIM0000"));
	nlets_message_add_destination(m, STR("AZSIM0001"));
	nlets_message_add_field(m, STR("NAM"), STR("ONE,A"));
	nlets_message_add_field(m, STR("DOB"), STR("19800101"));
	nlets_message_add_field(m, STR("NAM"), STR("TWO,B"));
	nlets_message_add_field(m, STR("DOB"), STR("19900101"));
	buf_clear(&out);
	assert_int_equal(nlets_convert(definitions, m, NLETS_WIRE_XML, &out, &arena, NULL), 0);
	nlets_message_free(&m);
	xml = buf_str(&out);
	first = str_find(xml, STR("1980-01-01"));
	second = str_find(xml, STR("TWO,B"));
	assert_true(first < second && second < str_find(xml, STR("1990-01-01")));
	assert_true(str_find(str_sub(xml, first, second - first), STR("</n2:Person>")) < second - first);
}

/* ---- every form with an XML wire ---- */

static bool wants(const struct nlets_form *form, const struct nlets_alternative *alternative,
		  struct str code, struct rand_state *rand)
{
	for (size_t i = 0; i < form->required.count; i++)
		if (str_eq(form->required.items[i], code))
			return true;
	if (!alternative)
		return rand_below(rand, 4) > 0;
	for (size_t i = 0; i < alternative->required.count; i++)
		if (str_eq(alternative->required.items[i], code))
			return true;
	for (size_t i = 0; i < alternative->optional.count; i++)
		if (str_eq(alternative->optional.items[i], code))
			return rand_below(rand, 2) > 0;
	return false;
}

/* Writes a message of the form's examples as text; false when an item has no path. */
static bool example(const struct nlets_form *form, const struct nlets_alternative *alternative,
		    struct rand_state *rand, struct buf *text)
{
	bool answer = form->form_class == NLETS_FORM_RESPONSE, pathless = false;
	const char *before = "TXT\r\n";

	buf_clear(text);
	buf_add(text, form->key);
	buf_add_text(text, answer ? ".ILSIM0000\r\n08:00 01/15/2026 00041\r\n"
				    "08:00 01/15/2026 00012 AZSIM0001\r\n*T0000001.\r\n" :
				    ".AZSIM0001.IL.*T0000001.");
	for (size_t i = 0; i < form->items.count; i++) {
		const struct nlets_item *item = &form->items.items[i];

		if (!wants(form, alternative, item->code, rand) || item->example.len == 0)
			continue;
		pathless = pathless || item->path.len == 0;
		buf_add_text(text, before);
		buf_add(text, item->code);
		buf_add_char(text, '/');
		buf_add(text, item->example);
		before = ".";
	}
	if (*before == 'T')
		buf_add_text(text, before);
	return !pathless;
}

/* A query with a field whose element nobody published cannot become XML; everything
 * else must come back as it was. */
static size_t check_form(const struct nlets_form *form, struct rand_state *rand)
{
	struct buf text = { 0 };
	size_t checked = 0;

	for (size_t turn = 0; turn < 12; turn++) {
		const struct nlets_alternative *alternative =
			form->alternatives.count ?
				&form->alternatives.items[turn % form->alternatives.count] :
				NULL;
		struct str xml;

		if (example(form, alternative, rand, &text) ||
		    form->form_class == NLETS_FORM_RESPONSE) {
			assert_round_trip(buf_str(&text));
			checked++;
		} else {
			assert_int_equal(convert(buf_str(&text), NLETS_WIRE_XML, &xml),
					 NLETS_E_UNRENDERABLE);
			assert_true(found(NLETS_F_XML_NO_PATH));
		}
	}
	buf_free(&text);
	return checked;
}

static void every_form_round_trips(void **state)
{
	struct rand_state rand = rand_seed(18);
	size_t sections, forms = 0, checked = 0;
	const struct nlets_section *all = nlets_catalogue(definitions, &sections);

	(void)state;
	for (size_t i = 0; i < sections; i++) {
		for (size_t k = 0; k < all[i].keys.count; k++) {
			const struct nlets_form *form = nlets_form(definitions, all[i].keys.items[k].key);

			if (!form || !form->xml_wire || form->form_class == NLETS_FORM_NOTICE)
				continue;
			forms++;
			checked += check_form(form, &rand);
		}
	}
	print_message("  %zu forms, %zu messages came back as they were\n", forms, checked);
	assert_true(forms >= 15 && checked >= 100);
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

/* Parses, sets a value, and writes in the other format, with only n allocations. */
static int convert_with(size_t n, struct str bytes, enum nlets_wire wire, bool *same)
{
	struct arena own = { 0 };
	struct buf written = { 0 };
	struct nlets_findings none = { 0 };
	struct nlets_message *m = NULL;
	int result;

	allocations_left = n;
	base_set_realloc(limited_realloc);
	result = nlets_parse(definitions, bytes, NULL, &m);
	if (result == 0)
		result = nlets_message_set_value(m, 0, STR("NEW"));
	if (result == 0)
		result = nlets_convert(definitions, m, wire, &written, &own, &none);
	allocations_left = SIZE_MAX;
	*same = result == 0 && str_find(buf_str(&written), STR("NEW")) < written.len;
	nlets_message_free(&m);
	buf_free(&written);
	arena_free(&own);
	base_set_realloc(NULL);
	return result;
}

static void every_allocation_may_fail(void **state)
{
	static const struct {
		const char *bytes;
		enum nlets_wire wire;
	} cases[] = {
		{ "RQ.AZSIM0001.IL.TXT\r\nLIC/SIM1.LIY/2030.LIT/PC", NLETS_WIRE_XML },
		{ "DR.AZSIM0001.IL.TXT\r\nNAME: HERON  SEX: F", NLETS_WIRE_XML },
		{ XML("DR", "n2:NLETSResponseData", PERSON("A&amp;B") FREE("OLN/SIM1")), NLETS_WIRE_TEXT },
		{ XML("DR", "n2:NLETSResponseData", PERSON("A&amp;B") FREE("OLN/SIM1")), NLETS_WIRE_XML },
		{ XML("DQ", "n2:NLETSInquiryData", PERSON("HERON")), NLETS_WIRE_TEXT },
		{ "AQ.AZSIM0001.IL.TXT\r\nPUR/C.ATN/A\r\nPLEASE", NLETS_WIRE_XML },
		{ "AQ.AZSIM0001.IL.TXT\r\nPUR/C\r\nPLEASE\r\nATN/A", NLETS_WIRE_XML },
		{ XML("AQ", "n2:NLETSInquiryData", "<n2:PurposeCode>C</n2:PurposeCode>"
		      "<n2:InquiryDescriptionText>PLEASE</n2:InquiryDescriptionText>"),
		  NLETS_WIRE_TEXT },
	};

	(void)state;
	nlets_form(definitions, STR("RQ"));
	nlets_form(definitions, STR("DR"));
	nlets_form(definitions, STR("DQ"));
	nlets_form(definitions, STR("AQ"));
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int result = NLETS_E_MEMORY;
		bool same = false;

		for (size_t n = 0; result == NLETS_E_MEMORY && n < 3000; n++)
			result = convert_with(n, str_from(cases[i].bytes), cases[i].wire, &same);
		assert_int_equal(result, 0);
		assert_true(same);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(query_as_xml),
		cmocka_unit_test(delivered_answer_keeps_its_layout),
		cmocka_unit_test(dates_change_their_notation),
		cmocka_unit_test(what_xml_cannot_hold_is_named),
		cmocka_unit_test(what_text_cannot_hold_is_named),
		cmocka_unit_test(query_fields_go_in_the_order_of_the_form),
		cmocka_unit_test(setting_the_same_values_gives_the_same_bytes),
		cmocka_unit_test(edits_keep_every_other_byte),
		cmocka_unit_test(blocks_that_repeat_stay_together),
		cmocka_unit_test(body_alone_is_that_of_the_whole),
		cmocka_unit_test(every_form_round_trips),
		cmocka_unit_test(every_allocation_may_fail),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
