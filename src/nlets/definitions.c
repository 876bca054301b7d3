/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The registry: which file holds what, read when it is asked for. */
#include <config.h>

#include "nlets/definitions.h"

#include "base/alloc.h"
#include "base/i18n.h"
#include "nlets/definitions_registry.h"
#include "nlets/tables.h"

static const struct {
	const char *word, *label;
} data_classes[NLETS_DATA_CLASS_COUNT] = {
#define NLETS_X(name, word, label) { word, label },
	NLETS_DATA_CLASSES(NLETS_X)
#undef NLETS_X
};

const char *nlets_data_class_word(enum nlets_data_class data_class)
{
	return data_classes[data_class].word;
}

const char *nlets_data_class_label(enum nlets_data_class data_class)
{
	return data_classes[data_class].label;
}

struct nlets_definitions *nlets_definitions_new(nlets_read_definition *read,
						nlets_list_definitions *list, void *context)
{
	struct nlets_definitions *definitions = base_realloc(NULL, sizeof(*definitions));

	if (!definitions)
		return NULL;
	*definitions = (struct nlets_definitions){ .read = read, .list = list, .context = context };
	return definitions;
}

void nlets_definitions_free(struct nlets_definitions **definitions)
{
	if (!*definitions)
		return;
	arena_free(&(*definitions)->arena);
	base_free(*definitions);
	*definitions = NULL;
}

/* A definition file as read, with the schema to hold it against. */
struct file {
	struct arena scratch; /* owns bytes and schema */
	struct str bytes, schema;
	struct str path; /* in the definitions' arena */
};

static int read_bytes(struct nlets_definitions *definitions, bool own, struct str name,
		      struct arena *scratch, struct str *bytes, struct str *path)
{
	struct str ended = arena_copy(scratch, name);

	*bytes = *path = STR_NONE;
	if (!ended.ptr)
		return NLETS_E_MEMORY;
	return definitions->read(definitions->context, own, ended.ptr, scratch, bytes, path);
}

/* Opens a file of the user's own folder or of the shipped one. Returns 0 or an
 * error, for which a fault is added unless the file is not there and need not be.
 * In both cases the file must be closed. */
static int open_file(struct nlets_definitions *definitions, bool own, struct str name, bool needed,
		     const char *schema, struct file *file)
{
	struct str path;
	int error;

	*file = (struct file){ 0 };
	error = read_bytes(definitions, own, name, &file->scratch, &file->bytes, &path);
	file->path = arena_copy(&definitions->arena, path.ptr ? path : name);
	if (error == 0 && !file->path.ptr)
		error = NLETS_E_MEMORY;
	if (error == 0 && own) /* a missing schema is found by lint */
		read_bytes(definitions, false, str_from(schema), &file->scratch, &file->schema,
			   &path);
	if (error != 0 && (error != NLETS_E_NOT_FOUND || needed))
		nlets_fault_add(&definitions->arena, &definitions->faults, name, 0,
				"the file cannot be read");
	return error;
}

static void close_file(struct file *file)
{
	arena_free(&file->scratch);
}

static const struct nlets_form *other_form(void *context, struct str key)
{
	return nlets_form(context, key);
}

static struct nlets__file_reading start_reading(struct nlets_definitions *definitions,
						struct str path)
{
	return (struct nlets__file_reading){
		.arena = &definitions->arena,
		.faults = &definitions->faults,
		.file = path,
		.other = other_form,
		.context = definitions,
	};
}

/* Opens and parses; NULL when there is no such file or it is broken. */
static const struct nlets_node *read_tree(struct nlets_definitions *definitions, bool own,
					  struct str name, const char *schema, struct str *path)
{
	const struct nlets_node *root = NULL;
	struct file file;

	if (open_file(definitions, own, name, !own, schema, &file) == 0)
		root = nlets_node_parse(&definitions->arena, file.bytes, file.path, file.schema,
					&definitions->faults);
	*path = file.path;
	close_file(&file);
	return root;
}

/* A user's own form replaces a shipped one, never the other way round. */
static void add_forms(struct nlets_definitions *definitions, bool own,
		      const nlets__form_list *forms)
{
	for (size_t i = 0; i < forms->count; i++) {
		forms->items[i]->own = own;
		if (own || !hash_get(&definitions->forms, forms->items[i]->key))
			hash_put(&definitions->arena, &definitions->forms, forms->items[i]->key,
				 forms->items[i]);
	}
}

static void read_form_file(struct nlets_definitions *definitions, bool own, struct str name,
			   nlets__form_list *forms)
{
	struct str path;
	const struct nlets_node *root =
		read_tree(definitions, own, name, "forms/schema/forms.rng", &path);
	struct nlets__file_reading reading = start_reading(definitions, path);

	if (!root)
		return;
	nlets__forms_read(&reading, root, forms);
	add_forms(definitions, own, forms);
}

/* Also when it fails: each shipped file is tried once. */
static void read_shipped_forms(struct nlets_definitions *definitions, struct str file)
{
	nlets__form_list forms = { 0 };
	struct str name;

	if (!file.len || hash_get(&definitions->files, file))
		return;
	name = arena_printf(&definitions->arena, "forms/%.*s", STR_ARGS(file));
	if (name.ptr && hash_put(&definitions->arena, &definitions->files, file, definitions))
		read_form_file(definitions, false, name, &forms);
}

static struct nlets_section *find_section(struct nlets_definitions *definitions, unsigned number)
{
	for (size_t i = 0; i < definitions->sections.count; i++)
		if (definitions->sections.items[i].number == number)
			return &definitions->sections.items[i];
	return NULL;
}

static void put_key(struct nlets_definitions *definitions, struct nlets_section *section,
		    const struct nlets_catalogue_key *key)
{
	struct nlets_catalogue_key *row = NULL;

	for (size_t i = 0; i < section->keys.count && !row; i++)
		if (str_eq(section->keys.items[i].key, key->key))
			row = &section->keys.items[i];
	if (!row)
		row = vec_add(&definitions->arena, &section->keys);
	if (row)
		*row = *key;
}

/* The later section's words and keys win over an earlier one's of that number. */
static void put_section(struct nlets_definitions *definitions, const struct nlets_section *section)
{
	struct nlets_section *old = find_section(definitions, section->number);

	if (!old) {
		old = vec_add(&definitions->arena, &definitions->sections);
		if (old)
			*old = *section;
		return;
	}
	if (section->title.len)
		old->title = section->title;
	if (section->about.len)
		old->about = section->about;
	for (size_t i = 0; i < section->keys.count; i++)
		put_key(definitions, old, &section->keys.items[i]);
}

static void read_catalogue_file(struct nlets_definitions *definitions, bool own)
{
	struct str path;
	const struct nlets_node *root = read_tree(definitions, own, STR("forms/catalogue.xml"),
						  "forms/schema/catalogue.rng", &path);
	struct nlets__file_reading reading = start_reading(definitions, path);
	nlets__section_list sections = { 0 };

	if (!root)
		return;
	nlets__catalogue_read(&reading, root, &sections);
	for (size_t i = 0; i < sections.count; i++)
		put_section(definitions, &sections.items[i]);
}

/* The catalogue row of a form of the user's own. */
static void put_own_form(struct nlets_definitions *definitions, const struct nlets_form *form,
			 struct str file)
{
	struct nlets_catalogue_key key = {
		.key = form->key,
		.title = form->title,
		.file = file,
		.form_class = form->form_class,
		.response = form->responses.count ? form->responses.items[0] : STR(""),
	};
	struct nlets_section section = { .number = form->section };
	struct nlets_catalogue_key *row = vec_add(&definitions->arena, &section.keys);

	if (!row)
		return;
	*row = key;
	if (!form->section)
		section.title = str_from(N_("Your own forms"));
	put_section(definitions, &section);
}

static bool is_form_file(struct str name)
{
	return str_ends(name, STR(".xml")) && !str_eq(name, STR("catalogue.xml")) &&
	       !str_eq(name, STR("chains.xml")) && !str_eq(name, STR("sources.xml"));
}

static void read_own_forms(struct nlets_definitions *definitions)
{
	struct str *names = NULL;
	size_t count = 0;

	if (!definitions->list || definitions->list(definitions->context, true, "forms",
						    &definitions->arena, &names, &count) != 0)
		return;
	for (size_t i = 0; i < count; i++) {
		nlets__form_list forms = { 0 };
		struct str name;

		if (!is_form_file(names[i]))
			continue;
		name = arena_printf(&definitions->arena, "forms/%.*s", STR_ARGS(names[i]));
		if (name.ptr)
			read_form_file(definitions, true, name, &forms);
		for (size_t f = 0; f < forms.count; f++)
			put_own_form(definitions, forms.items[f], names[i]);
	}
}

static void index_rows(struct nlets_definitions *definitions)
{
	for (size_t s = 0; s < definitions->sections.count; s++) {
		const struct nlets_section *section = &definitions->sections.items[s];

		for (size_t k = 0; k < section->keys.count; k++) {
			struct nlets__catalogue_row *row;

			if (hash_get(&definitions->rows, section->keys.items[k].key))
				continue;
			row = arena_alloc(&definitions->arena, sizeof(*row));
			if (!row)
				return;
			*row = (struct nlets__catalogue_row){ s, k };
			hash_put(&definitions->arena, &definitions->rows,
				 section->keys.items[k].key, row);
		}
	}
}

static void read_catalogue(struct nlets_definitions *definitions)
{
	if (definitions->catalogue_read)
		return;
	definitions->catalogue_read = true;
	read_catalogue_file(definitions, false);
	read_catalogue_file(definitions, true);
	index_rows(definitions);
	read_own_forms(definitions);
	index_rows(definitions);
}

const struct nlets_section *nlets_catalogue(struct nlets_definitions *definitions, size_t *count)
{
	read_catalogue(definitions);
	*count = definitions->sections.count;
	return definitions->sections.items;
}

const struct nlets_catalogue_key *nlets_catalogue_find(struct nlets_definitions *definitions,
						       struct str key,
						       const struct nlets_section **section)
{
	const struct nlets__catalogue_row *row;
	const struct nlets_section *found;

	read_catalogue(definitions);
	row = hash_get(&definitions->rows, key);
	if (!row)
		return NULL;
	found = &definitions->sections.items[row->section];
	if (section)
		*section = found;
	return &found->keys.items[row->key];
}

const struct nlets_form *nlets_form(struct nlets_definitions *definitions, struct str key)
{
	const struct nlets_catalogue_key *row;
	const struct nlets_form *form;

	read_catalogue(definitions);
	form = hash_get(&definitions->forms, key);
	row = form ? NULL : nlets_catalogue_find(definitions, key, NULL);
	if (!row)
		return form;
	read_shipped_forms(definitions, row->file);
	return hash_get(&definitions->forms, key);
}

const struct nlets_item *nlets_form_item(const struct nlets_form *form, struct str code)
{
	return hash_get(&form->by_code, code);
}

/* Table names are part of a file name: letters and digits only. */
static bool is_table_name(struct str name)
{
	for (size_t i = 0; i < name.len; i++)
		if (!char_is_upper_alnum(name.ptr[i]))
			return false;
	return name.len > 0 && name.len <= 32;
}

static const struct nlets_table *read_table(struct nlets_definitions *definitions, bool own,
					    struct str name)
{
	struct str file_name =
		arena_printf(&definitions->arena, "forms/tables/%.*s.xml", STR_ARGS(name));
	const struct nlets_table *table = NULL;
	struct file file;

	if (!file_name.ptr)
		return NULL;
	if (open_file(definitions, own, file_name, false, "forms/schema/table.rng", &file) == 0)
		table = nlets_table_read(&definitions->arena, file.bytes, file.path, file.schema,
					 &definitions->faults);
	close_file(&file);
	return table;
}

const struct nlets_table *nlets_table(struct nlets_definitions *definitions, struct str name)
{
	struct nlets__found *found = hash_get(&definitions->tables, name);

	if (found || !is_table_name(name))
		return found ? found->thing : NULL;
	found = arena_alloc(&definitions->arena, sizeof(*found));
	name = arena_copy(&definitions->arena, name);
	if (!found || !name.ptr ||
	    !hash_put(&definitions->arena, &definitions->tables, name, found))
		return NULL;
	found->thing = read_table(definitions, true, name);
	if (!found->thing)
		found->thing = read_table(definitions, false, name);
	return found->thing;
}

const struct nlets_code *nlets_member(struct nlets_definitions *definitions, struct str code)
{
	if (!definitions->members)
		definitions->members = nlets_table(definitions, STR("MEMBER"));
	return definitions->members ? nlets_table_find(definitions->members, code) : NULL;
}

static void read_sources(struct nlets_definitions *definitions, bool own)
{
	struct str path;
	const struct nlets_node *root = read_tree(definitions, own, STR("forms/sources.xml"),
						  "forms/schema/sources.rng", &path);
	struct nlets__file_reading reading = start_reading(definitions, path);

	if (root)
		nlets__sources_read(&reading, root, &definitions->sources);
}

static void index_source(struct nlets_definitions *definitions, struct nlets_source *source)
{
	struct hash *by_id = &definitions->sources_by_id;

	hash_put(&definitions->arena, by_id, source->id, source);
	for (size_t i = 0; i < source->also.count; i++)
		hash_put(&definitions->arena, by_id, source->also.items[i], source);
}

const struct nlets_source *nlets_source(struct nlets_definitions *definitions, struct str id)
{
	if (!definitions->sources_read) {
		definitions->sources_read = true;
		read_sources(definitions, false);
		read_sources(definitions, true);
		for (size_t i = 0; i < definitions->sources.count; i++)
			index_source(definitions, &definitions->sources.items[i]);
	}
	return hash_get(&definitions->sources_by_id, id);
}

static void load_all_tables(struct nlets_definitions *definitions, bool own)
{
	struct str *names = NULL;
	size_t count = 0;

	if (!definitions->list || definitions->list(definitions->context, own, "forms/tables",
						    &definitions->arena, &names, &count) != 0)
		return;
	for (size_t i = 0; i < count; i++)
		if (str_ends(names[i], STR(".xml")))
			nlets_table(definitions, str_sub(names[i], 0, names[i].len - 4));
}

void nlets_definitions_load_all(struct nlets_definitions *definitions)
{
	size_t count;
	const struct nlets_section *sections = nlets_catalogue(definitions, &count);

	for (size_t s = 0; s < count; s++)
		for (size_t k = 0; k < sections[s].keys.count; k++)
			nlets_form(definitions, sections[s].keys.items[k].key);
	nlets_source(definitions, STR(""));
	load_all_tables(definitions, true);
	load_all_tables(definitions, false);
}

const struct nlets_fault *nlets_definitions_faults(struct nlets_definitions *definitions,
						   size_t *count)
{
	*count = definitions->faults.count;
	return definitions->faults.items;
}
