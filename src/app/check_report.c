/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/check_report.h"

#include "app/finding_json.h"
#include "app/finding_text.h"
#include "app/i18n.h"
#include "app/json.h"
#include "base/utf8.h"

static enum app_style severity_style(enum nlets_severity severity)
{
	switch (severity) {
	case NLETS_ERROR:
		return APP_STYLE_RED;
	case NLETS_WARNING:
		return APP_STYLE_YELLOW;
	default:
		return APP_STYLE_BLUE;
	}
}

static void add_severity(const struct nlets_finding *finding, bool colour, struct buf *out)
{
	buf_printf(out, "%s%s%s[%s]", app_style(colour, severity_style(finding->severity)),
		   app_severity_word(finding->severity), app_style(colour, APP_STYLE_END),
		   nlets_finding_kind(finding->id)->id);
}

static void add_note(struct buf *out, const char *label, struct str text)
{
	if (text.len)
		buf_printf(out, "    %s: %.*s\n", label, STR_ARGS(text));
}

static void add_notes(struct app_session *session, const struct nlets_message *message,
		      const struct nlets_finding *finding, struct arena *arena, struct buf *out)
{
	add_note(out, _("mend"), app_finding_mend(finding, arena));
	add_note(out, _("the switch would answer"),
		 app_message_er(session->definitions, message, finding, arena));
	add_note(out, _("source"), app_finding_source(session->definitions, finding, arena));
}

static void add_field_name(const struct nlets_finding *finding, struct buf *out)
{
	if (finding->field.len == 0)
		return;
	buf_add_text(out, " (");
	utf8_add_visible(out, finding->field, false);
	buf_add_char(out, ')');
}

void app_findings_list(struct app_session *session, const struct nlets_message *message, bool colour,
		       struct buf *out)
{
	struct arena arena = { 0 };

	for (size_t i = 0; i < message->findings.count; i++) {
		const struct nlets_finding *finding = &message->findings.items[i];

		buf_add_text(out, "  ");
		add_severity(finding, colour, out);
		/* TRANSLATORS: offset of the first byte concerned, in the message. */
		buf_printf(out, _(" at byte %zu: "), finding->span.off);
		buf_add(out, app_finding_sentence(finding, &arena));
		add_field_name(finding, out);
		buf_add_char(out, '\n');
		add_notes(session, message, finding, &arena, out);
	}
	if (message->findings.dropped)
		buf_printf(out, _("  ... and %zu more findings"), message->findings.dropped);
	if (message->findings.dropped)
		buf_add_char(out, '\n');
	arena_free(&arena);
}

void app_check_text(struct app_session *session, const struct app_shown *shown, struct str bytes,
		    struct app_place *place, bool colour, bool verbose, struct buf *out)
{
	const struct nlets_findings *findings = &shown->message->findings;
	struct arena arena = { 0 };

	for (size_t i = 0; i < findings->count; i++) {
		const struct nlets_finding *finding = &findings->items[i];

		app_place_find(place, bytes, shown->offset + finding->span.off);
		utf8_add_visible(out, str_from(shown->file), false);
		buf_printf(out, ":%zu:%zu: ", place->line, place->column);
		add_severity(finding, colour, out);
		buf_add_text(out, ": ");
		buf_add(out, app_finding_sentence(finding, &arena));
		add_field_name(finding, out);
		buf_add_char(out, '\n');
		if (verbose)
			add_notes(session, shown->message, finding, &arena, out);
	}
	arena_free(&arena);
}

static json_t *checked_finding(struct app_session *session, const struct app_shown *shown,
			       const struct nlets_finding *finding, struct str bytes,
			       struct app_place *place, struct arena *arena)
{
	json_t *object = app_finding_json(session, finding, shown->offset, arena);

	app_place_find(place, bytes, shown->offset + finding->span.off);
	json_object_set_new(object, "line", json_integer((json_int_t)place->line));
	json_object_set_new(object, "column", json_integer((json_int_t)place->column));
	json_object_set_new(object, "er",
			    app_json_text(app_message_er(session->definitions, shown->message,
							 finding, arena)));
	return object;
}

void app_check_json(struct app_session *session, const struct app_shown *shown, struct str bytes,
		    struct app_place *place, struct buf *out)
{
	const struct nlets_findings *findings = &shown->message->findings;
	struct arena arena = { 0 };
	json_t *object = json_object(), *list = json_array();

	for (size_t i = 0; i < findings->count; i++)
		json_array_append_new(list, checked_finding(session, shown, &findings->items[i], bytes,
							    place, &arena));
	json_object_set_new(object, "file", app_json_bytes(str_from(shown->file)));
	app_json_set_span(object, (struct span){ 0, shown->message->raw.len }, shown->offset);
	json_object_set_new(object, "key", app_json_bytes_or_null(shown->message->key.text));
	json_object_set_new(object, "findings", list);
	app_json_add(out, object, false);
	arena_free(&arena);
}
