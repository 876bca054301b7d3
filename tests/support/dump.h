/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A message as one line, for tests that compare what was read. */
#ifndef TESTS_SUPPORT_DUMP_H
#define TESTS_SUPPORT_DUMP_H

#include "base/buf.h"
#include "nlets/message.h"

/* "IN RQ.AZSIM0001 >IL *T1 LIC=SIM1 text=..." with controls made visible; absent
 * parts are "-". */
void test_dump_message(const struct nlets_message *message, struct buf *out);
/* "id@offset+length id(FIELD)@offset+length ..." */
void test_dump_findings(const struct nlets_findings *findings, struct buf *out);

#endif
