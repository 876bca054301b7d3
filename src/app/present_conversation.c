/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/present_conversation.h"

#include "app/hop_text.h"
#include "app/i18n.h"
#include "app/verdict_text.h"
#include "app/wire_parts.h"
#include "base/utf8.h"

void app_present_conversation(struct app_page *page, struct app_conversation *conversation,
			      size_t width)
{
	if (!conversation->hops->hops.count)
		app_page_wrap(page, NULL, APP_ROLE_FAINT, str_from(_("Nothing was sent.")), width, 0);
	else if (app_conversation_fit(conversation, width) == 0)
		app_present_ladder(page, &conversation->ladder, &conversation->window);
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

/* All whose hops share the rung under the cursor. */
static void add_alike(struct app_page *page, const struct app_conversation *conversation,
		      size_t width)
{
	const struct app_ladder_rung *rung = app_conversation_rung(conversation);
	struct buf names = { 0 };

	if (!rung || rung->hops < 2)
		return;
	for (size_t i = rung->hop; i < rung->hop + rung->hops; i++) {
		const struct sim_hop *hop = &conversation->hops->hops.items[i];

		buf_add_text(&names, i > rung->hop ? " " : "");
		utf8_add_visible(&names, app_hop_returns(hop) ? hop->from : hop->to, false);
	}
	app_page_wrap(page, NULL, APP_ROLE_HEADING,
		      arena_printf(&page->arena, _("%zu alike, the first is shown; Right unfolds them:"),
				   rung->hops),
		      width, 0);
	app_page_wrap(page, NULL, APP_ROLE_CODE, buf_str(&names), width, 2);
	app_page_line(page);
	buf_free(&names);
}

/* What is to be said of a hop before its bytes. */
static void add_hop_words(struct app_page *page, const struct app_conversation *conversation,
			  const struct sim_hop *hop, size_t width)
{
	const struct app_outcome *outcome = app_hop_outcome(hop->outcome);
	const struct nlets_rule *rule =
		hop->rule.len ? nlets_rule(conversation->policies, hop->rule) : NULL;

	if (hop->does.len)
		app_page_wrap(page, NULL, APP_ROLE_NORMAL, app_tr(hop->does), width, 0);
	if (hop->outcome != SIM_OUTCOME_NOT_DONE)
		app_page_wrap(page, NULL, APP_ROLE_NORMAL, str_from(app_hop_sentence(hop->kind)), width, 0);
	if (*outcome->words)
		app_line_printf(page, app_page_line(page), outcome->role, "%s %s", outcome->sign,
				_(outcome->words));
	if (hop->gate.len)
		add_gate(page, conversation, hop, width);
	if (hop->fault != SIM_FAULT_NONE)
		app_line_printf(page, app_page_line(page), APP_ROLE_WARNING, "! %s",
				app_hop_fault_words(hop->fault));
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
	add_alike(page, conversation, width);
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
	words = hop->does.len ? app_tr(hop->does) : str_from(app_hop_sentence(hop->kind));
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

struct str app_conversation_summary(const struct app_conversation *conversation,
				    struct arena *arena)
{
	return app_hops_summary(conversation->hops, arena);
}

struct str app_conversation_title(const struct app_conversation *conversation, struct arena *arena)
{
	const struct sim_hop *first =
		conversation->hops->hops.count ? conversation->hops->hops.items : NULL;

	if (first && first->key.len && conversation->cause.len)
		return arena_printf(arena, _("Conversation on %.*s, %.*s"), STR_ARGS(first->key),
				    STR_ARGS(conversation->cause));
	return first && first->key.len ? arena_printf(arena, _("Conversation on %.*s"), STR_ARGS(first->key))
		     : str_from(_("Conversation"));
}
