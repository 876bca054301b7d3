/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a requester sees of an answer: a verdict for every field, with the rule
 * and source behind it. Pure: no clock, no store.
 *
 * Which rule wins. Of one level, those that fit the holder, agency, key, purpose,
 * path, date and (for a field) its class or code are ranked by what they name, in
 * this order: one holder before several before any; then one agency, several, any;
 * then the field's code, its class, any class; then keys; then purposes. Of equal
 * rank the strictest wins (refuse, no part, withhold, mask, discard, answer); lint
 * reports such pairs. A rule that one of the request's legal bases lifts is left
 * out and named in `lifted`.
 *
 * A query that is refused or not taken part in decides all its fields. Otherwise
 * a field that a rule withholds is withheld; what another rule says of it
 * holds when the query is known to be answered. What is no personal data, and the
 * asker's own words that come back (class "case"), follow the query; all else is
 * unknown. At the level of law a query that a law allows allows its fields.
 *
 * Only request->assume makes something of an unknown, only at the network level,
 * and the ruling then says `assumed`. */
#ifndef NLETS_DISCLOSE_H
#define NLETS_DISCLOSE_H

#include "nlets/message.h"
#include "nlets/policy.h"

/* Shown as: ✓ seen, ✗ withheld or refused, ~ said not to be stored, ? unknown, · not there. */
enum nlets_verdict {
	NLETS_SEEN,
	NLETS_WITHHELD,   /* by the holder */
	NLETS_REFUSED,    /* the whole query is */
	NLETS_NO_PART,    /* the holder does not take part */
	NLETS_DISCARDED,  /* received but said not to be stored */
	NLETS_MASKED,
	NLETS_UNKNOWN,    /* nothing public known */
	NLETS_NOT_THERE,  /* the field is not in this answer */
};

/* What the user chose to assume for a drill where nothing is known. */
enum nlets_assume {
	NLETS_ASSUME_NOTHING,
	NLETS_ASSUME_ANSWERED,
	NLETS_ASSUME_REFUSED,
};

struct nlets_request {
	struct str holder;  /* member code */
	struct str agency;  /* agency id */
	struct str key;     /* of the request: "DQ" */
	struct str purpose; /* PUR or RSN value, or "" */
	struct str path;    /* "nlets" or "" */
	unsigned date;      /* ccyymmdd whose rules apply */
	VEC(struct str) bases; /* legal bases shown: "article-iii-warrant" */
	enum nlets_assume assume;
};

/* The word of one level on a field or a whole query. */
struct nlets_ruling {
	enum nlets_verdict verdict;
	bool assumed;                 /* the verdict rests on request->assume */
	bool general;                 /* only known from the general statement on all states (general-no) */
	const struct nlets_rule *rule; /* NULL: nothing public known, or no rule of that level */
	const struct nlets_rule *lifted; /* the highest rule that a legal basis lifted, or NULL */
};

struct nlets_disclosed_field {
	struct str code;
	struct span span;         /* in the answer's raw */
	size_t field;             /* index in message->fields, or SIZE_MAX */
	enum nlets_data_class data_class;
	struct nlets_ruling network; /* this is the verdict */
	struct nlets_ruling law;     /* stands beside it */
};

struct nlets_disclosure {
	struct nlets_ruling query;     /* of the whole query, network level */
	struct nlets_ruling query_law;
	VEC(struct nlets_disclosed_field) fields; /* in the answer's order */
};

/* Verdicts for the fields of an answer (message may be NULL: only the query's
 * rulings). Returns 0 or NLETS_E_MEMORY. Allocated in arena. */
int nlets_disclose(struct nlets_policies *policies, struct nlets_definitions *definitions,
		   const struct nlets_request *request, const struct nlets_message *answer,
		   struct arena *arena, struct nlets_disclosure *disclosure);

/* The same for a datum that is not in an answer: a class, and a field code or "".
 * `query` is what nlets_disclose gave for the same request and level. */
struct nlets_ruling nlets_disclose_class(struct nlets_policies *policies,
					 const struct nlets_request *request,
					 enum nlets_policy_level level,
					 const struct nlets_ruling *query,
					 enum nlets_data_class data_class, struct str code);

/* The open question that fits an unknown best, or NULL. */
const struct nlets_open_question *nlets_disclose_open(struct nlets_policies *policies,
						      const struct nlets_request *request,
						      enum nlets_data_class data_class);

/* What came over the wire where the verdict says what is kept of it: what is said not
 * to be stored was seen by the wire all the same. */
enum nlets_verdict nlets_verdict_on_wire(enum nlets_verdict verdict);
/* Whether of some field it is said that it arrives and is not stored: then what came
 * over the wire and what is kept are two things to show. */
bool nlets_disclosure_discards(const struct nlets_disclosure *disclosure);

/* "seen", "withheld", "refused", "no-part", "discarded", "masked", "unknown",
 * "not-there": fixed words for data formats. */
const char *nlets_verdict_word(enum nlets_verdict verdict);
/* The same as an English phrase for people, N_(). */
const char *nlets_verdict_label(enum nlets_verdict verdict);

#endif
