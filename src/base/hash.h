/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A map from strings to pointers, inside an arena. Keys are borrowed: their
 * bytes must live as long as the map. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/arena.h"

#include <stdint.h>

struct hash_slot {
	struct str key;
	void *value;
};

struct hash {
	struct hash_slot *slots; /* open addressing; free where value is NULL */
	size_t count, size;      /* size is 0 or a power of two */
};

/* FNV-1a, 64 bits: stable over runs and machines, so it may go into data. */
uint64_t hash_bytes(struct str s);
/* The same byte by byte, for keys that grow: begin with HASH_EMPTY, the sum of "". */
#define HASH_EMPTY UINT64_C(0xcbf29ce484222325)
static inline uint64_t hash_more(uint64_t sum, char c)
{
	return (sum ^ (unsigned char)c) * UINT64_C(0x100000001b3);
}
/* The value, or NULL when the key is not in the map. */
void *hash_get(const struct hash *hash, struct str key);
/* The same for a key whose sum is known. */
void *hash_get_summed(const struct hash *hash, struct str key, uint64_t sum);
/* Adds or replaces; value must not be NULL. Returns false when memory is out. */
bool hash_put(struct arena *arena, struct hash *hash, struct str key, void *value);

#endif
