/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/hop_text.h"

#include "app/i18n.h"

static const struct app_outcome outcomes[] = {
	[SIM_OUTCOME_NONE] = { "none", " ", "", "", APP_ROLE_NORMAL },
	[SIM_OUTCOME_HIT] = { "hit", "✓", N_("hit"), N_("hit"), APP_ROLE_SEEN },
	[SIM_OUTCOME_NO_RECORD] = { "no-record", "·", N_("no record"), N_("no record"),
				    APP_ROLE_FAINT },
	[SIM_OUTCOME_REFUSED] = { "refused", "✗", N_("refused by a rule"), N_("refused"),
				  APP_ROLE_WITHHELD },
	[SIM_OUTCOME_REJECTED] = { "rejected", "✗", N_("rejected by the switch"), N_("rejected"),
				   APP_ROLE_ERROR },
	[SIM_OUTCOME_NOT_SUPPORTED] = { "not-supported", "✗", N_("does not take this key"),
					N_("key not taken"), APP_ROLE_WARNING },
	[SIM_OUTCOME_SILENT] = { "silent", "·", N_("no answer came"), N_("no answer"),
				 APP_ROLE_WARNING },
	[SIM_OUTCOME_ACKNOWLEDGED] = { "acknowledged", "~", N_("acknowledged"), N_("acknowledged"),
				       APP_ROLE_INFO },
	[SIM_OUTCOME_STORED] = { "stored", "~", N_("out of service, forwarded later"), N_("stored"),
				 APP_ROLE_WARNING },
	[SIM_OUTCOME_DISCARDED] = { "discarded", "✗", N_("out of service, not forwarded"),
				    N_("discarded"), APP_ROLE_WARNING },
	[SIM_OUTCOME_NOT_DONE] = { "not-done", "✗", N_("not done"), N_("not done"),
				   APP_ROLE_WITHHELD },
};

static const struct {
	const char *word, *words;
} faults[] = {
	[SIM_FAULT_NONE] = { "none", "" },
	[SIM_FAULT_LATE] = { "late", N_("late") },
	[SIM_FAULT_SILENT] = { "silent", N_("silent") },
	[SIM_FAULT_GARBLED] = { "garbled", N_("garbled") },
	[SIM_FAULT_DUPLICATED] = { "duplicated", N_("came twice") },
	[SIM_FAULT_OUT_OF_ORDER] = { "out-of-order", N_("out of order") },
	[SIM_FAULT_STORED] = { "stored", N_("stored") },
	[SIM_FAULT_DISCARDED] = { "discarded", N_("discarded") },
};

const struct app_outcome *app_hop_outcome(enum sim_outcome outcome)
{
	return &outcomes[outcome];
}

static const struct {
	const char *word, *sentence;
} kinds[] = {
	[SIM_HOP_QUERY] = { "query", N_("The asker sends it to the switch.") },
	[SIM_HOP_FORWARD] = { "forward", N_("The switch hands it on to the holder.") },
	[SIM_HOP_ANSWER] = { "answer", N_("The holder answers the switch.") },
	[SIM_HOP_DELIVERY] = { "delivery", N_("The switch delivers it to the asker.") },
	[SIM_HOP_NOTICE] = { "notice", N_("The switch tells someone other than the asker.") },
	[SIM_HOP_OUTSIDE] = { "outside", N_("This step does not go over Nlets.") },
};

const char *app_hop_kind(enum sim_hop_kind kind)
{
	return kinds[kind].word;
}

const char *app_hop_sentence(enum sim_hop_kind kind)
{
	return _(kinds[kind].sentence);
}

const char *app_hop_mark(const struct sim_hop *hop)
{
	if (hop->backing == NLETS_ASSUMED)
		return "a";
	return hop->backing == NLETS_INVENTED ? "i" : "";
}

bool app_hop_returns(const struct sim_hop *hop)
{
	return hop->kind == SIM_HOP_ANSWER || hop->kind == SIM_HOP_DELIVERY;
}

struct str app_hop_outcome_words(const struct sim_hop *hop, struct arena *arena)
{
	const struct app_outcome *outcome = &outcomes[hop->outcome];

	return *outcome->words ? arena_printf(arena, "%s %s", outcome->sign, _(outcome->words))
			       : STR("");
}

const char *app_hop_fault(enum sim_fault fault)
{
	return faults[fault].word;
}

const char *app_hop_fault_words(enum sim_fault fault)
{
	return *faults[fault].words ? _(faults[fault].words) : "";
}

static size_t count_of(const struct sim_conversation *hops, enum sim_hop_kind kind, int outcome)
{
	size_t count = 0;

	for (size_t i = 0; i < hops->hops.count; i++) {
		const struct sim_hop *hop = &hops->hops.items[i];

		count += hop->kind == kind && hop->fault != SIM_FAULT_DUPLICATED &&
			 (outcome < 0 || (int)hop->outcome == outcome);
	}
	return count;
}

struct str app_hops_summary(const struct sim_conversation *hops, struct arena *arena)
{
	static const enum sim_outcome shown[] = {
		SIM_OUTCOME_HIT,    SIM_OUTCOME_NO_RECORD,    SIM_OUTCOME_REFUSED, SIM_OUTCOME_NOT_SUPPORTED,
		SIM_OUTCOME_SILENT, SIM_OUTCOME_ACKNOWLEDGED, SIM_OUTCOME_STORED,  SIM_OUTCOME_DISCARDED
	};
	struct str text = arena_printf(arena, _("asked %zu"), count_of(hops, SIM_HOP_FORWARD, -1));

	for (size_t i = 0; i < sizeof(shown) / sizeof(*shown); i++) {
		size_t count = count_of(hops, SIM_HOP_ANSWER, (int)shown[i]);

		if (count)
			text = arena_printf(arena, "%.*s · %s %zu", STR_ARGS(text),
					    _(outcomes[shown[i]].words), count);
	}
	return text;
}
