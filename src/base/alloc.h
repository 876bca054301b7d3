/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one place where base and nlets take memory, so that a test can make each
 * allocation fail in turn. */
#ifndef BASE_ALLOC_H
#define BASE_ALLOC_H

#include <stddef.h>

/* Like realloc and free; NULL and size 0 are handled as realloc(3) and free(3)
 * do for NULL. Returns NULL when memory is out; the old block then stays. */
void *base_realloc(void *block, size_t size);
void base_free(void *block);

/* For tests: replaces the allocator. NULL restores the C library's. Not to be
 * called while any block from the other allocator is alive. */
void base_set_realloc(void *(*realloc_like)(void *block, size_t size));

#endif
