/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the server share. Everything runs on one thread: the loop of
 * net_server_run calls libmicrohttpd, which calls the handlers. */
#ifndef NET_SERVER_H
#define NET_SERVER_H

#include "net/module.h"
#include "net/part.h"

#include <microhttpd.h>

/* An answer written over time: a posted message's deliveries as they come, or all
 * deliveries to an ORI. It is freed with the response. */
struct net_stream {
	struct net_server *server;
	struct net_stream *next, **link; /* of the streams that wait for events; link NULL: none */
	struct MHD_Connection *connection;
	struct net_client *client;
	bool listens;          /* to an ORI; otherwise it waits for a conversation */
	char name[40];         /* the ORI or the conversation's id */
	struct str waits_for;  /* in name */
	char boundary[40];
	struct buf ready;      /* written, from `taken` on not yet sent */
	size_t taken;
	bool suspended, ended, broken;
	bool held;             /* its answer is not begun yet */
	bool repeated;         /* the message had come before */
};

/* One connection: what the sweeper needs to know of it. */
struct net_client {
	struct net_client *next, **link;
	struct MHD_Connection *connection;
	int fd;
	int64_t since_ms;      /* of the request under way, or of the connection or last answer */
	size_t requests;       /* begun */
	bool reading;          /* no whole request yet */
	bool answering;
	bool told;             /* 408 was said, the end is near */
	struct net_stream *stream;
};

/* One request, from its first line to the end of its answer. */
struct net_exchange {
	struct net_client *client;
	struct buf body;
	size_t counted;        /* bytes of body in the server's memory */
	size_t length;         /* read, also what was thrown away */
	unsigned refused;      /* status decided before the body was read, or 0 */
	bool begun, answered;
};

struct net_server {
	struct net_server_settings settings;
	const struct net_service *service;
	struct MHD_Daemon *daemon;
	int listener;
	bool closing;
	bool woken;            /* a suspended connection goes on at the next MHD_run */
	size_t clients_count;
	size_t memory;         /* bytes held for clients */
	struct net_client *clients;
	struct net_stream *streams; /* that wait for events */
	uint64_t boundaries;   /* made so far */
	char url[80];
};

int64_t net_now_ms(void);
/* Whether the client will say nothing more; it may still listen. */
bool net_client_hung_up(const struct net_client *client);
/* Queues the response, as the last one where the client has hung up: libmicrohttpd
 * would not notice and keep the connection open. */
enum MHD_Result net_queue(const struct net_client *client, unsigned status,
			  struct MHD_Response *response);

/* Called by libmicrohttpd: the request line is there; the request (several times);
 * the answer is sent or given up. */
void *net_request_begin(void *server, const char *uri, struct MHD_Connection *connection);
enum MHD_Result net_request(void *server, struct MHD_Connection *connection, const char *url,
			    const char *method, const char *version, const char *upload,
			    size_t *upload_size, void **exchange);
void net_request_end(void *server, struct MHD_Connection *connection, void **exchange,
		     enum MHD_RequestTerminationCode code);

/* Answers with the deliveries of the result as a multipart body. It stays open for
 * what comes to `waits_for`: an ORI with `listens`, else a conversation, unless the
 * result has the whole of it. The answer to a message that is to be handled yet is held
 * until that was tried once: so nothing is said before the message is committed, and
 * what is whole by then goes out in one piece. */
enum MHD_Result net_answer_deliveries(struct net_server *server, struct net_client *client,
				      const struct net_result *result, struct str waits_for,
				      bool listens);
/* Begins the answer that was held for the client, when the request is heard again. */
enum MHD_Result net_answer_held(struct net_client *client);
/* Lets all answers begin that are held. */
void net_streams_begin(struct net_server *server);
/* Hands an event to the streams that wait for it; see net_happened. */
void net_stream_happened(void *server, const struct net_event *event);
/* The request is over or the connection gone; libmicrohttpd may free the response only
 * afterwards. */
void net_stream_forget(struct net_client *client);
/* Ends an answer after what is ready; `broken`: so that the client notices. */
void net_stream_end(struct net_stream *stream, bool broken);

#endif
