/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages sent to a simulated switch over HTTP, where the setting `url` names one. */
#ifndef APP_REMOTE_H
#define APP_REMOTE_H

#include "app/outbox.h"
#include "net/net.h"

struct sim_conversation;

/* Sends the message: asks first whether the server is a nletscope simulated switch,
 * keeps the message in the outbox until it is answered, and reads the answers into
 * *conversation, which must be empty and be freed in any case. progress is called about ten times a
 * second with the bytes sent and received (of 0); another value than 0 cancels.
 * Returns 0; NLETS_E_ARGUMENT (no training ORI; a URL that is none or that needs
 * allow-remote; a server that is no simulated switch), NLETS_E_NETWORK, NLETS_E_REFUSED
 * (the server took it for faulty), NLETS_E_CANCELLED, NLETS_E_NOT_FOUND (the module),
 * NLETS_E_UNREADABLE (the outbox) or NLETS_E_MEMORY, with a sentence in *why. */
int app_remote_send(struct app_session *session, struct str bytes, app_progress *progress,
		    void *context, struct sim_conversation *conversation, struct str *why);
/* The same for a message of the outbox, to the server that it was meant for, with the
 * key that it had. */
int app_remote_send_again(struct app_session *session, const struct app_outbox_entry *entry,
			  app_progress *progress, void *context,
			  struct sim_conversation *conversation, struct str *why);

/* Reads the JSON of a conversation as GET /conversations/ID gives it. Any bytes: what
 * comes from a server is trusted with nothing. Returns 0, NLETS_E_UNREADABLE or
 * NLETS_E_MEMORY. */
int app_remote_read(struct str json, struct sim_conversation *conversation);
/* The sentence of an error's JSON, made safe to show; STR_NONE when it has none. */
struct str app_remote_problem(struct str json, struct arena *arena);
/* Whether the JSON of /health is that of a nletscope simulated switch. */
bool app_remote_is_switch(struct str json);

#endif
