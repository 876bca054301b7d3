/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For journal_store.c and journal_read_store.c alone. */
#ifndef SIM_JOURNAL_STORE_H
#define SIM_JOURNAL_STORE_H

#include "sim/journal.h"

#include <sqlite3.h>

enum sim_journal_statement {
	SIM_JOURNAL_BEGIN,
	SIM_JOURNAL_COMMIT,
	SIM_JOURNAL_ROLLBACK,
	SIM_JOURNAL_ACCEPT,
	SIM_JOURNAL_START,
	SIM_JOURNAL_FINISH,
	SIM_JOURNAL_ADD_HOP,
	SIM_JOURNAL_COUNT,
	SIM_JOURNAL_SET_COUNT,
	SIM_JOURNAL_BY_KEY,
	SIM_JOURNAL_ENTRY,
	SIM_JOURNAL_HOPS,
	SIM_JOURNAL_UNDERWAY,
	SIM_JOURNAL_LEFT,
	SIM_JOURNAL_ADOPT,
	SIM_JOURNAL_SENT,
	SIM_JOURNAL_DELIVERIES,
	SIM_JOURNAL_LIST,
	SIM_JOURNAL_STATEMENTS
};

struct sim_journal {
	sqlite3 *db;
	sqlite3_stmt *statements[SIM_JOURNAL_STATEMENTS];
	int64_t owner; /* number of this process in the journal */
	uint64_t seed; /* of the ids */
	int lock;      /* file that is locked at byte `owner`, -1: in memory */
	bool open;     /* a transaction */
};

/* The statement, prepared at first use, or NULL. */
sqlite3_stmt *sim_journal_statement(struct sim_journal *journal,
				    enum sim_journal_statement which);

#endif
