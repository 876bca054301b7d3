/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key, the sender and the shape of the destinations. */
#include <config.h>

#include "nlets/checking.h"

static bool is_upper_alnum(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!char_is_upper_alnum(s.ptr[i]))
			return false;
	return true;
}

/* Whether the parser has said this already, of this place. */
static bool parser_said(const struct nlets_message *message, enum nlets_finding_id id,
			const struct nlets_part *part)
{
	if (message->raw.len == 0 || (part && part->edited))
		return false;
	for (size_t i = 0; i < message->findings.count; i++) {
		const struct nlets_finding *finding = &message->findings.items[i];

		if (finding->id == id && (!part || finding->span.off == part->span.off))
			return true;
	}
	return false;
}

static void report_missing(struct nlets__checking *checking, enum nlets_finding_id id)
{
	if (!parser_said(checking->message, id, NULL))
		nlets__check_add(checking, id, (struct span){ 0, 0 }, STR(""));
}

static void report_shape(struct nlets__checking *checking, enum nlets_finding_id id,
			 const struct nlets_part *part)
{
	struct nlets_finding *finding;

	if (parser_said(checking->message, id, part) ||
	    parser_said(checking->message, NLETS_F_HEADER_UNREAD, part))
		return;
	finding = nlets__check_add(checking, id, part->span, STR(""));
	if (finding)
		finding->args[0] = part->text;
}

/* Small letters are the parser's finding; they do not spoil the shape. */
static bool has_shape(struct str text, size_t short_len, size_t long_len)
{
	char upper[9];

	if ((text.len != short_len && text.len != long_len) || text.len > sizeof(upper))
		return false;
	for (size_t i = 0; i < text.len; i++)
		upper[i] = char_to_upper(text.ptr[i]);
	return is_upper_alnum((struct str){ upper, text.len });
}

static void check_shapes(struct nlets__checking *checking)
{
	const struct nlets_message *message = checking->message;

	if (!message->key.text.len)
		report_missing(checking, NLETS_F_KEY_MISSING);
	else if (!has_shape(message->key.text, 2, 3))
		report_shape(checking, NLETS_F_KEY_SHAPE, &message->key);
	if (!message->sender.text.len)
		report_missing(checking, NLETS_F_SENDER_MISSING);
	else if (!has_shape(message->sender.text, 9, 9))
		report_shape(checking, NLETS_F_SENDER_SHAPE, &message->sender);
	if (!message->to.count && message->direction == NLETS_INPUT)
		report_missing(checking, NLETS_F_DESTINATION_MISSING);
	for (size_t i = 0; i < message->to.count; i++)
		if (!has_shape(message->to.items[i].text, 2, 9))
			report_shape(checking, NLETS_F_DESTINATION_SHAPE, &message->to.items[i]);
}

static void note_key(struct nlets__checking *checking)
{
	const struct nlets_part *key = &checking->message->key;
	const struct nlets_catalogue_key *row =
		nlets_catalogue_find(checking->view.definitions, key->text, NULL);
	struct nlets_finding *finding = nlets__check_add(
		checking, row ? NLETS_F_FORM_UNKNOWN : NLETS_F_KEY_UNKNOWN, key->span, STR(""));

	if (!finding)
		return;
	finding->args[0] = key->text;
	if (row)
		finding->args[1] = row->title;
}

static void check_wire(struct nlets__checking *checking)
{
	const struct nlets_form *form = checking->view.form;
	bool text = checking->message->wire == NLETS_WIRE_TEXT;
	struct nlets_finding *finding;

	if (text ? form->text_wire : form->xml_wire)
		return;
	finding = nlets__check_add(checking, text ? NLETS_F_WIRE_XML_ONLY : NLETS_F_WIRE_TEXT_ONLY,
				checking->message->key.span, STR(""));
	if (finding)
		finding->args[0] = form->key;
	nlets__weigh(finding, &form->marks);
}

void nlets__check_envelope(struct nlets__checking *checking)
{
	check_shapes(checking);
	if (checking->view.form)
		check_wire(checking);
	else if (checking->view.definitions && has_shape(checking->message->key.text, 2, 3))
		note_key(checking);
}
