/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words above the key bar: what was said last, else what explains the focused
 * thing. One line, and a second where one would cut them and the screen has the
 * room. */
#ifndef TUI_EXPLANATION_H
#define TUI_EXPLANATION_H

#include "tui/view.h"

/* Fills an empty page with one or two lines as wide as the screen. */
void tui_explanation(struct tui *tui, struct app_page *page);

#endif
