/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A message being composed: the rows of its form with what was typed, and after
 * every change the bytes it would be sent as, read back and checked.
 *
 * What was typed is the truth; bytes, message and findings are made from it anew
 * each time and never flow back. */
#ifndef APP_DRAFT_MODEL_H
#define APP_DRAFT_MODEL_H

#include "app/session.h"
#include "base/buf.h"
#include "nlets/check.h"

enum app_draft_row_kind {
	APP_ROW_FROM,
	APP_ROW_TO,      /* destinations, separated by blanks */
	APP_ROW_CONTROL, /* without the star */
	APP_ROW_GROUP,   /* heads the items of one alternative; nothing to type */
	APP_ROW_ITEM,
	APP_ROW_TEXT,    /* the free text of the body */
};

struct app_draft_row {
	enum app_draft_row_kind kind;
	const struct nlets_item *item; /* of APP_ROW_ITEM */
	size_t alternative;            /* of APP_ROW_GROUP, and of its items; SIZE_MAX: none */
	struct buf value;
};

struct app_draft {
	struct app_session *session;
	const struct nlets_form *form;
	struct arena arena;
	VEC(struct app_draft_row) rows;
	size_t focus; /* never a group */
	enum nlets_wire wire;

	struct buf bytes;              /* as it would be sent */
	struct nlets_message *message; /* read back from bytes and checked; NULL: memory is out */
	struct arena lost_arena;
	struct nlets_findings lost;    /* what the wire format cannot hold */
	bool changed;                  /* since the user last kept or sent it */
	bool unwritten;                /* since its file was last written */
};

/* An empty message of that key, sent from the setting `from`; NULL when the key
 * has no form or memory is out. The session must outlive it. */
struct app_draft *app_draft_new(struct app_session *session, struct str key);
void app_draft_free(struct app_draft **draft);

/* Sets what a row holds and makes all else anew. Blanks at the ends are kept in
 * the row, not in the message. */
void app_draft_set(struct app_draft *draft, size_t row, struct str text);
struct str app_draft_value(const struct app_draft *draft, size_t row);
/* Empties all rows but the sender. */
void app_draft_clear(struct app_draft *draft);
void app_draft_set_wire(struct app_draft *draft, enum nlets_wire wire);
/* Makes bytes and findings anew, when a setting such as the day has changed. */
void app_draft_update(struct app_draft *draft);
/* The row of that kind, or of that item; SIZE_MAX when there is none. */
size_t app_draft_row_of(const struct app_draft *draft, enum app_draft_row_kind kind, struct str code);

/* All findings: what the format cannot hold first, then by place. */
size_t app_draft_finding_count(const struct app_draft *draft);
const struct nlets_finding *app_draft_finding(const struct app_draft *draft, size_t at);
/* The row that a finding is about; SIZE_MAX: the message as a whole. */
size_t app_draft_finding_row(const struct app_draft *draft, const struct nlets_finding *finding);
bool app_draft_has_errors(const struct app_draft *draft);

/* The bytes of a row's value in draft->bytes; len 0 when it has none. */
struct span app_draft_span(const struct app_draft *draft, size_t row);
/* Moves the focus by one row up or down, stepping over groups. */
void app_draft_move(struct app_draft *draft, bool down);
/* How far the row's alternative is filled, and whether the item must be. */
enum nlets_alternative_state app_draft_group_state(const struct app_draft *draft, size_t alternative);
enum nlets_presence app_draft_presence(const struct app_draft *draft, size_t row);

#endif
