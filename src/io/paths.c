/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "io/paths.h"

#include <stdlib.h>
#include <unistd.h>

static struct str environment(const char *name)
{
	struct str value = str_from(getenv(name));

	return value.len && value.ptr[0] == '/' ? value : STR_NONE;
}

/* "$VARIABLE/nletscope", else "$HOME/STANDARD/nletscope". */
static struct str home_folder(struct arena *arena, const char *variable, const char *standard)
{
	struct str value = environment(variable);
	struct str home = environment("HOME");

	if (value.ptr)
		return arena_printf(arena, "%s/" PACKAGE, value.ptr);
	return arena_printf(arena, "%s/%s/" PACKAGE, home.ptr ? home.ptr : "", standard);
}

/* Whether the running program, or a test of it, lies in the build folder. */
static bool runs_in_build_tree(void)
{
	char exe[4096];
	ssize_t len = readlink("/proc/self/exe", exe, sizeof(exe));
	struct str path = { exe, len > 0 ? (size_t)len : 0 };

	return str_eq(path, STR(BUILD_DIR "/nletscope")) || str_starts(path, STR(BUILD_DIR "/tests/")) ||
	       str_starts(path, STR(BUILD_DIR "/fuzz/")) || str_starts(path, STR(BUILD_DIR "/bench/"));
}

struct folder_list {
	struct str *items;
	size_t count, size;
};

static bool add_folder(struct arena *arena, struct folder_list *list, struct str folder)
{
	struct str *item = vec_add(arena, list);

	if (item)
		*item = arena_copy(arena, folder);
	return item && item->ptr;
}

/* Adds ELEMENT/nletscope for each absolute element of a colon list. */
static bool add_list(struct arena *arena, struct folder_list *list, const char *variable,
		     struct str standard)
{
	struct str rest = str_from(getenv(variable)), part;

	if (rest.len == 0)
		rest = standard;
	while (str_split(&rest, ':', &part)) {
		struct str folder;

		if (part.len == 0 || part.ptr[0] != '/')
			continue;
		folder = arena_printf(arena, "%.*s/" PACKAGE, STR_ARGS(part));
		if (!folder.ptr || !add_folder(arena, list, folder))
			return false;
	}
	return true;
}

static bool find_shipped(struct arena *arena, struct io_paths *paths, struct folder_list *list)
{
	struct str named = environment("NLETSCOPE_DATA");

	if (named.ptr)
		return add_folder(arena, list, named);
	if (paths->from_build_tree)
		return add_folder(arena, list, STR(SOURCE_DIR));
	return add_folder(arena, list, STR(PKGDATADIR)) &&
	       add_list(arena, list, "XDG_DATA_DIRS", STR("/usr/local/share:/usr/share"));
}

bool io_paths_find(struct arena *arena, struct io_paths *paths)
{
	struct folder_list configs = { 0 }, shipped = { 0 };

	*paths = (struct io_paths){ .from_build_tree = runs_in_build_tree() };
	paths->config = home_folder(arena, "XDG_CONFIG_HOME", ".config");
	paths->data = home_folder(arena, "XDG_DATA_HOME", ".local/share");
	paths->state = home_folder(arena, "XDG_STATE_HOME", ".local/state");
	paths->cache = home_folder(arena, "XDG_CACHE_HOME", ".cache");
	paths->locale = paths->from_build_tree ? STR(BUILD_DIR "/locale") : STR("");
	if (!add_list(arena, &configs, "XDG_CONFIG_DIRS", STR("/etc/xdg")) ||
	    !find_shipped(arena, paths, &shipped))
		return false;
	paths->config_dirs.items = configs.items;
	paths->config_dirs.count = configs.count;
	paths->shipped.items = shipped.items;
	paths->shipped.count = shipped.count;
	return paths->config.ptr && paths->data.ptr && paths->state.ptr && paths->cache.ptr;
}
