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

static size_t behind(struct str bytes, size_t from, struct str mark)
{
	size_t at = from + str_find(str_sub(bytes, from, bytes.len - from), mark);

	return at == bytes.len ? at : at + mark.len;
}

/* Walks over comments, processing instructions, CDATA sections and, unless
 * `to_tag` is set, tags. *open says whether a CDATA section is open, before and
 * behind. Returns where it stopped: at the first tag or behind all bytes. */
static size_t walk(struct str bytes, bool *open, bool to_tag)
{
	size_t at = 0;

	while (at < bytes.len) {
		struct str rest = str_sub(bytes, at, bytes.len - at);
		size_t found = *open ? str_find(rest, STR("]]>")) : str_find_char(rest, '<');

		if (found == rest.len)
			break;
		at += found;
		rest = str_sub(rest, found, rest.len - found);
		if (*open || str_starts(rest, STR("<![CDATA["))) {
			at += *open ? 3 : 9;
			*open = !*open;
		} else if (str_starts(rest, STR("<!--"))) {
			at = behind(bytes, at + 4, STR("-->"));
		} else if (str_starts(rest, STR("<?"))) {
			at = behind(bytes, at + 2, STR("?>"));
		} else if (to_tag) {
			return at;
		} else {
			at++;
		}
	}
	return bytes.len;
}

/* The prefix with its colon of the tag at `at`, or "". */
static struct str prefix_at(struct str bytes, size_t at)
{
	size_t end = ++at;

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

static void write_new(struct buf *out, const struct patch *patch, bool in_cdata)
{
	struct str before = patch->field ? patch->field->written : STR_NONE;
	bool open = in_cdata;
	size_t tag = walk(before, &open, true);

	if (tag < before.len)
		write_name(out, prefix_at(before, tag), patch->text);
	else if (in_cdata)
		nlets__xml_add_cdata(out, patch->text);
	else
		nlets__xml_add_escaped(out, patch->text);
	if (open != in_cdata) /* what follows is inside, or outside, as it was */
		buf_add_text(out, open ? "<![CDATA[" : "]]>");
}

/* *in_cdata: whether a CDATA section is open, before and behind. */
static void write_patch(struct buf *out, const struct patch *patch, bool *in_cdata)
{
	const struct nlets_field *field = patch->field;

	if (field && field->written.ptr && str_eq(field->meant, field->value))
		buf_add(out, field->written);
	else
		write_new(out, patch, *in_cdata);
	if (field)
		walk(field->written, in_cdata, false);
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
		walk(between, &in_cdata, false);
		write_patch(out, patch, &in_cdata);
		at = span_end(patch->span);
	}
	buf_add(out, str_sub(bytes, at, bytes.len - at));
	return out->failed ? NLETS_E_MEMORY : 0;
}
