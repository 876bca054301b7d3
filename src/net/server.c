/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The socket, the loop, and the limits on how long a client may take.
 *
 * libmicrohttpd closes a slow connection without a word and knows only silence as
 * slowness; so the sweeper here measures from the first byte of a request to its
 * last, and says 408 by itself. That is sound HTTP: before the whole request is
 * read nothing of its answer has been written. */
#define _GNU_SOURCE
#include <config.h>

#include "net/server.h"

#include "base/alloc.h"
#include "nlets/error.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
	SPARE_CONNECTIONS = 32, /* beyond the limit, to be told 503 */
	HEADER_MEMORY = 32 * 1024,
	SWEEP_MS = 200,
	FAREWELL_MS = 3000, /* for answers under way when the server stops */
};

int64_t net_now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static struct net_client *client_new(struct net_server *server, struct MHD_Connection *connection)
{
	struct net_client *client = base_realloc(NULL, sizeof(*client));
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);

	if (!client)
		return NULL;
	*client = (struct net_client){ .next = server->clients, .link = &server->clients,
				       .connection = connection, .fd = info ? info->connect_fd : -1,
				       .since_ms = net_now_ms(), .reading = true };
	if (client->next)
		client->next->link = &client->next;
	server->clients = client;
	server->clients_count++;
	return client;
}

static void client_free(struct net_server *server, struct net_client *client)
{
	if (!client)
		return;
	net_stream_forget(client);
	if (client->next)
		client->next->link = client->link;
	*client->link = client->next;
	server->clients_count--;
	base_free(client);
}

static void connection_changed(void *context, struct MHD_Connection *connection, void **client,
			       enum MHD_ConnectionNotificationCode code)
{
	if (code == MHD_CONNECTION_NOTIFY_STARTED) {
		*client = client_new(context, connection);
	} else {
		client_free(context, *client);
		*client = NULL;
	}
}

static int bind_to(struct net_server *server, const struct sockaddr *address, socklen_t size)
{
	int on = 1;
	int fd = socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	if (fd < 0)
		return NLETS_E_UNREADABLE;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (bind(fd, address, size) < 0 || listen(fd, SOMAXCONN) < 0) {
		int saved = errno;

		close(fd);
		errno = saved;
		return NLETS_E_UNREADABLE;
	}
	server->listener = fd;
	return 0;
}

static int open_listener(struct net_server *server)
{
	const char *name = server->settings.address ? server->settings.address : "127.0.0.1";
	uint16_t port = (uint16_t)server->settings.port;
	struct sockaddr_in four = { .sin_family = AF_INET, .sin_port = htons(port) };
	struct sockaddr_in6 six = { .sin6_family = AF_INET6, .sin6_port = htons(port) };
	bool is_four = inet_pton(AF_INET, name, &four.sin_addr) == 1;
	union {
		struct sockaddr any;
		struct sockaddr_in four;
		struct sockaddr_in6 six;
	} got;
	socklen_t size = sizeof(got);
	int result;

	if (!is_four && inet_pton(AF_INET6, name, &six.sin6_addr) != 1)
		return NLETS_E_ARGUMENT;
	result = is_four ? bind_to(server, (const void *)&four, sizeof(four)) :
			   bind_to(server, (const void *)&six, sizeof(six));
	if (result < 0)
		return result;
	if (getsockname(server->listener, &got.any, &size) < 0)
		return NLETS_E_UNREADABLE;
	port = ntohs(is_four ? got.four.sin_port : got.six.sin6_port);
	snprintf(server->url, sizeof(server->url), is_four ? "http://%s:%u" : "http://[%s]:%u", name,
		 (unsigned)port);
	return 0;
}

static int start_daemon(struct net_server *server)
{
	unsigned connections = (unsigned)server->settings.connections + SPARE_CONNECTIONS;

	server->daemon = MHD_start_daemon(
		MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, net_request, server,
		MHD_OPTION_LISTEN_SOCKET, server->listener,
		MHD_OPTION_CONNECTION_LIMIT, connections,
		MHD_OPTION_CONNECTION_TIMEOUT, 0U,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEADER_MEMORY,
		MHD_OPTION_URI_LOG_CALLBACK, net_request_begin, server,
		MHD_OPTION_NOTIFY_COMPLETED, net_request_end, server,
		MHD_OPTION_NOTIFY_CONNECTION, connection_changed, server,
		MHD_OPTION_END);
	return server->daemon ? 0 : NLETS_E_MEMORY;
}

int net_server_new(const struct net_server_settings *settings, const struct net_service *service,
		   struct net_server **server)
{
	struct net_server *made = base_realloc(NULL, sizeof(*made));
	int result;

	*server = NULL;
	if (!made)
		return NLETS_E_MEMORY;
	*made = (struct net_server){ .settings = *settings, .service = service, .listener = -1 };
	result = open_listener(made);
	if (result == 0)
		result = start_daemon(made);
	if (result < 0) {
		int saved = errno;

		net_server_free(&made);
		errno = saved;
		return result;
	}
	*server = made;
	return 0;
}

const char *net_server_url(const struct net_server *server)
{
	return server->url;
}

/* Straight to the socket, since libmicrohttpd takes no answer before the request. */
static void say_too_late(struct net_server *server, struct net_client *client)
{
	struct buf json = { 0 }, answer = { 0 };

	server->service->problem(server->service->context, 408, "request-too-slow",
				 "The request did not come to its end in time.", &json);
	buf_printf(&answer,
		   "HTTP/1.1 408 Request Timeout\r\nContent-Type: application/json\r\n"
		   "Content-Length: %zu\r\nConnection: close\r\n\r\n", json.len);
	buf_add(&answer, buf_str(&json));
	if (!answer.failed)
		send(client->fd, answer.ptr, answer.len, MSG_NOSIGNAL | MSG_DONTWAIT);
	buf_free(&json);
	buf_free(&answer);
}

bool net_client_hung_up(const struct net_client *client)
{
	struct pollfd ask = { .fd = client->fd, .events = POLLRDHUP };

	return poll(&ask, 1, 0) > 0 && (ask.revents & (POLLRDHUP | POLLHUP | POLLERR));
}

static void sweep_client(struct net_server *server, struct net_client *client, int64_t now)
{
	bool late = now - client->since_ms > server->settings.timeout_ms;

	/* A suspended connection hears nothing; a listener has no more to say than that. */
	if (client->stream && client->stream->suspended) {
		if (client->stream->listens && net_client_hung_up(client))
			net_stream_end(client->stream, false);
		client->since_ms = now;
		return;
	}
	if (!late)
		return;
	if (client->reading && !client->told) {
		client->told = true;
		client->since_ms = now;
		say_too_late(server, client);
		shutdown(client->fd, SHUT_RD);
	} else {
		shutdown(client->fd, SHUT_RDWR);
	}
}

static void sweep(struct net_server *server, int64_t now)
{
	for (struct net_client *client = server->clients; client; client = client->next)
		sweep_client(server, client, now);
}

/* Milliseconds until something is to be done without being asked, or -1. */
static int wait_time(const struct net_server *server)
{
	MHD_UNSIGNED_LONG_LONG theirs;
	int64_t wait = server->clients ? SWEEP_MS : -1;
	int64_t due = server->service->wait_ms(server->service->context);

	if (due >= 0 && (wait < 0 || due < wait))
		wait = due;
	if (MHD_get_timeout(server->daemon, &theirs) == MHD_YES && (wait < 0 || (int64_t)theirs < wait))
		wait = (int64_t)theirs;
	return (int)wait;
}

/* What cannot be told ends in the middle, so that no client takes it for the whole. */
static void let_happen(struct net_server *server, bool all)
{
	const struct net_service *service = server->service;
	struct net_stream *stream = server->streams, *next;

	if (service->run(service->context, all, net_stream_happened, server) >= 0) {
		net_streams_begin(server);
		return;
	}
	for (; stream; stream = next) {
		next = stream->next;
		net_stream_end(stream, true);
	}
}

static void end_streams(struct net_server *server)
{
	while (server->streams)
		net_stream_end(server->streams, !server->streams->listens);
}

static int run_once(struct net_server *server, int64_t *swept, const sigset_t *signals)
{
	const union MHD_DaemonInfo *info = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD);
	int64_t now;
	int wait = server->woken ? 0 : wait_time(server);
	const struct timespec time = { wait / 1000, (long)(wait % 1000) * 1000000 };
	struct pollfd ask = { .fd = info->epoll_fd, .events = POLLIN };

	if (ppoll(&ask, 1, wait < 0 ? NULL : &time, signals) < 0 && errno != EINTR)
		return NLETS_E_UNREADABLE;
	server->woken = false;
	if (MHD_run(server->daemon) != MHD_YES)
		return NLETS_E_UNREADABLE;
	let_happen(server, false);
	now = net_now_ms();
	if (now - *swept >= SWEEP_MS) {
		*swept = now;
		sweep(server, now);
	}
	return 0;
}

static bool anything_under_way(const struct net_server *server)
{
	for (const struct net_client *client = server->clients; client; client = client->next)
		if (client->answering || (client->reading && client->requests))
			return true;
	return false;
}

/* What was accepted is answered; nothing new is taken. */
static void say_farewell(struct net_server *server, const sigset_t *signals)
{
	int64_t until = net_now_ms() + FAREWELL_MS, swept = net_now_ms();

	server->closing = true;
	MHD_quiesce_daemon(server->daemon);
	let_happen(server, true);
	end_streams(server);
	while (anything_under_way(server) && net_now_ms() < until)
		if (run_once(server, &swept, signals) < 0)
			break;
}

int net_server_run(struct net_server *server)
{
	sigset_t ends, before;
	int64_t swept = net_now_ms();
	int result = 0;

	/* Let in only while waiting, so that none is missed between the question and the wait. */
	sigemptyset(&ends);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGHUP);
	sigprocmask(SIG_BLOCK, &ends, &before);
	while (result == 0 && !server->service->stopped(server->service->context))
		result = run_once(server, &swept, &before);
	say_farewell(server, &before);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return result;
}

void net_server_free(struct net_server **server)
{
	struct net_server *s = *server;

	*server = NULL;
	if (!s)
		return;
	if (s->daemon) {
		/* It takes no suspended connection to its grave. */
		end_streams(s);
		MHD_stop_daemon(s->daemon);
	}
	if (s->listener >= 0)
		close(s->listener);
	base_free(s);
}
