/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/completion_words.h"

#include "app/forms_report.h"
#include "app/systems.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { MOST_FILES = 1000 };

struct words {
	struct app_session *session;
	struct str of;
	struct arena *arena;
	app_completions *out;
	bool failed;
};

static void add(struct words *words, struct str word)
{
	struct str *place = vec_add(words->arena, words->out);

	if (place && word.ptr)
		*place = word;
	else
		words->failed = true;
}

static void add_keys(struct words *words)
{
	size_t count;
	const struct nlets_section *sections = nlets_catalogue(words->session->definitions, &count);

	for (size_t i = 0; sections && i < count; i++)
		for (size_t j = 0; j < sections[i].keys.count; j++)
			if (sections[i].keys.items[j].file.len)
				add(words, sections[i].keys.items[j].key);
}

static void add_fields(struct words *words)
{
	const struct nlets_form *form =
		words->of.len ? nlets_form(words->session->definitions, words->of) : NULL;

	for (size_t i = 0; form && i < form->items.count; i++)
		add(words,
		    arena_printf(words->arena, "%.*s=", STR_ARGS(form->items.items[i].code)));
}

static void add_agencies(struct words *words)
{
	size_t count;
	const struct nlets_agency *agencies = nlets_agencies(words->session->policies, &count);

	for (size_t i = 0; i < count; i++)
		add(words, agencies[i].id);
}

static void add_oris(struct words *words)
{
	size_t count;
	const struct nlets_agency *agencies = nlets_agencies(words->session->policies, &count);

	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < agencies[i].oris.count; j++)
			add(words, agencies[i].oris.items[j].ori);
}

static void add_states(struct words *words)
{
	size_t count;
	const struct nlets_holder *holders = nlets_holders(words->session->policies, &count);

	for (size_t i = 0; i < count; i++)
		add(words, holders[i].code);
}

static void add_codes_of(struct words *words, struct str name, struct str before)
{
	const struct nlets_table *table = nlets_table(words->session->definitions, name);

	for (size_t i = 0; table && i < table->codes.count; i++)
		add(words, before.len ? arena_printf(words->arena, "%.*s=%.*s", STR_ARGS(before),
						     STR_ARGS(table->codes.items[i].value))
				      : table->codes.items[i].value);
}

static void add_destinations(struct words *words)
{
	add_codes_of(words, STR("MEMBER"), STR(""));
}

static void add_codes(struct words *words)
{
	add_codes_of(words, words->of, STR(""));
}

static void add_tables(struct words *words)
{
	size_t count;
	struct str *names = app_table_names(words->session, &count);

	for (size_t i = 0; i < count; i++)
		add(words, names[i]);
}

static void add_systems(struct words *words)
{
	const struct nlets_systems *systems = app_systems(words->session);

	for (size_t i = 0; systems && i < systems->items.count; i++)
		add(words, systems->items.items[i].id);
}

static int not_hidden(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* A folder's name ends in a slash, so that what is in it can be completed next. */
static void add_file(struct words *words, struct str folder, const char *name)
{
	struct str path = arena_printf(words->arena, "%.*s%s", STR_ARGS(folder), name);
	struct stat status;

	if (path.ptr && stat(path.ptr, &status) == 0 && S_ISDIR(status.st_mode))
		path = arena_printf(words->arena, "%.*s/", STR_ARGS(path));
	add(words, path);
}

static void add_files(struct words *words)
{
	struct str folder = words->of;
	struct dirent **found;
	int count;

	while (folder.len && folder.ptr[folder.len - 1] != '/')
		folder.len--;
	count = scandir(folder.len ? arena_strdup(words->arena, arena_copy(words->arena, folder).ptr) : ".",
			&found, not_hidden, alphasort);
	for (int i = 0; i < count; i++) {
		if (i < MOST_FILES)
			add_file(words, folder, found[i]->d_name);
		free(found[i]);
	}
	if (count >= 0)
		free(found);
}

static const struct {
	const char *name;
	void (*add)(struct words *words);
} kinds[] = {
	{ "key", add_keys },	   { "fields", add_fields },
	{ "agency", add_agencies }, { "ori", add_oris },
	{ "state", add_states },    { "destination", add_destinations },
	{ "table", add_tables },    { "code", add_codes },
	{ "system", add_systems },  { "file", add_files },
};

int app_completion_words(struct app_session *session, struct str kind, struct str of,
			 struct arena *arena, app_completions *out)
{
	struct words words = { session, of, arena, out, false };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (str_eq(str_from(kinds[i].name), kind)) {
			kinds[i].add(&words);
			return words.failed ? NLETS_E_MEMORY : 0;
		}
	return NLETS_E_NOT_FOUND;
}

int app_completion_values(struct app_session *session, struct str key, struct str code,
			  struct arena *arena, app_completions *out)
{
	const struct nlets_form *form = key.len ? nlets_form(session->definitions, key) : NULL;
	const struct nlets_item *item = form ? nlets_form_item(form, code) : NULL;
	struct words words = { session, STR(""), arena, out, false };

	if (item && item->table.len)
		add_codes_of(&words, item->table, code);
	return words.failed ? NLETS_E_MEMORY : 0;
}
