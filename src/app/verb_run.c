/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/verb_run.h"

#include "io/child.h"
#include "nlets/error.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Takes the word at the start of *rest without its quotes. */
static int take_word(struct str *rest, struct buf *word)
{
	char quote = 0;
	size_t at = 0;

	for (; at < rest->len && (quote || !is_blank(rest->ptr[at])); at++) {
		char c = rest->ptr[at];

		if (!quote && (c == '"' || c == '\''))
			quote = c;
		else if (quote && c == quote)
			quote = 0;
		else
			buf_add_char(word, c);
	}
	*rest = str_sub(*rest, at, rest->len - at);
	return quote ? NLETS_E_ARGUMENT : word->failed ? NLETS_E_MEMORY : 0;
}

static int add_word(struct arena *arena, app_word_list *words, struct str text)
{
	char *copy = arena_alloc(arena, text.len + 1);
	char **word = vec_add(arena, words);

	if (!copy || !word)
		return NLETS_E_MEMORY;
	if (text.len)
		memcpy(copy, text.ptr, text.len);
	*word = copy;
	return 0;
}

int app_words(struct arena *arena, struct str line, app_word_list *words)
{
	int result = 0;

	while (result == 0) {
		struct buf word = { 0 };

		while (line.len && is_blank(line.ptr[0]))
			line = str_sub(line, 1, line.len - 1);
		if (!line.len)
			return 0;
		result = take_word(&line, &word);
		if (result == 0)
			result = add_word(arena, words, buf_str(&word));
		buf_free(&word);
	}
	return result;
}

/* What differs from the defaults, as the environment says it, so that the verb works
 * with what was set on the screens and by options. */
static int add_settings(const struct app_session *session, struct arena *arena, app_word_list *list)
{
	int result = add_word(arena, list, STR("NLETSCOPE_COLOR=never"));

	for (int i = 0; i < APP_SETTING_COUNT && result == 0; i++) {
		const struct app_setting_value *value = &session->settings.values[i];
		struct buf variable = { 0 };

		if (i == APP_SETTING_color || str_eq(value->origin, STR("default")))
			continue;
		app_setting_variable((enum app_setting)i, &variable);
		buf_add_char(&variable, '=');
		buf_add(&variable, value->text);
		result = variable.failed ? NLETS_E_MEMORY : add_word(arena, list, buf_str(&variable));
		buf_free(&variable);
	}
	return result;
}

static int end_list(struct arena *arena, app_word_list *list)
{
	char **end = vec_add(arena, list);

	return end ? 0 : NLETS_E_MEMORY;
}

int app_verb_run(const struct app_session *session, struct str line, struct app_verb_run *run)
{
	struct arena arena = { 0 };
	app_word_list arguments = { 0 }, environment = { 0 };
	struct io_child child = { .limit = APP_VERB_OUTPUT_LIMIT, .cancel = run->cancel,
				  .context = run->context };
	int result = add_word(&arena, &arguments, STR(PACKAGE));

	if (result == 0)
		result = app_words(&arena, line, &arguments);
	if (result == 0)
		result = end_list(&arena, &arguments);
	if (result == 0)
		result = add_settings(session, &arena, &environment);
	if (result == 0)
		result = end_list(&arena, &environment);
	child.arguments = arguments.items;
	child.environment = environment.items;
	if (result == 0)
		result = io_child_run(&child, &run->output);
	run->status = child.status;
	run->cut = child.cut;
	run->cancelled = child.cancelled;
	arena_free(&arena);
	return result;
}
