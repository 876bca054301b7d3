/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "base/alloc.h"

#include <stdlib.h>

static void *(*current_realloc)(void *, size_t) = realloc;

void *base_realloc(void *block, size_t size)
{
	return current_realloc(block, size);
}

void base_free(void *block)
{
	free(block);
}

void base_set_realloc(void *(*realloc_like)(void *block, size_t size))
{
	current_realloc = realloc_like ? realloc_like : realloc;
}
