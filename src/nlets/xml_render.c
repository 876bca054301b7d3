/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing NIEM XML: byte for byte where the message came from XML and kept its
 * structure, otherwise anew as message-structure.md section 12 shows it. */
#include <config.h>

#include "nlets/parse.h"

#include "nlets/same_content.h"
#include "nlets/whole_body.h"
#include "nlets/wire.h"
#include "nlets/xml_patch.h"
#include "nlets/xml_write.h"

struct writer {
	const struct nlets_message *message;
	const struct nlets_form *form;
	struct arena *arena;
	struct nlets_findings *findings;
	struct nlets__xml_node body; /* the fields as elements */
	struct str free_text;        /* behind them, or all of the body; ptr NULL: none */
	bool whole;                  /* free_text is all of the body */
	nlets__spans free;           /* free-text elements of the message */
	bool lossy;                  /* what is written would be read back differently */
	bool failed;
};

static void report(struct writer *w, enum nlets_finding_id id, struct span at, struct str field)
{
	struct nlets_finding *finding = nlets_findings_add(w->arena, w->findings, id, at);

	if (finding)
		finding->field = field;
	else if (!w->findings->dropped)
		w->failed = true;
}

/* A finding that means loss. */
static void report_loss(struct writer *w, enum nlets_finding_id id, struct span at, struct str field)
{
	report(w, id, at, field);
	w->lossy = true;
}

static void check_characters(struct writer *w, struct str text, struct span at, struct str field)
{
	if (nlets__xml_first_unholdable(text) < text.len)
		report_loss(w, NLETS_F_XML_CHARACTER, at, field);
}

/* What is known to be read differently. */
static void report_edge(struct writer *w, const struct nlets_field *field)
{
	if (field->value.len == 0 || str_trim(field->value).len != field->value.len)
		report_loss(w, field->value.len ? NLETS_F_VALUE_EDGE : NLETS_F_FIELD_EMPTY,
			    field->value_span, field->code);
}

static bool has_path(const struct writer *w, const struct nlets_field *field)
{
	const struct nlets_item *item = w->form ? nlets_form_item(w->form, field->code) : NULL;

	return item && nlets__xml_path(item->path).count > 0;
}

/* A query with fields whose form takes free text too (AQ). */
static bool takes_text_beside(const struct nlets_form *form)
{
	return form && form->form_class == NLETS_FORM_REQUEST && form->fields && form->free;
}

/* Whether nothing but the order of fields and text would be lost in elements: an
 * element has its place by its name, so the text must stand behind the fields. */
static bool texts_fit(const struct writer *w)
{
	const struct nlets_message *m = w->message;

	if (!takes_text_beside(w->form))
		return !m->new_text.ptr &&
		       (m->text.count == 0 || m->restructured || m->wire != NLETS_WIRE_TEXT);
	for (size_t i = 0; !m->new_text.ptr && m->text.count && i < m->fields.count; i++)
		if (m->wire == NLETS_WIRE_TEXT && m->fields.items[i].span.off > m->text.items[0].off)
			return false;
	return true;
}

/* Whether all of the body can stand in elements, with free text behind. */
static bool is_structured(const struct writer *w)
{
	const struct nlets_message *m = w->message;

	if (m->fields.count == 0 || !texts_fit(w))
		return false;
	for (size_t i = 0; i < m->fields.count; i++)
		if (m->fields.items[i].labelled || m->fields.items[i].guessed ||
		    !has_path(w, &m->fields.items[i]))
			return false;
	return true;
}

static bool takes_free_text(const struct nlets_form *form)
{
	return form->form_class == NLETS_FORM_RESPONSE || form->form_class == NLETS_FORM_NOTICE ||
	       (form->free && !form->fields) || takes_text_beside(form);
}

static struct str value_for_xml(struct writer *w, const struct nlets_item *item,
				const struct nlets_field *field)
{
	struct str date;

	if (item->kind != NLETS_ITEM_DATE)
		return field->value;
	date = nlets__date_to_xml(w->arena, field->value);
	if (date.ptr)
		return date;
	if (!nlets__date_to_text(w->arena, field->value).ptr)
		report(w, NLETS_F_XML_DATE_SHORT, field->value_span, field->code);
	return field->value;
}

static void put_field(struct writer *w, const struct nlets_field *field)
{
	const struct nlets_item *item = w->form ? nlets_form_item(w->form, field->code) : NULL;
	struct nlets__xml_path path = { .count = 0 };
	struct str value;

	if (item)
		path = nlets__xml_path(item->path);
	if (path.count == 0) {
		report_loss(w, NLETS_F_XML_NO_PATH, field->span, field->code);
		return;
	}
	value = value_for_xml(w, item, field);
	check_characters(w, value, field->value_span, field->code);
	report_edge(w, field);
	if (item->path_unconfirmed)
		report(w, NLETS_F_XML_PATH_UNCONFIRMED, field->span, field->code);
	if (nlets__xml_node_put(w->arena, &w->body, &path, value) < 0)
		w->failed = true;
}

/* The bytes of the free text, or of all the body when it is new. */
static struct span text_span(const struct nlets_message *m)
{
	struct span at = m->body;

	if (m->new_text.ptr || m->text.count == 0)
		return at;
	at = m->text.items[0];
	at.len = span_end(m->text.items[m->text.count - 1]) - at.off;
	return at;
}

/* The texts beside the fields, when those go into elements. */
static void report_texts(struct writer *w)
{
	const struct nlets_message *m = w->message;

	if (m->new_text.len)
		report_loss(w, NLETS_F_CONVERT_TEXT_LEFT, m->body, STR(""));
	for (size_t i = 0; !m->new_text.ptr && i < m->text.count; i++)
		report_loss(w, NLETS_F_CONVERT_TEXT_LEFT, m->text.items[i], STR(""));
}

static void plan_text_beside(struct writer *w)
{
	const struct nlets_message *m = w->message;

	if (nlets__loose_text(m, &w->free, w->arena, &w->free_text) < 0)
		w->failed = true;
	for (size_t i = 0; !m->new_text.ptr && m->wire == NLETS_WIRE_XML && i < m->text.count; i++)
		if (!nlets__within(&w->free, m->text.items[i]))
			report_loss(w, NLETS_F_CONVERT_TEXT_LEFT, m->text.items[i], STR(""));
}

static void plan_free_text(struct writer *w)
{
	struct span at = w->whole ? w->message->body : text_span(w->message);

	check_characters(w, w->free_text, at, STR(""));
	if (w->free_text.len && takes_text_beside(w->form) &&
	    w->form->marks.backing != NLETS_SOURCED)
		report(w, NLETS_F_XML_TEXT_UNCONFIRMED, at, STR(""));
}

static void plan_body(struct writer *w)
{
	if (nlets__free_spans(w->message, w->arena, &w->free) < 0)
		w->failed = true;
	w->whole = w->form && !is_structured(w) && takes_free_text(w->form);
	if (w->whole && nlets__whole_body(w->form, w->message, w->arena, &w->free_text) < 0)
		w->failed = true;
	for (size_t i = 0; !w->whole && i < w->message->fields.count && !w->failed; i++)
		put_field(w, &w->message->fields.items[i]);
	if (!w->whole && takes_text_beside(w->form))
		plan_text_beside(w);
	else if (!w->whole)
		report_texts(w);
	if (w->free_text.ptr)
		plan_free_text(w);
}

static void add_element(struct buf *out, const char *name, struct str text)
{
	if (!text.ptr)
		return;
	buf_printf(out, "    <nh2:%s>", name);
	nlets__xml_add_escaped(out, text);
	buf_printf(out, "</nh2:%s>\n", name);
}

static void write_header(struct writer *w, struct buf *out)
{
	const struct nlets_message *m = w->message;

	buf_add_text(out, "  <n2:NLETSMessageHeader>\n");
	add_element(out, "MessageKeyCodeText", m->key.text);
	add_element(out, "OriginatingORIID", m->sender.text);
	for (size_t i = 0; i < m->to.count; i++)
		add_element(out, "DestinationORIID", m->to.items[i].text);
	if (m->control.text.ptr) {
		buf_add_text(out, "    <nh2:DocumentControlFieldText><![CDATA[");
		nlets__xml_add_cdata(out, m->control.text);
		buf_add_text(out, "]]></nh2:DocumentControlFieldText>\n");
	}
	if (m->direction == NLETS_OUTPUT) {
		add_element(out, "MessageReceiveDate", m->received.date);
		add_element(out, "MessageReceiveTime", m->received.time);
		add_element(out, "MessageSendDate", m->sent.date);
		add_element(out, "MessageSendTime", m->sent.time);
		add_element(out, "ReceiveMessageNumeric", m->received.sequence);
		add_element(out, "SendMessageNumeric", m->sent.sequence);
	}
	buf_add_text(out, "  </n2:NLETSMessageHeader>\n");
}

static void check_header(struct writer *w)
{
	const struct nlets_message *m = w->message;
	const struct nlets_part *parts[] = { &m->key, &m->sender, &m->control };

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		check_characters(w, parts[i]->text, parts[i]->span, STR(""));
	for (size_t i = 0; i < m->to.count; i++)
		check_characters(w, m->to.items[i].text, m->to.items[i].span, STR(""));
}

static const char *body_element(const struct nlets_form *form)
{
	size_t colon = form ? str_find_char(form->element, ':') : 0;

	if (form && colon < form->element.len)
		return form->element.ptr + colon + 1;
	if (!form || form->form_class == NLETS_FORM_REQUEST)
		return "NLETSInquiryData";
	return form->form_class == NLETS_FORM_RESPONSE ? "NLETSResponseData" :
	       form->form_class == NLETS_FORM_UPDATE   ? "NLETSUpdateData" :
							 "NLETSMailData";
}

/* The element that the form names, or the one that goes with the body element. */
static void write_free_text(struct writer *w, const char *element, struct buf *out)
{
	struct str named = w->form ? w->form->text_element : STR("");
	size_t colon = str_find_char(named, ':');
	struct str name = strcmp(element, "NLETSResponseData") == 0   ? STR("ResponseText") :
			  strcmp(element, "NLETSMailData") == 0	      ? STR("MailMessageText") :
									STR("InquiryDescriptionText");

	if (colon < named.len)
		name = str_sub(named, colon + 1, named.len - colon - 1);
	buf_printf(out, "    <n2:%.*s><![CDATA[", STR_ARGS(name));
	nlets__xml_add_cdata(out, w->free_text);
	buf_printf(out, "]]></n2:%.*s>\n", STR_ARGS(name));
}

/* The key attribute was seen on mail bodies only. */
static void write_body(struct writer *w, struct buf *out)
{
	const char *element = body_element(w->form);

	buf_printf(out, "  <n2:%s", element);
	if (strcmp(element, "NLETSMailData") == 0) {
		buf_add_text(out, " n2:key=\"");
		nlets__xml_add_escaped(out, w->message->key.text);
		buf_add_char(out, '"');
	}
	buf_add_text(out, ">\n");
	nlets__xml_node_write(&w->body, 2, out);
	if (w->free_text.len)
		write_free_text(w, element, out);
	buf_printf(out, "  </n2:%s>\n", element);
}

static void write_root(struct writer *w, struct buf *out)
{
	bool used[NLETS__XML_FAMILIES] = { false };

	used[NLETS__XML_NH2] = used[NLETS__XML_NC] = true;
	nlets__xml_node_families(&w->body, used);
	buf_printf(out, "<n2:NLETS n2:version=\"4.00\" xmlns:n2=\"%s\"", nlets__xml_uri(NLETS__XML_N2));
	for (int family = NLETS__XML_N2 + 1; family < NLETS__XML_FAMILIES; family++)
		if (used[family])
			buf_printf(out, "\n          xmlns:%s=\"%s\"",
				   nlets__xml_prefix_of((enum nlets__xml_family)family),
				   nlets__xml_uri((enum nlets__xml_family)family));
	buf_add_text(out, ">\n");
}

/* Whether the free text that was written is what is read of it. */
static int same_free_text(struct writer *w, const struct nlets_message *again, bool *same)
{
	nlets__spans free = { 0 };
	struct str text = STR("");
	int error = 0;

	if (w->whole)
		error = nlets__whole_body(w->form, again, w->arena, &text);
	else
		error = nlets__free_spans(again, w->arena, &free);
	if (error == 0 && !w->whole)
		error = nlets__loose_text(again, &free, w->arena, &text);
	*same = str_eq(str_trim(text), str_trim(w->free_text));
	return error;
}

/* The last word on whether what was written says the same. */
static int read_back(struct writer *w, struct nlets_definitions *definitions, struct str written)
{
	const struct nlets_field *lost = NULL;
	struct nlets_message *again;
	bool same = false;
	int error = nlets_parse(definitions, written, NULL, &again);

	if (error < 0)
		return error;
	error = nlets__same_content(w->form, w->message, again, true, w->arena, &same);
	if (error == 0 && !same)
		lost = nlets__lost_field(w->form, w->message, again, w->arena);
	if (error == 0 && same && w->free_text.ptr)
		error = same_free_text(w, again, &same);
	nlets_message_free(&again);
	if (error == 0 && !same && !w->lossy)
		report_loss(w, NLETS_F_UNRENDERABLE, lost ? lost->span : w->message->body,
			    lost ? lost->code : STR(""));
	return error;
}

static void check_edited_characters(struct writer *w)
{
	for (size_t i = 0; i < w->message->fields.count; i++) {
		const struct nlets_field *field = &w->message->fields.items[i];

		if (field->edited)
			check_characters(w, field->value, field->value_span, field->code);
	}
}

static void report_edits(struct writer *w)
{
	for (size_t i = 0; i < w->message->fields.count; i++)
		if (w->message->fields.items[i].edited)
			report_edge(w, &w->message->fields.items[i]);
	if (!w->lossy)
		report_loss(w, NLETS_F_UNRENDERABLE, w->message->body, STR(""));
}

/* What was left unread at a limit would be read now. A finding that was dropped may
 * be the one that says so. */
static bool was_cut(const struct nlets_message *m)
{
	for (size_t i = 0; i < m->findings.count && !m->findings.dropped; i++) {
		enum nlets_finding_id id = m->findings.items[i].id;

		if (id == NLETS_F_LIMIT_FIELDS || id == NLETS_F_LIMIT_BYTES ||
		    id == NLETS_F_XML_DEEP || id == NLETS_F_XML_MANY)
			return true;
	}
	return m->findings.dropped > 0;
}

static bool same_part(const struct nlets_part *a, const struct nlets_part *b)
{
	return !a->edited || str_eq(str_trim(a->text), str_trim(b->text));
}

/* Whether all that was edited is in `again`, and nothing more than was there. The
 * rest of the header is the same bytes. */
static bool holds_edits(const struct nlets_message *m, const struct nlets_message *again)
{
	if (!same_part(&m->key, &again->key) || !same_part(&m->sender, &again->sender) ||
	    !same_part(&m->control, &again->control) || m->to.count != again->to.count ||
	    m->fields.count != again->fields.count)
		return false;
	for (size_t i = 0; i < m->to.count; i++)
		if (!same_part(&m->to.items[i], &again->to.items[i]))
			return false;
	for (size_t i = 0; i < m->fields.count; i++) {
		const struct nlets_field *a = &m->fields.items[i], *b = &again->fields.items[i];

		if (!str_eq(a->code, b->code) || (a->edited && !str_eq(a->value, b->value)))
			return false;
	}
	return true;
}

/* A new value may read as two fields, or take a label from what follows. */
static int read_edits_back(struct writer *w, struct nlets_definitions *definitions,
			   struct str written)
{
	struct nlets_parse_options options = { NULL, false };
	const struct nlets_message *m = w->message;
	struct nlets_message *again;
	int error;

	if (!m->origin || was_cut(m))
		return 0;
	for (size_t i = 0; i < m->fields.count; i++)
		options.guess = options.guess || m->fields.items[i].guessed;
	error = nlets_parse(definitions, written, &options, &again);
	if (error < 0)
		return error;
	if (!w->lossy && !holds_edits(m, again))
		report_edits(w);
	nlets_message_free(&again);
	return 0;
}

static int write_new(struct writer *w, struct nlets_definitions *definitions, struct buf *out)
{
	size_t start = out->len;
	int error;

	if (definitions && w->message->key.text.ptr)
		w->form = nlets_form(definitions, w->message->key.text);
	if (!w->form)
		report_loss(w, NLETS_F_XML_ELEMENT_UNKNOWN, w->message->key.span, STR(""));
	else if (!w->form->xml_wire)
		report(w, NLETS_F_XML_FORM_TEXT_ONLY, w->message->key.span, STR(""));
	plan_body(w);
	write_root(w, out);
	write_header(w, out);
	write_body(w, out);
	buf_add_text(out, "</n2:NLETS>\n");
	if (w->failed || out->failed)
		return NLETS_E_MEMORY;
	error = read_back(w, definitions, str_sub(buf_str(out), start, out->len - start));
	return w->failed ? NLETS_E_MEMORY : error;
}

int nlets__xml_render(struct nlets_definitions *definitions, const struct nlets_message *message,
		      struct buf *out, struct arena *arena, struct nlets_findings *findings)
{
	struct writer w = { .message = message, .arena = arena, .findings = findings };
	size_t start = out->len;
	int error;

	check_header(&w);
	if (nlets__keeps_bytes(message, NLETS_WIRE_XML)) {
		check_edited_characters(&w);
		error = nlets__xml_patch(message, arena, out);
		if (error == 0)
			error = read_edits_back(&w, definitions,
						str_sub(buf_str(out), start, out->len - start));
	} else {
		error = write_new(&w, definitions, out);
	}
	if (error == 0 && w.failed)
		error = NLETS_E_MEMORY;
	return error == 0 && w.lossy ? NLETS_E_UNRENDERABLE : error;
}
