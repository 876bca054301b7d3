/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/explain_line.h"

#include "app/i18n.h"

struct str app_first_source(const struct str *ids, size_t count, struct arena *arena)
{
	if (count < 2)
		return count ? ids[0] : STR("");
	return arena_printf(arena, "%.*s +%zu", STR_ARGS(ids[0]), count - 1);
}

struct str app_joined_sources(const struct str *ids, size_t count, struct arena *arena)
{
	struct str all = STR("");

	for (size_t i = 0; i < count; i++)
		all = arena_printf(arena, "%.*s%s%.*s", STR_ARGS(all), i ? ", " : "", STR_ARGS(ids[i]));
	return all;
}

void app_explain_sourced(struct app_page *page, struct app_line *line, struct str words,
			 const char *mark, const struct str *names, size_t count, size_t width)
{
	const char *label = _("Source: ");
	size_t used = app_line_columns(line), room = width > used ? width - used : 0;
	size_t fixed = *mark ? app_text_columns(str_from(mark)) + 1 : 0, needed = 0;
	struct str name = STR("");

	for (size_t i = 0; i < count; i++) {
		name = names[i];
		needed = fixed;
		if (name.len)
			needed += app_text_columns(name) + app_text_columns(str_from(label)) + 2;
		if (app_text_columns(words) + needed <= room)
			break;
	}
	app_line_add_words(page, line, APP_ROLE_EXPLAIN, words, room > needed ? room - needed : 0);
	if (*mark)
		app_line_printf(page, line, APP_ROLE_ASSUMED, " %s", mark);
	if (name.len) {
		app_line_printf(page, line, APP_ROLE_FAINT, "  %s", label);
		app_line_add(page, line, APP_ROLE_SOURCE, name);
	}
}
