/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/verdict_text.h"

#include "app/i18n.h"

enum app_role app_verdict_role(enum nlets_verdict verdict)
{
	static const enum app_role roles[] = {
		[NLETS_SEEN] = APP_ROLE_SEEN,	       [NLETS_WITHHELD] = APP_ROLE_WITHHELD,
		[NLETS_REFUSED] = APP_ROLE_WITHHELD,   [NLETS_NO_PART] = APP_ROLE_WITHHELD,
		[NLETS_DISCARDED] = APP_ROLE_DISCARDED, [NLETS_MASKED] = APP_ROLE_WITHHELD,
		[NLETS_UNKNOWN] = APP_ROLE_UNKNOWN,    [NLETS_NOT_THERE] = APP_ROLE_FAINT,
	};

	return roles[verdict];
}

struct str app_ruling_words(const struct nlets_ruling *ruling, struct arena *arena)
{
	const char *words = _(nlets_verdict_label(ruling->verdict));

	if (ruling->assumed)
		return arena_printf(arena, _("%s (assumed by your choice)"), words);
	if (ruling->general)
		return arena_printf(arena, _("%s (general statement)"), words);
	return str_from(words);
}

struct str app_rule_date(unsigned date, struct arena *arena)
{
	unsigned month = date / 100 % 100, day = date % 100;

	if (!date)
		return STR("");
	if (month == 0 || month == 99)
		return arena_printf(arena, "%04u", date / 10000);
	if (day == 0 || day == 99)
		return arena_printf(arena, "%04u-%02u", date / 10000, month);
	return arena_printf(arena, "%04u-%02u-%02u", date / 10000, month, day);
}

struct str app_rule_period(const struct nlets_rule *rule, struct arena *arena)
{
	struct str from = app_rule_date(rule->from, arena), until = app_rule_date(rule->until, arena);

	if (from.len && until.len)
		return arena_printf(arena, _("from %s until %s"), from.ptr, until.ptr);
	if (from.len)
		return arena_printf(arena, _("since %s"), from.ptr);
	if (until.len)
		return arena_printf(arena, _("until %s"), until.ptr);
	return STR("");
}

const char *app_certainty_label(struct str certainty)
{
	static const struct {
		const char *word, *label;
	} labels[] = {
		{ "stated", N_("stated by a source") },
		{ "general", N_("a general statement, not on this very state") },
		{ "general-no", N_("only the general statement on all states") },
		{ "reported", N_("reported by the press or at second hand") },
		{ "inference", N_("inferred from what sources say") },
		{ "unconfirmed", N_("unconfirmed") },
		{ "assumed", N_("assumed") },
		{ "unknown", N_("no public source") },
	};

	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++)
		if (str_eq(certainty, str_from(labels[i].word)))
			return _(labels[i].label);
	return _("certainty not stated");
}

struct str app_basis_label(struct str id)
{
	static const struct {
		const char *id, *label;
	} labels[] = {
		{ "court-order", N_("a court order") },
		{ "article-iii-warrant", N_("an Article III warrant") },
		{ "judicial-warrant", N_("a warrant signed by a judge") },
		{ "court-subpoena", N_("a court's subpoena") },
		{ "grand-jury-subpoena", N_("a grand-jury subpoena") },
		{ "trial-subpoena", N_("a trial subpoena") },
		{ "trusted-traveller", N_("a trusted-traveller application") },
		{ "vehicle-import-export", N_("a vehicle brought in or out of the country") },
		{ "federal-law", N_("another federal law that requires it") },
		{ "consent", N_("the person's consent") },
	};

	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++)
		if (str_eq(id, str_from(labels[i].id)))
			return str_from(_(labels[i].label));
	return id;
}

struct str app_rule_exceptions(const struct nlets_rule *rule, struct arena *arena)
{
	struct str all = STR("");

	for (size_t i = 0; i < rule->exceptions.count; i++)
		all = arena_printf(arena, "%.*s%s%.*s", STR_ARGS(all), i ? ", " : "",
				   STR_ARGS(app_basis_label(rule->exceptions.items[i])));
	return all;
}

struct str app_source_ids(struct nlets_policies *policies, const struct str *ids, size_t count,
			  struct arena *arena)
{
	struct str all = STR("");

	for (size_t i = 0; i < count; i++) {
		const struct nlets_source *source =
			policies ? nlets_policy_source(policies, ids[i]) : NULL;
		struct str date = source ? source->date : STR("");

		all = arena_printf(arena, "%.*s%s%.*s%s%.*s", STR_ARGS(all), i ? ", " : "",
				   STR_ARGS(ids[i]), date.len ? " " : "", STR_ARGS(date));
	}
	return all;
}

static void add_source(struct app_page *page, const struct nlets_source *source, struct str id,
		       size_t width)
{
	struct app_line *line = app_page_line(page);

	app_line_add(page, line, APP_ROLE_CODE, id);
	app_line_add(page, line, APP_ROLE_NORMAL, STR(" "));
	if (!source) {
		app_line_add(page, line, APP_ROLE_WARNING, str_from(_("unknown source")));
		return;
	}
	line = app_page_wrap(page, line, APP_ROLE_NORMAL, source->title, width, 2);
	app_page_wrap(page, line, APP_ROLE_FAINT,
		      arena_printf(&page->arena, _(" (%.*s; grade %.*s; read %.*s)"),
				   STR_ARGS(source->date), STR_ARGS(source->grade),
				   STR_ARGS(source->read)),
		      width, 2);
	if (source->url.len) {
		line = app_page_line(page);
		app_line_pad(page, line, 2);
		app_page_wrap(page, line, APP_ROLE_SOURCE, source->url, width, 2);
	}
}

void app_page_policy_sources(struct app_page *page, struct nlets_policies *policies,
			     const struct str *ids, size_t count, size_t width)
{
	for (size_t i = 0; i < count; i++)
		add_source(page, nlets_policy_source(policies, ids[i]), ids[i], width);
}

/* One "Label: text" line, if there is a text. */
static void add_labelled(struct app_page *page, const char *label, struct str text, size_t width)
{
	struct app_line *line;

	if (!text.len)
		return;
	line = app_page_line(page);
	app_line_pad(page, line, 2);
	app_line_printf(page, line, APP_ROLE_FAINT, "%s ", label);
	app_page_wrap(page, line, APP_ROLE_NORMAL, text, width, 4);
}

void app_page_rule(struct app_page *page, struct nlets_policies *policies,
		   const struct nlets_rule *rule, size_t width)
{
	struct arena *arena = &page->arena;

	app_page_wrap(page, NULL, APP_ROLE_NORMAL, app_tr(rule->words), width, 2);
	add_labelled(page, rule->level == NLETS_LEVEL_LAW ? _("law:") : _("network:"),
		     app_rule_period(rule, arena), width);
	add_labelled(page, _("basis:"), rule->legal_basis, width);
	add_labelled(page, _("lifted by:"), app_rule_exceptions(rule, arena), width);
	add_labelled(page, _("duties:"), app_tr(rule->notice), width);
	add_labelled(page, _("note:"), app_tr(rule->marks.note), width);
	add_labelled(page, _("certainty:"), str_from(app_certainty_label(rule->certainty)), width);
	add_labelled(page, _("as of:"), app_rule_date(rule->as_of, arena), width);
	add_labelled(page, _("rule:"), rule->id, width);
	app_page_policy_sources(page, policies, rule->marks.sources.items, rule->marks.sources.count,
				width);
}
