/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/forms_report.h"

#include "app/csv.h"
#include "app/i18n.h"
#include "app/json.h"
#include "app/report_parts.h"

enum { KEY_COLUMN = 7, CODE_COLUMN = 5, LABEL_COLUMN = 24, TEXT_WIDTH = 90 };

const char *app_backing_word(enum nlets_backing backing)
{
	static const char *const words[] = {
		[NLETS_SOURCED] = "sourced",
		[NLETS_UNCONFIRMED] = "unconfirmed",
		[NLETS_ASSUMED] = "assumed",
		[NLETS_INVENTED] = "invented",
	};

	return words[backing];
}

static const struct nlets_source *find_source(struct app_session *session, struct str id)
{
	const struct nlets_source *source = nlets_source(session->definitions, id);

	return source ? source : nlets_policy_source(session->policies, id);
}

void app_sources_text(struct app_session *session, const struct str *ids, size_t count,
		      struct buf *out)
{
	for (size_t i = 0; i < count; i++) {
		const struct nlets_source *source = find_source(session, ids[i]);

		buf_printf(out, "  %.*s", STR_ARGS(ids[i]));
		if (source)
			buf_printf(out, "  %.*s%s%.*s", STR_ARGS(source->title),
				   source->url.len ? "  " : "", STR_ARGS(source->url));
		buf_add_char(out, '\n');
	}
}

static void list_text(const struct nlets_section *sections, size_t count, struct buf *out)
{
	for (size_t i = 0; i < count; i++) {
		const struct nlets_section *section = &sections[i];

		if (section->number)
			buf_printf(out, "%u. ", section->number);
		buf_printf(out, "%.*s\n", STR_ARGS(app_tr(section->title)));
		for (size_t j = 0; j < section->keys.count; j++) {
			const struct nlets_catalogue_key *key = &section->keys.items[j];

			buf_add_text(out, "    ");
			app_add_column(out, key->key, KEY_COLUMN);
			buf_add(out, app_tr(key->title));
			if (key->response.len)
				buf_printf(out, " -> %.*s", STR_ARGS(key->response));
			if (key->file.len == 0)
				buf_printf(out, "  (%s)", _("no public format"));
			buf_add_char(out, '\n');
		}
	}
}

static json_t *section_json(const struct nlets_section *section)
{
	json_t *keys = json_array();

	for (size_t j = 0; j < section->keys.count; j++) {
		const struct nlets_catalogue_key *key = &section->keys.items[j];

		json_array_append_new(keys, json_pack("{s:o, s:o, s:o, s:o}", "key",
						      app_json_text(key->key), "title",
						      app_json_text(app_tr(key->title)), "response",
						      app_json_text(key->response), "file",
						      app_json_text(key->file)));
	}
	return json_pack("{s:i, s:o, s:o, s:o}", "number", (int)section->number, "title",
			 app_json_text(app_tr(section->title)), "fields_public",
			 app_json_text(section->fields_public), "keys", keys);
}

static void list_csv(const struct nlets_section *sections, size_t count, struct buf *out)
{
	static const char *const head[] = { "section", "section_title", "key", "title", "response",
					    "file", NULL };
	struct arena arena = { 0 };

	app_csv_row(out, head);
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < sections[i].keys.count; j++) {
			const struct nlets_catalogue_key *key = &sections[i].keys.items[j];

			app_csv_cell(out, true, arena_printf(&arena, "%u", sections[i].number), false);
			app_csv_cell(out, false, app_tr(sections[i].title), false);
			app_csv_cell(out, false, key->key, false);
			app_csv_cell(out, false, app_tr(key->title), false);
			app_csv_cell(out, false, key->response, false);
			app_csv_cell(out, false, key->file, false);
			app_csv_end(out);
		}
	arena_free(&arena);
}

void app_forms_list(struct app_session *session, const char *format, struct buf *out)
{
	size_t count;
	const struct nlets_section *sections = nlets_catalogue(session->definitions, &count);
	json_t *list;

	if (!sections)
		count = 0;
	if (strcmp(format, "text") == 0) {
		list_text(sections, count, out);
	} else if (strcmp(format, "csv") == 0) {
		list_csv(sections, count, out);
	} else {
		list = json_array();
		for (size_t i = 0; i < count; i++)
			json_array_append_new(list, section_json(&sections[i]));
		app_json_add(out, json_pack("{s:i, s:o}", "schema", APP_JSON_SCHEMA, "sections", list),
			     true);
		buf_add_char(out, '\n');
	}
}

void app_form_unknown(const struct nlets_catalogue_key *key, const struct nlets_section *section,
		      struct buf *out)
{
	buf_printf(out, "%.*s  %.*s\n", STR_ARGS(key->key), STR_ARGS(app_tr(key->title)));
	app_add_entry(out, _("Section"), app_tr(section->title));
	app_add_paragraph(out, app_tr(section->about), 2, TEXT_WIDTH);
	buf_printf(out, "%s\n", _("Its format is not public, so there is no form."));
}

static const char *kind_label(enum nlets_item_kind kind)
{
	switch (kind) {
	case NLETS_ITEM_ALNUM:
		return _("letters and digits");
	case NLETS_ITEM_ALPHA:
		return _("letters");
	case NLETS_ITEM_DIGITS:
		return _("digits");
	case NLETS_ITEM_NAME:
		return _("name");
	case NLETS_ITEM_DATE:
		return _("date");
	case NLETS_ITEM_YEAR:
		return _("year");
	case NLETS_ITEM_CODE:
		return _("code");
	case NLETS_ITEM_FLAG:
		return _("Y or N");
	case NLETS_ITEM_HEIGHT:
		return _("height");
	default:
		return _("text");
	}
}

static void add_size(const struct nlets_item *item, struct buf *out)
{
	if (item->max == 0)
		return;
	if (item->min == item->max)
		buf_printf(out, " %u", item->max);
	else
		buf_printf(out, " %u-%u", item->min, item->max);
	if (item->size_unconfirmed)
		buf_add_char(out, '?');
}

static void add_item(const struct nlets_item *item, struct buf *out)
{
	buf_add_text(out, "  ");
	app_add_column(out, item->code, CODE_COLUMN);
	app_add_column(out, app_tr(item->label), LABEL_COLUMN);
	buf_add_text(out, kind_label(item->kind));
	add_size(item, out);
	if (item->table.len)
		buf_printf(out, ", %s %.*s", _("table"), STR_ARGS(item->table));
	if (item->example.len)
		buf_printf(out, ", %s %.*s", _("such as"), STR_ARGS(item->example));
	if (item->marks.backing != NLETS_SOURCED)
		buf_printf(out, " [%s]", app_backing_word(item->marks.backing));
	buf_add_char(out, '\n');
	app_add_paragraph(out, app_tr(item->help), 7, TEXT_WIDTH);
}

static void add_alternatives(const struct nlets_form *form, bool colour, struct buf *out)
{
	if (form->alternatives.count)
		app_add_section(out, _("Ways to fill it, one of these"), colour);
	for (size_t i = 0; i < form->alternatives.count; i++) {
		const struct nlets_alternative *way = &form->alternatives.items[i];

		buf_add_text(out, "  ");
		app_add_column(out, app_tr(way->label), LABEL_COLUMN);
		app_add_list(out, way->required.items, way->required.count, " ");
		if (way->optional.count) {
			buf_add_text(out, " [");
			app_add_list(out, way->optional.items, way->optional.count, " ");
			buf_add_char(out, ']');
		}
		buf_add_char(out, '\n');
	}
}

static void add_conditions(const struct nlets_form *form, bool colour, struct buf *out)
{
	if (form->conditions.count)
		app_add_section(out, _("Conditions"), colour);
	for (size_t i = 0; i < form->conditions.count; i++)
		app_add_paragraph(out, app_tr(form->conditions.items[i].explain), 2, TEXT_WIDTH);
}

static void add_form_head(const struct nlets_form *form, struct buf *out)
{
	struct buf list = { 0 };

	app_add_paragraph(out, app_tr(form->about), 2, TEXT_WIDTH);
	app_add_list(&list, form->responses.items, form->responses.count, " ");
	app_add_entry(out, form->form_class == NLETS_FORM_RESPONSE ? _("Answers") : _("Answered by"),
		      buf_str(&list));
	buf_clear(&list);
	buf_printf(&list, "%s%s%s", form->text_wire ? "text" : "",
		   form->text_wire && form->xml_wire ? ", " : "", form->xml_wire ? "xml" : "");
	app_add_entry(out, _("Wire"), buf_str(&list));
	app_add_entry(out, _("Destinations"), app_tr(form->to.explain));
	buf_clear(&list);
	app_add_list(&list, form->required.items, form->required.count, " ");
	app_add_entry(out, _("Required"), buf_str(&list));
	app_add_entry(out, _("File"), form->file);
	buf_free(&list);
}

void app_form_text(struct app_session *session, const struct nlets_form *form, bool colour,
		   struct buf *out)
{
	struct buf title = { 0 };

	buf_printf(&title, "%.*s  %.*s", STR_ARGS(form->key), STR_ARGS(app_tr(form->title)));
	app_add_section(out, buf_text(&title), colour);
	buf_free(&title);
	add_form_head(form, out);
	add_alternatives(form, colour, out);
	if (form->items.count)
		app_add_section(out, _("Fields"), colour);
	for (size_t i = 0; i < form->items.count; i++)
		add_item(&form->items.items[i], out);
	add_conditions(form, colour, out);
	if (form->marks.sources.count)
		app_add_section(out, _("Sources"), colour);
	app_sources_text(session, form->marks.sources.items, form->marks.sources.count, out);
}

static json_t *item_json(const struct nlets_item *item)
{
	json_t *object = json_object();

	json_object_set_new(object, "code", app_json_text(item->code));
	json_object_set_new(object, "label", app_json_text(app_tr(item->label)));
	json_object_set_new(object, "help", app_json_text(app_tr(item->help)));
	json_object_set_new(object, "min", json_integer(item->min));
	json_object_set_new(object, "max", item->max ? json_integer(item->max) : json_null());
	json_object_set_new(object, "pattern", app_json_text(item->pattern));
	json_object_set_new(object, "table", app_json_text(item->table));
	json_object_set_new(object, "class", json_string(nlets_data_class_word(item->data_class)));
	json_object_set_new(object, "example", app_json_text(item->example));
	json_object_set_new(object, "path", app_json_text(item->path));
	json_object_set_new(object, "backing", json_string(app_backing_word(item->marks.backing)));
	json_object_set_new(object, "sources",
			    app_json_list(item->marks.sources.items, item->marks.sources.count));
	return object;
}

static json_t *alternative_json(const struct nlets_alternative *way)
{
	return json_pack("{s:o, s:o, s:o, s:o}", "id", app_json_text(way->id), "label",
			 app_json_text(app_tr(way->label)), "required",
			 app_json_list(way->required.items, way->required.count), "optional",
			 app_json_list(way->optional.items, way->optional.count));
}

static json_t *condition_json(const struct nlets_condition *condition)
{
	return json_pack("{s:o, s:o, s:o, s:s}", "id", app_json_text(condition->id), "explain",
			 app_json_text(app_tr(condition->explain)), "severity",
			 app_json_text(condition->severity), "backing",
			 app_backing_word(condition->marks.backing));
}

void app_form_json(const struct nlets_form *form, struct buf *out)
{
	json_t *object = json_object(), *items = json_array(), *ways = json_array();
	json_t *conditions = json_array();

	for (size_t i = 0; i < form->items.count; i++)
		json_array_append_new(items, item_json(&form->items.items[i]));
	for (size_t i = 0; i < form->alternatives.count; i++)
		json_array_append_new(ways, alternative_json(&form->alternatives.items[i]));
	for (size_t i = 0; i < form->conditions.count; i++)
		json_array_append_new(conditions, condition_json(&form->conditions.items[i]));
	json_object_set_new(object, "schema", json_integer(APP_JSON_SCHEMA));
	json_object_set_new(object, "key", app_json_text(form->key));
	json_object_set_new(object, "title", app_json_text(app_tr(form->title)));
	json_object_set_new(object, "about", app_json_text(app_tr(form->about)));
	json_object_set_new(object, "file", app_json_text(form->file));
	json_object_set_new(object, "section", json_integer(form->section));
	json_object_set_new(object, "responses",
			    app_json_list(form->responses.items, form->responses.count));
	json_object_set_new(object, "required",
			    app_json_list(form->required.items, form->required.count));
	json_object_set_new(object, "items", items);
	json_object_set_new(object, "alternatives", ways);
	json_object_set_new(object, "conditions", conditions);
	json_object_set_new(object, "sources",
			    app_json_list(form->marks.sources.items, form->marks.sources.count));
	app_json_add(out, object, true);
	buf_add_char(out, '\n');
}
