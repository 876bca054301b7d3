/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings of messages for the shell: text like a compiler's, JSON, SARIF. */
#ifndef APP_CHECK_REPORT_H
#define APP_CHECK_REPORT_H

#include "app/input.h"
#include "app/show.h"

/* "  error[id] byte 12, LIC: sentence" with its mend, switch's answer and source
 * below: for a message shown already. */
void app_findings_list(struct app_session *session, const struct nlets_message *message, bool colour,
		       struct buf *out);

/* FILE:LINE:COL: error[id]: sentence (field). With `verbose` mend, what the switch
 * would answer and source follow, indented. `bytes` are the file's. */
void app_check_text(struct app_session *session, const struct app_shown *shown, struct str bytes,
		    struct app_place *place, bool colour, bool verbose, struct buf *out);

/* {"file","offset","length","key","findings":[...]}: a finding as in `show`, with
 * "line", "column" and "er" added. Compact. */
void app_check_json(struct app_session *session, const struct app_shown *shown, struct str bytes,
		    struct app_place *place, struct buf *out);

/* A SARIF 2.1.0 log: begun, one result a finding, ended. Rules are all the
 * findings that there are. */
void app_sarif_begin(struct app_session *session, struct buf *out);
void app_sarif_results(const struct app_shown *shown, struct str bytes,
		       struct app_place *place, bool *first, struct buf *out);
void app_sarif_end(struct buf *out);

#endif
