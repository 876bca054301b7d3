/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panes of the Conversation screen. */
#ifndef APP_PRESENT_CONVERSATION_H
#define APP_PRESENT_CONVERSATION_H

#include "app/conversation.h"
#include "app/page.h"

/* The ladder, made to fit the width; the cursor is on its rung. */
void app_present_conversation(struct app_page *page, struct app_conversation *conversation,
			      size_t width);
/* The hop under the cursor: what happened, how far it is backed, its bytes. */
void app_present_hop(struct app_page *page, const struct app_conversation *conversation,
		     size_t width);
/* What happened in this hop, in one line of that many columns; where only one of the two
 * fits, what its answer rests on. */
void app_explain_hop(struct app_page *page, struct app_line *line,
		     const struct app_conversation *conversation, size_t width);
/* "asked 52 · hit 1 · no record 50 · silent 1", in arena. */
struct str app_conversation_summary(const struct app_conversation *conversation,
				    struct arena *arena);
/* "DQ to NL", for the path in the first line; in arena. */
struct str app_conversation_title(const struct app_conversation *conversation, struct arena *arena);

#endif
