/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading NIEM XML: offsets, namespaces, header, hostile input. */
#include <config.h>

#include "nlets/parse.h"

#include "tests/support/data.h"
#include "tests/support/failing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define NAMESPACES                                                  \
	" n2:version=\"4.00\" xmlns:n2=\"http://www.nlets.org/niem/1.0\"" \
	" xmlns:nh2=\"http://www.nlets.org/niem/nlets-hdr/1.0\""    \
	" xmlns:n2c=\"http://www.nlets.org/niem/nlets-core/1.0\""   \
	" xmlns:nc=\"http://niem.gov/niem/niem-core/2.0\""
#define HEADER(key)                                                                      \
	"<n2:NLETSMessageHeader><nh2:MessageKeyCodeText>" key "</nh2:MessageKeyCodeText>" \
	"<nh2:OriginatingORIID>AZSIM0001</nh2:OriginatingORIID>"                          \
	"<nh2:DestinationORIID>IL</nh2:DestinationORIID></n2:NLETSMessageHeader>\n"
#define QUERY(key, body)                                                       \
	"<n2:NLETS" NAMESPACES ">\n" HEADER(key) "<n2:NLETSInquiryData>\n" body \
	"</n2:NLETSInquiryData></n2:NLETS>\n"
#define ANSWER(key, body)                                                       \
	"<n2:NLETS" NAMESPACES ">\n" HEADER(key) "<n2:NLETSResponseData>\n" body \
	"</n2:NLETSResponseData></n2:NLETS>\n"
#define PLATE(number)                                                                          \
	"<nc:Vehicle><nc:ConveyanceRegistrationPlateIdentification>\n<nc:IdentificationID>" number \
	"</nc:IdentificationID>\n<nc:IdentificationCategoryText>PC</nc:IdentificationCategoryText>" \
	"</nc:ConveyanceRegistrationPlateIdentification></nc:Vehicle>"

static struct nlets_definitions *definitions;

static int load(void **state)
{
	(void)state;
	definitions = nlets_definitions_new(test_data_read, test_data_list, NULL);
	return definitions ? 0 : -1;
}

static int unload(void **state)
{
	(void)state;
	nlets_definitions_free(&definitions);
	return 0;
}

static struct nlets_message *parse(struct str bytes)
{
	struct nlets_message *message = NULL;

	assert_int_equal(nlets_parse(definitions, bytes, NULL, &message), 0);
	return message;
}

static const struct nlets_finding *finding(const struct nlets_message *m, enum nlets_finding_id id)
{
	for (size_t i = 0; i < m->findings.count; i++)
		if (m->findings.items[i].id == id)
			return &m->findings.items[i];
	return NULL;
}

static void assert_str(struct str got, const char *want)
{
	if (!str_eq(got, str_from(want)))
		fail_msg("got \"%.*s\", want \"%s\"", STR_ARGS(got), want);
}

/* What must hold of every message: spans inside, in order, apart. */
static void assert_sound(const struct nlets_message *m)
{
	size_t end = m->body.off, field = 0, text = 0;

	assert_true(span_end(m->body) <= m->raw.len);
	while (field < m->fields.count || text < m->text.count) {
		struct span at;

		if (text == m->text.count ||
		    (field < m->fields.count && m->fields.items[field].span.off < m->text.items[text].off)) {
			const struct nlets_field *f = &m->fields.items[field++];

			at = f->span;
			assert_true(f->value_span.off >= at.off);
			assert_true(span_end(f->value_span) <= span_end(at));
		} else {
			at = m->text.items[text++];
		}
		assert_true(at.off >= end);
		end = span_end(at);
	}
	assert_true(end <= span_end(m->body));
	for (size_t i = 0; i < m->findings.count; i++)
		assert_true(span_end(m->findings.items[i].span) <= m->raw.len);
}

static void value_stands_at_its_span(void **state)
{
	struct nlets_message *m = parse(str_from(QUERY("RQ",
		"<n2:ReasonCode>T</n2:ReasonCode>\n" PLATE(" SIM1234\n"))));

	(void)state;
	assert_sound(m);
	assert_int_equal(m->findings.count, 0);
	assert_str(m->key.text, "RQ");
	assert_str(m->sender.text, "AZSIM0001");
	assert_int_equal(m->to.count, 1);
	assert_str(str_at(m->raw, m->to.items[0].span), "IL");
	assert_int_equal(m->direction, NLETS_INPUT);
	assert_int_equal(m->fields.count, 3);
	assert_str(m->fields.items[1].code, "LIC");
	assert_str(m->fields.items[1].value, "SIM1234");
	for (size_t i = 0; i < m->fields.count; i++)
		assert_true(str_eq(m->fields.items[i].value, str_at(m->raw, m->fields.items[i].value_span)));
	assert_true(str_starts(str_at(m->raw, m->fields.items[1].span), STR("<nc:IdentificationID>")));
	assert_true(str_ends(str_at(m->raw, m->fields.items[1].span), STR("</nc:IdentificationID>")));
	assert_int_equal(m->text.count, 0);
	assert_true(nlets_message_coverage(m) == 1);
	nlets_message_free(&m);
}

static void prefixes_do_not_matter(void **state)
{
	struct nlets_message *m = parse(STR(
		"<NLETS xmlns=\"http://www.nlets.org/niem/1.0\" xmlns:h=\"http://www.nlets.org/niem/nlets-hdr/1.0\""
		" xmlns:k=\"http://www.nlets.org/niem/1.0\" k:version=\"4.00\">"
		"<NLETSMessageHeader><h:MessageKeyCodeText>RQ</h:MessageKeyCodeText>"
		"<h:OriginatingORIID>AZSIM0001</h:OriginatingORIID><h:DestinationORIID>IL</h:DestinationORIID>"
		"</NLETSMessageHeader><NLETSInquiryData>"
		"<Vehicle xmlns=\"http://release.niem.gov/niem/niem-core/3.0/\"><VehicleIdentification>"
		"<IdentificationID>SIMQ1</IdentificationID></VehicleIdentification></Vehicle>"
		"<n2:Vehicle xmlns:n2=\"urn:other\"/></NLETSInquiryData></NLETS>"));

	(void)state;
	assert_sound(m);
	assert_str(nlets_message_value(m, STR("VIN")), "SIMQ1");
	assert_non_null(finding(m, NLETS_F_XML_NAMESPACE_NEW));
	assert_non_null(finding(m, NLETS_F_XML_NAMESPACE));
	assert_str(finding(m, NLETS_F_XML_NAMESPACE)->args[0], "urn:other");
	assert_int_equal(m->findings.count, 2);
	nlets_message_free(&m);
}

/* nc: bound to another namespace inside the body is not nc. */
static void wrong_namespace_is_no_match(void **state)
{
	struct nlets_message *m = parse(str_from(QUERY("RQ",
		"<nc:Vehicle xmlns:nc=\"http://www.nlets.org/niem/1.0\"><nc:VehicleIdentification>"
		"<nc:IdentificationID>SIMQ1</nc:IdentificationID></nc:VehicleIdentification></nc:Vehicle>")));

	(void)state;
	assert_sound(m);
	assert_int_equal(m->fields.count, 0);
	assert_int_equal(m->text.count, 1);
	assert_str(str_at(m->raw, m->text.items[0]), "SIMQ1");
	nlets_message_free(&m);
}

static void cdata_and_references_are_resolved(void **state)
{
	struct nlets_message *m = parse(str_from(QUERY("RQ",
		PLATE("<![CDATA[ SIM<1 ]]>") "<nc:Vehicle><nc:VehicleIdentification><nc:IdentificationID>"
		"A&amp;B&#x43;<!-- no --><![CDATA[&amp;]]>&#233;&lt;"
		"</nc:IdentificationID></nc:VehicleIdentification></nc:Vehicle>")));
	const struct nlets_field *vin = nlets_message_field(m, STR("VIN"));
	const struct nlets_field *lic = nlets_message_field(m, STR("LIC"));

	(void)state;
	assert_sound(m);
	assert_int_equal(m->findings.count, 0);
	assert_str(lic->value, "SIM<1");
	assert_str(str_at(m->raw, lic->value_span), "SIM<1");
	assert_str(vin->value, "A&BC&amp;\xc3\xa9<");
	assert_str(str_at(m->raw, vin->value_span),
		   "A&amp;B&#x43;<!-- no --><![CDATA[&amp;]]>&#233;&lt;");
	nlets_message_free(&m);
}

static void name_of_parts_is_one_field(void **state)
{
	struct nlets_message *m = parse(str_from(QUERY("DQ",
		"<n2:Person><nc:PersonBirthDate><nc:Date>1980-05-12</nc:Date></nc:PersonBirthDate>"
		"<nc:PersonName><nc:PersonGivenName>JUNIPER</nc:PersonGivenName>"
		"<nc:PersonMiddleName>SIM</nc:PersonMiddleName><nc:PersonSurName>HERON</nc:PersonSurName>"
		"</nc:PersonName></n2:Person>")));
	const struct nlets_field *name = nlets_message_field(m, STR("NAM"));

	(void)state;
	assert_sound(m);
	assert_int_equal(m->fields.count, 2);
	assert_str(nlets_message_value(m, STR("DOB")), "1980-05-12");
	assert_str(name->value, "HERON,JUNIPER SIM");
	assert_true(str_starts(str_at(m->raw, name->span), STR("<nc:PersonName>")));
	assert_true(str_ends(str_at(m->raw, name->span), STR("</nc:PersonName>")));
	assert_true(nlets_message_coverage(m) == 1);
	nlets_message_free(&m);
}

static void full_name_is_its_own_element(void **state)
{
	struct nlets_message *m = parse(str_from(QUERY("DQ",
		"<n2:Person><nc:PersonName><nc:PersonFullName>HERON,JUNIPER</nc:PersonFullName>"
		"</nc:PersonName></n2:Person>")));
	const struct nlets_field *name = nlets_message_field(m, STR("NAM"));

	(void)state;
	assert_str(name->value, "HERON,JUNIPER");
	assert_str(str_at(m->raw, name->span),
		   "<nc:PersonFullName>HERON,JUNIPER</nc:PersonFullName>");
	nlets_message_free(&m);
}

static void unknown_elements_are_text(void **state)
{
	struct nlets_message *m = parse(str_from(ANSWER("RR",
		"loose<nc:Surprise a='b>c'><nc:Deep>  kept </nc:Deep> tail </nc:Surprise><!-- not -->\n"
		"<nc:Empty/>")));

	(void)state;
	assert_sound(m);
	assert_int_equal(m->text.count, 3);
	assert_str(str_at(m->raw, m->text.items[0]), "loose");
	assert_str(str_at(m->raw, m->text.items[1]), "kept");
	assert_str(str_at(m->raw, m->text.items[2]), "tail");
	assert_true(nlets_message_coverage(m) < 1);
	nlets_message_free(&m);
}

static void free_text_is_read_as_a_body(void **state)
{
	struct nlets_message *m = parse(str_from(ANSWER("RR",
		"<n2:ResponseText><![CDATA[ILLINOIS\r\nLIC/SIM1&234.LIY/2030]]>\n<!-- x -->"
		"<![CDATA[\nGOOD&BYE]]></n2:ResponseText>")));

	(void)state;
	assert_sound(m);
	assert_str(nlets_message_value(m, STR("LIC")), "SIM1&234");
	assert_str(str_at(m->raw, nlets_message_field(m, STR("LIC"))->span), "LIC/SIM1&234");
	assert_str(nlets_message_value(m, STR("LIY")), "2030");
	assert_int_equal(m->text.count, 2);
	assert_str(str_at(m->raw, m->text.items[0]), "ILLINOIS");
	assert_str(str_at(m->raw, m->text.items[1]), "GOOD&BYE");
	nlets_message_free(&m);
}

static void delivered_header(void **state)
{
	struct nlets_message *m = parse(str_from(
		"<n2:NLETS" NAMESPACES "><n2:NLETSMessageHeader>"
		"<nh2:MessageKeyCodeText>RR</nh2:MessageKeyCodeText>"
		"<nh2:OriginatingORIID>ILSIM0000</nh2:OriginatingORIID>"
		"<nh2:DestinationORIID>AZSIM0001</nh2:DestinationORIID>"
		"<nh2:DocumentControlFieldText>\n <![CDATA[REF(&1]]>\n</nh2:DocumentControlFieldText>"
		"<nh2:MessageSendDate>01/02/2030</nh2:MessageSendDate>"
		"<nh2:MessageReceiveDate>01/03/2030</nh2:MessageReceiveDate>"
		"<nh2:MessageReceiveTime>09:15</nh2:MessageReceiveTime>"
		"<nh2:MessageSendTime>09:16</nh2:MessageSendTime>"
		"<nh2:ReceiveMessageNumeric>00007</nh2:ReceiveMessageNumeric>"
		"<nh2:SendMessageNumeric>00004</nh2:SendMessageNumeric>"
		"<nh2:SendMessageNumeric>00005</nh2:SendMessageNumeric><nh2:Odd/>"
		"</n2:NLETSMessageHeader><n2:NLETSResponseData/></n2:NLETS>"));

	(void)state;
	assert_sound(m);
	assert_int_equal(m->direction, NLETS_OUTPUT);
	assert_str(m->control.text, "REF(&1");
	assert_str(str_at(m->raw, m->control.span), "REF(&1");
	assert_str(m->received.date, "01/03/2030");
	assert_str(m->received.sequence, "00007");
	assert_str(m->sent.time, "09:16");
	assert_str(m->sent.sequence, "00004");
	assert_int_equal(m->findings.count, 4);
	assert_str(finding(m, NLETS_F_XML_HEADER_ORDER)->args[0], "MessageReceiveDate");
	assert_non_null(finding(m, NLETS_F_XML_HEADER_TWICE));
	assert_str(finding(m, NLETS_F_XML_HEADER_UNKNOWN)->args[0], "Odd");
	nlets_message_free(&m);
}

static void missing_parts_are_findings(void **state)
{
	struct nlets_message *m = parse(STR("<n2:NLETS xmlns:n2=\"http://www.nlets.org/niem/1.0\"/>"));

	(void)state;
	assert_sound(m);
	assert_non_null(finding(m, NLETS_F_XML_VERSION));
	assert_non_null(finding(m, NLETS_F_XML_HEADER_MISSING));
	assert_non_null(finding(m, NLETS_F_XML_BODY_MISSING));
	assert_null(m->key.text.ptr);
	nlets_message_free(&m);
	m = parse(STR("<envelope>some text</envelope>"));
	assert_sound(m);
	assert_str(finding(m, NLETS_F_XML_ROOT)->args[0], "envelope");
	assert_int_equal(m->text.count, 1);
	assert_true(nlets_message_coverage(m) == 0);
	nlets_message_free(&m);
}

static void what_stands_before_a_fault_is_kept(void **state)
{
	struct str bytes = str_from(QUERY("RQ", PLATE("SIM1234") "<nc:Vehicle>half & broken</nc:Vehicle>"));
	size_t at = str_find(bytes, STR("& broken"));
	struct nlets_message *m = parse(bytes);
	const struct nlets_finding *f = finding(m, NLETS_F_XML_MALFORMED);

	(void)state;
	assert_sound(m);
	assert_non_null(f);
	assert_true(f->span.off >= at && f->span.off <= at + 3);
	assert_str(nlets_message_value(m, STR("LIC")), "SIM1234");
	assert_int_equal(m->text.count, 1);
	assert_true(str_starts(str_at(m->raw, m->text.items[0]), STR("half & broken</nc:Vehicle>")));
	nlets_message_free(&m);
}

static void other_encodings_are_refused(void **state)
{
	struct nlets_message *m = parse(STR("<?xml version=\"1.0\" encoding='ISO-8859-1'?><a/>"));
	const struct nlets_finding *f = finding(m, NLETS_F_XML_ENCODING);

	(void)state;
	assert_sound(m);
	assert_str(str_at(m->raw, f->span), "ISO-8859-1");
	nlets_message_free(&m);
	m = parse(STR("<\0n\0"));
	assert_non_null(finding(m, NLETS_F_XML_ENCODING));
	assert_sound(m);
	nlets_message_free(&m);
	m = parse(STR("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a>x\xff" "y</a>"));
	assert_null(finding(m, NLETS_F_XML_ENCODING));
	assert_int_equal(finding(m, NLETS_F_XML_NOT_UTF8)->span.off, 43);
	assert_sound(m);
	nlets_message_free(&m);
}

static void declared_utf8_with_mark_keeps_offsets(void **state)
{
	struct nlets_message *m = parse(str_from(
		"\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- \xc3\xa9 -->"
		QUERY("RQ", PLATE("SIM1234"))));

	(void)state;
	assert_sound(m);
	assert_int_equal(m->findings.count, 0);
	assert_str(str_at(m->raw, nlets_message_field(m, STR("LIC"))->value_span), "SIM1234");
	nlets_message_free(&m);
}

static void doctype_is_stepped_over(void **state)
{
	struct nlets_message *m = parse(str_from(
		"<?xml version=\"1.0\"?><!DOCTYPE n [<!ENTITY a \"]>aaaa\"><!ENTITY b \"&a;&a;\">]>"
		QUERY("RQ", PLATE("SIM1234") "<nc:Vehicle>&b;</nc:Vehicle>")));

	(void)state;
	assert_sound(m);
	assert_str(nlets_message_value(m, STR("LIC")), "SIM1234");
	assert_true(str_starts(str_at(m->raw, finding(m, NLETS_F_XML_DOCTYPE)->span), STR("<!DOCTYPE")));
	assert_true(str_ends(str_at(m->raw, finding(m, NLETS_F_XML_DOCTYPE)->span), STR("]>")));
	assert_non_null(finding(m, NLETS_F_XML_MALFORMED));
	nlets_message_free(&m);
}

/* A message made of `before`, many times `piece`, and `after`. */
static struct nlets_message *parse_many(const char *before, const char *piece, size_t times,
					const char *after)
{
	struct buf bytes = { 0 };
	struct nlets_message *m;

	buf_add_text(&bytes, before);
	for (size_t i = 0; i < times; i++)
		buf_add_text(&bytes, piece);
	buf_add_text(&bytes, after);
	m = parse(buf_str(&bytes));
	assert_sound(m);
	buf_free(&bytes);
	return m;
}

static void hostile_sizes_are_findings(void **state)
{
	struct nlets_message *m = parse_many("<n2:NLETS" NAMESPACES, " a='1'", 1000000, "/>");

	(void)state;
	assert_non_null(finding(m, NLETS_F_XML_MANY));
	nlets_message_free(&m);
	m = parse_many("", "<a>", 100000, "");
	assert_non_null(finding(m, NLETS_F_XML_DEEP));
	nlets_message_free(&m);
	m = parse_many("<a>", "<b/>", 1000000, "</a>");
	assert_non_null(finding(m, NLETS_F_XML_MANY));
	nlets_message_free(&m);
	m = parse_many("<a", "<!--", 100000, "");
	nlets_message_free(&m);
	m = parse_many("<a>", "&#65;", 200000, "</a>");
	nlets_message_free(&m);
}

static void fields_beyond_the_limit_are_text(void **state)
{
	const struct nlets_limits limits = { 100000, 2, 100, 50 };
	const struct nlets_parse_options options = { &limits, false };
	struct nlets_message *m;

	(void)state;
	assert_int_equal(nlets_parse(definitions, str_from(QUERY("RQ",
		"<n2:ReasonCode>T</n2:ReasonCode>" PLATE("SIM1234"))), &options, &m), 0);
	assert_sound(m);
	assert_int_equal(m->fields.count, 2);
	assert_int_equal(m->text.count, 1);
	assert_str(str_at(m->raw, m->text.items[0]), "PC");
	assert_str(finding(m, NLETS_F_LIMIT_FIELDS)->args[0], "2");
	nlets_message_free(&m);
}

static void every_cut_and_flip_is_sound(void **state)
{
	struct str whole = str_from(ANSWER("RR", "<?pi?>" PLATE("<![CDATA[SIM1]]>&amp;")
		"<n2:ResponseText>NOT ON FILE &lt;LIC/1.LIY/2</n2:ResponseText>"));
	char *copy = malloc(whole.len);
	struct nlets_message *m;

	(void)state;
	for (size_t i = 0; i <= whole.len; i++) {
		m = parse(str_sub(whole, 0, i));
		assert_sound(m);
		nlets_message_free(&m);
	}
	for (size_t i = 0; i < whole.len; i++) {
		memcpy(copy, whole.ptr, whole.len);
		copy[i] = (char)(copy[i] ^ (1 << (i % 8)));
		m = parse((struct str){ copy, whole.len });
		assert_sound(m);
		nlets_message_free(&m);
	}
	free(copy);
}

/* Memory comes in growing pieces, so that where it runs out depends on the length. */
static int read_long(void *context)
{
	struct nlets_message *message = NULL;
	int result = nlets_parse(definitions, *(const struct str *)context, NULL, &message);

	if (result == 0)
		nlets_message_free(&message);
	return result;
}

static void memory_may_run_out_in_long_text(void **state)
{
	static const char *const pieces[] = { "OLN/SIM1<![CDATA[2]]>.", "WORDS &amp; MORE\n",
					      "NAME: HERON<!-- -->,JUNE\n", "LIC/<![CDATA[]]>\n" };
	const struct nlets_form *form = nlets_form(definitions, STR("DR"));
	struct str whole = str_from(ANSWER("DR", "<n2:ResponseText>^</n2:ResponseText>"));
	size_t hole = str_find_char(whole, '^'), failed = 0;
	struct buf text = { 0 };

	(void)state;
	assert_non_null(form);
	for (size_t length = 1; length < 400; length += 3) {
		struct str bytes;

		buf_clear(&text);
		buf_add(&text, str_sub(whole, 0, hole));
		for (size_t i = 0; i < length; i++)
			buf_add_text(&text, pieces[(i + length / 5 * (i % 3)) % 4]);
		if (length % 4)
			buf_add(&text, str_sub(whole, hole + 1, whole.len - hole - 1));
		bytes = buf_str(&text);
		failed += failing_each_allocation(read_long, &bytes, NLETS_E_MEMORY);
	}
	assert_true(failed > 300);
	buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(value_stands_at_its_span),
		cmocka_unit_test(prefixes_do_not_matter),
		cmocka_unit_test(wrong_namespace_is_no_match),
		cmocka_unit_test(cdata_and_references_are_resolved),
		cmocka_unit_test(name_of_parts_is_one_field),
		cmocka_unit_test(full_name_is_its_own_element),
		cmocka_unit_test(unknown_elements_are_text),
		cmocka_unit_test(free_text_is_read_as_a_body),
		cmocka_unit_test(delivered_header),
		cmocka_unit_test(missing_parts_are_findings),
		cmocka_unit_test(what_stands_before_a_fault_is_kept),
		cmocka_unit_test(other_encodings_are_refused),
		cmocka_unit_test(declared_utf8_with_mark_keeps_offsets),
		cmocka_unit_test(doctype_is_stepped_over),
		cmocka_unit_test(hostile_sizes_are_findings),
		cmocka_unit_test(fields_beyond_the_limit_are_text),
		cmocka_unit_test(every_cut_and_flip_is_sound),
		cmocka_unit_test(memory_may_run_out_in_long_text),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
