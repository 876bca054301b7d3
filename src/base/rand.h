/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small seeded generator (splitmix64): the same seed gives the same numbers on
 * every machine. For invented data only, never for secrets. */
#ifndef BASE_RAND_H
#define BASE_RAND_H

#include <stdint.h>

struct rand_state {
	uint64_t state;
};

static inline struct rand_state rand_seed(uint64_t seed)
{
	return (struct rand_state){ seed };
}

uint64_t rand_next(struct rand_state *rand);
/* 0 <= result < bound; bound must be at least 1. */
uint32_t rand_below(struct rand_state *rand, uint32_t bound);

#endif
