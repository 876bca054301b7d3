/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/cli.h"

#include "app/forms_report.h"
#include "app/i18n.h"
#include "app/table_import.h"

static int import(struct cli *cli)
{
	const char *file = cli_value(cli, "import");
	const char *name = cli_value(cli, "table");
	const char *type = cli_value(cli, "type");
	struct app_import made;
	int result;

	if (!name)
		return cli_usage(cli, "%s", _("into which table? --table NAME, such as --table VMA"));
	if (!app_import_name_fits(str_from(name)))
		return cli_usage(cli, _("\"%s\" is no name of a table: capitals and digits, at most 16"), name);
	result = app_import_table(cli->session, file, str_from(name), type ? str_from(type) : STR(""),
				  &made);
	for (size_t i = 0; i < made.fault_count; i++)
		cli_error("%.*s:%u: %.*s", STR_ARGS(made.faults[i].file), made.faults[i].line,
			  STR_ARGS(app_tr(made.faults[i].reason)));
	if (result == NLETS_E_UNREADABLE)
		return cli_cannot_read(made.path.ptr ? made.path.ptr : file, result);
	if (result == NLETS_E_NOT_FOUND) {
		cli_error(_("%s: no type of an enumeration fits; name it with --type"), file);
		return CLI_INPUT;
	}
	if (result == NLETS_E_DEFINITION)
		return CLI_INPUT;
	if (result < 0)
		return cli_failed(result, STR_NONE);
	cli_note(cli, _("table %s: %zu codes, written to %.*s"), name, made.count, STR_ARGS(made.path));
	return CLI_DONE;
}

static int unknown_table(struct cli *cli, const char *name)
{
	size_t count;
	struct str *names = app_table_names(cli->session, &count);
	const char **words = arena_alloc_array(&cli->arena, count + 1, sizeof(*words));
	const char *nearest;

	for (size_t i = 0; words && i < count; i++)
		words[i] = arena_copy(&cli->arena, names[i]).ptr;
	nearest = words ? cli_nearest(name, words) : NULL;
	if (nearest)
		return cli_usage(cli, _("there is no code table \"%s\"; did you mean \"%s\"?"), name, nearest);
	return cli_usage(cli, _("there is no code table \"%s\""), name);
}

static int show_table(struct cli *cli, const char *format)
{
	const char *name = cli->operands.items[0];
	const char *value = cli->operands.count > 1 ? cli->operands.items[1] : NULL;
	const struct nlets_table *table = nlets_table(cli->session->definitions, str_from(name));
	const struct nlets_code *only = NULL;

	if (!table)
		return unknown_table(cli, name);
	if (value) {
		only = nlets_table_find(table, str_from(value));
		if (!only) {
			cli_note(cli, _("%s has no code \"%s\"%s"), name, value,
				 table->complete ? "" : _(", but the table is not complete"));
			return CLI_NO;
		}
	}
	if (strcmp(format, "json") == 0)
		app_table_json(table, only, &cli->out.text);
	else if (strcmp(format, "csv") == 0)
		app_table_csv(table, only, &cli->out.text);
	else
		app_table_text(cli->session, table, only, cli->out.colour, &cli->out.text);
	return CLI_DONE;
}

static int run(struct cli *cli)
{
	const char *format = cli_format(cli, cli->operands.count ? "text|json|csv" : "text|json");

	if (!format)
		return CLI_USAGE;
	if (cli_has(cli, "lint"))
		return cli_lint(cli);
	if (cli_has(cli, "import"))
		return import(cli);
	if (cli->operands.count > 2)
		return cli_usage(cli, "%s", _("a table and one value at most"));
	if (cli->operands.count)
		return show_table(cli, format);
	app_tables_list(cli->session, format, &cli->out.text);
	return CLI_DONE;
}

static const struct cli_example examples[] = {
	{ "codes", N_("All code tables.") },
	{ "codes LIT", N_("The codes of one table, with its sources.") },
	{ "codes LIT PC", N_("What one code means.") },
	{ "codes --import ncic.xsd --table VMA", N_("Take a whole list from a schema of a NIEM release.") },
	{ NULL, NULL },
};

static const struct cli_option options[] = {
	CLI_LINT_OPTION,
	{ 0, "import", "FILE", "@file", N_("Read a code list from a NIEM schema into your own tables.") },
	{ 0, "table", "NAME", "@table", N_("Table to write (with --import).") },
	{ 0, "type", "TYPE", "", N_("Type of the schema to take, when the name of the table does not tell.") },
	{ 0, NULL, NULL, NULL, NULL },
};

const struct cli_verb cli_verb_codes = {
	.name = "codes",
	.operands = "[TABLE [VALUE]]",
	.completes = "@table",
	.summary = N_("Show the code tables, or import one."),
	.examples = examples,
	.options = options,
	.run = run,
};
