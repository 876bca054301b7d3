/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words and attributes that all kinds of definition files share. */
#include <config.h>

#include "nlets/file_reading.h"

const struct nlets__word nlets__form_classes[] = {
	{ "request", NLETS_FORM_REQUEST },
	{ "response", NLETS_FORM_RESPONSE },
	{ "notice", NLETS_FORM_NOTICE },
	{ "update", NLETS_FORM_UPDATE },
	{ NULL, 0 },
};

static const struct nlets__word backings[] = {
	{ "sourced", NLETS_SOURCED },
	{ "unconfirmed", NLETS_UNCONFIRMED },
	{ "assumed", NLETS_ASSUMED },
	{ "invented", NLETS_INVENTED },
	{ NULL, 0 },
};

void nlets__complain(struct nlets__file_reading *reading, const struct nlets_node *node,
		     const char *what, struct str value)
{
	reading->failed = true;
	nlets_fault_add(reading->arena, reading->faults, reading->file, node->line, "%s: \"%.*s\"",
			what, (int)(value.len < 60 ? value.len : 60), value.ptr ? value.ptr : "");
}

void nlets__add_str(struct nlets__file_reading *reading, nlets_str_list *list, struct str value)
{
	struct str *added = vec_add(reading->arena, list);

	if (added)
		*added = value;
	else
		reading->failed = true;
}

void nlets__add_words(struct nlets__file_reading *reading, nlets_str_list *list, struct str words)
{
	struct str word;

	while (str_split(&words, ' ', &word))
		if (word.len)
			nlets__add_str(reading, list, word);
}

void nlets__read_words(struct nlets__file_reading *reading, const struct nlets_node *node,
		       const char *name, nlets_str_list *list)
{
	struct str words = nlets_node_attribute(node, name);

	if (!words.ptr)
		return;
	*list = (nlets_str_list){ 0 };
	nlets__add_words(reading, list, words);
}

void nlets__read_attribute(const struct nlets_node *node, const char *name, struct str *to)
{
	struct str value = nlets_node_attribute(node, name);

	if (value.ptr)
		*to = value;
}

void nlets__read_child(const struct nlets_node *node, const char *name, struct str *to)
{
	struct str value = nlets_node_child_text(node, name);

	if (value.ptr)
		*to = value;
}

void nlets__read_flag(struct nlets__file_reading *reading, const struct nlets_node *node,
		      const char *name, bool *to)
{
	struct str value = nlets_node_attribute(node, name);

	if (!value.ptr)
		return;
	if (!str_eq(value, STR("yes")) && !str_eq(value, STR("no")))
		nlets__complain(reading, node, "neither yes nor no", value);
	*to = str_eq(value, STR("yes"));
}

void nlets__read_number(struct nlets__file_reading *reading, const struct nlets_node *node,
			const char *name, unsigned *to)
{
	struct str value = nlets_node_attribute(node, name);

	if (value.ptr && !str_to_uint(value, to))
		nlets__complain(reading, node, "not a number", value);
}

int nlets__read_word(struct nlets__file_reading *reading, const struct nlets_node *node,
		     const char *name, const struct nlets__word *words, int absent)
{
	struct str value = nlets_node_attribute(node, name);

	if (!value.ptr)
		return absent;
	for (; words->text; words++)
		if (str_eq(value, str_from(words->text)))
			return words->value;
	nlets__complain(reading, node, "unknown word", value);
	return absent;
}

bool nlets__has_word(const struct nlets_node *node, const char *name, struct str word)
{
	struct str words = nlets_node_attribute(node, name), part;

	while (str_split(&words, ' ', &part))
		if (str_eq(part, word))
			return true;
	return false;
}

void nlets__read_marks(struct nlets__file_reading *reading, const struct nlets_node *node,
		       struct nlets_marks *marks)
{
	nlets__read_words(reading, node, "sources", &marks->sources);
	marks->backing = (enum nlets_backing)nlets__read_word(reading, node, "backing", backings,
							      (int)marks->backing);
	nlets__read_child(node, "note", &marks->note);
	marks->line = node->line;
}
