/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Still reachable: the question by which ways a datum of a holder comes to an agency,
 * its answer, and how both are said. The engine is nlets/pathways.h. */
#ifndef APP_REACH_H
#define APP_REACH_H

#include "app/session.h"
#include "nlets/pathways.h"

/* A question and its answer. Fill request and call app_reach_ask(); begin with all zero.
 * Texts of the request are not copied. */
struct app_reach {
	struct nlets_reach_request request;
	struct nlets_reach reach;
	struct arena arena; /* of the request's lists */
	struct arena answer_arena;
};

/* Asks with the session's policies. Returns 0 or NLETS_E_MEMORY. */
int app_reach_ask(struct app_session *session, struct app_reach *reach);
void app_reach_free(struct app_reach *reach);

/* The class of that word ("address"), or that of a field code that an answer can hold
 * ("SOC"); the code then goes into *code, else "". False when it is neither. */
bool app_reach_datum(struct app_session *session, struct str name,
		     enum nlets_data_class *data_class, struct str *code);
/* The bit of the measure in request.measures; 0 when there is none of that id. */
uint64_t app_reach_measure(struct app_session *session, struct str id);

/* One column, in UTF-8 or ASCII: open, not certain, closed. */
const char *app_reach_sign(enum nlets_step_state state, bool utf8);
/* "open", "unsure", "closed": fixed words for data formats. */
const char *app_reach_state_word(enum nlets_step_state state);
/* What is behind a step's state, as in a rule; "unknown" where nothing public is known. */
struct str app_step_certainty(const struct nlets_path_step *step);
/* The same as an English or translated phrase, with the kind of the step before it. */
struct str app_step_backing(const struct nlets_path_step *step, struct arena *arena);
/* The sources of a step: those of the edge and, where a rule decides it, of the rule. */
struct str app_step_sources(struct app_session *session, const struct nlets_path_step *step,
			    struct arena *arena);
/* "The state's licence records → ICE ERO", all places of the path. In arena. */
struct str app_path_name(struct app_session *session, const struct nlets_path *path, bool utf8,
			 struct arena *arena);
/* The datum in words: "SOC (social security number)" or "address". In arena. */
struct str app_reach_datum_words(const struct nlets_reach_request *request, struct arena *arena);
/* "17 paths: 2 certain, 12 not certain, 3 closed". In arena. */
struct str app_reach_count_words(const struct nlets_reach *reach, struct arena *arena);

/* The whole answer. */
void app_reach_text(struct app_session *session, const struct app_reach *reach, bool colour,
		    struct buf *out);
void app_reach_json(struct app_session *session, const struct app_reach *reach, struct buf *out);
/* With a header row; a row a step. */
void app_reach_csv(struct app_session *session, const struct app_reach *reach, struct buf *out);

#endif
