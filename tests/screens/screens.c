/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plays the scenes in tests/screens/scenes and compares the screens with those in
 * tests/golden/screens. GENERATE=1 writes them anew. With names as arguments only
 * those scenes are played.
 *
 * A scene is lines of: size COLUMNS LINES; env NAME=VALUE; arg WORD; own-key LINE (of
 * the user's file of keys); serve FAULTS (a server, and the setting url leads there); listen (the
 * same with a server that the scene plays); keys KEY...; press KEY (without waiting);
 * meet switch or meet other (plays the server: then the message is awaited and not
 * answered, or it is no switch); settle (waits); click COLUMN LINE; wheel up|down COLUMN LINE;
 * no-mouse (the program has not asked for it); type TEXT; resize COLUMNS LINES; signal NUMBER; screen NAME (compare); mono (no
 * colour may be on the screen); colour (some must be); restart (ends the program
 * by SIGKILL and starts it again); exit STATUS and killed SIGNAL (it must have
 * ended so, the terminal as it was); again (starts it again after that); faults
 * (left out where a sanitizer, not the program, handles faults). */
#include <config.h>

#include "tests/screens/network.h"
#include "tests/screens/screen.h"

#include "base/arena.h"
#include "base/vec.h"

#include <dirent.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct scene {
	struct arena arena;
	const char *name;
	const char *top, *program;
	char home[64];
	VEC(char *) environment, arguments;
	int lines, columns;
	struct test_screen *screen;
	struct test_network network;
	int failures;
};

static void fail(struct scene *scene, const char *what, struct str which)
{
	printf("%s: %s %.*s\n", scene->name, what, STR_ARGS(which));
	scene->failures++;
}

static bool read_file(const char *name, struct buf *out)
{
	FILE *file = fopen(name, "r");
	char bytes[4096];
	size_t got;

	if (!file)
		return false;
	while ((got = fread(bytes, 1, sizeof(bytes), file)))
		buf_add(out, (struct str){ bytes, got });
	fclose(file);
	return true;
}

/* Adds "NAME=VALUE", in place of an earlier one of that name. */
static void add_environment(struct scene *scene, struct str text)
{
	size_t name = str_find_char(text, '=') + 1;

	for (size_t i = 0; i < scene->environment.count; i++)
		if (str_starts(str_from(scene->environment.items[i]), str_sub(text, 0, name)))
			scene->environment.items[i--] =
				scene->environment.items[--scene->environment.count];
	*vec_add(&scene->arena, &scene->environment) =
		arena_strdup(&scene->arena, arena_copy(&scene->arena, text).ptr);
}

static void add_defaults(struct scene *scene)
{
	static const char *const folders[] = { "CONFIG", "DATA", "STATE", "CACHE" };

	add_environment(scene, STR("TERM=xterm"));
	add_environment(scene, STR("LC_ALL=C.UTF-8"));
	add_environment(scene, STR("NCURSES_NO_PADDING=1")); /* padding is NULs */
	add_environment(scene, STR("TZ=UTC"));
	add_environment(scene, STR("NLETSCOPE_TEST_IDLE_FD=1"));
	add_environment(scene, STR("NLETSCOPE_NOW=2026-01-15T08:00:00Z"));
	add_environment(scene, STR("NLETSCOPE_PEOPLE=300"));
	add_environment(scene, arena_printf(&scene->arena, "NLETSCOPE_DATA=%s", scene->top));
	add_environment(scene, arena_printf(&scene->arena, "HOME=%s", scene->home));
	for (size_t i = 0; i < 4; i++)
		add_environment(scene, arena_printf(&scene->arena, "XDG_%s_HOME=%s/%s", folders[i],
						    scene->home, folders[i]));
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED true
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED true
#endif
#ifndef SANITIZED
#define SANITIZED false
#endif

static bool start(struct scene *scene)
{
	VEC(char *) argv = { 0 };

	*vec_add(&scene->arena, &argv) = arena_strdup(&scene->arena, scene->program);
	for (size_t i = 0; i < scene->arguments.count; i++)
		*vec_add(&scene->arena, &argv) = scene->arguments.items[i];
	*vec_add(&scene->arena, &argv) = NULL;
	add_environment(scene, STR("END="));
	scene->environment.items[--scene->environment.count] = NULL;
	scene->screen = test_screen_start(argv.items, scene->environment.items, scene->lines,
					  scene->columns);
	return scene->screen && test_screen_wait(scene->screen);
}

static void compare(struct scene *scene, struct str name)
{
	struct str file = arena_printf(&scene->arena, "%s/tests/golden/screens/%.*s.txt", scene->top,
				       STR_ARGS(name));
	struct buf seen = { 0 }, wanted = { 0 };

	test_screen_read(scene->screen, &seen);
	if (getenv("GENERATE")) {
		FILE *out = fopen(file.ptr, "w");

		if (!out || fwrite(seen.ptr, 1, seen.len, out) != seen.len)
			fail(scene, "cannot write", file);
		if (out)
			fclose(out);
	} else if (!read_file(file.ptr, &wanted)) {
		fail(scene, "no golden", file);
	} else if (!str_eq(buf_str(&seen), buf_str(&wanted))) {
		fail(scene, "differs from", file);
		printf("%.*s", STR_ARGS(buf_str(&seen)));
	}
	buf_free(&seen);
	buf_free(&wanted);
}

static void numbers(struct str text, int *a, int *b)
{
	struct str first = STR("");
	unsigned value = 0;

	str_split(&text, ' ', &first);
	if (str_to_uint(first, &value))
		*a = (int)value;
	if (b && str_to_uint(text, &value))
		*b = (int)value;
}

static void press(struct scene *scene, struct str keys)
{
	struct str key;

	while (keys.len && str_split(&keys, ' ', &key)) {
		if (!test_screen_key(scene->screen, key))
			fail(scene, "unknown key", key);
		test_screen_wait(scene->screen);
	}
}

enum { LEFT_BUTTON = 0, WHEEL_UP = 64, WHEEL_DOWN = 65 };

/* Counted from 1, as editors and the cursor's place in a golden are. */
static void mouse(struct scene *scene, int button, struct str place)
{
	int column = 1, line = 1;

	numbers(place, &column, &line);
	if (!test_screen_press(scene->screen, button, line - 1, column - 1))
		fail(scene, "has not asked for the mouse:", place);
}

static void step_mouse(struct scene *scene, struct str word, struct str rest)
{
	struct str way = STR("");

	if (str_eq(word, STR("click"))) {
		mouse(scene, LEFT_BUTTON, rest);
	} else if (str_eq(word, STR("wheel"))) {
		str_split(&rest, ' ', &way);
		mouse(scene, str_eq(way, STR("up")) ? WHEEL_UP : WHEEL_DOWN, rest);
	} else if (test_screen_press(scene->screen, LEFT_BUTTON, 0, 0)) {
		fail(scene, "has asked for the mouse", STR(""));
	}
}

static void restart(struct scene *scene)
{
	test_screen_end(&scene->screen);
	if (!start(scene))
		fail(scene, "does not start again", STR(""));
}

static void check_end(struct scene *scene, struct str word, struct str rest)
{
	int wanted = 0, status;

	numbers(rest, &wanted, NULL);
	while (test_screen_wait(scene->screen))
		;
	if (!test_screen_restored(scene->screen))
		fail(scene, "the terminal is not as it was", STR(""));
	status = test_screen_end(&scene->screen);
	if (str_eq(word, STR("exit")) ? !WIFEXITED(status) || WEXITSTATUS(status) != wanted
				      : !WIFSIGNALED(status) || WTERMSIG(status) != wanted)
		fail(scene, "did not end so:", rest);
}

/* Adds a line to the user's file of keys. */
static void add_own_key(struct scene *scene, struct str line)
{
	struct str folder = arena_printf(&scene->arena, "%s/CONFIG", scene->home);
	FILE *file;

	mkdir(folder.ptr, 0700);
	folder = arena_printf(&scene->arena, "%s/nletscope", folder.ptr);
	mkdir(folder.ptr, 0700);
	file = fopen(arena_printf(&scene->arena, "%s/keys", folder.ptr).ptr, "a");
	if (!file || fprintf(file, "%.*s\n", STR_ARGS(line)) < 0)
		fail(scene, "cannot write", folder);
	if (file)
		fclose(file);
}

static void set_url(struct scene *scene, bool served, struct str faults)
{
	char url[64];

	if (served)
		test_network_serve(&scene->network, scene->home,
				   arena_copy(&scene->arena, faults).ptr, url);
	else
		test_network_listen(&scene->network, url);
	add_environment(scene, arena_printf(&scene->arena, "NLETSCOPE_URL=%s", url));
}

/* Steps before the program runs. */
static bool prepare(struct scene *scene, struct str word, struct str rest)
{
	if (str_eq(word, STR("size")))
		numbers(rest, &scene->columns, &scene->lines);
	else if (str_eq(word, STR("env")))
		add_environment(scene, rest);
	else if (str_eq(word, STR("own-key")))
		add_own_key(scene, rest);
	else if (str_eq(word, STR("serve")) || str_eq(word, STR("listen")))
		set_url(scene, str_eq(word, STR("serve")), rest);
	else if (str_eq(word, STR("arg")))
		*vec_add(&scene->arena, &scene->arguments) =
			arena_strdup(&scene->arena, arena_copy(&scene->arena, rest).ptr);
	else
		return false;
	return true;
}

/* Steps in which the test is the server. */
static bool network_step(struct scene *scene, struct str word, struct str rest)
{
	if (str_eq(word, STR("press")))
		test_screen_key(scene->screen, rest);
	else if (str_eq(word, STR("meet")))
		test_network_meet(&scene->network, str_eq(rest, STR("switch")));
	else if (str_eq(word, STR("settle")))
		test_screen_wait(scene->screen);
	else
		return false;
	return true;
}

static void step(struct scene *scene, struct str word, struct str rest)
{
	int number = 0;

	if (network_step(scene, word, rest)) {
		return;
	} else if (str_eq(word, STR("keys"))) {
		press(scene, rest);
	} else if (str_eq(word, STR("type"))) {
		test_screen_type(scene->screen, rest);
		test_screen_wait(scene->screen);
	} else if (str_eq(word, STR("resize"))) {
		numbers(rest, &scene->columns, &scene->lines);
		test_screen_resize(scene->screen, scene->lines, scene->columns);
		test_screen_wait(scene->screen);
	} else if (str_eq(word, STR("signal"))) {
		numbers(rest, &number, NULL);
		test_screen_signal(scene->screen, number);
	} else if (str_eq(word, STR("click")) || str_eq(word, STR("wheel")) ||
		   str_eq(word, STR("no-mouse"))) {
		step_mouse(scene, word, rest);
	} else if (str_eq(word, STR("screen"))) {
		compare(scene, rest);
	} else if (str_eq(word, STR("mono")) || str_eq(word, STR("colour"))) {
		if (test_screen_coloured(scene->screen) != str_eq(word, STR("colour")))
			fail(scene, "wrong colours, wanted", word);
	} else if (str_eq(word, STR("restart"))) {
		restart(scene);
	} else if (str_eq(word, STR("exit")) || str_eq(word, STR("killed"))) {
		check_end(scene, word, rest);
	} else {
		fail(scene, "unknown step", word);
	}
}

static void play(struct scene *scene, struct str text)
{
	struct str line, word;

	while (text.len && str_split(&text, '\n', &line)) {
		if (!line.len || line.ptr[0] == '#')
			continue;
		word = STR("");
		str_split(&line, ' ', &word);
		if (!line.ptr)
			line = STR("");
		if (str_eq(word, STR("faults"))) {
			if (SANITIZED)
				return;
			continue;
		}
		if (!scene->screen && (prepare(scene, word, line) || str_eq(word, STR("again")))) {
			if (str_eq(word, STR("again")) && !start(scene))
				fail(scene, "does not start again", STR(""));
			continue;
		}
		if (!scene->screen && !start(scene)) {
			fail(scene, "does not start", STR(""));
			return;
		}
		step(scene, word, line);
	}
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
	(void)status, (void)kind, (void)walk;
	return remove(path);
}

static int run_scene(const char *top, const char *program, const char *name)
{
	struct scene scene = { .top = top, .program = program, .name = name, .lines = 24,
			       .columns = 80, .home = "/tmp/nletscope-screens-XXXXXX",
			       .network = TEST_NETWORK_NONE };
	struct buf text = { 0 };
	struct str file = arena_printf(&scene.arena, "%s/tests/screens/scenes/%s", top, name);

	if (!mkdtemp(scene.home) || !read_file(file.ptr, &text)) {
		printf("%s: cannot be read\n", name);
		return 1;
	}
	add_defaults(&scene);
	play(&scene, buf_str(&text));
	if (scene.screen)
		test_screen_end(&scene.screen);
	test_network_end(&scene.network);
	nftw(scene.home, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
	printf("%s: %s\n", name, scene.failures ? "FAILED" : "ok");
	buf_free(&text);
	arena_free(&scene.arena);
	return scene.failures;
}

static int is_scene(const struct dirent *entry)
{
	return str_ends(str_from(entry->d_name), STR(".scene"));
}

int main(int argc, char **argv)
{
	const char *top = getenv("top_srcdir"), *build = getenv("top_builddir");
	struct arena arena = { 0 };
	struct dirent **found;
	int failures = 0, count;
	struct str folder, program;

	signal(SIGPIPE, SIG_IGN);
	folder = arena_printf(&arena, "%s/tests/screens/scenes", top ? top : ".");
	program = arena_printf(&arena, "%s/nletscope", build ? build : ".");
	count = scandir(folder.ptr, &found, is_scene, alphasort);
	if (count <= 0)
		printf("no scenes in %s\n", folder.ptr);
	for (int i = 0; i < count; i++) {
		bool wanted = argc < 2;

		for (int k = 1; k < argc; k++)
			wanted = wanted || str_starts(str_from(found[i]->d_name), str_from(argv[k]));
		if (wanted)
			failures += run_scene(top ? top : ".", program.ptr, found[i]->d_name);
		free(found[i]);
	}
	if (count > 0)
		free(found);
	arena_free(&arena);
	return failures || count <= 0 ? 1 : 0;
}
