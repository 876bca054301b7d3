/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/reach.h"

#include "app/i18n.h"
#include "app/verdict_text.h"

int app_reach_ask(struct app_session *session, struct app_reach *reach)
{
	arena_reset(&reach->answer_arena);
	return nlets_reachable(session->policies, &reach->request, &reach->answer_arena,
			       &reach->reach);
}

void app_reach_free(struct app_reach *reach)
{
	arena_free(&reach->arena);
	arena_free(&reach->answer_arena);
	*reach = (struct app_reach){ 0 };
}

/* The item of that code in the first answer that can hold it. */
static const struct nlets_item *find_item(struct app_session *session, struct str code)
{
	size_t count;
	const struct nlets_section *sections = nlets_catalogue(session->definitions, &count);

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < sections[i].keys.count; k++) {
			const struct nlets_catalogue_key *key = &sections[i].keys.items[k];
			const struct nlets_form *form =
				key->form_class == NLETS_FORM_RESPONSE && key->file.len
					? nlets_form(session->definitions, key->key)
					: NULL;
			const struct nlets_item *item = form ? nlets_form_item(form, code) : NULL;

			if (item && item->data_class != NLETS_DATA_NONE)
				return item;
		}
	return NULL;
}

bool app_reach_datum(struct app_session *session, struct str name,
		     enum nlets_data_class *data_class, struct str *code)
{
	const struct nlets_item *item;

	*code = STR("");
	for (int i = NLETS_DATA_NONE + 1; i < NLETS_DATA_CLASS_COUNT; i++) {
		*data_class = (enum nlets_data_class)i;
		if (str_eq(name, str_from(nlets_data_class_word(*data_class))))
			return true;
	}
	item = find_item(session, name);
	if (!item)
		return false;
	*data_class = item->data_class;
	*code = item->code;
	return true;
}

uint64_t app_reach_measure(struct app_session *session, struct str id)
{
	size_t count;
	const struct nlets_measure *measures = nlets_measures(session->policies, &count);

	for (size_t i = 0; i < count && i < NLETS_MEASURE_LIMIT; i++)
		if (str_eq(measures[i].id, id))
			return (uint64_t)1 << i;
	return 0;
}

const char *app_reach_sign(enum nlets_step_state state, bool utf8)
{
	switch (state) {
	case NLETS_STEP_OPEN:
		return utf8 ? "✓" : "+";
	case NLETS_STEP_CLOSED:
		return utf8 ? "✗" : "x";
	default:
		return "?";
	}
}

const char *app_reach_state_word(enum nlets_step_state state)
{
	static const char *const words[] = { "open", "unsure", "closed" };

	return words[state];
}

struct str app_step_certainty(const struct nlets_path_step *step)
{
	if (step->closed_by || step->network.assumed)
		return STR("assumed");
	if (step->network.rule)
		return step->network.rule->certainty;
	if (step->edge->kind == NLETS_EDGE_NETWORK || !step->edge->certainty.len)
		return STR("unknown");
	return step->edge->certainty;
}

struct str app_step_backing(const struct nlets_path_step *step, struct arena *arena)
{
	const char *kind = _(nlets_edge_kind_label(step->edge->kind));

	if (step->closed_by)
		return arena_printf(arena, _("%s; assumed for the drill: closed by %.*s"), kind,
				    STR_ARGS(step->closed_by->id));
	return arena_printf(arena, "%s; %s", kind, app_certainty_label(app_step_certainty(step)));
}

struct str app_step_sources(struct app_session *session, const struct nlets_path_step *step,
			    struct arena *arena)
{
	const struct nlets_marks *edge = &step->edge->marks;
	const struct nlets_marks *rule =
		step->network.rule ? &step->network.rule->marks : NULL;
	struct str own = app_source_ids(session->policies, edge->sources.items,
					edge->sources.count, arena);

	if (!rule)
		return own;
	own = app_source_ids(session->policies, rule->sources.items, rule->sources.count, arena);
	for (size_t i = 0; i < edge->sources.count; i++) {
		bool again = false;

		for (size_t k = 0; k < rule->sources.count; k++)
			again |= str_eq(rule->sources.items[k], edge->sources.items[i]);
		if (!again)
			own = arena_printf(arena, "%.*s%s%.*s", STR_ARGS(own), own.len ? ", " : "",
					   STR_ARGS(app_source_ids(session->policies,
								   &edge->sources.items[i], 1,
								   arena)));
	}
	return own;
}

static struct str place_name(struct app_session *session, struct str id)
{
	const struct nlets_place *place = nlets_place(session->policies, id);

	return place ? app_tr(place->name) : id;
}

struct str app_path_name(struct app_session *session, const struct nlets_path *path, bool utf8,
			 struct arena *arena)
{
	struct str all = STR("");

	for (size_t i = 0; i < path->steps.count; i++) {
		const struct nlets_edge *edge = path->steps.items[i].edge;

		if (i == 0)
			all = place_name(session, edge->from);
		all = arena_printf(arena, "%.*s %s %.*s", STR_ARGS(all), utf8 ? "→" : "->",
				   STR_ARGS(place_name(session, edge->to)));
	}
	return all;
}

struct str app_reach_datum_words(const struct nlets_reach_request *request, struct arena *arena)
{
	const char *label = _(nlets_data_class_label(request->data_class));

	if (!request->code.len)
		return str_from(label);
	return arena_printf(arena, "%.*s (%s)", STR_ARGS(request->code), label);
}

struct str app_reach_count_words(const struct nlets_reach *reach, struct arena *arena)
{
	return arena_printf(arena, _("%zu paths: %zu certain, %zu not certain, %zu closed"),
			    reach->paths.count, reach->open, reach->unsure, reach->closed);
}
