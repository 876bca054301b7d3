/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A conversation as a ladder: who stands in which column, and what each rung shows.
 * Pure geometry without sizes; painters turn it into styled lines, text or SVG.
 *
 * The first column is the asker's, the second the switch's, then all others in the
 * order in which they first appear. Texts are borrowed from the conversation, which
 * must outlive the ladder. */
#ifndef APP_LADDER_H
#define APP_LADDER_H

#include "base/vec.h"

#include <stdint.h>

struct sim_conversation;
struct sim_hop;

struct app_ladder_party {
	struct str code;  /* member code or ORI; "" for folded holders, and outside Nlets */
	struct str label; /* English msgid of the party's name, or "" */
	struct str gate;  /* the state's own system through which it speaks, or "" */
	size_t holders;   /* more than 1: so many parties folded into this column */
};

struct app_ladder_rung {
	size_t hop;      /* the first hop that it shows */
	size_t hops;     /* how many it stands for, one after the other; 0: a line that sets apart
	                  * what came after the merged answer */
	size_t from, to; /* columns */
	bool late;       /* after the merged answer had gone out */
};

struct app_ladder {
	struct arena arena;
	VEC(struct app_ladder_party) parties;
	VEC(struct app_ladder_rung) rungs;
	const struct sim_conversation *hops;
	bool folded;   /* the holders share one column */
	bool gated;    /* some party speaks through a gate */
	size_t merged; /* the hop that delivers the merged answer, SIZE_MAX: none */
};

/* Makes the ladder anew. When there are more than `most` parties the holders that were
 * asked are folded into one column, and runs of hops that say the same of them into
 * one rung; hits stay apart. Returns 0 or NLETS_E_MEMORY. */
int app_ladder_make(struct app_ladder *ladder, const struct sim_conversation *hops, size_t most);
void app_ladder_free(struct app_ladder *ladder);
/* The rung that shows a hop. */
size_t app_ladder_rung_of(const struct app_ladder *ladder, size_t hop);
/* The first hop of a rung (of the last one when it is beyond); of the one above the line
 * that sets late answers apart with `up`, else of the one below it. */
size_t app_ladder_hop(const struct app_ladder *ladder, size_t rung, bool up);

#endif
