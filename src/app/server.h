/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulated network as an HTTP server: net moves bytes, sim handles messages, this
 * joins the two and writes the JSON. */
#ifndef APP_SERVER_H
#define APP_SERVER_H

#include "app/net.h"

struct app_server_options {
	const char *address; /* numeric; NULL: 127.0.0.1 */
	unsigned port;       /* 0: any free one */
	size_t body_limit, connections;
	unsigned timeout_ms;
	double speed;        /* simulated seconds a second; 0: the clock jumps */
	const char *journal; /* its file; NULL: one in the state folder */
	const char *rules;   /* a file of scripted answers, or NULL */
	/* Called once, when it can be spoken to. */
	void (*ready)(void *context, const char *url);
	void *context;
};

/* Serves until SIGINT, SIGTERM or SIGHUP, and ends what was begun. Returns 0 or a
 * negative error with a sentence in *why (in the session's arena), or none. */
int app_serve(struct app_session *session, const struct app_server_options *options,
	      app_progress *progress, void *progress_context, struct str *why);

#endif
