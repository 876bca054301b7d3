/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disclosure as data: JSON and CSV. */
#include <config.h>

#include "app/reveal.h"

#include "app/csv.h"
#include "app/i18n.h"
#include "app/json.h"
#include "app/ruling_json.h"
#include "app/show.h"
#include "app/time_text.h"

json_t *app_ruling_json(struct app_session *session, const struct nlets_ruling *ruling,
			struct arena *arena)
{
	const struct nlets_rule *rule = ruling->rule;
	json_t *object = json_object();

	json_object_set_new(object, "verdict", json_string(nlets_verdict_word(ruling->verdict)));
	json_object_set_new(object, "assumed", json_boolean(ruling->assumed));
	json_object_set_new(object, "general", json_boolean(ruling->general));
	json_object_set_new(object, "rule", rule ? app_json_text(rule->id) : json_null());
	json_object_set_new(object, "words", rule ? app_json_text(app_tr(rule->words)) : json_null());
	json_object_set_new(object, "certainty", rule ? app_json_text(rule->certainty) : json_null());
	json_object_set_new(object, "source",
			    rule ? app_json_text(app_rule_sources(session, rule, arena)) : json_null());
	json_object_set_new(object, "lifted",
			    ruling->lifted ? app_json_text(ruling->lifted->id) : json_null());
	return object;
}

/* The value that a field has in the answer; ptr NULL in an example. */
static struct str value_of(const struct app_reveal *reveal, const struct nlets_disclosed_field *field)
{
	if (reveal->example || field->field >= reveal->answer->fields.count)
		return STR_NONE;
	return reveal->answer->fields.items[field->field].value;
}

static json_t *field_json(struct app_session *session, const struct app_reveal *reveal,
			  const struct nlets_disclosed_field *field, struct arena *arena)
{
	const struct nlets_item *item = app_field_item(session, reveal->answer, field->code);
	json_t *object = json_object();

	json_object_set_new(object, "code", app_json_bytes(field->code));
	json_object_set_new(object, "label", item ? app_json_text(app_tr(item->label)) : json_null());
	json_object_set_new(object, "value", app_json_bytes_or_null(value_of(reveal, field)));
	json_object_set_new(object, "class", json_string(nlets_data_class_word(field->data_class)));
	app_json_set_span(object, field->span, 0);
	json_object_set_new(object, "network", app_ruling_json(session, &field->network, arena));
	json_object_set_new(object, "law", app_ruling_json(session, &field->law, arena));
	if (nlets_disclosure_discards(&reveal->disclosure)) {
		enum nlets_verdict verdict = field->network.verdict;

		json_object_set_new(object, "on_wire",
				    json_string(nlets_verdict_word(nlets_verdict_on_wire(verdict))));
		json_object_set_new(object, "kept", json_string(nlets_verdict_word(verdict)));
	}
	return object;
}

void app_reveal_json(struct app_session *session, const struct app_reveal *reveal, struct buf *out)
{
	const struct nlets_disclosure *d = &reveal->disclosure;
	struct arena arena = { 0 };
	json_t *object = json_object(), *fields = json_array();

	for (size_t i = 0; i < d->fields.count; i++)
		json_array_append_new(fields, field_json(session, reveal, &d->fields.items[i], &arena));
	json_object_set_new(object, "simulated", json_true());
	json_object_set_new(object, "key", app_json_text(reveal->answer_key));
	json_object_set_new(object, "request", app_json_text(reveal->request.key));
	json_object_set_new(object, "agency", app_json_text(reveal->agency->id));
	json_object_set_new(object, "holder", app_json_text(reveal->request.holder));
	json_object_set_new(object, "date",
			    app_json_text(app_date_text(reveal->request.date, &arena)));
	json_object_set_new(object, "network", app_ruling_json(session, &d->query, &arena));
	json_object_set_new(object, "law", app_ruling_json(session, &d->query_law, &arena));
	json_object_set_new(object, "fields", fields);
	app_json_add(out, object, false);
	arena_free(&arena);
}

void app_reveal_csv_head(struct buf *out)
{
	static const char *const cells[] = { "key",	"agency",   "holder",  "date",	"code",
					     "label",	"value",    "class",   "offset", "length",
					     "verdict", "assumed",  "rule",    "source", "law_verdict",
					     "law_rule", "law_source", NULL };

	app_csv_row(out, cells);
}

static void add_csv_ruling(struct app_session *session, const struct nlets_ruling *ruling, bool mark,
			   struct buf *out, struct arena *arena)
{
	const struct nlets_rule *rule = ruling->rule;

	app_csv_cell(out, false, str_from(nlets_verdict_word(ruling->verdict)), false);
	if (mark)
		app_csv_cell(out, false, ruling->assumed ? STR("yes") : STR("no"), false);
	app_csv_cell(out, false, rule ? rule->id : STR(""), false);
	app_csv_cell(out, false, rule ? app_rule_sources(session, rule, arena) : STR(""), false);
}

void app_reveal_csv(struct app_session *session, const struct app_reveal *reveal, struct buf *out)
{
	const struct nlets_disclosure *d = &reveal->disclosure;
	struct arena arena = { 0 };

	for (size_t i = 0; i < d->fields.count; i++) {
		const struct nlets_disclosed_field *field = &d->fields.items[i];
		const struct nlets_item *item = app_field_item(session, reveal->answer, field->code);

		app_csv_cell(out, true, reveal->answer_key, false);
		app_csv_cell(out, false, reveal->agency->id, false);
		app_csv_cell(out, false, reveal->request.holder, false);
		app_csv_cell(out, false, app_date_text(reveal->request.date, &arena), false);
		app_csv_cell(out, false, field->code, false);
		app_csv_cell(out, false, item ? app_tr(item->label) : STR(""), false);
		app_csv_cell(out, false, value_of(reveal, field), false);
		app_csv_cell(out, false, str_from(nlets_data_class_word(field->data_class)), false);
		app_csv_cell(out, false, arena_printf(&arena, "%zu", field->span.off), false);
		app_csv_cell(out, false, arena_printf(&arena, "%zu", field->span.len), false);
		add_csv_ruling(session, &field->network, true, out, &arena);
		add_csv_ruling(session, &field->law, false, out, &arena);
		app_csv_end(out);
	}
	arena_free(&arena);
}
