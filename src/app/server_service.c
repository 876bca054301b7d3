/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the server answers, and in which words it refuses. */
#include <config.h>

#include "app/server_parts.h"

#include "app/conversation_report.h"
#include "app/finding_json.h"
#include "app/i18n.h"
#include "app/json.h"
#include "app/time_text.h"

bool app_server_delivers(const struct sim_hop *hop)
{
	return (hop->kind == SIM_HOP_DELIVERY || hop->kind == SIM_HOP_NOTICE) && hop->bytes.len;
}

struct net_delivery app_server_delivery(const struct sim_hop *hop, struct str id, int64_t time_ms)
{
	return (struct net_delivery){
		.bytes = hop->bytes,
		.id = id,
		.key = hop->key,
		.from = hop->from,
		.to = hop->to,
		.time_ms = hop->time_ms,
		.at = time_ms / 1000,
		.xml = hop->bytes.len && hop->bytes.ptr[0] == '<',
	};
}

void app_server_keep(struct net_result *result, const struct net_delivery *delivery)
{
	struct net_delivery *kept = vec_add(&result->arena, &result->deliveries);

	if (!kept)
		return;
	*kept = *delivery;
	kept->bytes = arena_copy(&result->arena, delivery->bytes);
	kept->id = arena_copy(&result->arena, delivery->id);
	kept->key = arena_copy(&result->arena, delivery->key);
	kept->from = arena_copy(&result->arena, delivery->from);
	kept->to = arena_copy(&result->arena, delivery->to);
}

static json_t *problem(unsigned status, const char *id, const char *sentence, json_t *findings)
{
	json_t *object = json_object(), *error = json_object();

	json_object_set_new(error, "status", json_integer((json_int_t)status));
	json_object_set_new(error, "id", json_string(id));
	json_object_set_new(error, "message", json_string(_(sentence)));
	json_object_set_new(error, "findings", findings ? findings : json_array());
	json_object_set_new(object, "schema", json_integer(APP_JSON_SCHEMA));
	json_object_set_new(object, "simulated", json_true());
	json_object_set_new(object, "error", error);
	return object;
}

static void add_line(struct buf *json, json_t *object)
{
	app_json_add(json, object, false);
	buf_add_char(json, '\n');
}

void app_server_problem(void *context, unsigned status, const char *id, const char *sentence,
			struct buf *json)
{
	(void)context;
	add_line(json, problem(status, id, sentence, NULL));
}

void app_server_refuse(struct net_result *result, unsigned status, const char *id,
		       const char *sentence, json_t *findings)
{
	result->status = status;
	buf_clear(&result->json);
	add_line(&result->json, problem(status, id, sentence, findings));
}

/* For a negative error of sim; true when it was one. */
static bool failed(struct net_result *result, int error)
{
	if (error >= 0)
		return false;
	if (error == NLETS_E_NOT_FOUND)
		app_server_refuse(result, 404, "no-such-conversation",
				  N_("The journal has no conversation of this id."), NULL);
	else if (error == NLETS_E_ARGUMENT)
		app_server_refuse(result, 422, "idempotency-key-reused",
				  N_("This Idempotency-Key was used for another message."), NULL);
	else
		app_server_refuse(result, 503, "store-failed", N_("The journal could not be used."), NULL);
	return true;
}

void app_server_health(void *context, struct net_result *result)
{
	struct app_server *server = context;
	struct arena arena = { 0 };
	json_t *object = json_object();

	json_object_set_new(object, "schema", json_integer(APP_JSON_SCHEMA));
	json_object_set_new(object, "program", json_string(PACKAGE_NAME));
	json_object_set_new(object, "role", json_string("simulated-switch"));
	json_object_set_new(object, "simulated", json_true());
	json_object_set_new(object, "version", json_string(PACKAGE_VERSION));
	json_object_set_new(object, "message",
			    json_string(_("A nletscope simulated switch. It talks to no real network.")));
	json_object_set_new(object, "speed", json_real(server->options->speed));
	json_object_set_new(object, "time",
			    app_json_text(app_time_text(app_server_now(server) / 1000, true, &arena)));
	json_object_set_new(object, "underway",
			    json_integer((json_int_t)sim_underway(server->network)));
	result->status = 200;
	add_line(&result->json, object);
	arena_free(&arena);
}

/* Unreadable here is what has no sender or no XML tree; all else the switch answers.
 * Returns the status of the refusal, or 0. */
static unsigned judge(const struct net_message *sent, const struct nlets_message *message,
		      const char **id, const char **sentence)
{
	if (sent->bytes.len == 0) {
		*id = "message-empty";
		*sentence = N_("The body is empty.");
	} else if ((message->wire == NLETS_WIRE_XML) != sent->xml) {
		*id = "wire-differs";
		*sentence = N_("The body is not in the wire format that Content-Type names.");
	} else if (message->sender.text.len == 0) {
		*id = "message-unreadable";
		*sentence = N_("The message cannot be read: it names no sender.");
	} else if (!app_is_training_ori(message->sender.text)) {
		*id = "sender-not-training";
		*sentence = N_("The sender is no training ORI (SIM as characters 3 to 5).");
		return 422;
	} else {
		return 0;
	}
	return 400;
}

static void keep_deliveries(const struct sim_conversation *conversation, struct net_result *result)
{
	for (size_t i = 0; i < conversation->hops.count; i++) {
		const struct sim_hop *hop = &conversation->hops.items[i];
		struct net_delivery delivery = app_server_delivery(
			hop, arena_printf(&result->arena, "%.*s.%zu", STR_ARGS(conversation->id), i),
			conversation->sent * 1000 + hop->time_ms);

		if (hop->kind == SIM_HOP_DELIVERY && hop->bytes.len)
			app_server_keep(result, &delivery);
	}
}

static void accept_message(struct app_server *server, const struct net_message *sent,
			   struct net_result *result)
{
	const struct sim_submission submission = { sent->bytes, app_server_now(server),
						   sent->idempotency_key };
	struct sim_conversation conversation = { 0 };
	int accepted = sim_accept(server->network, &submission, &conversation);

	if (!failed(result, accepted)) {
		result->status = 200;
		result->repeated = accepted == 1;
		result->conversation = arena_copy(&result->arena, conversation.id);
		result->whole = conversation.whole;
		keep_deliveries(&conversation, result);
	}
	sim_conversation_free(&conversation);
}

/* Whether a rule has answered, or refused to. */
static bool answer_by_rule(struct app_server *server, const struct net_message *sent,
			   const struct nlets_message *message, struct net_result *result)
{
	const struct app_scripted *scripted;
	int answered = !server->rules ? NLETS_E_NOT_FOUND :
					app_rules_answer(server->rules, message, sent->idempotency_key,
							 app_server_now(server), &scripted);

	if (answered == NLETS_E_NOT_FOUND)
		return false;
	if (failed(result, answered))
		return true;
	result->status = 200;
	result->conversation = arena_copy(&result->arena, scripted->conversation.id);
	result->repeated = answered == 1;
	result->whole = answered == 1;
	if (result->whole)
		keep_deliveries(&scripted->conversation, result);
	return true;
}

void app_server_post(void *context, const struct net_message *sent, struct net_result *result)
{
	struct app_server *server = context;
	struct nlets_message *message;
	const char *id, *sentence;
	unsigned status;

	if (nlets_parse(server->session->definitions, sent->bytes, NULL, &message) < 0) {
		app_server_refuse(result, 503, "out-of-memory", N_("The server is out of memory."), NULL);
		return;
	}
	status = judge(sent, message, &id, &sentence);
	if (status)
		app_server_refuse(result, status, id, sentence,
				  app_findings_json(server->session, &message->findings, 0,
						    &result->arena));
	else if (!answer_by_rule(server, sent, message, result))
		accept_message(server, sent, result);
	nlets_message_free(&message);
}

static void give_conversation(struct app_server *server, const struct sim_conversation *conversation,
			      struct net_result *result)
{
	struct buf *json = &result->json;

	result->status = 200;
	buf_printf(json, "{\"schema\":%d,\"id\":\"%.*s\",\"whole\":%s,\"conversation\":", APP_JSON_SCHEMA,
		   STR_ARGS(conversation->id), conversation->whole ? "true" : "false");
	app_conversation_json(server->session, conversation, json);
	buf_add_text(json, "}\n");
}

void app_server_conversation(void *context, struct str id, struct net_result *result)
{
	struct app_server *server = context;
	struct sim_conversation conversation = { 0 };
	const struct app_scripted *scripted = server->rules ? app_rules_find(server->rules, id) : NULL;

	if (scripted)
		give_conversation(server, &scripted->conversation, result);
	else if (!failed(result, sim_journal_get(server->network, id, &conversation)))
		give_conversation(server, &conversation, result);
	sim_conversation_free(&conversation);
}

static int add_row(void *context, const struct sim_journal_row *row)
{
	json_t *object = json_object();
	struct arena arena = { 0 };

	json_object_set_new(object, "id", app_json_text(row->id));
	json_object_set_new(object, "sent",
			    app_json_text(app_time_text(row->sent_ms / 1000, true, &arena)));
	json_object_set_new(object, "key", app_json_bytes(row->key));
	json_object_set_new(object, "from", app_json_bytes(row->asker));
	json_object_set_new(object, "to", app_json_bytes(row->to));
	json_object_set_new(object, "hops", json_integer((json_int_t)row->hops));
	json_object_set_new(object, "size", json_integer((json_int_t)row->size));
	json_object_set_new(object, "whole", json_boolean(row->whole));
	arena_free(&arena);
	return json_array_append_new(context, object) < 0 ? NLETS_E_MEMORY : 0;
}

void app_server_journal(void *context, struct str asker, size_t offset, size_t count,
			struct net_result *result)
{
	struct app_server *server = context;
	json_t *object = json_object(), *rows = json_array();

	json_object_set_new(object, "schema", json_integer(APP_JSON_SCHEMA));
	json_object_set_new(object, "simulated", json_true());
	json_object_set_new(object, "conversations", rows);
	if (failed(result, sim_journal_list(server->network, asker, offset, count, add_row, rows))) {
		json_decref(object);
		return;
	}
	result->status = 200;
	add_line(&result->json, object);
}

static void replay(void *context, const struct sim_event *event)
{
	struct net_delivery delivery = app_server_delivery(event->hop, event->id, event->time_ms);

	app_server_keep(context, &delivery);
}

void app_server_listen(void *context, struct str ori, struct str after, struct net_result *result)
{
	enum { MOST_REPLAYED = 10000 };
	struct app_server *server = context;
	int done = 0;

	if (!app_is_training_ori(ori)) {
		app_server_refuse(result, 404, "no-such-ori",
				  N_("This is no training ORI (SIM as characters 3 to 5)."), NULL);
		return;
	}
	if (after.len)
		done = sim_deliveries(server->network, ori, str_eq(after, STR("0")) ? STR("") : after,
				      MOST_REPLAYED, replay, result);
	if (done == NLETS_E_ARGUMENT)
		app_server_refuse(result, 400, "no-such-delivery",
				  N_("The journal has no delivery of this id."), NULL);
	else if (!failed(result, done))
		result->status = 200;
}
