/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/message.h"

#include "base/alloc.h"
#include "nlets/wire.h"

#include <stdint.h>

struct nlets_message *nlets_message_new(enum nlets_wire wire)
{
	struct nlets_message *message = base_realloc(NULL, sizeof(*message));

	if (message) {
		*message = (struct nlets_message){ 0 };
		message->wire = wire;
		message->layout = wire == NLETS_WIRE_XML ? NLETS_BODY_XML : NLETS_BODY_FIELDS;
	}
	return message;
}

void nlets_message_free(struct nlets_message **message)
{
	if (!*message)
		return;
	nlets__label_cache_free((*message)->label_cache);
	arena_free(&(*message)->arena);
	base_free(*message);
	*message = NULL;
}

/* Codes cannot be edited; from the first edit on they lie in the copy, so that
 * writing needs nothing of raw. */
static void move_codes(struct nlets_message *message)
{
	uintptr_t raw = (uintptr_t)(const void *)message->raw.ptr;

	for (size_t i = 0; i < message->fields.count; i++) {
		struct str *code = &message->fields.items[i].code;
		uintptr_t at = (uintptr_t)(const void *)code->ptr;

		if (at >= raw && at - raw < message->raw.len)
			code->ptr = message->origin + (at - raw);
	}
}

int nlets__before_edit(struct nlets_message *message, struct span span)
{
	if (!message->raw.ptr)
		return 0;
	if (!message->origin) {
		message->origin = arena_alloc(&message->arena, message->raw.len);
		if (!message->origin)
			return NLETS_E_MEMORY;
		if (message->raw.len)
			memcpy(message->origin, message->raw.ptr, message->raw.len);
		move_codes(message);
	}
	if (span.len)
		memset(message->origin + span.off, 0, span.len);
	return 0;
}

/* In XML many bytes may say the same (references, CDATA marks), and a part does not
 * keep its own as a field does: set to what it says, it stays as it was written. */
static bool stays(const struct nlets_message *message, const struct nlets_part *part,
		  struct str text)
{
	return message->wire == NLETS_WIRE_XML && part->text.ptr && !part->edited &&
	       str_eq(part->text, text);
}

static int set_part(struct nlets_message *message, struct nlets_part *part, struct str text)
{
	struct str copy = arena_copy(&message->arena, text);
	bool same = stays(message, part, text);

	if (!copy.ptr || nlets__before_edit(message, same ? (struct span){ 0, 0 } : part->span) < 0)
		return NLETS_E_MEMORY;
	if (!part->text.ptr)
		message->restructured = true;
	part->text = copy;
	part->edited = !same;
	return 0;
}

int nlets_message_set_key(struct nlets_message *message, struct str key)
{
	return set_part(message, &message->key, key);
}

int nlets_message_set_sender(struct nlets_message *message, struct str ori)
{
	return set_part(message, &message->sender, ori);
}

/* A destination that takes the place of a cleared one keeps that one's bytes in
 * sight, so that the same number of destinations can be patched. */
int nlets_message_add_destination(struct nlets_message *message, struct str destination)
{
	struct str copy = arena_copy(&message->arena, destination);
	struct span place = { 0, 0 };
	struct nlets_part *part;
	bool same = false;

	if (message->to.count < message->parsed_to) {
		part = &message->to.items[message->to.count];
		place = part->span;
		same = stays(message, part, destination);
	}
	if (!copy.ptr || nlets__before_edit(message, same ? (struct span){ 0, 0 } : place) < 0)
		return NLETS_E_MEMORY;
	part = vec_add(&message->arena, &message->to);
	if (!part)
		return NLETS_E_MEMORY;
	*part = (struct nlets_part){ place, copy, !same };
	return 0;
}

void nlets_message_clear_destinations(struct nlets_message *message)
{
	message->to.count = 0;
}

int nlets_message_set_control(struct nlets_message *message, struct str control)
{
	if (control.ptr)
		return set_part(message, &message->control, control);
	if (message->control.text.ptr)
		message->restructured = true;
	message->control = (struct nlets_part){ 0 };
	return 0;
}

static bool same_stamp(const struct nlets_stamp *a, const struct nlets_stamp *b)
{
	return a->present == b->present && str_eq(a->time, b->time) && str_eq(a->date, b->date) &&
	       str_eq(a->sequence, b->sequence);
}

static int set_stamp(struct nlets_message *message, struct nlets_stamp *stamp,
		     const struct nlets_stamp *from)
{
	struct nlets_stamp copy = { .present = from->present };

	if (same_stamp(stamp, from))
		copy.span = stamp->span;
	else
		message->restructured = true;
	copy.time = arena_copy(&message->arena, from->time);
	copy.date = arena_copy(&message->arena, from->date);
	copy.sequence = arena_copy(&message->arena, from->sequence);
	if (!copy.time.ptr || !copy.date.ptr || !copy.sequence.ptr)
		return NLETS_E_MEMORY;
	*stamp = copy;
	return 0;
}

int nlets_message_set_stamps(struct nlets_message *message, const struct nlets_stamp *received,
			     const struct nlets_stamp *sent)
{
	int error = set_stamp(message, &message->received, received);

	if (error == 0)
		error = set_stamp(message, &message->sent, sent);
	message->restructured |= message->direction != NLETS_OUTPUT;
	message->direction = NLETS_OUTPUT;
	return error;
}

int nlets_message_set_value(struct nlets_message *message, size_t at, struct str value)
{
	struct nlets_field *field;
	struct str copy;
	int error;

	if (at >= message->fields.count)
		return NLETS_E_ARGUMENT;
	copy = arena_copy(&message->arena, value);
	if (!copy.ptr)
		return NLETS_E_MEMORY;
	field = &message->fields.items[at];
	error = nlets__before_edit(message, field->value_span);
	if (error < 0)
		return error;
	field->value = copy;
	field->edited = true;
	return 0;
}

int nlets_message_add_field(struct nlets_message *message, struct str code, struct str value)
{
	struct str code_copy = arena_copy(&message->arena, code);
	struct str value_copy = arena_copy(&message->arena, value);
	struct nlets_field *field;

	if (!code_copy.ptr || !value_copy.ptr)
		return NLETS_E_MEMORY;
	field = vec_add(&message->arena, &message->fields);
	if (!field)
		return NLETS_E_MEMORY;
	*field = (struct nlets_field){ .code = code_copy, .value = value_copy, .edited = true };
	message->restructured = true;
	return 0;
}

void nlets_message_remove_field(struct nlets_message *message, size_t at)
{
	struct nlets_field *items = message->fields.items;

	if (at >= message->fields.count)
		return;
	message->fields.count--;
	memmove(&items[at], &items[at + 1], (message->fields.count - at) * sizeof(*items));
	message->restructured = true;
}

int nlets_message_set_text(struct nlets_message *message, struct str text)
{
	struct str copy = arena_copy(&message->arena, text);

	if (!copy.ptr)
		return NLETS_E_MEMORY;
	message->new_text = copy;
	message->restructured = true;
	return 0;
}

const struct nlets_field *nlets_message_field(const struct nlets_message *message, struct str code)
{
	for (size_t i = 0; i < message->fields.count; i++)
		if (str_eq(message->fields.items[i].code, code))
			return &message->fields.items[i];
	return NULL;
}

struct str nlets_message_value(const struct nlets_message *message, struct str code)
{
	const struct nlets_field *field = nlets_message_field(message, code);

	return field ? field->value : STR_NONE;
}

double nlets_message_coverage(const struct nlets_message *message)
{
	size_t unread = 0;

	if (message->body.len == 0)
		return 1;
	for (size_t i = 0; i < message->text.count; i++)
		unread += message->text.items[i].len;
	return 1 - (double)unread / (double)message->body.len;
}

static bool same_part(const struct nlets_part *a, const struct nlets_part *b)
{
	return !a->text.ptr == !b->text.ptr && str_eq(a->text, b->text);
}

static bool same_header(const struct nlets_message *a, const struct nlets_message *b)
{
	if (a->direction != b->direction || a->to.count != b->to.count)
		return false;
	for (size_t i = 0; i < a->to.count; i++)
		if (!same_part(&a->to.items[i], &b->to.items[i]))
			return false;
	return same_part(&a->key, &b->key) && same_part(&a->sender, &b->sender) &&
	       same_part(&a->control, &b->control) && same_stamp(&a->received, &b->received) &&
	       same_stamp(&a->sent, &b->sent);
}

static bool same_fields(const struct nlets_message *a, const struct nlets_message *b)
{
	if (a->fields.count != b->fields.count)
		return false;
	for (size_t i = 0; i < a->fields.count; i++)
		if (!str_eq(a->fields.items[i].code, b->fields.items[i].code) ||
		    !str_eq(a->fields.items[i].value, b->fields.items[i].value))
			return false;
	return true;
}

struct str nlets__bytes(const struct nlets_message *message)
{
	return (struct str){ message->origin ? message->origin : message->raw.ptr,
			     message->raw.len };
}

/* Walks the lines of all texts that are not empty. */
struct lines {
	const struct nlets_message *message;
	size_t next; /* text to go on with when rest is empty */
	struct str rest;
};

static bool next_text(struct lines *lines)
{
	const struct nlets_message *m = lines->message;

	if (lines->next >= (m->new_text.ptr ? 1 : m->text.count))
		return false;
	lines->rest = m->new_text.ptr ? m->new_text :
					str_at(nlets__bytes(m), m->text.items[lines->next]);
	lines->next++;
	return true;
}

static struct str next_line(struct lines *lines)
{
	for (;;) {
		size_t end = 0;
		struct str line;

		while (lines->rest.len == 0)
			if (!next_text(lines))
				return STR_NONE;
		while (end < lines->rest.len && lines->rest.ptr[end] != '\r' &&
		       lines->rest.ptr[end] != '\n')
			end++;
		line = str_trim(str_sub(lines->rest, 0, end));
		end += end < lines->rest.len;
		lines->rest = str_sub(lines->rest, end, lines->rest.len - end);
		if (line.len)
			return line;
	}
}

static bool same_texts(const struct nlets_message *a, const struct nlets_message *b)
{
	struct lines of_a = { .message = a }, of_b = { .message = b };
	struct str line;

	do {
		line = next_line(&of_a);
		if (!str_eq(line, next_line(&of_b)))
			return false;
	} while (line.len);
	return true;
}

bool nlets_message_same(const struct nlets_message *a, const struct nlets_message *b)
{
	return same_header(a, b) && same_fields(a, b) && same_texts(a, b);
}
