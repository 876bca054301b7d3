/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "tui/completion.h"

#include "app/verb_run.h"

/* The words between the bars of a setting's choices. */
static void add_choices(struct arena *arena, enum app_setting setting, app_completions *out)
{
	struct str rest = str_from(app_setting_row(setting)->choices), word;

	while (rest.len && str_split(&rest, '|', &word)) {
		struct str *place = vec_add(arena, out);

		if (place)
			*place = word;
	}
}

/* Only the keys of forms that are filled in here are opened. */
static void drop_answers(struct app_session *session, app_completions *keys)
{
	size_t kept = 0;

	for (size_t i = 0; i < keys->count; i++) {
		const struct nlets_catalogue_key *key =
			nlets_catalogue_find(session->definitions, keys->items[i], NULL);

		if (key && key->form_class != NLETS_FORM_RESPONSE)
			keys->items[kept++] = keys->items[i];
	}
	keys->count = kept;
}

/* What the argument of a command of the screens can be. */
static void add_argument(struct app_session *session, enum app_command command, struct str start,
			 struct arena *arena, app_completions *out)
{
	static const struct {
		const char *argument, *kind;
	} kinds[] = {
		{ "KEY", "key" },     { "AGENCY", "agency" }, { "ORI", "ori" },
		{ "STATE", "state" }, { "ID", "system" },     { "FILE", "file" },
	};
	struct str what = str_from(app_command(command)->argument);

	if (str_eq(what, STR("WHAT")))
		add_choices(arena, APP_SETTING_assume, out);
	else if (str_eq(what, STR("FORMAT")))
		add_choices(arena, APP_SETTING_deliver, out);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (str_eq(what, str_from(kinds[i].argument)))
			app_completion_words(session, str_from(kinds[i].kind), start, arena, out);
	if (command == APP_CMD_OPEN)
		drop_answers(session, out);
}

/* What can follow the words of a line of the shell. */
static void add_words(struct tui *tui, struct str before, struct str start, struct arena *arena,
		      app_completions *out)
{
	app_word_list split = { 0 };
	VEC(struct str) words = { 0 };

	if (!tui->options->complete || app_words(arena, before, &split) < 0)
		return;
	for (size_t i = 0; i < split.count && split.items[i]; i++) {
		struct str *place = vec_add(arena, &words);

		if (place)
			*place = str_from(split.items[i]);
	}
	tui->options->complete(tui->session, words.items, words.count, start, arena, out);
}

static bool is_new(const app_completions *words, size_t count, struct str word)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(words->items[i], word))
			return false;
	return true;
}

/* Leaves those that begin so, each once. */
static void keep_starting(app_completions *words, struct str start)
{
	size_t kept = 0;

	for (size_t i = 0; i < words->count && kept < TUI_COMPLETIONS; i++) {
		struct str word = words->items[i];

		if (word.len >= start.len && str_eq_nocase(str_sub(word, 0, start.len), start) &&
		    is_new(words, kept, word))
			words->items[kept++] = word;
	}
	words->count = kept;
}

size_t tui_complete_words(struct tui *tui, struct str line, struct arena *arena, size_t *cut,
			  struct str **words)
{
	size_t blank = str_find_char(line, ' ');
	struct str name = str_sub(line, 0, blank), start;
	enum app_command command = app_command_by_name(name);
	app_completions found = { 0 };

	*cut = line.len;
	if (command != APP_CMD_NONE && *app_command(command)->argument) {
		for (*cut = blank; *cut < line.len && line.ptr[*cut] == ' ';)
			++*cut;
		start = str_sub(line, *cut, line.len - *cut);
		add_argument(tui->session, command, start, arena, &found);
	} else if (tui_is_verb(tui, name)) {
		while (*cut && line.ptr[*cut - 1] != ' ')
			--*cut;
		start = str_sub(line, *cut, line.len - *cut);
		add_words(tui, str_sub(line, 0, *cut), start, arena, &found);
	} else {
		return 0;
	}
	keep_starting(&found, start);
	*words = found.items;
	return found.count;
}
