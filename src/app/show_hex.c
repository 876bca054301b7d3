/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `show --hex`: the bytes, each line belonging to one part of the message. */
#include <config.h>

#include "app/show.h"

#include "app/i18n.h"
#include "base/utf8.h"

#include <stdlib.h>

enum { BYTES_A_LINE = 16 };

/* A named stretch of raw. */
struct stretch {
	struct span span;
	const char *what;  /* translated, or NULL for a field */
	struct str code;   /* a field's code */
};

struct stretches {
	struct stretch *items;
	size_t count, size;
};

static void add_stretch(struct arena *arena, struct stretches *list, struct span span,
			const char *what, struct str code)
{
	struct stretch *item = span.len ? vec_add(arena, list) : NULL;

	if (item)
		*item = (struct stretch){ span, what, code };
}

static int compare(const void *a, const void *b)
{
	const struct stretch *x = a, *y = b;

	return (x->span.off > y->span.off) - (x->span.off < y->span.off);
}

static void collect(const struct nlets_message *message, struct arena *arena, struct stretches *list)
{
	const struct str none = STR_NONE;

	add_stretch(arena, list, message->key.span, _("key"), none);
	add_stretch(arena, list, message->sender.span, _("from"), none);
	for (size_t i = 0; i < message->to.count; i++)
		add_stretch(arena, list, message->to.items[i].span, _("to"), none);
	add_stretch(arena, list, message->control.span, _("control"), none);
	if (message->wire == NLETS_WIRE_TEXT) {
		add_stretch(arena, list, message->received.span, _("received"), none);
		add_stretch(arena, list, message->sent.span, _("sent"), none);
	}
	add_stretch(arena, list, message->txt.span, "TXT", none);
	for (size_t i = 0; i < message->fields.count; i++)
		add_stretch(arena, list, message->fields.items[i].span, NULL,
			    message->fields.items[i].code);
	for (size_t i = 0; i < message->text.count; i++)
		add_stretch(arena, list, message->text.items[i], _("text"), none);
	if (list->count)
		qsort(list->items, list->count, sizeof(*list->items), compare);
}

static void add_line(const struct app_shown *shown, struct span at, const char *what, struct str code,
		     struct buf *out)
{
	struct str bytes = str_at(shown->message->raw, at);

	buf_printf(out, "%08zx ", shown->offset + at.off);
	for (size_t i = 0; i < BYTES_A_LINE; i++) {
		if (i < bytes.len)
			buf_printf(out, " %02x", (unsigned char)bytes.ptr[i]);
		else
			buf_add_text(out, "   ");
	}
	buf_add_text(out, "  |");
	for (size_t i = 0; i < bytes.len; i++)
		buf_add_char(out, bytes.ptr[i] >= 0x20 && bytes.ptr[i] < 0x7f ? bytes.ptr[i] : '.');
	buf_add_char(out, '|');
	buf_add_repeat(out, ' ', BYTES_A_LINE - bytes.len + 2);
	if (what)
		buf_add_text(out, what);
	else
		utf8_add_visible(out, code, false);
	buf_add_char(out, '\n');
}

static void add_range(const struct app_shown *shown, struct span at, const char *what, struct str code,
		      struct buf *out)
{
	for (size_t done = 0; done < at.len; done += BYTES_A_LINE) {
		size_t len = at.len - done < BYTES_A_LINE ? at.len - done : BYTES_A_LINE;

		add_line(shown, (struct span){ at.off + done, len }, what, code, out);
	}
}

void app_show_hex(const struct app_shown *shown, struct buf *out)
{
	struct arena arena = { 0 };
	struct stretches list = { 0 };
	size_t at = 0;

	collect(shown->message, &arena, &list);
	for (size_t i = 0; i < list.count; i++) {
		const struct stretch *part = &list.items[i];

		if (part->span.off < at)
			continue;
		add_range(shown, (struct span){ at, part->span.off - at }, "-", STR_NONE, out);
		add_range(shown, part->span, part->what, part->code, out);
		at = span_end(part->span);
	}
	add_range(shown, (struct span){ at, shown->message->raw.len - at }, "-", STR_NONE, out);
	arena_free(&arena);
}
