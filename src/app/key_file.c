/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/key_file.h"

#include "app/i18n.h"
#include "base/utf8.h"
#include "io/file.h"
#include "io/paths.h"
#include "nlets/error.h"

#include <errno.h>

enum { FILE_LIMIT = 1 << 18, WORDS = 4 };

struct line {
	struct app_keys *keys;
	struct arena *arena;
	struct str file;
	unsigned number;
};

static int add_fault(const struct line *line, struct str reason)
{
	struct nlets_fault *fault = vec_add(line->arena, &line->keys->faults);

	if (!fault || !reason.ptr)
		return NLETS_E_MEMORY;
	*fault = (struct nlets_fault){ arena_copy(line->arena, line->file), line->number, reason };
	return fault->file.ptr ? 0 : NLETS_E_MEMORY;
}

/* The word as it can be shown. */
static const char *shown(const struct line *line, struct str word)
{
	struct buf text = { 0 };
	struct str copy;

	utf8_add_visible(&text, word, false);
	copy = arena_copy(line->arena, buf_str(&text));
	buf_free(&text);
	return copy.ptr ? copy.ptr : "";
}

static bool keymap_by_name(struct str name, enum app_keymap *keymap)
{
	for (size_t i = 0; i < APP_KEYMAP_COUNT; i++)
		if (str_eq_nocase(name, str_from(app_keymap_name((enum app_keymap)i)))) {
			*keymap = (enum app_keymap)i;
			return true;
		}
	return false;
}

/* "generic, list, ..." */
static const char *keymap_names(const struct line *line)
{
	struct buf text = { 0 };
	struct str copy;

	for (size_t i = 0; i < APP_KEYMAP_COUNT; i++) {
		buf_add_text(&text, i ? ", " : "");
		for (const char *c = app_keymap_name((enum app_keymap)i); *c; c++)
			buf_add_char(&text, char_is_upper(*c) ? (char)(*c - 'A' + 'a') : *c);
	}
	copy = arena_copy(line->arena, buf_str(&text));
	buf_free(&text);
	return copy.ptr ? copy.ptr : "";
}

static const char *const named_keys[] = {
	"Up", "Down", "Left", "Right", "PgUp", "PgDn", "Home", "End", "Tab", "Shift-Tab",
	"Backspace", "Delete", "Insert", "Enter", "Esc", "Space", "F1", "F2", "F3", "F4", "F5",
	"F6", "F7", "F8", "F9", "F10", "F11", "F12", "Shift-F6",
};

/* Whether it is one character that can be shown. */
static bool is_character(struct str word)
{
	uint32_t code;

	return word.len && utf8_decode(word, &code) == word.len && code != UTF8_INVALID &&
	       code > ' ' && (code < 0x7f || code > 0x9f);
}

/* "Ctrl-" and a letter, but for those that arrive as Backspace, Tab and Enter. */
static bool is_control(struct str word)
{
	char letter;

	if (word.len != 6 || !str_eq_nocase(str_sub(word, 0, 5), STR("Ctrl-")))
		return false;
	letter = char_to_upper(word.ptr[5]);
	return char_is_upper(letter) && !strchr("HIJM", letter);
}

/* The key as keys.def writes it, or NULL. */
static const char *key_by_name(const struct line *line, struct str word)
{
	if (is_character(word))
		return arena_copy(line->arena, word).ptr;
	if (is_control(word))
		return arena_printf(line->arena, "Ctrl-%c", char_to_upper(word.ptr[5])).ptr;
	for (size_t i = 0; i < sizeof(named_keys) / sizeof(*named_keys); i++)
		if (str_eq_nocase(word, str_from(named_keys[i])))
			return named_keys[i];
	return NULL;
}

/* Flow control is the terminal's affair. */
static bool is_reserved(struct str word)
{
	return str_eq_nocase(word, STR("Ctrl-S")) || str_eq_nocase(word, STR("Ctrl-Q")) ||
	       str_eq_nocase(word, STR("Ctrl-\\"));
}

/* Whether fields are edited where the keymap is asked: there characters are text. */
static bool takes_text(enum app_keymap keymap)
{
	return keymap == APP_KEYMAP_GENERIC || keymap == APP_KEYMAP_FIELD ||
	       keymap == APP_KEYMAP_FILTER || keymap == APP_KEYMAP_COMPOSE ||
	       keymap == APP_KEYMAP_CHOICE || keymap == APP_KEYMAP_LINE;
}

/* Whether the command has a place in the key bar of that keymap by itself. */
static int bar_of(enum app_keymap keymap, enum app_command command)
{
	size_t count;
	const struct app_binding *all = app_bindings_standard(&count);

	for (size_t i = 0; i < count; i++)
		if (all[i].keymap == keymap && all[i].command == command && all[i].bar)
			return all[i].bar;
	return 0;
}

/* In place of what the key had there, and before other keys of the same command, so
 * that the user's own is the one that is shown. */
static int bind(const struct line *line, struct app_binding binding)
{
	app_binding_list *list = &line->keys->bindings;
	struct app_binding *added;
	size_t at = 0, kept = 0;

	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].keymap != binding.keymap ||
		    !str_eq(str_from(list->items[i].key), str_from(binding.key)))
			list->items[kept++] = list->items[i];
	list->count = kept;
	added = vec_add(line->arena, list);
	if (!added)
		return NLETS_E_MEMORY;
	while (at < kept && (list->items[at].keymap != binding.keymap ||
			     list->items[at].command != binding.command))
		at++;
	memmove(&list->items[at + 1], &list->items[at], (kept - at) * sizeof(*list->items));
	list->items[at] = binding;
	line->keys->bound++;
	return 0;
}

static int read_binding(const struct line *line, const struct str *words)
{
	struct arena *arena = line->arena;
	struct app_binding binding = { .command = app_command_by_name(words[3]) };

	if (!keymap_by_name(words[1], &binding.keymap))
		return add_fault(line, arena_printf(arena, _("there is no keymap \"%s\"; write one of %s"),
						    shown(line, words[1]), keymap_names(line)));
	if (is_reserved(words[2]))
		return add_fault(line, arena_printf(arena, _("%s belongs to the terminal; choose another key"),
						    shown(line, words[2])));
	binding.key = key_by_name(line, words[2]);
	if (!binding.key)
		return add_fault(line, arena_printf(arena, _("there is no key \"%s\"; write a character, or a name such as F5, Ctrl-T or PgDn"),
						    shown(line, words[2])));
	if (takes_text(binding.keymap) && (is_character(words[2]) || strcmp(binding.key, "Space") == 0))
		return add_fault(line, arena_printf(arena, _("\"%s\" is text while a field is edited; take a function key or a Ctrl key, or the keymap \"list\""),
						    shown(line, words[2])));
	if (binding.command == APP_CMD_NONE && !str_eq(words[3], STR("none")))
		return add_fault(line, arena_printf(arena, _("there is no command \"%s\"; write one that the menu (F10) shows, or none"),
						    shown(line, words[3])));
	binding.bar = bar_of(binding.keymap, binding.command);
	return bind(line, binding);
}

/* Splits at blanks, up to a comment; returns how many words there are. */
static size_t split_words(struct str text, struct str words[WORDS])
{
	size_t count = 0;
	struct str word;

	while (text.len) {
		size_t len = 0;

		text = str_trim(text);
		while (len < text.len && text.ptr[len] != ' ' && text.ptr[len] != '\t')
			len++;
		word = str_sub(text, 0, len);
		text = str_sub(text, len, text.len - len);
		if (!len || (word.ptr[0] == '#' && count != 2))
			break;
		if (count < WORDS)
			words[count] = word;
		count++;
	}
	return count;
}

static int read_line(const struct line *line, struct str text)
{
	struct str words[WORDS];
	size_t count = split_words(text, words);

	if (count == 0)
		return 0;
	if (count != WORDS || !str_eq(words[0], STR("bind")))
		return add_fault(line, str_from(_("a line is \"bind KEYMAP KEY COMMAND\"; write it so, or put # before it")));
	return read_binding(line, words);
}

static int add_standard(struct app_keys *keys, struct arena *arena)
{
	size_t count;
	const struct app_binding *all = app_bindings_standard(&count);

	for (size_t i = 0; i < count; i++) {
		struct app_binding *binding = vec_add(arena, &keys->bindings);

		if (!binding)
			return NLETS_E_MEMORY;
		*binding = all[i];
	}
	return 0;
}

int app_keys_read(struct app_keys *keys, struct arena *arena, struct str bytes, struct str file)
{
	struct line line = { keys, arena, file, 0 };
	int result = keys->bindings.count ? 0 : add_standard(keys, arena);
	struct str text;

	while (result == 0 && bytes.len && str_split(&bytes, '\n', &text)) {
		line.number++;
		result = read_line(&line, text);
	}
	return result;
}

/* One file; that it is not there is no fault. */
static int load_file(struct app_keys *keys, struct arena *arena, struct str folder)
{
	struct str path = arena_printf(arena, "%.*s/keys", STR_ARGS(folder));
	struct line whole = { keys, arena, path, 0 };
	struct buf bytes = { 0 };
	int result;

	if (!path.ptr)
		return NLETS_E_MEMORY;
	errno = 0;
	result = io_read_file(path.ptr, FILE_LIMIT, &bytes);
	if (result == 0)
		result = app_keys_read(keys, arena, buf_str(&bytes), path);
	else if (result == NLETS_E_UNREADABLE && (errno == ENOENT || errno == ENOTDIR))
		result = 0;
	else if (result != NLETS_E_MEMORY)
		result = add_fault(&whole, app_tr(str_from(nlets_error_text(result))));
	buf_free(&bytes);
	return result;
}

int app_keys_load(const struct app_session *session, struct arena *arena, struct app_keys *keys)
{
	const struct io_paths *paths = session->paths;
	int result = 0;

	for (size_t i = paths->config_dirs.count; i-- > 0 && result == 0;)
		result = load_file(keys, arena, paths->config_dirs.items[i]);
	return result == 0 ? load_file(keys, arena, paths->config) : result;
}

static bool is_below(struct str file, struct str folder)
{
	return folder.len && str_starts(file, folder) && file.len > folder.len &&
	       file.ptr[folder.len] == '/';
}

void app_keys_faults_text(const struct app_keys *keys, struct str home, struct buf *out)
{
	for (size_t i = 0; i < keys->faults.count; i++) {
		const struct nlets_fault *fault = &keys->faults.items[i];
		struct str file = fault->file;

		if (is_below(file, home)) {
			buf_add_char(out, '~');
			file = str_sub(file, home.len, file.len - home.len);
		}
		utf8_add_visible(out, file, false);
		if (fault->line)
			buf_printf(out, ":%u", fault->line);
		buf_printf(out, ": %.*s\n", STR_ARGS(fault->reason));
	}
}
