/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labelled answers: the bytes as the body of a DR, RR, KR or IR. Every labelled value
 * is what stands at its span.
 * Needs top_srcdir. */
#include <config.h>

#include "fuzz/target.h"
#include "tests/property/invariants.h"
#include "tests/support/data.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct nlets_definitions *definitions;
	static const char *const keys[] = { "DR", "RR", "KR", "IR" };
	struct buf bytes = { 0 };
	struct nlets_message *message;

	if (!definitions)
		definitions = nlets_definitions_new(test_data_read, test_data_list, NULL);
	buf_printf(&bytes, "%s.ILSIM0000\r\n08:00 01/15/2026 00041\r\n"
			   "08:00 01/15/2026 00012 AZSIM0001\r\nTXT\r\n", keys[size % 4]);
	buf_add(&bytes, (struct str){ (const char *)data, size });
	if (!definitions || nlets_parse(definitions, buf_str(&bytes), NULL, &message) < 0)
		abort();
	if (broken_invariant(message) || !renders_to(definitions, message, buf_str(&bytes)))
		abort();
	for (size_t i = 0; i < message->fields.count; i++) {
		const struct nlets_field *field = &message->fields.items[i];

		if (!str_eq(field->value, str_at(message->raw, field->value_span)) ||
		    (field->labelled && field->value.len == 0))
			abort();
	}
	if (!set_all_to_own(message) || !renders_to(definitions, message, buf_str(&bytes)))
		abort();
	nlets_message_free(&message);
	buf_free(&bytes);
	return 0;
}
