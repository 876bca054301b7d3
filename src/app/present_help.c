/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/present_help.h"

#include "app/i18n.h"

#include <string.h>

enum { KEY_COLUMN = 2, NAME_COLUMN = 22, HELP_COLUMN = 40 };

/* All keys of one command in one keymap: "Up, k". */
static void add_keys(struct app_page *page, struct app_line *line, enum app_keymap keymap,
		     enum app_command command)
{
	size_t count;
	const struct app_binding *all = app_bindings(&count);
	bool first = true;

	for (size_t i = 0; i < count; i++)
		if (all[i].keymap == keymap && all[i].command == command) {
			if (!first)
				app_line_add(page, line, APP_ROLE_NORMAL, STR(", "));
			app_line_add(page, line, APP_ROLE_KEY, str_from(all[i].key));
			first = false;
		}
}

static void add_command(struct app_page *page, enum app_keymap keymap, enum app_command command,
			size_t width)
{
	const struct app_command_row *row = app_command(command);
	struct app_line *line = app_page_line(page);

	app_line_pad(page, line, KEY_COLUMN);
	add_keys(page, line, keymap, command);
	if (app_line_columns(line) >= NAME_COLUMN)
		line = app_page_line(page);
	app_line_pad(page, line, NAME_COLUMN);
	app_line_printf(page, line, APP_ROLE_CODE, ":%s", row->name);
	app_line_pad(page, line, HELP_COLUMN);
	if (width < HELP_COLUMN + 24) {
		line = app_page_line(page);
		app_line_pad(page, line, KEY_COLUMN + 4);
		app_page_wrap(page, line, APP_ROLE_NORMAL, str_from(_(row->help)), width, KEY_COLUMN + 4);
		return;
	}
	app_page_wrap(page, line, APP_ROLE_NORMAL, str_from(_(row->help)), width, HELP_COLUMN);
}

/* Whether an earlier row of the table binds the same command in the same keymap. */
static bool repeated(const struct app_binding *all, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (all[i].keymap == all[at].keymap && all[i].command == all[at].command)
			return true;
	return false;
}

static void add_keymap(struct app_page *page, enum app_keymap keymap, const bool *usable,
		       size_t width)
{
	size_t count;
	const struct app_binding *all = app_bindings(&count);
	bool headed = false;

	for (size_t i = 0; i < count; i++) {
		if (all[i].keymap != keymap || repeated(all, i) ||
		    (usable && !usable[all[i].command]))
			continue;
		if (!headed)
			app_line_add(page, app_page_line(page), APP_ROLE_HEADING,
				     str_from(_(app_keymap_label(keymap))));
		headed = true;
		add_command(page, keymap, all[i].command, width);
	}
	if (headed)
		app_page_line(page);
}

void app_present_keys(struct app_page *page, const enum app_keymap *chain, size_t count,
		      const bool *usable, size_t width)
{
	for (size_t i = 0; i < count; i++)
		add_keymap(page, chain[i], usable, width);
}

void app_present_all_keys(struct app_page *page, size_t width)
{
	static const enum app_keymap common[] = { APP_KEYMAP_GENERIC, APP_KEYMAP_LIST,
						  APP_KEYMAP_FIELD };

	app_present_keys(page, common, 3, NULL, width);
	for (size_t i = APP_KEYMAP_FIELD + 1; i < APP_KEYMAP_COUNT; i++)
		add_keymap(page, (enum app_keymap)i, NULL, width);
}

static const struct {
	const char *sign;
	enum app_role role;
	const char *meaning;
} signs[] = {
	{ "*", APP_ROLE_REQUIRED, N_("required") },
	{ "E W i", APP_ROLE_ERROR, N_("a finding: error, warning, remark") },
	{ "✓", APP_ROLE_SEEN, N_("the agency sees it") },
	{ "✗", APP_ROLE_WITHHELD, N_("withheld or refused") },
	{ "~", APP_ROLE_DISCARDED, N_("arrives and is said not to be stored") },
	{ "?", APP_ROLE_UNKNOWN, N_("nothing public is known") },
	{ "·", APP_ROLE_FAINT, N_("not in this answer") },
	{ "a", APP_ROLE_ASSUMED, N_("assumed for the drill: no public source names it") },
	{ "i", APP_ROLE_ASSUMED, N_("invented: no public page shows this layout or text") },
	{ "● ◐ ○", APP_ROLE_SEEN, N_("a way to fill the form: complete, begun, empty") },
};

void app_present_signs(struct app_page *page, size_t width)
{
	app_line_add(page, app_page_line(page), APP_ROLE_HEADING, str_from(_("Signs")));
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		struct app_line *line = app_page_line(page);

		app_line_pad(page, line, KEY_COLUMN);
		app_line_add(page, line, signs[i].role, str_from(signs[i].sign));
		app_line_pad(page, line, KEY_COLUMN + 8);
		app_page_wrap(page, line, APP_ROLE_NORMAL, str_from(_(signs[i].meaning)), width,
			      KEY_COLUMN + 8);
	}
	app_page_line(page);
}
