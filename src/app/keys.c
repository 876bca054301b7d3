/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/keys.h"

#include "base/i18n.h"

static const struct app_binding standard[] = {
#define APP_KEY(keymap, key, command, bar) \
	{ APP_KEYMAP_##keymap, key, APP_CMD_##command, bar },
#include "app/keys.def"
#undef APP_KEY
};

enum { STANDARD = sizeof(standard) / sizeof(*standard) };

static const struct app_binding *bindings = standard;
static size_t binding_count = STANDARD;

const struct app_binding *app_bindings(size_t *count)
{
	*count = binding_count;
	return bindings;
}

void app_bindings_use(const app_binding_list *list)
{
	bindings = list ? list->items : standard;
	binding_count = list ? list->count : STANDARD;
}

const struct app_binding *app_bindings_standard(size_t *count)
{
	*count = STANDARD;
	return standard;
}

const char *app_keymap_label(enum app_keymap keymap)
{
	static const char *const labels[] = {
#define APP_X(id, label) label,
		APP_KEYMAPS(APP_X)
#undef APP_X
	};

	return labels[keymap];
}

const char *app_keymap_name(enum app_keymap keymap)
{
	static const char *const names[] = {
#define APP_X(id, label) #id,
		APP_KEYMAPS(APP_X)
#undef APP_X
	};

	return names[keymap];
}

static const struct app_binding *in_keymap(enum app_keymap keymap, struct str key)
{
	for (size_t i = 0; i < binding_count; i++)
		if (bindings[i].keymap == keymap && str_eq(str_from(bindings[i].key), key))
			return &bindings[i];
	return NULL;
}

enum app_command app_key_command(const enum app_keymap *chain, size_t count, struct str key)
{
	for (size_t i = 0; i < count; i++) {
		const struct app_binding *found = in_keymap(chain[i], key);

		if (found)
			return found->command;
	}
	return APP_CMD_NONE;
}

const char *app_command_key(const enum app_keymap *chain, size_t count, enum app_command command)
{
	for (size_t map = 0; map < count; map++)
		for (size_t i = 0; i < binding_count; i++)
			if (bindings[i].keymap == chain[map] && bindings[i].command == command &&
			    app_key_command(chain, count, str_from(bindings[i].key)) == command)
				return bindings[i].key;
	return NULL;
}
