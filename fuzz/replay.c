/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a fuzz target, built with any compiler, over fuzz/finds/, samples/ and the
 * files named, or, with --seed N COUNT, over bytes mutated by chance. */
#include <config.h>

#include "base/rand.h"
#include "fuzz/target.h"
#include "tests/support/generate.h"
#include "tests/support/samples.h"

#include <stdio.h>
#include <stdlib.h>

/* The exact size, so that a sanitizer sees a read past the end. */
static void run(struct str bytes)
{
	uint8_t *copy = malloc(bytes.len ? bytes.len : 1);

	if (!copy)
		abort();
	if (bytes.len)
		memcpy(copy, bytes.ptr, bytes.len);
	LLVMFuzzerTestOneInput(copy, bytes.len);
	free(copy);
}

static void run_mutated(struct rand_state *rand, const struct samples *samples)
{
	struct buf bytes = { 0 };

	generate_junk(rand, &bytes);
	if (samples->count && rand_below(rand, 2))
		buf_add(&bytes,
			samples->items[rand_below(rand, (uint32_t)samples->count)].bytes);
	for (uint32_t n = rand_below(rand, 4); n && bytes.len; n--)
		bytes.ptr[rand_below(rand, (uint32_t)bytes.len)] = (char)rand_below(rand, 256);
	run(buf_str(&bytes));
	buf_free(&bytes);
}

int main(int argc, char **argv)
{
	struct arena arena = { 0 };
	struct samples samples = { 0 };
	struct rand_state rand = rand_seed(argc > 2 ? strtoul(argv[2], NULL, 10) : 1);
	bool seeded = argc == 4 && strcmp(argv[1], "--seed") == 0;

	samples_read(&arena, &samples);
	for (int i = 1; !seeded && i < argc; i++)
		samples_read_file(&arena, &samples, argv[i]);
	for (size_t i = 0; i < samples.count; i++)
		run(samples.items[i].bytes);
	for (unsigned long n = seeded ? strtoul(argv[3], NULL, 10) : 2000; n; n--)
		run_mutated(&rand, &samples);
	printf("%zu files and messages replayed\n", samples.count);
	arena_free(&arena);
	return 0;
}
