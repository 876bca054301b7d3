/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `show` for people and, flat, for grep. */
#include <config.h>

#include "app/show.h"

#include "app/check_report.h"
#include "app/i18n.h"
#include "app/present_form.h"
#include "app/report_parts.h"
#include "base/utf8.h"

enum { HEAD_COLUMN = 10, LABEL_COLUMN = 24, VALUE_COLUMN = 24 };

static void add_visible_column(struct buf *out, struct str text, size_t columns)
{
	struct buf shown = { 0 };

	utf8_add_visible(&shown, text, false);
	app_add_column(out, buf_str(&shown), columns);
	buf_free(&shown);
}

static void add_head(struct buf *out, const char *label, struct str value, const char *missing)
{
	buf_add_text(out, "  ");
	app_add_column(out, str_from(label), HEAD_COLUMN);
	if (value.ptr)
		utf8_add_visible(out, value, false);
	else
		buf_add_text(out, missing);
}

static void add_stamp(struct buf *out, const char *label, const struct nlets_stamp *stamp)
{
	if (!stamp->present)
		return;
	add_head(out, label, stamp->date, "");
	buf_add_char(out, ' ');
	utf8_add_visible(out, stamp->time, false);
	buf_add_text(out, "  ");
	utf8_add_visible(out, stamp->sequence, false);
	buf_add_char(out, '\n');
}

static void add_title(struct app_session *session, const struct nlets_message *message,
		      struct buf *out)
{
	const struct nlets_catalogue_key *known =
		message->key.text.len ?
			nlets_catalogue_find(session->definitions, message->key.text, NULL) : NULL;
	const struct nlets_form *form = nlets_form(session->definitions, message->key.text);
	struct str title = known ? app_tr(known->title) : STR("");

	add_head(out, _("Key"), message->key.text, _("(not readable)"));
	if (title.len)
		buf_printf(out, "  %.*s", STR_ARGS(title));
	if (form && form->marks.backing == NLETS_INVENTED)
		buf_printf(out, " %s", app_backing_mark(NLETS_INVENTED));
	buf_add_char(out, '\n');
}

static void add_sender(struct app_session *session, const struct nlets_message *message,
		       struct buf *out)
{
	const struct nlets_agency *agency =
		message->sender.text.len ?
			nlets_agency_by_ori(session->policies, message->sender.text) : NULL;

	add_head(out, _("From"), message->sender.text, _("(not readable)"));
	if (agency)
		buf_printf(out, "  %.*s", STR_ARGS(app_tr(agency->name)));
	buf_add_char(out, '\n');
}

static void add_header(struct app_session *session, const struct nlets_message *message,
		       struct buf *out)
{
	add_title(session, message, out);
	add_sender(session, message, out);
	add_head(out, _("To"), message->to.count ? STR("") : STR_NONE, _("(none)"));
	for (size_t i = 0; i < message->to.count; i++) {
		if (i)
			buf_add_char(out, ' ');
		utf8_add_visible(out, message->to.items[i].text, false);
	}
	buf_add_char(out, '\n');
	if (message->control.text.ptr) {
		add_head(out, _("Control"), message->control.text, "");
		buf_add_char(out, '\n');
	}
	add_stamp(out, _("Received"), &message->received);
	add_stamp(out, _("Sent"), &message->sent);
}

static void add_field(struct app_session *session, const struct nlets_message *message,
		      const struct nlets_field *field, struct buf *out, struct arena *arena)
{
	const struct nlets_item *item = app_field_item(session, message, field->code);
	struct str meaning = item ? app_tr(nlets_meaning(session->definitions, item, field->value,
							 arena)) : STR_NONE;

	buf_add_text(out, "  ");
	add_visible_column(out, field->code, 5);
	app_add_column(out, item ? app_tr(item->label) : STR(""), LABEL_COLUMN);
	if (meaning.len) {
		add_visible_column(out, field->value, VALUE_COLUMN);
		buf_add(out, meaning);
	} else {
		utf8_add_visible(out, field->value, false);
	}
	if (field->guessed)
		buf_printf(out, "  %s", _("(guessed)"));
	buf_add_char(out, '\n');
}

/* Each stretch of free text, its lines marked at the left. */
static void add_texts(const struct nlets_message *message, struct buf *out)
{
	for (size_t i = 0; i < message->text.count; i++) {
		struct str rest = str_trim(str_at(message->raw, message->text.items[i])), line;

		while (str_split(&rest, '\n', &line)) {
			buf_add_text(out, "  | ");
			utf8_add_visible(out, str_trim_end(line), false);
			buf_add_char(out, '\n');
		}
	}
}

static const char *direction_text(const struct nlets_message *message)
{
	if (message->wire == NLETS_WIRE_XML)
		return message->direction == NLETS_OUTPUT ? _("XML, as delivered") : _("XML, as sent");
	return message->direction == NLETS_OUTPUT ? _("legacy text, as delivered") :
						    _("legacy text, as sent");
}

static void add_first_line(const struct app_shown *shown, bool colour, struct buf *out)
{
	const struct nlets_message *message = shown->message;

	buf_add_text(out, app_style(colour, APP_STYLE_BOLD));
	utf8_add_visible(out, str_from(shown->file), false);
	/* TRANSLATORS: number of the message in its file, offset and count of its bytes. */
	buf_printf(out, _(": message %zu, byte %zu, %zu bytes"), shown->number, shown->offset,
		   message->raw.len);
	buf_printf(out, ", %s%s\n", direction_text(message), app_style(colour, APP_STYLE_END));
}

/* Whole percents, but 100 only for all and 0 only for nothing. */
static unsigned percent(double share)
{
	unsigned whole = (unsigned)(share * 100 + 0.5);

	if (whole >= 100 && share < 1)
		return 99;
	return whole == 0 && share > 0 ? 1 : whole;
}

void app_show_text(struct app_session *session, const struct app_shown *shown, bool colour,
		   struct buf *out)
{
	const struct nlets_message *message = shown->message;
	struct arena arena = { 0 };

	add_first_line(shown, colour, out);
	add_header(session, message, out);
	if (message->fields.count)
		app_add_section(out, _("Fields"), colour);
	for (size_t i = 0; i < message->fields.count; i++)
		add_field(session, message, &message->fields.items[i], out, &arena);
	if (message->text.count)
		app_add_section(out, _("Text that belongs to no field"), colour);
	add_texts(message, out);
	buf_printf(out, _("Understood: %u %% of the body's bytes"),
		   percent(nlets_message_coverage(message)));
	buf_add_char(out, '\n');
	if (message->findings.count)
		app_add_section(out, _("Findings"), colour);
	else
		buf_printf(out, "%s\n", _("No findings."));
	app_findings_list(session, message, colour, out);
	arena_free(&arena);
}

static void flat_line(struct buf *out, const struct app_shown *shown, const char *name,
		      struct str value)
{
	if (!value.ptr)
		return;
	buf_printf(out, "%zu.%s = ", shown->number, name);
	utf8_add_visible(out, value, true);
	buf_add_char(out, '\n');
}

static void flat_stamp(struct buf *out, const struct app_shown *shown, const char *name,
		       const struct nlets_stamp *stamp)
{
	if (!stamp->present)
		return;
	buf_printf(out, "%zu.%s = ", shown->number, name);
	utf8_add_visible(out, stamp->time, true);
	buf_add_char(out, ' ');
	utf8_add_visible(out, stamp->date, true);
	buf_add_char(out, ' ');
	utf8_add_visible(out, stamp->sequence, true);
	buf_add_char(out, '\n');
}

void app_show_flat(const struct app_shown *shown, struct buf *out)
{
	const struct nlets_message *message = shown->message;

	flat_line(out, shown, "wire", message->wire == NLETS_WIRE_XML ? STR("xml") : STR("text"));
	flat_line(out, shown, "direction",
		  message->direction == NLETS_OUTPUT ? STR("output") : STR("input"));
	flat_line(out, shown, "key", message->key.text);
	flat_line(out, shown, "from", message->sender.text);
	for (size_t i = 0; i < message->to.count; i++)
		flat_line(out, shown, "to", message->to.items[i].text);
	flat_line(out, shown, "control", message->control.text);
	flat_stamp(out, shown, "received", &message->received);
	flat_stamp(out, shown, "sent", &message->sent);
	for (size_t i = 0; i < message->fields.count; i++) {
		buf_printf(out, "%zu.field.", shown->number);
		utf8_add_visible(out, message->fields.items[i].code, true);
		buf_add_text(out, " = ");
		utf8_add_visible(out, message->fields.items[i].value, true);
		buf_add_char(out, '\n');
	}
	for (size_t i = 0; i < message->text.count; i++)
		flat_line(out, shown, "text", str_at(message->raw, message->text.items[i]));
	for (size_t i = 0; i < message->findings.count; i++)
		flat_line(out, shown, "finding",
			  str_from(nlets_finding_kind(message->findings.items[i].id)->id));
}
