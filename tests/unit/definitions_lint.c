/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped definitions are clean, and each kind of slip is found. */
#include <config.h>

#include "nlets/definitions.h"

#include "tests/support/doctored.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void shipped_definitions_are_clean(void **state)
{
	struct doctored doctored = { 0 };
	struct nlets_definitions *definitions =
		nlets_definitions_new(doctored_read, doctored_list, &doctored);
	const struct nlets_fault *faults;
	size_t count;

	(void)state;
	nlets_definitions_lint(definitions);
	faults = nlets_definitions_faults(definitions, &count);
	for (size_t i = 0; i < count; i++)
		print_error("%.*s:%u: %.*s\n", STR_ARGS(faults[i].file), faults[i].line,
			    STR_ARGS(faults[i].reason));
	assert_int_equal(count, 0);
	assert_true(doctored.reads > 20);
	nlets_definitions_lint(definitions);
	nlets_definitions_faults(definitions, &count);
	assert_int_equal(count, 0);
	nlets_definitions_free(&definitions);
}

/* One slip in a shipped file, and what the fault about it must name. */
struct slip {
	struct doctored_edit edit;
	const char *names;
};

static const struct slip slips[] = {
	{ { "forms/vehicle.xml", "example=\"SIM1234\"", "example=\"SIM-1234\"" }, "\"LIC\"" },
	{ { "forms/vehicle.xml", "example=\"SIM1234\"", "example=\"SIM12345678\"" }, "\"LIC\"" },
	{ { "forms/vehicle.xml", " example=\"SIM1234\"", "" }, "\"LIC\"" },
	{ { "forms/vehicle.xml", "example=\"2030\"", "example=\"30A\"" }, "\"LIY\"" },
	{ { "forms/vehicle.xml", "example=\"FORD\"", "example=\"ZZZ1\"" }, "\"VMA\"" },
	{ { "forms/vehicle.xml", "table=\"LIT\"", "table=\"LIX\"" }, "\"LIX\"" },
	{ { "forms/vehicle.xml", "pattern=\"NX|####|##\"", "pattern=\"NX|#{\"" }, "\"NX|#{\"" },
	{ { "forms/vehicle.xml", "sources=\"VR-L LP-L\"", "sources=\"VR-X\"" }, "\"VR-X\"" },
	{ { "forms/vehicle.xml", " er=\"04\" sources=\"MX-G\"", "" }, "\"mexico-plate\"" },
	{ { "forms/vehicle.xml", "<label>Plate</label>", "" }, "\"LIC\"" },
	{ { "forms/vehicle.xml", "required=\"LIC LIY LIT\"", "required=\"LIC LIZ\"" }, "\"LIZ\"" },
	{ { "forms/vehicle.xml", "<then present=\"VMA\"/>", "<then present=\"VMX\"/>" },
	  "\"VMX\"" },
	{ { "forms/vehicle.xml", "destination=\"MO\"", "destination=\"QQ\"" }, "\"QQ\"" },
	{ { "forms/vehicle.xml", "destination=\"kind:region\"", "destination=\"kind:planet\"" },
	  "\"kind:planet\"" },
	{ { "forms/vehicle.xml", "codes=\"NL NA MX\"", "codes=\"NL NA QX\"" }, "\"QX\"" },
	{ { "forms/vehicle.xml", "alone=\"NL\"", "alone=\"CG\"" }, "\"CG\"" },
	{ { "forms/vehicle.xml", "id=\"border-reads-plate\"", "id=\"missouri-vin\"" },
	  "\"missouri-vin\"" },
	{ { "forms/vehicle.xml", "<alternative id=\"vin\"", "<alternative id=\"plate\"" },
	  "\"plate\"" },
	{ { "forms/vehicle.xml", "<when destination=\"NA\"/>", "" }, "\"border-reads-plate\"" },
	{ { "forms/vehicle.xml", "responses=\"RR\"", "responses=\"DR\"" }, "\"DR\"" },
	{ { "forms/vehicle.xml", "responses=\"RR\"", "responses=\"RRX\"" }, "\"RRX\"" },
	{ { "forms/administrative.xml", "destination=\"form:AB&amp;{5}00|",
	    "destination=\"form:AB{|" },
	  "\"form:AB{|" },
	{ { "forms/amber-alert.xml", " path=\"n2-aa:AmberAlert/n2-aa:AmberAlertStatusText\"", "" },
	  "\"AA\"" },
	{ { "forms/vehicle.xml", "section=\"12\"", "section=\"13\"" }, "\"RQ\"" },
	{ { "forms/vehicle.xml", "<named>PLATE NUMBER</named>", "<named>MAKE</named>" },
	  "\"MAKE\"" },
	{ { "forms/vehicle.xml", "<named>PLATE NUMBER</named>", "<named>plate</named>" },
	  "\"plate\"" },
	{ { "forms/vehicle.xml", "<named>PLATE NUMBER</named>", "<named>VYR</named>" }, "\"VYR\"" },
	{ { "forms/vehicle.xml", "path=\"nc:Vehicle/nc:VehicleMakeCode\"",
	    "path=\"nc:Vehicle/nc:ItemModelYearDate\"" },
	  "\"VYR\"" },
	{ { "forms/vehicle.xml", "path=\"nc:Vehicle/nc:VehicleMakeCode\"",
	    "path=\"Vehicle//Make\"" },
	  "\"Vehicle//Make\"" },
	{ { "forms/driver.xml", "body=\"fields\"", "body=\"free\"" }, "\"DQ\"" },
	{ { "forms/vehicle.xml", "element=\"n2:NLETSInquiryData\" multistate", "multistate" },
	  "\"RQ\"" },
	{ { "forms/vehicle.xml", "class=\"request\"", "class=\"update\"" }, "\"RQ\"" },
	{ { "forms/vehicle.xml", "<label>By plate</label>", "" }, "\"plate\"" },
	{ { "forms/vehicle.xml", "required=\"VIN\"", "required=\"\"" }, "\"vin\"" },
	{ { "forms/vehicle.xml",
	    "<explain>Missouri answers a VIN query only with VMA and VYR.</explain>", "" },
	  "\"missouri-vin\"" },
	{ { "forms/vehicle.xml", "<then present=\"VMA\"/>", "<then/>" }, "\"then\"" },
	{ { "forms/vehicle.xml", "<when destination=\"NA\"/>", "<when absent=\"LIC\"/>" },
	  "\"border-reads-plate\"" },
	{ { "forms/vehicle.xml", "<when destination=\"NA\"/>", "<when item=\"VIN\" is=\"SIM*\"/>" },
	  "\"border-reads-plate\"" },
	{ { "forms/vehicle.xml", "<when destination=\"NA\"/>", "<when one-of=\"VIN LIC\"/>" },
	  "\"border-reads-plate\"" },
	{ { "forms/vehicle.xml", "<when destination=\"NA\"/>", "<when any-of=\"VIN VMA\"/>" },
	  "\"border-reads-plate\"" },
	{ { "forms/vehicle.xml", "wires=\"text xml\"", "wires=\"\"" }, "\"RQ\"" },
	{ { "forms/vehicle.xml", "text-element=\"n2:ResponseText\"", "text-element=\"nothing\"" },
	  "\"nothing\"" },
	{ { "forms/vehicle.xml", "<named>PLATE NUMBER</named>", "<named></named>" }, "\"LIC\"" },
	{ { "forms/vehicle.xml", " table=\"LIT\"", "" }, "\"LIT\"" },
	{ { "forms/vehicle.xml", "path=\"n2:ReasonCode\"", "path=\"n2:Reason Code\"" },
	  "\"n2:Reason Code\"" },
	{ { "forms/vehicle.xml", "<item code=\"RSN\" kind", "<item kind" }, "\"\"" },
	{ { "forms/vehicle.xml", "<form key=\"RQ\"", "<form" }, "\"\"" },
	{ { "forms/driver.xml", "is=\"&amp;{8,19}\"", "is=\"&amp;{9\"" }, "\"&{9\"" },
	{ { "forms/criminal.xml", "example=\"666000123\"", "example=\"66600012X\"" }, "\"SOC\"" },
	{ { "forms/catalogue.xml", "<title>Introduction</title>", "" }, "\"What Nlets is" },
	{ { "forms/catalogue.xml", "<title>Drug pointer entry</title>", "" }, "\"DEX\"" },
	{ { "forms/sources.xml",
	    "<title>General Information - Driver History Transactions (KQ/KR)</title>", "" },
	  "\"K-GEN\"" },
	{ { "forms/tables/EYE.xml", "sources=", "source=" }, "\"EYE\"" },
	{ { "forms/criminal.xml", "example=\"PP-SIM12345\"", "example=\"QQ-SIM12345\"" },
	  "\"MNU\"" },
	{ { "forms/catalogue.xml", "key=\"DEX\" class=\"update\" response=\"DEA\"",
	    "key=\"DEX\" class=\"update\" response=\"ZR\"" },
	  "\"ZR\"" },
	{ { "forms/catalogue.xml", "key=\"DEX\" class=\"update\"",
	    "key=\"DEX\" file=\"vehicle.xml\" class=\"update\"" },
	  "\"DEX\"" },
	{ { "forms/catalogue.xml", "key=\"DEA\"", "key=\"DEX\"" }, "\"DEX\"" },
	{ { "forms/catalogue.xml", "sources=\"HC-G\"", "sources=\"HC-X\"" }, "\"HC-X\"" },
	{ { "forms/sources.xml", "<source id=\"K-GEN\"", "<source id=\"K-LEG\"" }, "\"K-LEG\"" },
	{ { "forms/sources.xml", "also=\"V-LEG\"", "also=\"K-LEG\"" }, "\"K-LEG\"" },
	{ { "forms/sources.xml", "url=\"https:", "url=\"gopher:" }, "\"gopher:" },
	{ { "forms/tables/EYE.xml", "name=\"EYE\"", "name=\"EYES\"" }, "\"EYES\"" },
	{ { "forms/tables/EYE.xml", ">Black<", "><" }, "\"BLK\"" },
	{ { "forms/tables/EYE.xml", "sources=\"", "sources=\"NOT-THERE " }, "\"NOT-THERE\"" },
};

/* What only the schema finds. */
static const struct slip misfits[] = {
	{ { "forms/vehicle.xml", "<form key=\"RQ\"", "<form colour=\"red\" key=\"RQ\"" },
	  "colour" },
	{ { "forms/driver.xml", "code=\"OLS\" kind", "code=\"OLS\" like=\"dq\" kind" }, "dq" },
	{ { "forms/catalogue.xml", "number=\"1\"", "number=\"one\"" }, "" },
	{ { "forms/schema/forms.rng", NULL, NULL }, "" },
};

static bool is_named(const struct nlets_fault *faults, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (str_find(faults[i].reason, str_from(name)) < faults[i].reason.len)
			return true;
	return false;
}

static void lint_slip(const struct slip *slip, const struct doctored_edit *edits, size_t count)
{
	struct doctored doctored = { .edits = edits, .edit_count = count };
	struct nlets_definitions *definitions =
		nlets_definitions_new(doctored_read, doctored_list, &doctored);
	const struct nlets_fault *faults;

	nlets_definitions_lint(definitions);
	faults = nlets_definitions_faults(definitions, &count);
	if (doctored.edit_missed || !is_named(faults, count, slip->names))
		fail_msg("the slip %s is not found",
			 slip->edit.to ? slip->edit.to : slip->edit.name);
	nlets_definitions_free(&definitions);
}

/* Without the schemas, to save their time. */
static void each_slip_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(slips) / sizeof(slips[0]); i++) {
		const struct doctored_edit edits[] = {
			slips[i].edit,
			{ "forms/schema/forms.rng", NULL, NULL },
			{ "forms/schema/catalogue.rng", NULL, NULL },
			{ "forms/schema/sources.rng", NULL, NULL },
			{ "forms/schema/table.rng", NULL, NULL },
		};

		lint_slip(&slips[i], edits, sizeof(edits) / sizeof(edits[0]));
	}
}

static void each_misfit_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(misfits) / sizeof(misfits[0]); i++)
		lint_slip(&misfits[i], &misfits[i].edit, 1);
}

/* A user's own form is held against the same rules, with its line. */
static void own_forms_are_linted(void **state)
{
	static const struct doctored_own own = {
		"forms/mine.xml",
		"<forms xmlns='urn:nletscope:forms:1'>\n"
		"<form key='OQ' class='request' section='12' wires='text' body='fields'>\n"
		"<title>Own</title>\n"
		"<item code='OWN' kind='digits' max='3' example='ABC'/>\n"
		"</form></forms>",
	};
	struct doctored doctored = { .own = &own, .own_count = 1 };
	struct nlets_definitions *definitions =
		nlets_definitions_new(doctored_read, doctored_list, &doctored);
	const struct nlets_fault *faults;
	size_t count, own_count = 0;

	(void)state;
	nlets_definitions_lint(definitions);
	faults = nlets_definitions_faults(definitions, &count);
	for (size_t i = 0; i < count; i++) {
		assert_true(str_eq(faults[i].file, STR("own/forms/mine.xml")));
		own_count += faults[i].line == 4;
	}
	assert_true(own_count > 0);
	nlets_definitions_free(&definitions);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shipped_definitions_are_clean),
		cmocka_unit_test(each_slip_is_found),
		cmocka_unit_test(each_misfit_is_found),
		cmocka_unit_test(own_forms_are_linted),
	};

	return cmocka_run_group_tests_name("definitions_lint", tests, NULL, NULL);
}
