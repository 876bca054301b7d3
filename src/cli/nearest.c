/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The nearest word, for "did you mean". */
#include <config.h>

#include "cli/cli.h"

enum { LONGEST = 32 };

static size_t least(size_t a, size_t b, size_t c)
{
	size_t ab = a < b ? a : b;

	return ab < c ? ab : c;
}

/* How many characters to put in, take out, change or swap with the next; words
 * longer than LONGEST are far from everything. */
static size_t distance(const char *a, const char *b)
{
	size_t rows[LONGEST + 1][LONGEST + 1];
	size_t a_len = strlen(a), b_len = strlen(b);

	if (a_len > LONGEST || b_len > LONGEST)
		return LONGEST;
	for (size_t i = 0; i <= a_len; i++)
		rows[i][0] = i;
	for (size_t j = 0; j <= b_len; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= a_len; i++)
		for (size_t j = 1; j <= b_len; j++) {
			bool same = a[i - 1] == b[j - 1];
			bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];

			rows[i][j] = least(rows[i - 1][j] + 1, rows[i][j - 1] + 1,
					   rows[i - 1][j - 1] + !same);
			if (swapped && rows[i - 2][j - 2] + 1 < rows[i][j])
				rows[i][j] = rows[i - 2][j - 2] + 1;
		}
	return rows[a_len][b_len];
}

const char *cli_nearest(const char *given, const char *const *words)
{
	const char *nearest = NULL;
	size_t best = strlen(given) < 5 ? 2 : 3; /* at that distance a guess is no help */

	for (; *words; words++) {
		size_t far = distance(given, *words);
		bool begins = strlen(given) >= 3 && strncmp(given, *words, strlen(given)) == 0;

		if (begins)
			far = 1;
		if (far < best) {
			best = far;
			nearest = *words;
		}
	}
	return nearest;
}
