/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "base/rand.h"

uint64_t rand_next(struct rand_state *rand)
{
	uint64_t z = rand->state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

uint32_t rand_below(struct rand_state *rand, uint32_t bound)
{
	return (uint32_t)((rand_next(rand) >> 32) * bound >> 32);
}
