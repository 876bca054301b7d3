/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/systems.h"

#include "app/i18n.h"
#include "app/invented.h"
#include "base/alloc.h"
#include "sim/flow.h"

const struct nlets_systems *app_systems(struct app_session *session)
{
	struct nlets_systems *systems = session->systems;

	if (systems)
		return systems;
	systems = arena_alloc(&session->arena, sizeof(*systems));
	if (systems)
		nlets_systems_read(session->read, session->read_context, &session->arena, systems);
	session->systems = systems;
	return systems;
}

const struct nlets_systems *app_systems_lint(struct app_session *session)
{
	if (app_systems(session))
		nlets_systems_lint(session->systems, session->policies, session->definitions,
				   &session->arena);
	return session->systems;
}

bool app_system_runs(const struct nlets_system *system)
{
	return system->has_flow ||
	       (str_eq(system->status, STR("simulated")) && system->keys.count);
}

const struct nlets_flow_case *app_system_case(struct app_session *session,
					      const struct nlets_system *system, struct str id)
{
	return system->has_flow ? nlets_flow_case(&system->flow, id, app_session_date(session))
				: NULL;
}

/* The first key of the system that a holder answers. */
static int run_sample(struct app_session *session, const struct nlets_system *system,
		      app_progress *progress, void *context,
		      struct sim_conversation **conversation, struct str *why)
{
	struct str holder = system->holders.count ? system->holders.items[0] : STR("");
	struct buf bytes = { 0 };
	int result = NLETS_E_NOT_FOUND;

	for (size_t i = 0; i < system->keys.count && result < 0; i++) {
		buf_clear(&bytes);
		result = app_sample_query(session, system->keys.items[i], holder, 1, &bytes);
	}
	if (result >= 0)
		result = app_session_send(session, buf_str(&bytes), progress, context, conversation,
					  why);
	buf_free(&bytes);
	return result;
}

static int run_flow(struct app_session *session, struct sim_network *network,
		    const struct nlets_system *system, const struct nlets_flow_case *flow_case,
		    struct sim_conversation **conversation)
{
	struct sim_conversation *made = base_realloc(NULL, sizeof(*made)), **kept;
	int result;

	if (!made)
		return NLETS_E_MEMORY;
	result = sim_run_flow(network, &system->flow, flow_case, app_session_now(session), made);
	kept = result < 0 ? NULL : vec_add(&session->arena, &session->conversations);
	if (!kept) {
		if (result >= 0)
			sim_conversation_free(made);
		base_free(made);
		return result < 0 ? result : NLETS_E_MEMORY;
	}
	*kept = *conversation = made;
	return 0;
}

int app_system_run(struct app_session *session, const struct nlets_system *system,
		   struct str case_id, app_progress *progress, void *context,
		   struct sim_conversation **conversation, struct str *why)
{
	const struct nlets_flow_case *flow_case = app_system_case(session, system, case_id);
	struct sim_network *network;
	int result;

	*conversation = NULL;
	if (!app_system_runs(system) || (system->has_flow && !flow_case))
		return NLETS_E_NOT_FOUND;
	result = app_session_network(session, progress, context, &network, why);
	if (result < 0)
		return result;
	if (!system->has_flow)
		return run_sample(session, system, progress, context, conversation, why);
	return run_flow(session, network, system, flow_case, conversation);
}

const char *app_system_status_words(const struct nlets_system *system)
{
	if (str_eq(system->status, STR("simulated")))
		return _("simulated");
	if (str_eq(system->status, STR("planned")))
		return _("planned, status unknown: nothing is sent");
	return _("explained only: nothing is sent");
}

const char *app_system_nlets_words(const struct nlets_system *system)
{
	static const struct {
		const char *word, *words;
	} all[] = {
		{ "yes", N_("over Nlets") },
		{ "part", N_("partly over Nlets") },
		{ "no", N_("not over Nlets") },
		{ "planned", N_("planned over Nlets") },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (str_eq(system->nlets, str_from(all[i].word)))
			return _(all[i].words);
	return _("a link to Nlets is not publicly known");
}
