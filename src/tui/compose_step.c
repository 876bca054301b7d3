/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form that a proposed step has filled in. */
#include <config.h>

#include "tui/compose_view.h"

int tui_compose_draft(struct tui *tui, struct app_draft *draft, const struct app_cause *cause)
{
	struct str key = draft->form->key;
	size_t depth = tui->depth;
	struct compose_state *state;
	int bits = tui_open(tui, &tui_view_compose, &key);

	if (tui->depth == depth) {
		app_draft_free(&draft);
		return bits;
	}
	state = tui_top(tui)->state;
	app_draft_free(&state->draft);
	state->draft = draft;
	state->cause = (struct app_cause){ arena_copy(&state->arena, cause->conversation), cause->hop,
					   arena_copy(&state->arena, cause->codes) };
	compose_focus(state, draft->focus);
	tui_say(tui, APP_ROLE_INFO, _("Filled in %.*s; nothing is sent before F2."),
		STR_ARGS(app_cause_words(&state->cause, &state->arena)));
	return bits;
}
