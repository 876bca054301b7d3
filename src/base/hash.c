/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "base/hash.h"

uint64_t hash_bytes(struct str s)
{
	uint64_t sum = 0xcbf29ce484222325u;

	for (size_t i = 0; i < s.len; i++)
		sum = (sum ^ (unsigned char)s.ptr[i]) * 0x100000001b3u;
	return sum;
}

static struct hash_slot *slot_of(struct hash_slot *slots, size_t size, struct str key)
{
	size_t at = (size_t)hash_bytes(key) & (size - 1);

	while (slots[at].value && !str_eq(slots[at].key, key))
		at = (at + 1) & (size - 1);
	return &slots[at];
}

void *hash_get(const struct hash *hash, struct str key)
{
	return hash->size ? slot_of(hash->slots, hash->size, key)->value : NULL;
}

static bool grow(struct arena *arena, struct hash *hash)
{
	size_t size = hash->size ? hash->size * 2 : 16;
	struct hash_slot *slots = arena_alloc_array(arena, size, sizeof(*slots));

	if (!slots)
		return false;
	for (size_t i = 0; i < hash->size; i++)
		if (hash->slots[i].value)
			*slot_of(slots, size, hash->slots[i].key) = hash->slots[i];
	hash->slots = slots;
	hash->size = size;
	return true;
}

bool hash_put(struct arena *arena, struct hash *hash, struct str key, void *value)
{
	struct hash_slot *slot;

	if (hash->count * 2 >= hash->size && !grow(arena, hash))
		return false;
	slot = slot_of(hash->slots, hash->size, key);
	if (!slot->value)
		hash->count++;
	*slot = (struct hash_slot){ key, value };
	return true;
}
