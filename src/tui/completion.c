/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "tui/completion.h"

struct values {
	struct arena *arena;
	struct str start;
	VEC(struct str) found;
};

static void offer(struct values *values, struct str value)
{
	struct str *place;

	if (values->start.len > value.len || values->found.count == TUI_COMPLETIONS ||
	    !str_eq_nocase(str_sub(value, 0, values->start.len), values->start))
		return;
	for (size_t i = 0; i < values->found.count; i++)
		if (str_eq(values->found.items[i], value))
			return;
	place = vec_add(values->arena, &values->found);
	if (place)
		*place = value;
}

static void offer_keys(struct values *values, struct app_session *session)
{
	size_t count;
	const struct nlets_section *sections = nlets_catalogue(session->definitions, &count);

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < sections[i].keys.count; k++)
			if (sections[i].keys.items[k].file.len &&
			    sections[i].keys.items[k].form_class != NLETS_FORM_RESPONSE)
				offer(values, sections[i].keys.items[k].key);
}

static void offer_agencies(struct values *values, struct app_session *session, bool oris)
{
	size_t count;
	const struct nlets_agency *agencies = nlets_agencies(session->policies, &count);

	for (size_t i = 0; i < count; i++) {
		if (!oris)
			offer(values, agencies[i].id);
		for (size_t k = 0; oris && k < agencies[i].oris.count; k++)
			offer(values, agencies[i].oris.items[k].ori);
	}
}

static void offer_holders(struct values *values, struct app_session *session)
{
	size_t count;
	const struct nlets_holder *holders = nlets_holders(session->policies, &count);

	for (size_t i = 0; i < count; i++)
		offer(values, holders[i].code);
}

/* The words between the bars of a setting's choices. */
static void offer_choices(struct values *values, enum app_setting setting)
{
	struct str rest = str_from(app_setting_row(setting)->choices), word;

	while (rest.len && str_split(&rest, '|', &word))
		offer(values, word);
}

size_t tui_complete_argument(struct app_session *session, enum app_command command,
			     struct str start, struct arena *arena, struct str **found)
{
	struct values values = { .arena = arena, .start = start };
	struct str what = str_from(app_command(command)->argument);

	if (str_eq(what, STR("KEY")))
		offer_keys(&values, session);
	else if (str_eq(what, STR("AGENCY")))
		offer_agencies(&values, session, false);
	else if (str_eq(what, STR("ORI")))
		offer_agencies(&values, session, true);
	else if (str_eq(what, STR("STATE")))
		offer_holders(&values, session);
	else if (str_eq(what, STR("WHAT")))
		offer_choices(&values, APP_SETTING_assume);
	else if (str_eq(what, STR("FORMAT")))
		offer_choices(&values, APP_SETTING_deliver);
	*found = values.found.items;
	return values.found.count;
}
