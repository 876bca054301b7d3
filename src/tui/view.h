/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a screen is: a struct of functions over a state of its own, one row in
 * views.def and one file view_NAME.c.
 *
 * A screen fills pages and handles commands; the frame does all else: where the
 * panes stand, borders, scrolling, resizing, the first line, the key bar, popups.
 * A screen therefore never sees a WINDOW. A popup is a screen with `popup` set,
 * drawn in a box over the one below. */
#ifndef TUI_VIEW_H
#define TUI_VIEW_H

#include "app/commands.h"
#include "app/i18n.h"
#include "app/keys.h"
#include "app/page.h"
#include "app/session.h"
#include "tui/tui.h"

enum {
	TUI_PANES = 6,         /* most that a screen has */
	TUI_SWITCHED = 0xff,   /* in a layout: the place that F11 switches */
	TUI_DEPTH = 24,        /* screens and popups above each other */
	TUI_NARROWEST = 40,
	TUI_LOWEST = 10,
};

/* One pane of one open screen. present() gets it with an empty page and the size
 * of its inside, and sets what it likes of page, title and note. */
struct tui_pane {
	struct app_page page;
	struct str title; /* in the frame, left; in the page's arena */
	struct str note;  /* in the frame, right */
	size_t width, height;
	size_t head;      /* lines at the top of the page that stay while the rest scrolls */
	size_t top;       /* first line shown: the frame keeps the cursor (or show_line) in view */
	bool shown;       /* has a place on the screen now */
	size_t line, column; /* of its inside, on the screen */
};

/* Where a pane stands, in hundredths of the screen between first and last lines.
 * Neighbours above each other share a line; TUI_SWITCHED stands for the panes that
 * the layout does not name. */
struct tui_cell {
	unsigned char pane;
	unsigned char left, right, top, bottom;
};

struct tui_layout {
	unsigned short columns, lines; /* the first layout that fits is taken */
	const struct tui_cell *cells;
	size_t count;
};
#define TUI_LAYOUT(columns, lines, cells) \
	{ columns, lines, cells, sizeof(cells) / sizeof(*(cells)) }

struct tui;

/* Does one command; argument is "" when it came from a key. Returns APP_REDRAW,
 * APP_RELAYOUT, APP_QUIT bits. */
typedef int tui_handler(struct tui *tui, void *state, struct str argument);

struct tui_handler_row {
	enum app_command command;
	tui_handler *handler;
};

struct tui_view {
	enum app_keymap keymap;
	const struct tui_layout *layouts; /* widest first; ends with the one for 0 by 0 */
	size_t layout_count;
	size_t panes;
	unsigned padded; /* bits of panes that get a blank column at either side */
	bool popup;

	/* Makes the state from what the opener passes; NULL: nothing is opened (say
	 * why by tui_say). */
	void *(*open)(struct tui *tui, void *argument);
	void (*close)(struct tui *tui, void *state);
	/* The last part of the path in the first line, in arena; a popup's title. */
	struct str (*title)(struct tui *tui, void *state, struct arena *arena);
	void (*present)(struct tui *tui, void *state, unsigned pane, struct tui_pane *out);
	/* What explains the focused thing and names its source, in one line of at most
	 * tui->explain_columns. */
	void (*explain)(struct tui *tui, void *state, struct app_page *page, struct app_line *line);
	const struct tui_handler_row *handlers;
	size_t handler_count;

	/* The rest may be NULL. */
	/* Up, down, a page up or down, first, last, unless handlers[] has them:
	 * most screens do all six by tui_move() or tui_scroll(). */
	int (*move)(struct tui *tui, void *state, enum app_command command);
	/* The pane with the hardware cursor (default 0). */
	unsigned (*focus)(struct tui *tui, void *state);
	/* Whether a field is being edited now: printable keys then go to text(). */
	bool (*editing)(struct tui *tui, void *state);
	/* A key that has no command while editing: a character, or a key such as
	 * "Left" or "Backspace". */
	int (*text)(struct tui *tui, void *state, struct str key);
	/* With the mouse asked for: a press on a line of a pane's page (default: go). */
	int (*click)(struct tui *tui, void *state, unsigned pane, size_t line);
	/* Popups: the size of the inside that they would like. */
	void (*size)(struct tui *tui, void *state, size_t *width, size_t *height);
	/* A search has come to this line of a pane's page: lists put their cursor there. */
	void (*go)(struct tui *tui, void *state, unsigned pane, size_t line);
	/* Bits of the panes that a search steps through (default: all that are shown);
	 * a pane that follows the cursor of another changes under the search. */
	unsigned (*searched)(struct tui *tui, void *state);
	/* Before the screen is left: false keeps it (having opened a question). */
	bool (*leave)(struct tui *tui, void *state);
	/* The screen above has closed, or the day was changed: make anew what rests on
	 * settings. */
	void (*returned)(struct tui *tui, void *state);
	/* After painting, before the program sleeps. */
	void (*idle)(struct tui *tui, void *state);
	/* Longer help of the focused thing for F1; lines are added to page. */
	void (*help)(struct tui *tui, void *state, struct app_page *page, size_t width);
};
#define TUI_HANDLERS(rows) .handlers = (rows), .handler_count = sizeof(rows) / sizeof(*(rows))
#define TUI_LAYOUTS(rows) .layouts = (rows), .layout_count = sizeof(rows) / sizeof(*(rows))

#define TUI_VIEW(name) extern const struct tui_view tui_view_##name;
#include "tui/views.def"
#undef TUI_VIEW

/* A search, and the match that it is at. */
struct tui_search {
	struct buf words; /* empty: none */
	unsigned pane;
	size_t line, nth; /* of the pane's page; which match of that line */
	bool at;          /* there was a match */
	bool hold;        /* nothing was done since: keep it in view */
};

struct tui_open_view {
	const struct tui_view *view;
	void *state;
	struct tui_pane panes[TUI_PANES];
	unsigned switched; /* how often F11 was pressed */
	bool zoomed;       /* the focused pane has the whole screen */
	struct tui_search search;
};

/* The running program. */
struct tui {
	struct app_session *session;
	const struct tui_options *options;
	struct tui_open_view stack[TUI_DEPTH]; /* the last is the one that keys go to */
	size_t depth;
	int lines, columns;
	bool utf8;
	struct buf said;   /* shown instead of the explanation until the next key */
	enum app_role said_role;
	bool clear;        /* the next paint draws everything */
	size_t explained;  /* lines that the explanation took in the last paint */
	size_t explain_columns; /* that view->explain() may fill; more than the screen has where
				 * the words are broken over two lines */
	int status;        /* for the exit */
};

/* Opens a screen above the present one. Returns bits for the main loop. */
int tui_open(struct tui *tui, const struct tui_view *view, void *argument);
/* Closes the top screen without asking. */
int tui_close(struct tui *tui);
/* Closes popups and screens above `depth`, without asking. */
int tui_close_to(struct tui *tui, size_t depth);
struct tui_open_view *tui_top(struct tui *tui);
/* The pane of the top screen, as last presented. */
struct tui_pane *tui_pane(struct tui *tui, unsigned pane);

/* Shows one line instead of the explanation until the next key. */
void tui_say(struct tui *tui, enum app_role role, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Hands a text to the terminal's clipboard and says so. */
int tui_copy(struct tui *tui, struct str text);

/* Does a command by the top screen's handlers, then the frame's. */
int tui_do(struct tui *tui, enum app_command command, struct str argument);
/* The frame's own handler, for a screen that has one of the same command. */
int tui_do_frame(struct tui *tui, enum app_command command, struct str argument);
/* A command line such as "open RQ"; one that begins with a verb of the shell, and is
 * no command of the screens, runs that verb and shows what it wrote. */
int tui_do_line(struct tui *tui, struct str line);

/* verbs.c: what a command line can begin with: the commands of the screens, then
 * the verbs of the shell that are not among them. */
enum { TUI_NO_NAME = -1 };
struct tui_name {
	const char *name, *argument;
	const char *help; /* translated */
};
struct tui_name tui_name_at(const struct tui *tui, int index);
/* The next after `after` (TUI_NO_NAME: from the start) that begins so. */
int tui_name_complete(const struct tui *tui, struct str start, int after);
/* Whether it is a verb of the shell. */
bool tui_is_verb(const struct tui *tui, struct str name);
/* Runs a line of the shell; Esc and Ctrl-C stop it. */
int tui_run_verb(struct tui *tui, struct str line);
/* Whether someone handles the command now. */
bool tui_can(struct tui *tui, enum app_command command);
/* A key by name. */
int tui_key(struct tui *tui, struct str key);
/* A press of the mouse, or a turn of its wheel: up below 0, down above. */
int tui_mouse(struct tui *tui, size_t line, size_t column, int wheel);
/* The keymaps asked now, first one first; returns how many. */
enum { TUI_CHAIN = 3 };
size_t tui_keymaps(struct tui *tui, enum app_keymap chain[TUI_CHAIN]);

/* For lists: moves *cursor among count rows as the command says; page is the
 * pane's height. Returns true when the command was a move. */
bool tui_move(enum app_command command, size_t *cursor, size_t count, size_t page);
bool tui_is_move(enum app_command command);
/* For texts without a cursor: scrolls the pane. */
int tui_scroll(struct tui *tui, unsigned pane, enum app_command command);

/* popup.c: common questions. All copy what they are given. */

/* A text to read, closed by any of Enter, Esc, q. */
int tui_popup_text(struct tui *tui, struct str title, const struct app_page *text);
int tui_popup_message(struct tui *tui, struct str title, struct str text);

struct tui_choice {
	struct str value, label; /* both shown, both searched */
	struct str note;         /* shown faint behind */
};
/* Called with the chosen row, or not at all. state is the opener's. */
typedef int tui_chosen(struct tui *tui, void *context, size_t row, struct str value);
struct tui_question {
	struct str title;
	struct str text;    /* explains the question; may be empty */
	const struct tui_choice *choices;
	size_t count;
	size_t preset;      /* row under the cursor at first */
	tui_chosen *chosen;
	void *context;
	bool free;          /* what was typed counts as a value when it matches no row */
};
/* A list of choices with type-to-search. */
int tui_popup_choose(struct tui *tui, const struct tui_question *question);
/* One line of text to type; chosen() gets it with row 0. */
int tui_popup_ask(struct tui *tui, struct str title, struct str text, struct str preset,
		  tui_chosen *chosen, void *context);

/* progress.c: long work that shows how far it is. Give tui_progress_step to the
 * worker with the progress as context; it returns 1 once Ctrl-C or Esc was pressed
 * or a signal asks the program to leave. With a total of 0 it is not known how far. */
struct tui_progress {
	struct tui *tui;
	struct str title;
	size_t done, total;
	bool cancelled;
	unsigned shown; /* in tenths of a percent */
};
int tui_progress_start(struct tui_progress *progress, struct tui *tui, struct str title);
int tui_progress_step(void *progress, size_t done, size_t total);
int tui_progress_end(struct tui_progress *progress);

#endif
