/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/completion.h"

static bool is_kind(const char *values, const char *kind)
{
	return values && strcmp(values, kind) == 0;
}

void cli_completion_words(const char *values, struct buf *out)
{
	if (!values || !*values || is_kind(values, "@file"))
		return;
	if (*values == '@') {
		buf_printf(out, "$(nletscope completion --words %s 2>/dev/null)", values + 1);
		return;
	}
	for (; *values; values++)
		buf_add_char(out, *values == '|' ? ' ' : *values);
}

/* "--name" of all options, and "-l" of those with a letter. */
static void add_names(const struct cli_option *options, struct buf *out)
{
	for (; options && options->name; options++) {
		buf_printf(out, "--%s ", options->name);
		if (options->letter)
			buf_printf(out, "-%c ", options->letter);
	}
}

/* The cases of one table: what completes the value of each option. */
static void add_bash_values(const char *verb, const struct cli_option *options, struct buf *out)
{
	for (; options && options->name; options++) {
		if (!options->argument)
			continue;
		buf_printf(out, "\t'%s --%s'", verb, options->name);
		if (options->letter)
			buf_printf(out, " | '%s -%c'", verb, options->letter);
		buf_add_text(out, ")\n\t\t");
		if (is_kind(options->values, "@file")) {
			buf_add_text(out, "COMPREPLY=($(compgen -f -- \"$cur\"))");
		} else {
			buf_add_text(out, "COMPREPLY=($(compgen -W \"");
			cli_completion_words(options->values, out);
			buf_add_text(out, "\" -- \"$cur\"))");
		}
		buf_add_text(out, "\n\t\treturn\n\t\t;;\n");
	}
}

/* Global options stand with any verb: their cases match every one. */
static void add_bash_globals(struct buf *out)
{
	struct buf cases = { 0 };

	add_bash_values("*", cli_global_options, &cases);
	/* '* --x' must be a pattern, so the star goes outside the quotes. */
	for (size_t i = 0; i < cases.len; i++) {
		if (cases.ptr[i] == '\'' && i + 1 < cases.len && cases.ptr[i + 1] == '*') {
			buf_add_text(out, "*'");
			i++;
		} else {
			buf_add_char(out, cases.ptr[i]);
		}
	}
	buf_free(&cases);
}

static void add_bash_operands(struct buf *out)
{
	buf_add_text(out, "\tcase $verb in\n");
	for (size_t i = 0; cli_verbs[i]; i++) {
		const struct cli_verb *verb = cli_verbs[i];

		buf_printf(out, "\t%s)\n\t\tcase $cur in\n\t\t-*) words='", verb->name);
		add_names(verb->options, out);
		add_names(cli_global_options, out);
		buf_add_text(out, "' ;;\n\t\t*)\n\t\t\twords=\"");
		cli_completion_words(verb->completes, out);
		buf_add_text(out, "\"\n");
		if (strcmp(verb->name, "compose") == 0)
			buf_add_text(out, "\t\t\tif [ -n \"$key\" ]; then\n"
					  "\t\t\t\twords=$(nletscope completion --words fields \"$key\" 2>/dev/null)\n"
					  "\t\t\t\tcompopt -o nospace\n\t\t\tfi\n");
		if (is_kind(verb->completes, "@file") || strcmp(verb->name, "reveal") == 0)
			buf_add_text(out, "\t\t\tCOMPREPLY=($(compgen -f -- \"$cur\"))\n");
		buf_add_text(out, "\t\t\t;;\n\t\tesac\n\t\t;;\n");
	}
	buf_add_text(out, "\t*) words='");
	for (size_t i = 0; cli_verbs[i]; i++)
		buf_printf(out, "%s ", cli_verbs[i]->name);
	add_names(cli_global_options, out);
	buf_add_text(out, "' ;;\n\tesac\n");
}

void cli_completion_bash(struct buf *out)
{
	buf_add_text(out, "# SPDX-License-Identifier: GPL-3.0-or-later\n"
			  "# Made by \"nletscope completion bash\".\n"
			  "_nletscope() {\n"
			  "\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
			  "\tlocal verb='' key='' words='' i\n"
			  "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
			  "\t\tcase ${COMP_WORDS[i]} in\n\t\t");
	for (size_t i = 0; cli_verbs[i]; i++)
		buf_printf(out, "%s%s", i ? " | " : "", cli_verbs[i]->name);
	buf_add_text(out, ") [ -z \"$verb\" ] && verb=${COMP_WORDS[i]} ;;\n"
			  "\t\t[A-Z]*) [ -n \"$verb\" ] && [ -z \"$key\" ] && key=${COMP_WORDS[i]} ;;\n"
			  "\t\tesac\n\tdone\n"
			  "\tcase \"$verb $prev\" in\n");
	for (size_t i = 0; cli_verbs[i]; i++)
		add_bash_values(cli_verbs[i]->name, cli_verbs[i]->options, out);
	add_bash_globals(out);
	buf_add_text(out, "\tesac\n");
	add_bash_operands(out);
	buf_add_text(out, "\t[ -n \"$words\" ] && COMPREPLY+=($(compgen -W \"$words\" -- \"$cur\"))\n"
			  "}\ncomplete -F _nletscope nletscope\n");
}

/* For zsh and fish, inside single quotes; zsh's brackets and colons are escaped. */
static void add_quoted(struct buf *out, const char *text, bool zsh)
{
	for (; *text; text++) {
		if (*text == '\'')
			buf_add_text(out, zsh ? "'\\''" : "\\'");
		else if (zsh && strchr("[]:\\", *text))
			buf_printf(out, "\\%c", *text);
		else
			buf_add_char(out, *text);
	}
}

static void add_zsh_action(const char *values, struct buf *out)
{
	if (!values || !*values) {
		buf_add_char(out, ' ');
	} else if (is_kind(values, "@file")) {
		buf_add_text(out, "_files");
	} else {
		buf_add_char(out, '(');
		cli_completion_words(values, out);
		buf_add_char(out, ')');
	}
}

/* One spelling of an option, "-o" or "--output". */
static void add_zsh_option(const struct cli_option *option, const char *spelling, struct buf *out)
{
	/* Words that a command prints must be expanded when they are needed. */
	bool dynamic = option->values && *option->values == '@' && !is_kind(option->values, "@file");

	buf_printf(out, "\t\t'*%s[", spelling);
	add_quoted(out, option->help, true);
	buf_add_char(out, ']');
	if (option->argument) {
		buf_printf(out, ":%s:", option->argument);
		buf_add_text(out, dynamic ? "'\"" : "");
		add_zsh_action(option->values, out);
		buf_add_text(out, dynamic ? "\"'" : "");
	}
	buf_add_text(out, "'\n");
}

static void add_zsh_options(const struct cli_option *options, struct buf *out)
{
	for (; options && options->name; options++) {
		struct buf spelling = { 0 };

		if (options->letter) {
			buf_printf(&spelling, "-%c", options->letter);
			add_zsh_option(options, buf_text(&spelling), out);
			buf_clear(&spelling);
		}
		buf_printf(&spelling, "--%s", options->name);
		add_zsh_option(options, buf_text(&spelling), out);
		buf_free(&spelling);
	}
}

static void add_zsh_verb(const struct cli_verb *verb, struct buf *out)
{
	buf_printf(out, "\t%s)\n\t\tspecs+=(\n", verb->name);
	add_zsh_options(verb->options, out);
	if (strcmp(verb->name, "compose") == 0)
		buf_add_text(out, "\t\t'1:KEY:'\"($(nletscope completion --words key 2>/dev/null))\"\n"
				  "\t\t'*:CODE=VALUE:'\"($(nletscope completion --words fields ${words[2]} 2>/dev/null))\"\n");
	else if (is_kind(verb->completes, "@file"))
		buf_add_text(out, "\t\t'*:FILE:_files'\n");
	else if (verb->completes && *verb->completes) {
		buf_add_text(out, "\t\t'*: :'\"(");
		cli_completion_words(verb->completes, out);
		buf_add_text(out, ")\"\n");
	}
	buf_add_text(out, "\t\t)\n\t\t;;\n");
}

void cli_completion_zsh(struct buf *out)
{
	buf_add_text(out, "#compdef nletscope\n# SPDX-License-Identifier: GPL-3.0-or-later\n"
			  "# Made by \"nletscope completion zsh\".\n"
			  "_nletscope() {\n\tlocal -a verbs specs\n\tlocal state line\n\tspecs=(\n");
	add_zsh_options(cli_global_options, out);
	buf_add_text(out, "\t)\n\tverbs=(\n");
	for (size_t i = 0; cli_verbs[i]; i++) {
		buf_printf(out, "\t\t'%s:", cli_verbs[i]->name);
		add_quoted(out, cli_verbs[i]->summary, true);
		buf_add_text(out, "'\n");
	}
	buf_add_text(out, "\t)\n\t_arguments -C $specs '1: :->verb' '*:: :->rest' && return\n"
			  "\t[[ $state == verb ]] && { _describe verb verbs; return }\n"
			  "\tcase ${words[1]} in\n");
	for (size_t i = 0; cli_verbs[i]; i++)
		add_zsh_verb(cli_verbs[i], out);
	buf_add_text(out, "\tesac\n\t_arguments $specs\n}\n_nletscope \"$@\"\n");
}

static void add_fish_words(const char *values, struct buf *out)
{
	if (!values || !*values)
		return;
	if (*values == '@')
		buf_printf(out, " -a '(nletscope completion --words %s 2>/dev/null)'", values + 1);
	else {
		buf_add_text(out, " -a '");
		cli_completion_words(values, out);
		buf_add_char(out, '\'');
	}
}

static void add_fish_options(const char *condition, const struct cli_option *options, struct buf *out)
{
	for (; options && options->name; options++) {
		buf_printf(out, "complete -c nletscope%s -l %s", condition, options->name);
		if (options->letter)
			buf_printf(out, " -s %c", options->letter);
		if (options->argument)
			buf_add_text(out, is_kind(options->values, "@file") ? " -r -F" : " -x");
		if (!is_kind(options->values, "@file"))
			add_fish_words(options->values, out);
		buf_add_text(out, " -d '");
		add_quoted(out, options->help, false);
		buf_add_text(out, "'\n");
	}
}

void cli_completion_fish(struct buf *out)
{
	buf_add_text(out, "# SPDX-License-Identifier: GPL-3.0-or-later\n"
			  "# Made by \"nletscope completion fish\".\n");
	add_fish_options("", cli_global_options, out);
	for (size_t i = 0; cli_verbs[i]; i++) {
		const struct cli_verb *verb = cli_verbs[i];
		struct buf condition = { 0 };

		buf_printf(out, "complete -c nletscope -n __fish_use_subcommand -f -a %s -d '", verb->name);
		add_quoted(out, verb->summary, false);
		buf_add_text(out, "'\n");
		buf_printf(&condition, " -n '__fish_seen_subcommand_from %s'", verb->name);
		if (!is_kind(verb->completes, "@file")) {
			buf_printf(out, "complete -c nletscope%s", buf_text(&condition));
			buf_add_text(out, strcmp(verb->name, "reveal") == 0 ? "" : " -f");
			add_fish_words(verb->completes, out);
			buf_add_char(out, '\n');
		}
		add_fish_options(buf_text(&condition), verb->options, out);
		buf_free(&condition);
	}
}
