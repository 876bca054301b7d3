/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key, the sender and the shape of the destinations. */
#include <config.h>

#include "nlets/checking.h"

/* In a message of ours a missing part has no place; of the parts of an XML header
 * the parser says when one is missing. */
static void report_missing(struct nlets__checking *checking, enum nlets_finding_id id, bool edited)
{
	if (checking->message->raw.len == 0 || checking->message->wire == NLETS_WIRE_TEXT || edited)
		nlets__check_add(checking, id, (struct span){ 0, 0 }, STR(""));
}

static void report_part(struct nlets__checking *checking, enum nlets_finding_id id,
			const struct nlets_part *part)
{
	struct nlets_finding *finding = nlets__check_add(checking, id, part->span, STR(""));

	if (finding)
		finding->args[0] = part->text;
}

static bool has_lower(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (char_is_lower(text.ptr[i]))
			return true;
	return false;
}

/* Small letters are a finding of their own and do not spoil the shape. */
static bool has_shape(struct str text, size_t short_len, size_t long_len)
{
	if (text.len != short_len && text.len != long_len)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (!char_is_upper_alnum(char_to_upper(text.ptr[i])))
			return false;
	return true;
}

static void check_part(struct nlets__checking *checking, const struct nlets_part *part,
		       enum nlets_finding_id shape, size_t short_len, size_t long_len)
{
	if (!has_shape(part->text, short_len, long_len))
		report_part(checking, shape, part);
	else if (has_lower(part->text))
		report_part(checking, NLETS_F_LOWER_CASE, part);
}

/* At most ten characters behind the star, without a period (sources SN-L, XS). */
static void check_control(struct nlets__checking *checking)
{
	enum { CONTROL_MAX = 10 };
	const struct nlets_part *control = &checking->message->control;
	struct nlets_finding *finding;

	if (control->text.len > CONTROL_MAX) {
		finding = nlets__check_add(checking, NLETS_F_CONTROL_LONG, control->span, STR(""));
		if (finding) {
			finding->args[0] = nlets__check_number(checking, control->text.len);
			finding->args[1] = nlets__check_number(checking, CONTROL_MAX);
		}
	}
	if (control->text.len && str_find_char(control->text, '.') < control->text.len)
		report_part(checking, NLETS_F_CONTROL_HOLDS_PERIOD, control);
}

static void check_er(struct nlets__checking *checking)
{
	const struct nlets_message *message = checking->message;

	if (!str_eq(message->key.text, STR("ER")))
		return;
	if (message->direction == NLETS_INPUT)
		report_part(checking, NLETS_F_ER_INPUT, &message->key);
	if (!str_eq(message->sender.text, STR("NL0000000")))
		report_part(checking, NLETS_F_ER_SENDER, &message->sender);
}

static void check_parts(struct nlets__checking *checking)
{
	const struct nlets_message *message = checking->message;

	if (!message->key.text.len)
		report_missing(checking, NLETS_F_KEY_MISSING, message->key.edited);
	else
		check_part(checking, &message->key, NLETS_F_KEY_SHAPE, 2, 3);
	if (!message->sender.text.len)
		report_missing(checking, NLETS_F_SENDER_MISSING, message->sender.edited);
	else
		check_part(checking, &message->sender, NLETS_F_SENDER_SHAPE, 9, 9);
	if (!message->to.count && message->direction == NLETS_INPUT)
		report_missing(checking, NLETS_F_DESTINATION_MISSING, message->restructured);
	for (size_t i = 0; i < message->to.count; i++)
		check_part(checking, &message->to.items[i], NLETS_F_DESTINATION_SHAPE, 2, 9);
	check_control(checking);
	check_er(checking);
}

/* The first two characters of an ORI name a member (source OR-B); what the
 * federal lines put there is not public. */
static void check_sender_state(struct nlets__checking *checking)
{
	const struct nlets_part *sender = &checking->message->sender;

	if (checking->message->direction != NLETS_INPUT || !has_shape(sender->text, 9, 9) ||
	    !checking->view.definitions ||
	    nlets_destination_kind(checking->view.definitions, str_sub(sender->text, 0, 2)).len ||
	    has_lower(sender->text))
		return;
	report_part(checking, NLETS_F_SENDER_MEMBER, sender);
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
	if (checking->owns_envelope &&
	    !nlets__check_said(checking->message, NLETS_F_EMPTY))
		check_parts(checking);
	check_sender_state(checking);
	if (checking->view.form)
		check_wire(checking);
	else if (checking->view.definitions && has_shape(checking->message->key.text, 2, 3))
		note_key(checking);
}
