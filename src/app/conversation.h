/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one sent message set off, hop by hop: the state behind the Conversation
 * screen. The simulated conversation is borrowed and must outlive it. */
#ifndef APP_CONVERSATION_H
#define APP_CONVERSATION_H

#include "app/answer.h"
#include "app/present_ladder.h"

struct sim_conversation;
struct sim_hop;

struct app_conversation {
	struct nlets_definitions *definitions;
	struct nlets_policies *policies;
	const struct sim_conversation *hops;
	size_t cursor;
	size_t marked;                 /* a hop to compare with, SIZE_MAX: none */
	bool transcript;               /* everything as plain text */
	struct app_ladder ladder;      /* as last shown */
	struct app_ladder_window window;
	bool unfolded;                 /* a column for each holder, however many there are */
	struct str cause;              /* in words, or ""; the opener's */
	struct nlets_message *focused; /* the hop under the cursor, parsed; NULL for silence */
};

/* The cursor is put on the last hit that was delivered to the asker, or on the last
 * delivery. Returns 0 or
 * NLETS_E_MEMORY. */
int app_conversation_start(struct app_conversation *conversation,
			   struct nlets_definitions *definitions, struct nlets_policies *policies,
			   const struct sim_conversation *hops);
void app_conversation_end(struct app_conversation *conversation);
/* Moves the cursor (to the last hop when `at` is beyond). */
int app_conversation_go(struct app_conversation *conversation, size_t at);
/* Makes the ladder for that many columns, with the rung under the cursor in the window.
 * Returns 0 or NLETS_E_MEMORY. */
int app_conversation_fit(struct app_conversation *conversation, size_t width);
/* The rung under the cursor, or NULL; of the ladder as last fitted. */
const struct app_ladder_rung *app_conversation_rung(const struct app_conversation *conversation);
/* One column to the right (or the holders unfolded), or to the left (folded at last).
 * False when there is nothing more on that side. */
bool app_conversation_sideways(struct app_conversation *conversation, bool right);
/* Marks the hop under the cursor, or takes its mark away. */
void app_conversation_mark(struct app_conversation *conversation);
/* Writes the differences between the marked message and the one under the cursor, as
 * app_diff_text() does; nothing when they are the same. Returns 0, NLETS_E_NOT_FOUND
 * when no other message is marked or one of the two is silence, or NLETS_E_MEMORY. */
int app_conversation_compare(const struct app_conversation *conversation, struct buf *out);
/* The conversation's id, or "" when it was not accepted. */
struct str app_conversation_id(const struct app_conversation *conversation);
/* How many hops there are. */
size_t app_conversation_count(const struct app_conversation *conversation);
/* The hop under the cursor, or NULL. */
const struct sim_hop *app_conversation_hop(const struct app_conversation *conversation);
/* The bytes of the hop under the cursor and where they come from, but for the
 * agency, date and assumption, which are left empty. The title is in arena. False
 * when there is nothing to open (silence). */
bool app_conversation_origin(const struct app_conversation *conversation, struct arena *arena,
			     struct app_answer_origin *origin, struct str *bytes);

#endif
