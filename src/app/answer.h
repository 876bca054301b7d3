/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer under the eyes of an agency: the message, one row for each datum, and
 * what the chosen agency sees of it. The state behind the Answer screen; no
 * terminal.
 *
 * Everything in it dies with app_answer_end(); rows are made anew by each call
 * that changes something. Values and codes in rows are safe to show. */
#ifndef APP_ANSWER_H
#define APP_ANSWER_H

#include "app/merged.h"
#include "nlets/disclose.h"
#include "nlets/parse.h"

enum app_answer_row_kind {
	APP_ANSWER_FIELD,
	APP_ANSWER_TEXT,   /* a line of bytes that nobody could parse */
	APP_ANSWER_ABSENT, /* a datum that this kind of answer could hold but does not */
};

struct app_answer_row {
	enum app_answer_row_kind kind;
	struct span span, value_span; /* in the shown message's raw; len 0 when absent */
	struct str code;    /* visible; "" for text */
	struct str label;   /* English msgid of the form, or "" */
	struct str value;   /* visible, on one line; a date written out */
	struct str meaning; /* a code decoded, or "" */
	enum nlets_data_class data_class;
	struct nlets_ruling network, law; /* of an absent datum: not there, with the rule on it */
	enum nlets_backing backing; /* that this holder returns it; sourced: no mark */
	bool guessed;
};

/* Where an answer comes from, as far as known; texts may be "". Copied. */
struct app_answer_origin {
	struct str key;     /* of the query that it answers; "": the first that it can answer */
	struct str holder;  /* member code; "": told from the sender's first two characters */
	struct str agency;  /* agency id; "": the one it was sent to, else local police */
	struct str title;   /* "DR from Illinois" */
	struct str note;    /* English sentence on how far the shown layout is backed */
	struct str assumed; /* codes with blanks between, that only the simulation promises */
	enum nlets_backing backing; /* of the layout */
	unsigned date;      /* whose rules apply */
	enum nlets_assume assume;
	struct str conversation; /* id, or "" */
	unsigned hop;       /* number in it, from 1; 0: not known */
};

/* A holder's part of a merged answer, and what the agency sees of it. */
struct app_answer_part {
	struct app_merged_part from;
	struct nlets_disclosure disclosure; /* only its fields inside the part count */
};

struct app_answer {
	struct nlets_definitions *definitions;
	struct nlets_policies *policies;
	struct arena arena;      /* origin's texts */
	struct arena row_arena;
	struct nlets_message *original;
	struct nlets_message *converted; /* in the other wire format; NULL until asked for */
	const struct nlets_message *shown; /* one of these */
	const struct nlets_form *form;     /* of the shown message, or NULL */
	struct app_answer_origin origin;
	struct str holder;                 /* of what belongs to no part */
	bool holder_chosen;                /* and then of all parts too */
	VEC(struct app_answer_part) parts; /* of a merged answer */
	struct nlets_disclosure whole;     /* under `holder` */
	struct nlets_request request;      /* with the holder of the row under the cursor */
	struct nlets_disclosure disclosure; /* and the answer to that */
	VEC(struct app_answer_row) rows;
	size_t cursor; /* changed by app_answer_go() */
	bool hex;
	bool question; /* it is a query, not an answer: there is nothing to disclose */
	bool notice;   /* it is of the network itself (ER, SM): no record is in it */
};

/* Reads the bytes. Returns 0 or NLETS_E_MEMORY (nothing is then left to end). */
int app_answer_start(struct app_answer *answer, struct nlets_definitions *definitions,
		     struct nlets_policies *policies, struct str bytes,
		     const struct app_answer_origin *origin);
void app_answer_end(struct app_answer *answer);

/* Each changes one thing and makes the rows anew: 0, NLETS_E_MEMORY, or
 * NLETS_E_NOT_FOUND for an agency or holder that no policy file knows. */
int app_answer_set_agency(struct app_answer *answer, struct str id);
int app_answer_set_holder(struct app_answer *answer, struct str code);
int app_answer_set_rules(struct app_answer *answer, unsigned date, enum nlets_assume assume);
/* Legacy text or XML of the same message. NLETS_E_UNRENDERABLE: the other format
 * cannot hold it, nothing changed. */
int app_answer_other_wire(struct app_answer *answer);

/* Puts the cursor on a row, the last one for more. */
void app_answer_go(struct app_answer *answer, size_t row);
/* The row under the cursor, or NULL when there is none. */
const struct app_answer_row *app_answer_row(const struct app_answer *answer);
/* The bytes to mark in every pane: the focused value, or the field when it is empty. */
struct span app_answer_focus(const struct app_answer *answer);
const struct nlets_agency *app_answer_agency(const struct app_answer *answer);
const struct nlets_holder *app_answer_holder(const struct app_answer *answer);
/* The agency's or holder's name for people; "unknown holder" when there is none. */
struct str app_answer_agency_name(const struct app_answer *answer);
struct str app_answer_holder_name(const struct app_answer *answer);
/* What the sources leave open on a row (NULL: on the whole query), or NULL. */
const struct nlets_open_question *app_answer_open(const struct app_answer *answer,
						  const struct app_answer_row *row);
/* Whether the chosen agency's whole query would be refused, by all holders that speak. */
bool app_answer_refused(const struct app_answer *answer);
/* Whether the agency says of some datum that it comes but is not stored. */
bool app_answer_discards(const struct app_answer *answer);

#endif
