/* SPDX-License-Identifier: GPL-3.0-or-later */
/* F2 in Compose: through the simulated network, and on to the conversation. */
#include <config.h>

#include "tui/compose_view.h"

static int send_now(struct tui *tui, struct compose_state *state)
{
	struct app_session *session = tui->session;
	struct sim_conversation *conversation = NULL;
	struct tui_progress progress;
	struct str why = STR_NONE;
	int result, bits;

	bits = tui_progress_start(&progress, tui,
				  str_from(app_session_is_remote(session) ?
						   _("Sending to the server of the setting url") :
						   _("Making the invented population")));
	result = app_session_send(session, buf_str(&state->draft->bytes), tui_progress_step, &progress,
				  &conversation, &why);
	bits |= tui_progress_end(&progress);
	if (result < 0) {
		if (progress.cancelled)
			tui_say(tui, APP_ROLE_WARNING, "%.*s",
				STR_ARGS(why.len ? why : str_from(_("Cancelled; nothing was sent."))));
		else
			tui_say(tui, APP_ROLE_ERROR, "%.*s",
				STR_ARGS(why.len ? why : str_from(_(nlets_error_text(result)))));
		return bits;
	}
	app_cause_set(session, conversation, &state->cause);
	app_draft_remove(session, state->draft->form->key);
	state->draft->changed = state->draft->unwritten = false;
	return bits | tui_show_conversation(tui, conversation);
}

static int send_chosen(struct tui *tui, void *context, size_t row, struct str value)
{
	(void)value;
	return row == 0 ? send_now(tui, context) : APP_REDRAW;
}

/* The switch's answer to a faulty message is worth seeing, but not by accident. */
static int ask_anyway(struct tui *tui, struct compose_state *state)
{
	const struct tui_choice choices[] = {
		{ str_from(_("Send it and see the error message")), STR_NONE, STR_NONE },
		{ str_from(_("Go back and mend it")), STR_NONE, STR_NONE },
	};

	return tui_popup_choose(
		tui, &(struct tui_question){
			     .title = str_from(_("There are errors")),
			     .text = str_from(_("The switch would reject this message.")),
			     .choices = choices,
			     .count = 2,
			     .preset = 1,
			     .chosen = send_chosen,
			     .context = state,
		     });
}

int compose_send(struct tui *tui, void *data, struct str argument)
{
	struct compose_state *state = data;
	struct str sender = str_trim(app_draft_value(state->draft, 0));

	(void)argument;
	if (!app_is_training_ori(sender)) {
		tui_say(tui, APP_ROLE_ERROR, "%s",
			_("Only training ORIs (SIM in the middle) can send; F4 lists them."));
		compose_focus(state, 0);
		return APP_REDRAW;
	}
	return app_draft_has_errors(state->draft) ? ask_anyway(tui, state) : send_now(tui, state);
}
