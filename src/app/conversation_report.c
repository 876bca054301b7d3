/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/conversation_report.h"

#include "app/forms_report.h"
#include "app/hop_text.h"
#include "app/i18n.h"
#include "app/json.h"
#include "app/report_parts.h"
#include "app/time_text.h"
#include "base/utf8.h"

enum { TEXT_WIDTH = 90 };

static const char *outcome_label(enum sim_outcome outcome)
{
	switch (outcome) {
	case SIM_OUTCOME_HIT:
		return _("hit");
	case SIM_OUTCOME_NO_RECORD:
		return _("no record");
	case SIM_OUTCOME_REFUSED:
		return _("refused by a rule of the holder");
	case SIM_OUTCOME_REJECTED:
		return _("rejected by the switch");
	case SIM_OUTCOME_NOT_SUPPORTED:
		return _("the holder does not take this key");
	case SIM_OUTCOME_SILENT:
		return _("no answer");
	case SIM_OUTCOME_ACKNOWLEDGED:
		return _("acknowledged");
	case SIM_OUTCOME_STORED:
		return _("out of service, forwarded later");
	case SIM_OUTCOME_DISCARDED:
		return _("out of service, not forwarded");
	case SIM_OUTCOME_NOT_DONE:
		return _("not done");
	default:
		return "";
	}
}

const char *app_fault_label(int fault)
{
	return app_hop_fault_words((enum sim_fault)fault);
}

bool app_hop_kind_by_word(struct str word, enum sim_hop_kind *kind)
{
	for (int i = 0; i < SIM_HOP_KINDS; i++) {
		*kind = (enum sim_hop_kind)i;
		if (str_eq(word, str_from(app_hop_kind(*kind))))
			return true;
	}
	return false;
}

bool app_outcome_by_word(struct str word, enum sim_outcome *outcome)
{
	for (int i = 0; i < SIM_OUTCOMES; i++) {
		*outcome = (enum sim_outcome)i;
		if (str_eq(word, str_from(app_hop_outcome(*outcome)->word)))
			return true;
	}
	return false;
}

bool app_fault_by_word(struct str word, enum sim_fault *fault)
{
	for (int i = 0; i < SIM_FAULTS; i++) {
		*fault = (enum sim_fault)i;
		if (str_eq(word, str_from(app_hop_fault(*fault))))
			return true;
	}
	return false;
}

static void add_seconds(struct buf *out, unsigned milliseconds)
{
	buf_printf(out, "+%u.%03u s", milliseconds / 1000, milliseconds % 1000);
}

static void add_note(struct buf *out, const struct sim_hop *hop)
{
	buf_add(out, app_tr(hop->note));
	if (hop->detail.len)
		buf_printf(out, " (%.*s)", STR_ARGS(hop->detail));
}

static void add_answer(const struct sim_hop *hop, size_t number, struct app_output *out)
{
	struct buf *text = &out->text;

	if (!out->terminal) {
		buf_add(text, hop->bytes);
		buf_add_text(text, "\x03\n");
		return;
	}
	buf_printf(text, "%s-- %zu: ", app_style(out->colour, APP_STYLE_BOLD), number);
	utf8_add_visible(text, hop->key, false);
	buf_add_char(text, ' ');
	add_seconds(text, hop->time_ms);
	if (hop->outcome != SIM_OUTCOME_NONE)
		buf_printf(text, ", %s", outcome_label(hop->outcome));
	buf_printf(text, " -- SIMULATED%s\n", app_style(out->colour, APP_STYLE_END));
	app_add_visible_lines(text, hop->bytes);
	buf_add_char(text, '\n');
	if (hop->note.len) {
		buf_add_text(text, "   ");
		add_note(text, hop);
		buf_add_char(text, '\n');
	}
}

size_t app_conversation_answers(const struct sim_conversation *conversation, struct app_output *out)
{
	size_t count = 0;

	for (size_t i = 0; i < conversation->hops.count; i++) {
		const struct sim_hop *hop = &conversation->hops.items[i];

		if (hop->kind == SIM_HOP_DELIVERY && hop->bytes.len)
			add_answer(hop, ++count, out);
	}
	return count;
}

/* Notes repeat from hop to hop: each is printed once, below. */
static bool is_first_with_note(const struct sim_conversation *conversation, size_t at)
{
	struct str note = conversation->hops.items[at].note;

	for (size_t i = 0; i < at; i++)
		if (str_eq(conversation->hops.items[i].note, note))
			return false;
	return note.len > 0;
}

/* Steps outside the network are between people and systems that have no code. */
static void add_end(struct buf *out, const struct sim_hop *hop, struct str code, struct str label)
{
	utf8_add_visible(out, hop->kind == SIM_HOP_OUTSIDE && label.len ? app_tr(label) : code, false);
}

static void add_hop(const struct sim_hop *hop, struct buf *out)
{
	add_seconds(out, hop->time_ms);
	buf_add_text(out, "  ");
	add_end(out, hop, hop->from, hop->from_label);
	if (hop->kind != SIM_HOP_OUTSIDE || !str_eq(hop->from, hop->to)) {
		buf_add_text(out, " -> ");
		add_end(out, hop, hop->to, hop->to_label);
	}
	buf_add_text(out, "  ");
	utf8_add_visible(out, hop->key, false);
	if (hop->gate.len)
		buf_printf(out, "  (%.*s)", STR_ARGS(hop->gate));
	if (hop->outcome != SIM_OUTCOME_NONE)
		buf_printf(out, "  %s", outcome_label(hop->outcome));
	if (hop->fault != SIM_FAULT_NONE)
		buf_printf(out, "  ! %s", app_hop_fault_words(hop->fault));
	if (hop->rule.len)
		buf_printf(out, " [%.*s]", STR_ARGS(hop->rule));
	if (hop->backing != NLETS_SOURCED)
		buf_printf(out, " (%s)", app_backing_word(hop->backing));
	buf_add_char(out, '\n');
	if (hop->does.len)
		app_add_paragraph(out, app_tr(hop->does), 6, TEXT_WIDTH);
	if (hop->does.len && hop->detail.len)
		buf_printf(out, "      [%.*s]\n", STR_ARGS(hop->detail));
}

void app_conversation_transcript(const struct sim_conversation *conversation, struct buf *out)
{
	for (size_t i = 0; i < conversation->hops.count; i++)
		add_hop(&conversation->hops.items[i], out);
	for (size_t i = 0; i < conversation->hops.count; i++)
		if (is_first_with_note(conversation, i))
			buf_printf(out, "  (%s) %.*s\n",
				   app_backing_word(conversation->hops.items[i].backing),
				   STR_ARGS(app_tr(conversation->hops.items[i].note)));
}

void app_conversation_cause(const struct app_session *session,
			    const struct sim_conversation *conversation, struct buf *out)
{
	struct arena arena = { 0 };
	struct str words = app_cause_words(app_cause_of(session, conversation), &arena);

	if (words.len)
		buf_printf(out, "%.*s: %.*s\n", STR_ARGS(conversation->id), STR_ARGS(words));
	arena_free(&arena);
}

static json_t *hop_json(const struct sim_hop *hop)
{
	json_t *object = json_object();

	json_object_set_new(object, "kind", json_string(app_hop_kind(hop->kind)));
	json_object_set_new(object, "outcome", json_string(app_hop_outcome(hop->outcome)->word));
	json_object_set_new(object, "time_ms", json_integer(hop->time_ms));
	json_object_set_new(object, "from", app_json_bytes(hop->from));
	json_object_set_new(object, "to", app_json_bytes(hop->to));
	json_object_set_new(object, "from_label", app_json_text(app_tr(hop->from_label)));
	json_object_set_new(object, "to_label", app_json_text(app_tr(hop->to_label)));
	json_object_set_new(object, "key", app_json_bytes(hop->key));
	json_object_set_new(object, "holder", app_json_text(hop->holder));
	json_object_set_new(object, "rule", app_json_text(hop->rule));
	json_object_set_new(object, "backing", json_string(app_backing_word(hop->backing)));
	json_object_set_new(object, "note", app_json_text(app_tr(hop->note)));
	json_object_set_new(object, "does", app_json_text(app_tr(hop->does)));
	json_object_set_new(object, "detail", app_json_text(hop->detail));
	json_object_set_new(object, "assumed", app_json_text(hop->assumed));
	json_object_set_new(object, "gate", app_json_text(hop->gate));
	json_object_set_new(object, "fault", json_string(app_hop_fault(hop->fault)));
	json_object_set_new(object, "follows",
			    hop->answers == SIZE_MAX ? json_null() : json_integer((json_int_t)hop->answers));
	json_object_set_new(object, "bytes", app_json_bytes(hop->bytes));
	return object;
}

static json_t *cause_json(const struct app_cause *cause)
{
	struct str codes = cause ? cause->codes : STR(""), code;
	json_t *object, *fields = json_array();

	while (str_split(&codes, ',', &code))
		json_array_append_new(fields, app_json_text(code));
	if (!cause) {
		json_decref(fields);
		return json_null();
	}
	object = json_object();
	json_object_set_new(object, "conversation", app_json_text(cause->conversation));
	json_object_set_new(object, "hop", cause->hop ? json_integer(cause->hop) : json_null());
	json_object_set_new(object, "fields", fields);
	return object;
}

void app_conversation_json(const struct app_session *session,
			   const struct sim_conversation *conversation, struct buf *out)
{
	/* What was only drafted was not sent. */
	int64_t sent = conversation->sent ? conversation->sent : app_session_now(session);
	struct arena arena = { 0 };
	json_t *object = json_object(), *hops = json_array();

	for (size_t i = 0; i < conversation->hops.count; i++)
		json_array_append_new(hops, hop_json(&conversation->hops.items[i]));
	json_object_set_new(object, "simulated", json_true());
	json_object_set_new(object, "id", app_json_text(conversation->id.ptr ? conversation->id : STR("")));
	json_object_set_new(object, "cause", cause_json(app_cause_of(session, conversation)));
	json_object_set_new(object, "sent",
			    app_json_text(app_time_text(sent, true, &arena)));
	json_object_set_new(object, "date",
			    app_json_text(app_date_text(app_session_date(session), &arena)));
	json_object_set_new(object, "hops", hops);
	app_json_add(out, object, false);
	arena_free(&arena);
}

bool app_conversation_rejected(const struct sim_conversation *conversation)
{
	for (size_t i = 0; i < conversation->hops.count; i++)
		if (conversation->hops.items[i].outcome == SIM_OUTCOME_REJECTED)
			return true;
	return false;
}
