/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/present_help.h"

#include "app/i18n.h"

#include <string.h>

enum { KEY_COLUMN = 2, NAME_COLUMN = 22, HELP_COLUMN = 40 };

/* What is listed, and where. */
struct key_list {
	struct app_page *page;
	const enum app_keymap *chain; /* NULL: all keymaps, each for itself */
	size_t count;
	const bool *usable; /* NULL: all commands */
	size_t width;
};

/* Whether the binding says what its key does, and nothing asked before hides it. */
static bool is_listed(const struct key_list *list, const struct app_binding *binding)
{
	if (binding->command == APP_CMD_NONE || (list->usable && !list->usable[binding->command]))
		return false;
	return !list->chain || app_key_command(list->chain, list->count, str_from(binding->key)) ==
				       binding->command;
}

/* All keys of one command in one keymap: "Up, k". */
static void add_keys(const struct key_list *list, struct app_line *line,
		     const struct app_binding *binding)
{
	size_t count;
	const struct app_binding *all = app_bindings(&count);
	bool first = true;

	for (size_t i = 0; i < count; i++)
		if (all[i].keymap == binding->keymap && all[i].command == binding->command &&
		    is_listed(list, &all[i])) {
			if (!first)
				app_line_add(list->page, line, APP_ROLE_NORMAL, STR(", "));
			app_line_add(list->page, line, APP_ROLE_KEY, str_from(all[i].key));
			first = false;
		}
}

static void add_command(const struct key_list *list, const struct app_binding *binding)
{
	const struct app_command_row *row = app_command(binding->command);
	struct app_page *page = list->page;
	struct app_line *line = app_page_line(page);

	app_line_pad(page, line, KEY_COLUMN);
	add_keys(list, line, binding);
	if (app_line_columns(line) >= NAME_COLUMN)
		line = app_page_line(page);
	app_line_pad(page, line, NAME_COLUMN);
	app_line_printf(page, line, APP_ROLE_CODE, ":%s", row->name);
	app_line_pad(page, line, HELP_COLUMN);
	if (list->width < HELP_COLUMN + 24) {
		line = app_page_line(page);
		app_line_pad(page, line, KEY_COLUMN + 4);
		app_page_wrap(page, line, APP_ROLE_NORMAL, str_from(_(row->help)), list->width,
			      KEY_COLUMN + 4);
		return;
	}
	app_page_wrap(page, line, APP_ROLE_NORMAL, str_from(_(row->help)), list->width, HELP_COLUMN);
}

/* Whether an earlier row of the table that is listed binds the same command in the
 * same keymap. */
static bool repeated(const struct key_list *list, const struct app_binding *all, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (all[i].keymap == all[at].keymap && all[i].command == all[at].command &&
		    is_listed(list, &all[i]))
			return true;
	return false;
}

static void add_keymap(const struct key_list *list, enum app_keymap keymap)
{
	size_t count;
	const struct app_binding *all = app_bindings(&count);
	bool headed = false;

	for (size_t i = 0; i < count; i++) {
		if (all[i].keymap != keymap || !is_listed(list, &all[i]) || repeated(list, all, i))
			continue;
		if (!headed)
			app_line_add(list->page, app_page_line(list->page), APP_ROLE_HEADING,
				     str_from(_(app_keymap_label(keymap))));
		headed = true;
		add_command(list, &all[i]);
	}
	if (headed)
		app_page_line(list->page);
}

void app_present_keys(struct app_page *page, const enum app_keymap *chain, size_t count,
		      const bool *usable, size_t width)
{
	const struct key_list list = { page, chain, count, usable, width };

	for (size_t i = 0; i < count; i++)
		add_keymap(&list, chain[i]);
}

void app_present_all_keys(struct app_page *page, size_t width)
{
	const struct key_list list = { page, NULL, 0, NULL, width };

	for (size_t i = 0; i < APP_KEYMAP_COUNT; i++)
		add_keymap(&list, (enum app_keymap)i);
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
