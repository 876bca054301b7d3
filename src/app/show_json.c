/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON of `show`, schema 1. Its keys are a contract: members may be added,
 * none renamed, none left out. */
#include <config.h>

#include "app/show.h"

#include "app/finding_json.h"
#include "app/json.h"

const struct nlets_item *app_field_item(struct app_session *session, const struct nlets_message *message,
					struct str code)
{
	const struct nlets_form *form =
		message->key.text.len ? nlets_form(session->definitions, message->key.text) : NULL;

	return form ? nlets_form_item(form, code) : NULL;
}

static json_t *stamp_json(const struct nlets_stamp *stamp)
{
	if (!stamp->present)
		return json_null();
	return json_pack("{s:o, s:o, s:o}", "time", app_json_bytes_or_null(stamp->time), "date",
			 app_json_bytes_or_null(stamp->date), "sequence",
			 app_json_bytes_or_null(stamp->sequence));
}

static json_t *meaning_json(struct app_session *session, const struct nlets_message *message,
			    const struct nlets_field *field, struct arena *arena)
{
	const struct nlets_item *item = app_field_item(session, message, field->code);

	/* What a code table says; dates and heights need no words here. */
	if (!item || !(item->table.len || item->prefix_table.len))
		return json_null();
	return app_json_text(nlets_meaning(session->definitions, item, field->value, arena));
}

static json_t *fields_json(struct app_session *session, const struct app_shown *shown,
			   struct arena *arena)
{
	const struct nlets_message *message = shown->message;
	json_t *list = json_array();

	for (size_t i = 0; i < message->fields.count; i++) {
		const struct nlets_field *field = &message->fields.items[i];
		json_t *object = json_object();

		json_object_set_new(object, "code", app_json_bytes(field->code));
		json_object_set_new(object, "value", app_json_bytes(field->value));
		json_object_set_new(object, "meaning", meaning_json(session, message, field, arena));
		app_json_set_span(object, field->span, shown->offset);
		json_object_set_new(object, "value_offset",
				    json_integer((json_int_t)(shown->offset + field->value_span.off)));
		json_object_set_new(object, "value_length",
				    json_integer((json_int_t)field->value_span.len));
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *texts_json(const struct app_shown *shown)
{
	const struct nlets_message *message = shown->message;
	json_t *list = json_array();

	for (size_t i = 0; i < message->text.count; i++) {
		json_t *object = json_object();

		app_json_set_span(object, message->text.items[i], shown->offset);
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *destinations_json(const struct nlets_message *message)
{
	json_t *list = json_array();

	for (size_t i = 0; i < message->to.count; i++)
		json_array_append_new(list, app_json_bytes(message->to.items[i].text));
	return list;
}

static json_t *title_json(struct app_session *session, const struct nlets_message *message)
{
	const struct nlets_catalogue_key *known =
		message->key.text.len ?
			nlets_catalogue_find(session->definitions, message->key.text, NULL) : NULL;

	return known ? app_json_text(known->title) : json_null();
}

static void set_header(json_t *object, struct app_session *session, const struct nlets_message *message)
{
	json_object_set_new(object, "wire",
			    json_string(message->wire == NLETS_WIRE_XML ? "xml" : "text"));
	json_object_set_new(object, "direction",
			    json_string(message->direction == NLETS_OUTPUT ? "output" : "input"));
	json_object_set_new(object, "key", app_json_bytes_or_null(message->key.text));
	json_object_set_new(object, "title", title_json(session, message));
	json_object_set_new(object, "from", app_json_bytes_or_null(message->sender.text));
	json_object_set_new(object, "to", destinations_json(message));
	json_object_set_new(object, "control", app_json_bytes_or_null(message->control.text));
	json_object_set_new(object, "received", stamp_json(&message->received));
	json_object_set_new(object, "sent", stamp_json(&message->sent));
}

void app_show_json(struct app_session *session, const struct app_shown *shown, bool name_file,
		   bool indented, struct buf *out)
{
	const struct nlets_message *message = shown->message;
	struct arena arena = { 0 };
	json_t *object = json_object();

	if (name_file)
		json_object_set_new(object, "file", app_json_bytes(str_from(shown->file)));
	app_json_set_span(object, (struct span){ 0, message->raw.len }, shown->offset);
	set_header(object, session, message);
	json_object_set_new(object, "fields", fields_json(session, shown, &arena));
	json_object_set_new(object, "text", texts_json(shown));
	json_object_set_new(object, "coverage", json_real(nlets_message_coverage(message)));
	json_object_set_new(object, "findings",
			    app_findings_json(session, &message->findings, shown->offset, &arena));
	app_json_add(out, object, indented);
	arena_free(&arena);
}
