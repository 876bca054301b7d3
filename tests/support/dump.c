/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "tests/support/dump.h"

#include "base/utf8.h"

static void add_part(struct buf *out, const char *before, struct str text)
{
	buf_add_text(out, before);
	if (text.ptr)
		utf8_add_visible(out, text, true);
	else
		buf_add_char(out, '-');
}

static void add_stamp(struct buf *out, const struct nlets_stamp *stamp)
{
	if (!stamp->present)
		return;
	add_part(out, " [", stamp->time);
	add_part(out, " ", stamp->date);
	add_part(out, " ", stamp->sequence);
	buf_add_char(out, ']');
}

void test_dump_message(const struct nlets_message *message, struct buf *out)
{
	buf_add_text(out, message->direction == NLETS_INPUT ? "IN" : "OUT");
	add_part(out, " ", message->key.text);
	add_part(out, ".", message->sender.text);
	for (size_t i = 0; i < message->to.count; i++)
		add_part(out, " >", message->to.items[i].text);
	add_stamp(out, &message->received);
	add_stamp(out, &message->sent);
	if (message->control.text.ptr)
		add_part(out, " *", message->control.text);
	for (size_t i = 0; i < message->fields.count; i++) {
		add_part(out, " ", message->fields.items[i].code);
		add_part(out, "=", message->fields.items[i].value);
	}
	for (size_t i = 0; i < message->text.count; i++)
		add_part(out, " text=", str_at(message->raw, message->text.items[i]));
}

void test_dump_findings(const struct nlets_findings *findings, struct buf *out)
{
	for (size_t i = 0; i < findings->count; i++) {
		const struct nlets_finding *finding = &findings->items[i];

		buf_add_text(out, i ? " " : "");
		buf_add_text(out, nlets_finding_kind(finding->id)->id);
		if (finding->field.len) {
			add_part(out, "(", finding->field);
			buf_add_char(out, ')');
		}
		buf_printf(out, "@%zu+%zu", finding->span.off, finding->span.len);
	}
}
