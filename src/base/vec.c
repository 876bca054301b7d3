/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "base/vec.h"

#include <stdint.h>

bool vec_grow(struct arena *arena, void **items, size_t *size, size_t count, size_t item_size)
{
	size_t grown = *size ? *size * 2 : 8;
	void *copy;

	if (grown > SIZE_MAX / 2 / item_size)
		return false;
	copy = arena_alloc_array(arena, grown, item_size);
	if (!copy)
		return false;
	if (count)
		memcpy(copy, *items, count * item_size);
	*items = copy;
	*size = grown;
	return true;
}
