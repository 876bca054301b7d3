/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Totals over message logs of any size. Nothing of a log is written anywhere, and memory does
 * not grow with it: sums, one message, and a fixed number of queries and subjects remembered. */
#ifndef APP_AUDIT_H
#define APP_AUDIT_H

#include "app/audit_counts.h"
#include "base/buf.h"

enum { APP_AUDIT_THRESHOLD = 11 }; /* design section 6 */

/* What was read, in bytes and messages. */
struct app_audit_reading {
	uint64_t files, bytes, messages;
	uint64_t too_long;   /* bytes of messages over the limit */
	uint64_t cut;        /* bytes of messages cut off at the end */
	uint64_t unreadable; /* bytes of messages without a readable header */
	uint64_t unmatched;  /* replies whose query is not in the log, or too long ago */
	uint64_t aside;      /* messages that are neither query nor reply */
};

struct app_audit; /* opaque */

/* NULL when memory is out. */
struct app_audit *app_audit_new(struct app_session *session);
void app_audit_free(struct app_audit **audit);

/* Reads one file ("-": standard input). Returns 0, NLETS_E_MEMORY, NLETS_E_CANCELLED (the user asked to
 * stop) or NLETS_E_UNREADABLE with errno set. */
int app_audit_read(struct app_audit *audit, const char *file);
/* The same for one message, as delivered. Returns 0 or NLETS_E_MEMORY. */
int app_audit_message(struct app_audit *audit, struct str bytes);

const struct app_audit_counts *app_audit_counts(const struct app_audit *audit);
const struct app_audit_reading *app_audit_reading(const struct app_audit *audit);

/* Each with small counts suppressed below threshold (0: none). Returns 0 or NLETS_E_MEMORY. */
int app_audit_text(const struct app_audit *audit, uint64_t threshold, bool colour, struct buf *out);
int app_audit_json(const struct app_audit *audit, uint64_t threshold, struct buf *out);
int app_audit_csv(const struct app_audit *audit, uint64_t threshold, struct buf *out);

/* The totals of an invented log as JSON, nothing suppressed. Returns 0 or NLETS_E_MEMORY. */
int app_audit_truth_json(const struct app_audit_counts *counts, uint64_t seed, uint64_t messages,
			 struct buf *out);

#endif
