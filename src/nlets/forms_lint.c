/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form's own sense: its items, alternatives, conditions and destinations. */
#include <config.h>

#include "nlets/definitions_registry.h"

/* The form under lint. */
struct linting {
	struct nlets_definitions *definitions;
	const struct nlets_form *form;
	struct arena scratch;
};

static void fault(struct linting *linting, const struct nlets_marks *marks, const char *what,
		  struct str name)
{
	nlets__lint_fault(linting->definitions, linting->form->file, marks->line, what, name);
}

static void check_marks(struct linting *linting, const struct nlets_marks *marks, struct str name)
{
	nlets__marks_lint(linting->definitions, linting->form->file, marks,
			  "nothing says where this comes from", name);
}

static bool has(const nlets_str_list *list, struct str word)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_eq(list->items[i], word))
			return true;
	return false;
}

/* ---- items ---- */

static bool fits_kind(enum nlets_item_kind kind, struct str value)
{
	static const char *const patterns[] = {
		[NLETS_ITEM_ALNUM] = "&*",       [NLETS_ITEM_ALPHA] = "@*",
		[NLETS_ITEM_DIGITS] = "#*",      [NLETS_ITEM_NAME] = "@*,@*|@*",
		[NLETS_ITEM_DATE] = "#{6}|#{8}", [NLETS_ITEM_YEAR] = "##|####|@@",
		[NLETS_ITEM_FLAG] = "Y|N",       [NLETS_ITEM_HEIGHT] = "###",
		[NLETS_ITEM_TEXT] = "*",         [NLETS_ITEM_CODE] = "*",
	};

	if (!nlets_pattern_matches(str_from(patterns[kind]), value))
		return false;
	for (size_t i = 0; i < value.len; i++) {
		if (kind == NLETS_ITEM_ALNUM && !char_is_upper_alnum(value.ptr[i]))
			return false;
		if (kind == NLETS_ITEM_ALPHA && !char_is_upper(value.ptr[i]))
			return false;
		if (kind == NLETS_ITEM_DIGITS && !char_is_digit(value.ptr[i]))
			return false;
	}
	return true;
}

static bool in_table(struct linting *linting, struct str name, struct str value)
{
	const struct nlets_table *table = nlets_table(linting->definitions, name);
	struct str part;

	if (!table)
		return true; /* a fault of its own */
	if (nlets_table_find(table, value))
		return true;
	if (str_find_char(value, '/') == value.len)
		return false;
	while (str_split(&value, '/', &part))
		if (!nlets_table_find(table, part))
			return false;
	return true;
}

static void check_example(struct linting *linting, const struct nlets_item *item)
{
	struct str example = item->example;

	if (!example.len) {
		fault(linting, &item->marks, "no example", item->code);
		return;
	}
	if (example.len < item->min || (item->max && example.len > item->max))
		fault(linting, &item->marks, "the example has the wrong length", item->code);
	if (!fits_kind(item->kind, example))
		fault(linting, &item->marks, "the example is not of the item's kind", item->code);
	if (!nlets_pattern_matches(item->pattern, example))
		fault(linting, &item->marks, "the example does not fit the pattern", item->code);
	if (item->table.len && !in_table(linting, item->table, example))
		fault(linting, &item->marks, "the example is not in the table", item->code);
	if (item->prefix_table.len &&
	    (example.len < 2 || !in_table(linting, item->prefix_table, str_sub(example, 0, 2))))
		fault(linting, &item->marks, "the example's beginning is not in the table",
		      item->code);
}

static void check_table(struct linting *linting, const struct nlets_item *item, struct str name)
{
	if (name.len && !nlets_table(linting->definitions, name))
		fault(linting, &item->marks, "no such table", name);
}

/* prefix:Name/prefix:Name... */
static bool is_path(struct str path)
{
	struct str step;
	bool any = false;

	while (str_split(&path, '/', &step)) {
		size_t colon = str_find_char(step, ':');

		if (colon == 0 || colon + 1 >= step.len || !char_is_lower(step.ptr[0]) ||
		    !char_is_upper(step.ptr[colon + 1]))
			return false;
		for (size_t i = 0; i < step.len; i++) {
			char c = step.ptr[i];

			if (!char_is_upper_alnum(c) && !char_is_lower(c) && c != '-' && i != colon)
				return false;
		}
		any = true;
	}
	return any;
}

/* A path leads to one item. */
static void check_path(struct linting *linting, const struct nlets_item *item, struct hash *paths,
		       struct str path)
{
	const struct nlets_item *other = hash_get(paths, path);

	if (!path.len)
		return;
	if (!is_path(path))
		fault(linting, &item->marks, "not an element path", path);
	if (other)
		fault(linting, &item->marks, "a second item has this path", item->code);
	else
		hash_put(&linting->scratch, paths, path, (void *)(uintptr_t)item);
}

/* Upper case, as labels are compared. */
static struct str fold(struct arena *arena, struct str label)
{
	char *out = arena_alloc(arena, label.len + 1);

	for (size_t i = 0; out && i < label.len; i++)
		out[i] = char_to_upper(label.ptr[i]);
	return (struct str){ out, out ? label.len : 0 };
}

/* A label word leads to one item, and no item's code is another's label. */
static void check_label(struct linting *linting, const struct nlets_item *item, struct hash *labels,
			struct str label)
{
	struct str folded = fold(&linting->scratch, label);
	const struct nlets_item *other = hash_get(labels, folded);
	const struct nlets_item *coded = nlets_form_item(linting->form, folded);

	if (!label.len)
		fault(linting, &item->marks, "an empty label word", item->code);
	if (other && other != item)
		fault(linting, &item->marks, "a second item is labelled so", label);
	else if (other)
		fault(linting, &item->marks, "labelled so twice", label);
	else
		hash_put(&linting->scratch, labels, folded, (void *)(uintptr_t)item);
	if (coded && coded != item)
		fault(linting, &item->marks, "another item has this label as its code", label);
}

static void check_item(struct linting *linting, const struct nlets_item *item)
{
	if (!item->label.len)
		fault(linting, &item->marks, "no label", item->code);
	if (!item->help.len)
		fault(linting, &item->marks, "no help", item->code);
	if (!nlets_pattern_is_sound(item->pattern))
		fault(linting, &item->marks, "the pattern cannot be read", item->pattern);
	if (item->kind == NLETS_ITEM_CODE && !item->table.len)
		fault(linting, &item->marks, "a code needs a table", item->code);
	check_table(linting, item, item->table);
	check_table(linting, item, item->prefix_table);
	check_example(linting, item);
	check_marks(linting, &item->marks, item->code);
}

static void check_items(struct linting *linting)
{
	struct hash paths = { 0 }, labels = { 0 };

	for (size_t i = 0; i < linting->form->items.count; i++) {
		const struct nlets_item *item = &linting->form->items.items[i];

		check_item(linting, item);
		check_path(linting, item, &paths, item->path);
		for (size_t p = 0; p < item->more_paths.count; p++)
			check_path(linting, item, &paths, item->more_paths.items[p]);
		for (size_t l = 0; l < item->labels.count; l++)
			check_label(linting, item, &labels, item->labels.items[l]);
	}
}

static void check_codes(struct linting *linting, const struct nlets_marks *marks,
			const nlets_str_list *codes)
{
	for (size_t i = 0; i < codes->count; i++)
		if (!nlets_form_item(linting->form, codes->items[i]))
			fault(linting, marks, "the form has no such item", codes->items[i]);
}

/* ---- destinations ---- */

static void check_destination(struct linting *linting, const struct nlets_marks *marks,
			      struct str code)
{
	static const char *const kinds[] = { "state",    "territory", "region", "province",
					     "district", "line",      "ori",    "help" };
	const struct nlets_table *members = nlets_table(linting->definitions, STR("MEMBER"));

	if (str_starts(code, STR("form:"))) {
		if (!nlets_pattern_is_sound(str_sub(code, 5, code.len - 5)))
			fault(linting, marks, "the pattern cannot be read", code);
		return;
	}
	if (!str_starts(code, STR("kind:"))) {
		if (members && code.len == 2 && !nlets_table_find(members, code))
			fault(linting, marks, "no member or line has this code", code);
		return;
	}
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (str_eq(str_sub(code, 5, code.len - 5), str_from(kinds[i])))
			return;
	fault(linting, marks, "no such kind of destination", code);
}

static void check_destinations(struct linting *linting)
{
	const struct nlets_destination_rule *to = &linting->form->to;
	bool any =
		to->state || to->region || to->province || to->ori || to->help || to->codes.count;

	if (linting->form->form_class == NLETS_FORM_RESPONSE && to->max == 0)
		return;
	if (to->min == 0 || to->min > to->max || !any || !to->explain.len)
		fault(linting, &to->marks, "the destinations are not said", linting->form->key);
	for (size_t i = 0; i < to->codes.count; i++)
		check_destination(linting, &to->marks, to->codes.items[i]);
	for (size_t i = 0; i < to->alone.count; i++) {
		struct str code = to->alone.items[i];

		check_destination(linting, &to->marks, code);
		if (!has(&to->codes, code) && !str_starts(code, STR("kind:")))
			fault(linting, &to->marks, "must be alone but is not allowed", code);
	}
	check_marks(linting, &to->marks, STR("destinations"));
}

/* ---- conditions ---- */

static void check_patterns(struct linting *linting, const struct nlets_marks *marks,
			   const nlets_str_list *patterns)
{
	for (size_t i = 0; i < patterns->count; i++)
		if (!nlets_pattern_is_sound(patterns->items[i]))
			fault(linting, marks, "the pattern cannot be read", patterns->items[i]);
}

static void check_test(struct linting *linting, const struct nlets_marks *marks,
		       const struct nlets_test *test)
{
	if (test->item.len && !nlets_form_item(linting->form, test->item))
		fault(linting, marks, "the form has no such item", test->item);
	if (test->kind == NLETS_TEST_VALUE)
		check_patterns(linting, marks, &test->values);
	else if (test->kind == NLETS_TEST_ONE_OF || test->kind == NLETS_TEST_ANY_OF)
		check_codes(linting, marks, &test->values);
	for (size_t i = 0; test->kind == NLETS_TEST_DESTINATION && i < test->values.count; i++)
		check_destination(linting, marks, test->values.items[i]);
}

static void check_condition(struct linting *linting, const struct nlets_condition *condition)
{
	if (!condition->explain.len)
		fault(linting, &condition->marks, "the condition is not explained", condition->id);
	if (!condition->then.count)
		fault(linting, &condition->marks, "the condition demands nothing", condition->id);
	for (size_t i = 0; i < condition->when.count; i++)
		check_test(linting, &condition->marks, &condition->when.items[i]);
	for (size_t i = 0; i < condition->then.count; i++)
		check_test(linting, &condition->marks, &condition->then.items[i]);
	check_marks(linting, &condition->marks, condition->id);
}

static void check_conditions(struct linting *linting)
{
	const struct nlets_form *form = linting->form;

	for (size_t i = 0; i < form->conditions.count; i++) {
		check_condition(linting, &form->conditions.items[i]);
		for (size_t k = 0; k < i; k++)
			if (str_eq(form->conditions.items[k].id, form->conditions.items[i].id))
				fault(linting, &form->conditions.items[i].marks,
				      "two conditions have this id", form->conditions.items[i].id);
	}
}

/* ---- alternatives ---- */

/* An alternative filled with nothing but what it requires. */
static bool is_given(const struct linting *linting, const struct nlets_alternative *alternative,
		     struct str code)
{
	return has(&alternative->required, code) || has(&linting->form->required, code);
}

/* Destinations are taken to be ordinary: a test for one does not hold. */
static bool holds(const struct linting *linting, const struct nlets_alternative *alternative,
		  const struct nlets_test *test)
{
	const struct nlets_item *item = nlets_form_item(linting->form, test->item);
	size_t given = 0;

	switch (test->kind) {
	case NLETS_TEST_PRESENT:
		return is_given(linting, alternative, test->item);
	case NLETS_TEST_ABSENT:
		return !is_given(linting, alternative, test->item);
	case NLETS_TEST_VALUE:
		for (size_t i = 0; item && i < test->values.count; i++)
			if (is_given(linting, alternative, test->item) &&
			    nlets_pattern_matches(test->values.items[i], item->example))
				return true;
		return false;
	case NLETS_TEST_DESTINATION:
		return false;
	case NLETS_TEST_ONE_OF:
	case NLETS_TEST_ANY_OF:
		break;
	}
	for (size_t i = 0; i < test->values.count; i++)
		given += is_given(linting, alternative, test->values.items[i]);
	return test->kind == NLETS_TEST_ONE_OF ? given == 1 : given > 0;
}

/* A code is chosen for the message, not for the form: the example is one of several. */
static bool is_chosen(const struct linting *linting, const struct nlets_test *test)
{
	const struct nlets_item *item = nlets_form_item(linting->form, test->item);

	return test->kind == NLETS_TEST_VALUE && item && item->table.len;
}

/* What is not given may still be added where the alternative allows it, and a
 * destination or a code may be chosen to fit. */
static bool can_hold(const struct linting *linting, const struct nlets_alternative *alternative,
		     const struct nlets_test *test)
{
	if (test->kind == NLETS_TEST_PRESENT && has(&alternative->optional, test->item))
		return true;
	if (test->kind == NLETS_TEST_DESTINATION)
		return true;
	if (is_chosen(linting, test) && is_given(linting, alternative, test->item))
		return true;
	for (size_t i = 0; i < test->values.count; i++)
		if (has(&alternative->optional, test->values.items[i]))
			return true;
	return holds(linting, alternative, test);
}

static void check_satisfiable(struct linting *linting, const struct nlets_alternative *alternative)
{
	const struct nlets_form *form = linting->form;

	for (size_t c = 0; c < form->conditions.count; c++) {
		const struct nlets_condition *condition = &form->conditions.items[c];
		bool applies = str_eq(condition->severity, STR("error"));

		for (size_t i = 0; i < condition->when.count; i++)
			applies = applies && !is_chosen(linting, &condition->when.items[i]) &&
				  holds(linting, alternative, &condition->when.items[i]);
		for (size_t i = 0; applies && i < condition->then.count; i++)
			if (!can_hold(linting, alternative, &condition->then.items[i]))
				fault(linting, &alternative->marks,
				      "the alternative can never satisfy the condition",
				      condition->id);
	}
}

static void check_alternatives(struct linting *linting)
{
	const struct nlets_form *form = linting->form;

	for (size_t i = 0; i < form->alternatives.count; i++) {
		const struct nlets_alternative *alternative = &form->alternatives.items[i];

		if (!alternative->label.len)
			fault(linting, &alternative->marks, "no label", alternative->id);
		if (!alternative->required.count)
			fault(linting, &alternative->marks, "nothing is required", alternative->id);
		check_codes(linting, &alternative->marks, &alternative->required);
		check_codes(linting, &alternative->marks, &alternative->optional);
		check_marks(linting, &alternative->marks, alternative->id);
		check_satisfiable(linting, alternative);
		for (size_t k = 0; k < i; k++)
			if (str_eq(form->alternatives.items[k].id, alternative->id))
				fault(linting, &alternative->marks, "two alternatives have this id",
				      alternative->id);
	}
}

/* ---- the form ---- */

/* The answer's form, where there is one, must name this key in turn. */
static void check_responses(struct linting *linting)
{
	const struct nlets_form *form = linting->form;

	for (size_t i = 0; i < form->responses.count; i++) {
		struct str key = form->responses.items[i];
		const struct nlets_form *other = nlets_form(linting->definitions, key);

		if (!nlets_catalogue_find(linting->definitions, key, NULL))
			fault(linting, &form->marks, "the catalogue has no such key", key);
		else if (other && other != form && !has(&other->responses, form->key))
			fault(linting, &form->marks, "does not name this form in turn", key);
	}
}

/* In a text body that is free alone there are no items: those of such a form are XML
 * elements, as in an AMBER alert. */
static bool fits_body(const struct nlets_form *form)
{
	bool in_xml = form->free && form->xml_wire;

	if (form->fields || form->labels)
		return form->items.count > 0;
	for (size_t i = 0; i < form->items.count; i++)
		in_xml = in_xml && form->items.items[i].path.len > 0;
	return form->items.count == 0 || in_xml;
}

static void check_head(struct linting *linting)
{
	const struct nlets_form *form = linting->form;

	if (!form->title.len || !form->about.len)
		fault(linting, &form->marks, "no title or description", form->key);
	if (!form->text_wire && !form->xml_wire)
		fault(linting, &form->marks, "no wire format", form->key);
	if (form->xml_wire && !is_path(form->element))
		fault(linting, &form->marks, "no body element", form->key);
	if (form->text_element.len && !is_path(form->text_element))
		fault(linting, &form->marks, "not an element", form->text_element);
	if (!fits_body(form))
		fault(linting, &form->marks, "items and body layouts do not agree", form->key);
	check_codes(linting, &form->marks, &form->required);
	check_marks(linting, &form->marks, form->key);
}

void nlets__form_lint(struct nlets_definitions *definitions, const struct nlets_form *form)
{
	struct linting linting = { .definitions = definitions, .form = form };

	check_head(&linting);
	check_destinations(&linting);
	check_items(&linting);
	check_alternatives(&linting);
	check_conditions(&linting);
	check_responses(&linting);
	arena_free(&linting.scratch);
}
