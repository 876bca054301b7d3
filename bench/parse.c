/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast messages are scanned and parsed, as a ratio to memchr() walking the
 * same bytes for line ends in the same run. See bench/README.
 *
 * Usage: bench/parse [MEGABYTES [SEED]] */
#include <config.h>

#include "base/alloc.h"
#include "bench/corpus.h"
#include "nlets/check.h"
#include "nlets/parse.h"
#include "nlets/scan.h"
#include "tests/support/data.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 7 };

struct measurement {
	const char *name;
	size_t (*work)(struct str log, size_t *messages);
	double best; /* seconds */
	size_t messages, sum;
};

static struct nlets_definitions *definitions;
static size_t allocations;

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void *counting_realloc(void *block, size_t size)
{
	allocations++;
	return realloc(block, size);
}

static size_t walk_line_ends(struct str log, size_t *messages)
{
	const char *p = log.ptr, *end = log.ptr + log.len;
	size_t lines = 0;

	(void)messages;
	while ((p = memchr(p, '\n', (size_t)(end - p)))) {
		lines++;
		p++;
	}
	return lines;
}

static size_t scan_one(struct str bytes)
{
	struct nlets_scan_header header;
	struct nlets_scan_field field;
	size_t sum, at, code_max;
	char last;

	nlets_scan_header(bytes, &header);
	sum = header.sender.off + header.to_count + header.body;
	at = header.body;
	last = header.key.len ? bytes.ptr[span_end(header.key) - 1] : 0;
	if (last != 'Q' && last != 'R')
		return sum;
	code_max = last == 'Q' ? NLETS_SCAN_QUERY : NLETS_SCAN_ANSWER;
	while (nlets_scan_field(bytes, &at, code_max, &field))
		sum += field.value.len;
	return sum;
}

static size_t scan(struct str log, size_t *messages)
{
	size_t sum = 0;

	for (size_t at = 0, next; at < log.len; at = next) {
		size_t len = nlets_scan_frame(log, at, &next);

		sum += scan_one(str_sub(log, at, len));
		(*messages)++;
	}
	return sum;
}

static size_t parse_with(struct nlets_definitions *forms, struct str log, size_t *messages,
			 bool check)
{
	struct nlets_message *message = NULL;
	size_t sum = 0;

	for (size_t at = 0, next; at < log.len; at = next) {
		size_t len = nlets_scan_frame(log, at, &next);

		if (nlets_parse_again(forms, str_sub(log, at, len), NULL, &message) < 0 ||
		    (check && nlets_check(forms, NULL, message) < 0))
			abort();
		sum += message->fields.count + message->findings.count;
		(*messages)++;
	}
	nlets_message_free(&message);
	return sum;
}

static size_t parse_envelope(struct str log, size_t *messages)
{
	return parse_with(NULL, log, messages, false);
}

static size_t parse(struct str log, size_t *messages)
{
	return parse_with(definitions, log, messages, false);
}

static size_t parse_and_check(struct str log, size_t *messages)
{
	return parse_with(definitions, log, messages, true);
}

static void measure(struct measurement *m, struct str log)
{
	for (int round = 0; round < ROUNDS; round++) {
		double start = now(), took;

		m->messages = 0;
		m->sum = m->work(log, &m->messages);
		took = now() - start;
		if (round == 0 || took < m->best)
			m->best = took;
	}
}

static int compare_sizes(const void *a, const void *b)
{
	const size_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Median distance between the given bytes. */
static size_t median_distance(struct str log, char mark)
{
	size_t count = 0, last = 0, *sizes, median;

	for (size_t at = 0; at < log.len; at++)
		count += log.ptr[at] == mark;
	sizes = calloc(count ? count : 1, sizeof(*sizes));
	if (!sizes)
		abort();
	count = 0;
	for (size_t at = 0; at < log.len; at++) {
		if (log.ptr[at] != mark)
			continue;
		sizes[count++] = at - last;
		last = at + 1;
	}
	qsort(sizes, count, sizeof(*sizes), compare_sizes);
	median = count ? sizes[count / 2] : 0;
	free(sizes);
	return median;
}

static void report(const struct measurement *m, struct str log, double reference)
{
	printf("%-34s %9.1f MB/s", m->name, (double)log.len / 1e6 / m->best);
	if (m->messages)
		printf(" %12.0f messages/s  %5.3f of the walk", (double)m->messages / m->best,
		       reference / m->best);
	printf("\n");
}

int main(int argc, char **argv)
{
	struct measurement all[] = {
		{ .name = "memchr walk for line ends", .work = walk_line_ends },
		{ .name = "scan: header and fields", .work = scan },
		{ .name = "parse, no forms", .work = parse_envelope },
		{ .name = "parse by forms and labels", .work = parse },
		{ .name = "parse by forms and check", .work = parse_and_check },
	};
	size_t size = argc > 1 ? strtoul(argv[1], NULL, 10) : 16;
	uint64_t seed = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;
	struct buf corpus = { 0 };
	struct str log;

	corpus_make(seed, size * 1000000, &corpus);
	log = buf_str(&corpus);
	definitions = nlets_definitions_new(test_data_read, test_data_list, NULL);
	if (corpus.failed || !definitions)
		return 1;
	if (!nlets_form(definitions, STR("RR")) || !nlets_form(definitions, STR("AM"))) {
		fprintf(stderr, "no definitions: set top_srcdir to the source folder\n");
		return 1;
	}
	printf("corpus: seed %" PRIu64 ", %.1f MB, median message %zu bytes, median line %zu bytes\n",
	       seed, (double)log.len / 1e6, median_distance(log, 0x03), median_distance(log, '\n'));
	base_set_realloc(counting_realloc);
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		allocations = 0;
		measure(&all[i], log);
		report(&all[i], log, all[0].best);
		if (i == 1)
			printf("%-34s %9zu allocations\n", "", allocations);
	}
	base_set_realloc(NULL);
	nlets_definitions_free(&definitions);
	buf_free(&corpus);
	return 0;
}
