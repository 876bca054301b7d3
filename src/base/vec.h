/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Typed growing arrays inside an arena.
 *
 * A vec is any struct with the members { T *items; size_t count, size; }. Grown
 * arrays leave their old copy in the arena: total waste is less than the final
 * size, which is what makes spans and pointers into old copies harmless. */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/arena.h"

#define VEC(type)            \
	struct {             \
		type *items; \
		size_t count, size; \
	}

/* A pointer to a new zeroed item at the end, or NULL when memory is out. */
#define vec_add(arena, vec)                                                        \
	((vec)->count < (vec)->size ||                                             \
			 vec_grow((arena), (void **)(void *)&(vec)->items,         \
				  &(vec)->size, (vec)->count, sizeof(*(vec)->items)) \
		 ? &(vec)->items[(vec)->count++]                                   \
		 : NULL)

bool vec_grow(struct arena *arena, void **items, size_t *size, size_t count, size_t item_size);

#endif
