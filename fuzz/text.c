/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Legacy text without definitions: total parsing, spans, byte-exact rendering,
 * and every field set to its own value. Small limits in half of the runs. */
#include <config.h>

#include "fuzz/target.h"
#include "tests/property/invariants.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct nlets_limits small = { 300, 5, 3, 5 };
	const struct nlets_parse_options options = { size % 2 ? &small : NULL, size % 4 > 1 };
	struct str bytes = { (const char *)data, size };
	struct nlets_message *message;

	if (nlets_parse(NULL, bytes, &options, &message) < 0)
		abort();
	bytes.len = message->raw.len;
	if (broken_invariant(message) || !renders_to(NULL, message, bytes))
		abort();
	/* With a limit reached the rest would be read differently the second time. */
	if (!options.limits && message->wire == NLETS_WIRE_TEXT &&
	    (!set_all_to_own(message) || !renders_to(NULL, message, bytes)))
		abort();
	nlets_message_free(&message);
	return 0;
}
