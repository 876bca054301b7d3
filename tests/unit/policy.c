/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/policy.h"

#include "base/alloc.h"
#include "tests/support/data.h"
#include "tests/support/own_data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static struct nlets_policies *with_own(struct own_file *files)
{
	return nlets_policies_new(own_data_read, own_data_list, files);
}

static void expect_no_faults(struct nlets_policies *policies)
{
	size_t count;
	const struct nlets_fault *faults = nlets_policies_faults(policies, &count);

	for (size_t i = 0; i < count; i++)
		print_error("%.*s:%u: %.*s\n", STR_ARGS(faults[i].file), faults[i].line,
			    STR_ARGS(faults[i].reason));
	assert_int_equal(count, 0);
}

/* The number of faults whose reason holds the text. */
static size_t faults_with(struct nlets_policies *policies, const char *text)
{
	size_t count, hits = 0;
	const struct nlets_fault *faults = nlets_policies_faults(policies, &count);

	for (size_t i = 0; i < count; i++)
		hits += str_find(faults[i].reason, str_from(text)) < faults[i].reason.len;
	return hits;
}

static void shipped_policies_are_sound(void **state)
{
	struct nlets_policies *policies = nlets_policies_new(test_data_read, test_data_list, NULL);
	struct nlets_definitions *definitions =
		nlets_definitions_new(test_data_read, test_data_list, NULL);

	(void)state;
	nlets_policies_lint(policies, definitions);
	expect_no_faults(policies);
	nlets_definitions_free(&definitions);
	nlets_policies_free(&policies);
	assert_null(policies);
}

/* The public record has 56 rows; two federal holders stand beside them. */
static void every_member_is_there(void **state)
{
	struct nlets_policies *policies = nlets_policies_new(test_data_read, test_data_list, NULL);
	size_t count, states = 0, members = 0;
	const struct nlets_holder *holders = nlets_holders(policies, &count);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		states += str_eq(holders[i].kind, STR("state"));
		members += !str_eq(holders[i].kind, STR("federal"));
	}
	assert_int_equal(states, 50);
	assert_int_equal(members, 56);
	assert_true(str_eq(nlets_holder(policies, STR("IL"))->gate, STR("LEADS")));
	assert_true(str_eq(nlets_holder(policies, STR("CA"))->photos, STR("no-2020")));
	assert_true(str_eq(nlets_holder(policies, STR("AL"))->ssn, STR("unknown")));
	assert_null(nlets_holder(policies, STR("ZQ")));
	nlets_policies_free(&policies);
}

static void agencies_are_told_apart_by_their_training_oris(void **state)
{
	struct nlets_policies *policies = nlets_policies_new(test_data_read, test_data_list, NULL);
	size_t count;

	(void)state;
	nlets_agencies(policies, &count);
	assert_int_equal(count, 13);
	assert_true(str_eq(nlets_agency_by_ori(policies, STR("VTSIM0910"))->id, STR("ice-ero")));
	assert_true(str_eq(nlets_agency_by_ori(policies, STR("VTSIM0920"))->id, STR("ice-hsi")));
	assert_true(str_eq(nlets_agency_by_ori(policies, STR("VTSIM0900"))->id, STR("lesc")));
	assert_true(str_eq(nlets_agency_by_ori(policies, STR("AZSIM0001"))->id, STR("local-police")));
	assert_null(nlets_agency_by_ori(policies, STR("VTICE0900")));
	nlets_policies_free(&policies);
}

static void every_rule_says_where_it_comes_from(void **state)
{
	struct nlets_policies *policies = nlets_policies_new(test_data_read, test_data_list, NULL);
	size_t count;
	const struct nlets_rule *rules = nlets_rules(policies, &count);

	(void)state;
	assert_true(count >= 40);
	for (size_t i = 0; i < count; i++) {
		assert_true(rules[i].marks.sources.count > 0);
		for (size_t s = 0; s < rules[i].marks.sources.count; s++) {
			const struct nlets_source *source =
				nlets_policy_source(policies, rules[i].marks.sources.items[s]);

			assert_non_null(source);
			assert_true(source->grade.len && source->date.len && source->read.len);
		}
		assert_true(rules[i].certainty.len > 0);
		assert_true(rules[i].line > 0);
	}
	nlets_policies_free(&policies);
}

#define RULE(id, rest)                                                                         \
	"<rule id='" id "' level='network' certainty='assumed' backing='assumed' " rest "/>"
#define SPOKEN(id, rest)                                                                        \
	"<rule id='" id "' level='network' certainty='assumed' backing='assumed' " rest         \
	"><words>w</words></rule>"

static void a_users_file_adds_and_replaces(void **state)
{
	struct own_file files[] = {
		{ "policies/mine.xml",
		  "<policies>" SPOKEN("mine", "effect='refuse' holders='AZ' agencies='cbp'") SPOKEN(
			  "wa-ero-block", "effect='answer' holders='WA' agencies='ice-ero' from='2013-10' until='2013'") "</policies>" },
		{ NULL, NULL },
	};
	struct nlets_policies *policies = with_own(files);
	const struct nlets_rule *rule = nlets_rule(policies, STR("wa-ero-block"));

	(void)state;
	expect_no_faults(policies);
	assert_non_null(nlets_rule(policies, STR("mine")));
	assert_int_equal(rule->effect, NLETS_EFFECT_ANSWER);
	assert_true(str_eq(rule->file, STR("policies/mine.xml")));
	assert_int_equal(rule->from, 20131000);
	assert_int_equal(rule->until, 20139999);
	nlets_policies_free(&policies);
}

static void a_users_file_of_a_shipped_name_takes_its_place(void **state)
{
	struct own_file files[] = {
		{ "policies/rules-network.xml", "<policies/>" },
		{ NULL, NULL },
	};
	struct nlets_policies *policies = with_own(files);

	(void)state;
	assert_null(nlets_rule(policies, STR("wa-ero-block")));
	assert_non_null(nlets_rule(policies, STR("wa-order")));
	expect_no_faults(policies);
	nlets_policies_free(&policies);
}

static void a_broken_file_is_a_fault_and_the_shipped_one_stays(void **state)
{
	struct own_file files[] = {
		{ "policies/rules-network.xml", "<policies>\n<rule id='x'/>\n</policies>" },
		{ NULL, NULL },
	};
	struct nlets_policies *policies = with_own(files);
	size_t count;
	const struct nlets_fault *faults = nlets_policies_faults(policies, &count);

	(void)state;
	assert_true(count > 0);
	assert_true(str_eq(faults[0].file, STR("policies/rules-network.xml")));
	assert_int_equal(faults[0].line, 2);
	assert_non_null(nlets_rule(policies, STR("wa-ero-block")));
	nlets_policies_free(&policies);
}

static void lint_finds(const char *elements, const char *reason)
{
	struct arena arena = { 0 };
	struct own_file files[] = {
		{ "policies/mine.xml", arena_printf(&arena, "<policies>%s</policies>", elements).ptr },
		{ NULL, NULL },
	};
	struct nlets_policies *policies = with_own(files);
	struct nlets_definitions *definitions =
		nlets_definitions_new(test_data_read, test_data_list, NULL);

	nlets_policies_lint(policies, definitions);
	if (faults_with(policies, reason) != 1)
		fail_msg("not found once: %s", reason);
	nlets_definitions_free(&definitions);
	nlets_policies_free(&policies);
	arena_free(&arena);
}

static void lint_finds_what_is_wrong(void **state)
{
	(void)state;
	lint_finds(SPOKEN("m", "effect='refuse' holders='ZQ'"), "no such holder: ZQ");
	lint_finds(SPOKEN("m", "effect='refuse' agencies='zq'"), "no such agency: zq");
	lint_finds(SPOKEN("m", "effect='refuse' keys='QQQ'"), "no such message key: QQQ");
	lint_finds(SPOKEN("m", "effect='withhold' classes='shoes'"), "no such data class: shoes");
	lint_finds(SPOKEN("m", "effect='withhold' keys='DQ' fields='QQQ'"), "has the field QQQ");
	lint_finds(SPOKEN("m", "effect='refuse' sources='QQ9'"), "no such source: QQ9");
	lint_finds(SPOKEN("m", "effect='refuse' from='2026-01-02' until='2026-01-01'"),
		   "it ends before it begins");
	lint_finds(SPOKEN("m", "effect='refuse' from='2026-13-01'"), "is not a date");
	lint_finds("<rule id='m' level='law' certainty='stated' effect='refuse'><words>w</words></rule>",
		   "it has no source");
	lint_finds(SPOKEN("m", "effect='refuse' classes='name'"), "does not fit a rule on fields");
	lint_finds(SPOKEN("m", "effect='mask'"), "does not fit a rule on a whole query");
	lint_finds("<agency id='a' name='n' short='s'><ori id='AZSIM0001'>o</ori></agency>",
		   "a: another agency has the same ORI: AZSIM0001");
	lint_finds("<question id='q' agencies='zq'>w</question>", "no such agency: zq");
	lint_finds("<holder code='ZQ' name='n' kind='state'><fact sources='QQ9'>f</fact></holder>",
		   "no such source: QQ9");
}

static void the_schema_refuses(void **state)
{
	static const char *const elements[] = {
		RULE("m", "effect='refuse'"),
		SPOKEN("m", "effect='explode'"),
		SPOKEN("m", "effect='refuse' from='12/01/2025'"),
		"<agency id='a' name='n' short='s'><ori id='VTICE0900'>o</ori></agency>",
		"<source id='x' grade='D' date='2025' read='2026'>t</source>",
		"<planet/>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(elements) / sizeof(*elements); i++) {
		struct arena arena = { 0 };
		struct own_file files[] = {
			{ "policies/mine.xml",
			  arena_printf(&arena, "<policies>%s</policies>", elements[i]).ptr },
			{ NULL, NULL },
		};
		struct nlets_policies *policies = with_own(files);
		size_t count;

		nlets_policies_faults(policies, &count);
		if (count == 0)
			fail_msg("accepted: %s", elements[i]);
		nlets_policies_free(&policies);
		arena_free(&arena);
	}
}

static void rules_of_equal_rank_that_disagree_are_found(void **state)
{
	(void)state;
	lint_finds(SPOKEN("m", "effect='answer' holders='IL' agencies='ice-ero' keys='DQ'"),
		   "of equal rank, and disagrees with il-ero-block");
	/* the same, but over before the other begins, or of another rank */
	lint_finds(SPOKEN("m1", "effect='answer' holders='IL' agencies='ice-ero' keys='DQ' until='2020'")
		   SPOKEN("m2", "effect='answer' holders='IL' agencies='ice-ero'")
		   SPOKEN("m", "effect='withhold' holders='IL' classes='name'")
		   SPOKEN("n", "effect='mask' holders='IL' classes='name address'"),
		   "of equal rank");
}

/* A second definition within the shipped files' own rank is refused. */
static void an_id_stands_once(void **state)
{
	struct own_file files[] = {
		{ "policies/rules-network.xml",
		  "<policies>" SPOKEN("m", "effect='refuse'") SPOKEN("m", "effect='answer'") "</policies>" },
		{ NULL, NULL },
	};
	struct nlets_policies *policies = with_own(files);

	(void)state;
	assert_int_equal(faults_with(policies, "\"m\" is defined twice"), 1);
	assert_int_equal(nlets_rule(policies, STR("m"))->effect, NLETS_EFFECT_REFUSE);
	nlets_policies_free(&policies);
}

static size_t allocations_left;

static void *failing_realloc(void *block, size_t size)
{
	if (allocations_left == 0)
		return NULL;
	allocations_left--;
	return realloc(block, size);
}

/* Reading itself is not what is tested here. */
static int read_without_failing(void *context, bool own, const char *name, struct arena *in,
				struct str *bytes, struct str *path)
{
	size_t left = allocations_left;
	int result;

	allocations_left = SIZE_MAX;
	result = test_data_read(context, own, name, in, bytes, path);
	allocations_left = left;
	return result;
}

static int list_without_failing(void *context, bool own, const char *folder, struct arena *in,
				struct str **names, size_t *count)
{
	size_t left = allocations_left;
	int result;

	allocations_left = SIZE_MAX;
	result = test_data_list(context, own, folder, in, names, count);
	allocations_left = left;
	return result;
}

static size_t rules_read_with(size_t allocations)
{
	struct nlets_policies *policies;
	size_t count = 0;

	allocations_left = allocations;
	base_set_realloc(failing_realloc);
	policies = nlets_policies_new(read_without_failing, list_without_failing, NULL);
	if (policies) {
		nlets_rules(policies, &count);
		nlets_policies_lint(policies, NULL);
	}
	nlets_policies_free(&policies);
	base_set_realloc(NULL);
	return count;
}

static void each_allocation_may_fail(void **state)
{
	size_t all = rules_read_with(100000);

	(void)state;
	assert_true(all > 0);
	for (size_t n = 0; rules_read_with(n) < all; n++)
		assert_true(n < 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shipped_policies_are_sound),
		cmocka_unit_test(every_member_is_there),
		cmocka_unit_test(agencies_are_told_apart_by_their_training_oris),
		cmocka_unit_test(every_rule_says_where_it_comes_from),
		cmocka_unit_test(a_users_file_adds_and_replaces),
		cmocka_unit_test(a_users_file_of_a_shipped_name_takes_its_place),
		cmocka_unit_test(a_broken_file_is_a_fault_and_the_shipped_one_stays),
		cmocka_unit_test(lint_finds_what_is_wrong),
		cmocka_unit_test(the_schema_refuses),
		cmocka_unit_test(rules_of_equal_rank_that_disagree_are_found),
		cmocka_unit_test(an_id_stands_once),
		cmocka_unit_test(each_allocation_may_fail),
	};

	return cmocka_run_group_tests_name("policy", tests, NULL, NULL);
}
