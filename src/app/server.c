/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/server_parts.h"

#include "app/i18n.h"
#include "io/crash.h"

#include <errno.h>
#include <time.h>

enum { MEMORY_LIMIT = 64 * 1024 * 1024 };

static int64_t real_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t app_server_now(const struct app_server *server)
{
	double passed = (double)(real_ms() - server->started_ms);

	if (server->options->speed <= 0)
		return app_session_now(server->session) * 1000;
	return server->simulated_ms + (int64_t)(passed * server->options->speed);
}

/* One call of run: where the events go. */
struct telling {
	net_happened *happened;
	void *server;
};

static void tell(void *context, const struct sim_event *event)
{
	struct telling *telling = context;
	struct net_delivery delivery = app_server_delivery(event->hop, event->id, event->time_ms);
	struct net_event told = {
		.conversation = event->conversation,
		.delivery = app_server_delivers(event->hop) ? &delivery : NULL,
		.to_asker = event->hop->kind == SIM_HOP_DELIVERY,
		.last = event->last,
	};

	if (told.delivery || told.last)
		telling->happened(telling->server, &told);
}

static int run(void *context, bool all, net_happened *happened, void *net_server)
{
	struct app_server *server = context;
	struct telling telling = { happened, net_server };
	bool jump = all || server->options->speed <= 0;

	int64_t until = jump ? INT64_MAX : app_server_now(server);

	if (server->rules)
		app_rules_run(server->rules, until, tell, &telling);
	return sim_run(server->network, until, tell, &telling);
}

static int64_t wait_ms(void *context)
{
	struct app_server *server = context;
	int64_t due = sim_next_due(server->network), wait;
	int64_t scripted = server->rules ? app_rules_next_due(server->rules) : INT64_MAX;

	due = scripted < due ? scripted : due;
	if (due == INT64_MAX)
		return -1;
	if (server->options->speed <= 0)
		return 0;
	wait = due - app_server_now(server);
	return wait <= 0 ? 0 : (int64_t)((double)wait / server->options->speed) + 1;
}

static bool stopped(void *context)
{
	(void)context;
	return app_interrupted();
}

static int serve(struct app_server *server, const struct net_functions *net, struct str *why)
{
	const struct app_server_options *options = server->options;
	const struct net_server_settings settings = {
		.address = options->address,
		.port = options->port,
		.body_limit = options->body_limit,
		.memory_limit = MEMORY_LIMIT,
		.connections = options->connections,
		.timeout_ms = options->timeout_ms,
	};
	const struct net_service service = {
		.context = server,
		.health = app_server_health,
		.post = app_server_post,
		.conversation = app_server_conversation,
		.journal = app_server_journal,
		.listen = app_server_listen,
		.problem = app_server_problem,
		.run = run,
		.wait_ms = wait_ms,
		.stopped = stopped,
	};
	struct net_server *made;
	int result = net->server_new(&settings, &service, &made);

	if (result == NLETS_E_ARGUMENT)
		*why = STR(N_("The address to serve at is no numeric IPv4 or IPv6 address."));
	else if (result == NLETS_E_UNREADABLE)
		*why = arena_printf(&server->session->arena, _("Port %u cannot be served at: %s."),
				    options->port, strerror(errno));
	if (result == NLETS_E_UNREADABLE)
		result = NLETS_E_NETWORK;
	if (result < 0)
		return result;
	options->ready(options->context, net->server_url(made));
	result = net->server_run(made);
	net->server_free(&made);
	return result;
}

int app_serve(struct app_session *session, const struct app_server_options *options,
	      app_progress *progress, void *progress_context, struct str *why)
{
	struct app_server server = { .session = session, .options = options };
	const struct net_functions *net = app_net(session, why);
	int result;

	if (!net)
		return NLETS_E_NOT_FOUND;
	session->serving = true;
	session->journal = options->journal;
	result = options->rules ? app_rules_read(session, options->rules, &server.rules, why) : 0;
	if (result == 0)
		result = app_session_network(session, progress, progress_context, &server.network, why);
	if (result < 0) {
		app_rules_free(&server.rules);
		return result;
	}
	server.started_ms = real_ms();
	server.simulated_ms = app_session_now(session) * 1000;
	io_interrupt_begin();
	result = serve(&server, net, why);
	/* To be ended is what a server waits for: the signal is not passed on. */
	io_interrupt_begin();
	io_interrupt_end();
	app_rules_free(&server.rules);
	return result;
}
