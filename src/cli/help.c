/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help, made from the tables: examples first. */
#include <config.h>

#include "cli/cli.h"

#include "app/i18n.h"
#include "app/page.h"

enum { OPTION_COLUMN = 26, VERB_COLUMN = 13 };

static void add_column(struct buf *out, struct str text, size_t columns)
{
	size_t used = app_text_columns(text);

	buf_printf(out, "  %.*s", STR_ARGS(text));
	if (used + 2 > columns) {
		buf_add_char(out, '\n');
		used = 0;
		buf_add_repeat(out, ' ', columns + 2);
	} else {
		buf_add_repeat(out, ' ', columns - used);
	}
}

static void add_examples(const struct cli_example *examples, struct buf *out)
{
	buf_printf(out, "%s\n", _("Examples:"));
	for (; examples->command; examples++)
		buf_printf(out, "  %s %s\n      %s\n", PACKAGE, examples->command, _(examples->what));
}

static void add_options(const char *title, const struct cli_option *options, struct buf *out)
{
	if (!options || !options->name)
		return;
	buf_printf(out, "\n%s\n", title);
	for (; options->name; options++) {
		struct buf name = { 0 };

		if (options->letter)
			buf_printf(&name, "-%c, ", options->letter);
		else
			buf_add_text(&name, "    ");
		buf_printf(&name, "--%s", options->name);
		if (options->argument)
			buf_printf(&name, " %s", options->argument);
		add_column(out, buf_str(&name), OPTION_COLUMN);
		buf_printf(out, "%s\n", _(options->help));
		buf_free(&name);
	}
}

static void add_verbs(struct buf *out)
{
	buf_printf(out, "\n%s\n", _("Verbs:"));
	for (size_t i = 0; cli_verbs[i]; i++) {
		add_column(out, str_from(cli_verbs[i]->name), VERB_COLUMN);
		buf_printf(out, "%s\n", _(cli_verbs[i]->summary));
	}
}

static const struct cli_example examples[] = {
	{ "", N_("The screens.") },
	{ "compose RQ --to IL LIC=SIMHRN1234 LIY=2026 LIT=PC >query",
	  N_("Write a registration query by plate, checked.") },
	{ "show query", N_("The message explained, byte for byte.") },
	{ "send query | nletscope reveal - --as ice-ero",
	  N_("Ask the simulated network; of the answer, what ICE ERO would see.") },
	{ NULL, NULL },
};

void cli_help(struct buf *out)
{
	add_examples(examples, out);
	buf_printf(out, "\n%s\n  %s\n", _("Usage:"),
		   _("nletscope [global options] VERB [options] [operands]"));
	add_verbs(out);
	add_options(_("Global options:"), cli_global_options, out);
	buf_printf(out, "\n%s\n",
		   _("\"nletscope VERB --help\" says more. The network is simulated; nothing here\n"
		     "talks to the real Nlets. The manual: man nletscope"));
}

void cli_help_verb(const struct cli_verb *verb, struct buf *out)
{
	add_examples(verb->examples, out);
	buf_printf(out, "\n%s\n  %s %s %s %s\n\n%s\n", _("Usage:"), PACKAGE, verb->name,
		   _("[options]"), verb->operands, _(verb->summary));
	add_options(_("Options:"), verb->options, out);
	add_options(_("Global options:"), cli_global_options, out);
}

void cli_help_short(struct buf *out)
{
	buf_printf(out, "%s\n%s\n", _("Usage: nletscope VERB [options] [operands]"), _("Verbs:"));
	for (size_t i = 0; cli_verbs[i]; i++)
		buf_printf(out, "  %s%s%s\n", cli_verbs[i]->name, *cli_verbs[i]->operands ? " " : "",
			   cli_verbs[i]->operands);
	buf_printf(out, "%s\n", _("Without a verb the screens start, on a terminal. See \"nletscope --help\"."));
}
