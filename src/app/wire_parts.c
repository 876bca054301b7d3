/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/wire_parts.h"

enum { MOST_FIELDS = 200 }; /* present_wire.c looks at every mark for every byte */

static void add(struct arena *arena, app_wire_marks *marks, size_t from, size_t to,
		enum app_role role)
{
	struct app_wire_mark *mark = from < to ? vec_add(arena, marks) : NULL;

	if (mark)
		*mark = (struct app_wire_mark){ { from, to - from }, role };
}

static void add_span(struct arena *arena, app_wire_marks *marks, struct span span, enum app_role role)
{
	add(arena, marks, span.off, span_end(span), role);
}

static void add_header(const struct nlets_message *message, struct arena *arena,
		       app_wire_marks *marks)
{
	add_span(arena, marks, message->key.span, APP_ROLE_CODE);
	add_span(arena, marks, message->sender.span, APP_ROLE_VALUE);
	for (size_t i = 0; i < message->to.count; i++)
		add_span(arena, marks, message->to.items[i].span, APP_ROLE_VALUE);
	add_span(arena, marks, message->control.span, APP_ROLE_VALUE);
}

static void add_field(const struct nlets_field *field, struct arena *arena, app_wire_marks *marks)
{
	add_span(arena, marks, field->span, APP_ROLE_CODE);
	add_span(arena, marks, field->value_span, APP_ROLE_VALUE);
}

void app_wire_parts(const struct nlets_message *message, struct span focus, struct arena *arena,
		    app_wire_marks *marks)
{
	*marks = (app_wire_marks){ 0 };
	if (message->fields.count <= MOST_FIELDS) {
		add_header(message, arena, marks);
		for (size_t i = 0; i < message->fields.count; i++)
			add_field(&message->fields.items[i], arena, marks);
	}
	add_span(arena, marks, focus, APP_ROLE_LIT);
}
