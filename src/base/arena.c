/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "base/arena.h"

#include "base/alloc.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

struct arena_chunk {
	struct arena_chunk *next;
	size_t size;
	max_align_t data[];
};

enum { FIRST_CHUNK = 4096, ALIGNMENT = _Alignof(max_align_t) };

void arena_free(struct arena *arena)
{
	while (arena->chunks) {
		struct arena_chunk *next = arena->chunks->next;

		base_free(arena->chunks);
		arena->chunks = next;
	}
	arena->used = 0;
}

void arena_reset(struct arena *arena)
{
	struct arena_chunk *kept = arena->chunks;

	if (!kept)
		return;
	arena->chunks = kept->next;
	arena_free(arena);
	kept->next = NULL;
	arena->chunks = kept;
	arena->used = 0;
}

/* Chunks double, so n bytes cost O(log n) calls of the allocator. */
static bool add_chunk(struct arena *arena, size_t need)
{
	size_t size = arena->chunks ? arena->chunks->size * 2 : FIRST_CHUNK;
	struct arena_chunk *chunk;

	if (size < need)
		size = need;
	if (size > SIZE_MAX - sizeof(*chunk))
		return false;
	chunk = base_realloc(NULL, sizeof(*chunk) + size);
	if (!chunk)
		return false;
	chunk->next = arena->chunks;
	chunk->size = size;
	arena->chunks = chunk;
	arena->used = 0;
	return true;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	char *block;

	if (size > SIZE_MAX / 2 - ALIGNMENT)
		return NULL;
	size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	if (!arena->chunks || arena->chunks->size - arena->used < size)
		if (!add_chunk(arena, size))
			return NULL;
	block = (char *)arena->chunks->data + arena->used;
	arena->used += size;
	memset(block, 0, size);
	return block;
}

void *arena_alloc_array(struct arena *arena, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		return NULL;
	return arena_alloc(arena, count * size);
}

struct str arena_copy(struct arena *arena, struct str s)
{
	char *copy = s.len < SIZE_MAX ? arena_alloc(arena, s.len + 1) : NULL;

	if (!copy)
		return STR_NONE;
	if (s.len)
		memcpy(copy, s.ptr, s.len);
	return (struct str){ copy, s.len };
}

char *arena_strdup(struct arena *arena, const char *text)
{
	size_t size = strlen(text) + 1;
	char *copy = arena_alloc(arena, size);

	return copy ? memcpy(copy, text, size) : NULL;
}

struct str arena_number(struct arena *arena, size_t number)
{
	char digits[3 * sizeof(number)];
	size_t at = sizeof(digits);

	do
		digits[--at] = (char)('0' + number % 10);
	while (number /= 10);
	return arena_copy(arena, (struct str){ digits + at, sizeof(digits) - at });
}

struct str arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args, again;
	char *text = NULL;
	int len;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	if (len >= 0)
		text = arena_alloc(arena, (size_t)len + 1);
	if (text)
		vsnprintf(text, (size_t)len + 1, format, again);
	va_end(again);
	va_end(args);
	return text ? (struct str){ text, (size_t)len } : STR_NONE;
}
