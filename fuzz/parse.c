/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole messages of either wire format with the shipped definitions: parsing,
 * checking, and writing in both formats. Needs top_srcdir. */
#include <config.h>

#include "fuzz/target.h"
#include "nlets/check.h"
#include "tests/property/invariants.h"
#include "tests/support/data.h"

#include <stdlib.h>

static void write_as(struct nlets_definitions *definitions, const struct nlets_message *message,
		     enum nlets_wire wire)
{
	struct arena arena = { 0 };
	struct buf out = { 0 };
	int result = nlets_render(definitions, message, wire, &out, &arena, NULL);

	if (result < 0 && result != NLETS_E_UNRENDERABLE)
		abort();
	buf_free(&out);
	arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct nlets_definitions *definitions;
	struct str bytes = { (const char *)data, size };
	struct nlets_message *message;

	if (!definitions)
		definitions = nlets_definitions_new(test_data_read, test_data_list, NULL);
	if (!definitions || nlets_parse(definitions, bytes, NULL, &message) < 0)
		abort();
	if (broken_invariant(message) || !renders_to(definitions, message, bytes))
		abort();
	if (nlets_check(definitions, NULL, message) < 0)
		abort();
	write_as(definitions, message, NLETS_WIRE_TEXT);
	write_as(definitions, message, NLETS_WIRE_XML);
	nlets_message_free(&message);
	return 0;
}
