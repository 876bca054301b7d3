/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "tests/support/describe.h"

#include "nlets/parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

void describe_finding(struct buf *out, const struct nlets_finding *finding)
{
	const struct nlets_finding_kind *kind = nlets_finding_kind(finding->id);
	struct str field = finding->field.len ? finding->field : STR("-");

	buf_printf(out, "%c %s %.*s %zu+%zu", "IWE"[finding->severity], kind->id, STR_ARGS(field),
		   finding->span.off, finding->span.len);
}

void describe_findings(struct buf *out, const struct nlets_findings *findings,
		       enum nlets_finding_id first)
{
	for (size_t i = 0; i < findings->count; i++) {
		if (findings->items[i].id < first)
			continue;
		if (out->len)
			buf_add_char(out, '\n');
		describe_finding(out, &findings->items[i]);
	}
}

void expect_findings(struct nlets_definitions *definitions,
		     const struct nlets_check_context *context, const char *text,
		     const char *expected)
{
	struct nlets_message *message;
	struct buf out = { 0 };

	assert_int_equal(nlets_parse(definitions, str_from(text), NULL, &message), 0);
	assert_int_equal(nlets_check(definitions, context, message), 0);
	describe_findings(&out, &message->findings, NLETS_F_KEY_UNKNOWN);
	if (strcmp(buf_text(&out), expected) != 0)
		fail_msg("%s\nexpected:\n%s\ngot:\n%s", text, expected, buf_text(&out));
	buf_free(&out);
	nlets_message_free(&message);
}
