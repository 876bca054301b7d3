/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wires the layers together; does nothing itself. */
#include <config.h>

#include "app/i18n.h"
#include "cli/cli.h"
#include "cli/completion.h"
#include "io/crash.h"
#include "io/paths.h"
#include "tui/tui.h"

#include <stdio.h>

/* The catalogue's folder must be known before anything is said. */
static void start_translation(void)
{
	struct arena arena = { 0 };
	struct io_paths paths;

	if (io_paths_find(&arena, &paths))
		app_i18n_start(paths.locale.ptr);
	else
		app_i18n_start(NULL);
	arena_free(&arena);
}

enum { VERBS = 64 };

static size_t list_verbs(struct tui_verb verbs[VERBS])
{
	size_t count = 0;

	for (; count < VERBS && cli_verbs[count]; count++)
		verbs[count] = (struct tui_verb){ cli_verbs[count]->name, cli_verbs[count]->operands,
						  cli_verbs[count]->summary };
	return count;
}

static int run_screens(struct app_session *session, const char *script)
{
	struct tui_verb verbs[VERBS];
	const struct tui_options options = { .script = script, .verbs = verbs,
					     .verb_count = list_verbs(verbs),
					     .complete = cli_complete };

	io_crash_set_restore(tui_restore);
	return tui_run(session, &options);
}

int main(int argc, char **argv)
{
	const struct cli_screens screens = { run_screens };
	int status;

	io_crash_install();
	start_translation();
	status = cli_main(argc, argv, &screens);
	/* What could not be written must not pass for done. */
	if (fflush(stdout) != 0 && status == CLI_DONE)
		status = CLI_INPUT;
	return status;
}
