/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/present_systems.h"

#include "app/i18n.h"
#include "app/present_form.h"
#include "app/verdict_text.h"

enum { STATUS_COLUMNS = 11, PATH_COLUMNS = 18 };

static const struct {
	const char *status, *words;
	enum app_role role;
} statuses[] = {
	{ "simulated", N_("simulated"), APP_ROLE_SEEN },
	{ "explained", N_("explained"), APP_ROLE_FAINT },
	{ "planned", N_("planned"), APP_ROLE_UNKNOWN },
};

static size_t status_of(const struct nlets_system *system)
{
	size_t i = 0;

	while (i + 1 < sizeof(statuses) / sizeof(*statuses) &&
	       !str_eq(system->status, str_from(statuses[i].status)))
		i++;
	return i;
}

static void add_row(struct app_page *page, const struct nlets_system *system, bool focused,
		    size_t width)
{
	struct app_line *line = app_page_line(page);
	enum app_role plain = focused ? APP_ROLE_SELECTED : APP_ROLE_NORMAL;
	size_t fixed = 2 + STATUS_COLUMNS + 1 + PATH_COLUMNS;
	size_t status = status_of(system);

	if (!line)
		return;
	if (focused) {
		line->fill = APP_ROLE_SELECTED;
		app_page_cursor_here(page, 0);
	}
	app_line_add(page, line, plain, focused ? STR("▸") : STR(" "));
	app_line_add_fit(page, line, plain, app_tr(system->name),
			 width > fixed + 8 ? width - fixed : width > 2 ? width - 2 : 0);
	if (width <= fixed + 8)
		return;
	app_line_add(page, line, plain, STR(" "));
	app_line_add_fit(page, line, focused ? plain : statuses[status].role,
			 str_from(_(statuses[status].words)), STATUS_COLUMNS);
	app_line_add(page, line, plain, STR(" "));
	app_line_add_fit(page, line, plain, str_from(app_system_nlets_words(system)), PATH_COLUMNS);
}

void app_present_systems(struct app_page *page, const struct nlets_systems *systems, size_t cursor,
			 size_t width)
{
	for (size_t i = 0; systems && i < systems->items.count; i++)
		add_row(page, &systems->items.items[i], i == cursor, width);
	if (!systems || !systems->items.count)
		app_page_wrap(page, NULL, APP_ROLE_WARNING,
			      str_from(_("The file of the systems could not be read.")), width, 0);
}

static void add_labelled(struct app_page *page, const char *label, struct str text, size_t width)
{
	struct app_line *line = app_page_line(page);

	app_line_printf(page, line, APP_ROLE_HEADING, "%s  ", label);
	app_page_wrap(page, line, APP_ROLE_NORMAL, text, width, 2);
}

/* "text [N1 2020-11]" */
static void add_sourced(struct app_page *page, struct app_session *session, struct app_line *line,
			enum app_role role, struct str text, const struct str *sources,
			size_t count, size_t width)
{
	struct str ids = app_source_ids(session->policies, sources, count, &page->arena);

	line = app_page_wrap(page, line, role, text, width, 2);
	app_page_wrap(page, line, APP_ROLE_SOURCE, arena_printf(&page->arena, " [%.*s]", STR_ARGS(ids)),
		      width, 2);
}

static void add_step(struct app_page *page, struct app_session *session,
		     const struct nlets_flow *flow, const struct nlets_flow_step *step, bool barred,
		     size_t width)
{
	struct app_line *line = app_page_line(page);

	app_line_printf(page, line, barred ? APP_ROLE_WITHHELD : APP_ROLE_CODE, "%s %.*s ▶ %.*s",
			barred ? "✗" : " ", STR_ARGS(app_tr(nlets_flow_party(flow, step->from))),
			STR_ARGS(app_tr(nlets_flow_party(flow, step->to))));
	app_line_printf(page, line, APP_ROLE_FAINT, "  %.*s%s%s", STR_ARGS(step->key),
			step->key.len ? ", " : "",
			barred          ? _("not done")
			: step->outside ? _("not over Nlets")
					: _("over Nlets"));
	line = app_page_line(page);
	app_line_pad(page, line, 2);
	add_sourced(page, session, line, APP_ROLE_NORMAL, app_tr(step->words),
		    step->marks.sources.items, step->marks.sources.count, width);
}

static void add_flow(struct app_page *page, struct app_session *session,
		     const struct nlets_system *system, size_t width)
{
	const struct nlets_flow *flow = &system->flow;
	const struct nlets_flow_case *today = app_system_case(session, system, STR(""));

	app_page_line(page);
	app_page_wrap(page, NULL, APP_ROLE_HEADING, app_tr(flow->title), width, 0);
	if (!today)
		return;
	add_sourced(page, session, NULL, APP_ROLE_INFO, app_tr(today->words),
		    today->marks.sources.items, today->marks.sources.count, width);
	for (size_t i = 0; i < flow->steps.count; i++) {
		const struct nlets_flow_step *step = &flow->steps.items[i];

		if (!step->in.count || nlets_flow_names(&step->in, today->id))
			add_step(page, session, flow, step,
				 nlets_flow_names(&step->barred, today->id), width);
	}
}

/* Some systems rest on the policies' sources, some on those of the forms. */
static void add_sources(struct app_page *page, struct app_session *session,
			const struct nlets_system *system, size_t width)
{
	for (size_t i = 0; i < system->marks.sources.count; i++) {
		const struct str *id = &system->marks.sources.items[i];

		if (nlets_policy_source(session->policies, *id))
			app_page_policy_sources(page, session->policies, id, 1, width);
		else
			app_present_sources(page, session->definitions, id, 1, width);
	}
}

void app_present_system(struct app_page *page, struct app_session *session,
			const struct nlets_system *system, size_t width)
{
	if (!system)
		return;
	app_page_wrap(page, NULL, APP_ROLE_HEADING, app_tr(system->name), width, 0);
	app_page_wrap(page, NULL, APP_ROLE_NORMAL, app_tr(system->about), width, 0);
	app_page_wrap(page, NULL, statuses[status_of(system)].role,
		      arena_printf(&page->arena, "%s; %s", app_system_status_words(system),
				   app_system_nlets_words(system)),
		      width, 0);
	app_page_line(page);
	add_labelled(page, _("Goes in"), app_tr(system->in), width);
	add_labelled(page, _("Comes out"), app_tr(system->out), width);
	add_labelled(page, _("Who keeps what"), app_tr(system->keeps), width);
	if (system->marks.note.len)
		app_page_wrap(page, NULL, APP_ROLE_ASSUMED, app_tr(system->marks.note), width, 0);
	for (size_t i = 0; i < system->facts.count; i++) {
		const struct nlets_fact *fact = &system->facts.items[i];

		add_sourced(page, session, NULL, APP_ROLE_NORMAL, app_tr(fact->text),
			    fact->sources.items, fact->sources.count, width);
	}
	if (system->has_flow)
		add_flow(page, session, system, width);
	app_page_line(page);
	app_page_wrap(page, NULL, APP_ROLE_HEADING, str_from(_("Sources")), width, 0);
	add_sources(page, session, system, width);
}

void app_explain_system(struct app_page *page, struct app_line *line,
			const struct nlets_system *system)
{
	if (!system)
		return;
	if (app_system_runs(system))
		app_line_add(page, line, APP_ROLE_EXPLAIN,
			     str_from(_("Enter plays its conversation; D sets the day whose rules apply.")));
	else
		app_line_printf(page, line, APP_ROLE_EXPLAIN, "%s.", app_system_status_words(system));
}
