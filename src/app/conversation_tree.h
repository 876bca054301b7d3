/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All conversations of this run, each below the one that led to it. */
#ifndef APP_CONVERSATION_TREE_H
#define APP_CONVERSATION_TREE_H

#include "app/session.h"

struct app_tree_row {
	const struct sim_conversation *conversation;
	unsigned depth;
	struct str id;    /* or "–" where it has none */
	struct str words; /* "DQ to NL: asked 54 · hit 1" */
	struct str cause; /* "from OLN of K7Q2M9XA.4", or "" */
};

typedef VEC(struct app_tree_row) app_tree_rows;

/* In the order in which they were begun, what followed from one right behind it. All
 * texts are in arena. Returns 0 or NLETS_E_MEMORY. */
int app_conversation_tree(const struct app_session *session, struct arena *arena,
			  app_tree_rows *rows);

#endif
