/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "tests/support/conversion.h"

#include "nlets/parse.h"
#include "tests/support/data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

struct nlets_definitions *definitions;
struct arena arena;
struct nlets_findings findings;
struct buf out;

int load(void **state)
{
	(void)state;
	definitions = nlets_definitions_new(test_data_read, test_data_list, NULL);
	return definitions ? 0 : -1;
}

int unload(void **state)
{
	(void)state;
	nlets_definitions_free(&definitions);
	arena_free(&arena);
	buf_free(&out);
	return 0;
}

struct nlets_message *parse(struct str bytes)
{
	struct nlets_message *message = NULL;

	assert_int_equal(nlets_parse(definitions, bytes, NULL, &message), 0);
	return message;
}

void assert_str(struct str got, struct str want)
{
	if (!str_eq(got, want))
		fail_msg("got \"%.*s\",\nwant \"%.*s\"", STR_ARGS(got), STR_ARGS(want));
}

bool found(enum nlets_finding_id id)
{
	for (size_t i = 0; i < findings.count; i++)
		if (findings.items[i].id == id)
			return true;
	return false;
}

void assert_span(enum nlets_finding_id id, struct str bytes, const char *at)
{
	for (size_t i = 0; i < findings.count; i++)
		if (findings.items[i].id == id &&
		    str_eq(str_at(bytes, findings.items[i].span), str_from(at)))
			return;
	for (size_t i = 0; i < findings.count; i++)
		print_message("%s %zu+%zu\n", nlets_finding_kind(findings.items[i].id)->id,
			      findings.items[i].span.off, findings.items[i].span.len);
	fail_msg("no such finding at %s", at);
}

int convert(struct str bytes, enum nlets_wire wire, struct str *written)
{
	struct nlets_message *m = parse(bytes);
	int error;

	buf_clear(&out);
	findings = (struct nlets_findings){ 0 };
	error = nlets_convert(definitions, m, wire, &out, &arena, &findings);
	*written = arena_copy(&arena, buf_str(&out));
	nlets_message_free(&m);
	return error;
}

void assert_round_trip(struct str text)
{
	struct str xml, back;
	int error = convert(text, NLETS_WIRE_XML, &xml);

	if (error != 0)
		fail_msg("%d from %.*s", error, STR_ARGS(text));
	error = convert(xml, NLETS_WIRE_TEXT, &back);
	if (error != 0)
		fail_msg("%d from %.*s", error, STR_ARGS(xml));
	assert_str(back, text);
}
