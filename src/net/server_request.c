/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a request to the service: routes, methods, limits. */
#include <config.h>

#include "net/server.h"

#include "base/alloc.h"

enum net_route_kind { ROUTE_MESSAGES, ROUTE_CONVERSATION, ROUTE_JOURNAL, ROUTE_HEALTH, ROUTE_LISTEN };

struct route {
	const char *path; /* with a slash at the end: one more part follows */
	enum net_route_kind kind;
	const char *allow;
};

static const struct route routes[] = {
	{ "/messages", ROUTE_MESSAGES, "POST" },
	{ "/conversations/", ROUTE_CONVERSATION, "GET, HEAD" },
	{ "/journal", ROUTE_JOURNAL, "GET, HEAD" },
	{ "/health", ROUTE_HEALTH, "GET, HEAD" },
	{ "/deliveries/", ROUTE_LISTEN, "GET" },
};

enum {
	JOURNAL_ROWS = 100, /* without ?count= */
	MOST_JOURNAL_ROWS = 1000,
	IDEMPOTENCY_KEY_LIMIT = 255, /* bytes */
};

struct refusal {
	unsigned status;
	const char *id;
	const char *sentence;
};

static const struct refusal refusals[] = {
	{ 400, "idempotency-key-unusable", "The Idempotency-Key is empty, longer than 255 bytes or not printable." },
	{ 404, "no-such-path", "There is nothing at this path: /messages, /conversations/ID, /journal, /health, /deliveries/ORI." },
	{ 405, "method-not-allowed", "This path does not take this method; see the header Allow." },
	{ 413, "body-too-large", "The body is larger than this server takes." },
	{ 415, "content-type-unknown", "A message is sent as text/plain or application/niem+xml." },
	{ 500, "out-of-memory", "The server is out of memory." },
	{ 503, "too-busy", "The server has as many clients or bytes as it may have; try again." },
};

static const struct refusal *refusal_of(unsigned status)
{
	for (size_t i = 0; i < sizeof(refusals) / sizeof(*refusals); i++)
		if (refusals[i].status == status)
			return &refusals[i];
	return &refusals[5];
}

static const struct route *find_route(struct str path, struct str *part)
{
	for (size_t i = 0; i < sizeof(routes) / sizeof(*routes); i++) {
		struct str prefix = str_from(routes[i].path);

		*part = str_sub(path, prefix.len, path.len - prefix.len);
		if (prefix.ptr[prefix.len - 1] != '/' ? str_eq(path, prefix) :
							str_starts(path, prefix) && part->len)
			return &routes[i];
	}
	return NULL;
}

void *net_request_begin(void *context, const char *uri, struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	struct net_client *client = info ? info->socket_context : NULL;
	struct net_exchange *exchange = client ? base_realloc(NULL, sizeof(*exchange)) : NULL;

	(void)context, (void)uri;
	if (!exchange)
		return NULL;
	*exchange = (struct net_exchange){ .client = client };
	if (client->requests++ > 0)
		client->since_ms = net_now_ms();
	client->reading = true;
	return exchange;
}

void net_request_end(void *context, struct MHD_Connection *connection, void **exchange,
		     enum MHD_RequestTerminationCode code)
{
	struct net_server *server = context;
	struct net_exchange *ended = *exchange;

	(void)connection, (void)code;
	if (!ended)
		return;
	server->memory -= ended->counted;
	ended->client->reading = ended->client->answering = false;
	net_stream_forget(ended->client);
	ended->client->since_ms = net_now_ms();
	buf_free(&ended->body);
	base_free(ended);
	*exchange = NULL;
}

enum MHD_Result net_queue(const struct net_client *client, unsigned status,
			  struct MHD_Response *response)
{
	if (net_client_hung_up(client))
		MHD_add_response_header(response, "Connection", "close");
	return MHD_queue_response(client->connection, status, response);
}

static enum MHD_Result answer_json(const struct net_client *client, unsigned status, struct buf *json,
				   const char *allow)
{
	struct MHD_Response *response = MHD_create_response_from_buffer(
		json->len, (void *)(uintptr_t)buf_text(json), MHD_RESPMEM_MUST_COPY);
	enum MHD_Result result = MHD_NO;

	if (response) {
		MHD_add_response_header(response, "Content-Type", "application/json");
		MHD_add_response_header(response, "Cache-Control", "no-store");
		if (allow)
			MHD_add_response_header(response, "Allow", allow);
		if (status == 503)
			MHD_add_response_header(response, "Retry-After", "1");
		result = net_queue(client, status, response);
		MHD_destroy_response(response);
	}
	return result;
}

static enum MHD_Result refuse(struct net_server *server, const struct net_client *client,
			      unsigned status, const char *allow)
{
	const struct refusal *refusal = refusal_of(status);
	struct buf json = { 0 };
	enum MHD_Result result;

	server->service->problem(server->service->context, refusal->status, refusal->id,
				 refusal->sentence, &json);
	result = answer_json(client, refusal->status, &json, allow);
	buf_free(&json);
	return result;
}

static const char *header(struct MHD_Connection *connection, const char *name)
{
	return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

static bool allows(const struct route *route, const char *method)
{
	struct str rest = str_from(route->allow), one;

	while (str_split(&rest, ',', &one))
		if (str_eq(str_trim(one), str_from(method)))
			return true;
	return false;
}

/* text/plain with any character set that is ASCII below: we decode nothing. */
static bool knows_type(struct str type, bool *xml)
{
	struct str media = net_media_type(type);

	*xml = str_eq_nocase(media, STR("application/niem+xml"));
	return *xml || str_eq_nocase(media, STR("text/plain"));
}

static bool is_key_usable(struct str key)
{
	for (size_t i = 0; i < key.len; i++)
		if (key.ptr[i] < ' ' || key.ptr[i] > '~')
			return false;
	return key.len > 0 && key.len <= IDEMPOTENCY_KEY_LIMIT;
}

/* What the header alone tells: 0, or the status of a refusal. */
static unsigned judge(const struct net_server *server, struct MHD_Connection *connection,
		      const struct route *route, const char *method)
{
	const char *length = header(connection, "Content-Length");
	const char *key = header(connection, "Idempotency-Key");
	bool xml;

	if (server->clients_count > server->settings.connections || server->closing)
		return 503;
	if (!route)
		return 404;
	if (!allows(route, method))
		return 405;
	if (route->kind != ROUTE_MESSAGES)
		return 0;
	if (!knows_type(str_from(header(connection, "Content-Type")), &xml))
		return 415;
	if (key && !is_key_usable(str_from(key)))
		return 400;
	if (length) {
		unsigned bytes;

		if (!str_to_uint(str_from(length), &bytes) || bytes > server->settings.body_limit)
			return 413;
	}
	return 0;
}

/* Beyond the limit, or after a refusal, the rest is read and thrown away, so that the
 * client hears the answer; but not for ever. */
static enum MHD_Result take_body(struct net_server *server, struct net_exchange *exchange,
				 struct str bytes)
{
	exchange->length += bytes.len;
	if (exchange->length > server->settings.body_limit && !exchange->refused)
		exchange->refused = 413;
	if (server->memory + bytes.len > server->settings.memory_limit && !exchange->refused)
		exchange->refused = 503;
	if (exchange->refused)
		return exchange->length > server->settings.body_limit * 8 ? MHD_NO : MHD_YES;
	buf_add(&exchange->body, bytes);
	exchange->counted += bytes.len;
	server->memory += bytes.len;
	if (exchange->body.failed)
		exchange->refused = 500;
	return MHD_YES;
}

static enum MHD_Result answer_post(struct net_server *server, struct MHD_Connection *connection,
				   struct net_exchange *exchange, struct net_result *result)
{
	const char *key = header(connection, "Idempotency-Key");
	struct net_message message = { .bytes = buf_str(&exchange->body),
				       .idempotency_key = key ? str_from(key) : STR("") };

	knows_type(str_from(header(connection, "Content-Type")), &message.xml);
	server->service->post(server->service->context, &message, result);
	if (result->status != 200)
		return MHD_NO;
	return net_answer_deliveries(server, exchange->client, result, result->conversation, false);
}

/* "" when it was not given. */
static struct str text_argument(struct MHD_Connection *connection, const char *name)
{
	const char *value = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, name);

	return str_from(value ? value : "");
}

static size_t number_argument(struct MHD_Connection *connection, const char *name, size_t standard)
{
	unsigned value;

	if (!str_to_uint(text_argument(connection, name), &value))
		return standard;
	return value;
}

static void ask_journal(const struct net_service *service, struct MHD_Connection *connection,
			struct net_result *result)
{
	size_t count = number_argument(connection, "count", JOURNAL_ROWS);

	service->journal(service->context, text_argument(connection, "asker"),
			 number_argument(connection, "offset", 0),
			 count < MOST_JOURNAL_ROWS ? count : MOST_JOURNAL_ROWS, result);
}

static enum MHD_Result answer_route(struct net_server *server, struct MHD_Connection *connection,
				    struct net_exchange *exchange, const struct route *route,
				    struct str part)
{
	const struct net_service *service = server->service;
	struct net_result result = { 0 };
	enum MHD_Result done = MHD_NO;

	if (route->kind == ROUTE_MESSAGES)
		done = answer_post(server, connection, exchange, &result);
	else if (route->kind == ROUTE_CONVERSATION)
		service->conversation(service->context, part, &result);
	else if (route->kind == ROUTE_JOURNAL)
		ask_journal(service, connection, &result);
	else if (route->kind == ROUTE_HEALTH)
		service->health(service->context, &result);
	else
		service->listen(service->context, part, text_argument(connection, "after"), &result);
	if (route->kind == ROUTE_LISTEN && result.status == 200)
		done = net_answer_deliveries(server, exchange->client, &result, part, true);
	else if (done == MHD_NO && result.json.failed)
		done = refuse(server, exchange->client, 500, NULL);
	else if (done == MHD_NO && result.json.len)
		done = answer_json(exchange->client, result.status, &result.json, NULL);
	buf_free(&result.json);
	arena_free(&result.arena);
	return done;
}

enum MHD_Result net_request(void *context, struct MHD_Connection *connection, const char *url,
			    const char *method, const char *version, const char *upload,
			    size_t *upload_size, void **con)
{
	struct net_server *server = context;
	struct net_exchange *exchange = *con;
	struct str part;
	const struct route *route = find_route(str_from(url), &part);

	(void)version;
	if (!exchange)
		return MHD_NO;
	if (exchange->client->stream)
		return net_answer_held(exchange->client);
	if (!exchange->begun) {
		exchange->begun = true;
		exchange->refused = judge(server, connection, route, method);
		/* A body that would not be taken need not be sent. */
		if (exchange->refused != 413 && exchange->refused != 503)
			return MHD_YES;
	} else if (*upload_size) {
		enum MHD_Result result = take_body(server, exchange,
						   (struct str){ upload, *upload_size });

		*upload_size = 0;
		return result;
	}
	exchange->client->reading = false;
	exchange->client->answering = true;
	exchange->client->since_ms = net_now_ms();
	if (exchange->refused)
		return refuse(server, exchange->client, exchange->refused,
			      exchange->refused == 405 ? route->allow : NULL);
	return answer_route(server, connection, exchange, route, part);
}
