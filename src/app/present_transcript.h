/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_PRESENT_TRANSCRIPT_H
#define APP_PRESENT_TRANSCRIPT_H

#include "app/page.h"

struct sim_conversation;

/* A conversation as plain text: each hop with its simulated time, then the bytes
 * of the messages that the asker sent and received. */
void app_present_transcript(struct app_page *page, const struct sim_conversation *conversation,
			    size_t width);

#endif
