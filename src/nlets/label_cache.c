/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The label words and element paths of the forms that a message was read by. They are
 * kept when the message is used again, because making them costs far more than reading
 * one answer with them. */
#include <config.h>

#include "base/alloc.h"
#include "nlets/labels.h"
#include "nlets/wire.h"
#include "nlets/xml_paths.h"

struct entry {
	const struct nlets_form *form; /* NULL: none, of XML messages alone */
	struct nlets__labels labels;
	struct nlets__xml_index paths;
	bool has_labels, has_paths;
	struct entry *next;
};

struct nlets_label_cache {
	struct arena arena;
	struct entry *first;
};

static struct entry *entry_of(struct nlets_message *message, const struct nlets_form *form)
{
	struct nlets_label_cache *cache = message->label_cache;
	struct entry *entry;

	if (!cache) {
		cache = base_realloc(NULL, sizeof(*cache));
		if (!cache)
			return NULL;
		*cache = (struct nlets_label_cache){ 0 };
		message->label_cache = cache;
	}
	for (entry = cache->first; entry; entry = entry->next)
		if (entry->form == form)
			return entry;
	entry = arena_alloc(&cache->arena, sizeof(*entry));
	if (!entry)
		return NULL;
	entry->form = form;
	entry->next = cache->first;
	cache->first = entry;
	return entry;
}

const struct nlets__labels *nlets__labels_of(struct nlets_message *message,
					     const struct nlets_form *form)
{
	struct entry *entry = entry_of(message, form);

	if (!entry)
		return NULL;
	if (!entry->has_labels &&
	    nlets__labels_index(&message->label_cache->arena, form, &entry->labels) < 0)
		return NULL;
	entry->has_labels = true;
	return &entry->labels;
}

const struct nlets__xml_index *nlets__xml_index_of(struct nlets_message *message,
						   const struct nlets_form *form)
{
	struct entry *entry = entry_of(message, form);

	if (!entry)
		return NULL;
	if (!entry->has_paths &&
	    nlets__xml_index(&message->label_cache->arena, form, &entry->paths) < 0)
		return NULL;
	entry->has_paths = true;
	return &entry->paths;
}

void nlets__label_cache_free(struct nlets_label_cache *cache)
{
	if (!cache)
		return;
	arena_free(&cache->arena);
	base_free(cache);
}
