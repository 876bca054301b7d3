/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/forms_read.h"

/* Words of the vocabulary with the value each stands for; ends with NULL. */
struct word {
	const char *text;
	int value;
};

static const struct word item_kinds[] = {
	{ "text", NLETS_ITEM_TEXT },     { "alnum", NLETS_ITEM_ALNUM }, { "alpha", NLETS_ITEM_ALPHA },
	{ "digits", NLETS_ITEM_DIGITS }, { "name", NLETS_ITEM_NAME },   { "date", NLETS_ITEM_DATE },
	{ "year", NLETS_ITEM_YEAR },     { "code", NLETS_ITEM_CODE },   { "flag", NLETS_ITEM_FLAG },
	{ "height", NLETS_ITEM_HEIGHT }, { NULL, 0 },
};

static const struct word form_classes[] = {
	{ "request", NLETS_FORM_REQUEST },
	{ "response", NLETS_FORM_RESPONSE },
	{ "notice", NLETS_FORM_NOTICE },
	{ "update", NLETS_FORM_UPDATE },
	{ NULL, 0 },
};

static const struct word backings[] = {
	{ "sourced", NLETS_SOURCED },
	{ "unconfirmed", NLETS_UNCONFIRMED },
	{ "assumed", NLETS_ASSUMED },
	{ "invented", NLETS_INVENTED },
	{ NULL, 0 },
};

static const struct word data_classes[] = {
#define NLETS_X(name, word, label) { word, NLETS_DATA_##name },
	NLETS_DATA_CLASSES(NLETS_X)
#undef NLETS_X
	{ NULL, 0 },
};

static void complain(struct nlets__file_reading *reading, const struct nlets_node *node, const char *what,
		     struct str value)
{
	reading->failed = true;
	nlets_fault_add(reading->arena, reading->faults, reading->file, node->line, "%s: \"%.*s\"", what,
			(int)(value.len < 60 ? value.len : 60), value.ptr ? value.ptr : "");
}

static void add_str(struct nlets__file_reading *reading, nlets_str_list *list, struct str value)
{
	struct str *added = vec_add(reading->arena, list);

	if (added)
		*added = value;
	else
		reading->failed = true;
}

static void add_words(struct nlets__file_reading *reading, nlets_str_list *list, struct str words)
{
	struct str word;

	while (str_split(&words, ' ', &word))
		if (word.len)
			add_str(reading, list, word);
}

/* Replaces the list when the attribute is there. */
static void read_words(struct nlets__file_reading *reading, const struct nlets_node *node, const char *name,
		       nlets_str_list *list)
{
	struct str words = nlets_node_attribute(node, name);

	if (!words.ptr)
		return;
	*list = (nlets_str_list){ 0 };
	add_words(reading, list, words);
}

static void read_attribute(const struct nlets_node *node, const char *name, struct str *to)
{
	struct str value = nlets_node_attribute(node, name);

	if (value.ptr)
		*to = value;
}

static void read_child(const struct nlets_node *node, const char *name, struct str *to)
{
	struct str value = nlets_node_child_text(node, name);

	if (value.ptr)
		*to = value;
}

static void read_flag(struct nlets__file_reading *reading, const struct nlets_node *node, const char *name,
		      bool *to)
{
	struct str value = nlets_node_attribute(node, name);

	if (!value.ptr)
		return;
	if (!str_eq(value, STR("yes")) && !str_eq(value, STR("no")))
		complain(reading, node, "neither yes nor no", value);
	*to = str_eq(value, STR("yes"));
}

static void read_number(struct nlets__file_reading *reading, const struct nlets_node *node, const char *name,
			unsigned *to)
{
	struct str value = nlets_node_attribute(node, name);

	if (value.ptr && !str_to_uint(value, to))
		complain(reading, node, "not a number", value);
}

/* Returns the word's value, or `absent` without the attribute or for an unknown word. */
static int read_word(struct nlets__file_reading *reading, const struct nlets_node *node, const char *name,
		     const struct word *words, int absent)
{
	struct str value = nlets_node_attribute(node, name);

	if (!value.ptr)
		return absent;
	for (; words->text; words++)
		if (str_eq(value, str_from(words->text)))
			return words->value;
	complain(reading, node, "unknown word", value);
	return absent;
}

static bool has_word(const struct nlets_node *node, const char *name, struct str word)
{
	struct str words = nlets_node_attribute(node, name), part;

	while (str_split(&words, ' ', &part))
		if (str_eq(part, word))
			return true;
	return false;
}

static void read_marks(struct nlets__file_reading *reading, const struct nlets_node *node,
		       struct nlets_marks *marks)
{
	read_words(reading, node, "sources", &marks->sources);
	marks->backing = (enum nlets_backing)read_word(reading, node, "backing", backings,
						       (int)marks->backing);
	read_child(node, "note", &marks->note);
	marks->line = node->line;
}

/* A copied item shares its lists; with no room left they grow into copies. */
static void unshare(struct nlets_item *item)
{
	item->more_paths.size = item->more_paths.count;
	item->labels.size = item->labels.count;
	item->marks.sources.size = item->marks.sources.count;
}

static const struct nlets_form *find_form(struct nlets__file_reading *reading, const nlets__form_list *forms,
					  struct str key)
{
	for (size_t i = 0; i < forms->count; i++)
		if (str_eq(forms->items[i]->key, key))
			return forms->items[i];
	return reading->other ? reading->other(reading->context, key) : NULL;
}

/* The form named by the attribute `like`; NULL without it, or with a fault. */
static const struct nlets_form *read_like(struct nlets__file_reading *reading, const nlets__form_list *forms,
					  const struct nlets_node *node)
{
	struct str key = nlets_node_attribute(node, "like");
	const struct nlets_form *form = key.ptr ? find_form(reading, forms, key) : NULL;

	if (key.ptr && !form)
		complain(reading, node, "no form to copy from", key);
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
	item->kind = (enum nlets_item_kind)read_word(reading, node, "kind", item_kinds, (int)item->kind);
	read_number(reading, node, "min", &item->min);
	read_number(reading, node, "max", &item->max);
	if (item->max && item->min > item->max)
		complain(reading, node, "min is larger than max", item->code);
	if (nlets_node_attribute(node, "size").ptr)
		item->size_unconfirmed = has_word(node, "size", STR("unconfirmed"));
	read_attribute(node, "pattern", &item->pattern);
	read_attribute(node, "table", &item->table);
	read_attribute(node, "prefix-table", &item->prefix_table);
	read_attribute(node, "example", &item->example);
	item->data_class = (enum nlets_data_class)read_word(reading, node, "class", data_classes,
							    (int)item->data_class);
}

static void read_item_paths(struct nlets__file_reading *reading, const struct nlets_node *node,
			    struct nlets_item *item)
{
	const struct nlets_node *child = NULL;

	read_attribute(node, "path", &item->path);
	if (nlets_node_attribute(node, "path-is").ptr)
		item->path_unconfirmed = has_word(node, "path-is", STR("unconfirmed"));
	while ((child = nlets_node_child(node, "also", child)))
		add_str(reading, &item->more_paths, nlets_node_attribute(child, "path"));
	while ((child = nlets_node_child(node, "named", child)))
		add_str(reading, &item->labels, child->text);
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
		complain(reading, node, "no item to copy", code);
	if (model) {
		*item = *model;
		unshare(item);
	}
	if (!code.len)
		complain(reading, node, "an item needs a code", code);
	item->code = code;
	read_child(node, "label", &item->label);
	read_child(node, "help", &item->help);
	read_item_format(reading, node, item);
	read_item_paths(reading, node, item);
	read_flag(reading, node, "repeats", &item->repeats);
	read_flag(reading, node, "first", &item->first);
	read_marks(reading, node, &item->marks);
}

/* <items like="DR" except="IMQ"/> */
static void copy_items(struct nlets__file_reading *reading, const struct nlets_node *node,
		       const nlets__form_list *forms, struct nlets_form *form)
{
	const struct nlets_form *like = read_like(reading, forms, node);

	for (size_t i = 0; like && i < like->items.count; i++) {
		struct nlets_item *item;

		if (has_word(node, "except", like->items.items[i].code))
			continue;
		item = add_item(reading, form);
		if (!item)
			return;
		*item = like->items.items[i];
		unshare(item);
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
			complain(reading, node, "two items have this code", item->code);
		else if (!hash_put(reading->arena, &form->by_code, item->code, item))
			reading->failed = true;
	}
}

static void read_destinations(struct nlets__file_reading *reading, const struct nlets_node *form_node,
			      struct nlets_destination_rule *to)
{
	const struct nlets_node *node = nlets_node_child(form_node, "destinations", NULL);

	if (!node)
		return;
	to->min = to->max = 1;
	read_number(reading, node, "min", &to->min);
	read_number(reading, node, "max", &to->max);
	to->state = has_word(node, "kinds", STR("state"));
	to->region = has_word(node, "kinds", STR("region"));
	to->province = has_word(node, "kinds", STR("province"));
	to->ori = has_word(node, "kinds", STR("ori"));
	to->help = has_word(node, "kinds", STR("help"));
	read_words(reading, node, "codes", &to->codes);
	read_words(reading, node, "alone", &to->alone);
	read_child(node, "explain", &to->explain);
	read_marks(reading, node, &to->marks);
}

static void read_alternatives(struct nlets__file_reading *reading, const struct nlets_node *form_node,
			      struct nlets_form *form)
{
	const struct nlets_node *node = NULL;

	while ((node = nlets_node_child(form_node, "alternative", node))) {
		struct nlets_alternative *alternative = vec_add(reading->arena, &form->alternatives);

		if (!alternative) {
			reading->failed = true;
			return;
		}
		read_attribute(node, "id", &alternative->id);
		read_child(node, "label", &alternative->label);
		read_words(reading, node, "required", &alternative->required);
		read_words(reading, node, "optional", &alternative->optional);
		read_marks(reading, node, &alternative->marks);
	}
}

static void read_test(struct nlets__file_reading *reading, const struct nlets_node *node,
		      struct nlets_test *test)
{
	static const struct word kinds[] = {
		{ "present", NLETS_TEST_PRESENT }, { "absent", NLETS_TEST_ABSENT },
		{ "is", NLETS_TEST_VALUE },        { "destination", NLETS_TEST_DESTINATION },
		{ "one-of", NLETS_TEST_ONE_OF },   { "any-of", NLETS_TEST_ANY_OF },
		{ NULL, 0 },
	};

	/* Any of nothing: a condition that only says that `when` is noteworthy. */
	if (has_word(node, "never", STR("yes"))) {
		test->kind = NLETS_TEST_ANY_OF;
		return;
	}

	for (const struct word *kind = kinds; kind->text; kind++) {
		struct str value = nlets_node_attribute(node, kind->text);

		if (!value.ptr)
			continue;
		test->kind = (enum nlets_test_kind)kind->value;
		if (test->kind == NLETS_TEST_PRESENT || test->kind == NLETS_TEST_ABSENT)
			test->item = value;
		else
			add_words(reading, &test->values, value);
		read_attribute(node, "item", &test->item);
		return;
	}
	complain(reading, node, "a test that tests nothing", node->name);
}

static void read_condition(struct nlets__file_reading *reading, const struct nlets_node *node,
			   struct nlets_condition *condition)
{
	condition->severity = STR("error");
	read_attribute(node, "id", &condition->id);
	read_attribute(node, "severity", &condition->severity);
	read_attribute(node, "er", &condition->er);
	read_child(node, "explain", &condition->explain);
	read_marks(reading, node, &condition->marks);
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

static void read_texts(struct nlets__file_reading *reading, const struct nlets_node *node, const char *name,
		       nlets_str_list *list)
{
	const struct nlets_node *child = NULL;

	while ((child = nlets_node_child(node, name, child)))
		add_str(reading, list, child->text);
}

static void read_form_head(struct nlets__file_reading *reading, const struct nlets_node *node,
			   struct nlets_form *form)
{
	form->file = reading->file;
	form->key = nlets_node_attribute(node, "key");
	if (!form->key.len)
		complain(reading, node, "a form needs a key", form->key);
	read_child(node, "title", &form->title);
	read_child(node, "about", &form->about);
	read_number(reading, node, "section", &form->section);
	form->form_class = (enum nlets_form_class)read_word(reading, node, "class", form_classes,
							    NLETS_FORM_REQUEST);
	read_words(reading, node, "responses", &form->responses);
	form->text_wire = has_word(node, "wires", STR("text"));
	form->xml_wire = has_word(node, "wires", STR("xml"));
	form->fields = has_word(node, "body", STR("fields"));
	form->labels = has_word(node, "body", STR("labels"));
	form->free = has_word(node, "body", STR("free"));
	read_attribute(node, "element", &form->element);
	read_attribute(node, "text-element", &form->text_element);
	read_attribute(node, "er", &form->er_fields);
	read_words(reading, node, "required", &form->required);
	read_flag(reading, node, "multistate", &form->multistate);
	read_marks(reading, node, &form->marks);
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
		read_conditions(reading, node, form);
		read_texts(reading, node, "none", &form->none_texts);
		read_texts(reading, node, "refusal", &form->refusal_texts);
		listed = reading->failed ? NULL : vec_add(reading->arena, forms);
		if (listed)
			*listed = form;
	}
}

static void read_section_keys(struct nlets__file_reading *reading, const struct nlets_node *section_node,
			      struct nlets_section *section)
{
	const struct nlets_node *node = NULL;

	while ((node = nlets_node_child(section_node, "key", node))) {
		struct nlets_catalogue_key *key = vec_add(reading->arena, &section->keys);

		if (!key) {
			reading->failed = true;
			return;
		}
		read_attribute(node, "key", &key->key);
		if (!key->key.len)
			complain(reading, node, "a catalogue row needs a key", key->key);
		read_child(node, "title", &key->title);
		read_attribute(node, "file", &key->file);
		read_attribute(node, "response", &key->response);
		key->form_class = (enum nlets_form_class)read_word(reading, node, "class", form_classes,
								   NLETS_FORM_REQUEST);
	}
}

void nlets__catalogue_read(struct nlets__file_reading *reading, const struct nlets_node *root,
			  nlets__section_list *sections)
{
	const struct nlets_node *node = NULL;

	while ((node = nlets_node_child(root, "section", node))) {
		struct nlets_section section = { 0 }, *added;

		reading->failed = false;
		read_number(reading, node, "number", &section.number);
		read_child(node, "title", &section.title);
		read_child(node, "about", &section.about);
		read_attribute(node, "public", &section.fields_public);
		read_words(reading, node, "sources", &section.sources);
		read_section_keys(reading, node, &section);
		added = reading->failed ? NULL : vec_add(reading->arena, sections);
		if (added)
			*added = section;
	}
}

void nlets__sources_read(struct nlets__file_reading *reading, const struct nlets_node *root,
			nlets__source_list *sources)
{
	const struct nlets_node *node = NULL;

	while ((node = nlets_node_child(root, "source", node))) {
		struct nlets_source *source = vec_add(reading->arena, sources);

		if (!source)
			return;
		read_attribute(node, "id", &source->id);
		read_attribute(node, "url", &source->url);
		read_attribute(node, "date", &source->date);
		read_attribute(node, "read", &source->read);
		read_attribute(node, "grade", &source->grade);
		read_words(reading, node, "also", &source->also);
		read_child(node, "title", &source->title);
	}
}
