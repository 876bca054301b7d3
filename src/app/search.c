/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/search.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <wctype.h>

static wint_t folded(uint32_t code)
{
	return code == UTF8_INVALID ? WEOF : towlower((wint_t)code);
}

/* Bytes of text that the words take at its start, or 0. */
static size_t match_here(struct str text, struct str words)
{
	size_t at = 0;

	for (size_t k = 0; k < words.len;) {
		uint32_t wanted, there;

		if (at == text.len)
			return 0;
		k += utf8_decode(str_sub(words, k, words.len - k), &wanted);
		at += utf8_decode(str_sub(text, at, text.len - at), &there);
		if (folded(wanted) != folded(there))
			return 0;
	}
	return at;
}

static void join(const struct app_line *line, struct buf *out)
{
	buf_clear(out);
	for (size_t i = 0; i < line->runs.count; i++)
		buf_add(out, line->runs.items[i].text);
}

static void find_in_line(struct str text, struct str words, size_t line, struct arena *arena,
			 app_match_list *matches)
{
	uint32_t code;
	size_t nth = 0;

	for (size_t at = 0; at < text.len;) {
		struct str rest = str_sub(text, at, text.len - at);
		size_t len = match_here(rest, words);
		struct app_match *match = len ? vec_add(arena, matches) : NULL;

		if (match)
			*match = (struct app_match){ line, nth++, { at, len } };
		at += len ? len : utf8_decode(rest, &code);
	}
}

void app_page_find(const struct app_page *page, struct str words, struct arena *arena,
		   app_match_list *matches)
{
	struct buf text = { 0 };

	for (size_t i = 0; words.len && i < page->lines.count; i++) {
		join(&page->lines.items[i], &text);
		find_in_line(buf_str(&text), words, i, arena, matches);
	}
	buf_free(&text);
}

void app_page_find_each(const struct app_page *page, struct str words, struct arena *arena,
			app_match_list *matches)
{
	struct str word;

	while (words.len && str_split(&words, ' ', &word))
		app_page_find(page, word, arena, matches);
}

/* A line made anew with one stretch of it in another role. */
static void light(struct app_page *page, size_t index, struct span at, enum app_role role)
{
	struct app_line *line = &page->lines.items[index], lit = { .fill = line->fill };
	size_t start = 0;

	for (size_t i = 0; i < line->runs.count; i++) {
		const struct app_run *run = &line->runs.items[i];
		size_t end = start + run->text.len;
		size_t from = at.off < start ? start : at.off < end ? at.off : end;
		size_t to = span_end(at) < start ? start : span_end(at) < end ? span_end(at) : end;
		struct str text = run->text;

		app_line_add_span(page, &lit, run->role, str_sub(text, 0, from - start), run->src);
		app_line_add_span(page, &lit, role, str_sub(text, from - start, to - from), run->src);
		app_line_add_span(page, &lit, run->role, str_sub(text, to - start, end - to), run->src);
		start = end;
	}
	*line = lit;
}

void app_page_light(struct app_page *page, const app_match_list *matches, int current)
{
	for (size_t i = 0; i < matches->count; i++)
		light(page, matches->items[i].line, matches->items[i].at,
		      (int)i == current ? APP_ROLE_FOUND : APP_ROLE_MATCH);
}

size_t app_match_column(const struct app_page *page, const struct app_match *match)
{
	struct buf text = { 0 };
	size_t columns;

	join(&page->lines.items[match->line], &text);
	columns = app_text_columns(str_sub(buf_str(&text), 0, match->at.off));
	buf_free(&text);
	return columns;
}
