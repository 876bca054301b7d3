/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/body_plan.h"

#include "nlets/scan.h"

static bool begins_with_field(struct str body, size_t code_max)
{
	struct nlets_scan_field field;
	size_t at = 0, start = 0;

	while (start < body.len && (body.ptr[start] == ' ' || char_is_control(body.ptr[start])))
		start++;
	if (start + 8 < body.len)
		body.len = start + 8;
	return nlets_scan_field(body, &at, code_max, &field) && field.code.off == start;
}

/* Without a form the last letter of the key tells queries from answers
 * (message-structure.md section 3.1). */
static void plan_unknown(struct str key, struct str body, struct nlets__body_plan *plan)
{
	bool answer = str_ends(key, STR("R"));

	plan->code_max = answer ? NLETS_SCAN_ANSWER : NLETS_SCAN_QUERY;
	plan->fields = !str_eq(key, STR("ER")) && begins_with_field(body, plan->code_max);
	plan->strict = plan->fields && !answer;
}

struct nlets__body_plan nlets__body_plan(struct nlets_definitions *definitions, struct str key,
					 struct str body)
{
	struct nlets__body_plan plan = { 0 };
	const struct nlets_form *form = NULL;
	bool answer;

	if (definitions && key.len)
		form = nlets_form(definitions, key);
	plan.form = form;
	if (!form || !(form->fields || form->labels || form->free)) {
		plan_unknown(key, body, &plan);
		return plan;
	}
	answer = form->form_class == NLETS_FORM_RESPONSE;
	/* In a query with free text too (AQ) a line end closes a value, as in an answer. */
	plan.code_max = answer || form->free ? NLETS_SCAN_ANSWER : NLETS_SCAN_QUERY;
	plan.fields = form->fields;
	plan.labels = form->labels;
	if (!answer && form->free)
		plan.fields = plan.fields && begins_with_field(body, plan.code_max);
	plan.strict = !answer && plan.fields && !form->free;
	return plan;
}

/* Words of capitals, a sign and a blank: "ID NUM: 123". */
static bool begins_with_label(struct str value)
{
	size_t at = 0;

	while (at < value.len && (char_is_upper(value.ptr[at]) || value.ptr[at] == ' ' ||
				  value.ptr[at] == '/'))
		at++;
	return at > 2 && at + 1 < value.len && (value.ptr[at] == ':' || value.ptr[at] == '=') &&
	       value.ptr[at + 1] == ' ';
}

bool nlets__takes_field(const struct nlets__body_plan *plan, struct str value, struct str *code)
{
	const struct nlets_item *item;

	if (!plan->form || (!plan->labels && plan->form->by_word.count == 0) ||
	    nlets_form_item(plan->form, *code))
		return true;
	if (plan->labels && begins_with_label(value))
		return false;
	item = hash_get(&plan->form->by_word, *code);
	if (item)
		*code = item->code;
	return true;
}
