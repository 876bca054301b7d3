/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/pathways.h"

#include "base/buf.h"
#include "base/rand.h"
#include "tests/support/data.h"
#include "tests/support/own_data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static struct nlets_policies *shipped;
static struct arena arena;

static int set_up(void **state)
{
	(void)state;
	shipped = nlets_policies_new(test_data_read, test_data_list, NULL);
	return !shipped;
}

static int tear_down(void **state)
{
	(void)state;
	nlets_policies_free(&shipped);
	arena_free(&arena);
	return 0;
}

static struct nlets_reach reach(struct nlets_policies *policies, const char *holder,
				const char *agency, enum nlets_data_class data_class,
				uint64_t measures)
{
	struct nlets_reach_request request = { .holder = str_from(holder),
					       .agency = str_from(agency),
					       .data_class = data_class,
					       .code = STR(""),
					       .date = 20260115,
					       .measures = measures };
	struct nlets_reach made;

	assert_int_equal(nlets_reachable(policies, &request, &arena, &made), 0);
	assert_int_equal(made.open + made.unsure + made.closed, made.paths.count);
	return made;
}

static const struct nlets_path *path_by(const struct nlets_reach *made, const char *first)
{
	for (size_t i = 0; i < made->paths.count; i++)
		if (str_eq(made->paths.items[i].steps.items[0].edge->id, str_from(first)))
			return &made->paths.items[i];
	return NULL;
}

static bool has_measure(const struct nlets_cut *cut, const char *id)
{
	for (size_t i = 0; i < cut->measures.count; i++)
		if (str_eq(cut->measures.items[i]->id, str_from(id)))
			return true;
	return false;
}

static void shipped_pathways_have_no_fault(void **state)
{
	size_t count;

	(void)state;
	nlets_policies_lint(shipped, NULL);
	nlets_policies_faults(shipped, &count);
	assert_int_equal(count, 0);
	nlets_edges(shipped, &count);
	assert_true(count > 40);
}

static void a_block_closes_its_own_way_only(void **state)
{
	struct nlets_reach made = reach(shipped, "IL", "ice-ero", NLETS_DATA_ADDRESS, 0);
	const struct nlets_path *direct = path_by(&made, "dq-ice-ero");
	const struct nlets_path *side = path_by(&made, "dq-local-police");

	(void)state;
	assert_int_equal(direct->state, NLETS_STEP_CLOSED);
	assert_true(str_eq(direct->steps.items[0].network.rule->id, STR("il-ero-block")));
	assert_true(str_eq(direct->steps.items[0].law.rule->id, STR("il-law")));
	assert_int_equal(side->steps.count, 2);
	assert_int_equal(side->state, NLETS_STEP_UNSURE); /* its second step is an inference */
	assert_int_equal(side->steps.items[0].state, NLETS_STEP_OPEN);
	assert_int_equal(side->steps.items[1].state, NLETS_STEP_UNSURE);
	assert_true(has_measure(&made.all, "certify-askers"));
	assert_false(has_measure(&made.all, "refuse-ero"));
}

static void paths_go_by_length_and_then_by_certainty(void **state)
{
	struct nlets_reach made = reach(shipped, "CT", "ice-ero", NLETS_DATA_ADDRESS, 0);

	(void)state;
	for (size_t i = 1; i < made.paths.count; i++) {
		const struct nlets_path *a = &made.paths.items[i - 1], *b = &made.paths.items[i];

		assert_true(a->steps.count <= b->steps.count);
		if (a->steps.count == b->steps.count)
			assert_true(a->state <= b->state);
	}
	assert_int_equal(made.paths.items[0].state, NLETS_STEP_OPEN);
}

static void a_way_is_there_only_for_its_holders_classes_and_days(void **state)
{
	struct nlets_reach_request old = { .holder = STR("MD"),
					   .agency = STR("ice-ero"),
					   .data_class = NLETS_DATA_PHOTO,
					   .code = STR(""),
					   .date = 20190601 };
	struct nlets_reach made;

	(void)state;
	assert_int_equal(nlets_reachable(shipped, &old, &arena, &made), 0);
	assert_non_null(path_by(&made, "md-images-store"));
	made = reach(shipped, "MD", "ice-ero", NLETS_DATA_PHOTO, 0); /* 2026: over */
	assert_null(path_by(&made, "md-images-store"));
	made = reach(shipped, "MD", "ice-ero", NLETS_DATA_ADDRESS, 0);
	assert_null(path_by(&made, "md-images-store"));
	made = reach(shipped, "UT", "ice-ero", NLETS_DATA_ADDRESS, 0);
	assert_non_null(path_by(&made, "ut-felons"));
	made = reach(shipped, "AZ", "ice-ero", NLETS_DATA_ADDRESS, 0);
	assert_null(path_by(&made, "ut-felons"));
}

static void the_measures_named_really_close_all(void **state)
{
	static const char *const holders[] = { "IL", "WA", "CA", "CT", "UT", "FL", "AZ" };
	static const enum nlets_data_class classes[] = { NLETS_DATA_ADDRESS, NLETS_DATA_VEHICLE,
							 NLETS_DATA_CRIMINAL };
	size_t count;
	const struct nlets_measure *measures = nlets_measures(shipped, &count);

	(void)state;
	for (size_t h = 0; h < sizeof(holders) / sizeof(*holders); h++)
		for (size_t c = 0; c < sizeof(classes) / sizeof(*classes); c++) {
			struct nlets_reach made =
				reach(shipped, holders[h], "ice-ero", classes[c], 0);
			size_t beyond = made.all.beyond;
			uint64_t set = 0;

			assert_false(made.all.unproven);
			for (size_t i = 0; i < made.all.measures.count; i++)
				set |= (uint64_t)1 << (made.all.measures.items[i] - measures);
			made = reach(shipped, holders[h], "ice-ero", classes[c], set);
			assert_int_equal(made.open + made.unsure, beyond);
		}
}

/* Random graphs of ways as a policy file of one's own. */
static struct str random_ways(struct rand_state *rand, unsigned edges, unsigned measures)
{
	struct buf out = { 0 };
	struct str made;

	buf_add_text(&out, "<policies>"
			   "<place id='zz0' keeps='contact' backing='invented'>A</place>"
			   "<place id='zz1' backing='invented'>B</place>"
			   "<place id='zz2' backing='invented'>C</place>"
			   "<place id='zz3' backing='invented'>D</place>");
	for (unsigned i = 0; i < edges; i++) {
		unsigned from = rand_below(rand, 4), to = (from + 1 + rand_below(rand, 4)) % 5;

		buf_printf(&out,
			   "<edge id='e%u' kind='portal' source='zz%u' target='%s%u' certainty='%s' "
			   "backing='invented'><words>w</words></edge>",
			   i, from, to == 4 ? "ice-er" : "zz", to,
			   rand_below(rand, 2) ? "stated" : "unknown");
	}
	for (unsigned i = 0; i < measures; i++)
		buf_printf(&out,
			   "<measure id='m%u' edges='e%u e%u' backing='invented'><words>w</words>"
			   "</measure>",
			   i, rand_below(rand, edges), rand_below(rand, edges));
	buf_add_text(&out, "<place id='ice-er4' agency='cbp' backing='invented'>E</place></policies>");
	assert_false(out.failed);
	made = arena_copy(&arena, buf_str(&out));
	buf_free(&out);
	return made;
}

static struct nlets_policies *with(struct own_file *files, struct str bytes)
{
	files[0] = (struct own_file){ "policies/ways.xml", arena_strdup(&arena, bytes.ptr) };
	files[1] = (struct own_file){ NULL, NULL };
	return nlets_policies_new(own_data_read, own_data_list, files);
}

/* The fewest measures that close all there is to close, by trying every set. */
static unsigned smallest_by_trying(const struct nlets_reach *made, uint64_t all)
{
	unsigned best = 64;

	for (uint64_t set = all;; set = (set - 1) & all) {
		bool closes = true;
		unsigned size = 0;

		for (size_t i = 0; i < made->paths.count && closes; i++) {
			const struct nlets_path *path = &made->paths.items[i];

			closes = path->state == NLETS_STEP_CLOSED || !path->measures ||
				 path->measures & set;
		}
		for (uint64_t rest = set; rest; rest &= rest - 1)
			size++;
		if (closes && size < best)
			best = size;
		if (!set)
			return best;
	}
}

static void the_smallest_set_is_the_smallest(void **state)
{
	struct rand_state rand = rand_seed(4);

	(void)state;
	for (int round = 0; round < 40; round++) {
		struct own_file files[2];
		struct nlets_policies *policies = with(files, random_ways(&rand, 12, 7));
		struct nlets_reach made = reach(policies, "IL", "cbp", NLETS_DATA_CONTACT, 0);
		size_t count;
		uint64_t own;

		nlets_measures(policies, &count);
		own = (uint64_t)0x7f << (count - 7);
		assert_false(made.all.unproven);
		assert_int_equal(made.all.measures.count, smallest_by_trying(&made, own));
		nlets_policies_free(&policies);
	}
}

/* Adding a way never makes anything less reachable. */
static void more_ways_never_reach_less(void **state)
{
	struct rand_state rand = rand_seed(5);

	(void)state;
	for (int round = 0; round < 40; round++) {
		struct own_file files[2];
		struct rand_state again = rand;
		unsigned less = 4 + rand_below(&rand, 6), more = less + 1 + rand_below(&rand, 4);
		struct rand_state same = again;
		struct nlets_policies *few, *many;
		struct nlets_reach before, after;

		few = with(files, random_ways(&again, less, 0));
		before = reach(few, "IL", "cbp", NLETS_DATA_CONTACT, 0);
		many = with(files, random_ways(&same, more, 0));
		after = reach(many, "IL", "cbp", NLETS_DATA_CONTACT, 0);
		assert_true(after.open >= before.open);
		assert_true(after.open + after.unsure >= before.open + before.unsure);
		nlets_policies_free(&few);
		nlets_policies_free(&many);
		rand = same;
	}
}

/* A measure more in force never opens a path, and closes none but its own. */
static void more_measures_never_leave_more_open(void **state)
{
	static const char *const agencies[] = { "ice-ero", "ice-hsi", "cbp", "uscis-e-verify" };
	struct rand_state rand = rand_seed(6);
	size_t count;

	(void)state;
	nlets_measures(shipped, &count);
	for (int round = 0; round < 60; round++) {
		const char *agency = agencies[rand_below(&rand, 4)];
		uint64_t few = 0, more;
		struct nlets_reach before, after;

		for (size_t i = 0; i < count; i++)
			few |= (uint64_t)(rand_below(&rand, 3) == 0) << i;
		more = few | (uint64_t)1 << rand_below(&rand, (unsigned)count);
		before = reach(shipped, "WA", agency, NLETS_DATA_ADDRESS, few);
		after = reach(shipped, "WA", agency, NLETS_DATA_ADDRESS, more);
		assert_int_equal(before.paths.count, after.paths.count);
		assert_true(after.open <= before.open);
		assert_true(after.open + after.unsure <= before.open + before.unsure);
		for (size_t i = 0; i < after.paths.count; i++)
			if (after.paths.items[i].measures & more)
				assert_int_equal(after.paths.items[i].state, NLETS_STEP_CLOSED);
	}
}

static void a_broken_way_is_reported(void **state)
{
	static const char bytes[] =
		"<policies><edge id='x1' kind='portal' source='nowhere' target='ice-ero' "
		"certainty='stated'><words>w</words></edge>"
		"<edge id='x2' kind='network' keys='DQ' source='licence-file' target='broker' "
		"sources='N1'><words>w</words></edge>"
		"<measure id='x3' edges='no-such'><words>w</words></measure></policies>";
	struct own_file files[2];
	struct nlets_policies *policies = with(files, str_from(bytes));
	size_t count;

	(void)state;
	nlets_policies_lint(policies, NULL);
	nlets_policies_faults(policies, &count);
	assert_int_equal(count, 4); /* no place, no source, not an agency, no such edge */
	nlets_policies_free(&policies);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shipped_pathways_have_no_fault),
		cmocka_unit_test(a_block_closes_its_own_way_only),
		cmocka_unit_test(paths_go_by_length_and_then_by_certainty),
		cmocka_unit_test(a_way_is_there_only_for_its_holders_classes_and_days),
		cmocka_unit_test(the_measures_named_really_close_all),
		cmocka_unit_test(the_smallest_set_is_the_smallest),
		cmocka_unit_test(more_ways_never_reach_less),
		cmocka_unit_test(more_measures_never_leave_more_open),
		cmocka_unit_test(a_broken_way_is_reported),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
