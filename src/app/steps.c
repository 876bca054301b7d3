/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/steps.h"

#include "app/i18n.h"
#include "app/merged.h"
#include "sim/sim.h"

const struct nlets_chains *app_chains(struct app_session *session)
{
	struct nlets_chains *chains = session->chains;

	if (chains)
		return chains;
	chains = arena_alloc(&session->arena, sizeof(*chains));
	if (chains)
		nlets_chains_read(session->read, session->read_context, &session->arena, chains);
	session->chains = chains;
	return chains;
}

const struct nlets_chains *app_chains_lint(struct app_session *session)
{
	if (app_chains(session))
		nlets_chains_lint(session->chains, session->definitions, &session->arena);
	return session->chains;
}

static bool within(struct span inner, struct span part)
{
	return !part.len || (inner.off >= part.off && inner.off < span_end(part));
}

/* The words of "nothing found" count in what is no field: a hit may have them as a value. */
static bool says_none(struct app_session *session, const struct nlets_message *answer,
		      struct span part)
{
	const struct nlets_form *form = nlets_form(session->definitions, answer->key.text);

	for (size_t i = 0; form && i < answer->text.count; i++) {
		struct str text = str_at(answer->raw, answer->text.items[i]);

		if (!within(answer->text.items[i], part))
			continue;
		for (size_t n = 0; n < form->none_texts.count; n++)
			if (str_find_nocase(text, form->none_texts.items[n]) < text.len)
				return true;
	}
	return false;
}

/* The codes that the values came from, each once. */
static struct str codes_of(const struct nlets_step *step, struct arena *arena)
{
	struct buf codes = { 0 };
	struct str made;

	for (size_t i = 0; i < step->values.count; i++) {
		struct str code = step->values.items[i].from;
		bool again = false;

		for (size_t k = 0; k < i; k++)
			again = again || str_eq(step->values.items[k].from, code);
		if (again)
			continue;
		buf_add_text(&codes, codes.len ? "," : "");
		buf_add(&codes, code);
	}
	made = arena_copy(arena, buf_str(&codes));
	buf_free(&codes);
	return made.ptr ? made : STR("");
}

/* The message that began the conversation, parsed; NULL when it is none of this run's. */
static struct nlets_message *asked(struct app_session *session, struct str id)
{
	struct nlets_message *message = NULL;

	for (size_t i = 0; id.len && i < session->conversations.count; i++) {
		const struct sim_conversation *at = session->conversations.items[i];

		if (str_eq(at->id, id) && at->hops.count &&
		    nlets_parse(session->definitions, at->hops.items[0].bytes, NULL, &message) == 0)
			return message;
	}
	return NULL;
}

/* Whether the step would ask again what was asked: the same key and values of the same one. */
static bool repeats(const struct nlets_message *query, const struct nlets_step *step)
{
	if (!query || !str_eq(query->key.text, step->chain->then) || query->to.count != 1 ||
	    !str_eq(query->to.items[0].text, step->to))
		return false;
	for (size_t i = 0; i < step->values.count; i++)
		if (!str_eq(str_trim(nlets_message_value(query, step->values.items[i].item)),
			    step->values.items[i].value))
			return false;
	return true;
}

static int keep_step(const struct nlets_step *found, const struct app_step_answer *origin,
		     struct str key, struct str holder, struct app_steps *steps)
{
	struct app_step *step = vec_add(&steps->arena, &steps->items);

	if (!step)
		return NLETS_E_MEMORY;
	*step = (struct app_step){
		.step = *found,
		.cause = { arena_copy(&steps->arena, origin->conversation), origin->hop,
			   codes_of(found, &steps->arena) },
		.answer_key = arena_copy(&steps->arena, key),
		.holder = holder,
	};
	return 0;
}

static int add_part(struct app_session *session, const struct app_step_answer *origin,
		    const struct nlets_message *answer, struct span part, struct str holder,
		    struct app_steps *steps)
{
	const struct nlets_chains *chains = app_chains(session);
	struct nlets_steps found = { 0 };
	struct nlets_message *query;
	int error = chains ? 0 : NLETS_E_MEMORY;

	if (error || says_none(session, answer, part))
		return error;
	for (size_t i = 0; !error && i < chains->items.count; i++)
		error = nlets_chain_steps(&chains->items.items[i], session->definitions, answer, part,
					  holder, &steps->arena, &found);
	query = asked(session, origin->conversation);
	for (size_t i = 0; !error && i < found.items.count; i++)
		if (!repeats(query, &found.items.items[i]))
			error = keep_step(&found.items.items[i], origin, answer->key.text, holder, steps);
	nlets_message_free(&query);
	return error;
}

/* The member that a training ORI or a code begins with, when policies know it. */
static struct str holder_of(struct app_session *session, struct str given, struct str sender,
			    struct arena *arena)
{
	struct str code = given.len ? given : str_sub(sender, 0, sender.len < 2 ? 0 : 2);

	return nlets_holder(session->policies, code) ? arena_copy(arena, code) : STR("");
}

int app_steps_add(struct app_session *session, const struct app_step_answer *answer,
		  struct app_steps *steps)
{
	struct nlets_message *message = NULL;
	struct app_merged_part part = { { 0, 0 }, STR("") };
	size_t at, parts = 0;
	int error = nlets_parse(session->definitions, answer->bytes, NULL, &message);

	if (error < 0)
		return error;
	at = message->body.off;
	for (; !error && app_merged_next(session->policies, message, &at, &part); parts++)
		error = add_part(session, answer, message, part.span,
				 arena_copy(&steps->arena, part.holder), steps);
	if (!parts)
		error = add_part(session, answer, message, (struct span){ 0, 0 },
				 holder_of(session, answer->holder, message->sender.text, &steps->arena),
				 steps);
	nlets_message_free(&message);
	return error;
}

int app_steps_of(struct app_session *session, const struct sim_conversation *conversation,
		 struct app_steps *steps)
{
	int error = 0;

	for (size_t i = 0; !error && i < conversation->hops.count; i++) {
		const struct sim_hop *hop = &conversation->hops.items[i];
		struct app_step_answer answer = { hop->bytes, hop->holder, conversation->id,
						  (unsigned)i + 1 };

		if (hop->kind == SIM_HOP_DELIVERY && hop->outcome == SIM_OUTCOME_HIT &&
		    hop->fault != SIM_FAULT_DUPLICATED)
			error = app_steps_add(session, &answer, steps);
	}
	return error;
}

void app_steps_free(struct app_steps *steps)
{
	arena_free(&steps->arena);
	*steps = (struct app_steps){ 0 };
}

static void fill_row(struct app_draft *draft, enum app_draft_row_kind kind, struct str code,
		     struct str value)
{
	size_t row = app_draft_row_of(draft, kind, code);

	if (row != SIZE_MAX && value.len)
		app_draft_set(draft, row, value);
}

struct app_draft *app_step_draft(struct app_session *session, const struct app_step *step)
{
	struct app_draft *draft = app_draft_new(session, step->step.chain->then);
	size_t row;

	if (!draft)
		return NULL;
	fill_row(draft, APP_ROW_TO, STR(""), step->step.to);
	for (size_t i = 0; i < step->step.values.count; i++)
		fill_row(draft, APP_ROW_ITEM, step->step.values.items[i].item,
			 step->step.values.items[i].value);
	draft->focus = app_draft_row_of(draft, APP_ROW_TO, STR(""));
	for (size_t i = step->step.missing.count; i-- > 0;) {
		row = app_draft_row_of(draft, APP_ROW_ITEM, step->step.missing.items[i]);
		if (row != SIZE_MAX)
			draft->focus = row;
	}
	return draft;
}

struct str app_step_candidate(const struct app_step *step)
{
	return step->step.values.count ? step->step.values.items[0].value : STR("");
}

struct str app_step_missing(const struct app_step *step, struct arena *arena)
{
	struct str all = STR("");

	for (size_t i = 0; i < step->step.missing.count; i++)
		all = arena_printf(arena, "%.*s%s%.*s", STR_ARGS(all), i ? " " : "",
				   STR_ARGS(step->step.missing.items[i]));
	return all.len ? arena_printf(arena, _("To be filled in: %.*s."), STR_ARGS(all)) : STR("");
}
