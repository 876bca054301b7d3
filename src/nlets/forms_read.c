/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/forms_read.h"

#include <stdint.h>

static const struct nlets__word item_kinds[] = {
	{ "text", NLETS_ITEM_TEXT },
	{ "alnum", NLETS_ITEM_ALNUM },
	{ "alpha", NLETS_ITEM_ALPHA },
	{ "digits", NLETS_ITEM_DIGITS },
	{ "name", NLETS_ITEM_NAME },
	{ "date", NLETS_ITEM_DATE },
	{ "year", NLETS_ITEM_YEAR },
	{ "code", NLETS_ITEM_CODE },
	{ "flag", NLETS_ITEM_FLAG },
	{ "height", NLETS_ITEM_HEIGHT },
	{ NULL, 0 },
};

static const struct nlets__word data_classes[] = {
#define NLETS_X(name, word, label) { word, NLETS_DATA_##name },
	NLETS_DATA_CLASSES(NLETS_X)
#undef NLETS_X
		{ NULL, 0 },
};

/* A copied item shares its lists; with no room left they grow into copies. */
static void unshare(struct nlets_item *item)
{
	item->more_paths.size = item->more_paths.count;
	item->labels.size = item->labels.count;
	item->marks.sources.size = item->marks.sources.count;
}

static const struct nlets_form *find_form(struct nlets__file_reading *reading,
					  const nlets__form_list *forms, struct str key)
{
	for (size_t i = 0; i < forms->count; i++)
		if (str_eq(forms->items[i]->key, key))
			return forms->items[i];
	return reading->other ? reading->other(reading->context, key) : NULL;
}

/* The form named by the attribute `like`; NULL without it, or with a fault. */
static const struct nlets_form *read_like(struct nlets__file_reading *reading,
					  const nlets__form_list *forms,
					  const struct nlets_node *node)
{
	struct str key = nlets_node_attribute(node, "like");
	const struct nlets_form *form = key.ptr ? find_form(reading, forms, key) : NULL;

	if (key.ptr && !form)
		nlets__complain(reading, node, "no form to copy from", key);
	return form;
}

static struct nlets_item *add_item(struct nlets__file_reading *reading, struct nlets_form *form)
{
	struct nlets_item *item = vec_add(reading->arena, &form->items);

	if (!item)
		reading->failed = true;
	return item;
}

static void read_item_format(struct nlets__file_reading *reading, const struct nlets_node *node,
			     struct nlets_item *item)
{
	item->kind = (enum nlets_item_kind)nlets__read_word(reading, node, "kind", item_kinds,
							    (int)item->kind);
	nlets__read_number(reading, node, "min", &item->min);
	nlets__read_number(reading, node, "max", &item->max);
	if (item->max && item->min > item->max)
		nlets__complain(reading, node, "min is larger than max", item->code);
	if (nlets_node_attribute(node, "size").ptr)
		item->size_unconfirmed = nlets__has_word(node, "size", STR("unconfirmed"));
	nlets__read_attribute(node, "pattern", &item->pattern);
	nlets__read_attribute(node, "table", &item->table);
	nlets__read_attribute(node, "prefix-table", &item->prefix_table);
	nlets__read_attribute(node, "example", &item->example);
	item->data_class = (enum nlets_data_class)nlets__read_word(
		reading, node, "class", data_classes, (int)item->data_class);
}

static void read_item_paths(struct nlets__file_reading *reading, const struct nlets_node *node,
			    struct nlets_item *item)
{
	const struct nlets_node *child = NULL;

	nlets__read_attribute(node, "path", &item->path);
	if (nlets_node_attribute(node, "path-is").ptr)
		item->path_unconfirmed = nlets__has_word(node, "path-is", STR("unconfirmed"));
	while ((child = nlets_node_child(node, "also", child)))
		nlets__add_str(reading, &item->more_paths, nlets_node_attribute(child, "path"));
	while ((child = nlets_node_child(node, "named", child)))
		nlets__add_str(reading, &item->labels, child->text);
}

static void read_item(struct nlets__file_reading *reading, const struct nlets_node *node,
		      const nlets__form_list *forms, struct nlets_form *form)
{
	struct str code = nlets_node_attribute(node, "code");
	const struct nlets_form *like = read_like(reading, forms, node);
	const struct nlets_item *model = like ? nlets_form_item(like, code) : NULL;
	struct nlets_item *item = add_item(reading, form);

	if (!item)
		return;
	if (like && !model)
		nlets__complain(reading, node, "no item to copy", code);
	if (model) {
		*item = *model;
		unshare(item);
	}
	if (!code.len)
		nlets__complain(reading, node, "an item needs a code", code);
	item->code = code;
	nlets__read_child(node, "label", &item->label);
	nlets__read_child(node, "help", &item->help);
	read_item_format(reading, node, item);
	read_item_paths(reading, node, item);
	nlets__read_flag(reading, node, "repeats", &item->repeats);
	nlets__read_flag(reading, node, "first", &item->first);
	nlets__read_marks(reading, node, &item->marks);
}

/* <items like="DR" except="IMQ"/> */
static void copy_items(struct nlets__file_reading *reading, const struct nlets_node *node,
		       const nlets__form_list *forms, struct nlets_form *form)
{
	const struct nlets_form *like = read_like(reading, forms, node);

	for (size_t i = 0; like && i < like->items.count; i++) {
		struct nlets_item *item;

		if (nlets__has_word(node, "except", like->items.items[i].code))
			continue;
		item = add_item(reading, form);
		if (!item)
			return;
		*item = like->items.items[i];
		unshare(item);
	}
}

/* Labels that fit where a code stands. The first item of a word keeps it; that no two
 * items share one is the lint's to say. */
static void index_words(struct nlets__file_reading *reading, struct nlets_form *form,
			struct nlets_item *item)
{
	for (size_t i = 0; i < item->labels.count; i++) {
		struct str word = item->labels.items[i];

		if (str_find_char(word, ' ') < word.len || hash_get(&form->by_word, word))
			continue;
		if (!hash_put(reading->arena, &form->by_word, word, item))
			reading->failed = true;
	}
}

static void read_items(struct nlets__file_reading *reading, const struct nlets_node *node,
		       const nlets__form_list *forms, struct nlets_form *form)
{
	for (size_t i = 0; i < node->child_count; i++) {
		const struct nlets_node *child = &node->children[i];

		if (nlets_node_is(child, "item"))
			read_item(reading, child, forms, form);
		else if (nlets_node_is(child, "items"))
			copy_items(reading, child, forms, form);
	}
	for (size_t i = 0; i < form->items.count; i++) {
		struct nlets_item *item = &form->items.items[i];

		if (hash_get(&form->by_code, item->code))
			nlets__complain(reading, node, "two items have this code", item->code);
		else if (!hash_put(reading->arena, &form->by_code, item->code, item))
			reading->failed = true;
		index_words(reading, form, item);
	}
}

static void read_destinations(struct nlets__file_reading *reading,
			      const struct nlets_node *form_node, struct nlets_destination_rule *to)
{
	const struct nlets_node *node = nlets_node_child(form_node, "destinations", NULL);

	if (!node)
		return;
	to->min = to->max = 1;
	nlets__read_number(reading, node, "min", &to->min);
	nlets__read_number(reading, node, "max", &to->max);
	to->state = nlets__has_word(node, "kinds", STR("state"));
	to->region = nlets__has_word(node, "kinds", STR("region"));
	to->province = nlets__has_word(node, "kinds", STR("province"));
	to->ori = nlets__has_word(node, "kinds", STR("ori"));
	to->help = nlets__has_word(node, "kinds", STR("help"));
	nlets__read_words(reading, node, "codes", &to->codes);
	nlets__read_words(reading, node, "alone", &to->alone);
	nlets__read_child(node, "explain", &to->explain);
	nlets__read_marks(reading, node, &to->marks);
}

static void read_alternatives(struct nlets__file_reading *reading,
			      const struct nlets_node *form_node, struct nlets_form *form)
{
	const struct nlets_node *node = NULL;

	while ((node = nlets_node_child(form_node, "alternative", node))) {
		struct nlets_alternative *alternative =
			vec_add(reading->arena, &form->alternatives);

		if (!alternative) {
			reading->failed = true;
			return;
		}
		nlets__read_attribute(node, "id", &alternative->id);
		nlets__read_child(node, "label", &alternative->label);
		nlets__read_words(reading, node, "required", &alternative->required);
		nlets__read_words(reading, node, "optional", &alternative->optional);
		nlets__read_marks(reading, node, &alternative->marks);
	}
}

static bool lists(const nlets_str_list *list, struct str code)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_eq(list->items[i], code))
			return true;
	return false;
}

static void index_alternative(struct nlets__file_reading *reading, struct nlets_form *form,
			      struct nlets_alternative *one)
{
	struct nlets_item *items = form->items.items;

	one->required_at = arena_alloc_array(reading->arena, one->required.count + 1,
					     sizeof(*one->required_at));
	one->presence = arena_alloc_array(reading->arena, form->items.count + 1,
					  sizeof(*one->presence));
	if (!one->required_at || !one->presence) {
		reading->failed = true;
		return;
	}
	for (size_t i = 0; i < one->required.count; i++) {
		const struct nlets_item *item = nlets_form_item(form, one->required.items[i]);

		one->required_at[i] = item ? (size_t)(item - items) : SIZE_MAX;
	}
	for (size_t i = 0; i < form->items.count; i++) {
		one->presence[i] = lists(&one->required, items[i].code) ? NLETS_REQUIRED :
				   lists(&one->optional, items[i].code) ? NLETS_OPTIONAL :
									  NLETS_FORBIDDEN;
		items[i].in_any = items[i].in_any || one->presence[i] != NLETS_FORBIDDEN;
		items[i].in_all = items[i].in_all && one->presence[i] != NLETS_FORBIDDEN;
	}
}

/* What each alternative says of each item, so that nobody need search the lists. */
static void index_alternatives(struct nlets__file_reading *reading, struct nlets_form *form)
{
	for (size_t i = 0; i < form->items.count; i++) {
		form->items.items[i].in_any = false;
		form->items.items[i].in_all = true;
	}
	for (size_t i = 0; i < form->alternatives.count; i++)
		index_alternative(reading, form, &form->alternatives.items[i]);
}

static void read_test(struct nlets__file_reading *reading, const struct nlets_node *node,
		      struct nlets_test *test)
{
	static const struct nlets__word kinds[] = {
		{ "present", NLETS_TEST_PRESENT },
		{ "absent", NLETS_TEST_ABSENT },
		{ "is", NLETS_TEST_VALUE },
		{ "destination", NLETS_TEST_DESTINATION },
		{ "one-of", NLETS_TEST_ONE_OF },
		{ "any-of", NLETS_TEST_ANY_OF },
		{ NULL, 0 },
	};

	/* Any of nothing: a condition that only says that `when` is noteworthy. */
	if (nlets__has_word(node, "never", STR("yes"))) {
		test->kind = NLETS_TEST_ANY_OF;
		return;
	}

	for (const struct nlets__word *kind = kinds; kind->text; kind++) {
		struct str value = nlets_node_attribute(node, kind->text);

		if (!value.ptr)
			continue;
		test->kind = (enum nlets_test_kind)kind->value;
		if (test->kind == NLETS_TEST_PRESENT || test->kind == NLETS_TEST_ABSENT)
			test->item = value;
		else
			nlets__add_words(reading, &test->values, value);
		nlets__read_attribute(node, "item", &test->item);
		return;
	}
	nlets__complain(reading, node, "a test that tests nothing", node->name);
}

static void read_condition(struct nlets__file_reading *reading, const struct nlets_node *node,
			   struct nlets_condition *condition)
{
	condition->severity = STR("error");
	nlets__read_attribute(node, "id", &condition->id);
	nlets__read_attribute(node, "severity", &condition->severity);
	nlets__read_attribute(node, "er", &condition->er);
	nlets__read_child(node, "explain", &condition->explain);
	nlets__read_marks(reading, node, &condition->marks);
	for (size_t i = 0; i < node->child_count; i++) {
		const struct nlets_node *child = &node->children[i];
		bool when = nlets_node_is(child, "when");
		struct nlets_test *test;

		if (!when && !nlets_node_is(child, "then"))
			continue;
		test = when ? vec_add(reading->arena, &condition->when)
			    : vec_add(reading->arena, &condition->then);
		if (test)
			read_test(reading, child, test);
		else
			reading->failed = true;
	}
}

static void read_conditions(struct nlets__file_reading *reading, const struct nlets_node *form_node,
			    struct nlets_form *form)
{
	const struct nlets_node *node = NULL;

	while ((node = nlets_node_child(form_node, "condition", node))) {
		struct nlets_condition *condition = vec_add(reading->arena, &form->conditions);

		if (condition)
			read_condition(reading, node, condition);
		else
			reading->failed = true;
	}
}

static void read_texts(struct nlets__file_reading *reading, const struct nlets_node *node,
		       const char *name, nlets_str_list *list)
{
	const struct nlets_node *child = NULL;

	while ((child = nlets_node_child(node, name, child)))
		nlets__add_str(reading, list, child->text);
}

static void read_form_head(struct nlets__file_reading *reading, const struct nlets_node *node,
			   struct nlets_form *form)
{
	form->file = reading->file;
	form->key = nlets_node_attribute(node, "key");
	if (!form->key.len)
		nlets__complain(reading, node, "a form needs a key", form->key);
	nlets__read_child(node, "title", &form->title);
	nlets__read_child(node, "about", &form->about);
	nlets__read_number(reading, node, "section", &form->section);
	form->form_class = (enum nlets_form_class)nlets__read_word(
		reading, node, "class", nlets__form_classes, NLETS_FORM_REQUEST);
	nlets__read_words(reading, node, "responses", &form->responses);
	form->text_wire = nlets__has_word(node, "wires", STR("text"));
	form->xml_wire = nlets__has_word(node, "wires", STR("xml"));
	form->fields = nlets__has_word(node, "body", STR("fields"));
	form->labels = nlets__has_word(node, "body", STR("labels"));
	form->free = nlets__has_word(node, "body", STR("free"));
	nlets__read_attribute(node, "element", &form->element);
	nlets__read_attribute(node, "text-element", &form->text_element);
	nlets__read_attribute(node, "er", &form->er_fields);
	nlets__read_words(reading, node, "required", &form->required);
	nlets__read_flag(reading, node, "multistate", &form->multistate);
	nlets__read_marks(reading, node, &form->marks);
}

void nlets__forms_read(struct nlets__file_reading *reading, const struct nlets_node *root,
		       nlets__form_list *forms)
{
	const struct nlets_node *node = NULL;

	while ((node = nlets_node_child(root, "form", node))) {
		struct nlets_form *form = arena_alloc(reading->arena, sizeof(*form));
		struct nlets_form **listed;

		if (!form)
			return;
		reading->failed = false;
		read_form_head(reading, node, form);
		read_destinations(reading, node, &form->to);
		read_items(reading, node, forms, form);
		read_alternatives(reading, node, form);
		index_alternatives(reading, form);
		read_conditions(reading, node, form);
		read_texts(reading, node, "none", &form->none_texts);
		read_texts(reading, node, "refusal", &form->refusal_texts);
		listed = reading->failed ? NULL : vec_add(reading->arena, forms);
		if (listed)
			*listed = form;
	}
}
