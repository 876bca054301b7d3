/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/parse.h"

#include "nlets/wire.h"

const struct nlets_limits nlets_default_limits = {
	.bytes = (size_t)64 << 20,
	.fields = 100000,
	.findings = 1000,
	.depth = 200,
};

/* XML when the first byte that is no white space, UTF-8 mark skipped, is '<'. */
static enum nlets_wire detect_wire(struct str bytes)
{
	size_t at = str_starts(bytes, STR("\xef\xbb\xbf")) ? 3 : 0;

	while (at < bytes.len &&
	       (bytes.ptr[at] == ' ' || (bytes.ptr[at] >= '\t' && bytes.ptr[at] <= '\r')))
		at++;
	return at < bytes.len && bytes.ptr[at] == '<' ? NLETS_WIRE_XML : NLETS_WIRE_TEXT;
}

/* Back to a new message, keeping the newest chunk of the arena and the labels. */
static void empty(struct nlets_message *message)
{
	struct arena arena = message->arena;

	arena_reset(&arena);
	*message = (struct nlets_message){ .arena = arena, .label_cache = message->label_cache };
}

/* Notes that the message was cut at the limit. */
static int report_cut(struct nlets_message *message, size_t whole)
{
	struct nlets_finding *finding =
		nlets_findings_add(&message->arena, &message->findings, NLETS_F_LIMIT_BYTES,
				   (struct span){ message->raw.len, 0 });

	if (!finding)
		return message->findings.dropped ? 0 : NLETS_E_MEMORY;
	finding->args[0] = arena_printf(&message->arena, "%zu", whole);
	finding->args[1] = arena_printf(&message->arena, "%zu", message->raw.len);
	return 0;
}

static int read_into(struct nlets_definitions *definitions, struct str bytes,
		     const struct nlets_parse_options *options, struct nlets_message *message)
{
	size_t len = bytes.len < options->limits->bytes ? bytes.len : options->limits->bytes;
	int error = 0;

	message->findings.limit = options->limits->findings;
	message->raw = arena_copy(&message->arena, str_sub(bytes, 0, len));
	if (!message->raw.ptr)
		return NLETS_E_MEMORY;
	if (len < bytes.len)
		error = report_cut(message, bytes.len);
	if (error == 0)
		error = message->wire == NLETS_WIRE_XML ?
				nlets__xml_parse(definitions, options, message) :
				nlets__text_parse(definitions, options, message);
	message->parsed_to = message->to.count;
	nlets_findings_sort(&message->findings);
	return error;
}

int nlets_parse(struct nlets_definitions *definitions, struct str bytes,
		const struct nlets_parse_options *options, struct nlets_message **message)
{
	*message = NULL;
	return nlets_parse_again(definitions, bytes, options, message);
}

int nlets_parse_again(struct nlets_definitions *definitions, struct str bytes,
		      const struct nlets_parse_options *options, struct nlets_message **message)
{
	struct nlets_parse_options used = { &nlets_default_limits, false };
	int error;

	if (options)
		used = *options;
	if (!used.limits)
		used.limits = &nlets_default_limits;
	if (*message)
		empty(*message);
	else
		*message = nlets_message_new(NLETS_WIRE_TEXT);
	if (!*message)
		return NLETS_E_MEMORY;
	(*message)->wire = detect_wire(bytes);
	error = read_into(definitions, bytes, &used, *message);
	if (error < 0)
		nlets_message_free(message);
	return error;
}

int nlets_render(struct nlets_definitions *definitions, const struct nlets_message *message,
		 enum nlets_wire wire, struct buf *out, struct arena *arena,
		 struct nlets_findings *findings)
{
	struct nlets_findings unseen = { .limit = 1 };

	if (!findings)
		findings = &unseen;
	if (wire == NLETS_WIRE_XML)
		return nlets__xml_render(definitions, message, out, arena, findings);
	return message->wire == NLETS_WIRE_XML ?
		       nlets__xml_to_text(definitions, message, out, arena, findings) :
		       nlets__text_render(definitions, message, out, arena, findings);
}
