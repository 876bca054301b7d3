/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TUI_VIEW_ANSWER_H
#define TUI_VIEW_ANSWER_H

#include "app/answer.h"

/* What tui_view_answer is opened with; copied. The date and the assumption are
 * those of the session, the agency the one chosen last, whatever origin says. */
struct tui_answer_argument {
	struct str bytes;
	struct app_answer_origin origin;
};

#endif
