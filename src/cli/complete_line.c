/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may stand next on a line of the shell, as the scripts of completion.c have it. */
#include <config.h>

#include "cli/completion.h"

struct line {
	struct app_session *session;
	const struct str *words; /* the verb first */
	size_t count;
	struct str start; /* what is typed of the next word */
	struct arena *arena;
	app_completions *out;
};

static int add(struct line *line, struct str word)
{
	struct str *place = vec_add(line->arena, line->out);

	if (!place || !word.ptr)
		return NLETS_E_MEMORY;
	*place = word;
	return 0;
}

/* The words that `values` of a table of options stands for. */
static int add_values(struct line *line, const char *values)
{
	struct str rest = str_from(values ? values : ""), word;
	int error = 0;

	if (str_starts(rest, STR("@")))
		return app_completion_words(line->session, str_sub(rest, 1, rest.len - 1), line->start,
					    line->arena, line->out);
	while (!error && rest.len && str_split(&rest, '|', &word))
		error = add(line, word);
	return error;
}

static int add_options(struct line *line, const struct cli_option *options)
{
	int error = 0;

	for (; !error && options && options->name; options++)
		error = add(line, arena_printf(line->arena, "--%s", options->name));
	return error;
}

/* The option that a word names, "--to" or "-o", or NULL. */
static const struct cli_option *option_of(const struct cli_verb *verb, struct str word)
{
	const struct cli_option *tables[] = { verb->options, cli_global_options };

	for (size_t i = 0; i < 2; i++)
		for (const struct cli_option *option = tables[i]; option && option->name; option++)
			if ((str_starts(word, STR("--")) &&
			     str_eq(str_sub(word, 2, word.len - 2), str_from(option->name))) ||
			    (word.len == 2 && word.ptr[0] == '-' && option->letter &&
			     word.ptr[1] == option->letter))
				return option;
	return NULL;
}

/* How many operands stand before, and the first of them. */
static size_t operands(const struct line *line, const struct cli_verb *verb, struct str *first)
{
	size_t count = 0;

	for (size_t i = 1; i < line->count; i++) {
		const struct cli_option *option = option_of(verb, line->words[i]);

		if (option && option->argument)
			i++;
		else if (!str_starts(line->words[i], STR("-")) && !count++)
			*first = line->words[i];
	}
	return count;
}

static int add_operands(struct line *line, const struct cli_verb *verb)
{
	struct str first = STR("");
	size_t before = operands(line, verb, &first), equals = str_find_char(line->start, '=');
	bool composes = str_eq(str_from(verb->name), STR("compose"));
	int error;

	if (before && composes && equals < line->start.len)
		return app_completion_values(line->session, first, str_sub(line->start, 0, equals),
					     line->arena, line->out);
	if (before && composes)
		return app_completion_words(line->session, STR("fields"), first, line->arena, line->out);
	if (before && str_eq(str_from(verb->name), STR("codes")))
		return app_completion_words(line->session, STR("code"), first, line->arena, line->out);
	error = add_values(line, verb->completes);
	if (!error && str_eq(str_from(verb->name), STR("reveal")))
		error = add_values(line, "@file");
	return error;
}

int cli_complete(struct app_session *session, const struct str *words, size_t count,
		 struct str start, struct arena *arena, app_completions *out)
{
	struct line line = { session, words, count, start, arena, out };
	char *name = count ? arena_strdup(arena, arena_copy(arena, words[0]).ptr) : NULL;
	const struct cli_verb *verb = name ? cli_verb_find(name) : NULL;
	const struct cli_option *option;
	int error;

	if (!verb)
		return 0;
	option = count > 1 ? option_of(verb, words[count - 1]) : NULL;
	if (option && option->argument)
		return add_values(&line, option->values);
	if (!str_starts(start, STR("-")))
		return add_operands(&line, verb);
	error = add_options(&line, verb->options);
	return error ? error : add_options(&line, cli_global_options);
}
