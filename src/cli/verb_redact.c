/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/cli.h"

#include "app/i18n.h"
#include "nlets/redact.h"

static bool add_class(const struct cli *cli, struct nlets_redaction *redaction, struct str word)
{
	for (int i = 0; i < NLETS_DATA_CLASS_COUNT; i++)
		if (str_eq(word, str_from(nlets_data_class_word((enum nlets_data_class)i)))) {
			redaction->classes[i] = true;
			return true;
		}
	cli_usage(cli, _("there is no data class \"%.*s\""), STR_ARGS(word));
	return false;
}

static bool read_lists(struct cli *cli, struct nlets_redaction *redaction)
{
	const char *value;
	size_t at = 0;

	while ((value = cli_next_value(cli, "class", &at))) {
		struct str rest = str_from(value), word;

		while (str_split(&rest, ',', &word))
			if (!add_class(cli, redaction, word))
				return false;
	}
	at = 0;
	while ((value = cli_next_value(cli, "field", &at))) {
		struct str rest = str_from(value), word, *code;

		while (str_split(&rest, ',', &word)) {
			code = vec_add(&cli->arena, &redaction->fields);
			if (!code)
				return false;
			*code = word;
		}
	}
	return true;
}

/* Why each went, and never what it was. */
static void tell(struct cli *cli, const struct cli_message *found, const nlets_redacted_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct nlets_redacted *one = &list->items[i];

		cli_note(cli, "%s: %zu+%zu: %.*s: %s (%s)", found->file, found->offset + one->span.off,
			 one->span.len, STR_ARGS(one->code.len ? one->code : STR("-")),
			 nlets_redact_reason_word(one->reason), nlets_data_class_word(one->data_class));
	}
}

/* The end of the message as the file has it: ETX and a line end. */
static void add_end(struct cli *cli, const struct cli_message *found)
{
	size_t at = found->offset + found->message->raw.len;
	struct str bytes = found->file_bytes;

	if (at >= bytes.len)
		return;
	buf_add_char(&cli->out.text, '\x03');
	for (at++; at < bytes.len && memchr("\r\n\x7f", bytes.ptr[at], 3); at++)
		buf_add_char(&cli->out.text, bytes.ptr[at]);
}

static int redact_one(struct cli *cli, const struct cli_message *found, void *context)
{
	struct arena arena = { 0 };
	nlets_redacted_list list = { 0 };
	int result = nlets_redact(cli->session->definitions, found->message->raw, context, &arena,
				  &cli->out.text, &list);

	if (result == 0) {
		add_end(cli, found);
		tell(cli, found, &list);
	}
	arena_free(&arena);
	if (result == NLETS_E_UNRENDERABLE) {
		cli_error(_("%s: the data cannot be taken out of message %zu"), found->file,
			  found->number);
		return CLI_INPUT;
	}
	return result < 0 ? cli_no_memory() : CLI_DONE;
}

static int run(struct cli *cli)
{
	struct nlets_redaction redaction = { .seed = 1 };
	int status;

	if (!cli_format(cli, "text") || !cli_number(cli, "seed", &redaction.seed) ||
	    !read_lists(cli, &redaction))
		return CLI_USAGE;
	if (!cli_has(cli, "class") && !cli_has(cli, "field"))
		return cli_usage(cli, "%s", _("name what is to go with --class or --field"));
	status = cli_each_message(cli, false, redact_one, &redaction);
	if (status != CLI_DONE && status != CLI_FAULT)
		buf_clear(&cli->out.text); /* all or nothing */
	return status;
}

static const struct cli_example examples[] = {
	{ "redact --class ssn,address answer.txt", N_("Take out two classes of personal data.") },
	{ "redact --field NAM --seed 7 -o shared.log year.log",
	  N_("Names become pseudonyms, the same for the same name.") },
	{ NULL, NULL },
};

static const struct cli_option options[] = {
	{ 0, "class", "LIST", "", N_("Classes of personal data that go, divided by commas.") },
	{ 0, "field", "LIST", "", N_("Codes of fields that go, divided by commas.") },
	{ 0, NULL, NULL, NULL, NULL },
};

const struct cli_verb cli_verb_redact = {
	.name = "redact",
	.operands = "[FILE...]",
	.completes = "@file",
	.summary = N_("Take personal data out of messages."),
	.examples = examples,
	.options = options,
	.run = run,
	.own_seed = true,
};
