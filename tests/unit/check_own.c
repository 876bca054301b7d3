/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checker over forms and tables of a user's own, for what no shipped form has. */
#include <config.h>

#include "tests/support/describe.h"
#include "tests/support/own_data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const char forms[] =
	"<forms xmlns='urn:nletscope:forms:1'>"
	"<form key='ZZQ' class='request' wires='text' body='fields' element='n2:NLETSInquiryData' "
	"er='14'>"
	"<title>Own query</title>"
	"<destinations min='1' max='2' kinds='state region' codes='NL' alone='NL' "
	"backing='unconfirmed'>"
	"<explain>Two states.</explain></destinations>"
	"<item code='LET' kind='alpha' min='2' max='4'><label>Letters</label></item>"
	"<item code='NUM' kind='digits' min='1' max='4'><label>Number</label></item>"
	"<item code='HGT' kind='height'><label>Height</label></item>"
	"<item code='COD' kind='code' min='1' max='9' table='OWN'><label>Code</label></item>"
	"<item code='NOT' kind='code' min='1' max='9' table='NOTHERE'><label>No "
	"table</label></item>"
	"<item code='OAA' kind='text'><label>One</label></item>"
	"<item code='OBB' kind='text'><label>Other</label></item>"
	"<item code='MAY' kind='text' repeats='yes'><label>Often</label></item>"
	"<condition id='one' severity='error' er='22'><then one-of='OAA OBB'/>"
	"<explain>Either OAA or OBB.</explain></condition>"
	"<condition id='any' severity='warning'><when present='LET'/><then any-of='NUM HGT'/>"
	"<explain>LET needs NUM or HGT.</explain></condition>"
	"<condition id='value' severity='error' backing='unconfirmed'><when item='NUM' is='7'/>"
	"<then item='COD' is='A B'/><explain>Seven needs A or B.</explain></condition>"
	"<condition id='state' severity='error'><when present='HGT'/><then "
	"destination='kind:state'/>"
	"<explain>Only a state knows heights.</explain></condition>"
	"<condition id='absent' severity='error'><when absent='LET'/><then absent='MAY'/>"
	"<explain>MAY only with LET.</explain></condition>"
	"</form>"
	"<form key='ZZX' class='notice' wires='xml' body='free' element='n2:NLETSMailData'>"
	"<title>Own notice</title></form>"
	"</forms>";

static const char table[] =
	"<table xmlns='urn:nletscope:table:1' name='OWN' complete='yes' as-of='today'>"
	"<title>Own codes</title><code value='A'>First</code><code value='B'>Second</code>"
	"<code value='CO'>Third</code><code value='ALSO' alias='A'>First again</code></table>";

static struct nlets_definitions *definitions;

static void expect(const char *text, const char *expected)
{
	expect_findings(definitions, NULL, text, expected);
}

#define ZZQ "ZZQ.AZSIM0001.IL.TXT\n"

static void kinds_of_values(void **state)
{
	(void)state;
	expect(ZZQ "OAA/1.LET/ABC.NUM/12", "");
	expect(ZZQ "OAA/1.LET/A1-C.NUM/12", "E value-not-letters LET 32+2");
	expect(ZZQ "OAA/1.NUM/1X2", "E value-not-digits NUM 32+1");
	expect(ZZQ "OAA/1.HGT/510", "");
	expect(ZZQ "OAA/1.HGT/512", "W height-form HGT 31+3");
	expect(ZZQ "OAA/1.HGT/5-9", "W height-form HGT 31+3");
	expect(ZZQ "OAA/1.LET/A.NUM/1", "E value-short LET 31+1");
}

static void codes_of_a_complete_table(void **state)
{
	(void)state;
	expect(ZZQ "OAA/1.COD/A", "");
	expect(ZZQ "OAA/1.COD/Q", "W code-unknown COD 31+1");
	expect(ZZQ "OAA/1.COD/ALSO", "I code-alias COD 31+4");
	expect(ZZQ "OAA/1.COD/A/B", "");
	expect(ZZQ "OAA/1.COD/A/C0", "I code-zero COD 33+2");
	expect(ZZQ "OAA/1.COD/ALSOFREE", "I code-alias COD 31+4");
	/* A table that is not there is a fault of the definitions alone. */
	expect(ZZQ "OAA/1.NOT/A", "");
}

static void groups_of_items(void **state)
{
	(void)state;
	expect(ZZQ, "E condition - 21+0");
	expect(ZZQ "OAA/1.OBB/2", "E condition OBB 27+5");
	expect(ZZQ "OAA/1.LET/AB", "W condition - 33+0");
	expect(ZZQ "OAA/1.MAY/1.MAY/2.LET/AB.NUM/1", "");
	expect(ZZQ "OAA/1.MAY/1", "E condition MAY 27+5");
}

static void values_that_others_demand(void **state)
{
	(void)state;
	expect(ZZQ "OAA/1.NUM/7.COD/A", "");
	expect(ZZQ "OAA/1.NUM/7.COD/CO", "W condition COD 37+2");
	expect(ZZQ "OAA/1.NUM/7", "W condition COD 32+0");
}

static void destinations_that_fields_demand(void **state)
{
	(void)state;
	expect("ZZQ.AZSIM0001.NL.TXT\nOAA/1.HGT/510", "E condition - 14+2");
	/* The rule of the destinations is not confirmed; one fault is said once. */
	expect("ZZQ.AZSIM0001.QQ.TXT\nOAA/1.HGT/510", "W destination-unknown - 14+2");
	expect("ZZQ.AZSIM0001.IL.WA.TX.TXT\nOAA/1", "W destination-surplus - 20+2");
}

static void wires(void **state)
{
	(void)state;
	expect("ZZX.AZSIM0001.IL.TXT\nHELLO", "W wire-xml-only - 0+3");
	expect("<n2:NLETS n2:version='4.00' xmlns:n2='http://www.nlets.org/niem/1.0' "
	       "xmlns:nh2='http://www.nlets.org/niem/nlets-hdr/1.0'><n2:NLETSMessageHeader>"
	       "<nh2:MessageKeyCodeText>ZZQ</nh2:MessageKeyCodeText></n2:NLETSMessageHeader>"
	       "<n2:NLETSInquiryData/></n2:NLETS>",
	       "W wire-text-only - 168+3\nE condition - 242+0");
}

/* Without what lies in folders below. */
static int list_folder(void *context, bool own, const char *folder, struct arena *arena,
		       struct str **names, size_t *count)
{
	int result = own_data_list(context, own, folder, arena, names, count);
	size_t kept = 0;

	for (size_t i = 0; result == 0 && i < *count; i++)
		if (str_find_char((*names)[i], '/') == (*names)[i].len)
			(*names)[kept++] = (*names)[i];
	*count = kept;
	return result;
}

static int set_up(void **state)
{
	static struct own_file files[] = {
		{ "forms/own.xml", forms },
		{ "forms/tables/OWN.xml", table },
		{ NULL, NULL },
	};
	size_t count;
	const struct nlets_fault *faults;

	(void)state;
	definitions = nlets_definitions_new(own_data_read, list_folder, files);
	assert_non_null(nlets_form(definitions, STR("ZZQ")));
	faults = nlets_definitions_faults(definitions, &count);
	if (count)
		fail_msg("%s:%u: %s", faults->file.ptr, faults->line, faults->reason.ptr);
	return 0;
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
		cmocka_unit_test(kinds_of_values),
		cmocka_unit_test(codes_of_a_complete_table),
		cmocka_unit_test(groups_of_items),
		cmocka_unit_test(values_that_others_demand),
		cmocka_unit_test(destinations_that_fields_demand),
		cmocka_unit_test(wires),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
