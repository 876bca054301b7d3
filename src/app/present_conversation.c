/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/present_conversation.h"

#include "app/conversation_report.h"
#include "app/i18n.h"
#include "app/verdict_text.h"
#include "app/wire_parts.h"
#include "sim/sim.h"

static const struct {
	const char *sign;
	const char *words, *brief;
	enum app_role role;
} outcomes[] = {
	[SIM_OUTCOME_NONE] = { " ", "", "", APP_ROLE_NORMAL },
	[SIM_OUTCOME_HIT] = { "✓", N_("hit"), N_("hit"), APP_ROLE_SEEN },
	[SIM_OUTCOME_NO_RECORD] = { "·", N_("no record"), N_("no record"), APP_ROLE_FAINT },
	[SIM_OUTCOME_REFUSED] = { "✗", N_("refused by a rule"), N_("refused"), APP_ROLE_WITHHELD },
	[SIM_OUTCOME_REJECTED] = { "✗", N_("rejected by the switch"), N_("rejected"), APP_ROLE_ERROR },
	[SIM_OUTCOME_NOT_SUPPORTED] = { "✗", N_("does not take this key"), N_("key not taken"), APP_ROLE_WARNING },
	[SIM_OUTCOME_SILENT] = { "·", N_("no answer came"), N_("no answer"), APP_ROLE_WARNING },
	[SIM_OUTCOME_ACKNOWLEDGED] = { "~", N_("acknowledged"), N_("acknowledged"), APP_ROLE_INFO },
	[SIM_OUTCOME_STORED] = { "~", N_("out of service, forwarded later"), N_("stored"), APP_ROLE_WARNING },
	[SIM_OUTCOME_DISCARDED] = { "✗", N_("out of service, not forwarded"), N_("discarded"), APP_ROLE_WARNING },
	[SIM_OUTCOME_NOT_DONE] = { "✗", N_("not done"), N_("not done"), APP_ROLE_WITHHELD },
};

static const char *backing_sign(enum nlets_backing backing)
{
	if (backing == NLETS_ASSUMED)
		return "a";
	return backing == NLETS_INVENTED ? "i" : " ";
}

/* "AZSIM0001 Training desk, Arizona", or the code alone where there is little room. */
static struct str party(struct str code, struct str label, bool wide, struct arena *arena)
{
	if (!wide || !label.len)
		return code;
	return arena_printf(arena, "%.*s %.*s", STR_ARGS(code), STR_ARGS(app_tr(label)));
}

static bool is_to_asker(const struct sim_hop *hop)
{
	return hop->kind == SIM_HOP_ANSWER || hop->kind == SIM_HOP_DELIVERY;
}

static void add_hop_row(struct app_page *page, const struct sim_hop *hop, bool focused, bool marked,
			size_t width)
{
	struct app_line *line = app_page_line(page);
	enum app_role plain = focused ? APP_ROLE_SELECTED : APP_ROLE_NORMAL;
	enum app_role faint = focused ? APP_ROLE_SELECTED : APP_ROLE_FAINT;
	bool wide = width >= 100;
	size_t place = wide ? (width - 56) / 2 : 10;
	const char *words;

	if (!line)
		return;
	if (focused) {
		line->fill = APP_ROLE_SELECTED;
		app_page_cursor_here(page, 0);
	}
	app_line_printf(page, line, faint, "%s%3u.%03u s %c", focused ? "▸" : " ", hop->time_ms / 1000,
			hop->time_ms % 1000, marked ? '*' : ' ');
	app_line_add_fit(page, line, plain, party(hop->from, hop->from_label, wide, &page->arena), place);
	app_line_add(page, line, faint, is_to_asker(hop) ? STR(" ◀ ") : STR(" ▶ "));
	app_line_add_fit(page, line, plain, party(hop->to, hop->to_label, wide, &page->arena), place);
	app_line_add(page, line, plain, STR(" "));
	app_line_add_fit(page, line, focused ? plain : APP_ROLE_CODE, hop->key, 4);
	if (hop->bytes.len)
		app_line_printf(page, line, faint, "%6zu B ", hop->bytes.len);
	else
		app_line_add(page, line, faint, STR("       - "));
	app_line_add(page, line, focused ? plain : APP_ROLE_ASSUMED, str_from(backing_sign(hop->backing)));
	words = *outcomes[hop->outcome].words ? _(outcomes[hop->outcome].words) : "";
	if (*words && app_line_columns(line) + 3 + app_text_columns(str_from(words)) > width)
		words = _(outcomes[hop->outcome].brief);
	app_line_printf(page, line, focused ? plain : outcomes[hop->outcome].role, " %s %s",
			outcomes[hop->outcome].sign, words);
}

void app_present_conversation(struct app_page *page, const struct app_conversation *conversation,
			      size_t width)
{
	for (size_t i = 0; i < conversation->hops->hops.count; i++)
		add_hop_row(page, &conversation->hops->hops.items[i], i == conversation->cursor,
			    i == conversation->marked, width);
	if (!conversation->hops->hops.count)
		app_page_wrap(page, NULL, APP_ROLE_FAINT, str_from(_("Nothing was sent.")), width, 0);
}

static const char *hop_words(enum sim_hop_kind kind)
{
	switch (kind) {
	case SIM_HOP_QUERY:
		return _("The asker sends it to the switch.");
	case SIM_HOP_FORWARD:
		return _("The switch hands it on to the holder.");
	case SIM_HOP_ANSWER:
		return _("The holder answers the switch.");
	case SIM_HOP_NOTICE:
		return _("The switch tells someone other than the asker.");
	case SIM_HOP_OUTSIDE:
		return _("This step does not go over Nlets.");
	default:
		return _("The switch delivers it to the asker.");
	}
}

/* The state's own switch, and whose it and the data are where that is public. */
static void add_gate(struct app_page *page, const struct app_conversation *conversation,
		     const struct sim_hop *hop, size_t width)
{
	const struct nlets_holder *holder = nlets_holder(conversation->policies, hop->holder);
	struct str unknown = str_from(_("not public"));

	if (!holder)
		return;
	app_page_wrap(page, NULL, APP_ROLE_NORMAL,
		      arena_printf(&page->arena, _("Gate %.*s; run by: %.*s; data of: %.*s."),
				   STR_ARGS(hop->gate),
				   STR_ARGS(holder->gate_operator.len ? holder->gate_operator : unknown),
				   STR_ARGS(holder->data_owner.len ? holder->data_owner : unknown)),
		      width, 0);
}

/* A scripted step has its source ids as its detail. */
static void add_scripted_sources(struct app_page *page, const struct app_conversation *conversation,
				 const struct sim_hop *hop, size_t width)
{
	struct str rest = hop->detail, id;

	while (str_split(&rest, ' ', &id))
		if (id.len && nlets_policy_source(conversation->policies, id))
			app_page_policy_sources(page, conversation->policies, &id, 1, width);
}

/* What is to be said of a hop before its bytes. */
static void add_hop_words(struct app_page *page, const struct app_conversation *conversation,
			  const struct sim_hop *hop, size_t width)
{
	const struct nlets_rule *rule =
		hop->rule.len ? nlets_rule(conversation->policies, hop->rule) : NULL;

	if (hop->does.len)
		app_page_wrap(page, NULL, APP_ROLE_NORMAL, app_tr(hop->does), width, 0);
	if (hop->outcome != SIM_OUTCOME_NOT_DONE)
		app_page_wrap(page, NULL, APP_ROLE_NORMAL, str_from(hop_words(hop->kind)), width, 0);
	if (*outcomes[hop->outcome].words)
		app_line_printf(page, app_page_line(page), outcomes[hop->outcome].role, "%s %s",
				outcomes[hop->outcome].sign, _(outcomes[hop->outcome].words));
	if (hop->gate.len)
		add_gate(page, conversation, hop, width);
	if (hop->fault != SIM_FAULT_NONE)
		app_line_printf(page, app_page_line(page), APP_ROLE_WARNING, "! %s",
				app_fault_label((int)hop->fault));
	if (rule)
		app_page_rule(page, conversation->policies, rule, width);
	if (hop->note.len)
		app_page_wrap(page, NULL, APP_ROLE_ASSUMED, app_tr(hop->note), width, 0);
	if (hop->does.len)
		add_scripted_sources(page, conversation, hop, width);
}

void app_present_hop(struct app_page *page, const struct app_conversation *conversation,
		     size_t width)
{
	const struct sim_hop *hop = app_conversation_hop(conversation);
	app_wire_marks marks;

	if (!hop)
		return;
	if (conversation->focused) {
		app_wire_parts(conversation->focused, (struct span){ 0, 0 }, &page->arena, &marks);
		app_present_wire(page, hop->bytes, marks.items, marks.count, width);
		app_page_line(page);
	}
	add_hop_words(page, conversation, hop, width);
}

void app_explain_hop(struct app_page *page, struct app_line *line,
		     const struct app_conversation *conversation, size_t width)
{
	const struct sim_hop *hop = app_conversation_hop(conversation);
	size_t room = width > app_line_columns(line) ? width - app_line_columns(line) : 0;
	struct str words, note;

	if (!hop)
		return;
	words = hop->does.len ? app_tr(hop->does) : str_from(hop_words(hop->kind));
	note = hop->note.len ? app_tr(hop->note) : STR("");
	if (note.len && app_text_columns(words) + 1 + app_text_columns(note) > room) {
		app_line_add_words(page, line, APP_ROLE_ASSUMED, note, room);
		return;
	}
	app_line_add_words(page, line, APP_ROLE_EXPLAIN, words, room);
	if (note.len) {
		app_line_add(page, line, APP_ROLE_ASSUMED, STR(" "));
		app_line_add(page, line, APP_ROLE_ASSUMED, note);
	}
}

static size_t count_of(const struct app_conversation *conversation, enum sim_hop_kind kind,
		       int outcome)
{
	size_t count = 0;

	for (size_t i = 0; i < conversation->hops->hops.count; i++) {
		const struct sim_hop *hop = &conversation->hops->hops.items[i];

		count += hop->kind == kind && (outcome < 0 || (int)hop->outcome == outcome);
	}
	return count;
}

struct str app_conversation_summary(const struct app_conversation *conversation,
				    struct arena *arena)
{
	static const enum sim_outcome shown[] = { SIM_OUTCOME_HIT,	     SIM_OUTCOME_NO_RECORD,
						  SIM_OUTCOME_REFUSED,	     SIM_OUTCOME_NOT_SUPPORTED,
						  SIM_OUTCOME_SILENT,	     SIM_OUTCOME_ACKNOWLEDGED };
	struct str text = arena_printf(arena, _("asked %zu"),
				       count_of(conversation, SIM_HOP_FORWARD, -1));

	for (size_t i = 0; i < sizeof(shown) / sizeof(*shown); i++) {
		size_t count = count_of(conversation, SIM_HOP_ANSWER, (int)shown[i]);

		if (count)
			text = arena_printf(arena, "%.*s · %s %zu", STR_ARGS(text),
					    _(outcomes[shown[i]].words), count);
	}
	return text;
}

struct str app_conversation_title(const struct app_conversation *conversation, struct arena *arena)
{
	const struct sim_hop *first =
		conversation->hops->hops.count ? conversation->hops->hops.items : NULL;

	return first && first->key.len ? arena_printf(arena, _("Conversation on %.*s"), STR_ARGS(first->key))
		     : str_from(_("Conversation"));
}
