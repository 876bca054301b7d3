/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who sees what of an answer: the question put together from a file or a message
 * key, the disclosure for one agency or for all, and its reports. */
#ifndef APP_REVEAL_H
#define APP_REVEAL_H

#include "app/session.h"

struct app_reveal_question {
	struct str agency; /* id; "" for a matrix of all */
	struct str holder; /* member code; "": from the message */
	struct str purpose;
	const struct str *bases;
	size_t base_count;
};

/* What is revealed: an answer that was received, or what the answer to a key may
 * hold. Begin with all zero. */
struct app_reveal {
	struct nlets_request request;
	const struct nlets_message *answer; /* the message given, or `example` */
	struct nlets_message *example;      /* made from the form when only a key is known */
	struct str answer_key;
	const struct nlets_agency *agency;
	const struct nlets_holder *holder;  /* NULL for one that policies do not describe */
	struct nlets_disclosure disclosure;
	struct span part;  /* of a merged answer what this holder says; len 0: the whole */
	struct arena arena;
};

enum app_reveal_fault {
	APP_REVEAL_OK,
	APP_REVEAL_NO_AGENCY, /* no agency of that id */
	APP_REVEAL_NO_HOLDER, /* the holder is not told by the message and was not given */
	APP_REVEAL_NO_KEY,    /* neither a request nor an answer whose format is known */
	APP_REVEAL_NOTICE,    /* a notice, such as an ER: it answers no query */
};

/* Fills *reveal for an answer, or for a query (then for the answer to it, from the
 * holder `place` of its destinations). The message must outlive *reveal. Returns
 * an app_reveal_fault or NLETS_E_MEMORY. */
int app_reveal_message(struct app_session *session, const struct nlets_message *message,
		       const struct app_reveal_question *question, size_t place,
		       struct app_reveal *reveal);
/* The same for a message key alone. */
int app_reveal_key(struct app_session *session, struct str key,
		   const struct app_reveal_question *question, struct app_reveal *reveal);
/* Asks again for another agency, with all else as it was. */
int app_reveal_again(struct app_session *session, const struct nlets_agency *agency,
		     struct app_reveal *reveal);
void app_reveal_free(struct app_reveal *reveal);

/* How many holders the message speaks of: the destinations of a query, else 1. */
size_t app_reveal_places(struct app_session *session, const struct nlets_message *message);

/* The sign of a verdict: one column, in UTF-8 or ASCII. */
const char *app_verdict_sign(enum nlets_verdict verdict, bool utf8);
/* The sources of a rule, "N1, title, address; ...", in arena. */
struct str app_rule_sources(struct app_session *session, const struct nlets_rule *rule,
			    struct arena *arena);

void app_reveal_text(struct app_session *session, const struct app_reveal *reveal, bool colour,
		     struct buf *out);
void app_reveal_json(struct app_session *session, const struct app_reveal *reveal, struct buf *out);
/* The header row, then a row a field. */
void app_reveal_csv_head(struct buf *out);
void app_reveal_csv(struct app_session *session, const struct app_reveal *reveal, struct buf *out);

/* Fields by agencies; asks again for each agency. Formats: "text", "json", "csv".
 * Returns 0 or NLETS_E_MEMORY. */
int app_reveal_matrix(struct app_session *session, struct app_reveal *reveal, const char *format,
		      struct buf *out);
/* What another set of policies would change in that matrix: the cells whose verdict or
 * rule differs. Returns 0, 1 when something differs, or NLETS_E_MEMORY. */
int app_reveal_compare(struct app_session *session, struct app_reveal *reveal,
		       struct nlets_policies *other, const char *format, struct buf *out);

#endif
