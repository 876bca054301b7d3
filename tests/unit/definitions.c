/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The registry: what is read when, own files over shipped ones, broken files. */
#include <config.h>

#include "nlets/definitions.h"

#include "base/alloc.h"
#include "nlets/definition_xml.h"

#include "tests/support/doctored.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define FORMS(content) "<forms xmlns='urn:nletscope:forms:1'>" content "</forms>"
#define OWN_FORM(key, content)                                                         \
	"<form key='" key "' class='request' section='12' wires='text' body='fields'>" \
	"<title>Own</title>" content "</form>"

static struct nlets_definitions *open_definitions(struct doctored *doctored)
{
	return nlets_definitions_new(doctored_read, doctored_list, doctored);
}

static size_t count_faults(struct nlets_definitions *definitions)
{
	size_t count;

	nlets_definitions_faults(definitions, &count);
	return count;
}

static bool is(struct str s, const char *text)
{
	return str_eq(s, str_from(text));
}

static void only_what_is_asked_for_is_read(void **state)
{
	struct doctored doctored = { 0 };
	struct nlets_definitions *definitions = open_definitions(&doctored);

	(void)state;
	assert_int_equal(doctored.reads, 0);
	assert_non_null(nlets_form(definitions, STR("RQ")));
	assert_int_equal(doctored.reads, 2); /* catalogue, vehicle */
	assert_non_null(nlets_form(definitions, STR("RR")));
	assert_null(nlets_form(definitions, STR("QQQ")));
	assert_null(nlets_form(definitions, STR("DEX"))); /* in the catalogue, without a form */
	assert_int_equal(doctored.reads, 2);
	assert_non_null(nlets_form(definitions, STR("KR"))); /* copies from DR */
	assert_int_equal(doctored.reads, 4);
	assert_int_equal(count_faults(definitions), 0);
	nlets_definitions_free(&definitions);
	assert_null(definitions);
	nlets_definitions_free(&definitions);
}

static void a_table_is_looked_for_once(void **state)
{
	struct doctored doctored = { 0 };
	struct nlets_definitions *definitions = open_definitions(&doctored);
	const struct nlets_table *sex = nlets_table(definitions, STR("SEX"));

	(void)state;
	assert_non_null(sex);
	assert_ptr_equal(nlets_table(definitions, STR("SEX")), sex);
	assert_int_equal(doctored.reads, 1);
	assert_null(nlets_table(definitions, STR("NOSUCH")));
	doctored.last = NULL;
	assert_null(nlets_table(definitions, STR("NOSUCH")));
	assert_null(doctored.last);
	assert_null(nlets_table(definitions, STR("../RQ")));
	assert_null(nlets_table(definitions, STR("")));
	assert_null(doctored.last);
	assert_int_equal(count_faults(definitions), 0);
	nlets_definitions_free(&definitions);
}

static void catalogue_has_all_sections_and_keys(void **state)
{
	struct doctored doctored = { 0 };
	struct nlets_definitions *definitions = open_definitions(&doctored);
	const struct nlets_section *sections, *section = NULL;
	const struct nlets_catalogue_key *row;
	size_t count;

	(void)state;
	sections = nlets_catalogue(definitions, &count);
	assert_int_equal(count, 49);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(sections[i].number, i + 1);
	row = nlets_catalogue_find(definitions, STR("DQ"), &section);
	assert_non_null(row);
	assert_int_equal(section->number, 13); /* not 26 or 33, which list it too */
	assert_true(is(row->response, "DR"));
	assert_true(is(sections[23].fields_public, "no page found"));
	assert_null(nlets_catalogue_find(definitions, STR("ZZZ"), NULL));
	nlets_definitions_free(&definitions);
}

static void sources_answer_to_all_their_ids(void **state)
{
	struct doctored doctored = { 0 };
	struct nlets_definitions *definitions = open_definitions(&doctored);
	const struct nlets_source *source = nlets_source(definitions, STR("VR-L"));

	(void)state;
	assert_non_null(source);
	assert_true(is(source->grade, "A"));
	assert_ptr_equal(nlets_source(definitions, STR("V-LEG")), source);
	assert_null(nlets_source(definitions, STR("NO-SUCH")));
	nlets_definitions_free(&definitions);
}

static void own_form_replaces_the_shipped_one(void **state)
{
	static const struct doctored_own own[] = {
		{ "forms/mine.xml",
		  FORMS(OWN_FORM("RQ", "<item code='LIC' like='RQ' max='7'/>")
				OWN_FORM("OQ", "<item code='OWN' kind='text' max='9'/>")) },
	};
	struct doctored doctored = { .own = own, .own_count = 1 };
	struct nlets_definitions *definitions = open_definitions(&doctored);
	const struct nlets_form *form = nlets_form(definitions, STR("RQ"));
	const struct nlets_section *section = NULL;

	(void)state;
	assert_non_null(form);
	assert_true(is(form->file, "own/forms/mine.xml"));
	assert_int_equal(form->items.count, 1);
	assert_int_equal(form->items.items[0].max, 7);
	assert_true(is(form->items.items[0].label, "Plate")); /* copied from the shipped form */
	assert_non_null(nlets_form(definitions, STR("RR")));
	assert_non_null(nlets_form(definitions, STR("OQ")));
	assert_non_null(nlets_catalogue_find(definitions, STR("OQ"), &section));
	assert_int_equal(section->number, 12);
	assert_int_equal(count_faults(definitions), 0);
	nlets_definitions_free(&definitions);
}

static void broken_own_file_is_a_fault_and_no_more(void **state)
{
	static const char *const broken[] = {
		"",
		"<forms",
		"<forms xmlns='urn:nletscope:forms:1'><form key='RQ'/></forms>",
		"<forms><form key='RQ'/></forms>",
		FORMS(OWN_FORM("R", "")),
		FORMS(OWN_FORM("RQ", "<item code='LIC' kind='number'/>")),
		FORMS(OWN_FORM("RQ", "<item code='LIC' like='QQQ'/>")),
		FORMS(OWN_FORM("RQ", "<item code='ZZZ' like='DQ'/>")),
		FORMS(OWN_FORM("RQ", "<item code='LIC' min='9' max='2'/>")),
		FORMS(OWN_FORM("RQ", "<item code='LIC'/><item code='LIC'/>")),
		FORMS(OWN_FORM("RQ", "<condition id='c'><then/><explain/></condition>")),
		"<!DOCTYPE forms [<!ENTITY a 'x'>]>" FORMS(OWN_FORM("RQ", "<about>&a;</about>")),
	};

	(void)state;
	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++) {
		const struct doctored_own own = { "forms/mine.xml", broken[i] };
		struct doctored doctored = { .own = &own, .own_count = 1 };
		struct nlets_definitions *definitions = open_definitions(&doctored);
		const struct nlets_form *form = nlets_form(definitions, STR("RQ"));
		const struct nlets_fault *faults;
		size_t count;

		assert_non_null(form);
		assert_false(is(form->file, "own/forms/mine.xml"));
		faults = nlets_definitions_faults(definitions, &count);
		assert_true(count > 0);
		assert_true(is(faults[0].file, "own/forms/mine.xml"));
		assert_true(i == 0 || faults[0].line == 1);
		nlets_definitions_free(&definitions);
	}
}

static void own_catalogue_and_tables_add_and_override(void **state)
{
	static const struct doctored_own own[] = {
		{ "forms/catalogue.xml",
		  "<catalogue xmlns='urn:nletscope:catalogue:1'>"
		  "<section number='12'><title>Cars</title>"
		  "<key key='RQ' class='request' response='RR' "
		  "file='vehicle.xml'><title>Mine</title></key>"
		  "<key key='RXQ' class='request'><title>New</title></key></section>"
		  "<section number='50'><title>Ours</title></section></catalogue>" },
		{ "forms/tables/SEX.xml",
		  "<table xmlns='urn:nletscope:table:1' name='SEX' complete='yes' as-of='now'>"
		  "<title>Sex</title><code value='M'>Mine</code></table>" },
		{ "forms/tables/EYE.xml", "<table/>" },
		{ "forms/sources.xml", "<sources xmlns='urn:nletscope:sources:1'>"
				       "<source id='OWN-1'><title>Own</title></source></sources>" },
	};
	struct doctored doctored = { .own = own, .own_count = 4 };
	struct nlets_definitions *definitions = open_definitions(&doctored);
	const struct nlets_section *section = NULL, *sections;
	size_t count;

	(void)state;
	sections = nlets_catalogue(definitions, &count);
	assert_int_equal(count, 50);
	assert_true(is(sections[11].title, "Cars"));
	assert_true(is(nlets_catalogue_find(definitions, STR("RQ"), NULL)->title, "Mine"));
	assert_non_null(nlets_catalogue_find(definitions, STR("RXQ"), &section));
	assert_non_null(nlets_catalogue_find(definitions, STR("RR"), &section));
	assert_int_equal(nlets_table(definitions, STR("SEX"))->codes.count, 1);
	assert_int_equal(count_faults(definitions), 0);
	assert_true(nlets_table(definitions, STR("EYE"))->codes.count > 5);
	assert_true(count_faults(definitions) > 0);
	assert_non_null(nlets_source(definitions, STR("OWN-1")));
	assert_non_null(nlets_source(definitions, STR("MS")));
	nlets_definitions_free(&definitions);
}

static void shipped_files_that_fail_are_faults(void **state)
{
	static const struct doctored_edit edits[] = {
		{ "forms/vehicle.xml", NULL, NULL },
		{ "forms/driver.xml", NULL, "<forms><form" },
	};
	struct doctored doctored = { .edits = edits, .edit_count = 2 };
	struct nlets_definitions *definitions = open_definitions(&doctored);

	(void)state;
	assert_null(nlets_form(definitions, STR("RQ")));
	assert_int_equal(count_faults(definitions), 1);
	assert_null(nlets_form(definitions, STR("RR")));
	assert_int_equal(count_faults(definitions), 1); /* said once */
	assert_null(nlets_form(definitions, STR("DQ")));
	assert_null(nlets_form(definitions, STR("KR"))); /* nothing to copy from */
	assert_non_null(nlets_form(definitions, STR("KQ")));
	nlets_definitions_free(&definitions);

	doctored.error = NLETS_E_UNREADABLE;
	definitions = open_definitions(&doctored);
	assert_null(nlets_form(definitions, STR("RQ")));
	assert_true(count_faults(definitions) > 0);
	nlets_definitions_free(&definitions);
}

/* Copying in a circle ends. */
static void forms_cannot_copy_from_each_other(void **state)
{
	static const struct doctored_edit edits[] = {
		{ "forms/vehicle.xml", "<item code=\"RSN\" kind",
		  "<item code=\"RSN\" like=\"DQ\" kind" },
		{ "forms/driver.xml", "<item code=\"RSN\" kind",
		  "<item code=\"RSN\" like=\"RQ\" kind" },
	};
	struct doctored doctored = { .edits = edits, .edit_count = 2 };
	struct nlets_definitions *definitions = open_definitions(&doctored);

	(void)state;
	assert_null(nlets_form(definitions, STR("RQ")));
	assert_false(doctored.edit_missed);
	assert_true(count_faults(definitions) > 0);
	nlets_definitions_free(&definitions);
}

/* A copied item must not share what it adds with its model. */
static void copies_grow_apart(void **state)
{
	static const struct doctored_own own = {
		"forms/mine.xml",
		FORMS(OWN_FORM("O1", "<item code='OWN'><named>A</named></item>") OWN_FORM(
			"O2", "<item code='OWN' like='O1'><named>B</named></item>")
			      OWN_FORM("O3", "<item code='OWN' like='O1'><named>C</named></item>")),
	};
	struct doctored doctored = { .own = &own, .own_count = 1 };
	struct nlets_definitions *definitions = open_definitions(&doctored);
	const struct nlets_item *two, *three;

	(void)state;
	assert_non_null(nlets_form(definitions, STR("O3")));
	two = nlets_form_item(nlets_form(definitions, STR("O2")), STR("OWN"));
	three = nlets_form_item(nlets_form(definitions, STR("O3")), STR("OWN"));
	assert_int_equal(two->labels.count, 2);
	assert_true(is(two->labels.items[1], "B"));
	assert_true(is(three->labels.items[1], "C"));
	nlets_definitions_free(&definitions);
}

/* ---- hostile files ---- */

static void junk_is_a_fault(void **state)
{
	static const char *const junk[] = {
		"\xff\xfe<",
		"<a>\x01</a>",
		"<!DOCTYPE a [<!ENTITY x 'xxxxxxxxxx'><!ENTITY y '&x;&x;&x;&x;&x;&x;&x;&x;'>"
		"<!ENTITY z '&y;&y;&y;&y;&y;&y;&y;&y;'><!ENTITY w '&z;&z;&z;&z;&z;&z;&z;&z;'>]>"
		"<a b='&w;&w;&w;&w;&w;&w;&w;&w;'>&w;&w;&w;&w;</a>",
		"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
		"<a><b></a></b>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(junk) / sizeof(junk[0]); i++) {
		struct arena arena = { 0 };
		nlets_faults faults = { 0 };

		assert_null(nlets_node_parse(&arena, str_from(junk[i]), STR("junk"), STR_NONE,
					     &faults));
		assert_true(faults.count > 0);
		arena_free(&arena);
	}
}

/* Any cut and any changed byte of a real file gives a form, or faults. */
static void damaged_files_never_crash(void **state)
{
	struct arena arena = { 0 };
	struct doctored plain = { 0 };
	struct str bytes, path;

	(void)state;
	assert_int_equal(
		doctored_read(&plain, false, "forms/immigration.xml", &arena, &bytes, &path), 0);
	for (size_t at = 3; at < bytes.len; at += 97) {
		char *copy = arena_strdup(&arena, bytes.ptr);
		struct doctored_edit edit = { "forms/immigration.xml", NULL, copy };
		struct doctored doctored = { .edits = &edit, .edit_count = 1 };
		struct nlets_definitions *definitions = open_definitions(&doctored);

		copy[at] = (char)(at % 3 == 0 ? '\0' : at % 3 == 1 ? '<' : '"');
		if (!nlets_form(definitions, STR("IAQ")) && !nlets_form(definitions, STR("IAR")))
			assert_true(count_faults(definitions) > 0);
		nlets_definitions_free(&definitions);
	}
	arena_free(&arena);
}

/* ---- memory ---- */

static size_t allocations_left;

static void *failing_realloc(void *block, size_t size)
{
	if (size == 0) {
		free(block);
		return NULL;
	}
	if (allocations_left == 0)
		return NULL;
	allocations_left--;
	return realloc(block, size);
}

/* Asks for all kinds of things; what is given must be whole. */
static bool use_definitions(void)
{
	struct doctored doctored = { 0 };
	struct nlets_definitions *definitions = open_definitions(&doctored);
	const struct nlets_form *form;
	const struct nlets_table *table;
	bool all = false;

	if (!definitions)
		return false;
	form = nlets_form(definitions, STR("KR"));
	table = nlets_table(definitions, STR("EYE"));
	if (form)
		assert_int_equal(form->items.count, form->by_code.count);
	if (form && nlets_form(definitions, STR("DR")))
		assert_true(form->items.count > nlets_form(definitions, STR("DR"))->items.count);
	all = form && table && nlets_source(definitions, STR("MS"));
	nlets_definitions_free(&definitions);
	return all;
}

static void every_failing_allocation_is_survived(void **state)
{
	size_t until = 0;
	bool all = false;

	(void)state;
	base_set_realloc(failing_realloc);
	while (!all && until < 2000) {
		allocations_left = until++;
		all = use_definitions();
	}
	base_set_realloc(NULL);
	assert_true(all);
	assert_true(until > 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_is_asked_for_is_read),
		cmocka_unit_test(a_table_is_looked_for_once),
		cmocka_unit_test(catalogue_has_all_sections_and_keys),
		cmocka_unit_test(sources_answer_to_all_their_ids),
		cmocka_unit_test(own_form_replaces_the_shipped_one),
		cmocka_unit_test(broken_own_file_is_a_fault_and_no_more),
		cmocka_unit_test(own_catalogue_and_tables_add_and_override),
		cmocka_unit_test(shipped_files_that_fail_are_faults),
		cmocka_unit_test(forms_cannot_copy_from_each_other),
		cmocka_unit_test(copies_grow_apart),
		cmocka_unit_test(junk_is_a_fault),
		cmocka_unit_test(damaged_files_never_crash),
		cmocka_unit_test(every_failing_allocation_is_survived),
	};

	return cmocka_run_group_tests_name("definitions", tests, NULL, NULL);
}
