/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/present_reach.h"

#include "app/explain_line.h"
#include "app/i18n.h"
#include "app/verdict_text.h"

static enum app_role state_role(enum nlets_step_state state)
{
	static const enum app_role roles[] = { APP_ROLE_SEEN, APP_ROLE_UNKNOWN, APP_ROLE_WITHHELD };

	return roles[state];
}

/* Whether the drill closes it, not a rule. */
static bool is_drilled(const struct nlets_path *path)
{
	for (size_t i = 0; i < path->steps.count; i++)
		if (path->steps.items[i].closed_by)
			return true;
	return false;
}

static struct app_line *start_row(struct app_page *page, bool selected)
{
	struct app_line *line = app_page_line(page);

	if (line && selected) {
		line->fill = APP_ROLE_SELECTED;
		app_page_cursor_here(page, 0);
	}
	return line;
}

static enum app_role role_in(bool selected, enum app_role role)
{
	return selected ? APP_ROLE_SELECTED : role;
}

/* A path of one step: how, and what decides it. */
static struct str direct_words(const struct nlets_path *path, struct arena *arena)
{
	const struct nlets_path_step *step = &path->steps.items[0];
	const struct nlets_rule *rule = step->network.rule, *law = step->law.rule;
	const char *kind = _(nlets_edge_kind_label(step->edge->kind));
	struct str words = step->state == NLETS_STEP_CLOSED && rule ? app_tr(rule->words) :
								      app_tr(step->edge->words);

	if (step->closed_by)
		words = app_tr(step->closed_by->words);
	words = arena_printf(arena, "%.*s%s%s: %.*s", STR_ARGS(step->key), step->key.len ? " " : "",
			     kind, STR_ARGS(words));
	if (law && law->legal_basis.len)
		words = arena_printf(arena, _("%.*s; law: %.*s"), STR_ARGS(words),
				     STR_ARGS(law->legal_basis));
	return words;
}

/* The places, without the last one when they do not fit: the title names it. */
static struct str places_that_fit(const struct app_reach_list *list, const struct nlets_path *path,
				  size_t columns, struct arena *arena)
{
	struct str all = app_path_name(list->session, path, true, arena);
	struct str last = STR(" → ");
	size_t at = all.len;

	if (app_text_columns(all) <= columns)
		return all;
	while (at > last.len && !str_eq(str_sub(all, at - last.len, last.len), last))
		at--;
	return str_sub(all, 0, at);
}

static void add_path(struct app_page *page, const struct app_reach_list *list, size_t index,
		     bool selected, size_t width)
{
	const struct nlets_path *path = &list->reach.reach.paths.items[index];
	struct app_line *line = start_row(page, selected);
	size_t room = width > 9 ? width - 9 : 0;
	struct str words = path->steps.count == 1 ?
				   direct_words(path, &page->arena) :
				   places_that_fit(list, path, room, &page->arena);

	app_line_add(page, line, role_in(selected, APP_ROLE_NORMAL), selected ? STR("▸") : STR(" "));
	app_line_add(page, line, role_in(selected, state_role(path->state)),
		     str_from(app_reach_sign(path->state, true)));
	app_line_add(page, line, role_in(selected, APP_ROLE_ASSUMED),
		     is_drilled(path) ? STR("a") : STR(" "));
	app_line_printf(page, line, role_in(selected, APP_ROLE_NORMAL), "%3zu %s ", index + 1,
			app_reach_list_is_open(list, index) ? "-" : "+");
	app_line_add_fit(page, line, role_in(selected, APP_ROLE_NORMAL), words, room);
}

static void add_step(struct app_page *page, const struct app_reach_list *list,
		     const struct nlets_path_step *step, bool selected, size_t width)
{
	struct app_line *line = start_row(page, selected);
	const struct nlets_rule *rule = step->network.rule;
	const struct nlets_marks *marks = rule ? &rule->marks : &step->edge->marks;
	struct str source = app_first_source(marks->sources.items, marks->sources.count, &page->arena);
	size_t tail = app_text_columns(source) + 3, room;

	(void)list;
	app_line_add(page, line, role_in(selected, APP_ROLE_NORMAL), selected ? STR("▸") : STR(" "));
	app_line_add(page, line, role_in(selected, APP_ROLE_NORMAL), STR("        "));
	app_line_add(page, line, role_in(selected, state_role(step->state)),
		     str_from(app_reach_sign(step->state, true)));
	app_line_add(page, line, role_in(selected, APP_ROLE_ASSUMED),
		     step->closed_by || step->network.assumed ? STR("a ") : STR("  "));
	room = width > 12 + tail ? width - 12 - tail : 0;
	app_line_add_fit(page, line, role_in(selected, APP_ROLE_NORMAL), app_tr(step->edge->words),
			 room);
	app_line_printf(page, line, role_in(selected, APP_ROLE_SOURCE), " [%.*s]", STR_ARGS(source));
}

void app_present_reach(struct app_page *page, const struct app_reach_list *list, bool focused,
		       size_t width)
{
	for (size_t i = 0; i < list->rows.count; i++) {
		const struct app_reach_row *row = &list->rows.items[i];
		const struct nlets_path *path = &list->reach.reach.paths.items[row->path];
		bool selected = focused && i == list->cursor;

		if (!focused && i == list->cursor) {
			page->show_line = page->lines.count;
			page->has_show = true;
		}
		if (row->step == APP_REACH_PATH)
			add_path(page, list, row->path, selected, width);
		else
			add_step(page, list, &path->steps.items[row->step], selected, width);
	}
	if (!list->rows.count)
		app_page_wrap(page, NULL, APP_ROLE_FAINT,
			      str_from(_("No way is known by which it comes there.")), width, 0);
}

static bool in_cut(const struct nlets_cut *cut, const struct nlets_measure *measure)
{
	for (size_t i = 0; i < cut->measures.count; i++)
		if (cut->measures.items[i] == measure)
			return true;
	return false;
}

static void add_cut(struct app_page *page, const struct nlets_reach *reach, size_t width)
{
	const struct nlets_cut *all = &reach->all;

	app_page_wrap(page, NULL, APP_ROLE_HEADING,
		      arena_printf(&page->arena,
				   _("Smallest set: %zu for the certain paths (!), %zu for all (*)"),
				   reach->certain.measures.count, all->measures.count),
		      width, 0);
	if (all->unproven || reach->certain.unproven)
		app_page_wrap(page, NULL, APP_ROLE_WARNING,
			      str_from(_("The search was given up; a smaller set may exist.")), width,
			      0);
	if (all->beyond)
		app_page_wrap(page, NULL, APP_ROLE_NORMAL,
			      arena_printf(&page->arena,
					   _("Paths that no measure named here closes: %zu."),
					   all->beyond),
			      width, 0);
}

static const struct nlets_measure_effect *effect_of(const struct nlets_reach *reach,
						     const struct nlets_measure *measure)
{
	for (size_t i = 0; i < reach->effects.count; i++)
		if (reach->effects.items[i].measure == measure)
			return &reach->effects.items[i];
	return NULL;
}

/* How many open and unsure paths it would close; of one in force nothing is left. */
static struct str effect_words(const struct app_reach_list *list, size_t index,
			       const struct nlets_measure *measure, struct arena *arena)
{
	const struct nlets_measure_effect *effect = effect_of(&list->reach.reach, measure);

	if (app_reach_list_in_force(list, index))
		return str_from(_("in force a"));
	if (!effect)
		return STR("-");
	return arena_printf(arena, _("%zu ✓ %zu ?"), effect->open, effect->unsure);
}

static void add_measure(struct app_page *page, const struct app_reach_list *list, size_t index,
			bool selected, size_t width)
{
	size_t count;
	const struct nlets_measure *measure = &nlets_measures(list->session->policies, &count)[index];
	const struct nlets_reach *reach = &list->reach.reach;
	struct app_line *line = start_row(page, selected);
	bool in_force = app_reach_list_in_force(list, index);

	app_line_printf(page, line, role_in(selected, in_force ? APP_ROLE_ASSUMED : APP_ROLE_NORMAL),
			"%s[%s]%s%s ", selected ? "▸" : " ", in_force ? "x" : " ",
			in_cut(&reach->certain, measure) ? "!" : " ",
			in_cut(&reach->all, measure) ? "*" : " ");
	app_line_add_fit(page, line, role_in(selected, APP_ROLE_FAINT),
			 effect_words(list, index, measure, &page->arena), 11);
	app_line_add_fit(page, line, role_in(selected, APP_ROLE_NORMAL), app_tr(measure->words),
			 width > 18 ? width - 18 : 0);
}

void app_present_measures(struct app_page *page, const struct app_reach_list *list, bool focused,
			  size_t width)
{
	for (size_t i = 0; i < list->measures.count; i++)
		add_measure(page, list, list->measures.items[i], focused && i == list->measure_cursor,
			    width);
	add_cut(page, &list->reach.reach, width);
}

static void add_heading(struct app_page *page, const char *text, size_t width)
{
	app_page_wrap(page, NULL, APP_ROLE_HEADING, str_from(text), width, 0);
}

static void add_rulings(struct app_page *page, struct nlets_policies *policies,
			const struct nlets_path_step *step, size_t width)
{
	if (step->network.rule)
		app_page_rule(page, policies, step->network.rule, width);
	if (step->law.rule && step->law.rule != step->network.rule)
		app_page_rule(page, policies, step->law.rule, width);
}

static void add_closers(struct app_page *page, const struct app_reach_list *list,
			const struct nlets_path_step *step, size_t width)
{
	size_t count;
	const struct nlets_measure *measures = nlets_measures(list->session->policies, &count);
	bool any = false;

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < measures[i].edges.count; k++) {
			if (!str_eq(measures[i].edges.items[k], step->edge->id))
				continue;
			if (!any)
				add_heading(page, _("Would close it"), width);
			any = true;
			app_page_wrap(page, NULL, APP_ROLE_NORMAL,
				      arena_printf(&page->arena, "%.*s: %.*s",
						   STR_ARGS(measures[i].id),
						   STR_ARGS(app_tr(measures[i].words))),
				      width, 2);
		}
	if (!any)
		app_page_wrap(page, NULL, APP_ROLE_NORMAL,
			      str_from(_("No measure named here closes it.")), width, 0);
}

static void add_step_in_full(struct app_page *page, const struct app_reach_list *list,
			     const struct nlets_path_step *step, size_t width)
{
	struct nlets_policies *policies = list->session->policies;
	const struct nlets_marks *marks = &step->edge->marks;
	struct app_line *line = app_page_line(page);

	app_line_printf(page, line, state_role(step->state), "%s ",
			app_reach_sign(step->state, true));
	app_page_wrap(page, line, APP_ROLE_NORMAL,
		      arena_printf(&page->arena, "%.*s%s%.*s%s", STR_ARGS(app_tr(step->edge->words)),
				   step->key.len ? " (" : "", STR_ARGS(step->key),
				   step->key.len ? ")" : ""),
		      width, 2);
	app_page_wrap(page, NULL, APP_ROLE_FAINT, app_step_backing(step, &page->arena), width, 0);
	if (marks->note.len)
		app_page_wrap(page, NULL, APP_ROLE_NORMAL, app_tr(marks->note), width, 0);
	add_rulings(page, policies, step, width);
	add_closers(page, list, step, width);
	add_heading(page, _("Sources"), width);
	app_page_policy_sources(page, policies, marks->sources.items, marks->sources.count, width);
}

static void add_measure_in_full(struct app_page *page, const struct app_reach_list *list,
				const struct nlets_measure *measure, size_t width)
{
	struct nlets_policies *policies = list->session->policies;

	app_page_wrap(page, NULL, APP_ROLE_NORMAL, app_tr(measure->words), width, 0);
	app_page_wrap(page, NULL, APP_ROLE_CODE, measure->id, width, 0);
	if (measure->marks.note.len)
		app_page_wrap(page, NULL, APP_ROLE_NORMAL, app_tr(measure->marks.note), width, 0);
	add_heading(page, _("It closes these steps"), width);
	for (size_t i = 0; i < measure->edges.count; i++) {
		const struct nlets_edge *edge = nlets_edge(policies, measure->edges.items[i]);

		if (edge)
			app_page_wrap(page, NULL, APP_ROLE_NORMAL, app_tr(edge->words), width, 2);
	}
	add_heading(page, _("Sources"), width);
	app_page_policy_sources(page, policies, measure->marks.sources.items,
				measure->marks.sources.count, width);
}

void app_present_reach_why(struct app_page *page, const struct app_reach_list *list, bool measures,
			   size_t width)
{
	const struct nlets_measure *measure = app_reach_list_measure(list);
	const struct nlets_path *path = app_reach_list_path(list);
	const struct nlets_path_step *step = app_reach_list_step(list);

	if (measures) {
		if (measure)
			add_measure_in_full(page, list, measure, width);
		return;
	}
	if (step)
		add_step_in_full(page, list, step, width);
	if (step || !path)
		return;
	app_page_wrap(page, NULL, APP_ROLE_HEADING,
		      app_path_name(list->session, path, true, &page->arena), width, 2);
	for (size_t i = 0; i < path->steps.count; i++)
		add_step_in_full(page, list, &path->steps.items[i], width);
}

static const char *state_words(enum nlets_step_state state)
{
	switch (state) {
	case NLETS_STEP_OPEN:
		return _("A source says so of each step.");
	case NLETS_STEP_CLOSED:
		return _("It is closed.");
	default:
		return _("Some step of it is not certain.");
	}
}

void app_explain_reach(struct app_page *page, struct app_line *line,
		       const struct app_reach_list *list, bool measures, size_t width)
{
	const struct nlets_measure *measure = measures ? app_reach_list_measure(list) : NULL;
	const struct nlets_path *path = app_reach_list_path(list);
	const struct nlets_path_step *step = app_reach_list_step(list);
	const struct nlets_marks *marks = measure ? &measure->marks :
					  step    ? &step->edge->marks :
					  path    ? &path->steps.items[0].edge->marks :
						    NULL;
	struct str names[2], words;

	if (!marks)
		return;
	words = measure ? app_tr(measure->words) :
		step	? app_step_backing(step, &page->arena) :
			  str_from(state_words(path->state));
	if (step && step->network.rule)
		marks = &step->network.rule->marks;
	names[0] = app_joined_sources(marks->sources.items, marks->sources.count, &page->arena);
	names[1] = app_first_source(marks->sources.items, marks->sources.count, &page->arena);
	app_explain_sourced(page, line, words, "", names, 2, width);
}

struct str app_reach_title(const struct app_reach_list *list, struct arena *arena)
{
	const struct nlets_reach_request *request = &list->reach.request;
	const struct nlets_agency *agency = nlets_agency(list->session->policies, request->agency);

	return arena_printf(arena, "%.*s, %.*s → %.*s",
			    STR_ARGS(app_reach_datum_words(request, arena)),
			    STR_ARGS(request->holder),
			    STR_ARGS(agency ? app_tr(agency->short_name) : request->agency));
}
