/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A region allocator: many small blocks, freed all at once.
 *
 * Blocks are aligned for any type and never move. Everything a message or a set
 * of definitions reaches lives in its arena and dies with it. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

struct arena_chunk;

struct arena {
	struct arena_chunk *chunks; /* newest first */
	size_t used;                /* bytes handed out of the newest chunk */
};

/* An arena of all zero bytes is empty and ready for use. */
void arena_free(struct arena *arena);
/* Forgets all blocks but keeps the newest chunk, for reuse in a loop. */
void arena_reset(struct arena *arena);

/* Zeroed memory, or NULL when memory is out or size overflows. */
void *arena_alloc(struct arena *arena, size_t size);
void *arena_alloc_array(struct arena *arena, size_t count, size_t size);
/* Copies with a NUL behind; .ptr is NULL when memory is out. */
struct str arena_copy(struct arena *arena, struct str s);
char *arena_strdup(struct arena *arena, const char *text);
/* The number in decimal digits; .ptr is NULL when memory is out. */
struct str arena_number(struct arena *arena, size_t number);
/* printf into the arena; .ptr is NULL when memory is out. */
struct str arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
