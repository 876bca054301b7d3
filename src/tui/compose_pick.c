/* SPDX-License-Identifier: GPL-3.0-or-later */
/* F4 in Compose: the values that a row can have. */
#include <config.h>

#include "tui/compose_view.h"

struct choices {
	struct arena arena;
	VEC(struct tui_choice) rows;
	size_t preset;
};

static void add(struct choices *choices, struct str value, struct str label, struct str note)
{
	struct tui_choice *choice = vec_add(&choices->arena, &choices->rows);

	if (choice)
		*choice = (struct tui_choice){ value, label, note };
}

static void add_table(struct choices *choices, const struct nlets_table *table, struct str value)
{
	for (size_t i = 0; table && i < table->codes.count; i++) {
		const struct nlets_code *code = &table->codes.items[i];

		if (str_eq(code->value, value))
			choices->preset = choices->rows.count;
		add(choices, code->value, app_tr(code->label), code->alias);
	}
}

/* What kind of destination it is, in words. */
static struct str kind_words(struct str kind)
{
	static const char *const kinds[] = {
		N_("district"), N_("line"), N_("province"), N_("region"), N_("state"), N_("territory"),
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (str_eq(str_from(kinds[i]), kind))
			return str_from(_(kinds[i]));
	return kind;
}

static bool kind_allowed(const struct nlets_destination_rule *to, struct str kind)
{
	if (str_eq(kind, STR("region")))
		return to->region;
	if (str_eq(kind, STR("province")))
		return to->province;
	if (str_eq(kind, STR("state")) || str_eq(kind, STR("territory")) || str_eq(kind, STR("district")))
		return to->state;
	return false;
}

static void add_destinations(struct choices *choices, struct app_session *session,
			     const struct nlets_destination_rule *to)
{
	const struct nlets_table *members = nlets_table(session->definitions, STR("MEMBER"));

	for (size_t i = 0; i < to->codes.count; i++) {
		const struct nlets_code *code =
			members ? nlets_table_find(members, to->codes.items[i]) : NULL;

		add(choices, to->codes.items[i], code ? app_tr(code->label) : STR_NONE,
		    code ? kind_words(code->kind) : STR_NONE);
	}
	for (size_t i = 0; members && i < members->codes.count; i++) {
		const struct nlets_code *code = &members->codes.items[i];

		if (kind_allowed(to, code->kind))
			add(choices, code->value, app_tr(code->label), kind_words(code->kind));
	}
}

static void add_senders(struct choices *choices, struct app_session *session)
{
	size_t count;
	const struct nlets_agency *agencies = nlets_agencies(session->policies, &count);

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < agencies[i].oris.count; k++)
			add(choices, agencies[i].oris.items[k].ori,
			    app_tr(agencies[i].oris.items[k].label), app_tr(agencies[i].name));
}

static int pick_chosen(struct tui *tui, void *context, size_t row, struct str value)
{
	struct compose_state *state = context;

	(void)tui, (void)row;
	compose_put(state, state->draft->focus, value);
	return APP_REDRAW;
}

/* A destination comes behind those that are there. */
static int destination_chosen(struct tui *tui, void *context, size_t row, struct str value)
{
	struct compose_state *state = context;
	struct str before = str_trim(app_draft_value(state->draft, state->draft->focus));
	struct buf text = { 0 };

	(void)tui, (void)row;
	buf_add(&text, before);
	if (before.len)
		buf_add_char(&text, ' ');
	buf_add(&text, value);
	compose_put(state, state->draft->focus, buf_str(&text));
	buf_free(&text);
	return APP_REDRAW;
}

static int ask(struct tui *tui, struct compose_state *state, struct choices *choices,
	       const struct app_draft_row *row)
{
	struct arena *arena = &choices->arena;
	struct str title = str_from(row->kind == APP_ROW_TO ? _("To whom?") : _("From whom?"));
	int bits;

	if (row->kind == APP_ROW_ITEM)
		title = arena_printf(arena, "%.*s  %.*s", STR_ARGS(row->item->code),
				     STR_ARGS(app_tr(row->item->label)));
	bits = tui_popup_choose(tui, &(struct tui_question){
					     .title = title,
					     .choices = choices->rows.items,
					     .count = choices->rows.count,
					     .preset = choices->preset,
					     .chosen = row->kind == APP_ROW_TO ? destination_chosen
									       : pick_chosen,
					     .context = state,
				     });
	arena_free(arena);
	return bits;
}

int compose_pick(struct tui *tui, void *data, struct str argument)
{
	struct compose_state *state = data;
	const struct app_draft_row *row = &state->draft->rows.items[state->draft->focus];
	struct app_session *session = state->draft->session;
	struct choices choices = { 0 };

	if (argument.len) {
		compose_put(state, state->draft->focus, argument);
		return APP_REDRAW;
	}
	if (row->kind == APP_ROW_FROM)
		add_senders(&choices, session);
	else if (row->kind == APP_ROW_TO)
		add_destinations(&choices, session, &state->draft->form->to);
	else if (row->kind == APP_ROW_ITEM && row->item->table.len)
		add_table(&choices, nlets_table(session->definitions, row->item->table),
			  str_trim(buf_str(&row->value)));
	else if (row->kind == APP_ROW_ITEM && row->item->kind == NLETS_ITEM_FLAG) {
		add(&choices, STR("Y"), str_from(_("yes")), STR_NONE);
		add(&choices, STR("N"), str_from(_("no")), STR_NONE);
	}
	if (!choices.rows.count) {
		tui_say(tui, APP_ROLE_INFO, "%s", _("There is no list for this field: it is free to fill."));
		return APP_REDRAW;
	}
	return ask(tui, state, &choices, row);
}
