/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signals are blocked except while waiting, so none is lost between looking and
 * sleeping. tui_restore(), for the handlers of faults, writes bytes that were
 * looked up at the start, for curses must not be called from a handler. */
#include <config.h>

#include "tui/terminal.h"

#include "tui/paint.h"

#include <errno.h>
#include <limits.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#include <curses.h>
#undef lines
#undef columns

static struct {
	SCREEN *screen;
	sigset_t waiting;      /* the mask while asleep */
	struct termios before; /* of the terminal, as the program found it */
	char restore[256];     /* bytes that leave the screen mode */
	size_t restore_length;
	struct sigaction actions[4]; /* what the leaving signals did before */
	int idle_fd;
} terminal = { .idle_fd = -1 };

static volatile sig_atomic_t leave_signal, resized;

static void note_signal(int number)
{
	if (number == SIGWINCH)
		resized = 1;
	else
		leave_signal = number;
}

void tui_restore(void)
{
	ssize_t done;

	if (!terminal.restore_length)
		return;
	done = write(STDOUT_FILENO, terminal.restore, terminal.restore_length);
	tcsetattr(STDIN_FILENO, TCSANOW, &terminal.before);
	(void)done;
}

/* tigetstr gives (char *)-1 for what is no string capability. */
static bool has_string(const char *capability)
{
	const char *text = tigetstr(capability);

	return text && (intptr_t)text != -1;
}

static void add_restore(const char *capability)
{
	const char *text = tigetstr(capability);

	if (!has_string(capability))
		return;
	for (; *text && terminal.restore_length < sizeof(terminal.restore); text++)
		if (text[0] == '$' && text[1] == '<' && strchr(text, '>'))
			text = strchr(text, '>');
		else
			terminal.restore[terminal.restore_length++] = *text;
}

static const int caught[4] = { SIGTERM, SIGHUP, SIGINT, SIGWINCH };

static void catch_signals(void)
{
	struct sigaction action = { .sa_handler = note_signal };
	sigset_t blocked;

	sigemptyset(&blocked);
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < 4; i++) {
		sigaction(caught[i], &action, &terminal.actions[i]);
		sigaddset(&blocked, caught[i]);
	}
	sigprocmask(SIG_BLOCK, &blocked, &terminal.waiting);
	for (size_t i = 0; i < 4; i++)
		sigdelset(&terminal.waiting, caught[i]);
}

static bool set(const char *name)
{
	const char *value = getenv(name);

	return value && *value;
}

/* The setting, then NO_COLOR; CLICOLOR_FORCE adds nothing on a terminal that has
 * colours, and on another there is nothing to force. */
static bool want_colour(const struct app_settings *settings)
{
	enum { AUTO, ALWAYS, NEVER };
	size_t choice = app_settings_choice(settings, APP_SETTING_color);

	return has_colors() && choice != NEVER && (choice == ALWAYS || !set("NO_COLOR"));
}

/* Presses are taken as they come, not gathered to clicks, which would wait. */
static void start_mouse(void)
{
	mouseinterval(0);
	mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
}

int tui_terminal_start(struct tui *tui)
{
	const char *idle = getenv("NLETSCOPE_TEST_IDLE_FD");
	unsigned fd;
	bool colour;

	tcgetattr(STDIN_FILENO, &terminal.before);
	terminal.screen = newterm(NULL, stdout, stdin);
	if (terminal.screen && !has_string("cup")) {
		endwin();
		delscreen(terminal.screen);
		terminal.screen = NULL;
	}
	if (!terminal.screen) {
		fprintf(stderr, _("nletscope: the terminal \"%s\" is not known or cannot show screens\n"),
			set("TERM") ? getenv("TERM") : "");
		return -1;
	}
	terminal.restore_length = 0;
	add_restore("sgr0");
	add_restore("cnorm");
	add_restore("rmkx");
	add_restore("rmcup");
	if (!set("ESCDELAY"))
		set_escdelay(25);
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	idlok(stdscr, TRUE);
	if (app_settings_switch(&tui->session->settings, APP_SETTING_mouse))
		start_mouse();
	colour = want_colour(&tui->session->settings) && start_color() == OK &&
		 use_default_colors() == OK;
	tui_paint_start(colour, tui->utf8);
	catch_signals();
	if (idle && str_to_uint(str_from(idle), &fd))
		terminal.idle_fd = (int)fd;
	tui_terminal_resize(tui);
	return 0;
}

void tui_terminal_stop(void)
{
	if (!terminal.screen)
		return;
	endwin();
	delscreen(terminal.screen);
	terminal.screen = NULL;
	terminal.restore_length = 0;
	for (size_t i = 0; i < 4; i++)
		sigaction(caught[i], &terminal.actions[i], NULL);
	sigprocmask(SIG_SETMASK, &terminal.waiting, NULL);
}

static const struct {
	int code;
	const char *name;
} function_keys[] = {
	{ KEY_UP, "Up" }, { KEY_DOWN, "Down" }, { KEY_LEFT, "Left" }, { KEY_RIGHT, "Right" },
	{ KEY_PPAGE, "PgUp" }, { KEY_NPAGE, "PgDn" }, { KEY_HOME, "Home" }, { KEY_END, "End" },
	{ KEY_BTAB, "Shift-Tab" }, { KEY_BACKSPACE, "Backspace" }, { KEY_DC, "Delete" },
	{ KEY_IC, "Insert" }, { KEY_ENTER, "Enter" }, { KEY_F(18), "Shift-F6" },
	{ KEY_SLEFT, "Left" }, { KEY_SRIGHT, "Right" }, { KEY_MOUSE, "Mouse" },
	{ KEY_RESIZE, "" },
};

static struct str code_name(int code, char text[16])
{
	for (size_t i = 0; i < sizeof(function_keys) / sizeof(*function_keys); i++)
		if (function_keys[i].code == code)
			return str_from(function_keys[i].name);
	if (code >= KEY_F(1) && code <= KEY_F(12)) {
		snprintf(text, 16, "F%d", code - KEY_F(0));
		return str_from(text);
	}
	return STR_NONE;
}

static struct str character_name(wint_t character, char text[16])
{
	size_t len;
	mbstate_t state = { 0 };

	switch (character) {
	case '\t':
		return STR("Tab");
	case '\r':
	case '\n':
		return STR("Enter");
	case 27:
		return STR("Esc");
	case 8:
	case 127:
		return STR("Backspace");
	case ' ':
		return STR("Space");
	default:
		break;
	}
	if (character < 32) {
		snprintf(text, 16, "Ctrl-%c", (char)('@' + character));
		return str_from(text);
	}
	len = wcrtomb(text, (wchar_t)character, &state);
	return len == (size_t)-1 ? STR_NONE : (struct str){ text, len };
}

bool tui_terminal_key(struct str *key)
{
	static char text[16 + MB_LEN_MAX];
	wint_t code;
	int kind = get_wch(&code);

	if (kind == ERR)
		return false;
	*key = kind == KEY_CODE_YES ? code_name((int)code, text) : character_name(code, text);
	return true;
}

bool tui_terminal_mouse(size_t *line, size_t *column, int *wheel)
{
	MEVENT event;

	if (getmouse(&event) != OK)
		return false;
	*line = (size_t)event.y;
	*column = (size_t)event.x;
	*wheel = event.bstate & BUTTON4_PRESSED ? -1 : event.bstate & BUTTON5_PRESSED ? 1 : 0;
	return *wheel || event.bstate & (BUTTON1_PRESSED | BUTTON1_CLICKED);
}

/* For tests: a NUL says that all before it is painted and the program sleeps. When
 * the descriptor is the terminal itself it comes in order, and terminals ignore it. */
static void tell_idle(void)
{
	if (terminal.idle_fd >= 0 && write(terminal.idle_fd, "", 1) < 0)
		terminal.idle_fd = -1;
}

enum tui_wake tui_terminal_wait(void)
{
	struct pollfd input = { STDIN_FILENO, POLLIN, 0 };
	int ready;

	if (!resized && !leave_signal)
		tell_idle();
	ready = ppoll(&input, 1, NULL, &terminal.waiting);
	if (leave_signal)
		return TUI_WAKE_SIGNAL;
	if (resized)
		return TUI_WAKE_RESIZE;
	if (ready < 0)
		return errno == EINTR ? TUI_WAKE_KEY : TUI_WAKE_CLOSED;
	/* A terminal that hung up is readable for ever, and every read gives nothing. */
	return input.revents == POLLIN ? TUI_WAKE_KEY : TUI_WAKE_CLOSED;
}

void tui_terminal_poll(void)
{
	struct timespec now = { 0, 0 };

	ppoll(NULL, 0, &now, &terminal.waiting);
}

int tui_terminal_signal(void)
{
	return leave_signal;
}

void tui_terminal_resize(struct tui *tui)
{
	struct winsize size;

	resized = 0;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col)
		resizeterm(size.ws_row, size.ws_col);
	getmaxyx(stdscr, tui->lines, tui->columns);
}

void tui_terminal_suspend(void)
{
	def_prog_mode();
	endwin();
	kill(0, SIGTSTP);
	reset_prog_mode();
	resized = 1;
}

static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void tui_terminal_copy(struct str text)
{
	fputs("\033]52;c;", stdout);
	for (size_t i = 0; i < text.len; i += 3) {
		uint32_t bits = 0;

		for (size_t k = 0; k < 3; k++)
			bits = bits << 8 | (i + k < text.len ? (unsigned char)text.ptr[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			putchar(i + k > text.len ? '=' : base64[bits >> (18 - 6 * k) & 63]);
	}
	fputs("\a", stdout);
	fflush(stdout);
}
