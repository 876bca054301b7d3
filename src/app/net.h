/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The door to the net layer's module. */
#ifndef APP_NET_H
#define APP_NET_H

#include "app/session.h"
#include "net/net.h"

/* Opens the module at the first call. NULL with a sentence in *why (in the session's
 * arena) when it cannot be opened. */
const struct net_functions *app_net(struct app_session *session, struct str *why);
/* Where it is looked for. */
const char *app_net_folder(const struct app_session *session);

#endif
