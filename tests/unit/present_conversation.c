/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/present_conversation.h"
#include "sim/sim.h"
#include "tests/support/data.h"
#include "tests/support/golden.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static struct nlets_policies *policies;
static struct nlets_definitions *definitions;

static int set_up(void **state)
{
	(void)state;
	setlocale(LC_ALL, "C.UTF-8");
	policies = nlets_policies_new(test_data_read, test_data_list, NULL);
	definitions = nlets_definitions_new(test_data_read, test_data_list, NULL);
	return !policies || !definitions;
}

static int tear_down(void **state)
{
	(void)state;
	nlets_policies_free(&policies);
	nlets_definitions_free(&definitions);
	return 0;
}

#define QUERY "DQ.AZSIM0001.IL.WA.TXT\r\nOLN/SIM00000001"
#define ANSWER "DR.ILSIM0000.AZSIM0001.TXT\r\nNAM/HERON,JUNIPER SIM.OLN/SIM00000001"

static struct sim_hop hops[] = {
	{ .kind = SIM_HOP_QUERY, .from = { "AZSIM0001", 9 }, .to = { "NL", 2 },
	  .from_label = { "Training desk, Arizona", 22 }, .to_label = { "Nlets switch", 12 },
	  .key = { "DQ", 2 }, .bytes = { QUERY, sizeof(QUERY) - 1 } },
	{ .kind = SIM_HOP_FORWARD, .time_ms = 100, .from = { "NL", 2 }, .to = { "IL", 2 },
	  .holder = { "IL", 2 }, .key = { "DQ", 2 }, .bytes = { QUERY, sizeof(QUERY) - 1 } },
	{ .kind = SIM_HOP_FORWARD, .time_ms = 100, .from = { "NL", 2 }, .to = { "WA", 2 },
	  .holder = { "WA", 2 }, .key = { "DQ", 2 }, .bytes = { QUERY, sizeof(QUERY) - 1 } },
	{ .kind = SIM_HOP_ANSWER, .outcome = SIM_OUTCOME_HIT, .time_ms = 1478, .from = { "IL", 2 },
	  .to = { "NL", 2 }, .from_label = { "Illinois", 8 }, .holder = { "IL", 2 }, .key = { "DR", 2 },
	  .rule = { "police-query", 12 }, .backing = NLETS_ASSUMED,
	  .note = { "The layout is assumed.", 22 }, .assumed = { "OLS END", 7 },
	  .bytes = { ANSWER, sizeof(ANSWER) - 1 } },
	{ .kind = SIM_HOP_ANSWER, .outcome = SIM_OUTCOME_SILENT, .time_ms = 60000,
	  .from = { "WA", 2 }, .to = { "NL", 2 }, .holder = { "WA", 2 }, .key = { "DR", 2 } },
	{ .kind = SIM_HOP_DELIVERY, .outcome = SIM_OUTCOME_HIT, .time_ms = 60050,
	  .from = { "NL", 2 }, .to = { "AZSIM0001", 9 }, .holder = { "IL", 2 }, .key = { "DR", 2 },
	  .backing = NLETS_ASSUMED, .bytes = { ANSWER, sizeof(ANSWER) - 1 } },
};
static const struct sim_conversation sent = { .hops = { hops, 6, 6 } };

static void start(struct app_conversation *conversation)
{
	assert_int_equal(app_conversation_start(conversation, definitions, policies, &sent), 0);
}

static void panes(void **state)
{
	static const struct {
		const char *name;
		size_t list, hop;
	} sizes[] = { { "conversation-80x24", 78, 78 },
		      { "conversation-120x40", 67, 48 },
		      { "conversation-200x60", 114, 82 } };
	struct app_conversation conversation;

	(void)state;
	start(&conversation);
	assert_int_equal(conversation.cursor, 5); /* the delivery */
	for (size_t i = 0; i < 3; i++) {
		struct app_page list = { 0 }, hop = { 0 }, explanation = { 0 };
		struct buf out = { 0 };

		app_conversation_go(&conversation, 3);
		app_present_conversation(&list, &conversation, sizes[i].list);
		app_present_hop(&hop, &conversation, sizes[i].hop);
		app_explain_hop(&explanation, app_page_line(&explanation), &conversation,
				sizes[i].list);
		golden_add(&out, "hops", &list);
		golden_add(&out, "message", &hop);
		golden_add(&out, "explanation", &explanation);
		golden_check(sizes[i].name, &out);
		assert_int_equal(list.lines.count, 8); /* two of the header */
		assert_int_equal(list.cursor_line, 5);
		app_page_free(&list);
		app_page_free(&hop);
		app_page_free(&explanation);
		buf_free(&out);
	}
	app_conversation_end(&conversation);
}

static void a_hop_opens_as_an_answer(void **state)
{
	struct app_conversation conversation;
	struct app_answer_origin origin;
	struct arena arena = { 0 };
	struct str bytes;

	(void)state;
	start(&conversation);
	app_conversation_go(&conversation, 3);
	assert_true(app_conversation_origin(&conversation, &arena, &origin, &bytes));
	assert_true(str_eq(bytes, STR(ANSWER)));
	assert_true(str_eq(origin.key, STR("DQ")));
	assert_true(str_eq(origin.holder, STR("IL")));
	assert_true(str_eq(origin.assumed, STR("OLS END")));
	assert_int_equal(origin.backing, NLETS_ASSUMED);
	app_conversation_go(&conversation, 4); /* silence */
	assert_null(conversation.focused);
	assert_false(app_conversation_origin(&conversation, &arena, &origin, &bytes));
	app_conversation_go(&conversation, 99);
	assert_int_equal(conversation.cursor, 5);
	arena_free(&arena);
	app_conversation_end(&conversation);
}

/* A merged answer names no holder: it is that of the first state with a hit. */
static void a_merged_answer_is_the_first_hits(void **state)
{
	struct sim_hop merged[6];
	const struct sim_conversation with_merged = { .hops = { merged, 6, 6 } };
	struct app_conversation conversation;
	struct app_answer_origin origin;
	struct arena arena = { 0 };
	struct str bytes;

	(void)state;
	memcpy(merged, hops, sizeof(merged));
	merged[5].holder = STR("");
	assert_int_equal(app_conversation_start(&conversation, definitions, policies, &with_merged), 0);
	assert_true(app_conversation_origin(&conversation, &arena, &origin, &bytes));
	assert_true(str_eq(origin.holder, STR("IL")));
	assert_true(str_eq(origin.title, STR("DR from NL")));
	arena_free(&arena);
	app_conversation_end(&conversation);
}

static void the_summary_counts_answers(void **state)
{
	struct app_conversation conversation;
	struct arena arena = { 0 };

	(void)state;
	start(&conversation);
	assert_true(str_eq(app_conversation_summary(&conversation, &arena),
			   STR("asked 2 · hit 1 · no answer came 1")));
	arena_free(&arena);
	app_conversation_end(&conversation);
}

static void nothing_sent_says_so(void **state)
{
	const struct sim_conversation none = { 0 };
	struct app_conversation conversation;
	struct app_page page = { 0 };

	(void)state;
	assert_int_equal(app_conversation_start(&conversation, definitions, policies, &none), 0);
	assert_null(app_conversation_hop(&conversation));
	app_present_conversation(&page, &conversation, 78);
	assert_int_equal(page.lines.count, 1);
	app_present_hop(&page, &conversation, 78);
	app_page_free(&page);
	app_conversation_end(&conversation);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(panes),
		cmocka_unit_test(a_hop_opens_as_an_answer),
		cmocka_unit_test(a_merged_answer_is_the_first_hits),
		cmocka_unit_test(the_summary_counts_answers),
		cmocka_unit_test(nothing_sent_says_so),
	};

	return cmocka_run_group_tests_name("present_conversation", tests, set_up, tear_down);
}
