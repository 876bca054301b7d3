/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/invented.h"

#include "app/csv.h"
#include "sim/sim.h"

/* A state by the seed, or "" for a key that does not go to states. */
static struct str any_holder(struct app_session *session, struct str key, uint64_t seed)
{
	const struct nlets_form *form = nlets_form(session->definitions, key);
	size_t count, states = 0;
	const struct nlets_holder *holders = nlets_holders(session->policies, &count);
	struct str chosen = STR("");

	if (!form || !form->to.state)
		return chosen;
	for (size_t i = 0; i < count; i++)
		states += str_eq(holders[i].kind, STR("state"));
	for (size_t i = 0, at = 0; i < count && states; i++)
		if (str_eq(holders[i].kind, STR("state")) && at++ == seed % states)
			chosen = holders[i].code;
	return chosen;
}

int app_sample_query(struct app_session *session, struct str key, struct str holder, uint64_t seed,
		     struct buf *out)
{
	if (holder.len == 0)
		holder = any_holder(session, key, seed);
	return sim_sample_query(session->network, key, holder, seed, out);
}

int app_population_summary(struct app_session *session, struct buf *out)
{
	return sim_population_summary(session->network, out);
}

/* The next cell of a CSV text, unquoted; *end tells whether it ends its row. */
static void next_cell(struct str *rest, struct buf *cell, bool *end)
{
	bool quoted = rest->len && rest->ptr[0] == '"';
	size_t at = quoted;

	buf_clear(cell);
	for (; at < rest->len; at++) {
		char c = rest->ptr[at];

		if (quoted && c == '"' && at + 1 < rest->len && rest->ptr[at + 1] == '"')
			at++;
		else if (quoted && c == '"') {
			quoted = false;
			continue;
		} else if (!quoted && (c == ',' || c == '\n'))
			break;
		if (quoted || c != '\r')
			buf_add_char(cell, c);
	}
	*end = at >= rest->len || rest->ptr[at] == '\n';
	at += at < rest->len;
	*rest = str_sub(*rest, at, rest->len - at);
}

/* Writes the network's CSV again cell by cell, with our rules for cells. */
static void guard(struct str csv, bool raw, struct buf *out)
{
	struct buf cell = { 0 };
	bool first = true, end;

	while (csv.len) {
		next_cell(&csv, &cell, &end);
		app_csv_cell(out, first, buf_str(&cell), raw);
		first = end;
		if (end)
			app_csv_end(out);
	}
	buf_free(&cell);
}

static int guarded(int result, struct buf *csv, bool raw, struct buf *out)
{
	if (result == 0 && csv->failed)
		result = NLETS_E_MEMORY;
	if (result == 0)
		guard(buf_str(csv), raw, out);
	buf_free(csv);
	return result;
}

int app_population_csv(struct app_session *session, struct str state, size_t limit, bool raw,
		       struct buf *out)
{
	const struct sim_population_query query = { state, 0, limit };
	struct buf csv = { 0 };

	return guarded(sim_population_list(session->network, &query, &csv), &csv, raw, out);
}

int app_collection_csv(struct app_session *session, struct str collection, struct str state,
		       size_t limit, bool raw, struct buf *out)
{
	struct buf csv = { 0 };

	return guarded(sim_collection_csv(session->network, collection, state, limit, &csv), &csv, raw,
		       out);
}
