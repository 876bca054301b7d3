/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which fields must, may and must not be there, and in which order. */
#include <config.h>

#include "nlets/checking.h"

/* Where something missing would have to be written: behind the last field. */
static struct span missing_place(const struct nlets_message *message)
{
	for (size_t i = message->fields.count; i-- > 0;)
		if (message->fields.items[i].span.len)
			return (struct span){ span_end(message->fields.items[i].span), 0 };
	return (struct span){ span_end(message->body), 0 };
}

static struct nlets__given *given_of(const struct nlets__checking *checking, struct str code)
{
	const struct nlets_item *item = nlets_form_item(checking->view.form, code);

	return item ? &checking->view.given[item - checking->view.form->items.items] : NULL;
}

/* An empty field is reported as empty (by the parser, or by check_fields() when
 * it was edited) and so not as missing too. */
static void forgive_empty(struct nlets__checking *checking)
{
	for (size_t i = 0; i < checking->view.form->items.count; i++) {
		struct nlets__given *given = &checking->view.given[i];

		given->reported = given->empty && !given->field;
	}
}

/* Reports an absent field once; NULL when it was reported before. */
static struct nlets_finding *report_missing(struct nlets__checking *checking,
					    enum nlets_finding_id id, struct str code)
{
	struct nlets__given *given = given_of(checking, code);

	if (given && given->reported)
		return NULL;
	if (given)
		given->reported = true;
	return nlets__check_add(checking, id, missing_place(checking->message), code);
}

static void check_required(struct nlets__checking *checking)
{
	const struct nlets_form *form = checking->view.form;

	for (size_t i = 0; i < form->required.count; i++) {
		struct str code = form->required.items[i];
		const struct nlets_item *item = nlets_form_item(form, code);
		struct nlets_finding *finding;

		if (nlets__given_field(&checking->view, code))
			continue;
		finding = report_missing(checking, NLETS_F_FIELD_REQUIRED, code);
		if (finding)
			finding->args[0] = form->key;
		nlets__weigh(finding, &form->marks);
		if (item)
			nlets__weigh(finding, &item->marks);
	}
}

/* ---- alternatives ---- */

static struct str list_alternatives(struct nlets__checking *checking)
{
	const struct nlets_form *form = checking->view.form;
	struct str all = STR("");

	for (size_t i = 0; i < form->alternatives.count && all.ptr; i++) {
		const struct nlets_alternative *one = &form->alternatives.items[i];
		struct str needs =
			nlets__check_join(checking, one->required.items, one->required.count);

		all = arena_printf(&checking->message->arena, "%.*s%s%.*s", STR_ARGS(all),
				   i ? "; " : "", STR_ARGS(needs));
	}
	return all.ptr ? all : STR("");
}

/* An empty field of an alternative starts it: its emptiness is reported already. */
static bool has_empty_start(const struct nlets__checking *checking)
{
	const struct nlets_form *form = checking->view.form;

	for (size_t i = 0; i < form->items.count; i++)
		if (checking->view.given[i].empty && form->items.items[i].in_any)
			return true;
	return false;
}

static void report_none(struct nlets__checking *checking)
{
	const struct nlets_form *form = checking->view.form;
	struct nlets_finding *finding;

	if (has_empty_start(checking))
		return;
	finding = nlets__check_add(checking, NLETS_F_FIELDS_NONE, missing_place(checking->message),
				   STR(""));
	if (finding) {
		finding->args[0] = form->key;
		finding->args[1] = list_alternatives(checking);
	}
	nlets__weigh(finding, &form->alternatives.items[0].marks);
}

static void tell_alternative(struct nlets__checking *checking, struct nlets_finding *finding,
			     const struct nlets_alternative *alternative)
{
	if (!finding)
		return;
	finding->args[0] = alternative->label;
	finding->args[1] = nlets__check_join(checking, alternative->required.items,
					     alternative->required.count);
	nlets__weigh(finding, &alternative->marks);
}

static void check_chosen(struct nlets__checking *checking, const struct nlets_alternative *chosen)
{
	const struct nlets_form *form = checking->view.form;

	for (size_t i = 0; i < chosen->required.count; i++)
		if (!nlets__given_field(&checking->view, chosen->required.items[i]))
			tell_alternative(checking,
					 report_missing(checking, NLETS_F_FIELD_MISSING,
							chosen->required.items[i]),
					 chosen);
	for (size_t i = 0; i < form->items.count; i++) {
		const struct nlets_field *field = checking->view.given[i].field;
		struct str code = form->items.items[i].code;

		if (field && form->items.items[i].in_any &&
		    chosen->presence[i] == NLETS_FORBIDDEN && !nlets__has(form->required, code))
			tell_alternative(checking,
					 nlets__check_add(checking, NLETS_F_FIELD_CONFLICT,
							  field->span, code),
					 chosen);
	}
}

static void check_alternatives(struct nlets__checking *checking)
{
	const struct nlets_alternative *chosen = nlets__chosen(&checking->view);

	if (chosen)
		check_chosen(checking, chosen);
	else if (checking->view.form->alternatives.count)
		report_none(checking);
}

/* ---- conditions ---- */

/* What a broken test points at. */
struct target {
	struct span span;
	struct str field;
	bool missing; /* the field is not there */
};

static struct span destination_span(const struct nlets__checking *checking,
				    const struct nlets_test *test)
{
	const struct nlets_message *message = checking->message;

	for (size_t i = 0; i < message->to.count; i++)
		if (nlets__destination_fits(&checking->view, test, message->to.items[i].text))
			return message->to.items[i].span;
	return message->to.count ? message->to.items[0].span : missing_place(message);
}

/* The last of the items that is given: of two that exclude each other, the one
 * too many. */
static struct target group_target(const struct nlets__checking *checking,
				  const struct nlets_test *test)
{
	struct target target = { missing_place(checking->message), STR(""), false };

	for (size_t i = 0; i < test->values.count; i++) {
		const struct nlets_field *field =
			nlets__given_field(&checking->view, test->values.items[i]);

		if (field)
			target = (struct target){ field->span, field->code, false };
	}
	return target;
}

static struct target target_of(const struct nlets__checking *checking,
			       const struct nlets_test *test)
{
	const struct nlets_field *field;

	if (test->kind == NLETS_TEST_DESTINATION)
		return (struct target){ destination_span(checking, test), STR(""), false };
	if (test->kind == NLETS_TEST_ONE_OF || test->kind == NLETS_TEST_ANY_OF)
		return group_target(checking, test);
	field = nlets__given_field(&checking->view, test->item);
	if (!field)
		return (struct target){ missing_place(checking->message), test->item, true };
	return (struct target){ test->kind == NLETS_TEST_VALUE ? field->value_span : field->span,
				test->item, false };
}

/* "At least one of none" never holds: the condition is a mere note. */
static bool is_never(const struct nlets_test *test)
{
	return test->kind == NLETS_TEST_ANY_OF && test->values.count == 0;
}

static bool destination_refused(const struct nlets_message *message)
{
	for (size_t i = 0; i < message->findings.count; i++) {
		enum nlets_finding_id id = message->findings.items[i].id;

		if (id == NLETS_F_DESTINATION_KIND || id == NLETS_F_DESTINATION_UNKNOWN ||
		    id == NLETS_F_DESTINATION_ALONE)
			return true;
	}
	return false;
}

static enum nlets_severity severity_of(const struct nlets_condition *condition)
{
	if (str_eq(condition->severity, STR("info")))
		return NLETS_INFO;
	return str_eq(condition->severity, STR("warning")) ? NLETS_WARNING : NLETS_ERROR;
}

static void report_test(struct nlets__checking *checking, const struct nlets_condition *condition,
			const struct nlets_test *test)
{
	struct target target = target_of(checking, test);
	struct nlets_finding *finding;

	if (target.missing)
		finding = report_missing(checking, NLETS_F_CONDITION, target.field);
	else
		finding = nlets__check_add(checking, NLETS_F_CONDITION, target.span, target.field);
	if (!finding)
		return;
	finding->args[0] = condition->explain;
	nlets__lower(finding, severity_of(condition));
	nlets__weigh(finding, &condition->marks);
}

/* A mere note points at the first circumstance that brought it about. */
static void check_demand(struct nlets__checking *checking, const struct nlets_condition *condition,
			 const struct nlets_test *demand)
{
	if (nlets__test_holds(&checking->view, demand))
		return;
	if (demand->kind == NLETS_TEST_DESTINATION && destination_refused(checking->message))
		return;
	if (is_never(demand) && condition->when.count)
		demand = &condition->when.items[0];
	report_test(checking, condition, demand);
}

static void check_conditions(struct nlets__checking *checking)
{
	const struct nlets_form *form = checking->view.form;

	for (size_t i = 0; i < form->conditions.count; i++) {
		const struct nlets_condition *condition = &form->conditions.items[i];

		if (!nlets__condition_applies(&checking->view, condition))
			continue;
		for (size_t t = 0; t < condition->then.count; t++)
			check_demand(checking, condition, &condition->then.items[t]);
	}
}

/* ---- the fields one after the other ---- */

/* A form of the same file that has the item, to say what the field is elsewhere. */
static const struct nlets_form *form_with(struct nlets__checking *checking, struct str code)
{
	const struct nlets_form *own = checking->view.form;
	size_t count;
	const struct nlets_catalogue_key *row =
		nlets_catalogue_find(checking->view.definitions, own->key, NULL);
	const struct nlets_section *sections = nlets_catalogue(checking->view.definitions, &count);

	for (size_t s = 0; row && s < count; s++) {
		for (size_t k = 0; k < sections[s].keys.count; k++) {
			const struct nlets_catalogue_key *key = &sections[s].keys.items[k];
			const struct nlets_form *form = NULL;

			if (str_eq(key->file, row->file) && !str_eq(key->key, own->key))
				form = nlets_form(checking->view.definitions, key->key);
			if (form && nlets_form_item(form, code))
				return form;
		}
	}
	return NULL;
}

/* Looking round in other forms is for people; junk need not be explained. */
enum { EXPLAINED = 16 };

static void report_unknown(struct nlets__checking *checking, const struct nlets_field *field,
			   size_t unknown)
{
	const struct nlets_form *other =
		unknown < EXPLAINED ? form_with(checking, field->code) : NULL;
	struct nlets_finding *finding =
		nlets__check_add(checking, other ? NLETS_F_FIELD_ELSEWHERE : NLETS_F_FIELD_UNKNOWN,
				 field->span, field->code);

	if (!finding)
		return;
	finding->args[0] = checking->view.form->key;
	if (other) {
		finding->args[1] = nlets_form_item(other, field->code)->label;
		finding->args[2] = other->key;
	}
}

static void check_twice(struct nlets__checking *checking, const struct nlets_item *item,
			const struct nlets_field *field)
{
	const struct nlets__given *given =
		&checking->view.given[item - checking->view.form->items.items];

	if (!item->repeats && given->field && given->field != field && str_trim(field->value).len)
		nlets__check_add(checking, NLETS_F_FIELD_TWICE, field->span, field->code);
}

static void check_order(struct nlets__checking *checking, const struct nlets_item *item,
			const struct nlets_field *field, bool *others)
{
	if (item->first && *others && checking->message->wire == NLETS_WIRE_TEXT)
		nlets__weigh(
			nlets__check_add(checking, NLETS_F_FIELD_ORDER, field->span, field->code),
			&item->marks);
	*others |= !item->first;
}

static void check_fields(struct nlets__checking *checking)
{
	const struct nlets_message *message = checking->message;
	size_t unknown = 0;
	bool others = false;

	for (size_t i = 0; i < message->fields.count; i++) {
		const struct nlets_field *field = &message->fields.items[i];
		const struct nlets_item *item = checking->items[i];

		if (checking->owns_envelope && str_trim(field->value).len == 0)
			nlets__check_add(checking, NLETS_F_FIELD_EMPTY, field->span, field->code);
		if (!item) {
			if (!field->guessed)
				report_unknown(checking, field, unknown++);
			continue;
		}
		check_twice(checking, item, field);
		check_order(checking, item, field, &others);
	}
}

static void check_text(struct nlets__checking *checking)
{
	const struct nlets_form *form = checking->view.form;
	const struct nlets_message *message = checking->message;
	struct nlets_finding *finding;

	if (!form->free || form->fields || message->text.count || message->new_text.len ||
	    message->fields.count)
		return;
	for (size_t i = 0; i < message->to.count; i++)
		if (str_eq(nlets_destination_kind(NULL, message->to.items[i].text), STR("help")))
			return;
	finding = nlets__check_add(checking, NLETS_F_TEXT_MISSING, missing_place(message), STR(""));
	if (finding)
		finding->args[0] = form->key;
}

/* Whether the body could not be read, or not to its end: then what is missing is
 * not known to be missing. */
static bool is_cut(const struct nlets_message *message)
{
	static const enum nlets_finding_id cuts[] = {
		NLETS_F_LIMIT_BYTES,    NLETS_F_LIMIT_FIELDS,     NLETS_F_XML_MALFORMED,
		NLETS_F_XML_ENCODING,   NLETS_F_XML_NOT_UTF8,     NLETS_F_XML_DEEP,
		NLETS_F_XML_MANY,       NLETS_F_XML_BODY_MISSING, NLETS_F_XML_BODY_UNKNOWN,
		NLETS_F_XML_BODY_OTHER,
	};

	for (size_t i = 0; message->raw.len && i < sizeof(cuts) / sizeof(*cuts); i++)
		if (nlets__check_said(message, cuts[i]))
			return true;
	return false;
}

void nlets__check_rules(struct nlets__checking *checking)
{
	if (!is_cut(checking->message)) {
		forgive_empty(checking);
		check_required(checking);
		check_alternatives(checking);
		check_conditions(checking);
		check_text(checking);
	}
	check_fields(checking);
}
