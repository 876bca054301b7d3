/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of screens and commands fit together. */
#include <config.h>

#include "tui/frame.h"
#include "tui/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const struct tui_view *const views[] = {
#define TUI_VIEW(name) &tui_view_##name,
#include "tui/views.def"
#undef TUI_VIEW
};

enum { VIEWS = sizeof(views) / sizeof(*views) };

static bool handles(const struct tui_handler_row *rows, size_t count, enum app_command command)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].command == command && rows[i].handler)
			return true;
	return false;
}

static bool view_handles(const struct tui_view *view, enum app_command command)
{
	if (view->move && tui_is_move(command))
		return true;
	return handles(view->handlers, view->handler_count, command) ||
	       handles(tui_frame_handlers, tui_frame_handler_count, command);
}

static void every_command_is_handled_somewhere(void **state)
{
	(void)state;
	for (size_t i = 0; i < APP_CMD_COUNT; i++) {
		bool found = false;

		for (size_t k = 0; k < VIEWS; k++)
			found = found || view_handles(views[k], (enum app_command)i);
		if (!found)
			fail_msg("nothing handles \"%s\"", app_command((enum app_command)i)->name);
	}
}

/* A key in a screen's own keymap does something on that screen. */
static void own_keys_are_handled(void **state)
{
	size_t count, dead = 0;
	const struct app_binding *all = app_bindings(&count);

	(void)state;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < VIEWS; k++)
			if (views[k]->keymap == all[i].keymap && all[i].keymap != APP_KEYMAP_LIST &&
			    !view_handles(views[k], all[i].command)) {
				print_error("%s in %s gives \"%s\", which nothing handles\n", all[i].key,
					    app_keymap_label(all[i].keymap),
					    app_command(all[i].command)->name);
				dead++;
			}
	assert_int_equal(dead, 0);
}

static void views_are_whole(void **state)
{
	(void)state;
	for (size_t i = 0; i < VIEWS; i++) {
		assert_non_null(views[i]->open);
		assert_non_null(views[i]->close);
		assert_non_null(views[i]->title);
		assert_non_null(views[i]->present);
		assert_in_range(views[i]->panes, 1, TUI_PANES);
		assert_true(!views[i]->editing == !views[i]->text);
		if (views[i]->popup)
			continue;
		assert_true(views[i]->layout_count > 0);
		assert_int_equal(views[i]->layouts[views[i]->layout_count - 1].columns, 0);
		assert_int_equal(views[i]->layouts[views[i]->layout_count - 1].lines, 0);
	}
}

/* At every size each pane has a place of its own or shares one that F11 switches,
 * and no two places lie over each other. */
static void every_pane_can_be_seen(void **state)
{
	(void)state;
	for (size_t i = 0; i < VIEWS; i++)
		for (size_t k = 0; k < views[i]->layout_count; k++) {
			const struct tui_layout *layout = &views[i]->layouts[k];
			bool seen[TUI_PANES] = { false };

			for (size_t c = 0; c < layout->count; c++)
				for (unsigned turn = 0; turn < TUI_PANES; turn++)
					seen[tui_layout_pane(layout, &layout->cells[c], views[i]->panes,
							     turn)] = true;
			for (size_t pane = 0; pane < views[i]->panes; pane++)
				assert_true(seen[pane]);
		}
}

static void places_stay_on_the_screen(void **state)
{
	(void)state;
	for (size_t i = 0; i < VIEWS; i++)
		for (size_t k = 0; k < views[i]->layout_count; k++)
			for (size_t columns = TUI_NARROWEST; columns < 220; columns += 7)
				for (size_t lines = TUI_LOWEST; lines < 70; lines += 3) {
					const struct tui_layout *layout = &views[i]->layouts[k];

					if (columns < layout->columns || lines < layout->lines)
						continue;
					for (size_t c = 0; c < layout->count; c++) {
						struct tui_box box = tui_layout_place(
							&layout->cells[c], columns, lines - 3, 1, NULL);

						assert_true(box.width >= 10 && box.height >= 1);
						assert_true(box.column + box.width < columns);
						assert_true(box.line + box.height < lines - 2);
					}
				}
}

static void lines_meet_in_the_right_character(void **state)
{
	unsigned char cells[5 * 8] = { 0 };
	struct tui_lines map = { cells, 5, 8 };
	const struct tui_cell upper = { 0, 0, 100, 0, 50 }, lower = { 1, 0, 100, 50, 100 };

	(void)state;
	tui_layout_place(&upper, 8, 5, 0, &map);
	tui_layout_place(&lower, 8, 5, 0, &map);
	assert_string_equal(tui_layout_line(cells[0], true).ptr, "╭");
	assert_string_equal(tui_layout_line(cells[7], true).ptr, "╮");
	assert_string_equal(tui_layout_line(cells[2 * 8], true).ptr, "├");
	assert_string_equal(tui_layout_line(cells[2 * 8 + 7], true).ptr, "┤");
	assert_string_equal(tui_layout_line(cells[4 * 8], false).ptr, "+");
	assert_string_equal(tui_layout_line(cells[8], false).ptr, "|");
	assert_int_equal(cells[8 + 1], 0);
}

static void neighbours_share_a_line(void **state)
{
	const struct tui_cell upper = { 0, 0, 100, 0, 34 }, lower = { 1, 0, 100, 34, 100 };

	(void)state;
	for (size_t lines = 7; lines < 70; lines++) {
		struct tui_box above = tui_layout_place(&upper, 80, lines, 1, NULL);
		struct tui_box below = tui_layout_place(&lower, 80, lines, 1, NULL);

		assert_int_equal(above.line, 2);
		assert_int_equal(above.line + above.height, below.line - 1);
		assert_int_equal(below.line + below.height, lines);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_command_is_handled_somewhere),
		cmocka_unit_test(own_keys_are_handled),
		cmocka_unit_test(views_are_whole),
		cmocka_unit_test(every_pane_can_be_seen),
		cmocka_unit_test(places_stay_on_the_screen),
		cmocka_unit_test(neighbours_share_a_line),
		cmocka_unit_test(lines_meet_in_the_right_character),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
