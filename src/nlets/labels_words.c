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
	char text[2 * FOLDED_MAX]; /* room for one word too many */
	size_t len;                /* less than FOLDED_MAX */
	size_t words;
	uint64_t sum; /* hash of the text */
};

static const struct {
	struct str from, to;
} spellings[] = {
	{ { "LICENCE", 7 }, { "LICENSE", 7 } }, { { "COLOUR", 6 }, { "COLOR", 5 } },
	{ { "CENTRE", 6 }, { "CENTER", 6 } },	{ { "NUM", 3 }, { "NUMBER", 6 } },
	{ { "NBR", 3 }, { "NUMBER", 6 } },	{ { "NO", 2 }, { "NUMBER", 6 } },
	{ { "#", 1 }, { "NUMBER", 6 } },
};

enum { SPELLINGS = sizeof(spellings) / sizeof(*spellings) };

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* End of the word at `at`; a '#' is a word of its own. */
static size_t word_end(struct str text, size_t at, size_t end)
{
	if (text.ptr[at] == '#')
		return at + 1;
	while (at < end && (nlets__is_word(text.ptr[at]) ||
			    (text.ptr[at] == '\'' && at + 1 < end && nlets__is_word(text.ptr[at + 1]))))
		at++;
	return at;
}

static void begin_folding(struct folded *folded)
{
	folded->len = folded->words = 0;
	folded->sum = HASH_EMPTY;
}

/* Of capitals; the letters they begin with are asked first. */
static struct str one_spelling(struct str word)
{
	if (word.len && (word.ptr[0] == 'N' || word.ptr[0] == 'C' || word.ptr[0] == 'L' ||
			 word.ptr[0] == '#'))
		for (size_t i = 0; i < SPELLINGS; i++)
			if (str_eq(word, spellings[i].from))
				return spellings[i].to;
	return word;
}

/* Appends the word folded; false when it does not fit. */
static bool fold_word(struct folded *folded, struct str word)
{
	size_t from = folded->len ? folded->len + 1 : 0, len = from;
	struct str own, spelled;

	if (word.len >= FOLDED_MAX)
		return false;
	for (size_t i = 0; i < word.len; i++)
		if (word.ptr[i] != '\'')
			folded->text[len++] = char_to_upper(word.ptr[i]);
	own = (struct str){ folded->text + from, len - from };
	spelled = one_spelling(own);
	if (folded->len + spelled.len + 1 >= FOLDED_MAX)
		return false;
	if (spelled.ptr != own.ptr)
		memcpy(folded->text + from, spelled.ptr, spelled.len);
	if (from)
		folded->text[from - 1] = ' ';
	len = from + spelled.len;
	for (size_t i = folded->len; i < len; i++)
		folded->sum = hash_more(folded->sum, folded->text[i]);
	folded->len = len;
	folded->words++;
	return true;
}

/* Where the labels stand that may begin with this word. */
static size_t start_of(struct str word)
{
	unsigned first = (unsigned char)char_to_upper(word.ptr[0]);
	unsigned second = word.len > 1 ? (unsigned char)char_to_upper(word.ptr[1]) : 0;

	return (first * 37 ^ second * 5 ^ (unsigned)word.len * 131) % NLETS__LABEL_STARTS;
}

/* Most words that a label may have which begins with this word; 0: none does. */
static size_t reach_of(const struct nlets__labels *labels, struct str word)
{
	if (str_find_char(word, '\'') < word.len)
		return FOLDED_MAX; /* folds to another word */
	return labels->starts[start_of(word)];
}

static void note_start(struct nlets__labels *labels, struct str word, size_t words)
{
	unsigned char *start = &labels->starts[start_of(word)];

	if (*start < words)
		*start = (unsigned char)words;
}

/* Under every spelling of its first word. */
static void note_starts(struct nlets__labels *labels, const struct folded *folded)
{
	struct str first = { folded->text, folded->len };

	first.len = str_find_char(first, ' ');
	note_start(labels, first, folded->words);
	for (size_t i = 0; i < SPELLINGS; i++)
		if (str_eq(first, spellings[i].to))
			note_start(labels, spellings[i].from, folded->words);
}

/* Where the next word of the same label begins: behind one blank and punctuation at
 * most. Equal to end when there is none. */
static size_t next_word(struct str text, size_t at, size_t end)
{
	size_t blanks = 0;

	for (size_t limit = at + 3; at < end && at <= limit; at++) {
		char c = text.ptr[at];

		if (nlets__is_word(c) || c == '#')
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
	struct folded folded;
	struct str key;

	begin_folding(&folded);

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
	note_starts(labels, &folded);
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
	size_t start = at, stop = at < end ? word_end(text, at, end) : at, reach;
	struct folded folded;

	if (stop == at)
		return best;
	reach = reach_of(labels, str_sub(text, at, stop - at));
	begin_folding(&folded);
	while (folded.words < reach && fold_word(&folded, str_sub(text, at, stop - at))) {
		struct nlets__label found = { .words = { start, stop - start } };

		found.item = hash_get_summed(&labels->by_words,
					     (struct str){ folded.text, folded.len }, folded.sum);
		if (found.item)
			read_separator(text, stop, end, &found);
		if (found.item && found.separator != NLETS__SEPARATOR_NONE)
			best = found;
		at = next_word(text, stop, end);
		if (at == end)
			break;
		stop = word_end(text, at, end);
	}
	return best;
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
