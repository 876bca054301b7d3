/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may follow an answer, proposed by the chains (nlets/chains.h): for verbs and
 * screens. Nothing here sends anything. */
#ifndef APP_STEPS_H
#define APP_STEPS_H

#include "app/cause.h"
#include "app/draft_model.h"
#include "nlets/chains.h"

struct app_step {
	struct nlets_step step;
	struct app_cause cause;
	struct str answer_key; /* of the answer that it follows */
	struct str holder;     /* member code of who gave it, or "" */
};

struct app_steps {
	struct arena arena; /* owns all that is in the steps */
	VEC(struct app_step) items;
};

/* An answer, as far as it is known where it comes from. */
struct app_step_answer {
	struct str bytes;
	struct str holder;       /* member code, or "": told from the sender */
	struct str conversation; /* id, or "" */
	unsigned hop;            /* number in it, from 1; 0: not known */
};

/* The chains, read at the first call and kept by the session; never NULL but when memory
 * is out. A broken file gives an empty list with faults. */
const struct nlets_chains *app_chains(struct app_session *session);
/* The same with the faults that lint finds. */
const struct nlets_chains *app_chains_lint(struct app_session *session);

/* Adds the steps that an answer allows; none for one that says that nothing was found,
 * and none that would ask once more what its conversation began with.
 * Returns 0 or NLETS_E_MEMORY. */
int app_steps_add(struct app_session *session, const struct app_step_answer *answer,
		  struct app_steps *steps);
/* Adds those of all that was delivered to the asker and held something. */
int app_steps_of(struct app_session *session, const struct sim_conversation *conversation,
		 struct app_steps *steps);
void app_steps_free(struct app_steps *steps);

/* The query as a draft, filled in as far as the answer goes, the focus on the first
 * row that is to be filled; NULL when memory is out. */
struct app_draft *app_step_draft(struct app_session *session, const struct app_step *step);
/* "OAKES,ALICE SIM", the value that tells the candidate apart. */
struct str app_step_candidate(const struct app_step *step);
/* A line for the shell that composes it and one that sends it, without what is missing. */
void app_step_command(const struct app_step *step, struct buf *out);
/* A sentence on what to fill in, or ""; in arena. */
struct str app_step_missing(const struct app_step *step, struct arena *arena);

/* All steps, with what each would tell and whom. Formats: "text", "json". */
void app_steps_text(struct app_session *session, const struct app_steps *steps, struct buf *out);
void app_steps_json(struct app_session *session, const struct app_steps *steps, struct buf *out);

#endif
