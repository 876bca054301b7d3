/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deliveries as one multipart body, written as they come. */
#include <config.h>

#include "net/server.h"

#include "base/alloc.h"

#include <stdio.h>

enum {
	STREAM_CHUNK = 16 * 1024,
	STREAM_LIMIT = 4 * 1024 * 1024, /* bytes that a slow listener may leave unread */
};

/* Should a message hold it all the same, Content-Length tells where the part ends. */
static void make_boundary(struct net_stream *stream)
{
	snprintf(stream->boundary, sizeof(stream->boundary), "nletscope-%08llx%08llx",
		 (unsigned long long)(net_now_ms() & 0xffffffff),
		 (unsigned long long)++stream->server->boundaries);
}

static bool set_headers(struct MHD_Response *response, const struct net_stream *stream)
{
	struct buf text = { 0 };
	bool done;

	buf_printf(&text, "multipart/mixed; boundary=\"%s\"", stream->boundary);
	done = MHD_add_response_header(response, "Content-Type", buf_text(&text)) == MHD_YES &&
	       MHD_add_response_header(response, "Cache-Control", "no-store") == MHD_YES;
	if (!stream->listens) {
		buf_clear(&text);
		buf_add(&text, stream->waits_for);
		done = done && MHD_add_response_header(response, "Nletscope-Conversation",
						       buf_text(&text)) == MHD_YES;
		done = done && MHD_add_response_header(response, "Nletscope-Repeated",
						       stream->repeated ? "yes" : "no") == MHD_YES;
	}
	buf_free(&text);
	return done;
}

static void stop_waiting(struct net_stream *stream)
{
	if (!stream->link)
		return;
	if (stream->next)
		stream->next->link = stream->link;
	*stream->link = stream->next;
	stream->link = NULL;
}

static void start_waiting(struct net_stream *stream)
{
	struct net_server *server = stream->server;

	stream->next = server->streams;
	stream->link = &server->streams;
	if (stream->next)
		stream->next->link = &stream->next;
	server->streams = stream;
}

static void wake(struct net_stream *stream)
{
	if (!stream->suspended)
		return;
	stream->suspended = false;
	stream->client->since_ms = net_now_ms();
	stream->server->woken = true;
	MHD_resume_connection(stream->connection);
}

void net_stream_end(struct net_stream *stream, bool broken)
{
	stop_waiting(stream);
	stream->ended = true;
	stream->broken = broken;
	wake(stream);
}

/* The connection is gone, or all was sent. */
static void stream_free(void *context)
{
	struct net_stream *stream = context;

	stop_waiting(stream);
	stream->server->memory -= stream->ready.len - stream->taken;
	if (stream->client)
		stream->client->stream = NULL;
	buf_free(&stream->ready);
	base_free(stream);
}

void net_stream_forget(struct net_client *client)
{
	struct net_stream *stream = client->stream;

	if (!stream)
		return;
	stop_waiting(stream);
	stream->client = NULL;
	stream->suspended = false;
	client->stream = NULL;
	if (stream->held) /* no response has it */
		stream_free(stream);
}

static ssize_t stream_read(void *context, uint64_t at, char *out, size_t size)
{
	struct net_stream *stream = context;
	size_t count = stream->ready.len - stream->taken;

	(void)at;
	if (count > size)
		count = size;
	if (count) {
		memcpy(out, stream->ready.ptr + stream->taken, count);
		stream->taken += count;
		stream->server->memory -= count;
		if (stream->taken == stream->ready.len) {
			buf_clear(&stream->ready);
			stream->taken = 0;
		}
		return (ssize_t)count;
	}
	if (stream->ended)
		return stream->broken ? MHD_CONTENT_READER_END_WITH_ERROR :
					MHD_CONTENT_READER_END_OF_STREAM;
	stream->suspended = true;
	MHD_suspend_connection(stream->connection);
	return 0;
}

/* The part and the delimiter behind it, so that its end is known at once. */
static void add_part(struct net_stream *stream, const struct net_delivery *delivery,
		     struct str conversation)
{
	size_t before = stream->ready.len;

	net_part_write(&stream->ready, delivery, conversation);
	buf_add_text(&stream->ready, "--");
	buf_add_text(&stream->ready, stream->boundary);
	stream->server->memory += stream->ready.len - before;
}

static void add_text(struct net_stream *stream, const char *text)
{
	size_t before = stream->ready.len;

	buf_add_text(&stream->ready, text);
	stream->server->memory += stream->ready.len - before;
}

/* The end of the delimiter that was begun behind the part before. */
static void end_delimiter(struct net_stream *stream, bool last)
{
	add_text(stream, last ? "--\r\n" : "\r\n");
}

static struct net_stream *stream_new(struct net_server *server, struct net_client *client)
{
	struct net_stream *stream = base_realloc(NULL, sizeof(*stream));

	if (!stream)
		return NULL;
	*stream = (struct net_stream){ .server = server, .connection = client->connection,
				       .client = client };
	make_boundary(stream);
	add_text(stream, "--");
	add_text(stream, stream->boundary);
	return stream;
}

/* Takes the stream, which the response frees. What is whole has a length. */
static enum MHD_Result answer_with(struct net_client *client, struct net_stream *stream)
{
	bool whole = stream->ended && !stream->broken && !stream->ready.failed;
	struct MHD_Response *response =
		whole ? MHD_create_response_from_buffer(stream->ready.len, stream->ready.ptr,
							MHD_RESPMEM_MUST_COPY)
		      : MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_CHUNK,
							  stream_read, stream, stream_free);
	enum MHD_Result done = MHD_NO;

	if (response && set_headers(response, stream))
		done = net_queue(client, 200, response);
	if (whole || !response)
		stream_free(stream);
	if (response)
		MHD_destroy_response(response);
	return done;
}

/* The stream stays with the client until the request is heard again. */
static enum MHD_Result hold(struct net_stream *stream)
{
	stream->held = stream->suspended = true;
	MHD_suspend_connection(stream->connection);
	return MHD_YES;
}

enum MHD_Result net_answer_held(struct net_client *client)
{
	client->stream->held = false;
	return answer_with(client, client->stream);
}

void net_streams_begin(struct net_server *server)
{
	for (struct net_stream *stream = server->streams; stream; stream = stream->next)
		if (stream->held)
			wake(stream);
}

enum MHD_Result net_answer_deliveries(struct net_server *server, struct net_client *client,
				      const struct net_result *result, struct str waits_for,
				      bool listens)
{
	struct net_stream *stream = stream_new(server, client);

	if (!stream || waits_for.len > sizeof(stream->name)) {
		if (stream)
			stream_free(stream);
		return MHD_NO;
	}
	memcpy(stream->name, waits_for.ptr, waits_for.len);
	stream->waits_for = (struct str){ stream->name, waits_for.len };
	stream->listens = listens;
	stream->repeated = result->repeated;
	for (size_t i = 0; i < result->deliveries.count; i++) {
		end_delimiter(stream, false);
		add_part(stream, &result->deliveries.items[i],
			 listens ? STR("") : result->conversation);
	}
	if (listens || !result->whole)
		start_waiting(stream);
	else
		stream->ended = true;
	/* A listener sees the end of the last part before the next one is there. */
	if (listens || stream->ended)
		end_delimiter(stream, stream->ended);
	client->stream = stream;
	return listens || stream->ended ? answer_with(client, stream) : hold(stream);
}

static void tell_asker(struct net_stream *stream, const struct net_event *event)
{
	if (event->delivery && event->to_asker) {
		end_delimiter(stream, false);
		add_part(stream, event->delivery, event->conversation);
	}
	if (event->last) {
		end_delimiter(stream, true);
		net_stream_end(stream, stream->ready.failed);
	} else {
		wake(stream);
	}
}

static void tell_listener(struct net_stream *stream, const struct net_event *event)
{
	add_part(stream, event->delivery, event->conversation);
	end_delimiter(stream, false);
	if (stream->ready.failed || stream->ready.len - stream->taken > STREAM_LIMIT)
		net_stream_end(stream, true);
	else
		wake(stream);
}

void net_stream_happened(void *context, const struct net_event *event)
{
	struct net_server *server = context;
	struct net_stream *stream = server->streams, *next;

	for (; stream; stream = next) {
		next = stream->next;
		if (!stream->listens && str_eq(stream->waits_for, event->conversation))
			tell_asker(stream, event);
		else if (stream->listens && event->delivery &&
			 str_eq(stream->waits_for, event->delivery->to))
			tell_listener(stream, event);
	}
}
