/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the module hand to struct net_functions; see net.h. */
#ifndef NET_MODULE_H
#define NET_MODULE_H

#include "net/net.h"

int net_server_new(const struct net_server_settings *settings, const struct net_service *service,
		   struct net_server **server);
const char *net_server_url(const struct net_server *server);
int net_server_run(struct net_server *server);
void net_server_free(struct net_server **server);

struct net_transfer *net_transfer_new(const struct net_client_settings *settings,
				      const struct net_request *request);
enum net_outcome net_transfer_step(struct net_transfer *transfer, unsigned wait_ms);
const struct net_answer *net_transfer_answer(const struct net_transfer *transfer);
void net_transfer_free(struct net_transfer **transfer);

#endif
