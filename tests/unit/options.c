/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: its tables and its parser. */
#include <config.h>

#include "cli/cli.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static size_t count_options(const struct cli_option *options, const char *name, char letter)
{
	size_t count = 0;

	for (; options && options->name; options++)
		count += (name && strcmp(options->name, name) == 0) || (letter && options->letter == letter);
	return count;
}

static void check_options(const struct cli_option *options, const struct cli_option *others)
{
	for (const struct cli_option *o = options; o && o->name; o++) {
		assert_true(o->help && *o->help);
		assert_non_null(o->values);
		assert_int_equal(count_options(options, o->name, 0), 1);
		assert_int_equal(count_options(others, o->name, 0), 0);
		if (o->letter) {
			assert_int_equal(count_options(options, NULL, o->letter), 1);
			assert_int_equal(count_options(others, NULL, o->letter), 0);
		}
	}
}

static void tables_are_whole(void **state)
{
	(void)state;
	check_options(cli_global_options, NULL);
	for (size_t i = 0; cli_verbs[i]; i++) {
		const struct cli_verb *verb = cli_verbs[i];

		assert_ptr_equal(cli_verb_find(verb->name), verb);
		assert_true(*verb->summary && verb->operands && verb->completes && verb->run);
		assert_non_null(verb->examples[0].command);
		check_options(verb->options, cli_global_options);
	}
	assert_null(cli_verb_find("nothing"));
}

/* Parses words divided by blanks. */
static int parse(struct cli *cli, const char *line)
{
	static char room[256];
	static char *argv[32];
	int argc = 1;

	*cli = (struct cli){ 0 };
	argv[0] = room;
	memset(room, 0, sizeof(room));
	for (size_t i = 0; line[i]; i++)
		room[i + 1] = line[i] == ' ' ? '\0' : line[i];
	for (size_t i = 0; i < strlen(line); i++)
		if (line[i] != ' ' && (i == 0 || line[i - 1] == ' '))
			argv[argc++] = &room[i + 1];
	return cli_parse(cli, argc, argv);
}

static void parses_as_posix_and_gnu_do(void **state)
{
	struct cli cli;

	(void)state;
	assert_int_equal(parse(&cli, "-vq --color=never show --hex a -ofile - b"), CLI_DONE);
	assert_string_equal(cli.verb->name, "show");
	assert_true(cli_has(&cli, "verbose") && cli_has(&cli, "quiet") && cli_has(&cli, "hex"));
	assert_string_equal(cli_value(&cli, "color"), "never");
	assert_string_equal(cli_value(&cli, "output"), "file");
	assert_int_equal(cli.operands.count, 3);
	assert_string_equal(cli.operands.items[1], "-");
	arena_free(&cli.arena);
	assert_int_equal(parse(&cli, "show -- --hex"), CLI_DONE);
	assert_false(cli_has(&cli, "hex"));
	assert_string_equal(cli.operands.items[0], "--hex");
	arena_free(&cli.arena);
	assert_int_equal(parse(&cli, "compose RQ --to IL --to WA"), CLI_DONE);
	for (size_t at = 0, i = 0; i < 3; i++) {
		const char *value = cli_next_value(&cli, "to", &at);

		assert_true(i == 2 ? !value : value != NULL);
	}
	assert_string_equal(cli_value(&cli, "to"), "WA");
	arena_free(&cli.arena);
}

static void refuses_what_is_wrong(void **state)
{
	static const char *const lines[] = { "nothing",	       "--nothing",	 "show --nothing",
					     "show --hex=1",   "show -o",	 "show --format",
					     "show -Z",	       "--hex show",	 "show --he" };

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		struct cli cli;

		assert_int_equal(parse(&cli, lines[i]), CLI_USAGE);
		arena_free(&cli.arena);
	}
}

static void suggests_the_nearest(void **state)
{
	static const char *const words[] = { "compose", "check", "show", "send", NULL };

	(void)state;
	assert_string_equal(cli_nearest("chekc", words), "check");
	assert_string_equal(cli_nearest("comp", words), "compose");
	assert_string_equal(cli_nearest("shwo", words), "show");
	assert_null(cli_nearest("frobnicate", words));
	assert_null(cli_nearest("", words));
	assert_null(cli_nearest("a-word-that-is-much-too-long-to-be-any-verb", words));
}

static void worse_statuses_win(void **state)
{
	(void)state;
	assert_int_equal(cli_worse(CLI_NO, CLI_USAGE), CLI_USAGE);
	assert_int_equal(cli_worse(CLI_INPUT, CLI_NO), CLI_INPUT);
	assert_int_equal(cli_worse(CLI_DONE, CLI_NO), CLI_NO);
	assert_int_equal(cli_worse(CLI_FAULT, CLI_REJECTED), CLI_FAULT);
}

static void every_example_parses(void **state)
{
	(void)state;
	for (size_t i = 0; cli_verbs[i]; i++)
		for (const struct cli_example *e = cli_verbs[i]->examples; e->command; e++) {
			struct cli cli;

			if (strpbrk(e->command, "|>\""))
				continue; /* the shell's part; tests/cli/examples runs them */
			assert_int_equal(parse(&cli, e->command), CLI_DONE);
			assert_non_null(cli.verb);
			arena_free(&cli.arena);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tables_are_whole),
		cmocka_unit_test(parses_as_posix_and_gnu_do),
		cmocka_unit_test(refuses_what_is_wrong),
		cmocka_unit_test(suggests_the_nearest),
		cmocka_unit_test(worse_statuses_win),
		cmocka_unit_test(every_example_parses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
