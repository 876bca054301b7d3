/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ladder to keep: as plain text and as a drawing. */
#ifndef APP_LADDER_EXPORT_H
#define APP_LADDER_EXPORT_H

#include "app/ladder.h"
#include "base/buf.h"

/* The ladder in characters, a column for each party however many there are, with its
 * summary above. Returns 0 or NLETS_E_MEMORY. */
int app_ladder_text(const struct sim_conversation *hops, struct buf *out);
/* One SVG 1.1 drawing, complete in itself: no script, nothing fetched, texts as texts,
 * each rung with a title for screen readers; light, dark and printed by its own style.
 * Bytes of messages appear visibly written out and escaped. Holders beyond a sensible width
 * share one column unless it is `unfolded`. Returns 0 or NLETS_E_MEMORY. */
int app_ladder_svg(const struct sim_conversation *hops, bool unfolded, struct buf *out);
/* Writes one or the other to a file, by its name: .svg is a drawing. Returns 0,
 * NLETS_E_REFUSED when the file is there and `replace` is false, NLETS_E_MEMORY or
 * NLETS_E_UNREADABLE with errno set. */
int app_ladder_write(const struct sim_conversation *hops, struct str name, bool replace,
		     bool unfolded);

#endif
