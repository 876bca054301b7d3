/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was redacted is in the result in no form, and the result can still be read. */
#include <config.h>

#include "nlets/redact.h"
#include "tests/support/data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const messages[] = {
	"DR.ILSIM0100\r\n09:15 01/02/2030 00017\r\n09:15 01/02/2030 00004 AZSIM0001\r\n*T1.\r\nTXT\r\n"
	"NAM/HERON,JUNIPER SIM.DOB/19800512.SOC/666001234.OLN/SIM00012345.REM/SEE HERON,JUNIPER SIM",
	"DR.ILSIM0100\r\n09:15 01/02/2030 00017\r\n09:15 01/02/2030 00004 AZSIM0001\r\n"
	"*666001234.\r\nTXT\r\nSOC/666001234.OLN/SIM00012345\r\nSSN 666-00-1234 HEX 363636303031323334\r\n"
	"B64 NjY2MDAxMjM0",
	"ER.NL0000000\r\n09:15 01/02/2030 00017\r\n09:15 01/02/2030 00004 AZSIM0001\r\nTXT\r\n"
	".22. INVALID MESSAGE FORMAT\r\nORIGINAL MESSAGE\r\nDQ.AZSIM0001.IL.TXT\r\nNAM/HERON,JUNIPER SIM.SOC/666001234",
	"<n2:NLETS n2:version=\"4.00\" xmlns:n2=\"http://www.nlets.org/niem/1.0\" "
	"xmlns:nh2=\"http://www.nlets.org/niem/nlets-hdr/1.0\"><n2:NLETSMessageHeader>"
	"<nh2:MessageKeyCodeText>DR</nh2:MessageKeyCodeText><nh2:OriginatingORIID>ILSIM0100</nh2:OriginatingORIID>"
	"<nh2:DestinationORIID>AZSIM0001</nh2:DestinationORIID></n2:NLETSMessageHeader><n2:NLETSResponseData>"
	"<n2:ResponseText><![CDATA[NAM/HERON,JUNIPER SIM.SOC/666001234]]></n2:ResponseText>"
	"</n2:NLETSResponseData></n2:NLETS>",
	"DR.ILSIM0100.AZSIM0001.TXT\r\nHERON, JUNIPER SIM BORN 05/12/1980 666-00-1234",
};

static const char *const gone[] = { "HERON,JUNIPER SIM", "19800512", "666001234", "666-00-1234",
				    "363636303031323334", "NjY2MDAxMjM0", "HERON, JUNIPER", NULL };

static struct nlets_definitions *definitions;

static int start(void **state)
{
	(void)state;
	definitions = nlets_definitions_new(test_data_read, test_data_list, NULL);
	return definitions ? 0 : -1;
}

static int stop(void **state)
{
	(void)state;
	nlets_definitions_free(&definitions);
	return 0;
}

static struct nlets_redaction personal(uint64_t seed)
{
	struct nlets_redaction redaction = { .seed = seed };

	for (int i = NLETS_DATA_NONE + 1; i < NLETS_DATA_CLASS_COUNT; i++)
		redaction.classes[i] = true;
	return redaction;
}

static void redact(struct str bytes, const struct nlets_redaction *redaction, struct buf *out,
		   struct arena *arena, nlets_redacted_list *list)
{
	assert_int_equal(nlets_redact(definitions, bytes, redaction, arena, out, list), 0);
}

static void nothing_is_left(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(messages) / sizeof(*messages); i++) {
		struct nlets_redaction redaction = personal(1);
		struct nlets_message *message = NULL;
		struct arena arena = { 0 };
		nlets_redacted_list list = { 0 };
		struct buf out = { 0 };

		redact(str_from(messages[i]), &redaction, &out, &arena, &list);
		assert_true(list.count > 0);
		for (size_t g = 0; gone[g]; g++)
			assert_int_equal(str_find_nocase(buf_str(&out), str_from(gone[g])), out.len);
		assert_int_equal(nlets_parse(definitions, buf_str(&out), NULL, &message), 0);
		assert_true(message->key.text.len == 2 && message->sender.text.len == 9);
		nlets_message_free(&message);
		buf_free(&out);
		arena_free(&arena);
	}
}

/* The same value, the same pseudonym, of the same shape; another seed, another one. */
static void pseudonyms_are_stable(void **state)
{
	struct nlets_redaction one = personal(1), two = personal(2);
	struct arena arena = { 0 };
	nlets_redacted_list list = { 0 };
	struct buf first = { 0 }, again = { 0 }, other = { 0 };

	(void)state;
	redact(str_from(messages[0]), &one, &first, &arena, &list);
	redact(str_from(messages[0]), &one, &again, &arena, &list);
	redact(str_from(messages[0]), &two, &other, &arena, &list);
	assert_true(str_eq(buf_str(&first), buf_str(&again)));
	assert_false(str_eq(buf_str(&first), buf_str(&other)));
	assert_int_equal(first.len, strlen(messages[0]));
	buf_free(&first);
	buf_free(&again);
	buf_free(&other);
	arena_free(&arena);
}

/* Only the field that is named goes, and wherever else its value stands. */
static void one_field_alone(void **state)
{
	struct str code = STR("NAM");
	struct nlets_redaction redaction = { .fields = { &code, 1, 1 }, .seed = 1 };
	struct arena arena = { 0 };
	nlets_redacted_list list = { 0 };
	struct buf out = { 0 };

	(void)state;
	redact(str_from(messages[0]), &redaction, &out, &arena, &list);
	assert_int_equal(str_find(buf_str(&out), STR("HERON")), out.len);
	assert_true(str_find(buf_str(&out), STR("SOC/666001234.OLN/SIM00012345")) < out.len);
	assert_int_equal(list.count, 2);
	assert_int_equal(list.items[0].reason, NLETS_REDACT_FIELD);
	assert_int_equal(list.items[1].reason, NLETS_REDACT_SAME);
	buf_free(&out);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_left),
		cmocka_unit_test(pseudonyms_are_stable),
		cmocka_unit_test(one_field_alone),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
