/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTTP for the simulated network: a server that hands messages to a service, and
 * a client that brings them to such a server.
 *
 * Nothing here knows the simulation, JSON or files: the service is a struct of
 * functions, bodies are bytes. libcurl and libmicrohttpd cost ten milliseconds
 * before main(), so everything that needs them is in a module that net_load()
 * opens at first use; the functions are reached through struct net_functions. */
#ifndef NET_NET_H
#define NET_NET_H

#include "base/buf.h"
#include "base/vec.h"

#include <stdint.h>

/* Changes whenever a struct of this header does: a module left over from another
 * version is refused. */
enum { NET_VERSION = 1 };

/* ---- server ---- */

/* One message on its way to a terminal. */
struct net_delivery {
	struct str bytes;
	struct str id;            /* of the delivery: "K7Q2M9XA.4" */
	struct str key, from, to; /* as in the message's header; may hold any bytes */
	unsigned time_ms;         /* simulated, since the query was sent */
	int64_t at;               /* simulated, seconds since 1970 UTC */
	bool xml;
};

struct net_message {
	struct str bytes;
	bool xml;                   /* was sent as application/niem+xml */
	struct str idempotency_key; /* "" when none was given */
};

/* What the service made of a request; all of it lives in the arena or in json. */
struct net_result {
	struct arena arena;
	unsigned status;         /* 200, or another with json */
	struct buf json;         /* the answer to a GET, or an error */
	struct str conversation; /* id of a posted message's conversation */
	bool repeated;           /* the Idempotency-Key was known: nothing was handled anew */
	bool whole;              /* deliveries are all there will be; else events follow */
	VEC(struct net_delivery) deliveries; /* so far, in order of time */
};

/* Something that has happened since the last call of run. */
struct net_event {
	struct str conversation;
	const struct net_delivery *delivery; /* NULL: only the end is told */
	bool to_asker; /* part of the answer to the posted message */
	bool last;     /* nothing more comes of this conversation */
};
typedef void net_happened(void *server, const struct net_event *event);

/* What the server asks of whoever answers. All are called on the thread that runs
 * net_server_run, one at a time; those with a result must set its status. */
struct net_service {
	void *context;
	void (*health)(void *context, struct net_result *result);
	void (*post)(void *context, const struct net_message *message, struct net_result *result);
	/* The conversation of that id; `id` is as it stood in the path, decoded. */
	void (*conversation)(void *context, struct str id, struct net_result *result);
	/* Rows of the journal, newest first: those of that asker ("": all). */
	void (*journal)(void *context, struct str asker, size_t offset, size_t count,
			struct net_result *result);
	/* Whether deliveries to that ORI may be listened to: 200 with those after the
	 * delivery `after` ("": none of the past), or an error. */
	void (*listen)(void *context, struct str ori, struct str after, struct net_result *result);
	/* The JSON of an error that the server itself found; `id` is stable. */
	void (*problem)(void *context, unsigned status, const char *id, const char *sentence,
			struct buf *json);
	/* Lets happen what is due (`all`: whatever will be), telling each event. Called
	 * after each round of requests. Returns 0 or a negative error. */
	int (*run)(void *context, bool all, net_happened *happened, void *server);
	/* Milliseconds until run has something to do, -1: nothing is under way. */
	int64_t (*wait_ms)(void *context);
	/* Asked between requests and at every signal: true ends net_server_run. */
	bool (*stopped)(void *context);
};

struct net_server_settings {
	const char *address; /* numeric, "127.0.0.1" or "::1"; NULL: 127.0.0.1 */
	unsigned port;       /* 0: any free one */
	size_t body_limit;   /* bytes of one request's body */
	size_t memory_limit; /* bytes of all bodies and undelivered answers together */
	size_t connections;  /* served at once; more are told 503 */
	unsigned timeout_ms; /* from the first byte of a request to its last */
};

struct net_server;

/* ---- client ---- */

struct net_client_settings {
	const char *url;       /* of the server, http or https, without credentials */
	const char *ca_file;   /* certificates trusted instead of the system's; NULL: those */
	bool allow_remote;     /* may go beyond the loopback */
	unsigned connect_timeout_ms, timeout_ms;
	size_t limit;          /* bytes of an answer */
};

struct net_request {
	const char *path;  /* below the server's URL: "/health" */
	bool post;
	bool xml;          /* the body is application/niem+xml */
	struct str body;   /* must live until the transfer is freed */
	const char *idempotency_key; /* NULL: none */
};

enum net_outcome {
	NET_RUNNING,
	NET_ANSWERED,  /* status, type and body are set, whatever the status */
	NET_BAD_URL,   /* no http or https URL, or with credentials in it */
	NET_REMOTE,    /* leads beyond the loopback without allow_remote */
	NET_NO_CONNECTION,
	NET_NO_TRUST,  /* TLS: the certificate is not to be trusted */
	NET_TIMED_OUT,
	NET_TOO_LARGE,
	NET_BROKEN_OFF,
	NET_NO_MEMORY,
};

struct net_transfer; /* opaque */

struct net_answer {
	unsigned status;
	struct str type;         /* Content-Type, without leading blanks */
	struct str conversation; /* Nletscope-Conversation */
	bool repeated;           /* Nletscope-Repeated: yes */
	struct str body;
	size_t sent, received;   /* bytes so far, of bodies */
	struct str reason;       /* libcurl's words for a failure; English, from outside */
};

/* What the module offers. */
struct net_functions {
	int version; /* NET_VERSION */
	/* Opens the socket. Returns 0, NLETS_E_MEMORY, NLETS_E_ARGUMENT (no numeric address)
	 * or NLETS_E_UNREADABLE (errno set). The service and its context must outlive it. */
	int (*server_new)(const struct net_server_settings *settings,
			  const struct net_service *service, struct net_server **server);
	/* "http://127.0.0.1:4711" */
	const char *(*server_url)(const struct net_server *server);
	/* Serves until the service says stopped; then takes no more connections, lets
	 * happen at once what was due later, and ends what was begun. Returns 0 or a negative error. */
	int (*server_run)(struct net_server *server);
	void (*server_free)(struct net_server **server);

	/* Begins a request. NULL when memory is out. Settings may go afterwards. */
	struct net_transfer *(*transfer_new)(const struct net_client_settings *settings,
					     const struct net_request *request);
	/* Goes on with it, waiting at most so long; anything but NET_RUNNING is final. */
	enum net_outcome (*transfer_step)(struct net_transfer *transfer, unsigned wait_ms);
	/* Lives as long as the transfer. */
	const struct net_answer *(*transfer_answer)(const struct net_transfer *transfer);
	void (*transfer_free)(struct net_transfer **transfer);

	const char *libraries; /* "libcurl 7.88.1, libmicrohttpd 0.9.75" */
};

/* Opens the module in that folder. The functions stay for the run of the program.
 * NULL with a sentence (English, from the loader) in *why, allocated in arena. */
const struct net_functions *net_load(const char *folder, struct arena *arena, struct str *why);

#endif
