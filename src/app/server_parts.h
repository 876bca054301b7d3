/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the server share. */
#ifndef APP_SERVER_PARTS_H
#define APP_SERVER_PARTS_H

#include "app/rules.h"
#include "app/server.h"
#include "sim/sim.h"

#include <jansson.h>

struct app_server {
	struct app_session *session;
	struct sim_network *network;
	const struct app_server_options *options;
	struct app_rules *rules; /* NULL: none */
	int64_t started_ms;   /* real, since some point */
	int64_t simulated_ms; /* simulated, since 1970, at that moment */
};

/* Simulated time, milliseconds since 1970. */
int64_t app_server_now(const struct app_server *server);

/* The service's functions; context is a struct app_server. */
void app_server_health(void *context, struct net_result *result);
void app_server_post(void *context, const struct net_message *message, struct net_result *result);
void app_server_conversation(void *context, struct str id, struct net_result *result);
void app_server_journal(void *context, struct str asker, size_t offset, size_t count,
			struct net_result *result);
void app_server_listen(void *context, struct str ori, struct str after, struct net_result *result);
void app_server_problem(void *context, unsigned status, const char *id, const char *sentence,
			struct buf *json);

/* Refuses with findings, an array that is taken, or NULL. */
void app_server_refuse(struct net_result *result, unsigned status, const char *id,
		       const char *sentence, json_t *findings);
/* The hop as a delivery that borrows from it. */
struct net_delivery app_server_delivery(const struct sim_hop *hop, struct str id, int64_t time_ms);
/* Whether the hop brings a message to a terminal. */
bool app_server_delivers(const struct sim_hop *hop);
/* Copies the delivery into the result's arena. */
void app_server_keep(struct net_result *result, const struct net_delivery *delivery);

#endif
