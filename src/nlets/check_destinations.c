/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many destinations a key takes, and which (message-structure.md 1.3). */
#include <config.h>

#include "nlets/checking.h"

static bool is_upper_alnum(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!char_is_upper_alnum(s.ptr[i]))
			return false;
	return true;
}

/* ss + fff + function (source HF-B). */
static bool is_help_file(struct str ori)
{
	return str_ends(ori, STR("HELP")) || str_ends(ori, STR("UPDT")) ||
	       str_ends(ori, STR("APND")) || str_ends(ori, STR("CNCL"));
}

struct str nlets_destination_kind(struct nlets_definitions *definitions, struct str destination)
{
	const struct nlets_code *member;

	if (!is_upper_alnum(destination))
		return STR("");
	if (destination.len == 9)
		return is_help_file(destination) ? STR("help") : STR("ori");
	if (destination.len != 2)
		return STR("");
	member = definitions ? nlets_member(definitions, destination) : NULL;
	if (member)
		return str_eq(member->kind, STR("district")) ? STR("state") : member->kind;
	if (!definitions && char_is_upper(destination.ptr[0]) && destination.ptr[1] == '1')
		return STR("region");
	return STR("");
}

static bool rule_takes_kind(const struct nlets_destination_rule *rule, struct str kind)
{
	return (rule->state && (str_eq(kind, STR("state")) || str_eq(kind, STR("territory")))) ||
	       (rule->region && str_eq(kind, STR("region"))) ||
	       (rule->province && str_eq(kind, STR("province"))) ||
	       (rule->ori && str_eq(kind, STR("ori"))) || (rule->help && str_eq(kind, STR("help")));
}

static bool must_be_alone(const struct nlets_destination_rule *rule, struct str code,
			  struct str kind)
{
	for (size_t i = 0; i < rule->alone.count; i++) {
		struct str word = rule->alone.items[i];

		if (str_eq(word, code) || (str_starts(word, STR("kind:")) &&
					   str_eq(str_sub(word, 5, word.len - 5), kind)))
			return true;
	}
	return false;
}

static void note_unconfirmed(struct nlets__checking *checking, const struct nlets_part *part)
{
	struct nlets_definitions *definitions = checking->view.definitions;
	const struct nlets_code *member = definitions ? nlets_member(definitions, part->text) : NULL;
	struct nlets_finding *finding;

	if (!member || member->backing == NLETS_SOURCED)
		return;
	finding = nlets__check_add(checking, NLETS_F_DESTINATION_UNCONFIRMED, part->span, STR(""));
	if (finding) {
		finding->args[0] = part->text;
		finding->args[1] = member->label;
	}
}

static void refuse(struct nlets__checking *checking, const struct nlets_part *part,
		   enum nlets_finding_id id)
{
	const struct nlets_destination_rule *rule = &checking->view.form->to;
	struct nlets_finding *finding = nlets__check_add(checking, id, part->span, STR(""));

	if (!finding)
		return;
	finding->args[0] = part->text;
	finding->args[1] = checking->view.form->key;
	finding->args[2] = rule->explain.len ? rule->explain : STR("");
	nlets__weigh(finding, &rule->marks);
}

static void check_allowed(struct nlets__checking *checking, const struct nlets_part *part)
{
	const struct nlets_destination_rule *rule = &checking->view.form->to;
	struct str kind = nlets_destination_kind(checking->view.definitions, part->text);
	bool fixed = nlets__has(rule->codes, part->text);

	if (!kind.len && !fixed)
		refuse(checking, part, NLETS_F_DESTINATION_UNKNOWN);
	else if (!fixed && !rule_takes_kind(rule, kind))
		refuse(checking, part, NLETS_F_DESTINATION_KIND);
	else if (checking->message->to.count > 1 && must_be_alone(rule, part->text, kind))
		refuse(checking, part, NLETS_F_DESTINATION_ALONE);
	else
		note_unconfirmed(checking, part);
}

static void check_known(struct nlets__checking *checking, const struct nlets_part *part,
			enum nlets_finding_id id)
{
	const struct nlets_check_context *context = checking->context;
	struct nlets_finding *finding;

	if (!context || !context->knows_ori || context->knows_ori(context->context, part->text))
		return;
	finding = nlets__check_add(checking, id, part->span, STR(""));
	if (!finding)
		return;
	finding->args[0] = part->text;
	if (!context->sending)
		nlets__lower(finding, NLETS_INFO);
}

static bool stands_before(const struct nlets_message *message, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (str_eq(message->to.items[i].text, message->to.items[at].text))
			return true;
	return false;
}

/* Only the first few are compared with one another: a key takes five at most. */
enum { COMPARED = 64 };

static void check_one(struct nlets__checking *checking, size_t at)
{
	struct nlets_part part = checking->message->to.items[at];
	struct nlets_finding *finding;

	if (part.text.len != 2 && part.text.len != 9)
		return;
	if (at < COMPARED && stands_before(checking->message, at)) {
		finding = nlets__check_add(checking, NLETS_F_DESTINATION_TWICE, part.span, STR(""));
		if (finding)
			finding->args[0] = part.text;
		return;
	}
	part.text = nlets__check_upper(checking, part.text);
	if (checking->view.form && checking->message->direction == NLETS_INPUT &&
	    checking->view.form->to.max > 0)
		check_allowed(checking, &part);
	if (part.text.len == 9)
		check_known(checking, &part, NLETS_F_ORI_UNKNOWN);
}

static void check_count(struct nlets__checking *checking)
{
	const struct nlets_form *form = checking->view.form;
	const struct nlets_message *message = checking->message;
	struct nlets_finding *finding;

	if (!form || form->to.max == 0 || message->to.count <= form->to.max ||
	    message->direction != NLETS_INPUT ||
	    nlets__check_said(message, NLETS_F_DESTINATION_COUNT))
		return;
	finding = nlets__check_add(checking, NLETS_F_DESTINATION_SURPLUS,
				   message->to.items[form->to.max].span, STR(""));
	if (!finding)
		return;
	finding->args[0] = form->key;
	finding->args[1] = nlets__check_number(checking, form->to.max);
	finding->args[2] = nlets__check_number(checking, message->to.count);
	finding->args[3] = form->to.explain;
	nlets__weigh(finding, &form->to.marks);
}

void nlets__check_destinations(struct nlets__checking *checking)
{
	if (checking->message->sender.text.len == 9)
		check_known(checking, &checking->message->sender, NLETS_F_SENDER_UNKNOWN);
	check_count(checking);
	for (size_t i = 0; i < checking->message->to.count; i++)
		check_one(checking, i);
}
