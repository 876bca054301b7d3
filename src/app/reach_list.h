/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state behind the screen Still reachable: the paths, of which some are opened to
 * their steps, and the measures, of which some are in force for a drill. No terminal. */
#ifndef APP_REACH_LIST_H
#define APP_REACH_LIST_H

#include "app/reach.h"

#define APP_REACH_PATH SIZE_MAX /* as a row's step: the path itself */

struct app_reach_row {
	size_t path, step; /* in reach.paths; of that path, or APP_REACH_PATH */
};

struct app_reach_list {
	struct app_session *session;
	struct app_reach reach;
	struct arena row_arena;
	VEC(struct app_reach_row) rows;
	VEC(size_t) measures;  /* of nlets_measures(): those that close any path, or are in force */
	VEC(struct str) opened; /* names of the opened paths, in reach.arena */
	size_t cursor, measure_cursor;
};

/* Copies the request. Returns 0 or NLETS_E_MEMORY; then nothing is left to end. */
int app_reach_list_start(struct app_reach_list *list, struct app_session *session,
			 const struct nlets_reach_request *request);
void app_reach_list_end(struct app_reach_list *list);

/* Each asks again and keeps the cursor on its path: 0, NLETS_E_MEMORY, or
 * NLETS_E_NOT_FOUND for an agency or holder that no policy file knows. */
int app_reach_list_set_agency(struct app_reach_list *list, struct str id);
int app_reach_list_set_holder(struct app_reach_list *list, struct str code);
int app_reach_list_set_rules(struct app_reach_list *list, unsigned date, enum nlets_assume assume);
/* Takes the measure under the measures' cursor to be in force, or no more. */
int app_reach_list_drill(struct app_reach_list *list);
/* Opens the path under the cursor to its steps, or closes it: 0 or NLETS_E_MEMORY. */
int app_reach_list_open(struct app_reach_list *list);

/* The row under the cursor, or NULL when there is none; its path; its step or NULL. */
const struct app_reach_row *app_reach_list_row(const struct app_reach_list *list);
const struct nlets_path *app_reach_list_path(const struct app_reach_list *list);
const struct nlets_path_step *app_reach_list_step(const struct app_reach_list *list);
bool app_reach_list_is_open(const struct app_reach_list *list, size_t path);
/* The measure under its own cursor, or NULL. */
const struct nlets_measure *app_reach_list_measure(const struct app_reach_list *list);
bool app_reach_list_in_force(const struct app_reach_list *list, size_t measure);

#endif
