/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run of the program: the definitions, the settings, the simulated network
 * and what has been sent. Made by main; screens and verbs work on it.
 *
 * Nothing is read before it is asked for: definitions and policies load their
 * files at first use, the network (and its population) is made at the first
 * app_session_network(). */
#ifndef APP_SESSION_H
#define APP_SESSION_H

#include "app/cause.h"
#include "app/settings.h"
#include "nlets/definitions.h"
#include "nlets/disclose.h"
#include "nlets/parse.h"
#include "nlets/policy.h"

struct io_paths;
struct sim_network;
struct sim_conversation;

/* Called while the population is made; a value other than 0 cancels. */
typedef int app_progress(void *context, size_t done, size_t total);

struct app_session {
	struct arena arena; /* what lives as long as the session */
	struct io_paths *paths;
	struct app_settings settings;
	struct nlets_definitions *definitions;
	struct nlets_policies *policies;
	nlets_read_definition *read; /* the reader behind both, with read_context */
	nlets_list_definitions *list;
	void *read_context;
	struct sim_network *network; /* NULL until app_session_network() */
	struct sim_network *directory; /* one with hardly any people, for its directory alone */
	bool no_directory; /* it could not be made */
	struct str network_made_from; /* people, seed and population it was made with */
	bool serving; /* set before the network is made: it counts on from its journal */
	const char *journal; /* file of a server's journal; NULL: one in the state folder */
	VEC(struct sim_conversation *) conversations; /* all sent in this run, oldest first */
	VEC(struct nlets_policies *) policy_sets; /* that were made beside policies, all owned */
	struct nlets_systems *systems; /* NULL until app_systems(); in the arena */
	struct nlets_chains *chains; /* NULL until app_chains(); in the arena */
	VEC(struct app_caused) causes; /* why conversations were begun, where that is known */
};

/* Finds the folders and reads the settings (environment and files; options are
 * set by the caller afterwards). `config` names a settings file to read instead
 * of the user's, or NULL. Never fails but for memory: faults of the files are in
 * settings.faults. NULL when memory is out. */
struct app_session *app_session_new(const char *config);
void app_session_free(struct app_session **session);

/* Now, in seconds since 1970 UTC: the setting `now`, else the clock. */
int64_t app_session_now(const struct app_session *session);
/* The day whose rules apply, ccyymmdd: the setting `date`, else the local (or,
 * with `utc`, the UTC) day of now. */
unsigned app_session_date(const struct app_session *session);

/* The simulated network with the settings as they are now; it is made anew only
 * when population, people, seed, journal or durable was changed. Returns 0, NLETS_E_ARGUMENT when
 * the setting `faults` is none, or what sim_network_new returns, with a sentence in
 * *why (may be NULL; lives in the session's arena). progress may be NULL. */
int app_session_network(struct app_session *session, app_progress *progress, void *context,
			struct sim_network **network, struct str *why);

/* Sends bytes at app_session_now() and keeps the conversation in the session's
 * list, which owns it. Returns 0 or a negative error. */
int app_session_send(struct app_session *session, struct str bytes, app_progress *progress,
		     void *context, struct sim_conversation **conversation, struct str *why);

/* Whether the text is a plan of faults of the simulated network, as the setting
 * `faults` takes it (sim_faults_check). */
bool app_faults_check(struct str text, struct str *wrong);
/* Whether the setting `url` names a server that messages are sent to. */
bool app_session_is_remote(const struct app_session *session);

/* Whether the invented directory knows the ORI; true when there is no directory,
 * since then nothing can be said. Usable as nlets_check_context.knows_ori. */
bool app_session_knows_ori(void *session, struct str ori);

/* What the directory says of an ORI: the label of an invented one, or a sentence on
 * a real one that public pages print; empty when it is neither. */
struct str app_session_ori_words(struct app_session *session, struct str ori);

/* What was wrong with the network's own definition files (directory, holders); makes
 * the directory when there is no network yet. */
const struct nlets_fault *app_session_network_faults(struct app_session *session, size_t *count);

/* Checks the message with the session's day and definitions. With `sending` an
 * unknown ORI is an error, otherwise info. Returns 0 or
 * NLETS_E_MEMORY. */
int app_session_check(struct app_session *session, struct nlets_message *message, bool sending);

/* Whether the user asked to stop what app_session_network() is at. */
bool app_interrupted(void);

/* A training ORI: nine characters with SIM as the third to fifth. Only these are
 * ever composed, sent or served (design section 1). */
bool app_is_training_ori(struct str ori);

/* Path of a file in the user's own state, data, config or cache folder, made
 * (mode 0700) when it does not exist. NUL-terminated, in the session's arena. */
enum app_folder {
	APP_FOLDER_STATE,
	APP_FOLDER_DATA,
	APP_FOLDER_CONFIG,
	APP_FOLDER_CACHE,
};
struct str app_session_path(struct app_session *session, enum app_folder folder, const char *name);

#endif
