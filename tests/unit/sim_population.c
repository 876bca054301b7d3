/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The invented people: that they are marked as invented, and made alike each time. */
#include <config.h>

#include "tests/support/data.h"
#include "sim/people.h"
#include "tests/support/sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { PEOPLE = 3000 };

static struct nlets_definitions *definitions;

static int open_definitions(void **state)
{
	(void)state;
	definitions = nlets_definitions_new(test_data_read, test_data_list, NULL);
	return 0;
}

static int close_definitions(void **state)
{
	(void)state;
	nlets_definitions_free(&definitions);
	return 0;
}

static struct sim_settings settings_for(size_t people, uint64_t seed, const char *path)
{
	return (struct sim_settings){ .definitions = definitions,
				      .read = test_data_read,
				      .list = test_data_list,
				      .people = people,
				      .seed = seed,
				      .date = 20260115,
				      .population = path };
}

static struct sim_network *open_with(const struct sim_settings *settings)
{
	struct sim_network *network = NULL;

	assert_int_equal(sim_network_new(settings, NULL, NULL, &network), 0);
	return network;
}

static void list_all(struct sim_network *network, const char *state, struct buf *csv)
{
	struct sim_population_query query = { .state = str_from(state), .count = SIZE_MAX };

	assert_int_equal(sim_population_list(network, &query, csv), 0);
}

static void is_made_from_its_seed_alone(void **state)
{
	struct sim_settings settings = settings_for(300, 5, NULL);
	struct sim_network *one = open_with(&settings), *two = open_with(&settings), *other;
	struct buf first = { 0 }, second = { 0 }, third = { 0 };

	(void)state;
	settings.seed = 6;
	other = open_with(&settings);
	list_all(one, "", &first);
	list_all(two, "", &second);
	list_all(other, "", &third);
	assert_true(str_eq(buf_str(&first), buf_str(&second)));
	assert_false(str_eq(buf_str(&first), buf_str(&third)));
	buf_free(&first);
	buf_free(&second);
	buf_free(&third);
	sim_network_free(&one);
	sim_network_free(&two);
	sim_network_free(&other);
}

/* The columns of the CSV that a mark of invention is asked of. */
enum {
	STATE,
	NAME,
	BORN,
	SEX,
	SSN = 10,
	STREET,
	TOWN,
	ZIP,
	PHONE,
	LICENCE,
	PLATES = 18,
	VIN,
	SID,
	FBI,
	MNU,
	ALIEN,
	CELLS
};

static void split_line(struct str line, struct str cells[CELLS])
{
	for (size_t i = 0; i < CELLS; i++) {
		size_t end = line.len && line.ptr[0] == '"'
				     ? str_find_char(str_sub(line, 1, line.len - 1), '"') + 2
				     : str_find_char(line, ',');

		cells[i] = (struct str){ line.ptr, end < line.len ? end : line.len };
		end += end < line.len;
		line = str_sub(line, end < line.len ? end : line.len,
			       end < line.len ? line.len - end : 0);
	}
}

static bool each_word_starts(struct str words, struct str start)
{
	struct str word;

	while (str_split(&words, ' ', &word))
		if (word.len && !str_starts(word, start))
			return false;
	return true;
}

static bool is_real_vin_character(char c)
{
	return c != 'I' && c != 'O' && c != 'Q';
}

static bool could_be_a_real_vin(struct str vin)
{
	for (size_t i = 0; i < vin.len; i++)
		if (!is_real_vin_character(vin.ptr[i]))
			return false;
	return vin.len > 0;
}

static void check_marks(const struct str cells[CELLS])
{
	assert_true(str_find(cells[NAME], STR(" SIM")) < cells[NAME].len);
	assert_true(str_starts(cells[SSN], STR("000")) || str_starts(cells[SSN], STR("666")));
	assert_int_equal(cells[SSN].len, 9);
	assert_true(str_eq(cells[ZIP], STR("00000")));
	assert_true(str_find(cells[PHONE], STR("555-01")) < cells[PHONE].len);
	assert_true(str_starts(cells[TOWN], STR("SIM")));
	assert_true(!cells[LICENCE].len ||
		    (str_starts(cells[LICENCE], STR("SIM")) && cells[LICENCE].len == 11));
	assert_true(each_word_starts(cells[PLATES], STR("SIM")));
	assert_false(could_be_a_real_vin(cells[VIN]));
	assert_true(cells[VIN].len == 0 || cells[VIN].len == 17);
	assert_true(!cells[SID].len ||
		    (cells[SID].len == 10 && str_eq(str_sub(cells[SID], 2, 3), STR("SIM"))));
	assert_true(!cells[FBI].len || str_starts(cells[FBI], STR("SIM")));
	assert_true(!cells[MNU].len || str_find(cells[MNU], STR("-SIM")) == 2);
	assert_true(!cells[ALIEN].len ||
		    (str_starts(cells[ALIEN], STR("000")) && cells[ALIEN].len == 9));
	assert_true(cells[NAME].len <= 32);
}

static void marks_everything_as_invented(void **state)
{
	struct sim_settings settings = settings_for(PEOPLE, 1, NULL);
	struct sim_network *network = open_with(&settings);
	struct buf csv = { 0 };
	struct str rest, line;
	size_t lines = 0, aliens = 0, sheets = 0, unlicensed = 0;

	(void)state;
	list_all(network, "", &csv);
	rest = buf_str(&csv);
	assert_true(str_split(&rest, '\n', &line));
	assert_true(str_starts(line, STR("state,name,birth_date,sex,")));
	while (str_split(&rest, '\n', &line) && line.len) {
		struct str cells[CELLS];

		split_line(str_trim_end(line), cells);
		check_marks(cells);
		lines++;
		aliens += cells[ALIEN].len > 0;
		sheets += cells[SID].len > 0;
		unlicensed += cells[LICENCE].len == 0;
	}
	assert_int_equal(lines, PEOPLE);
	assert_true(aliens > 100 && sheets > 200 && unlicensed > 200);
	buf_free(&csv);
	sim_network_free(&network);
}

static int compare(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* Numbers that stand for one person or vehicle belong to no other. */
static void gives_no_number_twice(void **state)
{
	static const int columns[] = { SSN, LICENCE, VIN, SID, FBI, MNU, ALIEN };
	struct sim_settings settings = settings_for(PEOPLE, 1, NULL);
	struct sim_network *network = open_with(&settings);
	struct str *values = malloc(PEOPLE * sizeof(*values));
	struct buf csv = { 0 };

	(void)state;
	list_all(network, "", &csv);
	for (size_t c = 0; c < sizeof(columns) / sizeof(*columns); c++) {
		struct str rest = buf_str(&csv), line;
		size_t count = 0;

		str_split(&rest, '\n', &line);
		while (str_split(&rest, '\n', &line) && line.len) {
			struct str cells[CELLS];

			split_line(str_trim_end(line), cells);
			if (cells[columns[c]].len)
				values[count++] = cells[columns[c]];
		}
		qsort(values, count, sizeof(*values), compare);
		for (size_t i = 1; i < count; i++)
			assert_false(str_eq(values[i - 1], values[i]));
	}
	free(values);
	buf_free(&csv);
	sim_network_free(&network);
}

static void pages_and_filters(void **state)
{
	struct sim_settings settings = settings_for(600, 1, NULL);
	struct sim_network *network = open_with(&settings);
	struct sim_population_query query = { .state = STR("GU"), .offset = 0, .count = 2 };
	struct buf csv = { 0 }, summary = { 0 };
	struct str rest, line;
	size_t lines = 0;

	(void)state;
	assert_int_equal(sim_population_list(network, &query, &csv), 0);
	for (rest = buf_str(&csv); str_split(&rest, '\n', &line) && line.len; lines++)
		assert_true(lines == 0 || str_starts(line, STR("GU,")));
	assert_int_equal(lines, 3);
	assert_int_equal(sim_population_summary(network, &summary), 0);
	assert_true(test_contains(buf_str(&summary), "\nall       600 "));
	assert_true(test_contains(buf_str(&summary), "\nVI "));
	buf_free(&csv);
	buf_free(&summary);
	sim_network_free(&network);
}

static int cancel_at_500(void *context, size_t done, size_t total)
{
	size_t *calls = context;

	assert_int_equal(total, 2000);
	++*calls;
	return done >= 500;
}

static int count_calls(void *context, size_t done, size_t total)
{
	size_t *calls = context;

	(void)done;
	(void)total;
	++*calls;
	return 0;
}

static size_t files_in(const char *folder)
{
	struct arena arena = { 0 };
	size_t count = 0;
	struct str command = arena_printf(&arena, "ls -A '%s'", folder);
	FILE *list = popen(command.ptr, "r");

	for (int c; (c = fgetc(list)) != EOF;)
		count += c == '\n';
	pclose(list);
	arena_free(&arena);
	return count;
}

static void keeps_its_file_for_its_owner_alone(void **state)
{
	char folder[] = "/tmp/nletscope-test-XXXXXX";
	struct arena arena = { 0 };
	struct sim_settings settings;
	struct sim_network *network = NULL;
	size_t calls = 0;
	struct str path;
	struct stat found;

	(void)state;
	assert_non_null(mkdtemp(folder));
	path = arena_printf(&arena, "%s/population.db", folder);
	settings = settings_for(2000, 1, path.ptr);
	settings.progress = cancel_at_500;
	settings.progress_context = &calls;
	assert_int_equal(sim_network_new(&settings, NULL, NULL, &network), NLETS_E_CANCELLED);
	assert_null(network);
	assert_int_equal(calls, 2);
	assert_int_equal(files_in(folder), 0);

	settings.progress = count_calls;
	network = open_with(&settings);
	assert_int_equal(stat(path.ptr, &found), 0);
	assert_int_equal(found.st_mode & 0777, 0600);
	assert_int_equal(files_in(folder), 1);
	sim_network_free(&network);

	calls = 0;
	network = open_with(&settings); /* used again, not made again */
	assert_int_equal(calls, 0);
	sim_network_free(&network);
	settings.seed = 2;
	network = open_with(&settings); /* another seed: made again */
	assert_true(calls > 0);
	sim_network_free(&network);
	unlink(path.ptr);
	rmdir(folder);
	arena_free(&arena);
}

static void says_why_it_cannot_write(void **state)
{
	struct sim_settings settings = settings_for(10, 1, "/nonexistent/population.db");
	struct sim_network *network = NULL;
	struct arena arena = { 0 };
	struct str why = STR_NONE;

	(void)state;
	assert_int_equal(sim_network_new(&settings, &arena, &why, &network), NLETS_E_STORE);
	assert_true(why.len > 0);
	arena_free(&arena);
}

static void makes_no_more_people_than_it_has_numbers_for(void **state)
{
	struct sim_settings settings = settings_for(SIM_MOST_PEOPLE + 1, 1, NULL);
	struct sim_network *network = NULL;

	(void)state;
	assert_int_equal(sim_network_new(&settings, NULL, NULL, &network), NLETS_E_LIMIT);
	assert_null(network);
}

/* Every sample hits, in every member. */
static void samples_hit(void **state)
{
	static const char *const keys[] = { "RQ", "DQ",  "KQ",  "IQ",  "FQ",
					    "AQ", "DNQ", "RNQ", "RPQ", "IAQ" };
	static const char *const members[] = { "AK", "CO", "GU", "NY", "WY" };
	struct test_network net;

	(void)state;
	test_network_open(&net, false);
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		for (size_t m = 0; m < sizeof(members) / sizeof(*members); m++) {
			struct sim_conversation talk;
			size_t last;

			test_send_sample(&net, keys[i], members[m], &talk);
			last = test_hops(&talk, SIM_HOP_DELIVERY) - 1;
			if (test_hop(&talk, SIM_HOP_DELIVERY, last)->outcome != SIM_OUTCOME_HIT)
				fail_msg("%s to %s: %.*s", keys[i], members[m],
					 STR_ARGS(talk.hops.items[talk.hops.count - 1].bytes));
			sim_conversation_free(&talk);
		}
	test_network_close(&net);
}

static void knows_no_sample_of_other_keys(void **state)
{
	struct sim_settings settings = settings_for(60, 1, NULL);
	struct sim_network *network = open_with(&settings);
	struct buf out = { 0 };

	(void)state;
	assert_int_equal(sim_sample_query(network, STR("BCQ"), STR("IL"), 1, &out),
			 NLETS_E_NOT_FOUND);
	assert_int_equal(out.len, 0);
	sim_network_free(&network);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_made_from_its_seed_alone),
		cmocka_unit_test(marks_everything_as_invented),
		cmocka_unit_test(gives_no_number_twice),
		cmocka_unit_test(pages_and_filters),
		cmocka_unit_test(keeps_its_file_for_its_owner_alone),
		cmocka_unit_test(says_why_it_cannot_write),
		cmocka_unit_test(makes_no_more_people_than_it_has_numbers_for),
		cmocka_unit_test(samples_hit),
		cmocka_unit_test(knows_no_sample_of_other_keys),
	};

	return cmocka_run_group_tests(tests, open_definitions, close_definitions);
}
