/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The main loop: wait, take all keys that are there, paint once. */
#include <config.h>

#include "app/draft_store.h"
#include "app/key_file.h"
#include "tui/frame.h"
#include "tui/script.h"
#include "tui/terminal.h"

#include <stdio.h>
#include <stdlib.h>

static int take_mouse(struct tui *tui)
{
	size_t line, column;
	int wheel;

	return tui_terminal_mouse(&line, &column, &wheel) ? tui_mouse(tui, line, column, wheel) : 0;
}

/* Takes keys until none is left. */
static int take_keys(struct tui *tui)
{
	struct str key;
	int bits = 0;

	while (!(bits & APP_QUIT) && tui_terminal_key(&key)) {
		if (str_eq(key, STR("Mouse")))
			bits |= take_mouse(tui);
		else if (key.len)
			bits |= tui_key(tui, key);
	}
	return bits;
}

/* Screens below a popup are told too: a draft must be on disk whatever lies on top. */
static void tell_idle(struct tui *tui)
{
	for (size_t i = 0; i < tui->depth; i++)
		if (tui->stack[i].view->idle)
			tui->stack[i].view->idle(tui, tui->stack[i].state);
}

static void loop(struct tui *tui)
{
	int bits = APP_REDRAW;

	while (!(bits & APP_QUIT)) {
		enum tui_wake wake;

		if (bits)
			tui_frame_paint(tui);
		tell_idle(tui);
		wake = tui_terminal_wait();
		bits = 0;
		if (wake == TUI_WAKE_SIGNAL || wake == TUI_WAKE_CLOSED)
			return;
		if (wake == TUI_WAKE_RESIZE) {
			tui_terminal_resize(tui);
			tui->clear = true;
			bits = APP_RELAYOUT;
		}
		bits |= take_keys(tui);
	}
}

static bool has_drafts(struct tui *tui)
{
	struct arena arena = { 0 };
	struct str *keys;
	size_t count = app_draft_list(tui->session, &arena, &keys);

	arena_free(&arena);
	return count > 0;
}

/* The catalogue, and over it what was asked for or was left from the last time. */
static void open_first(struct tui *tui)
{
	tui_open(tui, &tui_view_catalogue, NULL);
	if (tui->depth && tui->options->key)
		tui_do(tui, APP_CMD_OPEN, str_from(tui->options->key));
	else if (tui->depth && has_drafts(tui))
		tui_do(tui, APP_CMD_DRAFTS, STR(""));
}

/* Takes the user's own keys; what is wrong with them is shown over the first screen. */
static void take_own_keys(struct app_session *session, struct app_keys *keys)
{
	*keys = (struct app_keys){ 0 };
	if (app_keys_load(session, &session->arena, keys) == 0 && keys->bindings.count)
		app_bindings_use(&keys->bindings);
}

static void show_faults(struct tui *tui, const struct app_keys *keys)
{
	struct buf text = { 0 };

	if (!keys->faults.count || !tui->depth)
		return;
	app_keys_faults_text(keys, str_from(getenv("HOME")), &text);
	tui_popup_message(tui, str_from(_("Keys that were left out")), str_trim_end(buf_str(&text)));
	buf_free(&text);
}

int tui_run(struct app_session *session, const struct tui_options *options)
{
	struct tui tui = { .session = session, .options = options, .utf8 = app_i18n_utf8() };
	struct tui_script script = { 0 };
	struct app_keys keys;
	int bits;

	if (options->script && tui_script_read(options->script, &script) < 0)
		return 2;
	if (tui_terminal_start(&tui) < 0) {
		tui_script_free(&script);
		return 2;
	}
	take_own_keys(session, &keys);
	open_first(&tui);
	show_faults(&tui, &keys);
	bits = tui.depth ? tui_script_play(&script, &tui) : APP_QUIT;
	if (!tui.depth)
		tui.status = 70;
	if (!(bits & APP_QUIT))
		loop(&tui);
	tui_frame_end(&tui);
	tui_terminal_stop();
	app_bindings_use(NULL);
	tui_script_free(&script);
	buf_free(&tui.said);
	return tui_terminal_signal() ? 128 + tui_terminal_signal() : tui.status;
}
