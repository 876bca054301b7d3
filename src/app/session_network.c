/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session's simulated network: made late, remade when its settings change. */
#include <config.h>

#include "app/session.h"

#include "app/i18n.h"
#include "app/remote.h"
#include "base/alloc.h"
#include "io/crash.h"
#include "sim/sim.h"

#include <stdio.h>

/* The file of the population is named after what it was made from, so that a
 * change of seed or size makes another one and never mixes two. */
static const char *population_path(struct app_session *session)
{
	const struct app_settings *settings = &session->settings;
	struct str named = app_settings_text(settings, APP_SETTING_population);
	char name[64];

	if (str_eq(named, STR(":memory:")))
		return NULL;
	if (named.len)
		return named.ptr;
	snprintf(name, sizeof(name), "population-%llu-%llu.db",
		 (unsigned long long)app_settings_number(settings, APP_SETTING_seed),
		 (unsigned long long)app_settings_number(settings, APP_SETTING_people));
	return app_session_path(session, APP_FOLDER_DATA, name).ptr;
}

/* Where changes by messages are kept; nowhere when the population is not kept either. */
static const char *changes_path(struct app_session *session)
{
	if (str_eq(app_settings_text(&session->settings, APP_SETTING_population), STR(":memory:")))
		return NULL;
	return app_session_path(session, APP_FOLDER_STATE, "network.db").ptr;
}

/* What is sent is kept only with a population that is kept, and where it is wanted. */
static const char *journal_path(struct app_session *session)
{
	if (session->journal)
		return session->journal;
	if (!app_settings_switch(&session->settings, APP_SETTING_journal) ||
	    str_eq(app_settings_text(&session->settings, APP_SETTING_population), STR(":memory:")))
		return NULL;
	return app_session_path(session, APP_FOLDER_STATE, "journal.db").ptr;
}

/* What the network is made from and cannot change later, as one text to compare. */
static struct str fingerprint(struct app_session *session)
{
	const struct app_settings *settings = &session->settings;
	struct str population = app_settings_text(settings, APP_SETTING_population);

	return arena_printf(&session->arena, "%llu %llu %d %d %.*s",
			    (unsigned long long)app_settings_number(settings, APP_SETTING_people),
			    (unsigned long long)app_settings_number(settings, APP_SETTING_seed),
			    app_settings_switch(settings, APP_SETTING_journal),
			    app_settings_switch(settings, APP_SETTING_durable),
			    STR_ARGS(population));
}

static void take_settings(const struct app_session *session, struct sim_settings *wanted)
{
	const struct app_settings *settings = &session->settings;

	wanted->date = app_session_date(session);
	wanted->assume = (int)app_settings_choice(settings, APP_SETTING_assume);
	wanted->refusal = (enum sim_refusal)app_settings_choice(settings, APP_SETTING_refusal);
	wanted->regional =
		(enum sim_regional_keys)app_settings_choice(settings, APP_SETTING_regional);
	wanted->deliver_xml = app_settings_choice(settings, APP_SETTING_deliver) == 1;
	wanted->faults = app_settings_text(settings, APP_SETTING_faults);
}

static int make_network(struct app_session *session, app_progress *progress, void *context,
			struct str *why)
{
	const struct app_settings *settings = &session->settings;
	struct sim_settings wanted = {
		.definitions = session->definitions,
		.policies = session->policies,
		.read = session->read,
		.list = session->list,
		.read_context = session->read_context,
		.population = population_path(session),
		.changes = changes_path(session),
		.journal = journal_path(session),
		.durable = app_settings_switch(settings, APP_SETTING_durable),
		.continue_counts = session->serving,
		.people = (size_t)app_settings_number(settings, APP_SETTING_people),
		.seed = app_settings_number(settings, APP_SETTING_seed),
		.progress = progress,
		.progress_context = context,
	};
	int result;

	take_settings(session, &wanted);
	io_interrupt_begin();
	result = sim_network_new(&wanted, &session->arena, why, &session->network);
	io_interrupt_end();
	if (result < 0)
		session->network = NULL;
	return result;
}

int app_session_network(struct app_session *session, app_progress *progress, void *context,
			struct sim_network **network, struct str *why)
{
	struct str made_from = fingerprint(session), wrong;
	int result = 0;

	if (!sim_faults_check(app_settings_text(&session->settings, APP_SETTING_faults), &wrong)) {
		if (why)
			*why = arena_printf(&session->arena, _("%.*s is no fault: write HOLDER=slow, silent, garbled, duplicated, out-of-order, store or remove"),
					    STR_ARGS(wrong));
		*network = NULL;
		return NLETS_E_ARGUMENT;
	}
	if (session->network && !str_eq(made_from, session->network_made_from))
		sim_network_free(&session->network);
	if (session->network) {
		take_settings(session, sim_network_settings(session->network));
	} else {
		session->network_made_from = made_from;
		result = make_network(session, progress, context, why);
	}
	*network = session->network;
	return result;
}

/* The network, or one made in memory at once for the sake of its directory. */
static struct sim_network *directory(struct app_session *session)
{
	struct sim_settings wanted = {
		.definitions = session->definitions,
		.policies = session->policies,
		.read = session->read,
		.list = session->list,
		.read_context = session->read_context,
		.changes = changes_path(session),
		.people = 1,
		.seed = 1,
		.date = app_session_date(session),
	};

	if (session->network)
		return session->network;
	if (!session->directory && !session->no_directory) {
		session->no_directory = sim_network_new(&wanted, &session->arena, NULL,
							&session->directory) < 0;
		if (session->no_directory)
			session->directory = NULL;
	}
	return session->directory;
}

bool app_session_knows_ori(void *session, struct str ori)
{
	struct sim_network *network;

	if (str_eq(ori, STR("NL0000000"))) /* the switch itself (ER-G) */
		return true;
	network = directory(session);
	return !network || sim_directory_knows(network, ori, NULL);
}

struct str app_session_ori_words(struct app_session *session, struct str ori)
{
	struct sim_network *network = directory(session);
	struct str words = STR("");

	if (network)
		sim_directory_knows(network, ori, &words);
	return words;
}

const struct nlets_fault *app_session_network_faults(struct app_session *session, size_t *count)
{
	struct sim_network *network = directory(session);

	*count = 0;
	return network ? sim_network_faults(network, count) : NULL;
}

bool app_faults_check(struct str text, struct str *wrong)
{
	return sim_faults_check(text, wrong);
}

bool app_interrupted(void)
{
	return io_interrupted();
}

bool app_session_is_remote(const struct app_session *session)
{
	return app_settings_text(&session->settings, APP_SETTING_url).len > 0;
}

int app_session_send(struct app_session *session, struct str bytes, app_progress *progress,
		     void *context, struct sim_conversation **conversation, struct str *why)
{
	struct sim_network *network = NULL;
	struct sim_conversation *made, **kept;
	bool remote = app_session_is_remote(session);
	int result = remote ? 0 : app_session_network(session, progress, context, &network, why);

	*conversation = NULL;
	if (result < 0)
		return result;
	made = base_realloc(NULL, sizeof(*made));
	if (!made)
		return NLETS_E_MEMORY;
	*made = (struct sim_conversation){ 0 };
	result = remote ? app_remote_send(session, bytes, progress, context, made, why) :
			  sim_send(network, bytes, app_session_now(session), made);
	kept = result < 0 ? NULL : vec_add(&session->arena, &session->conversations);
	if (!kept) {
		sim_conversation_free(made);
		base_free(made);
		return result < 0 ? result : NLETS_E_MEMORY;
	}
	*kept = *conversation = made;
	return 0;
}
