/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeping, emptying and leaving a form in Compose: nothing typed is lost unasked. */
#include <config.h>

#include "tui/compose_view.h"

int compose_save(struct tui *tui, void *data, struct str argument)
{
	struct compose_state *state = data;

	(void)argument;
	if (app_draft_save(state->draft) < 0) {
		tui_say(tui, APP_ROLE_ERROR, "%s", _("The draft could not be written."));
	} else {
		state->draft->changed = false;
		tui_say(tui, APP_ROLE_SEEN, "%s", _("The draft is kept; it is offered again at the next start."));
	}
	return APP_REDRAW;
}

static int discard_chosen(struct tui *tui, void *context, size_t row, struct str value)
{
	struct compose_state *state = context;

	(void)tui, (void)value;
	if (row == 0) {
		app_draft_clear(state->draft);
		app_draft_save(state->draft);
		compose_focus(state, 1);
	}
	return APP_REDRAW;
}

int compose_discard(struct tui *tui, void *data, struct str argument)
{
	const struct tui_choice choices[] = {
		{ str_from(_("Empty the form")), STR_NONE, STR_NONE },
		{ str_from(_("Keep it")), STR_NONE, STR_NONE },
	};

	(void)argument;
	return tui_popup_choose(tui, &(struct tui_question){
					     .title = str_from(_("Empty the form and remove its draft?")),
					     .choices = choices,
					     .count = 2,
					     .preset = 1,
					     .chosen = discard_chosen,
					     .context = data,
				     });
}

enum { LEAVE_KEEP, LEAVE_DISCARD, LEAVE_STAY };

static int leave_chosen(struct tui *tui, void *context, size_t row, struct str value)
{
	struct compose_state *state = context;

	(void)value;
	if (row == LEAVE_STAY)
		return APP_REDRAW;
	if (row == LEAVE_DISCARD)
		app_draft_clear(state->draft);
	app_draft_save(state->draft);
	return tui_close(tui);
}

bool compose_leave(struct tui *tui, void *data)
{
	struct compose_state *state = data;
	const struct tui_choice choices[] = {
		{ str_from(_("Keep it as a draft")), STR_NONE, STR_NONE },
		{ str_from(_("Throw it away")), STR_NONE, STR_NONE },
		{ str_from(_("Go on composing")), STR_NONE, STR_NONE },
	};

	if (!state->draft->changed || app_draft_is_empty(state->draft))
		return true;
	tui_popup_choose(tui, &(struct tui_question){
				      .title = str_from(_("The message was not sent")),
				      .choices = choices,
				      .count = 3,
				      .chosen = leave_chosen,
				      .context = state,
			      });
	return false;
}
