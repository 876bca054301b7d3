/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TUI_VIEW_REACH_H
#define TUI_VIEW_REACH_H

#include "nlets/pathways.h"
#include "tui/view.h"

/* Opens the screen Still reachable for the datum; date and assumption are the session's.
 * Says why not when there is no holder or the datum is not personal. */
int tui_show_paths(struct tui *tui, struct nlets_reach_request *request);

#endif
