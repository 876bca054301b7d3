/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A message put together from its parts, as the `compose` verb and the screens'
 * command line give them. */
#ifndef APP_COMPOSE_H
#define APP_COMPOSE_H

#include "app/session.h"

struct app_parts {
	struct str key;
	struct str from;
	const struct str *to;
	size_t to_count;    /* 0: the only destination that the form allows, when there is one */
	struct str control; /* ptr NULL: none */
	struct str text;    /* free text of the body; ptr NULL: none */
	const struct str *assignments; /* "LIC=SIMHRN1234" */
	size_t assignment_count;
	enum nlets_wire wire;
};

enum app_compose_fault {
	APP_COMPOSE_OK,
	APP_COMPOSE_NO_SUCH_KEY,
	APP_COMPOSE_NO_FORM,     /* the key is known, its format is not public */
	APP_COMPOSE_FROM,        /* the sender is no training ORI */
	APP_COMPOSE_ASSIGNMENT,  /* an assignment is not CODE=VALUE; *at says which */
	APP_COMPOSE_TWICE,       /* a code was given twice; *at says which */
	APP_COMPOSE_UNRENDERABLE, /* the wire format cannot hold it; the findings say why */
};

/* Builds the message, writes it to wire_bytes and reads it back, so that the
 * findings' spans are bytes of what was written. Fields come in the order of the
 * form, those that it does not know last. *message is the one read back (NULL
 * unless OK); `lost` gets the findings of writing. Returns an app_compose_fault
 * or a negative error. */
int app_compose(struct app_session *session, const struct app_parts *parts, struct arena *arena,
		struct buf *wire_bytes, struct nlets_findings *lost, size_t *at,
		struct nlets_message **message);

#endif
