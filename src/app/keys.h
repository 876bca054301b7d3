/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys by name, and the keymaps that give them a command.
 *
 * A key's name is what is printed on it: "F1", "Shift-F6", "Ctrl-L", "Esc",
 * "Enter", "Tab", "Shift-Tab", "Space", "Backspace", "Up", "PgDn", or the
 * character itself. A screen looks a key up in its own keymap, then in that of
 * the kind of place it is in (APP_KEYMAP_LIST or APP_KEYMAP_FIELD), then in
 * APP_KEYMAP_GENERIC; the first hit wins. */
#ifndef APP_KEYS_H
#define APP_KEYS_H

#include "app/commands.h"
#include "base/vec.h"

#define APP_KEYMAPS(X)                                                 \
	X(GENERIC, N_("Everywhere"))                                   \
	X(LIST, N_("In lists and texts"))                              \
	X(FIELD, N_("While editing a field"))                          \
	X(CATALOGUE, N_("Catalogue"))                                  \
	X(FILTER, N_("While typing a filter"))                         \
	X(COMPOSE, N_("Compose"))                                      \
	X(CONVERSATION, N_("Conversation"))                            \
	X(ANSWER, N_("Answer"))                                        \
	X(MATRIX, N_("Matrix"))                                        \
	X(REACH, N_("Still reachable"))                                \
	X(SOURCES, N_("Sources"))                                      \
	X(SYSTEMS, N_("Systems"))                                      \
	X(HELP, N_("Help"))                                            \
	X(CHOICE, N_("In a list of choices"))                          \
	X(STEPS, N_("In the list of what may follow"))                 \
	X(MENU, N_("In the menu"))                                     \
	X(LINE, N_("On the command line"))

enum app_keymap {
#define APP_X(id, label) APP_KEYMAP_##id,
	APP_KEYMAPS(APP_X)
#undef APP_X
	APP_KEYMAP_COUNT
};

struct app_binding {
	enum app_keymap keymap;
	const char *key;
	enum app_command command; /* APP_CMD_NONE: hides the key of the keymaps behind */
	int bar; /* 1: in the key bar; 2: where there is room; 0: not */
};

typedef VEC(struct app_binding) app_binding_list;

/* The bindings in use: those of keys.def, unless app_bindings_use() gave others. */
const struct app_binding *app_bindings(size_t *count);
/* Takes these from now on, by reference; NULL: those of keys.def. */
void app_bindings_use(const app_binding_list *list);
/* Those of keys.def. */
const struct app_binding *app_bindings_standard(size_t *count);
const char *app_keymap_label(enum app_keymap keymap); /* English, N_() */
const char *app_keymap_name(enum app_keymap keymap);  /* as its id: "COMPOSE" */

/* The command of that key in a chain of keymaps, first hit first, or APP_CMD_NONE. */
enum app_command app_key_command(const enum app_keymap *chain, size_t count, struct str key);
/* The first key that gives the command in that chain and is not hidden there by
 * another binding; NULL when there is none. */
const char *app_command_key(const enum app_keymap *chain, size_t count, enum app_command command);

#endif
