/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/merged.h"

/* The line without its blanks and, in XML, the tag of the text that it begins. */
static struct str inside(struct str line)
{
	static const char tag[] = "<n2:ResponseText>";
	size_t skip = sizeof(tag) - 1;

	while (line.len && (line.ptr[0] == ' ' || line.ptr[0] == '\t'))
		line = str_sub(line, 1, line.len - 1);
	return str_starts(line, STR(tag)) ? str_sub(line, skip, line.len - skip) : line;
}

bool app_merged_next(struct nlets_policies *policies, const struct nlets_message *message,
		     size_t *at, struct app_merged_part *part)
{
	static const char head[] = "RESPONSE FROM ";
	size_t end = span_end(message->body);
	const struct nlets_holder *holder = NULL;

	if (!str_eq(message->sender.text, STR("NL0000000")))
		return false;
	while (*at < end) {
		struct str rest = str_sub(message->raw, *at, end - *at);
		struct str text = inside(rest);
		size_t line = str_find_char(rest, '\n');

		if (str_starts(text, STR(head))) {
			if (holder)
				break;
			holder = nlets_holder(policies, str_sub(text, sizeof(head) - 1,
								text.len > sizeof(head) ? 2 : 0));
			part->span.off = *at;
		}
		*at += line < rest.len ? line + 1 : rest.len;
	}
	part->holder = holder ? holder->code : STR("");
	part->span.len = holder ? *at - part->span.off : 0;
	return holder != NULL;
}
