/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state behind the Matrix screen: the fields of one answer by agencies, or for one
 * field the states by agencies; and by which other ways each datum still comes to one
 * agency. No terminal. */
#ifndef APP_MATRIX_H
#define APP_MATRIX_H

#include "app/answer.h"
#include "app/reach.h"

struct app_matrix_cell {
	struct nlets_ruling network, law;
};

struct app_matrix_row {
	struct str code, label; /* visible; the label translated */
	struct str holder;      /* member code */
	enum nlets_data_class data_class;
	struct app_matrix_cell *cells;   /* one an agency */
	size_t open, unsure;             /* ways to the agency of `to` that are no Nlets query of it */
};

struct app_matrix {
	struct app_session *session;
	const struct app_answer *answer; /* the opener's; outlives this */
	struct nlets_request request;    /* its agency is not used */
	const struct nlets_agency *agencies;
	size_t agency_count;
	struct str to; /* id of the agency that the last column is about */
	bool states;   /* states by agencies for one field */
	size_t field;  /* the row of the fields that `states` is about */
	struct arena arena;
	VEC(struct app_matrix_row) rows;
	size_t row, column; /* the cursor */
};

/* Returns 0, NLETS_E_MEMORY, or NLETS_E_NOT_FOUND when the answer has no field that could
 * be disclosed; then nothing is left to end. */
int app_matrix_start(struct app_matrix *matrix, struct app_session *session,
		     const struct app_answer *answer);
void app_matrix_end(struct app_matrix *matrix);

/* Each makes the rows anew: 0, NLETS_E_MEMORY or NLETS_E_NOT_FOUND. */
int app_matrix_set_to(struct app_matrix *matrix, struct str agency);
int app_matrix_set_holder(struct app_matrix *matrix, struct str code);
int app_matrix_set_rules(struct app_matrix *matrix, unsigned date, enum nlets_assume assume);
/* From the fields to the states for the field under the cursor, and back. */
int app_matrix_turn(struct app_matrix *matrix);
/* Asks everything again. */
int app_matrix_refresh(struct app_matrix *matrix);

const struct app_matrix_row *app_matrix_row(const struct app_matrix *matrix);
const struct app_matrix_cell *app_matrix_cell(const struct app_matrix *matrix);
/* The agency under the cursor. */
const struct nlets_agency *app_matrix_agency(const struct app_matrix *matrix);

#endif
