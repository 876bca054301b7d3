/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands that work on every screen. */
#include <config.h>

#include "tui/frame.h"

#include "tui/paint.h"
#include "tui/search.h"
#include "tui/terminal.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static bool may_leave(struct tui *tui)
{
	struct tui_open_view *open = tui_top(tui);

	return !open->view->leave || open->view->leave(tui, open->state);
}

static int quit_chosen(struct tui *tui, void *context, size_t row, struct str value)
{
	(void)context, (void)value, (void)tui;
	return row == 0 ? APP_QUIT : APP_REDRAW;
}

static int ask_quit(struct tui *tui)
{
	const struct tui_choice choices[] = {
		{ str_from(_("Quit")), STR_NONE, STR_NONE },
		{ str_from(_("Stay")), STR_NONE, STR_NONE },
	};

	return tui_popup_choose(tui, &(struct tui_question){
					     .title = str_from(_("Quit nletscope?")),
					     .choices = choices,
					     .count = 2,
					     .chosen = quit_chosen,
				     });
}

static int do_back(struct tui *tui, void *state, struct str argument)
{
	(void)state, (void)argument;
	if (tui->depth == 1)
		return ask_quit(tui);
	return may_leave(tui) ? tui_close(tui) : APP_REDRAW;
}

/* Leaves at once, unless a screen on the way has something to ask. */
static int do_quit(struct tui *tui, void *state, struct str argument)
{
	(void)state, (void)argument;
	while (tui->depth > 1) {
		if (!may_leave(tui))
			return APP_REDRAW;
		tui_close(tui);
	}
	return APP_QUIT;
}

static int do_help(struct tui *tui, void *state, struct str argument)
{
	(void)state, (void)argument;
	return tui_open(tui, &tui_view_help, NULL);
}

static int do_menu(struct tui *tui, void *state, struct str argument)
{
	(void)state, (void)argument;
	return tui_open(tui, &tui_view_menu, NULL);
}

static int do_command_line(struct tui *tui, void *state, struct str argument)
{
	(void)state, (void)argument;
	return tui_open(tui, &tui_view_line, NULL);
}

static int do_pane(struct tui *tui, void *state, struct str argument)
{
	struct tui_open_view *open = tui_top(tui);

	(void)state, (void)argument;
	if (open->view->panes > 1)
		open->switched++;
	return APP_RELAYOUT;
}

static int do_zoom(struct tui *tui, void *state, struct str argument)
{
	(void)state, (void)argument;
	tui_top(tui)->zoomed = !tui_top(tui)->zoomed;
	return APP_RELAYOUT;
}

/* Screens make anew what rests on the day and on files. */
static void refresh_all(struct tui *tui)
{
	for (size_t i = 0; i < tui->depth; i++)
		if (tui->stack[i].view->returned)
			tui->stack[i].view->returned(tui, tui->stack[i].state);
}

static int do_redraw(struct tui *tui, void *state, struct str argument)
{
	(void)state, (void)argument;
	refresh_all(tui);
	tui->clear = true;
	return APP_RELAYOUT;
}

static int do_suspend(struct tui *tui, void *state, struct str argument)
{
	(void)state, (void)argument;
	tui_terminal_suspend();
	tui->clear = true;
	return APP_RELAYOUT;
}

static int do_catalogue(struct tui *tui, void *state, struct str argument)
{
	(void)state, (void)argument;
	while (tui->depth > 1) {
		if (!may_leave(tui))
			return APP_REDRAW;
		tui_close(tui);
	}
	return APP_RELAYOUT;
}

static int do_systems(struct tui *tui, void *state, struct str argument)
{
	struct str id = argument;

	(void)state;
	return tui_open(tui, &tui_view_systems, id.len ? &id : NULL);
}

static int date_chosen(struct tui *tui, void *context, size_t row, struct str value)
{
	struct app_session *session = tui->session;

	(void)context, (void)row;
	if (app_settings_set(&session->settings, &session->arena, APP_SETTING_date, str_trim(value),
			     STR(":date")) < 0)
		tui_say(tui, APP_ROLE_WARNING, "%s", _("A day is written as 2026-01-15."));
	refresh_all(tui);
	return APP_RELAYOUT;
}

static int do_date(struct tui *tui, void *state, struct str argument)
{
	unsigned date = app_session_date(tui->session);
	char preset[16];

	(void)state;
	if (argument.len)
		return date_chosen(tui, NULL, 0, argument);
	snprintf(preset, sizeof(preset), "%04u-%02u-%02u", date / 10000, date / 100 % 100, date % 100);
	return tui_popup_ask(tui, str_from(_("Rules of which day?")),
			     str_from(_("The day whose laws and network rules apply, as 2026-01-15.")),
			     str_from(preset), date_chosen, NULL);
}

static int faults_chosen(struct tui *tui, void *context, size_t row, struct str value)
{
	struct app_session *session = tui->session;
	struct str wrong, plan = str_eq(str_trim(value), STR("none")) ? STR("") : str_trim(value);

	(void)context, (void)row;
	if (!app_faults_check(plan, &wrong))
		tui_say(tui, APP_ROLE_WARNING, _("%.*s is no fault. Examples: TX=slow, IL=store:300, *=garbled"),
			STR_ARGS(wrong));
	else
		app_settings_set(&session->settings, &session->arena, APP_SETTING_faults, plan,
				 STR(":faults"));
	return APP_RELAYOUT;
}

static int do_faults(struct tui *tui, void *state, struct str argument)
{
	(void)state;
	return argument.len ? faults_chosen(tui, NULL, 0, argument) : tui_popup_faults(tui);
}

int tui_type_faults(struct tui *tui)
{
	return tui_popup_ask(
		tui, str_from(_("What goes wrong with the next messages?")),
		str_from(_("HOLDER=WHAT, divided by commas; none ends it. WHAT: slow, silent, garbled, duplicated, out-of-order, store or remove; slow and store take :SECONDS. Example: TX=slow,IL=store:300")),
		app_settings_text(&tui->session->settings, APP_SETTING_faults), faults_chosen, NULL);
}

int tui_copy(struct tui *tui, struct str text)
{
	if (text.len) {
		tui_terminal_copy(text);
		tui_say(tui, APP_ROLE_INFO,
			_("%zu bytes were handed to the terminal's clipboard (OSC 52); it does not say whether it took them."),
			text.len);
	} else {
		tui_say(tui, APP_ROLE_INFO, "%s", _("There is nothing to copy here."));
	}
	return APP_REDRAW;
}

static int do_save_screen(struct tui *tui, void *state, struct str argument)
{
	struct buf text = { 0 };
	FILE *file;
	char name[512];

	(void)state;
	if (!argument.len || argument.len >= sizeof(name)) {
		tui_say(tui, APP_ROLE_WARNING, "%s", _("save-screen needs the name of a file."));
		return APP_REDRAW;
	}
	memcpy(name, argument.ptr, argument.len);
	name[argument.len] = '\0';
	for (int i = 0; i < tui->lines; i++) {
		tui_paint_read((size_t)i, &text);
		buf_add_char(&text, '\n');
	}
	file = fopen(name, "w");
	if (!file || fwrite(text.ptr, 1, text.len, file) != text.len)
		tui_say(tui, APP_ROLE_ERROR, "%s: %s", name, strerror(errno));
	if (file)
		fclose(file);
	buf_free(&text);
	return APP_REDRAW;
}

const struct tui_handler_row tui_frame_handlers[] = {
	{ APP_CMD_BACK, do_back },
	{ APP_CMD_CANCEL, do_back },
	{ APP_CMD_QUIT, do_quit },
	{ APP_CMD_HELP, do_help },
	{ APP_CMD_MENU, do_menu },
	{ APP_CMD_COMMAND_LINE, do_command_line },
	{ APP_CMD_PANE, do_pane },
	{ APP_CMD_ZOOM, do_zoom },
	{ APP_CMD_REDRAW, do_redraw },
	{ APP_CMD_SUSPEND, do_suspend },
	{ APP_CMD_CATALOGUE, do_catalogue },
	{ APP_CMD_SYSTEMS, do_systems },
	{ APP_CMD_DATE, do_date },
	{ APP_CMD_FAULTS, do_faults },
	{ APP_CMD_SEARCH, tui_search },
	{ APP_CMD_NEXT_MATCH, tui_search_next },
	{ APP_CMD_PREVIOUS_MATCH, tui_search_previous },
	{ APP_CMD_SAVE_SCREEN, do_save_screen },
};
const size_t tui_frame_handler_count = sizeof(tui_frame_handlers) / sizeof(*tui_frame_handlers);
