/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/tables.h"

struct reader {
	struct arena *arena;
	struct str file;
	nlets_faults *faults;
};

static bool read_backing(const struct reader *reader, const struct nlets_node *node,
			 enum nlets_backing *backing)
{
	struct str word = nlets_node_attribute(node, "backing");

	*backing = NLETS_SOURCED;
	if (word.len == 0)
		return true;
	if (str_eq(word, STR("unconfirmed")))
		*backing = NLETS_UNCONFIRMED;
	else if (str_eq(word, STR("assumed")))
		*backing = NLETS_ASSUMED;
	else if (str_eq(word, STR("invented")))
		*backing = NLETS_INVENTED;
	else {
		nlets_fault_add(reader->arena, reader->faults, reader->file, node->line,
				"backing must be unconfirmed, assumed or invented");
		return false;
	}
	return true;
}

static bool read_code(const struct reader *reader, const struct nlets_node *node,
		      struct nlets_table *table)
{
	struct str value = nlets_node_attribute(node, "value");
	struct nlets_code *code;

	if (value.len == 0) {
		nlets_fault_add(reader->arena, reader->faults, reader->file, node->line,
				"a code needs a value");
		return false;
	}
	code = vec_add(reader->arena, &table->codes);
	if (!code)
		return false;
	code->value = value;
	code->label = node->text;
	code->kind = nlets_node_attribute_or(node, "kind", "");
	code->alias = nlets_node_attribute_or(node, "alias", "");
	return read_backing(reader, node, &code->backing);
}

static bool read_sources(struct arena *arena, struct str words, struct nlets_table *table)
{
	struct str word;

	while (str_split(&words, ' ', &word)) {
		struct str *source = word.len ? vec_add(arena, &table->sources) : NULL;

		if (word.len && !source)
			return false;
		if (source)
			*source = word;
	}
	return true;
}

/* Only once all codes are there: their array moves while it grows. */
static bool index_codes(const struct reader *reader, const struct nlets_node *root,
			struct nlets_table *table)
{
	size_t at = 0;

	for (const struct nlets_node *node = NULL; (node = nlets_node_child(root, "code", node));) {
		struct nlets_code *code = &table->codes.items[at++];

		if (hash_get(&table->by_value, code->value)) {
			nlets_fault_add(reader->arena, reader->faults, reader->file, node->line,
					"the code %.*s stands twice", STR_ARGS(code->value));
			return false;
		}
		if (!hash_put(reader->arena, &table->by_value, code->value, code))
			return false;
	}
	return true;
}

/* An alias names a code that is itself none, so that one step always resolves it. */
static bool check_aliases(const struct reader *reader, const struct nlets_node *root,
			  const struct nlets_table *table)
{
	size_t at = 0;

	for (const struct nlets_node *node = NULL; (node = nlets_node_child(root, "code", node));) {
		struct str alias = table->codes.items[at++].alias;
		const struct nlets_code *target = hash_get(&table->by_value, alias);

		if (alias.len && (!target || target->alias.len)) {
			nlets_fault_add(reader->arena, reader->faults, reader->file, node->line,
					"the alias %.*s is no code of this table", STR_ARGS(alias));
			return false;
		}
	}
	return true;
}

static bool read_codes(const struct reader *reader, const struct nlets_node *root,
		       struct nlets_table *table)
{
	for (const struct nlets_node *node = NULL; (node = nlets_node_child(root, "code", node));)
		if (!read_code(reader, node, table))
			return false;
	return index_codes(reader, root, table) && check_aliases(reader, root, table);
}

static bool read_root(const struct reader *reader, const struct nlets_node *root,
		      struct nlets_table *table)
{
	table->file = arena_copy(reader->arena, reader->file);
	table->name = nlets_node_attribute_or(root, "name", "");
	table->title = nlets_node_child_text(root, "title");
	table->complete = str_eq(nlets_node_attribute(root, "complete"), STR("yes"));
	table->as_of = nlets_node_attribute_or(root, "as-of", "");
	if (!nlets_node_is(root, "table") || table->name.len == 0) {
		nlets_fault_add(reader->arena, reader->faults, reader->file, root->line,
				"a table file holds one table element with a name");
		return false;
	}
	return table->file.ptr &&
	       read_sources(reader->arena, nlets_node_attribute(root, "sources"), table) &&
	       read_codes(reader, root, table);
}

struct nlets_table *nlets_table_read(struct arena *arena, struct str bytes, struct str file,
				     struct str schema, nlets_faults *faults)
{
	struct reader reader = { arena, file, faults };
	size_t faults_before = faults->count;
	const struct nlets_node *root = nlets_node_parse(arena, bytes, file, schema, faults);
	struct nlets_table *table = root ? arena_alloc(arena, sizeof(*table)) : NULL;

	if (table && read_root(&reader, root, table))
		return table;
	if (faults->count == faults_before)
		nlets_fault_add(arena, faults, file, 0, "the table could not be read");
	return NULL;
}

const struct nlets_code *nlets_table_find(const struct nlets_table *table, struct str value)
{
	const struct nlets_code *code = hash_get(&table->by_value, value);

	if (code && code->alias.len)
		code = hash_get(&table->by_value, code->alias);
	return code;
}

const struct nlets_code *nlets_table_find_letter_o(const struct nlets_table *table,
						   struct str value)
{
	char letters[NLETS_CODE_MAX];

	if (value.len > sizeof(letters) || str_find_char(value, '0') == value.len)
		return NULL;
	for (size_t i = 0; i < value.len; i++)
		letters[i] = value.ptr[i] == '0' ? 'O' : value.ptr[i];
	return nlets_table_find(table, (struct str){ letters, value.len });
}
