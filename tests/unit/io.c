/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files, folders and the definition reader, in a temporary folder. */
#include <config.h>

#include "io/data.h"
#include "io/file.h"
#include "io/paths.h"
#include "io/tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[64];

static int set_up(void **state)
{
	(void)state;
	memcpy(folder, "/tmp/nletscope-io-XXXXXX", sizeof("/tmp/nletscope-io-XXXXXX"));
	return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	return io_tree_remove(folder);
}

static const char *at(struct arena *arena, const char *name)
{
	return arena_printf(arena, "%s/%s", folder, name).ptr;
}

static void reads_up_to_the_limit(void **state)
{
	struct arena arena = { 0 };
	struct buf bytes = { 0 };

	(void)state;
	assert_int_equal(io_write_file(at(&arena, "a"), STR("12345")), 0);
	assert_int_equal(io_read_file(at(&arena, "a"), 5, &bytes), 0);
	assert_true(str_eq(buf_str(&bytes), STR("12345")));
	buf_clear(&bytes);
	assert_int_equal(io_read_file(at(&arena, "a"), 4, &bytes), NLETS_E_LIMIT);
	assert_int_equal(bytes.len, 4);
	buf_clear(&bytes);
	assert_int_equal(io_read_file(at(&arena, "none"), 5, &bytes), NLETS_E_UNREADABLE);
	assert_int_equal(io_read_file(folder, 5, &bytes), NLETS_E_UNREADABLE);
	buf_free(&bytes);
	arena_free(&arena);
}

static size_t count_files(void)
{
	struct arena arena = { 0 };
	io_entries entries = { 0 };
	size_t count;

	assert_int_equal(io_tree_files(folder, &arena, &entries), 0);
	count = entries.count;
	arena_free(&arena);
	return count;
}

static void writes_all_or_nothing(void **state)
{
	struct arena arena = { 0 };
	struct buf bytes = { 0 };
	const char *path = at(&arena, "b");
	struct io_writer *writer;
	struct stat about;

	(void)state;
	assert_int_equal(io_write_file(path, STR("old")), 0);
	writer = io_writer_open(path);
	assert_non_null(writer);
	assert_int_equal(io_writer_add(writer, STR("new")), 0);
	assert_int_equal(io_read_file(path, 9, &bytes), 0);
	assert_true(str_eq(buf_str(&bytes), STR("old")));
	io_writer_abandon(&writer);
	assert_null(writer);
	writer = io_writer_open(path);
	assert_int_equal(io_writer_add(writer, STR("newer")), 0);
	assert_int_equal(io_writer_commit(&writer), 0);
	assert_null(writer);
	buf_clear(&bytes);
	assert_int_equal(io_read_file(path, 9, &bytes), 0);
	assert_true(str_eq(buf_str(&bytes), STR("newer")));
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	assert_null(io_writer_open(at(&arena, "no/such/folder")));
	buf_free(&bytes);
	arena_free(&arena);
}

static void removes_what_is_being_written(void **state)
{
	struct arena arena = { 0 };
	size_t before = count_files();
	struct io_writer *writer = io_writer_open(at(&arena, "c"));

	(void)state;
	assert_int_equal(count_files(), before + 1);
	io_writer_remove_open();
	assert_int_equal(count_files(), before);
	io_writer_abandon(&writer);
	io_writer_remove_open();
	arena_free(&arena);
}

static void makes_private_folders(void **state)
{
	struct arena arena = { 0 };
	struct stat about;

	(void)state;
	assert_int_equal(io_make_folders(at(&arena, "x/y/z")), 0);
	assert_int_equal(io_make_folders(at(&arena, "x/y/z")), 0);
	assert_int_equal(stat(at(&arena, "x/y"), &about), 0);
	assert_int_equal(about.st_mode & 0777, 0700);
	assert_int_equal(io_write_file(at(&arena, "plain"), STR("")), 0);
	assert_int_equal(io_make_folders(at(&arena, "plain/below")), NLETS_E_UNREADABLE);
	arena_free(&arena);
}

static void removal_does_not_follow_links(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	assert_int_equal(io_make_folders(at(&arena, "kept")), 0);
	assert_int_equal(io_write_file(at(&arena, "kept/file"), STR("1")), 0);
	assert_int_equal(io_make_folders(at(&arena, "gone/deep")), 0);
	assert_int_equal(symlink(at(&arena, "kept"), at(&arena, "gone/deep/link")), 0);
	assert_int_equal(io_tree_remove(at(&arena, "gone")), 0);
	assert_int_equal(access(at(&arena, "gone"), F_OK), -1);
	assert_int_equal(access(at(&arena, "kept/file"), F_OK), 0);
	assert_int_equal(io_tree_remove(at(&arena, "gone")), 0);
	assert_int_equal(symlink(at(&arena, "kept"), at(&arena, "link")), 0);
	assert_int_equal(io_tree_remove(at(&arena, "link")), NLETS_E_UNREADABLE);
	assert_int_equal(access(at(&arena, "kept/file"), F_OK), 0);
	assert_int_equal(io_file_remove(at(&arena, "link")), 0);
	assert_int_equal(io_file_remove(at(&arena, "link")), 0);
	arena_free(&arena);
}

static void finds_folders_as_xdg_says(void **state)
{
	struct arena arena = { 0 };
	struct io_paths paths;

	(void)state;
	setenv("HOME", "/home/x", 1);
	setenv("XDG_CONFIG_HOME", "relative", 1);
	setenv("XDG_DATA_HOME", "/data", 1);
	setenv("XDG_STATE_HOME", "", 1);
	unsetenv("XDG_CACHE_HOME");
	setenv("XDG_CONFIG_DIRS", "relative:/one:/two", 1);
	setenv("NLETSCOPE_DATA", folder, 1);
	assert_true(io_paths_find(&arena, &paths));
	assert_string_equal(paths.config.ptr, "/home/x/.config/nletscope");
	assert_string_equal(paths.data.ptr, "/data/nletscope");
	assert_string_equal(paths.state.ptr, "/home/x/.local/state/nletscope");
	assert_string_equal(paths.cache.ptr, "/home/x/.cache/nletscope");
	assert_int_equal(paths.config_dirs.count, 2);
	assert_string_equal(paths.config_dirs.items[0].ptr, "/one/nletscope");
	assert_int_equal(paths.shipped.count, 1);
	assert_string_equal(paths.shipped.items[0].ptr, folder);
	assert_true(paths.from_build_tree);
	unsetenv("NLETSCOPE_DATA");
	assert_true(io_paths_find(&arena, &paths));
	assert_int_equal(paths.shipped.count, 1);
	assert_int_not_equal(access(paths.shipped.items[0].ptr, F_OK), -1);
	arena_free(&arena);
}

static void own_definitions_are_apart(void **state)
{
	struct arena arena = { 0 };
	struct str shipped[2], bytes, path, *names;
	struct io_paths paths = { 0 };
	size_t count;

	(void)state;
	io_make_folders(at(&arena, "first/forms"));
	io_make_folders(at(&arena, "second/forms"));
	io_make_folders(at(&arena, "own/forms"));
	io_write_file(at(&arena, "first/forms/a.xml"), STR("first"));
	io_write_file(at(&arena, "second/forms/a.xml"), STR("second"));
	io_write_file(at(&arena, "second/forms/b.xml"), STR("b"));
	io_write_file(at(&arena, "second/forms/notes.txt"), STR(""));
	io_write_file(at(&arena, "own/forms/c.xml"), STR(""));
	shipped[0] = str_from(at(&arena, "first"));
	shipped[1] = str_from(at(&arena, "second"));
	paths.shipped.items = shipped;
	paths.shipped.count = 2;
	paths.data = str_from(at(&arena, "own"));
	assert_int_equal(io_data_read(&paths, false, "forms/a.xml", &arena, &bytes, &path), 0);
	assert_true(str_eq(bytes, STR("first")));
	assert_true(str_ends(path, STR("first/forms/a.xml")));
	assert_int_equal(io_data_read(&paths, true, "forms/a.xml", &arena, &bytes, &path),
			 NLETS_E_NOT_FOUND);
	assert_int_equal(io_data_read(&paths, true, "forms/c.xml", &arena, &bytes, &path), 0);
	assert_int_equal(bytes.len, 0);
	assert_int_equal(io_data_list(&paths, false, "forms", &arena, &names, &count), 0);
	assert_int_equal(count, 2);
	assert_true(str_eq(names[0], STR("a.xml")) && str_eq(names[1], STR("b.xml")));
	assert_int_equal(io_data_list(&paths, true, "nothing", &arena, &names, &count), 0);
	assert_int_equal(count, 0);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_up_to_the_limit),
		cmocka_unit_test(writes_all_or_nothing),
		cmocka_unit_test(removes_what_is_being_written),
		cmocka_unit_test(makes_private_folders),
		cmocka_unit_test(removal_does_not_follow_links),
		cmocka_unit_test(finds_folders_as_xdg_says),
		cmocka_unit_test(own_definitions_are_apart),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
