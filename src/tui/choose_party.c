/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "tui/choose_party.h"

#include <stdlib.h>

enum nlets_assume tui_assume(const struct tui *tui)
{
	return (enum nlets_assume)app_settings_choice(&tui->session->settings, APP_SETTING_assume);
}

void tui_keep_agency(struct tui *tui, struct str id)
{
	app_settings_set(&tui->session->settings, &tui->session->arena, APP_SETTING_agency, id,
			 STR(":agency"));
}

int tui_party_done(struct tui *tui, int error)
{
	if (error == NLETS_E_NOT_FOUND)
		tui_say(tui, APP_ROLE_WARNING, "%s", _("There is no such agency or holder."));
	else if (error == NLETS_E_UNRENDERABLE)
		tui_say(tui, APP_ROLE_WARNING, "%s",
			_("The other wire format cannot hold this message as it stands."));
	else if (error < 0)
		tui_say(tui, APP_ROLE_ERROR, "%s", _(nlets_error_text(error)));
	return APP_REDRAW;
}

int tui_choose_agency(struct tui *tui, struct str current, tui_chosen *chosen, void *context)
{
	size_t count, preset = 0;
	const struct nlets_agency *agencies = nlets_agencies(tui->session->policies, &count);
	struct tui_choice *choices = calloc(count + 1, sizeof(*choices));
	int bits;

	if (!choices)
		return APP_REDRAW;
	for (size_t i = 0; i < count; i++) {
		choices[i] = (struct tui_choice){ agencies[i].id, app_tr(agencies[i].name), STR_NONE };
		if (str_eq(agencies[i].id, current))
			preset = i;
	}
	bits = tui_popup_choose(tui, &(struct tui_question){ .title = str_from(_("Seen by which agency?")),
							     .choices = choices,
							     .count = count,
							     .preset = preset,
							     .chosen = chosen,
							     .context = context });
	free(choices);
	return bits;
}

int tui_choose_holder(struct tui *tui, struct str text, struct str current, tui_chosen *chosen,
		      void *context)
{
	size_t count, preset = 0;
	const struct nlets_holder *holders = nlets_holders(tui->session->policies, &count);
	struct tui_choice *choices = calloc(count + 1, sizeof(*choices));
	int bits;

	if (!choices)
		return APP_REDRAW;
	for (size_t i = 0; i < count; i++) {
		choices[i] = (struct tui_choice){ holders[i].code, app_tr(holders[i].name), STR_NONE };
		if (str_eq(holders[i].code, current))
			preset = i;
	}
	bits = tui_popup_choose(tui, &(struct tui_question){ .title = str_from(_("Who holds the record?")),
							     .text = text,
							     .choices = choices,
							     .count = count,
							     .preset = preset,
							     .chosen = chosen,
							     .context = context });
	free(choices);
	return bits;
}

static int assume_chosen(struct tui *tui, void *context, size_t row, struct str value)
{
	(void)context, (void)row;
	if (app_settings_set(&tui->session->settings, &tui->session->arena, APP_SETTING_assume, value,
			     STR(":assume")) < 0)
		tui_say(tui, APP_ROLE_WARNING, "%s",
			_("What can be assumed is: nothing, answered, refused."));
	return APP_REDRAW;
}

int tui_choose_assume(struct tui *tui, struct str argument)
{
	const struct tui_choice choices[] = {
		{ STR("nothing"), str_from(_("what is unknown stays unknown")), STR_NONE },
		{ STR("answered"), str_from(_("for the drill: unknown counts as answered")), STR_NONE },
		{ STR("refused"), str_from(_("for the drill: unknown counts as refused")), STR_NONE },
	};

	if (argument.len)
		return assume_chosen(tui, NULL, 0, argument);
	return tui_popup_choose(tui, &(struct tui_question){
					     .title = str_from(_("Where nothing public is known, assume")),
					     .choices = choices,
					     .count = 3,
					     .preset = (size_t)tui_assume(tui),
					     .chosen = assume_chosen });
}
