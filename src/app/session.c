/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/session.h"

#include "app/time_text.h"
#include "base/alloc.h"
#include "base/i18n.h"
#include "io/data.h"
#include "io/file.h"
#include "nlets/check.h"
#include "sim/sim.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

enum { SETTINGS_LIMIT = 1 << 20 };

/* NLETSCOPE_NAME for each setting. */
static void read_environment(struct app_session *session)
{
	for (int i = 0; i < APP_SETTING_COUNT; i++) {
		struct buf variable = { 0 };
		struct str value;

		app_setting_variable((enum app_setting)i, &variable);
		value = str_from(getenv(buf_text(&variable)));
		if (value.len && app_settings_set(&session->settings, &session->arena,
						  (enum app_setting)i, value,
						  buf_str(&variable)) == NLETS_E_ARGUMENT) {
			struct nlets_fault *fault = vec_add(&session->arena, &session->settings.faults);

			if (fault)
				*fault = (struct nlets_fault){
					arena_copy(&session->arena, buf_str(&variable)), 0,
					STR(N_("the value does not fit")) };
		}
		buf_free(&variable);
	}
}

/* A missing file is fine unless the user named it. */
static void read_settings_file(struct app_session *session, struct str path, bool named)
{
	struct buf bytes = { 0 };
	int result;

	errno = 0;
	result = path.ptr ? io_read_file(path.ptr, SETTINGS_LIMIT, &bytes) : NLETS_E_MEMORY;
	if (result == 0) {
		app_settings_read(&session->settings, &session->arena, buf_str(&bytes), path);
	} else if (named || (errno != ENOENT && errno != ENOTDIR)) {
		struct nlets_fault *fault = vec_add(&session->arena, &session->settings.faults);

		if (fault)
			*fault = (struct nlets_fault){ path, 0, str_from(nlets_error_text(result)) };
	}
	buf_free(&bytes);
}

static void read_settings(struct app_session *session, const char *config)
{
	struct arena *arena = &session->arena;
	const struct io_paths *paths = session->paths;

	for (size_t i = paths->config_dirs.count; i-- > 0;)
		read_settings_file(session,
				   arena_printf(arena, "%s/config", paths->config_dirs.items[i].ptr), false);
	if (config)
		read_settings_file(session, arena_copy(arena, str_from(config)), true);
	else
		read_settings_file(session, arena_printf(arena, "%s/config", paths->config.ptr), false);
	read_settings_file(session, STR(".nletscope"), false);
	read_environment(session);
}

struct app_session *app_session_new(const char *config)
{
	struct app_session *session = base_realloc(NULL, sizeof(*session));

	if (!session)
		return NULL;
	*session = (struct app_session){ .read = io_data_read, .list = io_data_list };
	app_settings_init(&session->settings);
	session->paths = arena_alloc(&session->arena, sizeof(*session->paths));
	if (session->paths && io_paths_find(&session->arena, session->paths)) {
		session->read_context = session->paths;
		session->definitions = nlets_definitions_new(session->read, session->list, session->paths);
		session->policies = nlets_policies_new(session->read, session->list, session->paths);
	}
	if (!session->definitions || !session->policies) {
		app_session_free(&session);
		return NULL;
	}
	read_settings(session, config);
	return session;
}

void app_session_free(struct app_session **session)
{
	struct app_session *s = *session;

	if (!s)
		return;
	for (size_t i = 0; i < s->conversations.count; i++) {
		sim_conversation_free(s->conversations.items[i]);
		base_free(s->conversations.items[i]);
	}
	sim_network_free(&s->network);
	sim_network_free(&s->directory);
	for (size_t i = 0; i < s->policy_sets.count; i++) {
		if (s->policy_sets.items[i] == s->policies)
			s->policies = NULL;
		nlets_policies_free(&s->policy_sets.items[i]);
	}
	nlets_policies_free(&s->policies);
	nlets_definitions_free(&s->definitions);
	arena_free(&s->arena);
	base_free(s);
	*session = NULL;
}

int64_t app_session_now(const struct app_session *session)
{
	int64_t now;

	if (app_settings_time(&session->settings, APP_SETTING_now, &now))
		return now;
	return (int64_t)time(NULL);
}

unsigned app_session_date(const struct app_session *session)
{
	unsigned date = app_settings_date(&session->settings, APP_SETTING_date);
	bool utc = app_settings_switch(&session->settings, APP_SETTING_utc);

	return date ? date : app_day_of(app_session_now(session), utc);
}

bool app_is_training_ori(struct str ori)
{
	if (ori.len != 9 || !str_eq(str_sub(ori, 2, 3), STR("SIM")))
		return false;
	for (size_t i = 0; i < ori.len; i++)
		if (!char_is_upper_alnum(ori.ptr[i]))
			return false;
	return true;
}

int app_session_check(struct app_session *session, struct nlets_message *message, bool sending)
{
	const struct nlets_check_context context = {
		.knows_ori = app_session_knows_ori,
		.context = session,
		.sending = sending,
		.today = app_day_of(app_session_now(session), false),
	};

	return nlets_check(session->definitions, &context, message);
}

struct str app_session_path(struct app_session *session, enum app_folder folder, const char *name)
{
	const struct io_paths *paths = session->paths;
	const struct str folders[] = {
		[APP_FOLDER_STATE] = paths->state,
		[APP_FOLDER_DATA] = paths->data,
		[APP_FOLDER_CONFIG] = paths->config,
		[APP_FOLDER_CACHE] = paths->cache,
	};

	io_make_folders(folders[folder].ptr);
	return arena_printf(&session->arena, "%s/%s", folders[folder].ptr, name);
}
