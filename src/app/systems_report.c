/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The systems for the shell. */
#include <config.h>

#include "app/systems.h"

#include "app/forms_report.h"
#include "app/i18n.h"
#include "app/json.h"
#include "app/report_parts.h"
#include "app/verdict_text.h"

enum { ID_COLUMN = 18, STATUS_COLUMN = 12, TEXT_WIDTH = 90 };

static void add_labelled(struct buf *out, const char *label, struct str text)
{
	struct buf line = { 0 };

	buf_printf(&line, "%s: %.*s", label, STR_ARGS(text));
	app_add_paragraph(out, buf_str(&line), 2, TEXT_WIDTH);
	buf_free(&line);
}

/* "text [R1 R2] (assumed)" */
static void add_marked(struct buf *out, const char *before, struct str text,
		       const struct str *sources, size_t count, enum nlets_backing backing)
{
	struct buf line = { 0 };

	buf_printf(&line, "%s%.*s [", before, STR_ARGS(text));
	app_add_list(&line, sources, count, " ");
	buf_add_char(&line, ']');
	if (backing != NLETS_SOURCED)
		buf_printf(&line, " (%s)", app_backing_word(backing));
	app_add_paragraph(out, buf_str(&line), 2, TEXT_WIDTH);
	buf_free(&line);
}

static const char *short_status(const struct nlets_system *system)
{
	if (str_eq(system->status, STR("simulated")))
		return _("simulated");
	return str_eq(system->status, STR("planned")) ? _("planned") : _("explained");
}

static void add_row(const struct nlets_system *system, struct buf *out)
{
	buf_add_text(out, "  ");
	app_add_column(out, system->id, ID_COLUMN);
	app_add_column(out, str_from(short_status(system)), STATUS_COLUMN);
	buf_printf(out, "%.*s (%s)\n", STR_ARGS(app_tr(system->name)),
		   app_system_nlets_words(system));
}

static void add_case(const struct nlets_flow_case *flow_case, bool now, struct buf *out,
		     struct arena *arena)
{
	struct str from = app_rule_date(flow_case->from, arena);
	struct str until = app_rule_date(flow_case->until, arena);
	struct str head = arena_printf(arena, "%s %.*s%s%s%s%.*s%s%s%s%.*s: ", now ? "*" : "-",
				       STR_ARGS(flow_case->id), from.len ? ", " : "",
				       from.len ? _("from") : "", from.len ? " " : "",
				       STR_ARGS(from), until.len ? ", " : "",
				       until.len ? _("until") : "", until.len ? " " : "",
				       STR_ARGS(until));

	if (head.ptr)
		add_marked(out, head.ptr, app_tr(flow_case->words), flow_case->marks.sources.items,
			   flow_case->marks.sources.count, flow_case->marks.backing);
}

static void add_step(const struct nlets_flow *flow, const struct nlets_flow_step *step,
		     size_t number, bool barred, struct buf *out, struct arena *arena)
{
	struct str head = arena_printf(
		arena, "%zu. %.*s -> %.*s, %s%s%.*s%s%s: ", number,
		STR_ARGS(app_tr(nlets_flow_party(flow, step->from))),
		STR_ARGS(app_tr(nlets_flow_party(flow, step->to))),
		step->outside ? _("not over Nlets") : _("over Nlets"), step->key.len ? " " : "",
		STR_ARGS(step->key), barred ? ", " : "", barred ? _("not done") : "");

	if (head.ptr)
		add_marked(out, head.ptr, app_tr(step->words), step->marks.sources.items,
			   step->marks.sources.count, step->marks.backing);
}

static void add_flow(struct app_session *session, const struct nlets_system *system, bool colour,
		     struct buf *out)
{
	const struct nlets_flow *flow = &system->flow;
	const struct nlets_flow_case *today = app_system_case(session, system, STR(""));
	struct arena arena = { 0 };
	size_t number = 0;

	app_add_section(out, _("Conversation"), colour);
	add_labelled(out, _("Title"), app_tr(flow->title));
	for (size_t i = 0; i < flow->cases.count; i++)
		add_case(&flow->cases.items[i], &flow->cases.items[i] == today, out, &arena);
	for (size_t i = 0; today && i < flow->steps.count; i++) {
		const struct nlets_flow_step *step = &flow->steps.items[i];

		if (step->in.count && !nlets_flow_names(&step->in, today->id))
			continue;
		add_step(flow, step, ++number, nlets_flow_names(&step->barred, today->id), out,
			 &arena);
	}
	arena_free(&arena);
}

/* "  N1 (B, 2020-11)  title  address" */
static void add_source(struct app_session *session, struct str id, struct buf *out)
{
	const struct nlets_source *source = nlets_policy_source(session->policies, id);

	if (!source)
		source = nlets_source(session->definitions, id);
	buf_printf(out, "  %.*s", STR_ARGS(id));
	if (source)
		buf_printf(out, " (%.*s%s%.*s)  %.*s%s%.*s", STR_ARGS(source->grade),
			   source->grade.len && source->date.len ? ", " : "",
			   STR_ARGS(source->date), STR_ARGS(source->title),
			   source->url.len ? "  " : "", STR_ARGS(source->url));
	buf_add_char(out, '\n');
}

void app_system_text(struct app_session *session, const struct nlets_system *system, bool colour,
		     struct buf *out)
{
	struct buf line = { 0 };

	buf_printf(&line, "%.*s  %.*s", STR_ARGS(system->id), STR_ARGS(app_tr(system->name)));
	app_add_section(out, buf_text(&line), colour);
	app_add_paragraph(out, app_tr(system->about), 2, TEXT_WIDTH);
	app_add_entry(out, _("Here"), str_from(app_system_status_words(system)));
	app_add_entry(out, _("Path"), str_from(app_system_nlets_words(system)));
	buf_clear(&line);
	app_add_list(&line, system->keys.items, system->keys.count, " ");
	app_add_entry(out, _("Keys"), buf_str(&line));
	buf_free(&line);
	add_labelled(out, _("Goes in"), app_tr(system->in));
	add_labelled(out, _("Comes out"), app_tr(system->out));
	add_labelled(out, _("Who keeps what"), app_tr(system->keeps));
	if (system->marks.note.len)
		add_labelled(out, _("Note"), app_tr(system->marks.note));
	if (system->facts.count)
		app_add_section(out, _("Facts"), colour);
	for (size_t i = 0; i < system->facts.count; i++)
		add_marked(out, "- ", app_tr(system->facts.items[i].text),
			   system->facts.items[i].sources.items,
			   system->facts.items[i].sources.count, NLETS_SOURCED);
	if (system->has_flow)
		add_flow(session, system, colour, out);
	app_add_section(out, _("Sources"), colour);
	for (size_t i = 0; i < system->marks.sources.count; i++)
		add_source(session, system->marks.sources.items[i], out);
}

static json_t *marks_json(const struct nlets_marks *marks, json_t *object)
{
	json_object_set_new(object, "sources",
			    app_json_list(marks->sources.items, marks->sources.count));
	json_object_set_new(object, "backing", json_string(app_backing_word(marks->backing)));
	return object;
}

static json_t *case_json(const struct nlets_flow_case *flow_case, struct arena *arena)
{
	return marks_json(&flow_case->marks,
			  json_pack("{s:o, s:o, s:o, s:o}", "id", app_json_text(flow_case->id),
				    "from", app_json_text(app_rule_date(flow_case->from, arena)),
				    "until", app_json_text(app_rule_date(flow_case->until, arena)),
				    "words", app_json_text(app_tr(flow_case->words))));
}

static json_t *step_json(const struct nlets_flow_step *step)
{
	return marks_json(
		&step->marks,
		json_pack("{s:o, s:o, s:b, s:o, s:o, s:o, s:o}", "from", app_json_text(step->from),
			  "to", app_json_text(step->to), "outside", step->outside, "key",
			  app_json_text(step->key), "words", app_json_text(app_tr(step->words)), "in",
			  app_json_list(step->in.items, step->in.count), "barred",
			  app_json_list(step->barred.items, step->barred.count)));
}

static json_t *flow_json(const struct nlets_flow *flow)
{
	json_t *cases = json_array(), *steps = json_array();
	struct arena arena = { 0 };

	for (size_t i = 0; i < flow->cases.count; i++)
		json_array_append_new(cases, case_json(&flow->cases.items[i], &arena));
	for (size_t i = 0; i < flow->steps.count; i++)
		json_array_append_new(steps, step_json(&flow->steps.items[i]));
	arena_free(&arena);
	return json_pack("{s:o, s:o, s:o}", "title", app_json_text(app_tr(flow->title)), "cases",
			 cases, "steps", steps);
}

static json_t *system_json(const struct nlets_system *system)
{
	json_t *object = json_object(), *facts = json_array();

	for (size_t i = 0; i < system->facts.count; i++)
		json_array_append_new(
			facts, json_pack("{s:o, s:o}", "text",
					 app_json_text(app_tr(system->facts.items[i].text)),
					 "sources",
					 app_json_list(system->facts.items[i].sources.items,
						       system->facts.items[i].sources.count)));
	json_object_set_new(object, "id", app_json_text(system->id));
	json_object_set_new(object, "name", app_json_text(app_tr(system->name)));
	json_object_set_new(object, "kind", app_json_text(system->kind));
	json_object_set_new(object, "status", app_json_text(system->status));
	json_object_set_new(object, "nlets", app_json_text(system->nlets));
	json_object_set_new(object, "keys", app_json_list(system->keys.items, system->keys.count));
	json_object_set_new(object, "holders",
			    app_json_list(system->holders.items, system->holders.count));
	json_object_set_new(object, "about", app_json_text(app_tr(system->about)));
	json_object_set_new(object, "in", app_json_text(app_tr(system->in)));
	json_object_set_new(object, "out", app_json_text(app_tr(system->out)));
	json_object_set_new(object, "keeps", app_json_text(app_tr(system->keeps)));
	json_object_set_new(object, "note", app_json_text(app_tr(system->marks.note)));
	json_object_set_new(object, "facts", facts);
	json_object_set_new(object, "flow",
			    system->has_flow ? flow_json(&system->flow) : json_null());
	return marks_json(&system->marks, object);
}

void app_systems_list(struct app_session *session, const char *format, struct buf *out)
{
	const struct nlets_systems *systems = app_systems(session);
	json_t *list = json_array();

	for (size_t i = 0; systems && i < systems->items.count; i++) {
		if (strcmp(format, "text") == 0)
			add_row(&systems->items.items[i], out);
		else
			json_array_append_new(list, system_json(&systems->items.items[i]));
	}
	if (strcmp(format, "json") == 0) {
		app_json_add(out, json_pack("{s:i, s:O}", "schema", APP_JSON_SCHEMA, "systems", list),
			     true);
		buf_add_char(out, '\n');
	}
	json_decref(list);
}

void app_system_json(const struct nlets_system *system, struct buf *out)
{
	app_json_add(out, json_pack("{s:i, s:o}", "schema", APP_JSON_SCHEMA, "system",
				    system_json(system)),
		     true);
	buf_add_char(out, '\n');
}
