/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The definitions as a whole: schemas, and every reference between files. */
#include <config.h>

#include "nlets/definitions_registry.h"

static bool is_known(const nlets_faults *faults, struct str file, unsigned line, struct str reason)
{
	for (size_t i = 0; i < faults->count; i++)
		if (faults->items[i].line == line && str_eq(faults->items[i].reason, reason) &&
		    str_eq(faults->items[i].file, file))
			return true;
	return false;
}

/* Once, also when several forms have copied the item. */
void nlets__lint_fault(struct nlets_definitions *definitions, struct str file, unsigned line,
		       const char *what, struct str name)
{
	struct str reason =
		arena_printf(&definitions->arena, "%s: \"%.*s\"", what,
			     (int)(name.len < 80 ? name.len : 80), name.ptr ? name.ptr : "");

	if (!is_known(&definitions->faults, file, line, reason))
		nlets_fault_add(&definitions->arena, &definitions->faults, file, line, "%.*s",
				STR_ARGS(reason));
}

static void lint_sources(struct nlets_definitions *definitions, struct str file, unsigned line,
			 const nlets_str_list *sources)
{
	for (size_t i = 0; i < sources->count; i++)
		if (!nlets_source(definitions, sources->items[i]))
			nlets__lint_fault(definitions, file, line, "no such source",
					  sources->items[i]);
}

void nlets__marks_lint(struct nlets_definitions *definitions, struct str file,
		       const struct nlets_marks *marks, const char *what, struct str name)
{
	lint_sources(definitions, file, marks->line, &marks->sources);
	if (!marks->sources.count && marks->backing != NLETS_INVENTED && !marks->note.len)
		nlets__lint_fault(definitions, file, marks->line, what, name);
}

/* ---- schemas ---- */

/* The shipped files are not held against their schemas when they are loaded, so
 * that the first screen opens at once. */
static void validate(struct nlets_definitions *definitions, const char *name, const char *schema)
{
	struct arena scratch = { 0 };
	nlets_faults faults = { 0 };
	struct str bytes = STR_NONE, path = STR_NONE, grammar = STR_NONE, at;

	if (definitions->read(definitions->context, false, name, &scratch, &bytes, &path) == 0 &&
	    definitions->read(definitions->context, false, schema, &scratch, &grammar, &at) == 0)
		nlets_node_parse(&scratch, bytes, path, grammar, &faults);
	else
		nlets_fault_add(&scratch, &faults, str_from(name), 0,
				"the file or its schema is missing");
	for (size_t i = 0; i < faults.count; i++)
		nlets_fault_add(&definitions->arena, &definitions->faults, faults.items[i].file,
				faults.items[i].line, "%.*s", STR_ARGS(faults.items[i].reason));
	arena_free(&scratch);
}

static void validate_folder(struct nlets_definitions *definitions, const char *folder,
			    const char *schema)
{
	struct str *names = NULL;
	size_t count = 0;

	if (!definitions->list || definitions->list(definitions->context, false, folder,
						    &definitions->arena, &names, &count))
		return;
	for (size_t i = 0; i < count; i++) {
		struct str name =
			arena_printf(&definitions->arena, "%s/%.*s", folder, STR_ARGS(names[i]));

		if (!name.ptr || !str_ends(name, STR(".xml")))
			continue;
		if (str_eq(name, STR("forms/catalogue.xml")))
			validate(definitions, name.ptr, "forms/schema/catalogue.rng");
		else if (str_eq(name, STR("forms/chains.xml")))
			validate(definitions, name.ptr, "forms/schema/chains.rng");
		else if (str_eq(name, STR("forms/sources.xml")))
			validate(definitions, name.ptr, "forms/schema/sources.rng");
		else
			validate(definitions, name.ptr, schema);
	}
}

/* ---- catalogue ---- */

static bool names_key(const nlets_str_list *list, struct str key)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_eq(list->items[i], key))
			return true;
	return false;
}

static void lint_key(struct nlets_definitions *definitions, const struct nlets_catalogue_key *row)
{
	struct str file = STR("forms/catalogue.xml");
	const struct nlets_form *form = nlets_form(definitions, row->key);

	if (!row->title.len)
		nlets__lint_fault(definitions, file, 0, "the key has no title", row->key);
	if (row->response.len && !nlets_catalogue_find(definitions, row->response, NULL))
		nlets__lint_fault(definitions, file, 0, "the catalogue has no such key",
				  row->response);
	if (row->file.len && !form)
		nlets__lint_fault(definitions, file, 0, "the named file has no form for the key",
				  row->key);
	if (!form)
		return;
	if (form->form_class != row->form_class)
		nlets__lint_fault(definitions, file, 0, "form and catalogue disagree on the class",
				  row->key);
	if (row->response.len && !names_key(&form->responses, row->response))
		nlets__lint_fault(definitions, file, 0, "the form does not know this answer",
				  row->response);
}

static void lint_section(struct nlets_definitions *definitions, size_t at)
{
	const struct nlets_section *section = &definitions->sections.items[at];
	struct str file = STR("forms/catalogue.xml");

	if (!section->title.len)
		nlets__lint_fault(definitions, file, 0, "the section has no title", section->about);
	lint_sources(definitions, file, 0, &section->sources);
	for (size_t k = 0; k < section->keys.count; k++) {
		lint_key(definitions, &section->keys.items[k]);
		for (size_t o = 0; o < k; o++)
			if (str_eq(section->keys.items[o].key, section->keys.items[k].key))
				nlets__lint_fault(definitions, file, 0,
						  "the section has the key twice",
						  section->keys.items[k].key);
	}
}

/* A form's section is one that lists its key. */
static void lint_place(struct nlets_definitions *definitions, const struct nlets_form *form)
{
	for (size_t s = 0; s < definitions->sections.count; s++) {
		const struct nlets_section *section = &definitions->sections.items[s];

		for (size_t k = 0; section->number == form->section && k < section->keys.count; k++)
			if (str_eq(section->keys.items[k].key, form->key))
				return;
	}
	nlets__lint_fault(definitions, form->file, form->marks.line,
			  "the catalogue does not list the key in the form's section", form->key);
}

/* ---- tables and sources ---- */

static void lint_table(struct nlets_definitions *definitions, struct str name,
		       const struct nlets_table *table)
{
	if (!table)
		return; /* what refers to it says so */
	if (!str_eq(name, table->name))
		nlets__lint_fault(definitions, table->file, 0, "file and table differ in name",
				  table->name);
	if (!table->title.len || !table->codes.count)
		nlets__lint_fault(definitions, table->file, 0, "no title or no codes", table->name);
	if (!table->sources.count)
		nlets__lint_fault(definitions, table->file, 0, "nothing says where this comes from",
				  table->name);
	lint_sources(definitions, table->file, 0, &table->sources);
	for (size_t i = 0; i < table->codes.count; i++)
		if (!table->codes.items[i].label.len)
			nlets__lint_fault(definitions, table->file, 0, "the code has no label",
					  table->codes.items[i].value);
}

static void lint_source(struct nlets_definitions *definitions, const struct nlets_source *source)
{
	struct str file = STR("forms/sources.xml");

	if (!source->title.len)
		nlets__lint_fault(definitions, file, 0, "the source has no title", source->id);
	if (source->url.len && !str_starts(source->url, STR("https://")) &&
	    !str_starts(source->url, STR("http://")))
		nlets__lint_fault(definitions, file, 0, "not a web address", source->url);
	if (hash_get(&definitions->sources_by_id, source->id) != source)
		nlets__lint_fault(definitions, file, 0, "two sources have this id", source->id);
	for (size_t i = 0; i < source->also.count; i++)
		if (hash_get(&definitions->sources_by_id, source->also.items[i]) != source)
			nlets__lint_fault(definitions, file, 0, "two sources have this id",
					  source->also.items[i]);
}

void nlets_definitions_lint(struct nlets_definitions *definitions)
{
	if (definitions->linted)
		return;
	definitions->linted = true;
	nlets_definitions_load_all(definitions);
	validate_folder(definitions, "forms", "forms/schema/forms.rng");
	validate_folder(definitions, "forms/tables", "forms/schema/table.rng");
	for (size_t i = 0; i < definitions->sections.count; i++)
		lint_section(definitions, i);
	for (size_t i = 0; i < definitions->forms.size; i++) {
		const struct nlets_form *form = definitions->forms.slots[i].value;

		if (!form)
			continue;
		nlets__form_lint(definitions, form);
		lint_place(definitions, form);
	}
	for (size_t i = 0; i < definitions->tables.size; i++) {
		const struct nlets__found *found = definitions->tables.slots[i].value;

		if (found)
			lint_table(definitions, definitions->tables.slots[i].key, found->thing);
	}
	for (size_t i = 0; i < definitions->sources.count; i++)
		lint_source(definitions, &definitions->sources.items[i]);
}
