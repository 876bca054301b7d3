/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Putting edited parts and values into the message's own XML bytes.
 *
 * A value is written as the place needs it: plain inside a CDATA section, escaped
 * elsewhere. Where the bytes were not the value itself (field->written) they are
 * written again as they were if they still mean the value; a name of several
 * elements that was changed becomes one nc:PersonFullName. */
#include <config.h>

#include "nlets/xml_patch.h"

#include "nlets/wire.h"
#include "nlets/xml_write.h"

#include <stdlib.h>

struct patch {
	struct span span;
	struct str text;
	const struct nlets_field *field; /* NULL for a part of the header */
};

struct patches {
	struct patch *items;
	size_t count;
};

static int compare(const void *a, const void *b)
{
	const struct patch *x = a, *y = b;

	return x->span.off < y->span.off ? -1 : x->span.off > y->span.off;
}

static void add_part(struct patches *patches, const struct nlets_part *part)
{
	if (part->edited)
		patches->items[patches->count++] = (struct patch){ part->span, part->text, NULL };
}

static void collect(const struct nlets_message *m, struct patches *patches)
{
	add_part(patches, &m->key);
	add_part(patches, &m->sender);
	add_part(patches, &m->control);
	for (size_t i = 0; i < m->to.count; i++)
		add_part(patches, &m->to.items[i]);
	for (size_t i = 0; i < m->fields.count; i++) {
		const struct nlets_field *field = &m->fields.items[i];

		if (field->edited)
			patches->items[patches->count++] =
				(struct patch){ field->value_span, field->value, field };
	}
	qsort(patches->items, patches->count, sizeof(*patches->items), compare);
}

/* Whether a CDATA section is open behind these bytes, given whether one was before. */
static bool cdata_behind(struct str bytes, bool open)
{
	for (size_t at = 0;;) {
		struct str mark = open ? STR("]]>") : STR("<![CDATA[");
		size_t found = str_find(str_sub(bytes, at, bytes.len - at), mark);

		if (found == bytes.len - at)
			return open;
		at += found + mark.len;
		open = !open;
	}
}

/* The prefix with its colon of the first tag in the bytes, or "". */
static struct str first_prefix(struct str bytes)
{
	size_t at = str_find_char(bytes, '<') + 1, end = at;

	while (end < bytes.len && (char_is_upper_alnum(bytes.ptr[end]) || char_is_lower(bytes.ptr[end]) ||
				   bytes.ptr[end] == '-' || bytes.ptr[end] == '_' || bytes.ptr[end] == '.'))
		end++;
	return end < bytes.len && bytes.ptr[end] == ':' ? str_sub(bytes, at, end + 1 - at) : STR("");
}

static void write_name(struct buf *out, struct str prefix, struct str name)
{
	buf_add_char(out, '<');
	buf_add(out, prefix);
	buf_add_text(out, "PersonFullName>");
	nlets__xml_add_escaped(out, name);
	buf_add_text(out, "</");
	buf_add(out, prefix);
	buf_add_text(out, "PersonFullName>");
}

static bool is_name_of_parts(const struct nlets_field *field)
{
	return field && field->written.len && field->written.ptr[0] == '<' &&
	       !str_starts(field->written, STR("<!"));
}

static void write_patch(struct buf *out, const struct patch *patch, bool in_cdata)
{
	const struct nlets_field *field = patch->field;

	if (field && field->written.ptr && str_eq(field->meant, field->value))
		buf_add(out, field->written);
	else if (is_name_of_parts(field))
		write_name(out, first_prefix(field->written), patch->text);
	else if (in_cdata)
		nlets__xml_add_cdata(out, patch->text);
	else
		nlets__xml_add_escaped(out, patch->text);
}

int nlets__xml_patch(const struct nlets_message *message, struct arena *arena, struct buf *out)
{
	struct str bytes = nlets__bytes(message);
	struct patches patches = { 0 };
	size_t at = 0;
	bool in_cdata = false;

	patches.items = arena_alloc_array(arena, 3 + message->to.count + message->fields.count,
					  sizeof(*patches.items));
	if (!patches.items)
		return NLETS_E_MEMORY;
	collect(message, &patches);
	for (size_t i = 0; i < patches.count; i++) {
		const struct patch *patch = &patches.items[i];
		struct str between = str_sub(bytes, at, patch->span.off - at);

		buf_add(out, between);
		in_cdata = cdata_behind(between, in_cdata);
		write_patch(out, patch, in_cdata);
		at = span_end(patch->span);
	}
	buf_add(out, str_sub(bytes, at, bytes.len - at));
	return out->failed ? NLETS_E_MEMORY : 0;
}
