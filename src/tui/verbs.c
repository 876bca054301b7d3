/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs of the shell on the command line of the screens. */
#include <config.h>

#include "app/verb_run.h"
#include "tui/view.h"

#include <errno.h>

static const struct tui_verb *verb_of(const struct tui *tui, struct str name)
{
	for (size_t i = 0; i < tui->options->verb_count; i++)
		if (str_eq(str_from(tui->options->verbs[i].name), name))
			return &tui->options->verbs[i];
	return NULL;
}

bool tui_is_verb(const struct tui *tui, struct str name)
{
	return verb_of(tui, name) != NULL;
}

struct tui_name tui_name_at(const struct tui *tui, int index)
{
	const struct app_command_row *row;
	const struct tui_verb *verb;

	if (index < APP_CMD_COUNT) {
		row = app_command((enum app_command)index);
		return (struct tui_name){ row->name, row->argument, _(row->help) };
	}
	verb = &tui->options->verbs[index - APP_CMD_COUNT];
	return (struct tui_name){ verb->name, verb->operands, _(verb->summary) };
}

int tui_name_complete(const struct tui *tui, struct str start, int after)
{
	int count = APP_CMD_COUNT + (int)tui->options->verb_count;

	for (int i = after + 1; i < count; i++) {
		struct str name = str_from(tui_name_at(tui, i).name);

		if (str_starts(name, start) &&
		    (i < APP_CMD_COUNT || app_command_by_name(name) == APP_CMD_NONE))
			return i;
	}
	return TUI_NO_NAME;
}

static bool is_stopped(void *progress)
{
	return tui_progress_step(progress, 0, 0) != 0;
}

static int show(struct tui *tui, struct str line, const struct app_verb_run *run)
{
	struct app_page page = { 0 };
	size_t width = (size_t)tui->columns - 8;
	struct str title = app_text_fit(line, width - 4);
	int bits;

	if (run->status && !run->cut)
		app_line_printf(&page, app_page_line(&page), APP_ROLE_WARNING, _("Exit status %d."),
				run->status);
	if (run->cut)
		app_page_wrap(&page, NULL, APP_ROLE_WARNING,
			      arena_printf(&page.arena, _("Only the first %d bytes are shown."),
					   APP_VERB_OUTPUT_LIMIT),
			      width, 0);
	if (!run->output.len && !run->status)
		app_page_wrap(&page, NULL, APP_ROLE_FAINT, str_from(_("Done; it wrote nothing.")), width, 0);
	app_page_add_text(&page, buf_str(&run->output), width);
	bits = tui_popup_text(tui, title, &page);
	app_page_free(&page);
	return bits;
}

int tui_run_verb(struct tui *tui, struct str line)
{
	struct tui_progress progress;
	struct app_verb_run run = { .cancel = is_stopped, .context = &progress };
	int bits = tui_progress_start(&progress, tui, line), result, error;

	result = app_verb_run(tui->session, line, &run);
	error = errno;
	bits |= tui_progress_end(&progress);
	if (result == NLETS_E_ARGUMENT)
		tui_say(tui, APP_ROLE_WARNING, "%s", _("A quote is not closed; add it at the end of its word."));
	else if (result < 0)
		tui_say(tui, APP_ROLE_ERROR, _("The verb could not be run: %s"), strerror(error));
	else if (run.cancelled)
		tui_say(tui, APP_ROLE_INFO, "%s", _("Stopped."));
	else
		bits |= show(tui, line, &run);
	buf_free(&run.output);
	return bits;
}
