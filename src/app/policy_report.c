/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who asks and who holds, for the shell. */
#include <config.h>

#include "app/forms_report.h"

#include "app/csv.h"
#include "app/i18n.h"
#include "app/json.h"
#include "app/report_parts.h"
#include "app/time_text.h"

enum { ID_COLUMN = 16, TEXT_WIDTH = 90 };

static void add_fact(const struct nlets_fact *fact, struct buf *out)
{
	struct buf text = { 0 };

	buf_printf(&text, "- %.*s [", STR_ARGS(app_tr(fact->text)));
	app_add_list(&text, fact->sources.items, fact->sources.count, " ");
	buf_add_char(&text, ']');
	app_add_paragraph(out, buf_str(&text), 2, TEXT_WIDTH);
	buf_free(&text);
}

static json_t *fact_json(const struct nlets_fact *fact)
{
	return json_pack("{s:o, s:o}", "text", app_json_text(app_tr(fact->text)), "sources",
			 app_json_list(fact->sources.items, fact->sources.count));
}

static json_t *agency_json(const struct nlets_agency *agency)
{
	json_t *oris = json_array(), *facts = json_array();

	for (size_t i = 0; i < agency->oris.count; i++)
		json_array_append_new(oris, json_pack("{s:o, s:o}", "ori",
						      app_json_text(agency->oris.items[i].ori), "label",
						      app_json_text(app_tr(agency->oris.items[i].label))));
	for (size_t i = 0; i < agency->facts.count; i++)
		json_array_append_new(facts, fact_json(&agency->facts.items[i]));
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "id",
			 app_json_text(agency->id), "name", app_json_text(app_tr(agency->name)),
			 "short_name", app_json_text(app_tr(agency->short_name)), "about",
			 app_json_text(app_tr(agency->about)), "standing",
			 app_json_text(app_tr(agency->standing)), "oris", oris, "keys",
			 app_json_list(agency->keys.items, agency->keys.count), "facts", facts, "sources",
			 app_json_list(agency->marks.sources.items, agency->marks.sources.count), "file",
			 app_json_text(agency->file));
}

static void agency_csv(const struct nlets_agency *agency, struct buf *out)
{
	struct buf list = { 0 };

	app_csv_cell(out, true, agency->id, false);
	app_csv_cell(out, false, app_tr(agency->name), false);
	app_csv_cell(out, false, app_tr(agency->standing), false);
	for (size_t i = 0; i < agency->oris.count; i++)
		buf_printf(&list, "%s%.*s", i ? " " : "", STR_ARGS(agency->oris.items[i].ori));
	app_csv_cell(out, false, buf_str(&list), false);
	buf_clear(&list);
	app_add_list(&list, agency->keys.items, agency->keys.count, " ");
	app_csv_cell(out, false, buf_str(&list), false);
	app_csv_end(out);
	buf_free(&list);
}

static void agency_row(const struct nlets_agency *agency, struct buf *out)
{
	buf_add_text(out, "  ");
	app_add_column(out, agency->id, ID_COLUMN);
	app_add_column(out, agency->oris.count ? agency->oris.items[0].ori : STR("-"), 11);
	buf_printf(out, "%.*s\n", STR_ARGS(app_tr(agency->name)));
}

void app_agencies_list(struct app_session *session, const char *format, struct buf *out)
{
	static const char *const head[] = { "id", "name", "standing", "oris", "keys", NULL };
	size_t count;
	const struct nlets_agency *agencies = nlets_agencies(session->policies, &count);
	json_t *list = json_array();

	if (strcmp(format, "csv") == 0)
		app_csv_row(out, head);
	for (size_t i = 0; i < count; i++) {
		if (strcmp(format, "text") == 0)
			agency_row(&agencies[i], out);
		else if (strcmp(format, "csv") == 0)
			agency_csv(&agencies[i], out);
		else
			json_array_append_new(list, agency_json(&agencies[i]));
	}
	if (strcmp(format, "json") == 0) {
		app_json_add(out, json_pack("{s:i, s:O}", "schema", APP_JSON_SCHEMA, "agencies", list),
			     true);
		buf_add_char(out, '\n');
	}
	json_decref(list);
}

void app_agency_text(struct app_session *session, const struct nlets_agency *agency, bool colour,
		     struct buf *out)
{
	struct buf list = { 0 };

	buf_printf(&list, "%.*s  %.*s", STR_ARGS(agency->id), STR_ARGS(app_tr(agency->name)));
	app_add_section(out, buf_text(&list), colour);
	app_add_paragraph(out, app_tr(agency->about), 2, TEXT_WIDTH);
	app_add_entry(out, _("Standing"), app_tr(agency->standing));
	buf_clear(&list);
	app_add_list(&list, agency->keys.items, agency->keys.count, " ");
	app_add_entry(out, _("Known to send"), list.len ? buf_str(&list) : str_from(_("not public")));
	buf_free(&list);
	app_add_section(out, _("Training ORIs (invented)"), colour);
	for (size_t i = 0; i < agency->oris.count; i++)
		buf_printf(out, "  %.*s  %.*s\n", STR_ARGS(agency->oris.items[i].ori),
			   STR_ARGS(app_tr(agency->oris.items[i].label)));
	if (agency->facts.count)
		app_add_section(out, _("Facts"), colour);
	for (size_t i = 0; i < agency->facts.count; i++)
		add_fact(&agency->facts.items[i], out);
	app_add_section(out, _("Sources"), colour);
	app_sources_text(session, agency->marks.sources.items, agency->marks.sources.count, out);
}

void app_agency_json(const struct nlets_agency *agency, struct buf *out)
{
	app_json_add(out, json_pack("{s:i, s:o}", "schema", APP_JSON_SCHEMA, "agency", agency_json(agency)),
		     true);
	buf_add_char(out, '\n');
}

static bool names_holder(const struct nlets_rule *rule, struct str code)
{
	for (size_t i = 0; i < rule->holders.count; i++)
		if (str_eq(rule->holders.items[i], code))
			return true;
	return false;
}

/* A day of a rule, in which the source may have left out day or month. */
static struct str rule_day(unsigned day, struct arena *arena)
{
	unsigned month = day / 100 % 100, of_month = day % 100;

	if (day == 0)
		return STR("");
	if (month == 0 || month == 99)
		return arena_printf(arena, "%04u", day / 10000);
	if (of_month == 0 || of_month == 99)
		return arena_printf(arena, "%04u-%02u", day / 10000, month);
	return app_date_text(day, arena);
}

static void add_rule(const struct nlets_rule *rule, struct buf *out, struct arena *arena)
{
	struct buf text = { 0 };

	buf_printf(&text, "[%.*s] %s: %.*s", STR_ARGS(rule->id),
		   rule->level == NLETS_LEVEL_LAW ? _("law") : _("network"),
		   STR_ARGS(app_tr(rule->words)));
	if (rule->legal_basis.len)
		buf_printf(&text, " (%.*s)", STR_ARGS(rule->legal_basis));
	if (rule->from)
		buf_printf(&text, "; %s %.*s", _("from"), STR_ARGS(rule_day(rule->from, arena)));
	if (rule->until)
		buf_printf(&text, "; %s %.*s", _("until"), STR_ARGS(rule_day(rule->until, arena)));
	buf_add_text(&text, " [");
	app_add_list(&text, rule->marks.sources.items, rule->marks.sources.count, " ");
	buf_add_char(&text, ']');
	app_add_paragraph(out, buf_str(&text), 2, TEXT_WIDTH);
	buf_free(&text);
}

static json_t *rule_json(const struct nlets_rule *rule, struct arena *arena)
{
	return json_pack("{s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "id", app_json_text(rule->id),
			 "level", rule->level == NLETS_LEVEL_LAW ? "law" : "network", "words",
			 app_json_text(app_tr(rule->words)), "legal_basis",
			 app_json_text(rule->legal_basis), "agencies",
			 app_json_list(rule->agencies.items, rule->agencies.count), "keys",
			 app_json_list(rule->keys.items, rule->keys.count), "from",
			 app_json_text(rule_day(rule->from, arena)), "until",
			 app_json_text(rule_day(rule->until, arena)), "sources",
			 app_json_list(rule->marks.sources.items, rule->marks.sources.count));
}

static json_t *holder_json(struct app_session *session, const struct nlets_holder *holder)
{
	size_t count;
	const struct nlets_rule *rules = nlets_rules(session->policies, &count);
	json_t *object = json_object(), *list = json_array(), *facts = json_array();
	struct arena arena = { 0 };

	for (size_t i = 0; i < count; i++)
		if (names_holder(&rules[i], holder->code))
			json_array_append_new(list, rule_json(&rules[i], &arena));
	for (size_t i = 0; i < holder->facts.count; i++)
		json_array_append_new(facts, fact_json(&holder->facts.items[i]));
	json_object_set_new(object, "code", app_json_text(holder->code));
	json_object_set_new(object, "name", app_json_text(app_tr(holder->name)));
	json_object_set_new(object, "kind", app_json_text(holder->kind));
	json_object_set_new(object, "gate", app_json_text(holder->gate));
	json_object_set_new(object, "gate_operator", app_json_text(holder->gate_operator));
	json_object_set_new(object, "data_owner", app_json_text(holder->data_owner));
	json_object_set_new(object, "multistate", app_json_text(holder->multistate));
	json_object_set_new(object, "name_only", app_json_text(holder->name_only));
	json_object_set_new(object, "photos", app_json_text(holder->photos));
	json_object_set_new(object, "ssn", app_json_text(holder->ssn));
	json_object_set_new(object, "licence_regardless", app_json_text(holder->licence_regardless));
	json_object_set_new(object, "facts", facts);
	json_object_set_new(object, "rules", list);
	json_object_set_new(object, "sources",
			    app_json_list(holder->marks.sources.items, holder->marks.sources.count));
	arena_free(&arena);
	return object;
}

static void holder_csv(const struct nlets_holder *holder, struct buf *out)
{
	const struct str cells[] = { holder->code,	 holder->name,	    holder->kind,
				     holder->gate,	 holder->multistate, holder->name_only,
				     holder->photos,	 holder->ssn,	    holder->licence_regardless };

	for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++)
		app_csv_cell(out, i == 0, cells[i], false);
	app_csv_end(out);
}

void app_holders_list(struct app_session *session, const char *format, struct buf *out)
{
	static const char *const head[] = { "code",   "name", "kind",		    "gate", "multistate",
					    "name_only", "photos", "ssn", "licence_regardless", NULL };
	size_t count;
	const struct nlets_holder *holders = nlets_holders(session->policies, &count);
	json_t *list = json_array();

	if (strcmp(format, "csv") == 0)
		app_csv_row(out, head);
	for (size_t i = 0; i < count; i++) {
		if (strcmp(format, "csv") == 0) {
			holder_csv(&holders[i], out);
		} else if (strcmp(format, "json") == 0) {
			json_array_append_new(list, holder_json(session, &holders[i]));
		} else {
			buf_printf(out, "  %.*s  ", STR_ARGS(holders[i].code));
			app_add_column(out, app_tr(holders[i].name), 28);
			buf_printf(out, "%.*s\n", STR_ARGS(holders[i].gate));
		}
	}
	if (strcmp(format, "json") == 0) {
		app_json_add(out, json_pack("{s:i, s:O}", "schema", APP_JSON_SCHEMA, "states", list), true);
		buf_add_char(out, '\n');
	}
	json_decref(list);
}

static struct str sourced(struct str text, const struct nlets_holder *holder, struct arena *arena)
{
	return text.len ? arena_printf(arena, "%.*s [%.*s]", STR_ARGS(text),
				       STR_ARGS(holder->owner_source))
			: text;
}

void app_holder_text(struct app_session *session, const struct nlets_holder *holder, bool colour,
		     struct buf *out)
{
	size_t count;
	const struct nlets_rule *rules = nlets_rules(session->policies, &count);
	struct arena arena = { 0 };

	app_add_section(out, arena_printf(&arena, "%.*s  %.*s", STR_ARGS(holder->code),
					  STR_ARGS(app_tr(holder->name))).ptr, colour);
	app_add_entry(out, _("Gate"), holder->gate);
	app_add_entry(out, _("Run by"), sourced(holder->gate_operator, holder, &arena));
	app_add_entry(out, _("Data of"), sourced(holder->data_owner, holder, &arena));
	app_add_entry(out, _("Multi-state"), holder->multistate);
	app_add_entry(out, _("Name only"), holder->name_only);
	app_add_entry(out, _("Photos"), holder->photos);
	app_add_entry(out, _("SSN"), holder->ssn);
	app_add_entry(out, _("Any status"), holder->licence_regardless);
	if (holder->facts.count)
		app_add_section(out, _("Facts"), colour);
	for (size_t i = 0; i < holder->facts.count; i++)
		add_fact(&holder->facts.items[i], out);
	app_add_section(out, _("Rules that name it"), colour);
	for (size_t i = 0; i < count; i++)
		if (names_holder(&rules[i], holder->code))
			add_rule(&rules[i], out, &arena);
	app_add_section(out, _("Sources"), colour);
	app_sources_text(session, holder->marks.sources.items, holder->marks.sources.count, out);
	arena_free(&arena);
}

void app_holder_json(struct app_session *session, const struct nlets_holder *holder, struct buf *out)
{
	app_json_add(out, json_pack("{s:i, s:o}", "schema", APP_JSON_SCHEMA, "state",
				    holder_json(session, holder)), true);
	buf_add_char(out, '\n');
}
