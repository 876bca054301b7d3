/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RAND, the search of the message log (message-structure.md section 8): NLQ gets a
 * receipt and then a hit list, NFQ one message in full. The log is the journal of
 * what left the switch; it goes back one year (RA-G), and holds no bodies of rap
 * sheets and no images (RA-W). How the answers look, and that a full text is asked
 * by a number of the list, is invented: forms/layouts/log.xml. */
#include <config.h>

#include "sim/network.h"

#include "base/i18n.h"
#include "sim/envelope.h"
#include "sim/journal.h"
#include "sim/log_search.h"

enum { RECEIPT_MS = 150, LIST_MS = 2000, MOST_HITS = 50, LONGEST_NUMBER = 9 };

#define YEAR_MS ((int64_t)365 * 86400 * 1000)
#define DAY_MS ((int64_t)86400 * 1000)

struct search {
	struct sim_exchange *exchange;
	struct sim_criteria criteria;
	struct str keys; /* TYP */
	int64_t wanted;  /* number of the one message asked for; 0: a search */
	struct sim_record *record;
	size_t found;
};

static struct str field(const struct sim_exchange *exchange, const char *code)
{
	return str_trim(nlets_message_value(exchange->query, str_from(code)));
}

/* A part of TYP, without blanks around it. */
static bool next_key(struct str *rest, struct str *key)
{
	if (!str_split(rest, ',', key))
		return false;
	*key = str_trim(*key);
	return true;
}

/* Whether somebody's records are asked for or given under this key. */
static bool is_of_records(const struct sim_holders *holders, struct str key)
{
	for (size_t i = 0; i < holders->items.count; i++)
		for (size_t k = 0; k < holders->items.items[i].services.count; k++) {
			const struct sim_service *service =
				&holders->items.items[i].services.items[k];

			if (str_eq(service->key, key) || str_eq(service->response, key))
				return true;
		}
	return false;
}

/* Who is authorised for what is not public. Assumed: an agency reads what it is known to
 * send and what answers that, and all that asks for nobody's record; an agency of
 * which nothing is known reads all. */
static bool may_read(const struct sim_exchange *exchange, struct str key)
{
	const struct sim_settings *settings = &exchange->network->settings;
	const struct nlets_agency *agency =
		settings->policies ? nlets_agency(settings->policies, exchange->agency) : NULL;
	bool may = !agency || !agency->keys.count ||
		   !is_of_records(exchange->network->holders, key);

	for (size_t i = 0; !may && i < agency->keys.count; i++) {
		const struct nlets_form *form =
			nlets_form(settings->definitions, agency->keys.items[i]);

		may = str_eq(agency->keys.items[i], key);
		for (size_t k = 0; !may && form && k < form->responses.count; k++)
			may = str_eq(form->responses.items[k], key);
	}
	return may;
}

static bool is_wanted(const struct search *search, struct str key)
{
	struct str rest = search->keys, one;

	while (next_key(&rest, &one))
		if (str_eq(one, STR("ALL")) || str_eq(one, key))
			return may_read(search->exchange, key);
	return false;
}

/* Keys that were asked for and may not be read; *any: whether some may. */
static struct str denied(const struct search *search, bool *any)
{
	struct buf out = { 0 };
	struct str rest = search->keys, one, made;

	*any = false;
	while (next_key(&rest, &one)) {
		bool may = str_eq(one, STR("ALL")) || may_read(search->exchange, one);

		*any |= may && one.len;
		if (may)
			continue;
		buf_add_text(&out, out.len ? " " : "");
		buf_add(&out, one);
	}
	made = out.failed ? STR_NONE : arena_copy(search->exchange->arena, buf_str(&out));
	buf_free(&out);
	return made;
}

static bool is_unlogged(const struct sim_exchange *exchange, struct str key)
{
	const sim_words *keys = &exchange->network->directory->unlogged;

	for (size_t i = 0; i < keys->count; i++)
		if (str_eq(keys->items[i], key))
			return true;
	return false;
}

/* The message as logged: without the drawings that stand for images, and nothing of
 * a rap sheet. */
static struct str as_logged(const struct search *search, const struct sim_sent *sent)
{
	static const struct str open = { "[SIMULATED PHOTO", 16 };
	struct str rest = sent->bytes, kept;
	struct buf out = { 0 };

	if (is_unlogged(search->exchange, sent->key))
		return STR("");
	if (str_find(rest, open) == rest.len)
		return rest;
	while (rest.len) {
		size_t at = str_find(rest, open), end;

		buf_add(&out, str_sub(rest, 0, at));
		rest = str_sub(rest, at, rest.len - at);
		end = str_find_char(rest, ']');
		if (rest.len)
			buf_add_text(&out, "(IMAGE NOT KEPT)");
		end += end < rest.len;
		rest = str_sub(rest, end, rest.len - end);
	}
	kept = out.failed ? STR_NONE : arena_copy(search->exchange->arena, buf_str(&out));
	buf_free(&out);
	return kept;
}

static bool add_hit(struct search *search, const struct sim_sent *sent)
{
	struct arena *arena = search->exchange->arena;
	struct sim_record *hit = sim_record_add_group(arena, search->record, STR("hit"));
	struct buf when = { 0 };
	struct str time, kept = search->wanted ? as_logged(search, sent) : STR("");
	struct str body = kept.ptr ? arena_copy(arena, sim_log_body(kept)) : STR_NONE;

	sim_write_clock(&when, sent->time_ms / 1000 + SIM_LOG_ZONE_S);
	time = when.failed ? STR_NONE : arena_copy(arena, buf_str(&when));
	buf_free(&when);
	return hit && time.ptr && body.ptr &&
	       sim_record_set(arena, hit, STR("MSN"),
			      arena_printf(arena, "%lld", (long long)sent->number)) &&
	       sim_record_set(arena, hit, STR("WHEN"), time) &&
	       sim_record_set(arena, hit, STR("KEY"), arena_copy(arena, sent->key)) &&
	       sim_record_set(arena, hit, STR("FROM"),
			      arena_copy(arena, sim_log_sender(sent->bytes))) &&
	       sim_record_set(arena, hit, STR("TO"), arena_copy(arena, sent->to)) &&
	       sim_record_set(arena, hit, STR("BODY"), body);
}

static int take(void *context, const struct sim_sent *sent)
{
	struct search *search = context;
	struct sim_logged logged = { sent->key, sim_log_sender(sent->bytes), sent->to, sent->bytes };

	if (search->wanted) {
		if (sent->number != search->wanted || !may_read(search->exchange, sent->key))
			return 0;
		search->found = 1;
		return add_hit(search, sent) ? 1 : NLETS_E_MEMORY;
	}
	if (!is_wanted(search, sent->key) || !sim_log_fits(&search->criteria, &logged))
		return 0;
	logged.bytes = as_logged(search, sent);
	if (!logged.bytes.ptr)
		return NLETS_E_MEMORY;
	if (!sim_log_fits(&search->criteria, &logged))
		return 0;
	return ++search->found > MOST_HITS || add_hit(search, sent) ? 0 : NLETS_E_MEMORY;
}

/* Between those times, and no further back than a year. */
static int look(struct search *search, int64_t from_ms, int64_t until_ms)
{
	struct sim_network *network = search->exchange->network;
	int64_t oldest = search->exchange->now * 1000 - YEAR_MS;
	int error;

	if (!network->journal)
		return 0;
	error = sim_journal_each_sent(network->journal, from_ms > oldest ? from_ms : oldest, until_ms,
				      take, search);
	return error > 0 ? 0 : error;
}

static struct sim_draft *deliver(struct search *search, const char *key, const char *template,
				 unsigned time_ms)
{
	struct sim_exchange *exchange = search->exchange;
	const struct sim_layout *layout = sim_network_layout(exchange->network, STR("log"));
	struct sim_draft *draft;
	struct str body;

	if (!layout || sim_write_body(exchange, layout,
				      *template ? sim_layout_answer(layout, str_from(template))
						: sim_layout_none(layout, exchange->key),
				      search->record, &body, NULL))
		return NULL;
	draft = sim_deliver(exchange, time_ms, SIM_QUERY_DRAFT, str_from(key), SIM_SWITCH, body);
	if (!draft)
		return NULL;
	draft->hop.outcome = *template ? SIM_OUTCOME_HIT : SIM_OUTCOME_NO_RECORD;
	draft->hop.backing = NLETS_INVENTED;
	draft->hop.note = str_from(N_("The layout of the log's answers is invented. The log here is the "
				      "journal of this simulation."));
	return draft;
}

static bool set_counts(struct search *search, struct str warning)
{
	struct arena *arena = search->exchange->arena;

	return warning.ptr &&
	       sim_record_set(arena, search->record, STR("DENIED"), warning) &&
	       sim_record_set(arena, search->record, STR("FOUND"),
			      arena_printf(arena, "%zu", search->found)) &&
	       (search->found <= MOST_HITS ||
		sim_record_set(arena, search->record, STR("MORE"), STR("MORE MESSAGES EXIST")));
}

int sim_route_log_search(struct sim_exchange *exchange)
{
	struct sim_record record = { 0 };
	struct search search = {
		.exchange = exchange,
		.criteria = { field(exchange, "SRC"), field(exchange, "DST"), field(exchange, "FND"),
			      field(exchange, "AND"), field(exchange, "ORR"), field(exchange, "NAM") },
		.keys = field(exchange, "TYP"),
		.record = &record,
	};
	int64_t from_ms, until_ms;
	struct sim_draft *draft;
	bool any;
	struct str warning = denied(&search, &any);
	int error = 0;

	if (!sim_log_time(field(exchange, "BEG"), false, &from_ms) ||
	    !sim_log_time(field(exchange, "END"), true, &until_ms))
		return sim_reject(exchange, STR("10")) ? 0 : NLETS_E_MEMORY;
	draft = deliver(&search, "NLR", "RECEIPT", RECEIPT_MS);
	if (!draft)
		return NLETS_E_MEMORY;
	draft->hop.outcome = SIM_OUTCOME_ACKNOWLEDGED;
	if (any)
		error = look(&search, from_ms, until_ms);
	if (!error && !set_counts(&search, warning))
		error = NLETS_E_MEMORY;
	if (error)
		return error;
	draft = deliver(&search, "NLR", search.found || !any ? any ? "NLQ" : "DENIED" : "", LIST_MS);
	if (draft && !any)
		draft->hop.outcome = SIM_OUTCOME_REFUSED;
	return draft ? 0 : NLETS_E_MEMORY;
}

int sim_route_log_text(struct sim_exchange *exchange)
{
	struct sim_record record = { 0 };
	struct search search = { .exchange = exchange, .record = &record };
	struct str number = field(exchange, "MSN");
	int64_t now_ms = exchange->now * 1000;
	unsigned wanted = 0;
	int error = 0;

	if (number.len <= LONGEST_NUMBER && str_to_uint(number, &wanted) && wanted) {
		search.wanted = wanted;
		error = look(&search, now_ms - YEAR_MS, now_ms + DAY_MS);
	}
	if (error)
		return error;
	return deliver(&search, "NFR", search.found ? "NFQ" : "", LIST_MS) ? 0 : NLETS_E_MEMORY;
}
