/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/remote.h"

#include "app/i18n.h"
#include "app/net.h"
#include "base/alloc.h"
#include "base/utf8.h"
#include "io/crash.h"
#include "net/part.h"
#include "sim/sim.h"

#include <errno.h>

enum {
	CONNECT_MS = 10000,
	STEP_MS = 100,
	ANSWER_LIMIT = 32 * 1024 * 1024, /* bytes */
	PARTS_LIMIT = 10000,
};

/* One message's way to the server and back. */
struct errand {
	struct app_session *session;
	const struct net_functions *net;
	struct net_client_settings settings;
	app_progress *progress;
	void *context;
	struct str *why;
	bool xml;
};

/* What comes from outside is made safe for any terminal. */
static struct str made_visible(struct str text, struct arena *arena)
{
	struct buf visible = { 0 };
	struct str copy;

	utf8_add_visible(&visible, text, false);
	copy = arena_copy(arena, buf_str(&visible));
	buf_free(&visible);
	return copy;
}

static int outcome_result(enum net_outcome outcome)
{
	switch (outcome) {
	case NET_BAD_URL:
	case NET_REMOTE:
		return NLETS_E_ARGUMENT;
	case NET_NO_MEMORY:
		return NLETS_E_MEMORY;
	default:
		return NLETS_E_NETWORK;
	}
}

static const char *outcome_sentence(enum net_outcome outcome)
{
	switch (outcome) {
	case NET_BAD_URL:
		return _("The URL is not of the form http://HOST:PORT or https://HOST:PORT.");
	case NET_REMOTE:
		return _("The URL leads beyond the loopback, which only --allow-remote permits.");
	case NET_NO_CONNECTION:
		return _("The server cannot be reached.");
	case NET_NO_TRUST:
		return _("The server's certificate is not trusted; --ca-file names one that is.");
	case NET_TIMED_OUT:
		return _("The server took too long.");
	case NET_TOO_LARGE:
		return _("The answer is larger than is taken.");
	default:
		return _("The connection broke off.");
	}
}

static void explain(const struct errand *errand, const char *sentence, struct str reason)
{
	struct arena *arena = &errand->session->arena;

	*errand->why = reason.len ? arena_printf(arena, "%s (%.*s)", sentence, STR_ARGS(reason)) :
				    arena_copy(arena, str_from(sentence));
}

/* Runs the request to its end. Returns 0 when there is an answer, whatever its status. */
static int exchange(const struct errand *errand, const struct net_request *request,
		    struct net_transfer **transfer)
{
	enum net_outcome outcome = NET_RUNNING;
	const struct net_answer *answer;

	*transfer = errand->net->transfer_new(&errand->settings, request);
	if (!*transfer)
		return NLETS_E_MEMORY;
	answer = errand->net->transfer_answer(*transfer);
	while (outcome == NET_RUNNING) {
		outcome = errand->net->transfer_step(*transfer, STEP_MS);
		if (outcome == NET_RUNNING &&
		    (io_interrupted() ||
		     (errand->progress &&
		      errand->progress(errand->context, answer->sent + answer->received, 0))))
			return NLETS_E_CANCELLED;
	}
	if (outcome == NET_ANSWERED)
		return 0;
	explain(errand, outcome_sentence(outcome),
		outcome == NET_REMOTE || outcome == NET_BAD_URL ?
			STR_NONE :
			made_visible(answer->reason, &errand->session->arena));
	return outcome_result(outcome);
}

static int ask_health(const struct errand *errand)
{
	const struct net_request request = { .path = "/health" };
	struct net_transfer *transfer;
	int result = exchange(errand, &request, &transfer);

	if (result == 0) {
		const struct net_answer *answer = errand->net->transfer_answer(transfer);

		if (answer->status != 200 || !app_remote_is_switch(answer->body)) {
			explain(errand,
				_("The server is no nletscope simulated switch; nothing was sent."),
				STR_NONE);
			result = NLETS_E_ARGUMENT;
		}
	}
	errand->net->transfer_free(&transfer);
	return result;
}

/* The deliveries alone, for a server whose journal does not tell more. */
static int read_parts(struct str bytes, const struct net_answer *answer,
		      struct sim_conversation *conversation)
{
	struct arena *arena = &conversation->arena;
	struct net_parts parts = { 0 };
	struct str boundary = net_parameter(answer->type, "boundary");
	struct sim_hop *query = vec_add(arena, &conversation->hops);
	int result;

	if (!query)
		return NLETS_E_MEMORY;
	*query = (struct sim_hop){ .kind = SIM_HOP_QUERY, .bytes = arena_copy(arena, bytes),
				   .to = STR("NL"), .answers = SIZE_MAX };
	if (!str_eq_nocase(net_media_type(answer->type), STR("multipart/mixed")) || boundary.len == 0)
		return NLETS_E_UNREADABLE;
	result = net_parts_read(arena, answer->body, boundary, PARTS_LIMIT, &parts);
	for (size_t i = 0; result == 0 && i < parts.items.count; i++) {
		const struct net_delivery *part = &parts.items.items[i];
		struct sim_hop *hop = vec_add(arena, &conversation->hops);

		if (!hop)
			return NLETS_E_MEMORY;
		*hop = (struct sim_hop){ .kind = SIM_HOP_DELIVERY, .time_ms = part->time_ms,
					 .from = arena_copy(arena, part->from),
					 .to = arena_copy(arena, part->to),
					 .key = arena_copy(arena, part->key),
					 .bytes = arena_copy(arena, part->bytes), .answers = 0 };
	}
	return result;
}

static bool is_plain_id(struct str id)
{
	for (size_t i = 0; i < id.len; i++)
		if (!char_is_upper_alnum(id.ptr[i]) && !char_is_lower(id.ptr[i]))
			return false;
	return id.len > 0 && id.len <= 32;
}

/* How the message travelled; without it the deliveries stand. */
static void ask_hops(const struct errand *errand, struct str id, struct sim_conversation *conversation)
{
	struct sim_conversation whole = { 0 };
	struct str path = arena_printf(&conversation->arena, "/conversations/%.*s", STR_ARGS(id));
	const struct net_request request = { .path = path.ptr };
	struct net_transfer *transfer = NULL;
	const struct net_answer *answer;

	if (is_plain_id(id) && path.ptr && exchange(errand, &request, &transfer) == 0) {
		answer = errand->net->transfer_answer(transfer);
		if (answer->status == 200 && app_remote_read(answer->body, &whole) == 0) {
			sim_conversation_free(conversation);
			*conversation = whole;
			whole = (struct sim_conversation){ 0 };
		}
	}
	sim_conversation_free(&whole);
	*errand->why = STR_NONE;
	errand->net->transfer_free(&transfer);
}

/* Whether the server has made up its mind, so that sending again changes nothing. */
static bool is_final(unsigned status)
{
	return status >= 400 && status < 500 && status != 408 && status != 429;
}

static int judge_answer(const struct errand *errand, const struct app_outbox_entry *entry,
			const struct net_answer *answer, struct sim_conversation *conversation)
{
	struct arena *arena = &errand->session->arena;
	int result = NLETS_E_NETWORK;

	if (answer->status == 200)
		result = read_parts(entry->bytes, answer, conversation);
	else
		explain(errand,
			is_final(answer->status) ? _("The server refused the message.") :
						   _("The server could not take the message."),
			app_remote_problem(answer->body, arena));
	if (result == NLETS_E_UNREADABLE || result == NLETS_E_LIMIT) {
		explain(errand, _("The server's answer cannot be read."), STR_NONE);
		return NLETS_E_NETWORK;
	}
	return answer->status != 200 && is_final(answer->status) ? NLETS_E_REFUSED : result;
}

static int post(const struct errand *errand, const struct app_outbox_entry *entry,
		struct sim_conversation *conversation)
{
	const struct net_request request = { .path = "/messages", .post = true, .xml = errand->xml,
					     .body = entry->bytes,
					     .idempotency_key = entry->key.ptr };
	struct net_transfer *transfer = NULL;
	struct str id = STR_NONE;
	int result = exchange(errand, &request, &transfer);

	if (result == 0) {
		const struct net_answer *answer = errand->net->transfer_answer(transfer);

		result = judge_answer(errand, entry, answer, conversation);
		id = answer->conversation;
	}
	if (result == 0 || result == NLETS_E_REFUSED)
		app_outbox_drop(entry);
	else if (result == NLETS_E_CANCELLED)
		explain(errand, _("Cancelled. The message stays in the outbox: send --outbox."), STR_NONE);
	else if (result == NLETS_E_NETWORK)
		*errand->why = arena_printf(&errand->session->arena,
					    _("%.*s It stays in the outbox: send --outbox."),
					    STR_ARGS(*errand->why));
	if (result == 0)
		ask_hops(errand, id, conversation);
	errand->net->transfer_free(&transfer);
	return result;
}

static int judge_sender(const struct errand *errand, struct str bytes, bool *xml)
{
	struct nlets_message *message;
	bool training;

	if (nlets_parse(errand->session->definitions, bytes, NULL, &message) < 0)
		return NLETS_E_MEMORY;
	training = app_is_training_ori(message->sender.text);
	*xml = message->wire == NLETS_WIRE_XML;
	nlets_message_free(&message);
	if (training)
		return 0;
	explain(errand, _("The sender is no training ORI (SIM as characters 3 to 5)."), STR_NONE);
	return NLETS_E_ARGUMENT;
}

static int prepare(struct errand *errand, struct str url, struct str bytes)
{
	const struct app_settings *settings = &errand->session->settings;
	struct str ca_file = app_settings_text(settings, APP_SETTING_ca_file);

	*errand->why = STR_NONE;
	errand->settings = (struct net_client_settings){
		.url = arena_copy(&errand->session->arena, url).ptr,
		.ca_file = ca_file.len ? ca_file.ptr : NULL,
		.allow_remote = app_settings_switch(settings, APP_SETTING_allow_remote),
		.connect_timeout_ms = CONNECT_MS,
		.timeout_ms = (unsigned)app_settings_number(settings, APP_SETTING_url_timeout) * 1000,
		.limit = ANSWER_LIMIT,
	};
	if (!errand->settings.url)
		return NLETS_E_MEMORY;
	errand->net = app_net(errand->session, errand->why);
	return errand->net ? judge_sender(errand, bytes, &errand->xml) : NLETS_E_NOT_FOUND;
}

int app_remote_send(struct app_session *session, struct str bytes, app_progress *progress,
		    void *context, struct sim_conversation *conversation, struct str *why)
{
	struct errand errand = { .session = session, .progress = progress, .context = context, .why = why };
	struct str url = app_settings_text(&session->settings, APP_SETTING_url);
	struct app_outbox_entry entry;
	int result = prepare(&errand, url, bytes);

	io_interrupt_begin();
	if (result == 0)
		result = ask_health(&errand);
	if (result == 0)
		result = app_outbox_keep(session, url, bytes, &entry);
	if (result == NLETS_E_UNREADABLE)
		explain(&errand, _("The outbox cannot be written."), str_from(strerror(errno)));
	if (result == 0)
		result = post(&errand, &entry, conversation);
	io_interrupt_end();
	return result;
}

int app_remote_send_again(struct app_session *session, const struct app_outbox_entry *entry,
			  app_progress *progress, void *context,
			  struct sim_conversation *conversation, struct str *why)
{
	struct errand errand = { .session = session, .progress = progress, .context = context, .why = why };
	int result = prepare(&errand, entry->url, entry->bytes);

	io_interrupt_begin();
	if (result == 0)
		result = ask_health(&errand);
	if (result == 0)
		result = post(&errand, entry, conversation);
	io_interrupt_end();
	return result;
}
