/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/compose.h"

/* An assignment split at its first "="; the code in capitals. */
struct assignment {
	struct str code, value;
	bool placed;
};

static int split(struct str text, struct arena *arena, struct assignment *assignment)
{
	size_t equals = str_find_char(text, '=');
	char *code = arena_alloc(arena, equals + 1);

	if (!code)
		return NLETS_E_MEMORY;
	if (equals == 0 || equals == text.len)
		return APP_COMPOSE_ASSIGNMENT;
	for (size_t i = 0; i < equals; i++) {
		code[i] = char_to_upper(text.ptr[i]);
		if (!char_is_upper_alnum(code[i]))
			return APP_COMPOSE_ASSIGNMENT;
	}
	assignment->code = (struct str){ code, equals };
	assignment->value = str_sub(text, equals + 1, text.len - equals - 1);
	return APP_COMPOSE_OK;
}

static int split_all(const struct app_parts *parts, struct arena *arena, size_t *at,
		     struct assignment **assignments)
{
	struct assignment *all =
		arena_alloc_array(arena, parts->assignment_count + 1, sizeof(*all));

	if (!all)
		return NLETS_E_MEMORY;
	for (size_t i = 0; i < parts->assignment_count; i++) {
		int fault = split(parts->assignments[i], arena, &all[i]);

		*at = i;
		if (fault != APP_COMPOSE_OK)
			return fault;
		for (size_t j = 0; j < i; j++)
			if (str_eq(all[j].code, all[i].code))
				return APP_COMPOSE_TWICE;
	}
	*assignments = all;
	return APP_COMPOSE_OK;
}

static int add_fields(const struct app_parts *parts, const struct nlets_form *form,
		      struct assignment *assignments, struct nlets_message *message)
{
	int result = 0;

	for (size_t i = 0; i < form->items.count; i++)
		for (size_t j = 0; j < parts->assignment_count && result == 0; j++) {
			if (!str_eq(form->items.items[i].code, assignments[j].code))
				continue;
			assignments[j].placed = true;
			result = nlets_message_add_field(message, assignments[j].code,
							 assignments[j].value);
		}
	for (size_t j = 0; j < parts->assignment_count && result == 0; j++)
		if (!assignments[j].placed)
			result = nlets_message_add_field(message, assignments[j].code,
							 assignments[j].value);
	return result;
}

static bool takes_only_codes(const struct nlets_destination_rule *to)
{
	return !to->state && !to->region && !to->province && !to->ori && !to->help;
}

static int add_destinations(const struct app_parts *parts, const struct nlets_form *form,
			    struct nlets_message *message)
{
	int result = 0;

	for (size_t i = 0; i < parts->to_count && result == 0; i++)
		result = nlets_message_add_destination(message, parts->to[i]);
	if (parts->to_count == 0 && form->to.codes.count == 1 && takes_only_codes(&form->to))
		result = nlets_message_add_destination(message, form->to.codes.items[0]);
	return result;
}

static int build(const struct app_parts *parts, const struct nlets_form *form,
		 struct assignment *assignments, struct nlets_message *message)
{
	int result = nlets_message_set_key(message, parts->key);

	if (result == 0)
		result = nlets_message_set_sender(message, parts->from);
	if (result == 0)
		result = add_destinations(parts, form, message);
	if (result == 0 && parts->control.ptr)
		result = nlets_message_set_control(message, parts->control);
	if (result == 0)
		result = add_fields(parts, form, assignments, message);
	if (result == 0 && parts->text.ptr)
		result = nlets_message_set_text(message, parts->text);
	return result;
}

static int write_and_read(struct app_session *session, const struct app_parts *parts,
			  const struct nlets_form *form, struct assignment *assignments,
			  struct arena *arena, struct buf *wire_bytes, struct nlets_findings *lost,
			  struct nlets_message **message)
{
	struct nlets_message *made = nlets_message_new(parts->wire);
	int result;

	if (!made)
		return NLETS_E_MEMORY;
	result = build(parts, form, assignments, made);
	if (result == 0)
		result = nlets_render(session->definitions, made, parts->wire, wire_bytes, arena, lost);
	if (result == 0 && wire_bytes->failed)
		result = NLETS_E_MEMORY;
	/* The arguments of these findings may be borrowed from `made`. */
	for (size_t i = 0; i < lost->count; i++)
		for (size_t j = 0; j < NLETS_FINDING_ARGS; j++)
			lost->items[i].args[j] = arena_copy(arena, lost->items[i].args[j]);
	for (size_t i = 0; i < lost->count; i++)
		lost->items[i].field = arena_copy(arena, lost->items[i].field);
	nlets_message_free(&made);
	if (result == NLETS_E_UNRENDERABLE)
		return APP_COMPOSE_UNRENDERABLE;
	if (result == 0)
		result = nlets_parse(session->definitions, buf_str(wire_bytes), NULL, message);
	if (result == 0 && app_session_check(session, *message, false) < 0) {
		nlets_message_free(message);
		result = NLETS_E_MEMORY;
	}
	return result < 0 ? result : APP_COMPOSE_OK;
}

int app_compose(struct app_session *session, const struct app_parts *parts, struct arena *arena,
		struct buf *wire_bytes, struct nlets_findings *lost, size_t *at,
		struct nlets_message **message)
{
	const struct nlets_form *form = nlets_form(session->definitions, parts->key);
	struct assignment *assignments;
	int fault;

	*message = NULL;
	if (!form)
		return nlets_catalogue_find(session->definitions, parts->key, NULL) ?
			       APP_COMPOSE_NO_FORM : APP_COMPOSE_NO_SUCH_KEY;
	if (!app_is_training_ori(parts->from))
		return APP_COMPOSE_FROM;
	fault = split_all(parts, arena, at, &assignments);
	if (fault != APP_COMPOSE_OK)
		return fault;
	return write_and_read(session, parts, form, assignments, arena, wire_bytes, lost, message);
}
