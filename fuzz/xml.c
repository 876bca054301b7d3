/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XML bodies and whole documents: spans, byte-exact writing, and conversion to text
 * and back. Input that does not begin with '<' becomes a body; its first byte then
 * chooses the key. Needs top_srcdir. */
#include <config.h>

#include "fuzz/target.h"
#include "nlets/convert.h"
#include "tests/property/invariants.h"
#include "tests/support/data.h"

#include <stdlib.h>

static struct nlets_definitions *definitions;

static void add_document(struct buf *out, struct str data)
{
	static const char *const keys[] = { "RQ", "DQ", "IQ", "DR", "RR", "IR", "AM", "ZZ" };
	size_t key = data.len ? (unsigned char)data.ptr[0] % 8 : 0;
	const char *element = key < 3	? "NLETSInquiryData" :
			      key < 6	? "NLETSResponseData" :
					  "NLETSMailData";

	buf_printf(out, "<n2:NLETS n2:version=\"4.00\" xmlns:n2=\"http://www.nlets.org/niem/1.0\""
			" xmlns:nh2=\"http://www.nlets.org/niem/nlets-hdr/1.0\""
			" xmlns:nc=\"http://niem.gov/niem/niem-core/2.0\"><n2:NLETSMessageHeader>"
			"<nh2:MessageKeyCodeText>%s</nh2:MessageKeyCodeText>"
			"<nh2:OriginatingORIID>AZSIM0001</nh2:OriginatingORIID>"
			"<nh2:DestinationORIID>IL</nh2:DestinationORIID></n2:NLETSMessageHeader><n2:%s>",
		   keys[key], element);
	buf_add(out, data.len ? str_sub(data, 1, data.len - 1) : data);
	buf_printf(out, "</n2:%s></n2:NLETS>", element);
}

static void check_values(const struct nlets_message *m)
{
	for (size_t i = 0; m->wire == NLETS_WIRE_XML && i < m->fields.count; i++) {
		const struct nlets_field *field = &m->fields.items[i];

		if (!field->written.ptr && !str_eq(field->value, str_at(m->raw, field->value_span)))
			abort();
	}
}

/* What was converted without loss must be read as a message again. */
static void check_conversion(const struct nlets_message *m)
{
	struct arena arena = { 0 };
	struct buf out = { 0 };
	struct nlets_message *again;
	int result = nlets_convert(definitions, m, NLETS_WIRE_TEXT, &out, &arena, NULL);

	if (result < 0 && result != NLETS_E_UNRENDERABLE)
		abort();
	if (result == 0) {
		if (nlets_parse(definitions, buf_str(&out), NULL, &again) < 0 ||
		    again->fields.count != m->fields.count)
			abort();
		nlets_message_free(&again);
	}
	buf_free(&out);
	arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct nlets_limits small = { 4000, 4, 3, 6 };
	const struct nlets_parse_options options = { size % 8 == 7 ? &small : NULL, false };
	struct str input = { (const char *)data, size };
	struct buf document = { 0 };
	struct nlets_message *message;

	if (!definitions)
		definitions = nlets_definitions_new(test_data_read, test_data_list, NULL);
	if (size && data[0] == '<')
		buf_add(&document, input);
	else
		add_document(&document, input);
	if (!definitions || nlets_parse(definitions, buf_str(&document), &options, &message) < 0)
		abort();
	document.len = message->raw.len;
	if (broken_invariant(message) || !renders_to(definitions, message, buf_str(&document)))
		abort();
	check_values(message);
	if (message->wire == NLETS_WIRE_XML)
		check_conversion(message);
	if (!set_all_to_own(message) || !renders_to(definitions, message, buf_str(&document)))
		abort();
	nlets_message_free(&message);
	buf_free(&document);
	return 0;
}
