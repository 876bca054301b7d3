/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/convert.h"

#include "nlets/parse.h"
#include "nlets/same_content.h"
#include "nlets/whole_body.h"
#include "nlets/wire.h"

struct converter {
	struct nlets_definitions *definitions;
	const struct nlets_message *message;
	const struct nlets_form *form;
	struct arena *arena;
	struct nlets_findings *findings;
	nlets__spans free; /* free-text elements of the message */
	bool lossy;
};

static int report_loss(struct converter *c, enum nlets_finding_id id, struct span at)
{
	size_t dropped = c->findings->dropped;

	c->lossy = true;
	if (nlets_findings_add(c->arena, c->findings, id, at) || c->findings->dropped > dropped)
		return 0;
	return NLETS_E_MEMORY;
}

/* Elements that no form knows have no place in a text message. */
static int report_unknown(struct converter *c)
{
	int error = 0;

	for (size_t i = 0; error == 0 && i < c->message->text.count; i++)
		if (!c->message->new_text.ptr && !nlets__within(&c->free, c->message->text.items[i]))
			error = report_loss(c, NLETS_F_CONVERT_TEXT_LEFT, c->message->text.items[i]);
	return error;
}

static int copy_header(const struct nlets_message *from, struct nlets_message *to)
{
	int error = 0;

	if (from->key.text.ptr)
		error = nlets_message_set_key(to, from->key.text);
	if (error == 0 && from->sender.text.ptr)
		error = nlets_message_set_sender(to, from->sender.text);
	for (size_t i = 0; error == 0 && i < from->to.count; i++)
		error = nlets_message_add_destination(to, from->to.items[i].text);
	if (error == 0 && from->control.text.ptr)
		error = nlets_message_set_control(to, from->control.text);
	if (error == 0 && from->direction == NLETS_OUTPUT)
		error = nlets_message_set_stamps(to, &from->received, &from->sent);
	to->key.span = from->key.span;
	to->sender.span = from->sender.span;
	to->control.span = from->control.span;
	for (size_t i = 0; i < to->to.count; i++)
		to->to.items[i].span = from->to.items[i].span;
	to->body = from->body;
	return error;
}

/* The copy has no bytes; the spans of what it was made from stand in its findings. */
static int copy_fields(struct converter *c, struct nlets_message *to)
{
	const struct nlets_message *m = c->message;
	const size_t *order = nlets__text_order(c->form, m, c->arena);
	int error = order ? 0 : NLETS_E_MEMORY;

	for (size_t i = 0; error == 0 && i < m->fields.count; i++) {
		const struct nlets_field *field = &m->fields.items[order[i]];
		struct str value = nlets__value_for_text(c->form, field, c->arena);

		error = value.ptr ? nlets_message_add_field(to, field->code, value) : NLETS_E_MEMORY;
		if (error == 0) {
			to->fields.items[i].span = field->span;
			to->fields.items[i].value_span = field->value_span;
		}
	}
	return error;
}

/* Whether what was written is read as the same message. */
static int read_back(struct converter *c, struct str written)
{
	bool any_order = c->form && c->form->form_class == NLETS_FORM_REQUEST, same = false;
	const struct nlets_field *lost = NULL;
	struct nlets_message *again;
	int error = nlets_parse(c->definitions, written, NULL, &again);

	if (error < 0)
		return error;
	error = nlets__same_content(c->form, c->message, again, any_order, c->arena, &same);
	if (error == 0 && !same)
		lost = nlets__lost_field(c->form, c->message, again, c->arena);
	nlets_message_free(&again);
	if (error < 0 || same)
		return error;
	return report_loss(c, NLETS_F_UNRENDERABLE, lost ? lost->span : c->message->body);
}

static int write_text(struct converter *c, struct nlets_message *text, struct buf *out)
{
	size_t start = out->len;
	struct str body;
	int error;

	if (c->free.count == 0) {
		error = copy_fields(c, text);
		return error < 0 ? error :
				   nlets__text_render(c->definitions, text, out, c->arena, c->findings);
	}
	error = nlets__text_render(c->definitions, text, out, c->arena, c->findings);
	if (error < 0)
		return error;
	error = nlets__whole_body(c->form, c->message, c->arena, &body);
	if (error < 0)
		return error;
	buf_add(out, body);
	if (out->failed)
		return NLETS_E_MEMORY;
	return read_back(c, str_sub(buf_str(out), start, out->len - start));
}

/* Findings about the message made on the way outlive it: they get texts of their own. */
static int keep_findings(struct converter *c, size_t from)
{
	for (size_t i = from; c->findings && i < c->findings->count; i++) {
		struct nlets_finding *finding = &c->findings->items[i];

		finding->field = arena_copy(c->arena, finding->field);
		if (!finding->field.ptr)
			return NLETS_E_MEMORY;
		for (size_t a = 0; a < NLETS_FINDING_ARGS; a++) {
			finding->args[a] = arena_copy(c->arena, finding->args[a]);
			if (!finding->args[a].ptr)
				return NLETS_E_MEMORY;
		}
	}
	return 0;
}

int nlets__xml_to_text(struct nlets_definitions *definitions, const struct nlets_message *message,
		       struct buf *out, struct arena *arena, struct nlets_findings *findings)
{
	struct converter c = { .definitions = definitions, .message = message, .arena = arena,
			       .findings = findings };
	struct nlets_message *text = nlets_message_new(NLETS_WIRE_TEXT);
	size_t known = findings ? findings->count : 0;
	int error = text ? 0 : NLETS_E_MEMORY;

	if (definitions && message->key.text.ptr)
		c.form = nlets_form(definitions, message->key.text);
	if (error == 0)
		error = copy_header(message, text);
	if (error == 0 && !message->restructured)
		error = nlets__free_spans(message, arena, &c.free);
	if (error == 0)
		error = report_unknown(&c);
	if (error == 0 && message->new_text.ptr)
		error = nlets_message_set_text(text, message->new_text);
	if (error == 0)
		error = write_text(&c, text, out);
	if (error == 0 || error == NLETS_E_UNRENDERABLE)
		error = keep_findings(&c, known) < 0 ? NLETS_E_MEMORY : error;
	if (text)
		nlets_message_free(&text);
	return error == 0 && c.lossy ? NLETS_E_UNRENDERABLE : error;
}

/* Fields alone are written as a text message is, whose header is then cut off. */
static int fields_as_text(struct nlets_definitions *definitions,
			  const struct nlets_message *message, struct arena *arena,
			  struct str *body)
{
	struct buf text = { 0 };
	struct str written;
	int error = nlets_render(definitions, message, NLETS_WIRE_TEXT, &text, arena, NULL);
	size_t at;

	written = buf_str(&text);
	at = str_find(written, STR("TXT\r\n"));
	*body = at < written.len ? arena_copy(arena, str_sub(written, at + 5, written.len - at - 5))
				 : STR("");
	if (error == NLETS_E_UNRENDERABLE)
		error = 0;
	if (!body->ptr || text.failed)
		error = NLETS_E_MEMORY;
	buf_free(&text);
	return error;
}

int nlets_body_as_text(struct nlets_definitions *definitions, const struct nlets_message *message,
		       struct arena *arena, struct str *body)
{
	const struct nlets_form *form = NULL;
	nlets__spans free = { 0 };
	int error = message->restructured ? 0 : nlets__free_spans(message, arena, &free);

	if (error < 0)
		return error;
	if (free.count == 0)
		return fields_as_text(definitions, message, arena, body);
	if (definitions && message->key.text.ptr)
		form = nlets_form(definitions, message->key.text);
	return nlets__whole_body(form, message, arena, body);
}

int nlets_convert(struct nlets_definitions *definitions, const struct nlets_message *message,
		  enum nlets_wire wire, struct buf *out, struct arena *arena,
		  struct nlets_findings *findings)
{
	return nlets_render(definitions, message, wire, out, arena, findings);
}
