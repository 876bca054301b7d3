/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast verdicts are given: every agency asks every holder, and each field of one
 * answer gets the word of the network and of the law. The reference is reading the
 * same answer, in the same run. */
#include <config.h>

#include "nlets/disclose.h"
#include "nlets/parse.h"
#include "tests/support/data.h"

#include <stdio.h>
#include <time.h>

enum { ROUNDS = 7 };

static const char answer_text[] =
	"DR.ILSIM0000.AZSIM0001.*T000000001.TXT\r\n"
	"NAM/EXAMPLE,PAT SIM.ADR/12 ELM ST.CTY/SAMPLETOWN.STA/IL.ZIP/00000.DOB/19800512.SEX/F."
	"HGT/506.WGT/140.EYE/BRO.HAI/BRO.SOC/000001234.OLN/SIM00000001.OLT/D.RES/B.OLY/2030";

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

struct bench {
	struct nlets_definitions *definitions;
	struct nlets_policies *policies;
	struct nlets_message *answer;
	size_t verdicts, seen;
};

static int ask_all(struct bench *bench)
{
	struct arena arena = { 0 };
	size_t agencies, holders;
	const struct nlets_agency *agency = nlets_agencies(bench->policies, &agencies);
	const struct nlets_holder *holder = nlets_holders(bench->policies, &holders);
	int error = 0;

	bench->verdicts = bench->seen = 0;
	for (size_t a = 0; !error && a < agencies; a++)
		for (size_t h = 0; !error && h < holders; h++) {
			struct nlets_request request = { .holder = holder[h].code,
							 .agency = agency[a].id,
							 .key = STR("DQ"),
							 .purpose = STR(""),
							 .path = STR(""),
							 .date = 20260115 };
			struct nlets_disclosure said;

			arena_reset(&arena);
			error = nlets_disclose(bench->policies, bench->definitions, &request,
					       bench->answer, &arena, &said);
			for (size_t i = 0; !error && i < said.fields.count; i++)
				bench->seen += said.fields.items[i].network.verdict == NLETS_SEEN;
			bench->verdicts += said.fields.count;
		}
	arena_free(&arena);
	return error;
}

/* Reads the answer as many times as it was asked for above. */
static int read_all(const struct bench *bench, size_t times)
{
	for (size_t i = 0; i < times; i++) {
		struct nlets_message *message;

		if (nlets_parse(bench->definitions, str_from(answer_text), NULL, &message))
			return NLETS_E_MEMORY;
		nlets_message_free(&message);
	}
	return 0;
}

static int measure(struct bench *bench)
{
	double best = 1e9, best_read = 1e9;
	size_t fields = bench->answer->fields.count;

	for (int round = 0; round < ROUNDS; round++) {
		double start = seconds(), between;

		if (ask_all(bench))
			return 1;
		between = seconds();
		if (read_all(bench, bench->verdicts / fields))
			return 1;
		if (between - start < best)
			best = between - start;
		if (seconds() - between < best_read)
			best_read = seconds() - between;
	}
	printf("%zu verdicts on %zu fields (%zu seen): %.2f million field verdicts a second, "
	       "law and network both\n",
	       bench->verdicts, fields, bench->seen, (double)bench->verdicts / best / 1e6);
	printf("reading the same answers takes %.2f times as long\n", best_read / best);
	return 0;
}

int main(void)
{
	struct bench bench = { .definitions = nlets_definitions_new(test_data_read, test_data_list,
								    NULL),
			       .policies = nlets_policies_new(test_data_read, test_data_list, NULL) };
	int failed = !bench.definitions || !bench.policies ||
		     nlets_parse(bench.definitions, str_from(answer_text), NULL, &bench.answer);

	if (!failed)
		failed = measure(&bench);
	nlets_message_free(&bench.answer);
	nlets_policies_free(&bench.policies);
	nlets_definitions_free(&bench.definitions);
	return failed;
}
