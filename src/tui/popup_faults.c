/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes wrong with the next messages: a holder is chosen, then what it does. */
#include <config.h>

#include "app/fault_plan.h"
#include "tui/frame.h"

#include <stdint.h>

static struct str plan_of(const struct tui *tui)
{
	return app_settings_text(&tui->session->settings, APP_SETTING_faults);
}

static void say_plan(struct tui *tui, struct str plan)
{
	if (plan.len)
		tui_say(tui, APP_ROLE_SEEN, _("From the next message on: %.*s"), STR_ARGS(plan));
	else
		tui_say(tui, APP_ROLE_SEEN, "%s", _("Nothing goes wrong any more."));
}

static int set_plan(struct tui *tui, struct str plan)
{
	struct app_session *session = tui->session;

	if (app_settings_set(&session->settings, &session->arena, APP_SETTING_faults, plan,
			     STR(":faults")) == 0)
		say_plan(tui, plan);
	return APP_RELAYOUT;
}

static int trouble_chosen(struct tui *tui, void *context, size_t row, struct str value)
{
	struct arena arena = { 0 };
	const struct nlets_holder *holder = context;
	int bits;

	(void)row;
	bits = set_plan(tui, app_fault_plan_with(plan_of(tui), holder ? holder->code : STR("*"), value,
						 &arena));
	arena_free(&arena);
	return bits;
}

static int holder_chosen(struct tui *tui, void *context, size_t row, struct str value)
{
	struct tui_choice choices[16];
	const struct nlets_holder *holder = nlets_holder(tui->session->policies, value);
	size_t count;
	const struct app_trouble *troubles = app_troubles(&count);

	(void)context, (void)row;
	for (size_t i = 0; i < count; i++)
		choices[i] = (struct tui_choice){ str_from(troubles[i].word),
						  str_from(_(troubles[i].words)), STR_NONE };
	return tui_popup_choose(tui, &(struct tui_question){
					     .title = holder ? app_tr(holder->name)
							     : str_from(_("Every holder")),
					     .choices = choices,
					     .count = count,
					     .chosen = trouble_chosen,
					     .context = (void *)(uintptr_t)holder });
}

static int ask_holder(struct tui *tui)
{
	struct arena arena = { 0 };
	size_t count;
	const struct nlets_holder *holders = nlets_holders(tui->session->policies, &count);
	struct tui_choice *choices = arena_alloc_array(&arena, count + 1, sizeof(*choices));
	int bits = APP_REDRAW;

	if (choices) {
		choices[0] = (struct tui_choice){ STR("*"), str_from(_("Every holder")), STR_NONE };
		for (size_t i = 0; i < count; i++)
			choices[i + 1] = (struct tui_choice){ holders[i].code, app_tr(holders[i].name),
							      STR_NONE };
		bits = tui_popup_choose(tui, &(struct tui_question){
						     .title = str_from(_("Which holder?")),
						     .choices = choices,
						     .count = count + 1,
						     .chosen = holder_chosen });
	}
	arena_free(&arena);
	return bits;
}

enum { ADD, TYPE, NONE, RULES };

static int what_chosen(struct tui *tui, void *context, size_t row, struct str value)
{
	struct arena arena = { 0 };
	int bits;

	(void)context, (void)value;
	if (row == ADD)
		return ask_holder(tui);
	if (row == TYPE)
		return tui_type_faults(tui);
	if (row == NONE)
		return set_plan(tui, STR(""));
	bits = set_plan(tui, app_fault_plan_without(plan_of(tui), row - RULES, &arena));
	arena_free(&arena);
	return bits;
}

int tui_popup_faults(struct tui *tui)
{
	struct arena arena = { 0 };
	app_fault_rules rules = { 0 };
	struct tui_choice *choices;
	int bits = APP_REDRAW;

	app_fault_rules_read(plan_of(tui), &arena, &rules);
	choices = arena_alloc_array(&arena, rules.count + RULES, sizeof(*choices));
	if (choices) {
		choices[ADD] = (struct tui_choice){ str_from(_("Add")),
						    str_from(_("a holder and what goes wrong with it")), STR_NONE };
		choices[TYPE] = (struct tui_choice){ str_from(_("Type")),
						     str_from(_("the whole plan, with seconds where wanted")), STR_NONE };
		choices[NONE] = (struct tui_choice){ str_from(_("None")),
						     str_from(_("everything works")), STR_NONE };
		for (size_t i = 0; i < rules.count; i++)
			choices[RULES + i] = (struct tui_choice){ rules.items[i],
								  str_from(_("Enter takes it out")), STR_NONE };
		bits = tui_popup_choose(tui, &(struct tui_question){
						     .title = str_from(_("What goes wrong with the next messages?")),
						     .choices = choices,
						     .count = rules.count + RULES,
						     .chosen = what_chosen });
	}
	arena_free(&arena);
	return bits;
}
