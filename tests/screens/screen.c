/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "tests/screens/screen.h"

#include "base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <vterm.h>

enum { PATIENCE_MS = 60000 };

struct test_screen {
	VTerm *terminal;
	VTermScreen *cells;
	VTermPos cursor;
	int lines, columns;
	int fd;
	pid_t pid;
	int status;
	bool ended;
	bool mouse;     /* the program has asked for it */
	bool alternate; /* the program has its own screen */
};

static int on_move(VTermPos position, VTermPos before, int visible, void *data)
{
	struct test_screen *screen = data;

	(void)before, (void)visible;
	screen->cursor = position;
	return 1;
}

static int on_property(VTermProp property, VTermValue *value, void *data)
{
	struct test_screen *screen = data;

	if (property == VTERM_PROP_ALTSCREEN)
		screen->alternate = value->boolean;
	return 1;
}

static const VTermScreenCallbacks callbacks = { .movecursor = on_move, .settermprop = on_property };

/* What the terminal answers to the program's questions. */
static void on_output(const char *bytes, size_t len, void *data)
{
	struct test_screen *screen = data;

	if (write(screen->fd, bytes, len) < 0)
		screen->ended = true;
}

struct test_screen *test_screen_start(char *const argv[], char *const environment[], int lines,
				      int columns)
{
	struct test_screen *screen = calloc(1, sizeof(*screen));
	struct winsize size = { (unsigned short)lines, (unsigned short)columns, 0, 0 };

	if (!screen)
		return NULL;
	screen->lines = lines;
	screen->columns = columns;
	screen->pid = forkpty(&screen->fd, NULL, NULL, &size);
	if (screen->pid < 0) {
		free(screen);
		return NULL;
	}
	if (screen->pid == 0) {
		execve(argv[0], argv, environment);
		_exit(127);
	}
	screen->terminal = vterm_new(lines, columns);
	vterm_set_utf8(screen->terminal, 1);
	vterm_output_set_callback(screen->terminal, on_output, screen);
	screen->cells = vterm_obtain_screen(screen->terminal);
	vterm_screen_set_callbacks(screen->cells, &callbacks, screen);
	vterm_screen_enable_altscreen(screen->cells, 1);
	vterm_screen_reset(screen->cells, 1);
	return screen;
}

static void reap(struct test_screen *screen)
{
	if (!screen->ended)
		waitpid(screen->pid, &screen->status, 0);
	screen->ended = true;
}

/* Whether the bytes ask for reports of presses: terminfo sets modes 1006 and 1000 in one
 * sequence, of which libvterm takes only the first. */
static bool asks_for_mouse(const char *bytes, size_t len)
{
	struct str all = { bytes, len };

	return str_find(all, STR("1000h")) < all.len;
}

bool test_screen_wait(struct test_screen *screen)
{
	while (!screen->ended) {
		struct pollfd ready = { screen->fd, POLLIN, 0 };
		char bytes[4096];
		ssize_t got;

		if (poll(&ready, 1, PATIENCE_MS) <= 0)
			return false;
		got = read(screen->fd, bytes, sizeof(bytes));
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			reap(screen);
			return false;
		}
		screen->mouse = screen->mouse || asks_for_mouse(bytes, (size_t)got);
		vterm_input_write(screen->terminal, bytes, (size_t)got);
		if (memchr(bytes, '\0', (size_t)got))
			return true;
	}
	return false;
}

static const struct {
	const char *name, *bytes;
} keys[] = {
	{ "Esc", "\033" },        { "Enter", "\r" },        { "Tab", "\t" },
	{ "Shift-Tab", "\033[Z" }, { "Space", " " },         { "Backspace", "\177" },
	{ "Up", "\033OA" },       { "Down", "\033OB" },     { "Right", "\033OC" },
	{ "Left", "\033OD" },     { "Home", "\033OH" },     { "End", "\033OF" },
	{ "PgUp", "\033[5~" },    { "PgDn", "\033[6~" },    { "Delete", "\033[3~" },
	{ "F1", "\033OP" },       { "F2", "\033OQ" },       { "F3", "\033OR" },
	{ "F4", "\033OS" },       { "F5", "\033[15~" },     { "F6", "\033[17~" },
	{ "F7", "\033[18~" },     { "F8", "\033[19~" },     { "F9", "\033[20~" },
	{ "F10", "\033[21~" },    { "F11", "\033[23~" },    { "F12", "\033[24~" },
	{ "Shift-F6", "\033[17;2~" },
};

void test_screen_type(struct test_screen *screen, struct str text)
{
	if (write(screen->fd, text.ptr, text.len) != (ssize_t)text.len)
		screen->ended = true;
}

bool test_screen_press(struct test_screen *screen, int button, int line, int column)
{
	struct buf bytes = { 0 };

	if (!screen->mouse)
		return false;
	buf_printf(&bytes, "\033[<%d;%d;%dM", button, column + 1, line + 1);
	if (!button) /* a wheel has nothing to release */
		buf_printf(&bytes, "\033[<%d;%d;%dm", button, column + 1, line + 1);
	test_screen_type(screen, buf_str(&bytes));
	buf_free(&bytes);
	return test_screen_wait(screen);
}

bool test_screen_key(struct test_screen *screen, struct str key)
{
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (str_eq(str_from(keys[i].name), key)) {
			test_screen_type(screen, str_from(keys[i].bytes));
			return true;
		}
	if (str_starts(key, STR("Ctrl-")) && key.len == 6) {
		char control = (char)(key.ptr[5] - '@');

		test_screen_type(screen, (struct str){ &control, 1 });
		return true;
	}
	if (utf8_count(key) != 1)
		return false;
	test_screen_type(screen, key);
	return true;
}

void test_screen_resize(struct test_screen *screen, int lines, int columns)
{
	struct winsize size = { (unsigned short)lines, (unsigned short)columns, 0, 0 };

	screen->lines = lines;
	screen->columns = columns;
	vterm_set_size(screen->terminal, lines, columns);
	ioctl(screen->fd, TIOCSWINSZ, &size);
}

void test_screen_signal(struct test_screen *screen, int number)
{
	kill(screen->pid, number);
}

static VTermScreenCell cell_at(struct test_screen *screen, int line, int column)
{
	VTermScreenCell cell;

	vterm_screen_get_cell(screen->cells, (VTermPos){ line, column }, &cell);
	return cell;
}

static void add_cell(struct buf *out, const VTermScreenCell *cell)
{
	if (!cell->chars[0])
		buf_add_char(out, ' ');
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
		if (cell->chars[i] != (uint32_t)-1)
			utf8_encode(out, cell->chars[i]);
}

static void trim(struct buf *out, size_t start)
{
	while (out->len > start && out->ptr[out->len - 1] == ' ')
		out->len--;
}

static void add_reversed(struct test_screen *screen, int line, struct buf *out)
{
	size_t start = out->len;
	bool any = false;

	buf_printf(out, "reversed %2d:", line + 1);
	for (int x = 0; x < screen->columns; x++) {
		VTermScreenCell cell = cell_at(screen, line, x);
		VTermScreenCell before = x ? cell_at(screen, line, x - 1) : cell;

		if (!cell.attrs.reverse)
			continue;
		if (!any || !before.attrs.reverse)
			buf_printf(out, " %d ", x + 1);
		any = true;
		add_cell(out, &cell);
	}
	if (!any)
		out->len = start;
	trim(out, start);
	if (any)
		buf_add_char(out, '\n');
}

void test_screen_read(struct test_screen *screen, struct buf *out)
{
	for (int y = 0; y < screen->lines; y++) {
		size_t start = out->len;

		for (int x = 0; x < screen->columns;) {
			VTermScreenCell cell = cell_at(screen, y, x);

			add_cell(out, &cell);
			x += cell.width > 1 ? cell.width : 1;
		}
		trim(out, start);
		buf_add_char(out, '\n');
	}
	for (int y = 0; y < screen->lines; y++)
		add_reversed(screen, y, out);
	buf_printf(out, "cursor %d %d\n", screen->cursor.row + 1, screen->cursor.col + 1);
}

bool test_screen_coloured(struct test_screen *screen)
{
	for (int y = 0; y < screen->lines; y++)
		for (int x = 0; x < screen->columns; x++) {
			VTermScreenCell cell = cell_at(screen, y, x);

			if (!VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg))
				return true;
		}
	return false;
}

bool test_screen_restored(struct test_screen *screen)
{
	struct termios modes;

	return !screen->alternate && tcgetattr(screen->fd, &modes) == 0 && modes.c_lflag & ECHO;
}

int test_screen_end(struct test_screen **handle)
{
	struct test_screen *screen = *handle;
	int status;

	if (!screen->ended)
		kill(screen->pid, SIGKILL);
	reap(screen);
	status = screen->status;
	vterm_free(screen->terminal);
	close(screen->fd);
	free(screen);
	*handle = NULL;
	return status;
}
