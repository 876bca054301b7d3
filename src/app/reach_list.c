/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/reach_list.h"

/* The path's edges: it stays the same when the paths are asked for again. */
static struct str path_id(const struct nlets_path *path, struct arena *arena)
{
	struct str all = STR("");

	for (size_t i = 0; i < path->steps.count; i++)
		all = arena_printf(arena, "%.*s %.*s", STR_ARGS(all),
				   STR_ARGS(path->steps.items[i].edge->id));
	return all;
}

static size_t opened_at(const struct app_reach_list *list, size_t path)
{
	struct arena arena = { 0 };
	struct str id = path_id(&list->reach.reach.paths.items[path], &arena);
	size_t at = 0;

	while (at < list->opened.count && !str_eq(list->opened.items[at], id))
		at++;
	arena_free(&arena);
	return at;
}

bool app_reach_list_is_open(const struct app_reach_list *list, size_t path)
{
	return opened_at(list, path) < list->opened.count;
}

static int add_row(struct app_reach_list *list, size_t path, size_t step)
{
	struct app_reach_row *row = vec_add(&list->row_arena, &list->rows);

	if (!row)
		return NLETS_E_MEMORY;
	*row = (struct app_reach_row){ path, step };
	return 0;
}

static int fill_rows(struct app_reach_list *list)
{
	int error = 0;

	for (size_t i = 0; !error && i < list->reach.reach.paths.count; i++) {
		const struct nlets_path *path = &list->reach.reach.paths.items[i];

		error = add_row(list, i, APP_REACH_PATH);
		if (!app_reach_list_is_open(list, i))
			continue;
		for (size_t k = 0; !error && k < path->steps.count; k++)
			error = add_row(list, i, k);
	}
	if (list->cursor >= list->rows.count)
		list->cursor = list->rows.count ? list->rows.count - 1 : 0;
	return error;
}

static bool closes_any(const struct app_reach_list *list, size_t measure)
{
	for (size_t i = 0; i < list->reach.reach.paths.count; i++)
		if (list->reach.reach.paths.items[i].measures >> measure & 1)
			return true;
	return false;
}

bool app_reach_list_in_force(const struct app_reach_list *list, size_t measure)
{
	return list->reach.request.measures >> measure & 1;
}

static int fill_measures(struct app_reach_list *list)
{
	size_t count;

	nlets_measures(list->session->policies, &count);
	for (size_t i = 0; i < count && i < NLETS_MEASURE_LIMIT; i++) {
		size_t *item;

		if (!closes_any(list, i) && !app_reach_list_in_force(list, i))
			continue;
		item = vec_add(&list->row_arena, &list->measures);
		if (!item)
			return NLETS_E_MEMORY;
		*item = i;
	}
	if (list->measure_cursor >= list->measures.count)
		list->measure_cursor = 0;
	return 0;
}

static int fill(struct app_reach_list *list)
{
	int error;

	arena_reset(&list->row_arena);
	list->rows.items = NULL;
	list->rows.count = list->rows.size = 0;
	list->measures.items = NULL;
	list->measures.count = list->measures.size = 0;
	error = fill_rows(list);
	return error ? error : fill_measures(list);
}

static void find_path(struct app_reach_list *list, struct str id, size_t step)
{
	struct arena arena = { 0 };

	for (size_t i = 0; id.len && i < list->rows.count; i++) {
		const struct app_reach_row *row = &list->rows.items[i];

		if (row->step == step &&
		    str_eq(path_id(&list->reach.reach.paths.items[row->path], &arena), id))
			list->cursor = i;
	}
	arena_free(&arena);
}

static int ask_again(struct app_reach_list *list)
{
	const struct app_reach_row *row = app_reach_list_row(list);
	size_t step = row ? row->step : APP_REACH_PATH;
	struct arena arena = { 0 };
	struct str id = row ? path_id(app_reach_list_path(list), &arena) : STR("");
	int error = app_reach_ask(list->session, &list->reach);

	if (!error)
		error = fill(list);
	if (!error)
		find_path(list, id, step);
	arena_free(&arena);
	return error;
}

int app_reach_list_start(struct app_reach_list *list, struct app_session *session,
			 const struct nlets_reach_request *request)
{
	int error;

	*list = (struct app_reach_list){ .session = session };
	list->reach.request = *request;
	list->reach.request.code = arena_copy(&list->reach.arena, request->code);
	list->reach.request.holder = arena_copy(&list->reach.arena, request->holder);
	list->reach.request.agency = arena_copy(&list->reach.arena, request->agency);
	error = ask_again(list);
	if (error)
		app_reach_list_end(list);
	return error;
}

void app_reach_list_end(struct app_reach_list *list)
{
	app_reach_free(&list->reach);
	arena_free(&list->row_arena);
}

int app_reach_list_set_agency(struct app_reach_list *list, struct str id)
{
	const struct nlets_agency *agency = nlets_agency(list->session->policies, id);

	if (!agency)
		return NLETS_E_NOT_FOUND;
	list->reach.request.agency = agency->id;
	return ask_again(list);
}

int app_reach_list_set_holder(struct app_reach_list *list, struct str code)
{
	const struct nlets_holder *holder = nlets_holder(list->session->policies, code);

	if (!holder)
		return NLETS_E_NOT_FOUND;
	list->reach.request.holder = holder->code;
	return ask_again(list);
}

int app_reach_list_set_rules(struct app_reach_list *list, unsigned date, enum nlets_assume assume)
{
	list->reach.request.date = date;
	list->reach.request.assume = assume;
	return ask_again(list);
}

int app_reach_list_drill(struct app_reach_list *list)
{
	size_t at = list->measure_cursor;

	if (at >= list->measures.count)
		return 0;
	list->reach.request.measures ^= (uint64_t)1 << list->measures.items[at];
	return ask_again(list);
}

int app_reach_list_open(struct app_reach_list *list)
{
	const struct app_reach_row *row = app_reach_list_row(list);
	size_t path, at;

	if (!row)
		return 0;
	path = row->path;
	at = opened_at(list, path);
	if (at < list->opened.count) {
		list->opened.items[at] = list->opened.items[--list->opened.count];
	} else {
		struct str *item = vec_add(&list->reach.arena, &list->opened);

		if (!item)
			return NLETS_E_MEMORY;
		*item = path_id(&list->reach.reach.paths.items[path], &list->reach.arena);
	}
	if (row->step != APP_REACH_PATH) /* its row goes: the cursor climbs to the path */
		list->cursor -= row->step + 1;
	return fill(list);
}

const struct app_reach_row *app_reach_list_row(const struct app_reach_list *list)
{
	return list->cursor < list->rows.count ? &list->rows.items[list->cursor] : NULL;
}

const struct nlets_path *app_reach_list_path(const struct app_reach_list *list)
{
	const struct app_reach_row *row = app_reach_list_row(list);

	return row ? &list->reach.reach.paths.items[row->path] : NULL;
}

const struct nlets_path_step *app_reach_list_step(const struct app_reach_list *list)
{
	const struct app_reach_row *row = app_reach_list_row(list);

	return row && row->step != APP_REACH_PATH
		       ? &list->reach.reach.paths.items[row->path].steps.items[row->step]
		       : NULL;
}

const struct nlets_measure *app_reach_list_measure(const struct app_reach_list *list)
{
	size_t count;
	const struct nlets_measure *measures = nlets_measures(list->session->policies, &count);

	return list->measure_cursor < list->measures.count
		       ? &measures[list->measures.items[list->measure_cursor]]
		       : NULL;
}
