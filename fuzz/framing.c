/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scanner over a log: frames cover every byte, and header and fields of each
 * lie inside it, in order. */
#include <config.h>

#include "fuzz/target.h"
#include "nlets/scan.h"

#include <stdlib.h>

static void expect(bool holds)
{
	if (!holds)
		abort();
}

static void scan_message(struct str bytes, size_t code_max)
{
	struct nlets_scan_header header;
	struct nlets_scan_field field;
	size_t at, last;

	nlets_scan_header(bytes, &header);
	expect(header.body <= bytes.len);
	expect(span_end(header.key) <= bytes.len && span_end(header.sender) <= bytes.len);
	expect(span_end(header.control) <= header.body && span_end(header.txt) <= header.body);
	for (size_t i = 0; i < header.to_count && i < NLETS_SCAN_DESTINATIONS; i++)
		expect(span_end(header.to[i]) <= header.body);
	at = last = header.body;
	while (nlets_scan_field(bytes, &at, code_max, &field)) {
		expect(field.code.off >= last && span_end(field.code) < field.value.off + 1);
		last = span_end(field.value);
		expect(last <= at && at <= bytes.len);
	}
	expect(at == bytes.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str log = { (const char *)data, size };

	for (size_t at = 0, next; at < log.len; at = next) {
		size_t len = nlets_scan_frame(log, at, &next);

		expect(at + len <= next && next > at && next <= log.len);
		scan_message(str_sub(log, at, len), NLETS_SCAN_QUERY);
		scan_message(str_sub(log, at, len), NLETS_SCAN_ANSWER);
	}
	return 0;
}
