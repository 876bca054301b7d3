/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of presenters compared with files in tests/golden/present. GENERATE=1 in
 * the environment writes the files anew instead. */
#ifndef TESTS_SUPPORT_GOLDEN_H
#define TESTS_SUPPORT_GOLDEN_H

#include "app/page.h"
#include "base/buf.h"

/* Appends a headed pane: its lines without blanks at their ends; lit runs stand
 * between brackets, the line with the cursor begins with ">". */
void golden_add(struct buf *out, const char *title, const struct app_page *page);
/* Fails the test when the text is not that of tests/golden/present/NAME.txt. */
void golden_check(const char *name, const struct buf *text);

#endif
