/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON from a server, read as something from outside. */
#include <config.h>

#include "app/remote.h"

#include "app/conversation_report.h"
#include "app/forms_report.h"
#include "app/json.h"
#include "app/time_text.h"
#include "base/utf8.h"
#include "sim/sim.h"

enum { HOPS_LIMIT = 100000 };

static json_t *load(struct str json)
{
	return json_loadb(json.len ? json.ptr : "", json.len, 0, NULL);
}

static struct str text_of(const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);

	return json_is_string(value) ?
		       (struct str){ json_string_value(value), json_string_length(value) } :
		       STR("");
}

static bool hex_value(char c, unsigned *value)
{
	c = char_to_upper(c);
	if (char_is_digit(c))
		*value = (unsigned)(c - '0');
	else if (c >= 'A' && c <= 'F')
		*value = (unsigned)(c - 'A' + 10);
	else
		return false;
	return true;
}

/* Takes back what app_json_bytes() did: \xNN and \\. */
static struct str bytes_of(const json_t *object, const char *name, struct arena *arena)
{
	struct str text = text_of(object, name), copy;
	struct buf out = { 0 };

	for (size_t i = 0; i < text.len; i++) {
		unsigned high, low;

		if (text.ptr[i] != '\\' || i + 1 == text.len) {
			buf_add_char(&out, text.ptr[i]);
		} else if (text.ptr[i + 1] == 'x' && i + 3 < text.len &&
			   hex_value(text.ptr[i + 2], &high) && hex_value(text.ptr[i + 3], &low)) {
			buf_add_char(&out, (char)(high * 16 + low));
			i += 3;
		} else {
			buf_add_char(&out, text.ptr[++i]);
		}
	}
	copy = arena_copy(arena, buf_str(&out));
	buf_free(&out);
	return copy;
}

/* What is shown as our own text elsewhere must be safe to show. */
static struct str words_of(const json_t *object, const char *name, struct arena *arena)
{
	struct buf visible = { 0 };
	struct str copy;

	utf8_add_visible(&visible, text_of(object, name), false);
	copy = arena_copy(arena, buf_str(&visible));
	buf_free(&visible);
	return copy;
}

static unsigned number_of(const json_t *object, const char *name)
{
	json_int_t value = json_integer_value(json_object_get(object, name));

	return value > 0 && value < UINT32_MAX ? (unsigned)value : 0;
}

static enum nlets_backing backing_of(struct str word)
{
	for (int i = NLETS_SOURCED; i <= NLETS_INVENTED; i++)
		if (str_eq(word, str_from(app_backing_word((enum nlets_backing)i))))
			return (enum nlets_backing)i;
	return NLETS_INVENTED;
}

static bool read_hop(const json_t *object, size_t at, struct arena *arena, struct sim_hop *hop)
{
	const json_t *follows = json_object_get(object, "follows");
	json_int_t cause = json_integer_value(follows);

	*hop = (struct sim_hop){
		.time_ms = number_of(object, "time_ms"),
		.from = bytes_of(object, "from", arena),
		.to = bytes_of(object, "to", arena),
		.from_label = words_of(object, "from_label", arena),
		.to_label = words_of(object, "to_label", arena),
		.key = bytes_of(object, "key", arena),
		.bytes = bytes_of(object, "bytes", arena),
		.holder = words_of(object, "holder", arena),
		.rule = words_of(object, "rule", arena),
		.backing = backing_of(text_of(object, "backing")),
		.note = words_of(object, "note", arena),
		.does = words_of(object, "does", arena),
		.detail = words_of(object, "detail", arena),
		.assumed = words_of(object, "assumed", arena),
		.gate = words_of(object, "gate", arena),
		.answers = json_is_integer(follows) && cause >= 0 && (size_t)cause < at ? (size_t)cause :
											 SIZE_MAX,
	};
	return app_hop_kind_by_word(text_of(object, "kind"), &hop->kind) &&
	       app_outcome_by_word(text_of(object, "outcome"), &hop->outcome) &&
	       app_fault_by_word(text_of(object, "fault"), &hop->fault);
}

int app_remote_read(struct str json, struct sim_conversation *conversation)
{
	json_t *object = load(json);
	const json_t *told = json_object_get(object, "conversation");
	const json_t *hops = json_object_get(told, "hops");
	int result = json_array_size(hops) && json_array_size(hops) <= HOPS_LIMIT ? 0 :
										   NLETS_E_UNREADABLE;

	conversation->id = words_of(object, "id", &conversation->arena);
	conversation->whole = json_is_true(json_object_get(object, "whole"));
	if (!app_time_read(text_of(told, "sent"), &conversation->sent))
		conversation->sent = 0;
	for (size_t i = 0; result == 0 && i < json_array_size(hops); i++) {
		struct sim_hop *hop = vec_add(&conversation->arena, &conversation->hops);

		if (!hop)
			result = NLETS_E_MEMORY;
		else if (!read_hop(json_array_get(hops, i), i, &conversation->arena, hop))
			result = NLETS_E_UNREADABLE;
	}
	json_decref(object);
	return result;
}

struct str app_remote_problem(struct str json, struct arena *arena)
{
	json_t *object = load(json);
	const json_t *error = json_object_get(object, "error"), *findings;
	struct buf text = { 0 };
	struct str sentence;

	utf8_add_visible(&text, text_of(error, "message"), false);
	findings = json_object_get(error, "findings");
	for (size_t i = 0; i < json_array_size(findings) && i < 5; i++) {
		buf_add_text(&text, i ? ", " : " ");
		utf8_add_visible(&text, text_of(json_array_get(findings, i), "id"), false);
	}
	sentence = text.len ? arena_copy(arena, buf_str(&text)) : STR_NONE;
	buf_free(&text);
	json_decref(object);
	return sentence;
}

bool app_remote_is_switch(struct str json)
{
	json_t *object = load(json);
	bool is = str_eq(text_of(object, "program"), STR(PACKAGE_NAME)) &&
		  str_eq(text_of(object, "role"), STR("simulated-switch")) &&
		  json_is_true(json_object_get(object, "simulated"));

	json_decref(object);
	return is;
}
