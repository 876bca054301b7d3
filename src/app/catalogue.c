/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/catalogue.h"

#include "app/i18n.h"

static bool has(struct str text, struct str word)
{
	return str_find_nocase(text, word) < text.len;
}

/* In English or as translated. */
static bool label_has(struct str label, struct str word)
{
	return has(label, word) || has(app_tr(label), word);
}

static bool form_has(const struct nlets_form *form, struct str word)
{
	for (size_t i = 0; form && i < form->items.count; i++) {
		const struct nlets_item *item = &form->items.items[i];

		if (str_eq_nocase(item->code, word) || label_has(item->label, word) ||
		    label_has(item->help, word))
			return true;
	}
	return form && label_has(form->about, word);
}

static bool section_has(const struct nlets_section *section, struct str word)
{
	return label_has(section->title, word);
}

static bool key_has(struct nlets_definitions *definitions, const struct app_catalogue_row *row,
		    struct str word)
{
	return has(row->key->key, word) || label_has(row->key->title, word) ||
	       section_has(row->section, word) ||
	       (row->key->file.len && form_has(nlets_form(definitions, row->key->key), word));
}

static bool row_matches(struct nlets_definitions *definitions, const struct app_catalogue_row *row,
			struct str words)
{
	struct str word;

	while (words.len && str_split(&words, ' ', &word))
		if (word.len &&
		    !(row->key ? key_has(definitions, row, word) : section_has(row->section, word)))
			return false;
	return true;
}

/* Adds the section's row when it, or any of its keys, matches. */
static void add_section(struct app_catalogue *catalogue, const struct nlets_section *section,
			struct str words)
{
	struct app_catalogue_row row = { section, NULL };
	size_t heading = catalogue->rows.count;
	bool all = row_matches(catalogue->definitions, &row, words);
	struct app_catalogue_row *added = vec_add(&catalogue->arena, &catalogue->rows);

	if (added)
		*added = row;
	for (size_t i = 0; i < section->keys.count; i++) {
		row.key = &section->keys.items[i];
		catalogue->all_keys++;
		if (!row_matches(catalogue->definitions, &row, words))
			continue;
		added = vec_add(&catalogue->arena, &catalogue->rows);
		if (added)
			*added = row;
		catalogue->keys++;
	}
	if (catalogue->rows.count == heading + 1 && !all)
		catalogue->rows.count = heading;
}

static bool same_row(const struct app_catalogue_row *a, const struct app_catalogue_row *b)
{
	return a->section == b->section && a->key == b->key;
}

/* The row to stand on: the one before, else the first message key. */
static size_t find_cursor(const struct app_catalogue *catalogue, const struct app_catalogue_row *before)
{
	size_t key = 0;

	for (size_t i = catalogue->rows.count; i-- > 0;) {
		if (same_row(&catalogue->rows.items[i], before))
			return i;
		if (catalogue->rows.items[i].key)
			key = i;
	}
	return key;
}

void app_catalogue_narrow(struct app_catalogue *catalogue, struct str words)
{
	const struct app_catalogue_row *at = app_catalogue_row(catalogue);
	struct app_catalogue_row before = { 0 };
	size_t count;
	const struct nlets_section *sections = nlets_catalogue(catalogue->definitions, &count);

	if (at)
		before = *at;
	if (words.ptr != catalogue->words.ptr) {
		buf_clear(&catalogue->words);
		buf_add(&catalogue->words, words);
	}
	arena_reset(&catalogue->arena);
	catalogue->rows.items = NULL;
	catalogue->rows.count = catalogue->rows.size = 0;
	catalogue->keys = catalogue->all_keys = 0;
	for (size_t i = 0; i < count; i++)
		add_section(catalogue, &sections[i], buf_str(&catalogue->words));
	catalogue->cursor = find_cursor(catalogue, &before);
}

void app_catalogue_start(struct app_catalogue *catalogue, struct nlets_definitions *definitions)
{
	*catalogue = (struct app_catalogue){ .definitions = definitions };
	app_catalogue_narrow(catalogue, STR(""));
}

void app_catalogue_end(struct app_catalogue *catalogue)
{
	buf_free(&catalogue->words);
	arena_free(&catalogue->arena);
	*catalogue = (struct app_catalogue){ 0 };
}

const struct app_catalogue_row *app_catalogue_row(const struct app_catalogue *catalogue)
{
	return catalogue->cursor < catalogue->rows.count ? &catalogue->rows.items[catalogue->cursor]
							 : NULL;
}

bool app_catalogue_go(struct app_catalogue *catalogue, struct str key)
{
	for (size_t i = 0; i < catalogue->rows.count; i++)
		if (catalogue->rows.items[i].key &&
		    str_eq(catalogue->rows.items[i].key->key, key)) {
			catalogue->cursor = i;
			return true;
		}
	return false;
}
