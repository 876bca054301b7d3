/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks English texts for translation. Layers below app only mark; the edge
 * translates with gettext (app/i18n.h). */
#ifndef BASE_I18N_H
#define BASE_I18N_H

#define N_(text) text

#endif
