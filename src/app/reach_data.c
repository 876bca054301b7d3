/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is still reachable as data: JSON and CSV. */
#include <config.h>

#include "app/reach.h"

#include "app/csv.h"
#include "app/i18n.h"
#include "app/json.h"
#include "app/report_parts.h"
#include "app/ruling_json.h"
#include "app/time_text.h"

static json_t *measures_json(struct app_session *session, uint64_t set)
{
	size_t count;
	const struct nlets_measure *measures = nlets_measures(session->policies, &count);
	json_t *list = json_array();

	for (size_t i = 0; i < count && i < NLETS_MEASURE_LIMIT; i++)
		if (set >> i & 1)
			json_array_append_new(list, app_json_text(measures[i].id));
	return list;
}

static json_t *step_json(struct app_session *session, const struct nlets_path_step *step,
			 struct arena *arena)
{
	const struct nlets_edge *edge = step->edge;
	json_t *object = json_object();

	json_object_set_new(object, "edge", app_json_text(edge->id));
	json_object_set_new(object, "kind", json_string(nlets_edge_kind_word(edge->kind)));
	json_object_set_new(object, "from", app_json_text(edge->from));
	json_object_set_new(object, "to", app_json_text(edge->to));
	json_object_set_new(object, "state", json_string(app_reach_state_word(step->state)));
	json_object_set_new(object, "key", app_json_text(step->key));
	json_object_set_new(object, "words", app_json_text(app_tr(edge->words)));
	json_object_set_new(object, "note", app_json_text(app_tr(edge->marks.note)));
	json_object_set_new(object, "certainty", app_json_text(app_step_certainty(step)));
	json_object_set_new(object, "sources",
			    app_json_list(edge->marks.sources.items, edge->marks.sources.count));
	json_object_set_new(object, "network", app_ruling_json(session, &step->network, arena));
	json_object_set_new(object, "law", app_ruling_json(session, &step->law, arena));
	json_object_set_new(object, "closed_by",
			    step->closed_by ? app_json_text(step->closed_by->id) : json_null());
	return object;
}

static json_t *path_json(struct app_session *session, const struct nlets_path *path,
			 struct arena *arena)
{
	json_t *steps = json_array();

	for (size_t i = 0; i < path->steps.count; i++)
		json_array_append_new(steps, step_json(session, &path->steps.items[i], arena));
	return json_pack("{s:s, s:o, s:o}", "state", app_reach_state_word(path->state), "measures",
			 measures_json(session, path->measures), "steps", steps);
}

static json_t *cut_json(const struct nlets_cut *cut)
{
	json_t *list = json_array();

	for (size_t i = 0; i < cut->measures.count; i++)
		json_array_append_new(list, app_json_text(cut->measures.items[i]->id));
	return json_pack("{s:o, s:I, s:b}", "measures", list, "beyond", (json_int_t)cut->beyond,
			 "unproven", cut->unproven);
}

static json_t *effects_json(const struct nlets_reach *reach)
{
	json_t *list = json_array();

	for (size_t i = 0; i < reach->effects.count; i++) {
		const struct nlets_measure_effect *effect = &reach->effects.items[i];
		const struct nlets_measure *measure = effect->measure;

		json_array_append_new(
			list,
			json_pack("{s:o, s:o, s:o, s:I, s:I}", "measure",
				  app_json_text(measure->id), "words",
				  app_json_text(app_tr(measure->words)), "sources",
				  app_json_list(measure->marks.sources.items,
						measure->marks.sources.count),
				  "open", (json_int_t)effect->open, "unsure",
				  (json_int_t)effect->unsure));
	}
	return list;
}

void app_reach_json(struct app_session *session, const struct app_reach *reach, struct buf *out)
{
	const struct nlets_reach_request *request = &reach->request;
	const struct nlets_reach *found = &reach->reach;
	struct arena arena = { 0 };
	json_t *object = json_object(), *paths = json_array();

	for (size_t i = 0; i < found->paths.count; i++)
		json_array_append_new(paths, path_json(session, &found->paths.items[i], &arena));
	json_object_set_new(object, "schema", json_integer(APP_JSON_SCHEMA));
	json_object_set_new(object, "simulated", json_true());
	json_object_set_new(object, "class",
			    json_string(nlets_data_class_word(request->data_class)));
	json_object_set_new(object, "code", app_json_text(request->code));
	json_object_set_new(object, "holder", app_json_text(request->holder));
	json_object_set_new(object, "agency", app_json_text(request->agency));
	json_object_set_new(object, "date", app_json_text(app_date_text(request->date, &arena)));
	json_object_set_new(object, "in_force", measures_json(session, request->measures));
	json_object_set_new(object, "open", json_integer((json_int_t)found->open));
	json_object_set_new(object, "unsure", json_integer((json_int_t)found->unsure));
	json_object_set_new(object, "closed", json_integer((json_int_t)found->closed));
	json_object_set_new(object, "cut_short", json_boolean(found->cut_short));
	json_object_set_new(object, "paths", paths);
	json_object_set_new(object, "effects", effects_json(found));
	json_object_set_new(object, "smallest",
			    json_pack("{s:o, s:o}", "certain", cut_json(&found->certain), "all",
				      cut_json(&found->all)));
	app_json_add(out, object, true);
	buf_add_char(out, '\n');
	arena_free(&arena);
}

static void add_csv_step(const struct nlets_path *path, size_t number, size_t at, struct buf *out,
			 struct arena *arena)
{
	const struct nlets_path_step *step = &path->steps.items[at];
	const struct nlets_rule *rule = step->network.rule, *law = step->law.rule;
	struct buf sources = { 0 };

	app_add_list(&sources, step->edge->marks.sources.items, step->edge->marks.sources.count,
		     " ");
	app_csv_cell(out, true, arena_number(arena, number), false);
	app_csv_cell(out, false, str_from(app_reach_state_word(path->state)), false);
	app_csv_cell(out, false, arena_number(arena, at + 1), false);
	app_csv_cell(out, false, step->edge->id, false);
	app_csv_cell(out, false, str_from(nlets_edge_kind_word(step->edge->kind)), false);
	app_csv_cell(out, false, step->edge->from, false);
	app_csv_cell(out, false, step->edge->to, false);
	app_csv_cell(out, false, str_from(app_reach_state_word(step->state)), false);
	app_csv_cell(out, false, rule ? rule->id : STR(""), false);
	app_csv_cell(out, false, law ? law->id : STR(""), false);
	app_csv_cell(out, false, app_step_certainty(step), false);
	app_csv_cell(out, false, buf_str(&sources), false);
	app_csv_cell(out, false, step->closed_by ? step->closed_by->id : STR(""), false);
	app_csv_end(out);
	buf_free(&sources);
}

void app_reach_csv(struct app_session *session, const struct app_reach *reach, struct buf *out)
{
	static const char *const head[] = { "path",	 "path_state", "step",	"edge",
					    "kind",	 "from",       "to",	"state",
					    "rule",	 "law_rule",   "certainty",
					    "sources",	 "closed_by",  NULL };
	struct arena arena = { 0 };

	(void)session;
	app_csv_row(out, head);
	for (size_t i = 0; i < reach->reach.paths.count; i++)
		for (size_t k = 0; k < reach->reach.paths.items[i].steps.count; k++)
			add_csv_step(&reach->reach.paths.items[i], i + 1, k, out, &arena);
	arena_free(&arena);
}
