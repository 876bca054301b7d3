/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of labels and where they stand.
 *
 * Labels are compared folded: capitals, single blanks, no punctuation, '#' as NO,
 * and British spellings as American ones, which is what the forms list. */
#include <config.h>

#include "nlets/labels.h"

#include "nlets/error.h"

#include <stdint.h>

enum { FOLDED_MAX = 64, NOTE_MAX = 24 };

struct folded {
	char text[FOLDED_MAX];
	size_t len;
	size_t words;
};

static bool is_word(char c)
{
	return char_is_upper_alnum(c) || char_is_lower(c) || (unsigned char)c >= 0x80;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* End of the word at `at`; a '#' is a word of its own. */
static size_t word_end(struct str text, size_t at, size_t end)
{
	if (text.ptr[at] == '#')
		return at + 1;
	while (at < end && (is_word(text.ptr[at]) ||
			    (text.ptr[at] == '\'' && at + 1 < end && is_word(text.ptr[at + 1]))))
		at++;
	return at;
}

static struct str one_spelling(struct str word)
{
	static const struct {
		struct str from, to;
	} same[] = {
		{ { "LICENCE", 7 }, { "LICENSE", 7 } }, { { "COLOUR", 6 }, { "COLOR", 5 } },
		{ { "CENTRE", 6 }, { "CENTER", 6 } },	{ { "NUM", 3 }, { "NUMBER", 6 } },
		{ { "NBR", 3 }, { "NUMBER", 6 } },	{ { "NO", 2 }, { "NUMBER", 6 } },
	};

	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++)
		if (str_eq(word, same[i].from))
			return same[i].to;
	return word;
}

/* Appends the word folded; false when it does not fit. */
static bool fold_word(struct folded *folded, struct str word)
{
	char upper[FOLDED_MAX];
	struct str spelled = { upper, 0 };

	if (word.len >= FOLDED_MAX)
		return false;
	for (size_t i = 0; i < word.len; i++)
		if (word.ptr[i] != '\'')
			upper[spelled.len++] = char_to_upper(word.ptr[i]);
	spelled = word.ptr[0] == '#' ? STR("NUMBER") : one_spelling(spelled);
	if (folded->len + spelled.len + 1 >= FOLDED_MAX)
		return false;
	if (folded->len)
		folded->text[folded->len++] = ' ';
	memcpy(folded->text + folded->len, spelled.ptr, spelled.len);
	folded->len += spelled.len;
	folded->words++;
	return true;
}

/* Where the next word of the same label begins: behind one blank and punctuation at
 * most. Equal to end when there is none. */
static size_t next_word(struct str text, size_t at, size_t end)
{
	size_t blanks = 0;

	for (size_t limit = at + 3; at < end && at <= limit; at++) {
		char c = text.ptr[at];

		if (is_word(c) || c == '#')
			return at;
		blanks += is_blank(c);
		if (blanks > 1 || !(c == ' ' || c == '.' || c == '/' || c == '-' || c == '(' ||
				    c == ')' || c == '&' || c == '_'))
			return end;
	}
	return end;
}

static int index_words(struct arena *arena, struct nlets__labels *labels, struct str words,
		       const struct nlets_item *item)
{
	struct folded folded = { .len = 0 };
	struct str key;

	for (size_t at = 0; at < words.len;) {
		size_t end = word_end(words, at, words.len);

		if (end == at) {
			at++;
			continue;
		}
		if (!fold_word(&folded, str_sub(words, at, end - at)))
			return 0;
		at = end;
	}
	key = (struct str){ folded.text, folded.len };
	if (key.len == 0 || hash_get(&labels->by_words, key))
		return 0;
	key = arena_copy(arena, key);
	if (!key.ptr || !hash_put(arena, &labels->by_words, key, (void *)(uintptr_t)item))
		return NLETS_E_MEMORY;
	if (folded.words > labels->longest)
		labels->longest = folded.words;
	return 0;
}

/* The listed labels come before codes, and those before the items' own names, so
 * that a word that two items could mean belongs to the one that lists it. */
int nlets__labels_index(struct arena *arena, const struct nlets_form *form,
			struct nlets__labels *labels)
{
	int error = 0;

	*labels = (struct nlets__labels){ 0 };
	for (size_t i = 0; error == 0 && i < form->items.count; i++)
		for (size_t k = 0; error == 0 && k < form->items.items[i].labels.count; k++)
			error = index_words(arena, labels, form->items.items[i].labels.items[k],
					    &form->items.items[i]);
	for (size_t i = 0; error == 0 && i < form->items.count; i++)
		error = index_words(arena, labels, form->items.items[i].code, &form->items.items[i]);
	for (size_t i = 0; error == 0 && i < form->items.count; i++)
		error = index_words(arena, labels, form->items.items[i].label, &form->items.items[i]);
	return error;
}

static size_t skip_blanks(struct str text, size_t at, size_t end)
{
	while (at < end && is_blank(text.ptr[at]))
		at++;
	return at;
}

/* Behind a note such as "(LAST,FIRST)" at `at`, or `at`. */
static size_t skip_note(struct str text, size_t at, size_t end)
{
	size_t open = skip_blanks(text, at, end), room, close;

	if (open >= end || open > at + 1 || text.ptr[open] != '(')
		return at;
	room = end - open < NOTE_MAX ? end - open : NOTE_MAX;
	close = str_find_char(str_sub(text, open, room), ')');
	return close < room ? open + close + 1 : at;
}

/* Behind leaders ("....", ". . ."), with *dots counted. */
static size_t skip_leaders(struct str text, size_t at, size_t end, size_t *dots)
{
	size_t last = at;

	*dots = 0;
	for (; at < end && (text.ptr[at] == '.' || text.ptr[at] == ' '); at++) {
		if (text.ptr[at] == ' ' && at + 1 < end && text.ptr[at + 1] != '.')
			break;
		*dots += text.ptr[at] == '.';
		if (text.ptr[at] == '.')
			last = at + 1;
	}
	return last;
}

static void read_separator(struct str text, size_t at, size_t end, struct nlets__label *label)
{
	size_t dots, sign;

	at += at < end && text.ptr[at] == ')';
	at = skip_note(text, at, end);
	at = skip_leaders(text, at, end, &dots);
	sign = skip_blanks(text, at, end);
	label->behind = sign;
	if (sign < end && (text.ptr[sign] == ':' || text.ptr[sign] == '=')) {
		label->separator = NLETS__SEPARATOR_SIGN;
		label->behind = skip_blanks(text, sign + 1, end);
	} else if (dots > 1) {
		label->separator = NLETS__SEPARATOR_SIGN;
	} else if (sign == end) {
		label->separator = NLETS__SEPARATOR_END;
	} else if (sign > at + 1 || (sign > at && text.ptr[at] == '\t')) {
		label->separator = NLETS__SEPARATOR_GAP;
	} else {
		label->separator = sign > at ? NLETS__SEPARATOR_BLANK : NLETS__SEPARATOR_NONE;
	}
}

struct nlets__label nlets__label_at(const struct nlets__labels *labels, struct str text, size_t at,
				    size_t end)
{
	struct nlets__label best = { .item = NULL };
	struct folded folded = { .len = 0 };
	size_t start = at;

	while (at < end && folded.words < labels->longest) {
		size_t stop = word_end(text, at, end);
		struct nlets__label found = { .words = { start, stop - start } };

		if (stop == at || !fold_word(&folded, str_sub(text, at, stop - at)))
			break;
		found.item = hash_get(&labels->by_words, (struct str){ folded.text, folded.len });
		if (found.item)
			read_separator(text, stop, end, &found);
		if (found.item && found.separator != NLETS__SEPARATOR_NONE)
			best = found;
		at = next_word(text, stop, end);
	}
	return best;
}

bool nlets__is_gap(struct str text, size_t at, size_t end)
{
	if (text.ptr[at] == '\t' || text.ptr[at] == '|')
		return true;
	return text.ptr[at] == ' ' && at + 1 < end && is_blank(text.ptr[at + 1]);
}

size_t nlets__piece_end(struct str text, size_t at, size_t end)
{
	size_t start = at;

	for (; at < end; at++)
		if (nlets__is_gap(text, at, end) &&
		    !(at > start && text.ptr[at - 1] == ',' && text.ptr[at] == ' '))
			return at;
	return end;
}
