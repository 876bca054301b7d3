/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The label words of the forms that a message was read by. They are kept when the
 * message is used again, because making them costs far more than reading one
 * answer with them. */
#include <config.h>

#include "base/alloc.h"
#include "nlets/labels.h"
#include "nlets/wire.h"

struct entry {
	const struct nlets_form *form;
	struct nlets__labels labels;
	struct entry *next;
};

struct nlets_label_cache {
	struct arena arena;
	struct entry *first;
};

static struct entry *add(struct nlets_label_cache *cache, const struct nlets_form *form)
{
	struct entry *entry = arena_alloc(&cache->arena, sizeof(*entry));

	if (!entry || nlets__labels_index(&cache->arena, form, &entry->labels) < 0)
		return NULL;
	entry->form = form;
	entry->next = cache->first;
	cache->first = entry;
	return entry;
}

const struct nlets__labels *nlets__labels_of(struct nlets_message *message,
					     const struct nlets_form *form)
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
	for (entry = cache->first; entry && entry->form != form;)
		entry = entry->next;
	if (!entry)
		entry = add(cache, form);
	return entry ? &entry->labels : NULL;
}

void nlets__label_cache_free(struct nlets_label_cache *cache)
{
	if (!cache)
		return;
	arena_free(&cache->arena);
	base_free(cache);
}
