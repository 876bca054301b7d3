/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: POSIX utility guidelines with GNU long options; options may
 * stand anywhere before "--". */
#include <config.h>

#include "cli/cli.h"

#include "app/i18n.h"

const struct cli_option cli_global_options[] = {
#define CLI_OPTION(letter, name, argument, values, help) { letter, name, argument, values, help },
#include "cli/options.def"
#undef CLI_OPTION
	{ 0, NULL, NULL, NULL, NULL },
};

#define CLI_VERB(name) extern const struct cli_verb cli_verb_##name;
#include "cli/verbs.def"
#undef CLI_VERB

const struct cli_verb *const cli_verbs[] = {
#define CLI_VERB(name) &cli_verb_##name,
#include "cli/verbs.def"
#undef CLI_VERB
	NULL,
};

const struct cli_verb *cli_verb_find(const char *name)
{
	for (size_t i = 0; cli_verbs[i]; i++)
		if (strcmp(cli_verbs[i]->name, name) == 0)
			return cli_verbs[i];
	return NULL;
}

/* The arguments still to be read. */
struct arguments {
	int count, at;
	char **items;
};

static const struct cli_option *find_in(const struct cli_option *options, char letter,
					struct str name)
{
	for (; options && options->name; options++)
		if (letter ? options->letter == letter : str_eq(str_from(options->name), name))
			return options;
	return NULL;
}

static const struct cli_option *find_option(const struct cli *cli, char letter, struct str name)
{
	const struct cli_option *option = find_in(cli->verb ? cli->verb->options : NULL, letter, name);

	return option ? option : find_in(cli_global_options, letter, name);
}

enum { MOST_OPTIONS = 64 };

static size_t add_names(const struct cli_option *options, const char **words, size_t count)
{
	for (; options && options->name && count < MOST_OPTIONS; options++)
		words[count++] = options->name;
	return count;
}

static int unknown_option(struct cli *cli, struct str name)
{
	const char *words[MOST_OPTIONS + 1];
	const char *nearest;
	struct str given = arena_copy(&cli->arena, name);
	size_t count = add_names(cli->verb ? cli->verb->options : NULL, words, 0);

	if (!given.ptr)
		return cli_no_memory();
	words[add_names(cli_global_options, words, count)] = NULL;
	nearest = cli_nearest(given.ptr, words);
	if (nearest)
		return cli_usage(cli, _("there is no option --%s; did you mean --%s?"), given.ptr, nearest);
	return cli_usage(cli, _("there is no option --%s"), given.ptr);
}

static int add_given(struct cli *cli, const struct cli_option *option, const char *value)
{
	struct cli_given *given = vec_add(&cli->arena, &cli->given);

	if (!given)
		return cli_no_memory();
	*given = (struct cli_given){ option, value };
	return CLI_DONE;
}

/* "--name", "--name=value" or "--name value". */
static int read_long(struct cli *cli, struct arguments *arguments, const char *text)
{
	const char *equals = strchr(text, '=');
	struct str name = { text, equals ? (size_t)(equals - text) : strlen(text) };
	const struct cli_option *option = find_option(cli, 0, name);

	if (!option)
		return unknown_option(cli, name);
	if (!option->argument && equals)
		return cli_usage(cli, _("--%s takes no value"), option->name);
	if (!option->argument)
		return add_given(cli, option, "");
	if (equals)
		return add_given(cli, option, equals + 1);
	if (arguments->at == arguments->count)
		return cli_usage(cli, _("--%s needs a value: %s"), option->name, option->argument);
	return add_given(cli, option, arguments->items[arguments->at++]);
}

/* "-v", "-vq", "-oFILE" or "-o FILE". */
static int read_short(struct cli *cli, struct arguments *arguments, const char *text)
{
	for (; *text; text++) {
		const struct cli_option *option = find_option(cli, *text, STR_NONE);
		int status;

		if (!option)
			return cli_usage(cli, _("there is no option -%c"), *text);
		if (!option->argument) {
			status = add_given(cli, option, "");
			if (status != CLI_DONE)
				return status;
			continue;
		}
		if (text[1])
			return add_given(cli, option, text + 1);
		if (arguments->at == arguments->count)
			return cli_usage(cli, _("-%c needs a value: %s"), *text, option->argument);
		return add_given(cli, option, arguments->items[arguments->at++]);
	}
	return CLI_DONE;
}

static int unknown_verb(const struct cli *cli, const char *name)
{
	const char *words[MOST_OPTIONS + 1];
	const char *nearest;
	size_t count = 0;

	for (const struct cli_verb *const *verb = cli_verbs; *verb && count < MOST_OPTIONS; verb++)
		words[count++] = (*verb)->name;
	words[count] = NULL;
	nearest = cli_nearest(name, words);
	if (nearest)
		return cli_usage(cli, _("there is no verb \"%s\"; did you mean \"%s\"?"), name, nearest);
	return cli_usage(cli, _("there is no verb \"%s\""), name);
}

static int read_operand(struct cli *cli, const char *text)
{
	const char **operand;

	if (!cli->verb) {
		cli->verb = cli_verb_find(text);
		return cli->verb ? CLI_DONE : unknown_verb(cli, text);
	}
	operand = vec_add(&cli->arena, &cli->operands);
	if (!operand)
		return cli_no_memory();
	*operand = text;
	return CLI_DONE;
}

int cli_parse(struct cli *cli, int argc, char **argv)
{
	struct arguments arguments = { argc, 1, argv };
	bool options_end = false;
	int status = CLI_DONE;

	while (status == CLI_DONE && arguments.at < arguments.count) {
		const char *text = argv[arguments.at++];

		if (options_end || text[0] != '-' || text[1] == '\0')
			status = read_operand(cli, text);
		else if (strcmp(text, "--") == 0)
			options_end = true;
		else if (text[1] == '-')
			status = read_long(cli, &arguments, text + 2);
		else
			status = read_short(cli, &arguments, text + 1);
	}
	return status;
}

const char *cli_next_value(const struct cli *cli, const char *option, size_t *at)
{
	for (; *at < cli->given.count; ++*at)
		if (strcmp(cli->given.items[*at].option->name, option) == 0)
			return cli->given.items[(*at)++].value;
	return NULL;
}

const char *cli_value(const struct cli *cli, const char *option)
{
	const char *value = NULL, *next;

	for (size_t at = 0; (next = cli_next_value(cli, option, &at));)
		value = next;
	return value;
}

bool cli_has(const struct cli *cli, const char *option)
{
	return cli_value(cli, option) != NULL;
}

bool cli_number(const struct cli *cli, const char *option, uint64_t *number)
{
	const char *value = cli_value(cli, option);
	unsigned read;

	if (!value)
		return true;
	if (!str_to_uint(str_from(value), &read)) {
		cli_usage(cli, _("--%s wants a whole number, not \"%s\""), option, value);
		return false;
	}
	*number = read;
	return true;
}

const char *cli_format(const struct cli *cli, const char *formats)
{
	const char *wanted = NULL;
	struct str rest = str_from(formats), word;

	for (size_t i = 0; i < cli->given.count; i++) {
		const char *name = cli->given.items[i].option->name;

		if (strcmp(name, "format") == 0)
			wanted = cli->given.items[i].value;
		else if (strcmp(name, "json") == 0)
			wanted = "json";
	}
	if (!wanted)
		wanted = "text";
	while (str_split(&rest, '|', &word))
		if (str_eq(word, str_from(wanted)))
			return wanted;
	cli_usage(cli, _("this verb does not write \"%s\"; it writes %s"), wanted, formats);
	return NULL;
}
