/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layouts: the template language, and how much of each layout the parser
 * reads back without being told who wrote it (the table is printed). */
#include <config.h>

#include "nlets/parse.h"
#include "sim/layout.h"
#include "sim/value_format.h"
#include "tests/support/data.h"
#include "tests/support/sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct test_network net;

static int open_network(void **state)
{
	(void)state;
	test_network_open(&net, false);
	return 0;
}

static int close_network(void **state)
{
	(void)state;
	test_network_close(&net);
	return 0;
}

static void every_shipped_layout_is_sound(void **state)
{
	struct arena arena = { 0 };
	nlets_faults faults = { 0 };
	struct sim_reader reader = { test_data_read, NULL, &arena, &faults };
	struct str *names;
	size_t count = 0;

	(void)state;
	assert_int_equal(test_data_list(NULL, false, "forms/layouts", &arena, &names, &count), 0);
	assert_true(count >= 14);
	for (size_t i = 0; i < count; i++) {
		struct str name = str_sub(names[i], 0, names[i].len - 4);
		const struct sim_layout *layout = sim_layout_read(&reader, name);

		if (!layout || faults.count)
			fail_msg("%.*s: %.*s", STR_ARGS(name),
				 STR_ARGS(faults.count ? faults.items[0].reason : STR_NONE));
		assert_true(layout->answers.count > 0);
	}
	arena_free(&arena);
}

/* A reader whose only layout is the text below. */
static const char *own_layout;

static int read_own(void *context, bool own, const char *name, struct arena *arena,
		    struct str *bytes, struct str *path)
{
	if (strcmp(name, "forms/layouts/own.xml") != 0)
		return test_data_read(context, own, name, arena, bytes, path);
	if (!own)
		return NLETS_E_NOT_FOUND;
	*bytes = str_from(own_layout);
	*path = str_from(name);
	return 0;
}

/* Writes the record by a layout of these nodes. */
static struct str write_with(struct arena *arena, const char *wire, const char *nodes,
			     const struct sim_record *record)
{
	nlets_faults faults = { 0 };
	struct sim_reader reader = { read_own, NULL, arena, &faults };
	struct sim_layout *layout;
	struct sim_writing writing = { .definitions = net.definitions,
				       .record = record,
				       .echo = STR("LIC/SIM1") };
	struct buf out = { 0 };
	struct str made;

	own_layout = arena_printf(arena,
				  "<layout name='own' title='x' wire='%s' marks='assumed'>"
				  "<block name='b'><line text='IN {NAM}'/></block>"
				  "<answer>%s</answer></layout>",
				  wire, nodes)
			     .ptr;
	layout = sim_layout_read(&reader, STR("own"));
	if (!layout || faults.count)
		fail_msg("%s: %.*s", nodes, STR_ARGS(faults.items[0].reason));
	writing.layout = layout;
	sim_layout_write(&writing, sim_layout_answer(layout, STR("DQ")), &out);
	made = arena_copy(arena, buf_str(&out));
	buf_free(&out);
	return made;
}

static void template_nodes_do_what_they_say(void **state)
{
	static const struct {
		const char *nodes, *text;
	} cases[] = {
		{ "<line text='NAME: {NAM:comma}'/>", "NAME: HERON, JUNIPER SIM" },
		{ "<line text='A'/><line text='SSN {SOC}'/><line text='B'/>", "A\r\nB" },
		{ "<line always='yes' text='SSN {SOC}'/>", "SSN" },
		{ "<line text='A'/><gap/><line text='B'/>", "A\r\n\r\nB" },
		{ "<line><part text='S {SEX}'/><part at='8' text='X {SOC}'/><part at='8' text='D "
		  "{DOB:mdy}'/></line>",
		  "S F     D 05/12/1980" },
		{ "<line text='{SEX|4}|{SEX|-4}|'/>", "F   |   F|" },
		{ "<fields of='NAM SOC SEX B=DOB:iso'/>",
		  "NAM/HERON,JUNIPER SIM.SEX/F.B/1980-05-12" },
		{ "<fields lines='yes' of='SEX DOB'/>", "SEX/F.\r\nDOB/19800512" },
		{ "<each group='arrest'><line text='{#:3} {OFF} {NAM:sur}'/></each>",
		  "001 1313 HERON\r\n002 2399 HERON" },
		{ "<when has='SOC'><line text='NO'/></when><without has='SOC'><line "
		  "text='YES'/></without>",
		  "YES" },
		{ "<when has='arrest'><line text='ARRESTED'/></when>", "ARRESTED" },
		{ "<use block='b'/>", "IN HERON,JUNIPER SIM" },
		{ "<echo/><line text='NOT ON FILE'/>", "LIC/SIM1\r\nNOT ON FILE" },
	};
	struct arena arena = { 0 };
	struct sim_record record = { 0 };

	(void)state;
	sim_record_set(&arena, &record, STR("NAM"), STR("HERON,JUNIPER SIM"));
	sim_record_set(&arena, &record, STR("SEX"), STR("F"));
	sim_record_set(&arena, &record, STR("DOB"), STR("19800512"));
	sim_record_set(&arena, sim_record_add_group(&arena, &record, STR("arrest")), STR("OFF"),
		       STR("1313"));
	sim_record_set(&arena, sim_record_add_group(&arena, &record, STR("arrest")), STR("OFF"),
		       STR("2399"));
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct str made = write_with(&arena, "text", cases[i].nodes, &record);

		if (!str_eq(made, str_from(cases[i].text)))
			fail_msg("%s gave %.*s", cases[i].nodes, STR_ARGS(made));
	}
	arena_free(&arena);
}

static void elements_escape_and_vanish(void **state)
{
	struct arena arena = { 0 };
	struct sim_record record = { 0 };
	struct str made;

	(void)state;
	sim_record_set(&arena, &record, STR("ADR"), STR("1 <A> & B"));
	made = write_with(&arena, "xml",
			  "<element name='nc:A'><element name='nc:B' text='{SOC}'/></element>"
			  "<element name='nc:C'><element name='nc:D' text='{ADR}'/></element>",
			  &record);
	assert_true(str_eq(str_trim(made),
			   STR("<nc:C>\n      <nc:D>1 &lt;A&gt; &amp; B</nc:D>\n    </nc:C>")));
	arena_free(&arena);
}

static void faults_of_a_layout_are_named(void **state)
{
	static const char *const bad[] = {
		"<layout name='own' title='x' marks='assumed'><answer><line "
		"text='{NAM:wrong}'/></answer></layout>",
		"<layout name='own' title='x' marks='assumed'><answer><line "
		"text='{NAM'/></answer></layout>",
		"<layout name='own' title='x' marks='assumed'><answer><line "
		"text='{NAM|x}'/></answer></layout>",
		"<layout name='own' title='x' marks='assumed'><answer><fields "
		"of='NAM:wrong'/></answer></layout>",
		"<layout name='own' title='x' marks='assumed'><answer><nothing/></answer></layout>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct arena arena = { 0 };
		nlets_faults faults = { 0 };
		struct sim_reader reader = { read_own, NULL, &arena, &faults };

		own_layout = bad[i];
		sim_layout_read(&reader, STR("own"));
		if (!faults.count)
			fail_msg("no fault for %s", bad[i]);
		arena_free(&arena);
	}
}

static void formats_values(void **state)
{
	static const struct {
		const char *code, *format, *value, *made;
	} cases[] = {
		{ "NAM", "", "HERON,JUNIPER SIM JR", "HERON,JUNIPER SIM JR" },
		{ "NAM", "comma", "HERON,JUNIPER SIM JR", "HERON, JUNIPER SIM JR" },
		{ "NAM", "natural", "HERON,JUNIPER SIM", "JUNIPER SIM HERON" },
		{ "NAM", "sur", "HERON,JUNIPER SIM", "HERON" },
		{ "NAM", "given", "HERON,JUNIPER SIM", "JUNIPER" },
		{ "NAM", "middle", "HERON,JUNIPER SIM", "SIM" },
		{ "NAM", "comma", "HERON", "HERON" },
		{ "DOB", "mdy", "19800512", "05/12/1980" },
		{ "DOB", "mdy2", "19800512", "05/12/80" },
		{ "DOB", "dash", "19800512", "05-12-1980" },
		{ "DOB", "mmddyy", "19800512", "051280" },
		{ "DOB", "iso", "19800512", "1980-05-12" },
		{ "DOB", "long", "19800512", "MAY 12, 1980" },
		{ "DOB", "yyyy", "19800512", "1980" },
		{ "DOB", "mdy", "UNKNOWN", "UNKNOWN" },
		{ "DOB", "long", "19801312", "19801312" },
		{ "HGT", "feet", "504", "5'04\"" },
		{ "HGT", "inches", "504", "64" },
		{ "SOC", "ssn", "000001234", "000-00-1234" },
		{ "SEX", "word", "F", "FEMALE" },
		{ "SEX", "word", "Z", "Z" },
		{ "XXX", "word", "F", "F" },
		{ "CTY", "upper", "Simton", "SIMTON" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buf out = { 0 };

		sim_value_format(net.definitions, str_from(cases[i].code),
				 str_from(cases[i].format), str_from(cases[i].value), &out);
		assert_string_equal(buf_text(&out), cases[i].made);
		buf_free(&out);
	}
}

/* One member for each layout. */
static const struct {
	const char *layout, *member;
} layouts[] = {
	{ "codes-run", "IL" },   { "dots", "AL" },      { "boxed", "AR" },
	{ "codes-words", "KY" }, { "headings", "CA" },  { "niem-person", "CO" },
	{ "colon-pairs", "MD" }, { "terse", "DE" },     { "codes-lines", "FL" },
	{ "columns", "MN" },     { "niem", "HI" },      { "colon", "IA" },
	{ "prose", "MT" },       { "rap-sheet", "AK" },
};

static struct nlets_message *read_answer(const char *key, const char *member)
{
	struct sim_conversation talk;
	struct nlets_message *message = NULL;

	test_send_sample(&net, key, member, &talk);
	assert_int_equal(nlets_parse(net.definitions, test_hop(&talk, SIM_HOP_DELIVERY, 0)->bytes,
				     NULL, &message),
			 0);
	sim_conversation_free(&talk);
	return message;
}

/* Nothing is lost, and the envelope is always clean; how much of the body is
 * understood is printed, and held only where the layout is made to be read. */
static void reads_the_layouts_back(void **state)
{
	static const char *const keys[] = { "DQ", "KQ", "RQ", "IQ", "FQ" };

	(void)state;
	print_message("%-12s", "layout");
	for (size_t k = 0; k < 5; k++)
		print_message("  %s %%  n", keys[k]);
	print_message("\n");
	for (size_t i = 0; i < sizeof(layouts) / sizeof(*layouts); i++) {
		print_message("%-12s", layouts[i].layout);
		for (size_t k = 0; k < 5; k++) {
			if (strcmp(layouts[i].layout, "rap-sheet") == 0)
				k = 4; /* the only key it is for */
			struct nlets_message *message = read_answer(keys[k], layouts[i].member);
			double share = nlets_message_coverage(message);

			print_message(" %5.0f %2zu", 100 * share, message->fields.count);
			assert_int_equal(message->direction, NLETS_OUTPUT);
			assert_int_equal(message->control.text.len, 9);
			if (strcmp(layouts[i].layout, "codes-run") == 0)
				assert_true(share > 0.9 && message->fields.count > 8);
			nlets_message_free(&message);
		}
		print_message("\n");
	}
}

/* Two layouts never write the same record alike. */
static void layouts_differ(void **state)
{
	struct arena arena = { 0 };
	nlets_faults faults = { 0 };
	struct sim_reader reader = { test_data_read, NULL, &arena, &faults };
	struct sim_record record = { 0 };
	struct buf written[sizeof(layouts) / sizeof(*layouts)] = { { 0 } };
	size_t count = sizeof(layouts) / sizeof(*layouts);

	(void)state;
	sim_record_set(&arena, &record, STR("OLN"), STR("SIM00000001"));
	sim_record_set(&arena, &record, STR("NAM"), STR("HERON,JUNIPER SIM"));
	for (size_t i = 0; i < count; i++) {
		const struct sim_layout *layout =
			sim_layout_read(&reader, str_from(layouts[i].layout));
		struct sim_writing writing = { .layout = layout, .record = &record };

		assert_non_null(layout);
		if (!sim_layout_answer(layout, STR("DQ")))
			continue;
		sim_layout_write(&writing, sim_layout_answer(layout, STR("DQ")), &written[i]);
		for (size_t k = 0; k < i; k++)
			assert_false(str_eq(buf_str(&written[i]), buf_str(&written[k])));
	}
	for (size_t i = 0; i < count; i++)
		buf_free(&written[i]);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_shipped_layout_is_sound),
		cmocka_unit_test(template_nodes_do_what_they_say),
		cmocka_unit_test(elements_escape_and_vanish),
		cmocka_unit_test(faults_of_a_layout_are_named),
		cmocka_unit_test(formats_values),
		cmocka_unit_test(reads_the_layouts_back),
		cmocka_unit_test(layouts_differ),
	};

	return cmocka_run_group_tests(tests, open_network, close_network);
}
