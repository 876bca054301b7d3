/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/key_file.h"
#include "app/verb_run.h"
#include "base/utf8.h"
#include "nlets/error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void no_key_is_bound_twice(void **state)
{
	size_t count;
	const struct app_binding *all = app_bindings(&count);

	(void)state;
	for (size_t i = 0; i < count; i++)
		for (size_t k = i + 1; k < count; k++)
			if (all[i].keymap == all[k].keymap &&
			    str_eq(str_from(all[i].key), str_from(all[k].key)))
				fail_msg("%s is bound twice in %s", all[i].key,
					 app_keymap_label(all[i].keymap));
}

/* Terminals keep these for themselves: flow control, signals. */
static void reserved_keys_are_free(void **state)
{
	static const char *const reserved[] = { "Ctrl-S", "Ctrl-Q", "Ctrl-\\" };
	size_t count;
	const struct app_binding *all = app_bindings(&count);

	(void)state;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < 3; k++)
			assert_string_not_equal(all[i].key, reserved[k]);
}

/* While a field is edited, every printable key is text. */
static void fields_bind_no_characters(void **state)
{
	static const enum app_keymap editing[] = { APP_KEYMAP_FIELD,  APP_KEYMAP_FILTER,
						   APP_KEYMAP_COMPOSE, APP_KEYMAP_CHOICE,
						   APP_KEYMAP_LINE,   APP_KEYMAP_GENERIC };
	size_t count;
	const struct app_binding *all = app_bindings(&count);

	(void)state;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < sizeof(editing) / sizeof(*editing); k++)
			if (all[i].keymap == editing[k]) {
				assert_true(strlen(all[i].key) > 1);
				assert_string_not_equal(all[i].key, "Space");
			}
}

/* No command is reachable by a function key alone: the menu and the command line
 * name all of them, so every one needs a name of its own, a label and a help. */
static void every_command_has_another_way_in(void **state)
{
	(void)state;
	for (size_t i = 0; i < APP_CMD_COUNT; i++) {
		const struct app_command_row *row = app_command((enum app_command)i);

		assert_true(*row->name && *row->label && *row->help);
		assert_true(row->group < APP_GROUP_COUNT);
		assert_int_equal(app_command_by_name(str_from(row->name)), i);
	}
}

static void first_keymap_wins(void **state)
{
	static const enum app_keymap list[] = { APP_KEYMAP_HELP, APP_KEYMAP_LIST, APP_KEYMAP_GENERIC };

	(void)state;
	assert_int_equal(app_key_command(list, 3, STR("?")), APP_CMD_HELP);
	assert_int_equal(app_key_command(list, 3, STR("j")), APP_CMD_DOWN);
	assert_int_equal(app_key_command(list, 3, STR("F10")), APP_CMD_MENU);
	assert_int_equal(app_key_command(list, 3, STR("F13")), APP_CMD_NONE);
	assert_int_equal(app_key_command(list + 1, 1, STR("F10")), APP_CMD_NONE);
}

static void hidden_keys_are_not_shown(void **state)
{
	static const enum app_keymap answer[] = { APP_KEYMAP_ANSWER, APP_KEYMAP_LIST,
						  APP_KEYMAP_GENERIC };

	(void)state;
	assert_string_equal(app_command_key(answer, 3, APP_CMD_HOLDER), "H");
	assert_string_equal(app_command_key(answer, 3, APP_CMD_BACK), "q");
	assert_null(app_command_key(answer, 3, APP_CMD_SAVE_SCREEN));
}

static void completion_goes_through_all(void **state)
{
	enum app_command command = APP_CMD_NONE;
	size_t count = 0;

	(void)state;
	while ((command = app_command_complete(STR("s"), command)) != APP_CMD_NONE) {
		assert_int_equal(app_command(command)->name[0], 's');
		count++;
	}
	assert_true(count >= 4);
	assert_int_equal(app_command_complete(STR("zz"), APP_CMD_NONE), APP_CMD_NONE);
}

static const enum app_keymap conversation[] = { APP_KEYMAP_CONVERSATION, APP_KEYMAP_LIST,
						APP_KEYMAP_GENERIC };

static void own_keys_take_the_place(void **state)
{
	struct arena arena = { 0 };
	struct app_keys keys = { 0 };

	(void)state;
	assert_int_equal(app_keys_read(&keys, &arena,
				       STR("# comment\n\n"
					   "bind conversation T transcript # shown\n"
					   "bind conversation t none\r\n"
					   "bind Generic ctrl-t help\n"
					   "bind list # hex\n"
					   "bind list j last\n"
					   "bind list \xc3\xa9 first"),
				       STR("keys")),
			 0);
	assert_int_equal(keys.faults.count, 0);
	assert_int_equal(keys.bound, 6);
	app_bindings_use(&keys.bindings);
	assert_string_equal(app_command_key(conversation, 3, APP_CMD_TRANSCRIPT), "T");
	assert_int_equal(app_key_command(conversation, 3, STR("t")), APP_CMD_NONE);
	assert_int_equal(app_key_command(conversation, 3, STR("Ctrl-T")), APP_CMD_HELP);
	assert_int_equal(app_key_command(conversation, 3, STR("#")), APP_CMD_HEX);
	assert_int_equal(app_key_command(conversation, 3, STR("j")), APP_CMD_LAST);
	assert_int_equal(app_key_command(conversation, 3, STR("\xc3\xa9")), APP_CMD_FIRST);
	assert_int_equal(app_key_command(conversation, 3, STR("k")), APP_CMD_UP);
	app_bindings_use(NULL);
	assert_int_equal(app_key_command(conversation, 3, STR("j")), APP_CMD_DOWN);
	arena_free(&arena);
}

static void none_hides_the_keymaps_behind(void **state)
{
	struct arena arena = { 0 };
	struct app_keys keys = { 0 };

	(void)state;
	assert_int_equal(app_keys_read(&keys, &arena, STR("bind conversation q none"), STR("keys")), 0);
	app_bindings_use(&keys.bindings);
	assert_int_equal(app_key_command(conversation, 3, STR("q")), APP_CMD_NONE);
	assert_int_equal(app_key_command(conversation + 1, 2, STR("q")), APP_CMD_BACK);
	assert_string_equal(app_command_key(conversation, 3, APP_CMD_BACK), "F3");
	app_bindings_use(NULL);
	arena_free(&arena);
}

/* Every line is left out with its number; the one good line among them holds. */
static void faulty_lines_are_left_out(void **state)
{
	struct arena arena = { 0 };
	struct app_keys keys = { 0 };

	(void)state;
	assert_int_equal(app_keys_read(&keys, &arena,
				       STR("bind list x\n"
					   "bind list x hex hex\n"
					   "unbind list x hex\n"
					   "bind nowhere x hex\n"
					   "bind list F13 hex\n"
					   "bind list Ctrl-M hex\n"
					   "bind list \xff hex\n"
					   "bind list Ctrl-S hex\n"
					   "bind compose x hex\n"
					   "bind generic Space hex\n"
					   "bind list x jump\n"
					   "bind list z hex\n"),
				       STR("keys")),
			 0);
	assert_int_equal(keys.faults.count, 11);
	for (unsigned i = 0; i < 11; i++) {
		assert_int_equal(keys.faults.items[i].line, i + 1);
		assert_true(str_eq(keys.faults.items[i].file, STR("keys")));
		assert_true(keys.faults.items[i].reason.len > 0);
		assert_int_equal(utf8_first_invalid(keys.faults.items[i].reason),
				 keys.faults.items[i].reason.len);
	}
	assert_int_equal(keys.bound, 1);
	app_bindings_use(&keys.bindings);
	assert_int_equal(app_key_command(conversation, 3, STR("z")), APP_CMD_HEX);
	app_bindings_use(NULL);
	arena_free(&arena);
}

static void lines_split_as_in_a_shell(void **state)
{
	struct arena arena = { 0 };
	app_word_list words = { 0 };

	(void)state;
	assert_int_equal(app_words(&arena, STR("  codes \t'a b' c\"d 'e\"f '' $x \\ "), &words), 0);
	assert_int_equal(words.count, 6);
	assert_string_equal(words.items[0], "codes");
	assert_string_equal(words.items[1], "a b");
	assert_string_equal(words.items[2], "cd 'ef");
	assert_string_equal(words.items[3], "");
	assert_string_equal(words.items[4], "$x");
	assert_string_equal(words.items[5], "\\");
	assert_int_equal(app_words(&arena, STR("check \"x"), &words), NLETS_E_ARGUMENT);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_key_is_bound_twice),
		cmocka_unit_test(reserved_keys_are_free),
		cmocka_unit_test(fields_bind_no_characters),
		cmocka_unit_test(every_command_has_another_way_in),
		cmocka_unit_test(first_keymap_wins),
		cmocka_unit_test(hidden_keys_are_not_shown),
		cmocka_unit_test(completion_goes_through_all),
		cmocka_unit_test(own_keys_take_the_place),
		cmocka_unit_test(none_hides_the_keymaps_behind),
		cmocka_unit_test(faulty_lines_are_left_out),
		cmocka_unit_test(lines_split_as_in_a_shell),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
