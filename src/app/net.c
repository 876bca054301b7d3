/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/net.h"

#include "io/paths.h"

const char *app_net_folder(const struct app_session *session)
{
	return session->paths->from_build_tree ? BUILD_DIR : PKGLIBDIR;
}

const struct net_functions *app_net(struct app_session *session, struct str *why)
{
	return net_load(app_net_folder(session), &session->arena, why);
}
