/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Code lists out of a NIEM release.
 *
 * Such a schema holds many simple types; each enumeration of the wanted one
 * becomes a code, its documentation the label. The text is written by hand
 * rather than through a tree so that the file reads like the shipped ones. */
#include <config.h>

#include "nlets/tables.h"

/* A label longer than this is cut at a word: some documentation runs to pages. */
enum { LABEL_MAX = 120 };

static void add_escaped(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '&')
			buf_add_text(out, "&amp;");
		else if (s.ptr[i] == '<')
			buf_add_text(out, "&lt;");
		else if (s.ptr[i] == '>')
			buf_add_text(out, "&gt;");
		else if (s.ptr[i] == '"')
			buf_add_text(out, "&quot;");
		else
			buf_add_char(out, s.ptr[i]);
	}
}

static struct str cut_label(struct str label)
{
	size_t len = LABEL_MAX;

	if (label.len <= LABEL_MAX)
		return label;
	while (len > 0 && label.ptr[len] != ' ')
		len--;
	if (len == 0)
		for (len = LABEL_MAX; len > 0 && ((unsigned char)label.ptr[len] & 0xc0) == 0x80;)
			len--;
	return str_trim_end(str_sub(label, 0, len));
}

static const struct nlets_node *restriction_of(const struct nlets_node *type)
{
	return nlets_node_child(type, "restriction", NULL);
}

static bool is_enumeration(const struct nlets_node *type)
{
	const struct nlets_node *restriction = restriction_of(type);

	return nlets_node_is(type, "simpleType") && restriction &&
	       nlets_node_child(restriction, "enumeration", NULL);
}

/* The type of that name, or the only one whose name contains `name`. */
static const struct nlets_node *find_type(const struct nlets_node *schema, struct str type,
					  struct str name, size_t *candidates)
{
	const struct nlets_node *found = NULL;

	*candidates = 0;
	for (const struct nlets_node *node = NULL; (node = nlets_node_child(schema, NULL, node));) {
		struct str own = nlets_node_attribute(node, "name");

		if (!is_enumeration(node))
			continue;
		if (type.len ? str_eq(own, type) : str_find_nocase(own, name) < own.len) {
			found = node;
			(*candidates)++;
		}
	}
	return found;
}

static struct str documentation_of(const struct nlets_node *enumeration)
{
	const struct nlets_node *annotation = nlets_node_child(enumeration, "annotation", NULL);

	return annotation ? nlets_node_child_text(annotation, "documentation") : STR_NONE;
}

/* seen: any pointer marks a value as taken. */
static int add_code(struct arena *arena, struct hash *seen, const struct nlets_node *enumeration,
		    struct buf *out)
{
	struct str value = str_trim(nlets_node_attribute_or(enumeration, "value", ""));
	struct str label = cut_label(documentation_of(enumeration));

	if (value.len == 0 || hash_get(seen, value))
		return 0;
	if (!hash_put(arena, seen, value, out))
		return NLETS_E_MEMORY;
	buf_add_text(out, "\t<code value=\"");
	add_escaped(out, value);
	buf_add_text(out, "\">");
	add_escaped(out, label.len ? label : value);
	buf_add_text(out, "</code>\n");
	return 0;
}

static int write_table(struct arena *arena, const struct nlets_node *type, struct str file,
		       struct str name, struct buf *out)
{
	struct hash seen = { 0 };
	const struct nlets_node *restriction = restriction_of(type);
	int result = 0;

	buf_add_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			  "<table xmlns=\"urn:nletscope:table:1\" name=\"");
	add_escaped(out, name);
	buf_add_text(out, "\" complete=\"no\" as-of=\"");
	add_escaped(out, file);
	buf_add_text(out, "\">\n\t<title>");
	add_escaped(out, nlets_node_attribute(type, "name"));
	buf_add_text(out, "</title>\n");
	for (const struct nlets_node *node = NULL;
	     result == 0 && (node = nlets_node_child(restriction, "enumeration", node));)
		result = add_code(arena, &seen, node, out);
	buf_add_text(out, "</table>\n");
	return out->failed ? NLETS_E_MEMORY : result;
}

int nlets_table_import(struct arena *arena, struct str schema_bytes, struct str file,
		       struct str type, struct str name, struct buf *table_xml,
		       nlets_faults *faults)
{
	const struct nlets_node *schema =
		nlets_node_parse(arena, schema_bytes, file, STR_NONE, faults);
	const struct nlets_node *found;
	size_t candidates;

	if (!schema)
		return NLETS_E_DEFINITION;
	if (!nlets_node_is(schema, "schema")) {
		nlets_fault_add(arena, faults, file, schema->line, "this is no XML schema");
		return NLETS_E_DEFINITION;
	}
	found = find_type(schema, type, name, &candidates);
	if (candidates > 1) {
		nlets_fault_add(arena, faults, file, found->line,
				"%zu types fit %.*s; name one of them", candidates, STR_ARGS(name));
		return NLETS_E_DEFINITION;
	}
	return found ? write_table(arena, found, file, name, table_xml) : NLETS_E_NOT_FOUND;
}
