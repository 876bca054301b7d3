/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/audit_counts.h"

static bool take(struct arena *arena, uint64_t **cells, size_t count)
{
	*cells = arena_alloc_array(arena, count ? count : 1, sizeof(**cells));
	return *cells != NULL;
}

static bool take_tables(struct app_audit_counts *counts, struct arena *arena)
{
	for (size_t a = 0; a < APP_AUDIT_DIMENSIONS; a++) {
		if (!take(arena, &counts->one[a], counts->rows[a]))
			return false;
		for (size_t b = a + 1; b < APP_AUDIT_DIMENSIONS; b++)
			if (!take(arena, &counts->two[a][b], counts->rows[a] * counts->rows[b]))
				return false;
	}
	return true;
}

int app_audit_counts_new(struct app_session *session, struct arena *arena,
			 struct app_audit_counts *counts)
{
	size_t agencies;

	*counts = (struct app_audit_counts){ 0 };
	counts->agencies = nlets_agencies(session->policies, &agencies);
	counts->rules = nlets_rules(session->policies, &counts->rule_count);
	counts->rows[APP_AUDIT_BY_AGENCY] = agencies + 1;
	counts->rows[APP_AUDIT_BY_MONTH] = APP_AUDIT_MONTHS + 1;
	counts->rows[APP_AUDIT_BY_KEY] = APP_AUDIT_KEYS + 1;
	counts->rows[APP_AUDIT_BY_OUTCOME] = APP_AUDIT_OUTCOMES;
	agencies++;
	if (!take_tables(counts, arena) ||
	    !take(arena, &counts->refused, agencies * (counts->rule_count + 1)) ||
	    !take(arena, &counts->sent, agencies) || !take(arena, &counts->delivered, agencies) ||
	    !take(arena, &counts->disclosed, agencies * NLETS_DATA_CLASS_COUNT) ||
	    !take(arena, &counts->against, agencies * NLETS_DATA_CLASS_COUNT) ||
	    !take(arena, &counts->hints, agencies * APP_AUDIT_HINTS) ||
	    !take(arena, &counts->notices, counts->rule_count))
		return NLETS_E_MEMORY;
	return 0;
}

size_t app_audit_agency(struct app_session *session, const struct app_audit_counts *counts,
			struct str ori)
{
	const struct nlets_agency *agency = nlets_agency_by_ori(session->policies, ori);

	return agency ? (size_t)(agency - counts->agencies) : counts->rows[APP_AUDIT_BY_AGENCY] - 1;
}

size_t app_audit_month(struct app_audit_counts *counts, unsigned month)
{
	/* logs are in order of time: the newest first */
	for (size_t i = counts->month_count; i-- > 0;)
		if (counts->months[i] == month)
			return i;
	if (!month || counts->month_count == APP_AUDIT_MONTHS)
		return APP_AUDIT_MONTHS;
	counts->months[counts->month_count] = month;
	return counts->month_count++;
}

size_t app_audit_key(struct app_audit_counts *counts, struct str key)
{
	for (size_t i = 0; i < counts->key_count; i++)
		if (str_eq(counts->keys[i], key))
			return i;
	if (!key.len || counts->key_count == APP_AUDIT_KEYS)
		return APP_AUDIT_KEYS;
	counts->keys[counts->key_count] = key;
	return counts->key_count++;
}

void app_audit_count_reply(struct app_audit_counts *counts, const struct app_audit_reply *reply)
{
	const size_t *row = reply->row;
	size_t rule = reply->rule ? (size_t)(reply->rule - counts->rules) : counts->rule_count;

	counts->replies++;
	for (size_t a = 0; a < APP_AUDIT_DIMENSIONS; a++) {
		counts->one[a][row[a]]++;
		for (size_t b = a + 1; b < APP_AUDIT_DIMENSIONS; b++)
			counts->two[a][b][row[a] * counts->rows[b] + row[b]]++;
	}
	if (row[APP_AUDIT_BY_OUTCOME] == APP_AUDIT_REFUSED)
		counts->refused[row[APP_AUDIT_BY_AGENCY] * (counts->rule_count + 1) + rule]++;
}

const char *app_audit_outcome_word(enum app_audit_outcome outcome)
{
	static const char *const words[] = { "answered", "no-record", "refused", "error" };

	return words[outcome];
}

const char *app_audit_hint_word(enum app_audit_hint hint)
{
	static const char *const words[] = { "self", "same-surname", "odd-hours", "repeated-subject" };

	return words[hint];
}

const char *app_audit_dimension_word(enum app_audit_dimension dimension)
{
	static const char *const words[] = { "agency", "month", "key", "outcome" };

	return words[dimension];
}

struct str app_audit_row_word(const struct app_audit_counts *counts, enum app_audit_dimension dimension,
			      size_t row, struct arena *arena)
{
	switch (dimension) {
	case APP_AUDIT_BY_AGENCY:
		return row + 1 < counts->rows[dimension] ? counts->agencies[row].id : STR("other");
	case APP_AUDIT_BY_MONTH:
		return row < counts->month_count ?
			       arena_printf(arena, "%04u-%02u", counts->months[row] / 100,
					    counts->months[row] % 100) :
			       STR("other");
	case APP_AUDIT_BY_KEY:
		return row < counts->key_count ? counts->keys[row] : STR("other");
	default:
		return str_from(app_audit_outcome_word((enum app_audit_outcome)row));
	}
}
