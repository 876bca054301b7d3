/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages on their way to a server: each is kept in a file of the state folder from
 * before it is sent until it is answered, with the key by which the server knows it
 * again. Only messages of training ORIs ever get here. */
#ifndef APP_OUTBOX_H
#define APP_OUTBOX_H

#include "app/session.h"

struct app_outbox_entry {
	struct str key;  /* 32 hexadecimal digits: the Idempotency-Key and the file's name */
	struct str url;
	struct str sent; /* RFC 3339, of the first attempt */
	struct str bytes;
	struct str path;
};

typedef VEC(struct app_outbox_entry) app_outbox_entries;

/* Keeps a message under a new key. All texts are in the session's arena. Returns 0,
 * NLETS_E_MEMORY or NLETS_E_UNREADABLE (errno set). */
int app_outbox_keep(struct app_session *session, struct str url, struct str bytes,
		    struct app_outbox_entry *entry);
/* The message was answered, or is to be forgotten. */
int app_outbox_drop(const struct app_outbox_entry *entry);
/* All that are kept, by time of the first attempt; files that cannot be read as entries
 * are left out. Returns 0 or NLETS_E_MEMORY. */
int app_outbox_list(struct app_session *session, struct arena *arena, app_outbox_entries *entries);

#endif
