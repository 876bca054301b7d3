/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafts on disk: one file a message key in the state folder, mode 0600, written
 * all or nothing, as lines "CODE=value". */
#ifndef APP_DRAFT_STORE_H
#define APP_DRAFT_STORE_H

#include "app/draft_model.h"

/* Writes what was typed, which does not clear `changed`. An empty draft removes its file instead. Returns 0 or a
 * negative error. */
int app_draft_save(struct app_draft *draft);
/* Fills the rows from the file; false when there is none. */
bool app_draft_load(struct app_draft *draft);
int app_draft_remove(struct app_session *session, struct str key);
/* Whether nothing but the sender was filled in. */
bool app_draft_is_empty(const struct app_draft *draft);
/* The message keys of which there is a draft, allocated in arena. */
size_t app_draft_list(struct app_session *session, struct arena *arena, struct str **keys);

/* The file's content, and back; unknown lines are left out. */
void app_draft_write(const struct app_draft *draft, struct buf *out);
void app_draft_read(struct app_draft *draft, struct str bytes);

#endif
