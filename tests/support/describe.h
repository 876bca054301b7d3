/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings as tests compare them. */
#ifndef TESTS_SUPPORT_DESCRIBE_H
#define TESTS_SUPPORT_DESCRIBE_H

#include "base/buf.h"
#include "nlets/check.h"

/* Appends "E id FIELD offset+length", with - for no field. */
void describe_finding(struct buf *out, const struct nlets_finding *finding);
/* Appends those from `first` of the list of ids on, with a line feed between two. */
void describe_findings(struct buf *out, const struct nlets_findings *findings,
		       enum nlets_finding_id first);
/* Checks the message and fails unless the rules of the form give these findings; those
 * of the parser are left out. context may be NULL. */
void expect_findings(struct nlets_definitions *definitions,
		     const struct nlets_check_context *context, const char *text,
		     const char *expected);

#endif
