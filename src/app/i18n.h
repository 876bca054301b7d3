/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Translation at the edge: app, cli and tui write _("sentence"); the layers
 * below only mark theirs with N_(). Texts of definition files go through
 * app_tr(). Everything is in one catalogue, domain nletscope. */
#ifndef APP_I18N_H
#define APP_I18N_H

#include "base/i18n.h"
#include "base/str.h"

#include <libintl.h>

#define _(text) gettext(text)

/* Takes the locale of the environment and binds the catalogue found in `folder`
 * (NULL or "": the one fixed when the program was configured). Once, from main. */
void app_i18n_start(const char *folder);

/* The translation of an English text made at run time: a label, help or title
 * of a definition file. Returns the text itself when there is none. A translation
 * lives as long as the program. */
struct str app_tr(struct str text);

/* Whether the terminal's character set is UTF-8; otherwise draw with ASCII. */
bool app_i18n_utf8(void);

#endif
