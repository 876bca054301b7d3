/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal: what the switch accepted and what came of it, in SQLite.
 *
 * A message is entered before the switch goes on with it, and each hop as it
 * happens. A conversation with hops to come is `underway`, with the number of the
 * process that runs it; that process holds a lock on the byte of that number in
 * the file JOURNAL-lock, so that another can tell whether it still lives, and take
 * over what it left. Writes between begin and commit are one transaction. Only
 * journal_store.c knows SQLite. */
#ifndef SIM_JOURNAL_H
#define SIM_JOURNAL_H

#include "sim/network.h"

struct sim_journal;

/* Opens or makes settings->journal, or one in memory. Returns 0, NLETS_E_MEMORY or
 * NLETS_E_STORE, with a sentence in *why (may be NULL). */
int sim_journal_open(const struct sim_settings *settings, struct arena *arena, struct str *why,
		     struct sim_journal **journal);
void sim_journal_close(struct sim_journal **journal);

/* A message as accepted. */
struct sim_journalled {
	int64_t sequence; /* place in the journal, from 1 */
	int64_t sent_ms;
	struct str asker, key, to; /* to: destinations, blanks between */
	struct str settings;       /* those that its answers depend on */
	struct str idempotency;    /* "" none */
	struct str bytes;
};

/* All return 0, NLETS_E_MEMORY or NLETS_E_STORE, and begin a transaction when they
 * write and none is open. After an error sim_journal_rollback is due. */
int sim_journal_accept(struct sim_journal *journal, struct sim_journalled *entry);
int sim_journal_add_hop(struct sim_journal *journal, int64_t sequence, size_t number,
			int64_t time_ms, unsigned input, const struct sim_hop *hop);
int sim_journal_finish(struct sim_journal *journal, int64_t sequence);
/* A message count of the switch, by addressee ("" for those that reached it): how
 * far it is, and how it went on. */
int sim_journal_count(struct sim_journal *journal, struct str addressee, unsigned *count);
int sim_journal_set_count(struct sim_journal *journal, struct str addressee, unsigned count);
int sim_journal_commit(struct sim_journal *journal);
void sim_journal_rollback(struct sim_journal *journal);

/* The entry with that key, or of that sequence. NLETS_E_NOT_FOUND when there is none. */
int sim_journal_by_key(struct sim_journal *journal, struct str idempotency, struct arena *arena,
		       struct sim_journalled *entry);
int sim_journal_entry(struct sim_journal *journal, int64_t sequence, struct arena *arena,
		      struct sim_journalled *entry);
/* The hops so far, appended in order; inputs (may be NULL) gets the number that each
 * was given when it reached the switch. */
typedef VEC(unsigned) sim_inputs;
int sim_journal_hops(struct sim_journal *journal, int64_t sequence,
		     struct sim_conversation *conversation, sim_inputs *inputs);
bool sim_journal_is_underway(struct sim_journal *journal, int64_t sequence);

/* Takes over what processes that no longer live left underway: their sequences,
 * oldest first. Commits. */
typedef VEC(int64_t) sim_sequences;
int sim_journal_adopt(struct sim_journal *journal, struct arena *arena, sim_sequences *left);

/* A message that left the switch, for searches in what was sent (RAND). */
struct sim_sent {
	int64_t number;  /* rises with time of entry */
	int64_t time_ms;
	struct str id;   /* of the delivery */
	struct str key, from, to; /* to: member code or ORI */
	struct str bytes;
};
typedef int sim_take_sent(void *context, const struct sim_sent *sent);
/* Each message that left the switch between the two times (both included; milliseconds
 * since 1970), newest first; a value of take other than 0 ends it and is returned. */
int sim_journal_each_sent(struct sim_journal *journal, int64_t from_ms, int64_t until_ms,
			  sim_take_sent *take, void *context);
/* Deliveries to an ORI, oldest first, those after the one at that place. */
int sim_journal_each_delivery(struct sim_journal *journal, struct str ori, int64_t after_sequence,
			      size_t after_number, size_t count, sim_happened *take, void *context,
			      size_t *found);
int sim_journal_each_entry(struct sim_journal *journal, struct str asker, size_t offset,
			   size_t count, sim_take_journal_row *take, void *context);

/* Ids: eight letters and digits for a sequence, one for one in one journal. */
enum { SIM_ID_SIZE = 9 };
void sim_journal_id(const struct sim_journal *journal, int64_t sequence, char id[SIM_ID_SIZE]);
/* The sequence of the id, or -1 when it is none. */
int64_t sim_journal_sequence(const struct sim_journal *journal, struct str id);

#endif
