/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all screens have in common: the stack, the layout, the first and the last
 * two lines, and the commands that belong to no screen. */
#ifndef TUI_FRAME_H
#define TUI_FRAME_H

#include "tui/view.h"

/* Presents all panes and puts the screen on the terminal. */
void tui_frame_paint(struct tui *tui);
/* Closes all screens. */
void tui_frame_end(struct tui *tui);
/* The frame's own commands. */
extern const struct tui_handler_row tui_frame_handlers[];
extern const size_t tui_frame_handler_count;

/* What goes wrong with the next messages, chosen from lists (popup_faults.c); and typed. */
int tui_popup_faults(struct tui *tui);
int tui_type_faults(struct tui *tui);

#endif
