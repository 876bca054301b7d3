/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `audit` counts, and what `traffic --truth` knows beforehand: sums only, no byte
 * of any message. Its size depends on the policies and on fixed limits, never on the log. */
#ifndef APP_AUDIT_COUNTS_H
#define APP_AUDIT_COUNTS_H

#include "app/session.h"

#include <stdint.h>

/* What came back on one delivered query. */
enum app_audit_outcome {
	APP_AUDIT_ANSWERED,
	APP_AUDIT_NO_RECORD,
	APP_AUDIT_REFUSED,
	APP_AUDIT_ERROR, /* an ER or a status message instead of an answer */
	APP_AUDIT_OUTCOMES
};

/* What may be worth a question; never a verdict. The first two and the last are what
 * the Minnesota audit of 2013 looked for (FF1); which hours are odd is ours. */
enum app_audit_hint {
	APP_AUDIT_SELF,      /* the asker named in ATN asked about a person of that name */
	APP_AUDIT_SURNAME,   /* about a person of the same surname */
	APP_AUDIT_ODD_HOURS, /* stamped between 00:00 and 04:59 */
	APP_AUDIT_REPEATED,  /* one subject, asked for APP_AUDIT_REPEATS times by one ORI */
	APP_AUDIT_HINTS
};

enum {
	APP_AUDIT_REPEATS = 5,
	APP_AUDIT_NIGHT_ENDS = 5, /* hour */
	APP_AUDIT_MONTHS = 36,    /* further ones are counted as one row "other" */
	APP_AUDIT_KEYS = 24,      /* the same */
};

/* The ways in which replies are told apart, each divided into rows. */
enum app_audit_dimension {
	APP_AUDIT_BY_AGENCY,
	APP_AUDIT_BY_MONTH,
	APP_AUDIT_BY_KEY, /* of the query */
	APP_AUDIT_BY_OUTCOME,
	APP_AUDIT_DIMENSIONS
};

struct app_audit_counts {
	/* Rows: agencies as the policies list them and, last, all other senders; months
	 * (ccyymm, as they come; the last place is for others), keys likewise. */
	size_t rows[APP_AUDIT_DIMENSIONS];
	const struct nlets_agency *agencies;
	const struct nlets_rule *rules;
	size_t rule_count; /* the place behind the last is for a refusal without a known rule */
	unsigned months[APP_AUDIT_MONTHS];
	size_t month_count;
	struct str keys[APP_AUDIT_KEYS];
	size_t key_count;

	uint64_t replies;
	uint64_t *one[APP_AUDIT_DIMENSIONS];                       /* by one dimension */
	uint64_t *two[APP_AUDIT_DIMENSIONS][APP_AUDIT_DIMENSIONS]; /* by two, first < second */
	uint64_t *refused;   /* agency, rule */
	uint64_t *sent;      /* agency: queries as their senders wrote them */
	uint64_t *delivered; /* agency: copies of them that the switch delivered */
	uint64_t *disclosed; /* agency, data class: answers that held such data */
	uint64_t *against;   /* the same, where the rules say that it is not given */
	uint64_t *hints;     /* agency, hint */
	uint64_t *notices;   /* rule: replies after which its notice is due */
};

/* All zero, in arena. Returns 0 or NLETS_E_MEMORY. */
int app_audit_counts_new(struct app_session *session, struct arena *arena,
			 struct app_audit_counts *counts);

/* The row of an ORI's agency, of a month (ccyymm), of a key; new months and keys get one as long as
 * there is room. Keys are borrowed. */
size_t app_audit_agency(struct app_session *session, const struct app_audit_counts *counts,
			struct str ori);
size_t app_audit_month(struct app_audit_counts *counts, unsigned month);
size_t app_audit_key(struct app_audit_counts *counts, struct str key);

/* A reply by its rows; rule (NULL: none known) counts for a refusal only. */
struct app_audit_reply {
	size_t row[APP_AUDIT_DIMENSIONS];
	const struct nlets_rule *rule;
};
void app_audit_count_reply(struct app_audit_counts *counts, const struct app_audit_reply *reply);

/* Words for data formats: "answered", "self". */
const char *app_audit_outcome_word(enum app_audit_outcome outcome);
const char *app_audit_hint_word(enum app_audit_hint hint);
const char *app_audit_dimension_word(enum app_audit_dimension dimension);

/* What a row is called in data formats: agency id, ccyy-mm, key, outcome; "other". In arena. */
struct str app_audit_row_word(const struct app_audit_counts *counts, enum app_audit_dimension dimension,
			      size_t row, struct arena *arena);

#endif
