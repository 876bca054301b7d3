/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/audit_memory.h"

static struct app_memory_entry *set_of(struct app_memory *memory, uint64_t sum)
{
	return memory->entries[(sum ^ sum >> 32) % APP_MEMORY_SETS];
}

struct app_memory_entry *app_memory_find(struct app_memory *memory, uint64_t sum)
{
	struct app_memory_entry *set = set_of(memory, sum ? sum : 1);

	for (size_t i = 0; i < APP_MEMORY_WAYS; i++)
		if (set[i].sum == (sum ? sum : 1)) {
			set[i].used = ++memory->clock;
			return &set[i];
		}
	return NULL;
}

struct app_memory_entry *app_memory_take(struct app_memory *memory, uint64_t sum)
{
	struct app_memory_entry *found = app_memory_find(memory, sum);
	struct app_memory_entry *set = set_of(memory, sum ? sum : 1), *oldest = set;

	if (found)
		return found;
	for (size_t i = 1; i < APP_MEMORY_WAYS; i++)
		if (set[i].used < oldest->used)
			oldest = &set[i];
	*oldest = (struct app_memory_entry){ .sum = sum ? sum : 1, .used = ++memory->clock };
	return oldest;
}
