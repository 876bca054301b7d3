/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The module's one visible symbol, and what must be done once when it is opened. */
#include <config.h>

#include "net/module.h"

#include <curl/curl.h>
#include <microhttpd.h>
#include <stdio.h>

static char libraries[200];

__attribute__((visibility("default"))) struct net_functions net_module_functions = {
	.version = NET_VERSION,
	.server_new = net_server_new,
	.server_url = net_server_url,
	.server_run = net_server_run,
	.server_free = net_server_free,
	.transfer_new = net_transfer_new,
	.transfer_step = net_transfer_step,
	.transfer_answer = net_transfer_answer,
	.transfer_free = net_transfer_free,
	.libraries = libraries,
};

__attribute__((constructor)) static void start(void)
{
	/* Without the initialisation curl_easy_init() tries it again and says why not. */
	curl_global_init(CURL_GLOBAL_ALL);
	snprintf(libraries, sizeof(libraries), "libcurl %s, libmicrohttpd %s",
		 curl_version_info(CURLVERSION_NOW)->version, MHD_get_version());
}
