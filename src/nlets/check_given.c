/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which alternative of its form a message fills, and which conditions apply:
 * read by the checker and, as the person types, by the compose screen. */
#include <config.h>

#include "nlets/checking.h"

#include <stdint.h>

bool nlets__list_has(const struct str *items, size_t count, struct str item)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(items[i], item))
			return true;
	return false;
}

static bool has_value(const struct nlets_field *field)
{
	for (size_t i = 0; i < field->value.len; i++)
		if (field->value.ptr[i] != ' ' && !char_is_control(field->value.ptr[i]))
			return true;
	return false;
}

const struct nlets_field *nlets__given_field(const struct nlets__view *view, struct str code)
{
	const struct nlets_item *item = view->given ? nlets_form_item(view->form, code) : NULL;

	if (item)
		return view->given[item - view->form->items.items].field;
	for (size_t i = 0; i < view->message->fields.count; i++) {
		const struct nlets_field *field = &view->message->fields.items[i];

		if (str_eq(field->code, code) && has_value(field))
			return field;
	}
	return NULL;
}

/* The same for the form's item at this place. */
static const struct nlets_field *given_item(const struct nlets__view *view, size_t at)
{
	return view->given ? view->given[at].field :
			     nlets__given_field(view, view->form->items.items[at].code);
}

/* ---- alternatives ---- */

bool nlets__alternative_allows(const struct nlets_alternative *alternative, struct str code)
{
	return nlets__has(alternative->required, code) || nlets__has(alternative->optional, code);
}

bool nlets__alternatives_know(const struct nlets_form *form, struct str code)
{
	for (size_t i = 0; i < form->alternatives.count; i++)
		if (nlets__alternative_allows(&form->alternatives.items[i], code))
			return true;
	return false;
}

/* How well the message fits an alternative. */
struct fit {
	size_t required; /* of its required items, how many are given */
	size_t missing;
	size_t optional; /* given optional items that not every alternative allows */
	bool blocked;    /* an item is given that only other alternatives allow */
};

static struct fit fit_of(const struct nlets__view *view,
			 const struct nlets_alternative *alternative)
{
	const struct nlets_form *form = view->form;
	struct fit fit = { 0 };

	for (size_t i = 0; i < alternative->required.count; i++) {
		size_t at = alternative->required_at[i];

		if (at == SIZE_MAX ? nlets__given_field(view, alternative->required.items[i]) :
				     given_item(view, at))
			fit.required++;
		else
			fit.missing++;
	}
	for (size_t i = 0; i < form->items.count; i++) {
		const struct nlets_item *item = &form->items.items[i];

		if (alternative->presence[i] == NLETS_REQUIRED || !item->in_any ||
		    !given_item(view, i))
			continue;
		if (alternative->presence[i] == NLETS_OPTIONAL)
			fit.optional += !item->in_all;
		else
			fit.blocked = true;
	}
	return fit;
}

static bool is_started(const struct fit *fit)
{
	return fit->required > 0 || fit->optional > 0;
}

static bool fits_better(const struct fit *a, const struct fit *b)
{
	bool a_complete = a->missing == 0, b_complete = b->missing == 0;

	if (a->blocked != b->blocked)
		return b->blocked;
	if (a_complete != b_complete)
		return a_complete;
	if (a->required != b->required)
		return a->required > b->required;
	if (a->optional != b->optional)
		return a->optional > b->optional;
	return a->missing < b->missing;
}

const struct nlets_alternative *nlets__chosen(const struct nlets__view *view)
{
	const struct nlets_alternative *chosen = NULL;
	struct fit best = { 0 };

	for (size_t i = 0; i < view->form->alternatives.count; i++) {
		struct fit fit = fit_of(view, &view->form->alternatives.items[i]);

		if (is_started(&fit) && (!chosen || fits_better(&fit, &best))) {
			chosen = &view->form->alternatives.items[i];
			best = fit;
		}
	}
	return chosen;
}

enum nlets_alternative_state nlets_alternative_state(const struct nlets_form *form,
						     size_t alternative,
						     const struct nlets_message *message)
{
	const struct nlets__view view = { NULL, form, message, NULL };
	const struct nlets_alternative *own = &form->alternatives.items[alternative];
	struct fit fit = fit_of(&view, own);

	if (fit.blocked && nlets__chosen(&view) != own)
		return NLETS_ALTERNATIVE_BLOCKED;
	if (!is_started(&fit))
		return NLETS_ALTERNATIVE_EMPTY;
	return fit.missing ? NLETS_ALTERNATIVE_STARTED : NLETS_ALTERNATIVE_COMPLETE;
}

/* ---- conditions ---- */

static size_t count_given(const struct nlets__view *view, const struct nlets_test *test)
{
	size_t count = 0;

	for (size_t i = 0; i < test->values.count; i++)
		count += nlets__given_field(view, test->values.items[i]) != NULL;
	return count;
}

static bool value_fits(const struct nlets__view *view, const struct nlets_test *test)
{
	const struct nlets_field *field = nlets__given_field(view, test->item);

	for (size_t i = 0; field && i < test->values.count; i++)
		if (nlets_pattern_matches(test->values.items[i], str_trim(field->value)))
			return true;
	return false;
}

bool nlets__destination_fits(const struct nlets__view *view, const struct nlets_test *test,
			     struct str destination)
{
	static const char prefix[] = "kind:";
	size_t cut = sizeof(prefix) - 1;

	for (size_t i = 0; i < test->values.count; i++) {
		struct str wanted = test->values.items[i];

		if (str_eq(wanted, destination))
			return true;
		if (str_starts(wanted, STR("form:")) &&
		    nlets_pattern_matches(str_sub(wanted, 5, wanted.len - 5), destination))
			return true;
		if (str_starts(wanted, str_from(prefix)) &&
		    str_eq(str_sub(wanted, cut, wanted.len - cut),
			   nlets_destination_kind(view->definitions, destination)))
			return true;
	}
	return false;
}

static bool any_destination_fits(const struct nlets__view *view, const struct nlets_test *test)
{
	for (size_t i = 0; i < view->message->to.count; i++)
		if (nlets__destination_fits(view, test, view->message->to.items[i].text))
			return true;
	return false;
}

bool nlets__test_holds(const struct nlets__view *view, const struct nlets_test *test)
{
	switch (test->kind) {
	case NLETS_TEST_PRESENT:
		return nlets__given_field(view, test->item) != NULL;
	case NLETS_TEST_ABSENT:
		return nlets__given_field(view, test->item) == NULL;
	case NLETS_TEST_VALUE:
		return value_fits(view, test);
	case NLETS_TEST_DESTINATION:
		return any_destination_fits(view, test);
	case NLETS_TEST_ONE_OF:
		return count_given(view, test) == 1;
	case NLETS_TEST_ANY_OF:
		return count_given(view, test) > 0;
	}
	return true;
}

bool nlets__condition_applies(const struct nlets__view *view,
			      const struct nlets_condition *condition)
{
	for (size_t i = 0; i < condition->when.count; i++)
		if (!nlets__test_holds(view, &condition->when.items[i]))
			return false;
	return true;
}

/* What the conditions that apply demand of the item; OPTIONAL when nothing. */
static enum nlets_presence demanded(const struct nlets__view *view, struct str code)
{
	enum nlets_presence presence = NLETS_OPTIONAL;

	for (size_t c = 0; c < view->form->conditions.count; c++) {
		const struct nlets_condition *condition = &view->form->conditions.items[c];

		if (!nlets__condition_applies(view, condition))
			continue;
		for (size_t i = 0; i < condition->then.count; i++) {
			const struct nlets_test *test = &condition->then.items[i];

			if (!str_eq(test->item, code))
				continue;
			if (test->kind == NLETS_TEST_ABSENT)
				return NLETS_FORBIDDEN;
			if (test->kind == NLETS_TEST_PRESENT)
				presence = NLETS_REQUIRED;
		}
	}
	return presence;
}

enum nlets_presence nlets_item_presence(const struct nlets_form *form, struct str code,
					const struct nlets_message *message)
{
	const struct nlets__view view = { NULL, form, message, NULL };
	const struct nlets_alternative *chosen = nlets__chosen(&view);

	if (nlets__has(form->required, code) || (chosen && nlets__has(chosen->required, code)))
		return NLETS_REQUIRED;
	if (chosen && nlets__alternatives_know(form, code) &&
	    !nlets__alternative_allows(chosen, code))
		return NLETS_FORBIDDEN;
	return demanded(&view, code);
}
