/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saying a line, asking for one. */
#include <config.h>

#include "cli/plain.h"

#include "app/i18n.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

enum { LONGEST_LINE = 65536, LONGEST_LIST = 30, VALUE_COLUMN = 10 };

void plain_say_gathered(struct plain *plain)
{
	fwrite(buf_text(&plain->out), 1, plain->out.len, stdout);
	buf_clear(&plain->out);
}

void plain_say(struct plain *plain, const char *format, ...)
{
	va_list args;

	plain_say_gathered(plain);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
}

/* Reads a line without its end; false when there is none any more. What is longer
 * than any message is dropped. */
static bool read_line(struct buf *line)
{
	int c;

	buf_clear(line);
	while ((c = getchar()) != EOF && c != '\n')
		if (line->len < LONGEST_LINE)
			buf_add_char(line, (char)c);
	return (c != EOF || line->len) && !line->failed;
}

static void print_answer(struct plain *plain, bool read)
{
	if (read)
		utf8_add_visible(&plain->out, str_trim_end(buf_str(&plain->line)), false);
	buf_add_char(&plain->out, '\n');
	plain_say_gathered(plain);
}

enum plain_reply plain_ask(struct plain *plain)
{
	bool read;

	plain_say_gathered(plain);
	fflush(stdout);
	read = read_line(&plain->line);
	if (plain->echo || !read)
		print_answer(plain, read);
	if (!read || ferror(stdout))
		return PLAIN_END;
	plain->answer = str_trim(buf_str(&plain->line));
	if (plain->answer.len == 0)
		return PLAIN_EMPTY;
	if (str_eq(plain->answer, STR("<")))
		return PLAIN_BACK;
	if (str_eq(plain->answer, STR("q")))
		return PLAIN_QUIT;
	if (plain->answer.ptr[0] != '?')
		return PLAIN_ANSWER;
	plain->answer = str_trim(str_sub(plain->answer, 1, plain->answer.len - 1));
	return PLAIN_HELP;
}

enum plain_reply plain_ask_yes(struct plain *plain, const char *question)
{
	for (;;) {
		enum plain_reply reply;

		buf_add_text(&plain->out, question);
		reply = plain_ask(plain);
		if (reply == PLAIN_BACK || reply == PLAIN_QUIT || reply == PLAIN_END)
			return reply;
		/* TRANSLATORS: the letters that answer "y or n". */
		if (reply == PLAIN_ANSWER && str_eq_nocase(plain->answer, str_from(_("y"))))
			return PLAIN_ANSWER;
		if (reply == PLAIN_ANSWER && str_eq_nocase(plain->answer, str_from(_("n"))))
			return PLAIN_EMPTY;
	}
}

struct str plain_capitals(struct plain *plain, struct arena *arena)
{
	char *text = arena_alloc(arena, plain->answer.len + 1);

	for (size_t i = 0; text && i < plain->answer.len; i++)
		text[i] = char_to_upper(plain->answer.ptr[i]);
	return text ? str_sub((struct str){ text, 0 }, 0, plain->answer.len) : STR("");
}

static bool has(struct str text, struct str word)
{
	return str_find_nocase(text, word) < text.len;
}

void plain_list_add(struct plain_list *list, struct str value, struct str label)
{
	struct buf *out = &list->plain->out;

	if (list->word.len && !has(value, list->word) && !has(label, list->word))
		return;
	if (list->count++ >= LONGEST_LIST)
		return;
	buf_printf(out, "  %.*s", STR_ARGS(value));
	buf_add_repeat(out, ' ', value.len < VALUE_COLUMN ? VALUE_COLUMN - value.len : 1);
	buf_add(out, label);
	buf_add_char(out, '\n');
}

void plain_list_end(struct plain_list *list)
{
	plain_say_gathered(list->plain);
	if (list->count > LONGEST_LIST)
		plain_say(list->plain, _("  and %zu more. Type ? and a word to search, such as ?north."),
			  list->count - LONGEST_LIST);
	else if (list->count == 0)
		plain_say(list->plain, "%s", _("  Nothing has that word."));
}
