/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One answer from many: hits are kept, no-hits dropped, and a summary says who was
 * asked, who hit, who did not, and who stayed silent (V-WIKI, SO-G). How the
 * summary looks is not public: forms/layouts/merged.xml and merged-niem.xml are
 * invented, and so is their fifth group, those that refused openly. */
#include <config.h>

#include "sim/network.h"

#include "base/i18n.h"

static bool in_group(const struct sim_asked *asked, enum sim_outcome outcome)
{
	if (outcome == SIM_OUTCOME_SILENT)
		return asked->late;
	return !asked->late && asked->outcome == outcome;
}

static struct str members(struct sim_exchange *exchange, const sim_asked_list *list, int outcome,
			  size_t *count)
{
	struct buf out = { 0 };
	struct str made;

	*count = 0;
	for (size_t i = 0; i < list->count; i++) {
		if (outcome >= 0 && !in_group(&list->items[i], (enum sim_outcome)outcome))
			continue;
		buf_add_text(&out, *count ? " " : "");
		buf_add(&out, list->items[i].holder);
		++*count;
	}
	made = out.failed ? STR_NONE : arena_copy(exchange->arena, buf_str(&out));
	buf_free(&out);
	return made;
}

static bool add_summary(struct sim_exchange *exchange, const sim_asked_list *list,
			struct sim_record *record)
{
	static const struct {
		const char *name, *total;
		int outcome;
	} groups[] = {
		{ "ASKED", "NASKED", -1 },
		{ "HITS", "NHITS", SIM_OUTCOME_HIT },
		{ "NOHITS", "NNOHITS", SIM_OUTCOME_NO_RECORD },
		{ "REFUSED", "NREFUSED", SIM_OUTCOME_REFUSED },
		{ "SILENT", "NSILENT", SIM_OUTCOME_SILENT },
	};

	for (size_t i = 0; i < sizeof(groups) / sizeof(*groups); i++) {
		size_t count;
		struct str codes = members(exchange, list, groups[i].outcome, &count);

		if (!codes.ptr ||
		    !sim_record_set(exchange->arena, record, str_from(groups[i].name),
				    count ? codes : STR("NONE")) ||
		    !sim_record_set(exchange->arena, record, str_from(groups[i].total),
				    arena_printf(exchange->arena, "%zu", count)))
			return false;
	}
	return sim_record_set(exchange->arena, record, STR("KEY"), exchange->query->key.text);
}

static int add_part(struct sim_exchange *exchange, const struct sim_asked *asked,
		    struct sim_record *record)
{
	const struct sim_draft *draft = &exchange->drafts.items[asked->answer];
	struct sim_record *part = sim_record_add_group(exchange->arena, record, STR("part"));
	struct str body = draft->letter.body;
	int error = 0;

	if (draft->letter.body_xml)
		error = sim_body_as_text(exchange, &draft->letter, &body);
	if (error)
		return error;
	return part && sim_record_set(exchange->arena, part, STR("STATE"), asked->holder) &&
			       sim_record_set(exchange->arena, part, STR("FROM"),
					      draft->letter.sender) &&
			       sim_record_set(exchange->arena, part, STR("BODY"), body)
		       ? 0
		       : NLETS_E_MEMORY;
}

int sim_merge(struct sim_exchange *exchange, const sim_asked_list *asked, unsigned time_ms)
{
	const struct sim_layout *layout = sim_network_layout(
		exchange->network,
		exchange->network->settings.deliver_xml ? STR("merged-niem") : STR("merged"));
	struct sim_record record = { 0 };
	struct sim_draft *draft;
	struct str body, key = STR_NONE;
	size_t hits = 0;
	int error = layout ? 0 : NLETS_E_DEFINITION;

	if (!error && !add_summary(exchange, asked, &record))
		error = NLETS_E_MEMORY;
	for (size_t i = 0; !error && i < asked->count; i++) {
		const struct sim_asked *one = &asked->items[i];

		key = exchange->drafts.items[one->answer].letter.key;
		hits += in_group(one, SIM_OUTCOME_HIT);
		if (in_group(one, SIM_OUTCOME_HIT) || in_group(one, SIM_OUTCOME_REFUSED))
			error = add_part(exchange, one, &record);
	}
	if (!error)
		error = sim_write_body(exchange, layout, sim_layout_answer(layout, exchange->key),
				       &record, &body, NULL);
	if (error)
		return error;
	draft = sim_deliver(exchange, time_ms, SIM_QUERY_DRAFT, key, SIM_SWITCH, body);
	if (!draft)
		return NLETS_E_MEMORY;
	draft->letter.body_xml = layout->xml;
	draft->hop.outcome = hits ? SIM_OUTCOME_HIT : SIM_OUTCOME_NO_RECORD;
	draft->hop.backing = NLETS_INVENTED;
	draft->hop.note =
		str_from(N_("The layout of the merged answer and its summary is invented; what the "
			    "summary lists is published."));
	return 0;
}
