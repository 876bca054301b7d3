/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/rules.h"

#include "base/alloc.h"
#include "io/file.h"
#include "nlets/definition_xml.h"
#include "sim/envelope.h"

#include <errno.h>
#include <stdlib.h>

enum {
	FILE_LIMIT = 4 * 1024 * 1024, /* bytes */
	MOST_HELD = 10000,            /* conversations */
};

struct app_rules {
	struct arena arena;
	const struct nlets_node *root;
	VEC(struct app_scripted *) held;
	struct hash by_key;
	size_t first_open; /* all before it are told */
};

static int read_nodes(struct app_session *session, struct app_rules *rules, const char *file,
		      struct str *why)
{
	struct str schema, schema_path;
	struct buf bytes = { 0 };
	nlets_faults faults = { 0 };
	int result = session->read(session->read_context, false, "forms/schema/rules.rng",
				   &rules->arena, &schema, &schema_path);

	if (result == 0)
		result = io_read_file(file, FILE_LIMIT, &bytes);
	if (result < 0)
		*why = arena_printf(&session->arena, "%s: %s", file,
				    result == NLETS_E_UNREADABLE ? strerror(errno) :
								   nlets_error_text(result));
	else
		rules->root = nlets_node_parse(&rules->arena, buf_str(&bytes), str_from(file), schema,
					       &faults);
	buf_free(&bytes);
	if (result == 0 && !rules->root) {
		result = NLETS_E_DEFINITION;
		if (faults.count)
			*why = arena_printf(&session->arena, "%.*s:%u: %.*s",
					    STR_ARGS(faults.items[0].file), faults.items[0].line,
					    STR_ARGS(faults.items[0].reason));
	}
	return result;
}

int app_rules_read(struct app_session *session, const char *file, struct app_rules **rules,
		   struct str *why)
{
	int result = NLETS_E_MEMORY;

	*rules = base_realloc(NULL, sizeof(**rules));
	if (*rules) {
		**rules = (struct app_rules){ 0 };
		result = read_nodes(session, *rules, file, why);
	}
	if (result < 0)
		app_rules_free(rules);
	return result;
}

void app_rules_free(struct app_rules **rules)
{
	struct app_rules *r = *rules;

	*rules = NULL;
	if (!r)
		return;
	for (size_t i = 0; i < r->held.count; i++)
		sim_conversation_free(&r->held.items[i]->conversation);
	arena_free(&r->arena);
	base_free(r);
}

static bool holds(const struct nlets_node *condition, const struct nlets_message *message)
{
	struct str field = nlets_node_attribute(condition, "field");
	struct str to = nlets_node_attribute(condition, "to");
	const struct nlets_field *found;

	if (field.len) {
		found = nlets_message_field(message, field);
		return found && nlets_pattern_matches(nlets_node_attribute(condition, "is"), found->value);
	}
	if (to.len == 0)
		return nlets_pattern_matches(nlets_node_attribute(condition, "from"), message->sender.text);
	for (size_t i = 0; i < message->to.count; i++)
		if (nlets_pattern_matches(to, message->to.items[i].text))
			return true;
	return false;
}

static bool fits(const struct nlets_node *rule, const struct nlets_message *message)
{
	const struct nlets_node *condition = NULL;

	if (!nlets_pattern_matches(nlets_node_attribute_or(rule, "key", ""), message->key.text))
		return false;
	while ((condition = nlets_node_child(rule, "if", condition)))
		if (!holds(condition, message))
			return false;
	return true;
}

static struct sim_hop *add_hop(struct app_scripted *scripted, const struct nlets_node *rule,
			       enum sim_hop_kind kind)
{
	struct arena *arena = &scripted->conversation.arena;
	struct sim_hop *hop = vec_add(arena, &scripted->conversation.hops);

	if (hop)
		*hop = (struct sim_hop){ .kind = kind, .backing = NLETS_INVENTED, .answers = SIZE_MAX,
					 .detail = nlets_node_attribute(rule, "id") };
	return hop;
}

/* A rule's lines have the line ends of the wire between them. */
static void add_lines(const struct nlets_node *answer, struct buf *body)
{
	const struct nlets_node *line = NULL;

	while ((line = nlets_node_child(answer, "line", line))) {
		if (body->len)
			buf_add_text(body, "\r\n");
		buf_add(body, line->text);
	}
}

static bool add_answer(struct app_scripted *scripted, const struct nlets_message *message,
		       const struct nlets_node *rule, const struct nlets_node *answer)
{
	struct arena *arena = &scripted->conversation.arena;
	struct sim_hop *hop = add_hop(scripted, rule, SIM_HOP_DELIVERY);
	struct buf body = { 0 }, bytes = { 0 };
	unsigned after = 0, number = (unsigned)scripted->conversation.hops.count - 1;
	struct sim_letter letter = { .key = nlets_node_attribute(answer, "key"),
				     .sender = nlets_node_attribute(answer, "from"),
				     .to = arena_copy(arena, message->sender.text),
				     .control = message->control.text };
	struct sim_stamps stamps = { scripted->sent_ms / 1000, 0, number, number };

	if (!hop)
		return false;
	str_to_uint(nlets_node_attribute_or(answer, "after", "0"), &after);
	stamps.sent = (scripted->sent_ms + after) / 1000;
	add_lines(answer, &body);
	letter.body = buf_str(&body);
	sim_letter_write(&letter, &stamps, &bytes);
	hop->time_ms = after;
	hop->key = letter.key;
	hop->from = STR("NL");
	hop->to = letter.to;
	hop->answers = 0;
	hop->bytes = bytes.failed ? STR_NONE : arena_copy(arena, buf_str(&bytes));
	buf_free(&body);
	buf_free(&bytes);
	return hop->bytes.ptr != NULL;
}

static int by_time(const void *a, const void *b)
{
	const struct sim_hop *one = a, *other = b;

	return (one->time_ms > other->time_ms) - (one->time_ms < other->time_ms);
}

static bool fill(struct app_rules *rules, struct app_scripted *scripted, const struct nlets_node *rule,
		 const struct nlets_message *message)
{
	struct sim_conversation *conversation = &scripted->conversation;
	struct sim_hop *query = add_hop(scripted, rule, SIM_HOP_QUERY);
	const struct nlets_node *answer = NULL;

	if (!query)
		return false;
	conversation->id = arena_printf(&conversation->arena, "RULE%06zu", rules->held.count + 1);
	conversation->sent = scripted->sent_ms / 1000;
	conversation->whole = true;
	query->key = arena_copy(&conversation->arena, message->key.text);
	query->from = arena_copy(&conversation->arena, message->sender.text);
	query->to = STR("NL");
	query->bytes = scripted->bytes = arena_copy(&conversation->arena, message->raw);
	while ((answer = nlets_node_child(rule, "answer", answer)))
		if (!add_answer(scripted, message, rule, answer))
			return false;
	if (conversation->hops.count > 1)
		qsort(conversation->hops.items + 1, conversation->hops.count - 1, sizeof(struct sim_hop),
		      by_time);
	return conversation->id.ptr && scripted->bytes.ptr;
}

static int hold(struct app_rules *rules, const struct nlets_node *rule,
		const struct nlets_message *message, struct str idempotency, int64_t now_ms,
		const struct app_scripted **scripted)
{
	struct app_scripted *made = arena_alloc(&rules->arena, sizeof(*made)), **kept;

	if (rules->held.count >= MOST_HELD)
		return NLETS_E_LIMIT;
	if (!made)
		return NLETS_E_MEMORY;
	made->sent_ms = now_ms;
	made->idempotency = arena_copy(&rules->arena, idempotency);
	kept = fill(rules, made, rule, message) ? vec_add(&rules->arena, &rules->held) : NULL;
	if (!kept) {
		sim_conversation_free(&made->conversation);
		return NLETS_E_MEMORY;
	}
	*kept = made;
	*scripted = made;
	return !idempotency.len || hash_put(&rules->arena, &rules->by_key, made->idempotency, made) ?
		       0 :
		       NLETS_E_MEMORY;
}

int app_rules_answer(struct app_rules *rules, const struct nlets_message *message,
		     struct str idempotency, int64_t now_ms, const struct app_scripted **scripted)
{
	const struct app_scripted *known = idempotency.len ? hash_get(&rules->by_key, idempotency) : NULL;
	const struct nlets_node *rule = NULL;

	if (known) {
		*scripted = known;
		return str_eq(known->bytes, message->raw) ? 1 : NLETS_E_ARGUMENT;
	}
	while ((rule = nlets_node_child(rules->root, "rule", rule)))
		if (fits(rule, message))
			return hold(rules, rule, message, idempotency, now_ms, scripted);
	return NLETS_E_NOT_FOUND;
}

const struct app_scripted *app_rules_find(const struct app_rules *rules, struct str id)
{
	for (size_t i = 0; i < rules->held.count; i++)
		if (str_eq(rules->held.items[i]->conversation.id, id))
			return rules->held.items[i];
	return NULL;
}

/* The query is told too: for a rule that answers nothing it is all there is. */
static void tell(struct app_scripted *scripted, int64_t until_ms, sim_happened *happened, void *context)
{
	const struct sim_conversation *conversation = &scripted->conversation;

	while (scripted->told < conversation->hops.count) {
		const struct sim_hop *hop = &conversation->hops.items[scripted->told];
		int64_t time_ms = scripted->sent_ms + hop->time_ms;
		struct arena arena = { 0 };
		struct sim_event event = {
			.conversation = conversation->id,
			.id = arena_printf(&arena, "%.*s.%zu", STR_ARGS(conversation->id), scripted->told),
			.hop = hop,
			.time_ms = time_ms,
			.last = scripted->told + 1 == conversation->hops.count,
		};

		if (time_ms <= until_ms)
			happened(context, &event);
		arena_free(&arena);
		if (time_ms > until_ms)
			return;
		scripted->told++;
	}
}

static bool is_told(const struct app_scripted *scripted)
{
	return scripted->told == scripted->conversation.hops.count;
}

void app_rules_run(struct app_rules *rules, int64_t until_ms, sim_happened *happened, void *context)
{
	for (size_t i = rules->first_open; i < rules->held.count; i++)
		tell(rules->held.items[i], until_ms, happened, context);
	while (rules->first_open < rules->held.count && is_told(rules->held.items[rules->first_open]))
		rules->first_open++;
}

int64_t app_rules_next_due(const struct app_rules *rules)
{
	int64_t due = INT64_MAX;

	for (size_t i = rules->first_open; i < rules->held.count; i++) {
		const struct app_scripted *scripted = rules->held.items[i];

		if (!is_told(scripted)) {
			const struct sim_hop *hop = &scripted->conversation.hops.items[scripted->told];
			int64_t time_ms = scripted->sent_ms + hop->time_ms;

			due = time_ms < due ? time_ms : due;
		}
	}
	return due;
}
