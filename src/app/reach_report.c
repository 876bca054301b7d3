/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is still reachable, as text: each path with its steps, then the measures. */
#include <config.h>

#include "app/reach.h"

#include "app/i18n.h"
#include "app/output.h"
#include "app/report_parts.h"
#include "app/time_text.h"
#include "app/verdict_text.h"

enum { STEP_INDENT = 7, TEXT_WIDTH = 90 };

static enum app_style state_style(enum nlets_step_state state)
{
	static const enum app_style styles[] = { APP_STYLE_GREEN, APP_STYLE_YELLOW, APP_STYLE_RED };

	return styles[state];
}

static void add_sign(enum nlets_step_state state, bool colour, struct buf *out)
{
	buf_printf(out, "%s%s%s", app_style(colour, state_style(state)),
		   app_reach_sign(state, app_i18n_utf8()), app_style(colour, APP_STYLE_END));
}

static void add_paragraph(struct buf *out, struct str text)
{
	app_add_paragraph(out, text, STEP_INDENT + 2, TEXT_WIDTH);
}

/* "network: refused [il-ero-block]: Illinois refuses ..." */
static void add_ruling(const char *level, const struct nlets_ruling *ruling, struct arena *arena,
		       struct buf *out)
{
	const struct nlets_rule *rule = ruling->rule;

	if (rule)
		add_paragraph(out, arena_printf(arena, "%s: %.*s [%.*s]: %.*s%s%.*s%s", level,
						STR_ARGS(app_ruling_words(ruling, arena)),
						STR_ARGS(rule->id), STR_ARGS(app_tr(rule->words)),
						rule->legal_basis.len ? " (" : "",
						STR_ARGS(rule->legal_basis),
						rule->legal_basis.len ? ")" : ""));
}

static void add_step(struct app_session *session, const struct nlets_path_step *step, bool colour,
		     struct buf *out, struct arena *arena)
{
	buf_add_repeat(out, ' ', STEP_INDENT);
	add_sign(step->state, colour, out);
	buf_printf(out, " %.*s%s%.*s%s\n", STR_ARGS(app_tr(step->edge->words)),
		   step->key.len ? " (" : "", STR_ARGS(step->key), step->key.len ? ")" : "");
	add_ruling(_("network"), &step->network, arena, out);
	add_ruling(_("law"), &step->law, arena, out);
	if (step->edge->marks.note.len)
		add_paragraph(out, app_tr(step->edge->marks.note));
	add_paragraph(out, arena_printf(arena, "%.*s [%.*s]",
					STR_ARGS(app_step_backing(step, arena)),
					STR_ARGS(app_step_sources(session, step, arena))));
}

static void add_closing(struct app_session *session, const struct nlets_path *path,
			struct arena *arena, struct buf *out)
{
	size_t count;
	const struct nlets_measure *measures = nlets_measures(session->policies, &count);
	struct str all = STR("");

	for (size_t i = 0; i < count && i < NLETS_MEASURE_LIMIT; i++)
		if (path->measures >> i & 1)
			all = arena_printf(arena, "%.*s%s%.*s", STR_ARGS(all), all.len ? ", " : "",
					   STR_ARGS(measures[i].id));
	if (path->state == NLETS_STEP_CLOSED)
		return;
	buf_add_repeat(out, ' ', STEP_INDENT);
	if (all.len)
		buf_printf(out, _("Would close it: %.*s."), STR_ARGS(all));
	else
		buf_add_text(out, _("No measure named here closes it."));
	buf_add_char(out, '\n');
}

static void add_path(struct app_session *session, const struct nlets_path *path, size_t number,
		     bool colour, struct buf *out, struct arena *arena)
{
	buf_add_char(out, ' ');
	add_sign(path->state, colour, out);
	buf_printf(out, " %3zu %.*s\n", number,
		   STR_ARGS(app_path_name(session, path, app_i18n_utf8(), arena)));
	for (size_t i = 0; i < path->steps.count; i++)
		add_step(session, &path->steps.items[i], colour, out, arena);
	add_closing(session, path, arena, out);
}

static void add_title(struct app_session *session, const struct app_reach *reach, bool colour,
		      struct buf *out, struct arena *arena)
{
	const struct nlets_reach_request *request = &reach->request;
	const struct nlets_holder *holder = nlets_holder(session->policies, request->holder);
	const struct nlets_agency *agency = nlets_agency(session->policies, request->agency);

	buf_add_text(out, app_style(colour, APP_STYLE_BOLD));
	/* TRANSLATORS: datum, holder, agency. */
	buf_printf(out, _("Still reachable: %.*s in the records of %.*s, by %.*s"),
		   STR_ARGS(app_reach_datum_words(request, arena)),
		   STR_ARGS(holder ? app_tr(holder->name) : request->holder),
		   STR_ARGS(agency ? app_tr(agency->name) : request->agency));
	buf_printf(out, "%s\n", app_style(colour, APP_STYLE_END));
	buf_printf(out, _("SIMULATED, rules of %.*s"),
		   STR_ARGS(app_date_text(request->date, arena)));
	buf_printf(out, "\n%.*s\n", STR_ARGS(app_reach_count_words(&reach->reach, arena)));
	if (reach->reach.cut_short)
		buf_printf(out, "%s\n", _("There are more paths than are looked for."));
	buf_add_char(out, '\n');
}

static void add_effects(struct app_session *session, const struct app_reach *reach, bool colour,
			struct buf *out, struct arena *arena)
{
	if (!reach->reach.effects.count)
		return;
	buf_add_char(out, '\n');
	app_add_section(out, _("What each measure would close"), colour);
	for (size_t i = 0; i < reach->reach.effects.count; i++) {
		const struct nlets_measure_effect *effect = &reach->reach.effects.items[i];
		const struct nlets_measure *measure = effect->measure;
		struct str ids = app_source_ids(session->policies, measure->marks.sources.items,
						measure->marks.sources.count, arena);

		buf_add_text(out, "  ");
		app_add_column(out, measure->id, 20);
		buf_printf(out, _("%zu certain, %zu not certain"), effect->open, effect->unsure);
		buf_add_char(out, '\n');
		add_paragraph(out, arena_printf(arena, "%.*s [%.*s]", STR_ARGS(app_tr(measure->words)),
						STR_ARGS(ids)));
	}
}

static void add_cut(const char *title, const struct nlets_cut *cut, struct buf *out)
{
	buf_printf(out, "  %s", title);
	for (size_t i = 0; i < cut->measures.count; i++)
		buf_printf(out, "%s %.*s", i ? "," : "", STR_ARGS(cut->measures.items[i]->id));
	buf_printf(out, "%s\n", cut->measures.count ? "" : _(" none"));
	if (cut->unproven)
		buf_printf(out, "      %s\n",
			   _("The search was given up; a smaller set may exist."));
	if (cut->beyond) {
		buf_add_text(out, "      ");
		buf_printf(out, _("Paths that no measure named here closes: %zu."), cut->beyond);
		buf_add_char(out, '\n');
	}
}

static void add_cuts(const struct nlets_reach *reach, bool colour, struct buf *out)
{
	buf_add_char(out, '\n');
	app_add_section(out, _("The smallest set of measures that closes them"), colour);
	add_cut(_("certain paths:"), &reach->certain, out);
	add_cut(_("all that are open or not certain:"), &reach->all, out);
}

void app_reach_text(struct app_session *session, const struct app_reach *reach, bool colour,
		    struct buf *out)
{
	struct arena arena = { 0 };

	add_title(session, reach, colour, out, &arena);
	for (size_t i = 0; i < reach->reach.paths.count; i++)
		add_path(session, &reach->reach.paths.items[i], i + 1, colour, out, &arena);
	if (!reach->reach.paths.count)
		buf_printf(out, "%s\n", _("No way is known by which it comes there."));
	add_effects(session, reach, colour, out, &arena);
	add_cuts(&reach->reach, colour, out);
	arena_free(&arena);
}
