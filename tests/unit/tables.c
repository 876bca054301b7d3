/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/tables.h"
#include "tests/support/data.h"
#include "tests/support/failing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static struct str read_data(struct arena *arena, const char *name)
{
	struct str bytes, path;

	assert_int_equal(test_data_read(NULL, false, name, arena, &bytes, &path), 0);
	return bytes;
}

static struct nlets_table *read_shipped(struct arena *arena, const char *name)
{
	struct str schema = read_data(arena, "forms/schema/table.rng");
	struct str file = arena_printf(arena, "forms/tables/%s", name);
	nlets_faults faults = { 0 };
	struct nlets_table *table =
		nlets_table_read(arena, read_data(arena, file.ptr), file, schema, &faults);

	if (faults.count)
		fail_msg("%s:%u: %s", name, faults.items[0].line, faults.items[0].reason.ptr);
	assert_non_null(table);
	return table;
}

static void every_shipped_table_reads(void **state)
{
	struct arena arena = { 0 };
	struct str *names;
	size_t count;

	(void)state;
	test_data_list(NULL, false, "forms/tables", &arena, &names, &count);
	assert_true(count >= 17);
	for (size_t i = 0; i < count; i++) {
		struct nlets_table *table = read_shipped(&arena, names[i].ptr);

		assert_true(str_starts(names[i], table->name));
		assert_true(table->title.len > 0);
		assert_true(table->sources.count > 0);
		assert_true(table->codes.count > 0);
		for (size_t c = 0; c < table->codes.count; c++) {
			assert_true(table->codes.items[c].label.len > 0);
			assert_true(table->codes.items[c].label.len <= 80);
		}
	}
	arena_free(&arena);
}

static void find_follows_aliases(void **state)
{
	struct arena arena = { 0 };
	struct nlets_table *states = read_shipped(&arena, "STATE.xml");
	struct nlets_table *places = read_shipped(&arena, "LIS.xml");

	(void)state;
	assert_true(str_eq(nlets_table_find(states, STR("NB"))->value, STR("NE")));
	assert_true(str_eq(nlets_table_find(states, STR("NE"))->value, STR("NE")));
	assert_null(nlets_table_find(states, STR("ZQ")));
	assert_null(nlets_table_find(states, STR("")));
	assert_true(str_eq(nlets_table_find(places, STR("NB"))->label, STR("Nebraska")));
	arena_free(&arena);
}

static void a_zero_may_stand_for_the_letter(void **state)
{
	struct arena arena = { 0 };
	struct nlets_table *plates = read_shipped(&arena, "LIT.xml");

	(void)state;
	assert_null(nlets_table_find(plates, STR("C0")));
	assert_true(str_eq(nlets_table_find_letter_o(plates, STR("C0"))->value, STR("CO")));
	assert_null(nlets_table_find_letter_o(plates, STR("CO")));
	assert_null(nlets_table_find_letter_o(plates, STR("Q0")));
	assert_null(nlets_table_find_letter_o(plates, STR("000000000000000000")));
	arena_free(&arena);
}

static void marks_are_read(void **state)
{
	struct arena arena = { 0 };
	struct nlets_table *members = read_shipped(&arena, "MEMBER.xml");
	const struct nlets_code *region = nlets_table_find(members, STR("A1"));

	(void)state;
	assert_false(members->complete);
	assert_int_equal(region->backing, NLETS_UNCONFIRMED);
	assert_true(str_eq(region->kind, STR("region")));
	assert_int_equal(nlets_table_find(members, STR("TX"))->backing, NLETS_SOURCED);
	assert_true(read_shipped(&arena, "SKN.xml")->complete);
	arena_free(&arena);
}

#define TABLE_HEAD "<table xmlns='urn:nletscope:table:1' name='T' complete='yes' as-of='x'>"

static void expect_fault(const char *text, unsigned line)
{
	struct arena arena = { 0 };
	struct str schema = read_data(&arena, "forms/schema/table.rng");
	nlets_faults faults = { 0 };

	assert_null(nlets_table_read(&arena, str_from(text), STR("t.xml"), schema, &faults));
	assert_true(faults.count > 0);
	if (line)
		assert_int_equal(faults.items[0].line, line);
	arena_free(&arena);
}

static void broken_tables_give_faults(void **state)
{
	(void)state;
	expect_fault("", 0);
	expect_fault("\0\1\2", 0);
	expect_fault("<table/>", 1);
	expect_fault("<table xmlns='urn:nletscope:table:1'/>", 1);
	expect_fault(TABLE_HEAD "<title>T</title>\n<code value=''>x</code></table>", 2);
	expect_fault(TABLE_HEAD "<title>T</title>\n<code value='A' backing='sure'>x</code></table>",
		     2);
	expect_fault(TABLE_HEAD "<title>T</title><code value='A'>x</code>\n"
				"<code value='A'>y</code></table>",
		     2);
	expect_fault(TABLE_HEAD "<title>T</title>\n<code value='A' alias='B'>x</code></table>", 2);
	expect_fault(TABLE_HEAD "<title>T</title><code value='A' alias='B'>x</code>\n"
				"<code value='B' alias='A'>x</code></table>",
		     1);
}

/* Without a schema the reader must hold on its own. */
static void hostile_tables_without_schema(void **state)
{
	static const char *const texts[] = {
		"<x/>",
		"<table name='T'><code>x</code></table>",
		"<table name='T'><code value='A' backing='sure'/></table>",
		"<table name=''/>",
		"<!DOCTYPE t [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><table name='&b;'><x/>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct arena arena = { 0 };
		nlets_faults faults = { 0 };

		assert_null(nlets_table_read(&arena, str_from(texts[i]), STR("t.xml"), STR_NONE,
					     &faults));
		assert_true(faults.count > 0);
		arena_free(&arena);
	}
}

static const char niem[] =
	"<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>"
	"<xs:simpleType name='VMACodeSimpleType'><xs:restriction base='xs:token'>"
	"<xs:enumeration value='ABCD'><xs:annotation><xs:documentation>Some &lt;make&gt;, &amp; "
	"more"
	"</xs:documentation></xs:annotation></xs:enumeration>"
	"<xs:enumeration value='EFGH'/>"
	"<xs:enumeration value='EFGH'><xs:annotation/></xs:enumeration>"
	"<xs:enumeration/>"
	"</xs:restriction></xs:simpleType>"
	"<xs:simpleType name='OtherMAType'><xs:restriction base='xs:token'>"
	"<xs:enumeration value='1'/></xs:restriction></xs:simpleType>"
	"<xs:simpleType name='VMAPattern'><xs:restriction base='xs:token'><xs:pattern value='x'/>"
	"</xs:restriction></xs:simpleType></xs:schema>";

static int import(struct arena *arena, const char *schema, const char *type, const char *name,
		  struct buf *out, nlets_faults *faults)
{
	return nlets_table_import(arena, str_from(schema), STR("fbi.xsd"), str_from(type),
				  str_from(name), out, faults);
}

static void import_gives_a_table_that_reads(void **state)
{
	struct arena arena = { 0 };
	struct str schema = read_data(&arena, "forms/schema/table.rng");
	struct buf out = { 0 };
	nlets_faults faults = { 0 };
	struct nlets_table *table;

	(void)state;
	assert_int_equal(import(&arena, niem, "", "VMA", &out, &faults), 0);
	table = nlets_table_read(&arena, buf_str(&out), STR("VMA.xml"), schema, &faults);
	assert_non_null(table);
	assert_int_equal(table->codes.count, 2);
	assert_true(
		str_eq(nlets_table_find(table, STR("ABCD"))->label, STR("Some <make>, & more")));
	assert_true(str_eq(nlets_table_find(table, STR("EFGH"))->label, STR("EFGH")));
	assert_false(table->complete);
	buf_free(&out);
	arena_free(&arena);
}

static void import_refuses_what_it_cannot_use(void **state)
{
	struct arena arena = { 0 };
	struct buf out = { 0 };
	nlets_faults faults = { 0 };

	(void)state;
	assert_int_equal(import(&arena, niem, "NoSuchType", "VMA", &out, &faults),
			 NLETS_E_NOT_FOUND);
	assert_int_equal(import(&arena, niem, "", "QQQ", &out, &faults), NLETS_E_NOT_FOUND);
	assert_int_equal(faults.count, 0);
	assert_int_equal(import(&arena, niem, "", "MA", &out, &faults), NLETS_E_DEFINITION);
	assert_int_equal(import(&arena, "<a/>", "", "MA", &out, &faults), NLETS_E_DEFINITION);
	assert_int_equal(import(&arena, "junk", "", "MA", &out, &faults), NLETS_E_DEFINITION);
	assert_true(faults.count >= 3);
	assert_int_equal(out.len, 0);
	buf_free(&out);
	arena_free(&arena);
}

/* The whole list of makes has some five thousand rows. */
static void import_takes_a_long_list(void **state)
{
	enum { ROWS = 20000 };
	struct arena arena = { 0 };
	struct buf schema = { 0 }, out = { 0 };
	nlets_faults faults = { 0 };
	struct nlets_table *table;

	(void)state;
	buf_add_text(&schema, "<schema><simpleType name='VMAType'><restriction>");
	for (unsigned i = 0; i < ROWS; i++)
		buf_printf(&schema,
			   "<enumeration value='%05u'><annotation><documentation>%0*u"
			   "</documentation></annotation></enumeration>",
			   i, (int)(i % 300) + 1, i);
	buf_add_text(&schema, "</restriction></simpleType></schema>");
	assert_int_equal(import(&arena, buf_text(&schema), "VMAType", "VMA", &out, &faults), 0);
	table = nlets_table_read(&arena, buf_str(&out), STR("VMA.xml"), STR_NONE, &faults);
	assert_non_null(table);
	assert_int_equal(table->codes.count, ROWS);
	assert_true(nlets_table_find(table, STR("19999"))->label.len <= 120);
	buf_free(&schema);
	buf_free(&out);
	arena_free(&arena);
}

static int import_and_read(void *context)
{
	struct arena arena = { 0 };
	struct buf out = { 0 };
	nlets_faults faults = { 0 };
	struct nlets_table *table = NULL;

	(void)context;
	if (import(&arena, niem, "VMACodeSimpleType", "VMA", &out, &faults) == 0)
		table = nlets_table_read(&arena, buf_str(&out), STR("VMA.xml"), STR_NONE, &faults);
	buf_free(&out);
	arena_free(&arena);
	return table ? 0 : -1;
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	assert_true(failing_each_allocation(import_and_read, NULL, -1) > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_shipped_table_reads),
		cmocka_unit_test(find_follows_aliases),
		cmocka_unit_test(a_zero_may_stand_for_the_letter),
		cmocka_unit_test(marks_are_read),
		cmocka_unit_test(broken_tables_give_faults),
		cmocka_unit_test(hostile_tables_without_schema),
		cmocka_unit_test(import_gives_a_table_that_reads),
		cmocka_unit_test(import_refuses_what_it_cannot_use),
		cmocka_unit_test(import_takes_a_long_list),
		cmocka_unit_test(every_allocation_may_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
