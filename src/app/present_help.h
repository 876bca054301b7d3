/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The help screen, made from the tables of commands and keys. */
#ifndef APP_PRESENT_HELP_H
#define APP_PRESENT_HELP_H

#include "app/keys.h"
#include "app/page.h"

/* The keys of a chain of keymaps, first keymap first, each with its command's
 * help, without those that an earlier keymap hides; `usable` (APP_CMD_COUNT flags, or NULL for all) leaves out what does
 * nothing there. */
void app_present_keys(struct app_page *page, const enum app_keymap *chain, size_t count,
		      const bool *usable, size_t width);
/* All keymaps. */
void app_present_all_keys(struct app_page *page, size_t width);
/* What the signs and marks of all screens mean. */
void app_present_signs(struct app_page *page, size_t width);

#endif
