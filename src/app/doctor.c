/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/doctor.h"

#include "app/i18n.h"
#include "app/net.h"
#include "app/key_file.h"
#include "io/paths.h"
#include "io/tree.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <unistd.h>

/* Where rows go, and the section they now belong to. */
struct doctor {
	struct app_session *session;
	struct arena *arena;
	app_doctor_rows *rows;
	const char *section;
	bool failed;
};

static void add(struct doctor *doctor, struct str name, struct str value, bool fault)
{
	struct app_doctor_row *row = vec_add(doctor->arena, doctor->rows);

	if (row)
		*row = (struct app_doctor_row){ doctor->section, name, value, fault };
	else
		doctor->failed = true;
}

static void add_text(struct doctor *doctor, const char *name, struct str value)
{
	add(doctor, str_from(name), value.len ? value : str_from(_("(not set)")), false);
}

/* Opened only here, so that a broken one is found before it is needed. */
static void http_module(struct doctor *doctor)
{
	struct str why;
	const struct net_functions *net = app_net(doctor->session, &why);

	add(doctor, str_from(_("HTTP module")), net ? str_from(net->libraries) : why, !net);
}

static void folders(struct doctor *doctor)
{
	const struct io_paths *paths = doctor->session->paths;

	doctor->section = _("Folders");
	add_text(doctor, _("settings"), paths->config);
	add_text(doctor, _("own definitions, populations"), paths->data);
	add_text(doctor, _("drafts, outbox and journal"), paths->state);
	add_text(doctor, _("indexes"), paths->cache);
	for (size_t i = 0; i < paths->shipped.count; i++)
		add_text(doctor, _("shipped definitions"), paths->shipped.items[i]);
	http_module(doctor);
}

static void faults_of(struct doctor *doctor, const struct nlets_fault *faults, size_t count)
{
	for (size_t i = 0; i < count; i++)
		add(doctor, arena_printf(doctor->arena, "%.*s:%u", STR_ARGS(faults[i].file), faults[i].line),
		    app_tr(faults[i].reason), true);
}

/* A definition file of the user's own, and whether it takes a shipped one's place. */
static void own_file(struct doctor *doctor, struct str path)
{
	struct app_session *session = doctor->session;
	size_t skip = session->paths->data.len + 1;
	struct str name = path.len > skip ? str_sub(path, skip, path.len - skip) : path;
	struct str bytes, shipped;
	bool overrides;

	if (!str_ends(name, STR(".xml")))
		return;
	overrides = session->read(session->read_context, false, name.ptr, doctor->arena, &bytes,
				  &shipped) == 0;
	add(doctor, path,
	    overrides ? arena_printf(doctor->arena, _("takes the place of %.*s"), STR_ARGS(shipped)) :
			str_from(_("adds to the shipped ones")),
	    false);
}

static void definitions(struct doctor *doctor)
{
	struct app_session *session = doctor->session;
	io_entries own = { 0 };
	const struct nlets_fault *faults;
	size_t count;

	doctor->section = _("Definitions");
	nlets_definitions_load_all(session->definitions);
	nlets_catalogue(session->definitions, &count);
	add(doctor, str_from(_("sections of the catalogue")), arena_printf(doctor->arena, "%zu", count),
	    count == 0);
	nlets_agencies(session->policies, &count);
	add(doctor, str_from(_("agencies")), arena_printf(doctor->arena, "%zu", count), count == 0);
	nlets_rules(session->policies, &count);
	add(doctor, str_from(_("policy rules")), arena_printf(doctor->arena, "%zu", count), count == 0);
	if (io_tree_files(session->paths->data.ptr, doctor->arena, &own) < 0)
		doctor->failed = true;
	for (size_t i = 0; i < own.count; i++)
		own_file(doctor, own.items[i].path);
	faults = nlets_definitions_faults(session->definitions, &count);
	faults_of(doctor, faults, count);
	faults = nlets_policies_faults(session->policies, &count);
	faults_of(doctor, faults, count);
	faults = app_session_network_faults(session, &count);
	faults_of(doctor, faults, count);
}

static void settings(struct doctor *doctor, bool all)
{
	const struct app_settings *values = &doctor->session->settings;

	doctor->section = _("Settings");
	for (int i = 0; i < APP_SETTING_COUNT; i++) {
		const struct app_setting_value *value = &values->values[i];

		if (all || !str_eq(value->origin, STR("default")))
			add(doctor, str_from(app_setting_row((enum app_setting)i)->name),
			    arena_printf(doctor->arena, "%.*s (%.*s)", STR_ARGS(value->text),
					 STR_ARGS(value->origin)),
			    false);
	}
	faults_of(doctor, values->faults.items, values->faults.count);
}

/* Only where there is a file of keys. */
static void own_keys(struct doctor *doctor)
{
	struct app_keys keys = { 0 };

	doctor->section = _("Keys");
	if (app_keys_load(doctor->session, doctor->arena, &keys) < 0)
		doctor->failed = true;
	if (keys.bound)
		add(doctor, str_from(_("keys of your own")), arena_printf(doctor->arena, "%zu", keys.bound),
		    false);
	faults_of(doctor, keys.faults.items, keys.faults.count);
}

static void locale(struct doctor *doctor)
{
	struct str header = str_from(gettext(""));

	doctor->section = _("Language");
	add_text(doctor, _("messages"), str_from(setlocale(LC_MESSAGES, NULL)));
	add_text(doctor, _("character set"), str_from(nl_langinfo(CODESET)));
	add(doctor, str_from(_("catalogue")),
	    str_from(header.len ? _("found") : _("none for this language: English")), false);
}

static void terminal(struct doctor *doctor)
{
	static const char *const variables[] = { "TERM", "COLORTERM", "NO_COLOR", "CLICOLOR_FORCE",
						 "ESCDELAY" };

	doctor->section = _("Terminal");
	add_text(doctor, _("standard output"),
		 str_from(isatty(STDOUT_FILENO) ? _("a terminal") : _("not a terminal")));
	for (size_t i = 0; i < sizeof(variables) / sizeof(*variables); i++)
		add_text(doctor, variables[i], str_from(getenv(variables[i])));
}

static bool is_population(struct str path)
{
	size_t slash = path.len;
	struct str name;

	while (slash > 0 && path.ptr[slash - 1] != '/')
		slash--;
	name = str_sub(path, slash, path.len - slash);
	return str_starts(name, STR("population-")) && str_find(name, STR(".db")) < name.len;
}

/* All files that a purge removes. */
static int stored_files(struct app_session *session, struct arena *arena, io_entries *stored)
{
	io_entries data = { 0 };
	int result = io_tree_files(session->paths->state.ptr, arena, stored);

	if (result == 0)
		result = io_tree_files(session->paths->cache.ptr, arena, stored);
	if (result == 0)
		result = io_tree_files(session->paths->data.ptr, arena, &data);
	for (size_t i = 0; i < data.count && result == 0; i++) {
		struct io_entry *entry;

		if (!is_population(data.items[i].path))
			continue;
		entry = vec_add(arena, stored);
		if (!entry)
			return NLETS_E_MEMORY;
		*entry = data.items[i];
	}
	return result;
}

static void stored(struct doctor *doctor)
{
	io_entries files = { 0 };

	doctor->section = _("Stored by the program (removed by doctor --purge)");
	if (stored_files(doctor->session, doctor->arena, &files) < 0)
		doctor->failed = true;
	for (size_t i = 0; i < files.count; i++)
		add(doctor, files.items[i].path,
		    arena_printf(doctor->arena, _("%llu bytes"), (unsigned long long)files.items[i].bytes),
		    false);
	if (files.count == 0)
		add(doctor, str_from(_("nothing")), STR(""), false);
}

int app_doctor(struct app_session *session, bool all_settings, struct arena *arena,
	       app_doctor_rows *rows)
{
	struct doctor doctor = { session, arena, rows, _("Program"), false };

	add(&doctor, STR(PACKAGE), STR(VERSION), false);
	folders(&doctor);
	definitions(&doctor);
	settings(&doctor, all_settings);
	own_keys(&doctor);
	locale(&doctor);
	terminal(&doctor);
	stored(&doctor);
	return doctor.failed ? NLETS_E_MEMORY : 0;
}

int app_doctor_purge(struct app_session *session, struct arena *arena, nlets_str_list *removed)
{
	io_entries files = { 0 };
	int result = stored_files(session, arena, &files);

	for (size_t i = 0; i < files.count && result == 0; i++) {
		struct str *path = vec_add(arena, removed);

		result = path ? io_file_remove(files.items[i].path.ptr) : NLETS_E_MEMORY;
		if (path)
			*path = files.items[i].path;
	}
	if (result == 0)
		result = io_tree_remove(session->paths->state.ptr);
	if (result == 0)
		result = io_tree_remove(session->paths->cache.ptr);
	return result;
}
