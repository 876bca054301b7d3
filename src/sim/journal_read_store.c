/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the journal. */
#include <config.h>

#include "sim/journal_store.h"

#include <stdio.h>

/* Borrowed until the statement goes on. */
static struct str column(sqlite3_stmt *row, int at)
{
	const char *bytes = sqlite3_column_blob(row, at);
	size_t len = (size_t)sqlite3_column_bytes(row, at);

	return len ? (struct str){ bytes, len } : STR("");
}

/* Ends a query that was read to the end or left. */
static int ended(sqlite3_stmt *query, int step)
{
	sqlite3_reset(query);
	return step == SQLITE_DONE || step == SQLITE_ROW ? 0 : NLETS_E_STORE;
}

static bool own(struct arena *arena, struct str **texts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		*texts[i] = arena_copy(arena, *texts[i]);
		if (!texts[i]->ptr)
			return false;
	}
	return true;
}

static int read_entry(sqlite3_stmt *query, struct arena *arena, struct sim_journalled *entry)
{
	struct str *texts[] = { &entry->asker,    &entry->key,         &entry->to,
				&entry->settings, &entry->idempotency, &entry->bytes };
	int step = sqlite3_step(query), error = 0;

	if (step == SQLITE_ROW) {
		entry->sequence = sqlite3_column_int64(query, 0);
		entry->sent_ms = sqlite3_column_int64(query, 1);
		for (int i = 0; i < 6; i++)
			*texts[i] = column(query, i + 2);
		error = own(arena, texts, 6) ? 0 : NLETS_E_MEMORY;
	} else if (step == SQLITE_DONE) {
		error = NLETS_E_NOT_FOUND;
	}
	return ended(query, step) ? NLETS_E_STORE : error;
}

int sim_journal_by_key(struct sim_journal *journal, struct str idempotency, struct arena *arena,
		       struct sim_journalled *entry)
{
	sqlite3_stmt *query = sim_journal_statement(journal, SIM_JOURNAL_BY_KEY);

	if (!query)
		return NLETS_E_STORE;
	sqlite3_bind_text(query, 1, idempotency.ptr, (int)idempotency.len, SQLITE_STATIC);
	return read_entry(query, arena, entry);
}

int sim_journal_entry(struct sim_journal *journal, int64_t sequence, struct arena *arena,
		      struct sim_journalled *entry)
{
	sqlite3_stmt *query = sim_journal_statement(journal, SIM_JOURNAL_ENTRY);

	if (!query)
		return NLETS_E_STORE;
	sqlite3_bind_int64(query, 1, sequence);
	return read_entry(query, arena, entry);
}

/* The first 19 columns; texts are borrowed. */
static void read_hop(sqlite3_stmt *row, struct sim_hop *hop)
{
	int64_t answers = sqlite3_column_int64(row, 17);

	*hop = (struct sim_hop){
		.kind = (enum sim_hop_kind)sqlite3_column_int(row, 0),
		.outcome = (enum sim_outcome)sqlite3_column_int(row, 1),
		.time_ms = (unsigned)sqlite3_column_int64(row, 2),
		.from = column(row, 3),
		.to = column(row, 4),
		.from_label = column(row, 5),
		.to_label = column(row, 6),
		.key = column(row, 7),
		.bytes = column(row, 8),
		.holder = column(row, 9),
		.rule = column(row, 10),
		.backing = (enum nlets_backing)sqlite3_column_int(row, 11),
		.note = column(row, 12),
		.detail = column(row, 13),
		.assumed = column(row, 14),
		.gate = column(row, 15),
		.fault = (enum sim_fault)sqlite3_column_int(row, 16),
		.answers = answers < 0 ? SIZE_MAX : (size_t)answers,
	};
}

/* What a program of a later version wrote is not taken at its word. */
static bool is_known(const struct sim_hop *hop)
{
	return (unsigned)hop->kind < SIM_HOP_KINDS && (unsigned)hop->outcome < SIM_OUTCOMES &&
	       (unsigned)hop->fault < SIM_FAULTS;
}

static int keep_hop(sqlite3_stmt *row, struct sim_conversation *conversation, sim_inputs *inputs)
{
	struct arena *arena = &conversation->arena;
	struct sim_hop *hop = vec_add(arena, &conversation->hops);
	unsigned *input = inputs ? vec_add(arena, inputs) : NULL;

	if (!hop || (inputs && !input))
		return NLETS_E_MEMORY;
	read_hop(row, hop);
	if (input)
		*input = (unsigned)sqlite3_column_int64(row, 18);
	if (!is_known(hop) ||
	    (hop->answers != SIZE_MAX && hop->answers >= conversation->hops.count))
		return NLETS_E_STORE;
	return own(arena,
		   (struct str *[]){ &hop->from, &hop->to, &hop->from_label, &hop->to_label,
				     &hop->key, &hop->bytes, &hop->holder, &hop->rule, &hop->note,
				     &hop->detail, &hop->assumed, &hop->gate },
		   12)
		       ? 0
		       : NLETS_E_MEMORY;
}

int sim_journal_hops(struct sim_journal *journal, int64_t sequence,
		     struct sim_conversation *conversation, sim_inputs *inputs)
{
	sqlite3_stmt *query = sim_journal_statement(journal, SIM_JOURNAL_HOPS);
	int error = 0, step = SQLITE_DONE;

	if (!query)
		return NLETS_E_STORE;
	sqlite3_bind_int64(query, 1, sequence);
	while (!error && (step = sqlite3_step(query)) == SQLITE_ROW)
		error = keep_hop(query, conversation, inputs);
	return ended(query, step) ? NLETS_E_STORE : error;
}

bool sim_journal_is_underway(struct sim_journal *journal, int64_t sequence)
{
	sqlite3_stmt *query = sim_journal_statement(journal, SIM_JOURNAL_UNDERWAY);
	int step;

	if (!query)
		return false;
	sqlite3_bind_int64(query, 1, sequence);
	step = sqlite3_step(query);
	sqlite3_reset(query);
	return step == SQLITE_ROW;
}

int sim_journal_count(struct sim_journal *journal, struct str addressee, unsigned *count)
{
	sqlite3_stmt *query = sim_journal_statement(journal, SIM_JOURNAL_COUNT);
	int step;

	if (!query)
		return NLETS_E_STORE;
	sqlite3_bind_text(query, 1, addressee.len ? addressee.ptr : "", (int)addressee.len,
			  SQLITE_STATIC);
	step = sqlite3_step(query);
	*count = step == SQLITE_ROW ? (unsigned)sqlite3_column_int64(query, 0) : 0;
	return ended(query, step);
}

/* "K7Q2M9XA.4" */
static struct str hop_id(const struct sim_journal *journal, int64_t sequence, int64_t number,
			 char *out, size_t size)
{
	char id[SIM_ID_SIZE];
	int len;

	sim_journal_id(journal, sequence, id);
	len = snprintf(out, size, "%s.%lld", id, (long long)number);
	return (struct str){ out, (size_t)len };
}

int sim_journal_each_sent(struct sim_journal *journal, int64_t from_ms, int64_t until_ms,
			  sim_take_sent *take, void *context)
{
	sqlite3_stmt *query = sim_journal_statement(journal, SIM_JOURNAL_SENT);
	int result = 0, step = SQLITE_DONE;
	char id[32];

	if (!query)
		return NLETS_E_STORE;
	sqlite3_bind_int64(query, 1, from_ms);
	sqlite3_bind_int64(query, 2, until_ms);
	while (!result && (step = sqlite3_step(query)) == SQLITE_ROW) {
		struct sim_sent sent = {
			.number = sqlite3_column_int64(query, 0),
			.time_ms = sqlite3_column_int64(query, 1),
			.id = hop_id(journal, sqlite3_column_int64(query, 2),
				     sqlite3_column_int64(query, 3), id, sizeof(id)),
			.key = column(query, 4),
			.from = column(query, 5),
			.to = column(query, 6),
			.bytes = column(query, 7),
		};

		result = take(context, &sent);
	}
	return ended(query, step) ? NLETS_E_STORE : result;
}

int sim_journal_each_delivery(struct sim_journal *journal, struct str ori, int64_t after_sequence,
			      size_t after_number, size_t count, sim_happened *take, void *context,
			      size_t *found)
{
	sqlite3_stmt *query = sim_journal_statement(journal, SIM_JOURNAL_DELIVERIES);
	char id[32], conversation[SIM_ID_SIZE];
	int step;

	*found = 0;
	if (!query)
		return NLETS_E_STORE;
	sqlite3_bind_text(query, 1, ori.len ? ori.ptr : "", (int)ori.len, SQLITE_STATIC);
	sqlite3_bind_int64(query, 2, after_sequence);
	sqlite3_bind_int64(query, 3, (int64_t)after_number);
	sqlite3_bind_int64(query, 4, (int64_t)(count > INT32_MAX ? INT32_MAX : count));
	while ((step = sqlite3_step(query)) == SQLITE_ROW) {
		int64_t sequence = sqlite3_column_int64(query, 19);
		struct sim_hop hop;
		struct sim_event event = { .hop = &hop,
					   .time_ms = sqlite3_column_int64(query, 21) };

		read_hop(query, &hop);
		if (!is_known(&hop))
			continue;
		sim_journal_id(journal, sequence, conversation);
		event.conversation = str_from(conversation);
		event.id = hop_id(journal, sequence, sqlite3_column_int64(query, 20), id,
				  sizeof(id));
		take(context, &event);
		++*found;
	}
	return ended(query, step);
}

int sim_journal_each_entry(struct sim_journal *journal, struct str asker, size_t offset,
			   size_t count, sim_take_journal_row *take, void *context)
{
	sqlite3_stmt *query = sim_journal_statement(journal, SIM_JOURNAL_LIST);
	int result = 0, step = SQLITE_DONE;
	char id[SIM_ID_SIZE];

	if (!query)
		return NLETS_E_STORE;
	sqlite3_bind_text(query, 1, asker.len ? asker.ptr : "", (int)asker.len, SQLITE_STATIC);
	sqlite3_bind_int64(query, 2, (int64_t)offset);
	sqlite3_bind_int64(query, 3, (int64_t)(count > INT32_MAX ? INT32_MAX : count));
	while (!result && (step = sqlite3_step(query)) == SQLITE_ROW) {
		struct sim_journal_row row = {
			.sent_ms = sqlite3_column_int64(query, 1),
			.asker = column(query, 2),
			.key = column(query, 3),
			.to = column(query, 4),
			.size = (size_t)sqlite3_column_int64(query, 5),
			.hops = (size_t)sqlite3_column_int64(query, 6),
			.whole = sqlite3_column_int(query, 7) != 0,
		};

		sim_journal_id(journal, sqlite3_column_int64(query, 0), id);
		row.id = str_from(id);
		result = take(context, &row);
	}
	return ended(query, step) ? NLETS_E_STORE : result;
}

/* Sequences are shuffled among the 2^40 ids: multiplying by an odd number and
 * folding the upper half into the lower are both undone by themselves' kind. */
#define ID_MASK ((UINT64_C(1) << 40) - 1)
#define ID_FACTOR UINT64_C(0x5851f42d4d)
static const char id_digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

void sim_journal_id(const struct sim_journal *journal, int64_t sequence, char id[SIM_ID_SIZE])
{
	uint64_t mixed = ((uint64_t)sequence + journal->seed * 0x9e3779b9) * ID_FACTOR & ID_MASK;

	mixed ^= mixed >> 20;
	mixed = mixed * ID_FACTOR & ID_MASK;
	for (size_t i = SIM_ID_SIZE - 1; i-- > 0; mixed >>= 5)
		id[i] = id_digits[mixed & 31];
	id[SIM_ID_SIZE - 1] = '\0';
}

/* The number that undoes a multiplication by ID_FACTOR (Newton's steps modulo 2^64). */
static uint64_t inverse(void)
{
	uint64_t found = ID_FACTOR;

	for (int i = 0; i < 6; i++)
		found *= 2 - ID_FACTOR * found;
	return found;
}

int64_t sim_journal_sequence(const struct sim_journal *journal, struct str id)
{
	uint64_t mixed = 0;

	if (id.len != SIM_ID_SIZE - 1)
		return -1;
	for (size_t i = 0; i < id.len; i++) {
		size_t digit = str_find_char(STR("0123456789ABCDEFGHJKMNPQRSTVWXYZ"), id.ptr[i]);

		if (digit >= 32)
			return -1;
		mixed = mixed << 5 | digit;
	}
	mixed = mixed * inverse() & ID_MASK;
	mixed ^= mixed >> 20;
	mixed = mixed * inverse() & ID_MASK;
	return (int64_t)((mixed - journal->seed * 0x9e3779b9) & ID_MASK);
}
