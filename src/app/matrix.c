/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/matrix.h"

#include "app/i18n.h"

static struct app_matrix_row *add_row(struct app_matrix *matrix)
{
	struct app_matrix_row *row = vec_add(&matrix->arena, &matrix->rows);

	if (!row)
		return NULL;
	row->cells = arena_alloc_array(&matrix->arena, matrix->agency_count + 1, sizeof(*row->cells));
	return row->cells ? row : NULL;
}

/* A datum that is not in an answer, as each agency would see it. */
static int judge_datum(struct app_matrix *matrix, struct nlets_request *request,
		       struct app_matrix_row *row, struct str code)
{
	for (size_t i = 0; i < matrix->agency_count; i++) {
		struct app_matrix_cell *cell = &row->cells[i];
		struct nlets_disclosure said;
		int error;

		request->agency = matrix->agencies[i].id;
		error = nlets_disclose(matrix->session->policies, NULL, request, NULL, &matrix->arena,
				       &said);
		if (error)
			return error;
		cell->network = nlets_disclose_class(matrix->session->policies, request,
						     NLETS_LEVEL_NETWORK, &said.query,
						     row->data_class, code);
		cell->law = nlets_disclose_class(matrix->session->policies, request, NLETS_LEVEL_LAW,
						 &said.query_law, row->data_class, code);
	}
	return 0;
}

static bool is_own_query(const struct nlets_path *path)
{
	return path->steps.count == 1 && path->steps.items[0].edge->kind == NLETS_EDGE_NETWORK;
}

static int count_ways(struct app_matrix *matrix, struct app_matrix_row *row)
{
	struct nlets_reach_request request = { .holder = row->holder,
					       .agency = matrix->to,
					       .data_class = row->data_class,
					       .code = matrix->states ? STR("") : row->code,
					       .date = matrix->request.date,
					       .assume = matrix->request.assume };
	struct arena arena = { 0 };
	struct nlets_reach reach = { 0 };
	int error = row->data_class == NLETS_DATA_NONE ?
			    0 :
			    nlets_reachable(matrix->session->policies, &request, &arena, &reach);

	for (size_t i = 0; !error && i < reach.paths.count; i++) {
		const struct nlets_path *path = &reach.paths.items[i];

		if (is_own_query(path))
			continue;
		row->open += path->state == NLETS_STEP_OPEN;
		row->unsure += path->state == NLETS_STEP_UNSURE;
	}
	arena_free(&arena);
	return error;
}

static struct str label_of(const struct app_answer_row *row)
{
	return row->label.len ? app_tr(row->label) : STR("");
}

static int add_field_rows(struct app_matrix *matrix)
{
	for (size_t i = 0; i < matrix->answer->rows.count; i++) {
		const struct app_answer_row *from = &matrix->answer->rows.items[i];
		struct app_matrix_row *row;

		if (from->kind != APP_ANSWER_FIELD)
			continue;
		row = add_row(matrix);
		if (!row)
			return NLETS_E_MEMORY;
		row->code = from->code;
		row->label = label_of(from);
		row->holder = matrix->request.holder;
		row->data_class = from->data_class;
	}
	return matrix->rows.count ? 0 : NLETS_E_NOT_FOUND;
}

static int fill_fields(struct app_matrix *matrix)
{
	struct nlets_request request = matrix->request;
	int error = add_field_rows(matrix);

	for (size_t i = 0; !error && i < matrix->agency_count; i++) {
		struct nlets_disclosure said;

		request.agency = matrix->agencies[i].id;
		error = nlets_disclose(matrix->session->policies, matrix->session->definitions,
				       &request, matrix->answer->shown, &matrix->arena, &said);
		for (size_t k = 0; !error && k < matrix->rows.count && k < said.fields.count; k++)
			matrix->rows.items[k].cells[i] =
				(struct app_matrix_cell){ said.fields.items[k].network,
							  said.fields.items[k].law };
	}
	for (size_t k = 0; !error && k < matrix->rows.count; k++)
		error = count_ways(matrix, &matrix->rows.items[k]);
	return error;
}

/* The field of the answer that the states are about. */
static const struct app_answer_row *chosen_field(const struct app_matrix *matrix)
{
	size_t left = matrix->field;

	for (size_t i = 0; i < matrix->answer->rows.count; i++)
		if (matrix->answer->rows.items[i].kind == APP_ANSWER_FIELD && left-- == 0)
			return &matrix->answer->rows.items[i];
	return NULL;
}

static int fill_states(struct app_matrix *matrix)
{
	const struct app_answer_row *field = chosen_field(matrix);
	size_t count;
	const struct nlets_holder *holders = nlets_holders(matrix->session->policies, &count);
	int error = field ? 0 : NLETS_E_NOT_FOUND;

	for (size_t i = 0; !error && i < count; i++) {
		struct nlets_request request = matrix->request;
		struct app_matrix_row *row;

		if (str_eq(holders[i].kind, STR("federal")))
			continue;
		row = add_row(matrix);
		if (!row)
			return NLETS_E_MEMORY;
		row->code = row->holder = request.holder = holders[i].code;
		row->label = app_tr(holders[i].name);
		row->data_class = field->data_class;
		error = judge_datum(matrix, &request, row, field->code);
		if (!error)
			error = count_ways(matrix, row);
	}
	return error;
}

int app_matrix_refresh(struct app_matrix *matrix)
{
	int error;

	arena_reset(&matrix->arena);
	matrix->rows.items = NULL;
	matrix->rows.count = matrix->rows.size = 0;
	error = matrix->states ? fill_states(matrix) : fill_fields(matrix);
	if (matrix->row >= matrix->rows.count)
		matrix->row = matrix->rows.count ? matrix->rows.count - 1 : 0;
	return error;
}

static void go_to_field(struct app_matrix *matrix)
{
	const struct app_answer *answer = matrix->answer;

	for (size_t i = 0; i < answer->cursor && i < answer->rows.count; i++)
		matrix->row += answer->rows.items[i].kind == APP_ANSWER_FIELD;
	for (size_t i = 0; i < matrix->agency_count; i++)
		if (str_eq(matrix->agencies[i].id, answer->request.agency))
			matrix->column = i;
}

int app_matrix_start(struct app_matrix *matrix, struct app_session *session,
		     const struct app_answer *answer)
{
	int error;

	*matrix = (struct app_matrix){ .session = session,
				       .answer = answer,
				       .request = answer->request,
				       .to = STR("ice-ero") };
	matrix->agencies = nlets_agencies(session->policies, &matrix->agency_count);
	go_to_field(matrix);
	error = answer->question || answer->notice || !matrix->agency_count ?
			NLETS_E_NOT_FOUND :
			app_matrix_refresh(matrix);
	if (error)
		app_matrix_end(matrix);
	return error;
}

void app_matrix_end(struct app_matrix *matrix)
{
	arena_free(&matrix->arena);
}

int app_matrix_set_to(struct app_matrix *matrix, struct str agency)
{
	const struct nlets_agency *found = nlets_agency(matrix->session->policies, agency);

	if (!found)
		return NLETS_E_NOT_FOUND;
	matrix->to = found->id;
	return app_matrix_refresh(matrix);
}

int app_matrix_set_holder(struct app_matrix *matrix, struct str code)
{
	const struct nlets_holder *holder = nlets_holder(matrix->session->policies, code);

	if (!holder)
		return NLETS_E_NOT_FOUND;
	matrix->request.holder = holder->code;
	for (size_t i = 0; matrix->states && i < matrix->rows.count; i++)
		if (str_eq(matrix->rows.items[i].holder, holder->code))
			matrix->row = i;
	return app_matrix_refresh(matrix);
}

int app_matrix_set_rules(struct app_matrix *matrix, unsigned date, enum nlets_assume assume)
{
	matrix->request.date = date;
	matrix->request.assume = assume;
	return app_matrix_refresh(matrix);
}

int app_matrix_turn(struct app_matrix *matrix)
{
	int error;

	matrix->states = !matrix->states;
	if (!matrix->states) {
		matrix->row = matrix->field;
		return app_matrix_refresh(matrix);
	}
	matrix->field = matrix->row;
	matrix->row = 0;
	error = app_matrix_refresh(matrix);
	return error ? error : app_matrix_set_holder(matrix, matrix->request.holder);
}

const struct app_matrix_row *app_matrix_row(const struct app_matrix *matrix)
{
	return matrix->row < matrix->rows.count ? &matrix->rows.items[matrix->row] : NULL;
}

const struct app_matrix_cell *app_matrix_cell(const struct app_matrix *matrix)
{
	const struct app_matrix_row *row = app_matrix_row(matrix);

	return row ? &row->cells[matrix->column] : NULL;
}

const struct nlets_agency *app_matrix_agency(const struct app_matrix *matrix)
{
	return &matrix->agencies[matrix->column];
}
