/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "net/net.h"

#include "base/i18n.h"

#include <dlfcn.h>

const struct net_functions *net_load(const char *folder, struct arena *arena, struct str *why)
{
	struct str path = arena_printf(arena, "%s/" NET_MODULE, folder);
	const struct net_functions *functions;
	void *module;

	*why = STR_NONE;
	if (!path.ptr)
		return NULL;
	/* Never closed: the libraries behind it keep state until the program ends. */
	module = dlopen(path.ptr, RTLD_NOW | RTLD_LOCAL);
	functions = module ? dlsym(module, "net_module_functions") : NULL;
	if (functions && functions->version == NET_VERSION)
		return functions;
	*why = functions ? arena_printf(arena, "%s: %s", path.ptr,
					N_("the module belongs to another version of the program")) :
			   arena_copy(arena, str_from(dlerror()));
	return NULL;
}
