/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "base/hash.h"

uint64_t hash_bytes(struct str s)
{
	uint64_t sum = HASH_EMPTY;

	for (size_t i = 0; i < s.len; i++)
		sum = hash_more(sum, s.ptr[i]);
	return sum;
}

static struct hash_slot *slot_of(struct hash_slot *slots, size_t size, struct str key, uint64_t sum)
{
	size_t at = (size_t)sum & (size - 1);

	while (slots[at].value && !str_eq(slots[at].key, key))
		at = (at + 1) & (size - 1);
	return &slots[at];
}

void *hash_get(const struct hash *hash, struct str key)
{
	return hash_get_summed(hash, key, hash_bytes(key));
}

void *hash_get_summed(const struct hash *hash, struct str key, uint64_t sum)
{
	return hash->size ? slot_of(hash->slots, hash->size, key, sum)->value : NULL;
}

static bool grow(struct arena *arena, struct hash *hash)
{
	size_t size = hash->size ? hash->size * 2 : 16;
	struct hash_slot *slots = arena_alloc_array(arena, size, sizeof(*slots));

	if (!slots)
		return false;
	for (size_t i = 0; i < hash->size; i++)
		if (hash->slots[i].value)
			*slot_of(slots, size, hash->slots[i].key,
				 hash_bytes(hash->slots[i].key)) = hash->slots[i];
	hash->slots = slots;
	hash->size = size;
	return true;
}

bool hash_put(struct arena *arena, struct hash *hash, struct str key, void *value)
{
	struct hash_slot *slot;

	if (hash->count * 2 >= hash->size && !grow(arena, hash))
		return false;
	slot = slot_of(hash->slots, hash->size, key, hash_bytes(key));
	if (!slot->value)
		hash->count++;
	*slot = (struct hash_slot){ key, value };
	return true;
}
