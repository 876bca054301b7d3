/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a merged answer, one a holder. */
#ifndef APP_MERGED_H
#define APP_MERGED_H

#include "nlets/message.h"
#include "nlets/policy.h"

/* More parts than the network has holders. */
enum { APP_MERGED_MOST = 64 };

struct app_merged_part {
	struct span span;  /* in the message's raw: from its line RESPONSE FROM to the next one's */
	struct str holder; /* member code */
};

/* The next part of a merged answer ([invented]: forms/layouts/merged.xml). *at is where
 * to look, at first the body's offset, and goes on behind the part. False behind the
 * last, and for a message that no switch merged. */
bool app_merged_next(struct nlets_policies *policies, const struct nlets_message *message,
		     size_t *at, struct app_merged_part *part);

#endif
