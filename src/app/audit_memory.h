/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an audit remembers between messages, in tables of fixed size: the oldest goes
 * when room is wanted. */
#ifndef APP_AUDIT_MEMORY_H
#define APP_AUDIT_MEMORY_H

#include "base/str.h"

#include <stdint.h>

struct app_memory_entry {
	uint64_t sum; /* what it stands for; 0: free */
	uint64_t used; /* when it was last looked up */
	struct str key; /* of a query; borrowed */
	unsigned count;
	bool dated;
};

enum { APP_MEMORY_SETS = 8192, APP_MEMORY_WAYS = 8 };

/* Owned by whoever allocated it; all zero is empty. */
struct app_memory {
	uint64_t clock;
	struct app_memory_entry entries[APP_MEMORY_SETS][APP_MEMORY_WAYS];
};

/* The entry, or NULL. */
struct app_memory_entry *app_memory_find(struct app_memory *memory, uint64_t sum);
/* The entry, new and empty where there is none yet. */
struct app_memory_entry *app_memory_take(struct app_memory *memory, uint64_t sum);

#endif
