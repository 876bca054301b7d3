/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A conversation as plain text over the present screen. */
#include <config.h>

#include "tui/compose_view.h"

#include "app/present_transcript.h"

int tui_show_conversation(struct tui *tui, const struct sim_conversation *conversation)
{
	struct app_page page = { 0 };
	int bits;

	app_present_transcript(&page, conversation, (size_t)tui->columns - 8);
	bits = tui_popup_text(tui, str_from(_("Conversation")), &page);
	app_page_free(&page);
	return bits;
}
