/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labelled answers: the ways to lay them out, and how far layouts that no holder
 * uses are understood (tests/layouts). */
#include <config.h>

#include "nlets/parse.h"

#include "tests/support/data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

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

/* ---- layouts ---- */

struct score {
	size_t wanted;  /* lines of the truth file */
	size_t right;   /* found with code and value */
	size_t found;   /* fields the parser gave */
	size_t bytes, understood;
};

static const char *const layouts[] = {
	"dr-pairs",  "dr-leaders",  "dr-underneath", "dr-terse", "rr-blocks",	  "rr-columns",
	"rr-equals", "rr-none",	    "kr-abstract",   "kr-clean", "ir-candidates", "ir-sheet",
	"dr-abbreviated", "dr-slashes", "rr-table", "kr-table", "ir-prose",
};

/* Written after the reader and never used to change it: the honest measure. */
static const char *const later_layouts[] = {
	"later-dr-card", "later-dr-form",  "later-rr-lines",
	"later-rr-grid", "later-kr-report", "later-ir-index",
};

static struct str read_layout(struct arena *arena, const char *name, const char *ending)
{
	struct str bytes = STR_NONE, path;
	struct str file = arena_printf(arena, "tests/layouts/%s%s", name, ending);

	assert_int_equal(test_data_read(NULL, false, file.ptr, arena, &bytes, &path), 0);
	return bytes;
}

/* The same apart from white space. */
static bool same_words(struct str a, struct str b)
{
	size_t i = 0, k = 0;

	for (;;) {
		while (i < a.len && (a.ptr[i] == ' ' || a.ptr[i] == '\n'))
			i++;
		while (k < b.len && (b.ptr[k] == ' ' || b.ptr[k] == '\n'))
			k++;
		if (i == a.len || k == b.len)
			return i == a.len && k == b.len;
		if (a.ptr[i++] != b.ptr[k++])
			return false;
	}
}

static bool take(const struct nlets_message *m, bool *used, struct str code, struct str value)
{
	for (size_t i = 0; i < m->fields.count; i++) {
		const struct nlets_field *field = &m->fields.items[i];

		if (used[i] || !str_eq(field->code, code) || !same_words(field->value, value))
			continue;
		used[i] = true;
		return true;
	}
	return false;
}

static void measure(const char *name, struct score *total)
{
	struct arena arena = { 0 };
	struct str truth = read_layout(&arena, name, ".truth"), line;
	struct nlets_message *m;
	bool used[256] = { false };
	struct score score = { 0 };

	assert_int_equal(nlets_parse(definitions, read_layout(&arena, name, ".txt"), NULL, &m), 0);
	assert_true(m->fields.count < sizeof(used));
	while (str_split(&truth, '\n', &line)) {
		size_t sign = str_find_char(line, '=');
		bool right;

		if (line.len == 0)
			continue;
		right = take(m, used, str_sub(line, 0, sign),
			     str_sub(line, sign + 1, line.len - sign - 1));
		score.wanted++;
		score.right += right;
		if (!right)
			print_message("    missing: %.*s\n", STR_ARGS(line));
	}
	for (size_t i = 0; i < m->fields.count; i++)
		if (!used[i])
			print_message("    wrong:   %.*s=%.*s\n", STR_ARGS(m->fields.items[i].code),
				      STR_ARGS(m->fields.items[i].value));
	score.found = m->fields.count;
	score.bytes = m->body.len;
	score.understood = (size_t)(nlets_message_coverage(m) * (double)m->body.len + 0.5);
	print_message("  %-14s fields %3zu of %3zu right, %2zu wrong; %3zu %% of the bytes understood\n",
		      name, score.right, score.wanted, score.found - score.right,
		      score.understood * 100 / score.bytes);
	total->wanted += score.wanted;
	total->right += score.right;
	total->found += score.found;
	total->bytes += score.bytes;
	total->understood += score.understood;
	nlets_message_free(&m);
	arena_free(&arena);
}

static struct score measure_all(const char *const *names, size_t count)
{
	struct score total = { 0 };

	for (size_t i = 0; i < count; i++)
		measure(names[i], &total);
	print_message("  all            fields %zu of %zu right, %zu wrong; %zu %% of the bytes understood\n",
		      total.right, total.wanted, total.found - total.right,
		      total.understood * 100 / total.bytes);
	return total;
}

static void foreign_layouts(void **state)
{
	struct score total = measure_all(layouts, sizeof(layouts) / sizeof(layouts[0]));

	(void)state;
	assert_true(total.right * 100 >= total.wanted * 85);
	assert_true((total.found - total.right) * 100 <= total.wanted * 5);
}

static void later_foreign_layouts(void **state)
{
	struct score total = measure_all(later_layouts, sizeof(later_layouts) / sizeof(later_layouts[0]));

	(void)state;
	assert_true(total.right * 100 >= total.wanted * 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(foreign_layouts),
		cmocka_unit_test(later_foreign_layouts),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
